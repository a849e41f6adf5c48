import { setImmediate } from 'node:timers/promises'
import type { Outcome, StoreItem } from './types'
import { isUnavailable } from './unavailable'

type Apply = (project: string, items: readonly StoreItem[]) => Promise<Outcome[]>

interface Waiting {
  readonly project: string
  readonly items: readonly StoreItem[]
  readonly done: (outcomes: Outcome[]) => void
  readonly failed: (cause: unknown) => void
}

/** More than that in one transaction, and the first of them waits for the last. */
const MOST_ITEMS = 500

export interface GroupOptions {
  /** Writes all of it in one transaction, or nothing. */
  readonly write: Apply
  /** The same, and item by item where that fails. */
  readonly applyAlone: Apply
  /** Transactions at one time, each of another project. */
  readonly atOnce: number
}

/** What arrives while a transaction runs shares the next one, and its sync of the disk. Whose transaction fails gets one of its own. */
export const createGroups = ({ write, applyAlone, atOnce }: GroupOptions): { readonly apply: Apply } => {
  let waiting: Waiting[] = []
  /** Projects: two transactions of one would only be in each other's way. */
  const running = new Set<string>()

  const isReady = ({ project }: Waiting): boolean => !running.has(project)
  const next = (project: string): Waiting[] => {
    const group: Waiting[] = []
    const left: Waiting[] = []
    let size = 0
    for (const one of waiting) {
      const fits = one.project === project && (group.length === 0 || size + one.items.length <= MOST_ITEMS)
      if (fits) {
        group.push(one)
        size += one.items.length
      } else left.push(one)
    }
    waiting = left
    return group
  }

  const run = async (group: readonly Waiting[]): Promise<void> => {
    const [first] = group
    if (first === undefined) return
    if (group.length > 1)
      try {
        const outcomes = await write(
          first.project,
          group.flatMap(({ items }) => items),
        )
        let from = 0
        for (const { items, done } of group) {
          done(outcomes.slice(from, from + items.length))
          from += items.length
        }
        return
      } catch (cause) {
        if (isUnavailable(cause)) {
          for (const { failed } of group) failed(cause)
          return
        }
      }
    for (const { project, items, done, failed } of group) await applyAlone(project, items).then(done, failed)
  }

  /** What has arrived already is read first, and comes along. */
  const gathered = async (project: string): Promise<void> => {
    await setImmediate()
    await run(next(project))
  }

  const pump = (): void => {
    for (let ready = waiting.find(isReady); ready && running.size < atOnce; ready = waiting.find(isReady)) {
      const { project } = ready
      running.add(project)
      void gathered(project).finally(() => {
        running.delete(project)
        pump()
      })
    }
  }

  return {
    apply: (project, items) =>
      new Promise((done, failed) => {
        waiting.push({ project, items, done, failed })
        pump()
      }),
  }
}
