import type { Store, Timers } from './types'
import { within } from './within'

/** The part of Web Locks that is used. */
export interface Locks {
  request<T>(name: string, options: { ifAvailable: true }, callback: (lock: unknown) => Promise<T>): Promise<T>
}

/** A frozen tab keeps what it holds: nobody holds longer than one batch takes. */
const HOLD_MS = 30_000
/** A lease further away than this was written by a clock that has been set back since. */
const MAX_LEASE_MS = 60_000
/** After this many refusals in a row it is sent all the same: revisions keep it correct, the lock only saves work. */
const PATIENCE = 20

export interface LockDeps extends Timers {
  readonly store: Store
  readonly project: string
  readonly locks?: Locks
  readonly now: () => number
}

/** Runs one batch while no other tab runs one for this endpoint; undefined when another does. */
export function createLock({ store, project, locks, now, ...timers }: LockDeps) {
  let refused = 0

  const lease = async <T>(key: string, work: () => Promise<T>): Promise<T | undefined> => {
    const until = now() + HOLD_MS
    const mine = await store.change([key], ([other]) => {
      const rest = Number(other) - now()
      return rest > 0 && rest <= MAX_LEASE_MS ? { result: false } : { puts: { [key]: until }, result: true }
    })
    if (!mine) return undefined
    try {
      return await within(HOLD_MS, work(), timers)
    } finally {
      await store.change([key], ([other]) => ({ puts: other === until ? { [key]: undefined } : {}, result: undefined }))
    }
  }

  return async <T>(endpoint: string, work: () => Promise<T>): Promise<T | undefined> => {
    // What only this tab can see needs no lock.
    if (store.durability() !== 'disk' || refused >= PATIENCE) {
      refused = 0
      return within(HOLD_MS, work(), timers)
    }
    const name = `peakend:${project}:${endpoint}`
    const result = locks
      ? await locks.request(name, { ifAvailable: true }, async (lock) => (lock ? within(HOLD_MS, work(), timers) : undefined))
      : await lease(`lease:${endpoint}`, work)
    refused = result === undefined ? refused + 1 : 0
    return result
  }
}
