import { setTimeout } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import type { Dialect } from './dialect'
import type { Tables } from './tables'

/** Another transaction wrote what was not there a moment ago: once more, and it is seen. */
export class Raced extends Error {}

/** Runs all of it or nothing, and again when it was in another's way. */
export type Transact = <Result>(run: (transaction: Transaction<Tables>) => Promise<Result>) => Promise<Result>

const TRIES = 12

/** Each wait is random, up to twice as long as the one before: those who met once do not meet again. */
export const createTransact =
  (db: Kysely<Tables>, { isPassing }: Dialect, tries = TRIES): Transact =>
  async (run) => {
    for (let attempt = 1; ; attempt++)
      try {
        return await db.transaction().execute(run)
      } catch (error) {
        if (attempt === tries || !(error instanceof Raced || isPassing(error))) throw error
        await setTimeout(Math.random() * Math.min(1000, 10 * 2 ** attempt))
      }
  }
