import type { Locks } from './lock'
import { HOLD_MS, type Store } from './types'

/** A lease further away than this was written by a clock that has been set back since. */
const MAX_LEASE_MS = 60_000

/** Stands in for Web Locks where there are none (plain http): who holds what, and until when, is in the store. */
export const leases = (store: Store, now: () => number): Locks => ({
  request: async (name, _, callback) => {
    const key = `lease:${name}`
    const until = now() + HOLD_MS
    const mine = await store.change([key], ([other]) => {
      const rest = typeof other === 'number' ? other - now() : 0
      return rest > 0 && rest <= MAX_LEASE_MS ? { result: false } : { puts: { [key]: until }, result: true }
    })
    if (!mine) return callback(null)
    try {
      return await callback({ name })
    } finally {
      await store.change([key], ([other]) => ({ puts: other === until ? { [key]: undefined } : {}, result: undefined }))
    }
  },
})
