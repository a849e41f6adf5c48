import { LEDGER, stow, weigh } from './ledger'
import { isNewer, readRecord, recordKey } from './record'
import type { Ahead, Store } from './types'

/**
 * Brings home what `hidden()` wrote ahead: the snapshot becomes the record's, if its revision is the higher one.
 * Only into a record that is still there: what was erased stays erased. Then the slot is cleared, unless a tab wrote again meanwhile.
 */
export async function mergeAhead(store: Store, ahead: Ahead): Promise<void> {
  const value = ahead.read()
  if (!value || isNewer(value)) return
  const key = recordKey(String((value as { id?: unknown }).id))
  const typed = readRecord(key, value)
  if (typed?.type === 'response' && typed.data) {
    await store.change([key, LEDGER], ([stored, ledger]) => {
      const record = readRecord(key, stored)
      const newer = record && record.revision < typed.revision
      const fit = newer && stow(ledger, weigh({ ...typed, acked: record.acked, createdAt: record.createdAt, done: record.done }))
      return { puts: fit ? fit.puts : {}, result: undefined }
    })
  }
  if (JSON.stringify(ahead.read()) === JSON.stringify(value)) ahead.write(null)
}
