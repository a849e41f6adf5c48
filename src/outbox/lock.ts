import { HOLD_MS, type Store, type Timers } from './types'
import { within } from './within'

/** The part of Web Locks that is used. */
export interface Locks {
  request<T>(name: string, options: { ifAvailable: true }, callback: (lock: unknown) => Promise<T>): Promise<T>
}

/** After this many refusals in a row it is sent all the same: revisions keep it correct, the lock only saves work. */
const PATIENCE = 20

export interface LockDeps extends Timers {
  readonly store: Store
  readonly project: string
  /** Web Locks, or what stands in for them (`lease.ts`). */
  readonly locks: Locks
}

/** Runs one batch while no other tab runs one for this endpoint; undefined when another does. */
export function createLock({ store, project, locks, ...timers }: LockDeps) {
  let refused = 0

  return async <T>(endpoint: string, work: () => Promise<T>): Promise<T | undefined> => {
    // What only this tab can see needs no lock.
    if (store.durability() !== 'disk' || refused >= PATIENCE) {
      refused = 0
      return within(HOLD_MS, work(), timers)
    }
    let isAsked = false
    const result = await locks
      .request(`peakend:${project}:${endpoint}`, { ifAvailable: true }, async (lock) => {
        isAsked = true
        return lock ? within(HOLD_MS, work(), timers) : undefined
      })
      .catch((error) => {
        if (isAsked) throw error
        // Locks refuse as such: as without them.
        return within(HOLD_MS, work(), timers)
      })
    refused = result === undefined ? refused + 1 : 0
    return result
  }
}
