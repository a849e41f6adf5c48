import type { ItemResult, Problem } from '../survey/wire'
import { bytesOf } from './bytes'
import { LEDGER, readLedger, weight } from './ledger'
import { readRecord, recordKey, toStub } from './record'
import type { OutboxRecord, Store } from './types'

/** What an endpoint said of one revision; absent: nothing. */
export interface Said {
  readonly status?: ItemResult['status'] | undefined
  readonly current?: number | undefined
  /** Of the current revision, by a device's clock. */
  readonly time?: unknown
  /** Refused for good. */
  readonly problem?: Problem
}

export const isTaken = ({ status }: Said): boolean => status === 'stored' || status === 'duplicate'

/** `stored` and `duplicate` raise `acked` to the revision that was named, whatever was answered meanwhile. */
export const raise = (record: OutboxRecord, sent: OutboxRecord, endpoint: string): OutboxRecord => ({
  ...record,
  acked: { ...record.acked, [endpoint]: Math.max(record.acked[endpoint] ?? 0, sent.revision) },
})

/**
 * Settles a batch in one transaction over its records, and returns them as they are now. `said`: what the endpoint said of each; what it
 * did not take is `heeded`, by default kept as it is.
 */
export async function settleAll(
  store: Store,
  batch: readonly OutboxRecord[],
  endpoint: string,
  endpoints: readonly string[],
  said: readonly Said[],
  heeded: (record: OutboxRecord, sent: OutboxRecord, endpoint: string, said: Said) => OutboxRecord = (record) => record,
): Promise<readonly OutboxRecord[]> {
  const keys = batch.map(({ id }) => recordKey(id))
  return store.change([LEDGER, ...keys], ([ledger, ...values]) => {
    const next: Record<string, number> = { ...readLedger(ledger) }
    const puts: Record<string, unknown> = {}
    const settled: OutboxRecord[] = []
    batch.forEach((sent, i) => {
      const key = recordKey(sent.id)
      const record = readRecord(key, values[i])
      if (!record) return
      const each = said[i] ?? {}
      const after = toStub(isTaken(each) ? raise(record, sent, endpoint) : heeded(record, sent, endpoint, each), endpoints)
      // At the size limit too: an acknowledgement that cannot be written would be asked for for ever.
      next[sent.id] = weight(after, bytesOf(JSON.stringify(after)), endpoints)
      puts[key] = after
      settled.push(after)
    })
    return { puts: { ...puts, [LEDGER]: next }, result: settled }
  })
}
