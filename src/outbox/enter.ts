import { coded } from './errors'
import { LEDGER, stow, type Weighed } from './ledger'
import type { Store } from './types'

/** Adds a record that nobody will change any more; resolves with how many had to go for it. */
export function enter(store: Store, weighed: Weighed): Promise<number> {
  return store.change([LEDGER], ([ledger]) => {
    const fit = stow(ledger, weighed)
    if (!fit) throw coded('full')
    return { puts: fit.puts, result: fit.lost }
  })
}
