import type { Kysely } from 'kysely'
import type { Dialect } from './dialect'
import { fold } from './rollups'
import type { Tables } from './tables'

/** What waits to be added is read with every report: no more than was written in this time. */
const FOLD_MS = 1_000

export interface Folding {
  /** Something was written. */
  soon(): void
  /** Waits for what is under way. */
  stop(): Promise<void>
}

/** Takes deltas into the rollups from time to time, while something is written. Whatever fails is done the next time, by whoever writes. */
export const createFolding = (db: Kysely<Tables>, { concurrent }: Dialect, foldMs = FOLD_MS): Folding => {
  let [timer, running]: [NodeJS.Timeout | undefined, Promise<void> | undefined] = [undefined, undefined]
  let stopped = false
  return {
    soon() {
      if (!concurrent || stopped || timer !== undefined) return
      timer = setTimeout(() => {
        running = fold(db)
          .catch(() => {})
          .finally(() => {
            timer = undefined
          })
      }, foldMs)
      timer.unref()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
