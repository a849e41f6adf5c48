import type { ItemResult, Problem } from '../survey/wire'
import { bytesOf } from './bytes'
import { LEDGER, readLedger, weight } from './ledger'
import { readRecord, recordKey } from './record'
import type { OutboxRecord, Store } from './types'

/** What an endpoint said of one revision; absent: nothing. */
export interface Said {
  readonly status?: ItemResult['status'] | undefined
  readonly current?: number | undefined
  /** Refused for good. */
  readonly problem?: Problem
}

/**
 * One record after the reply to `sent`. `stored` and `duplicate` raise `acked` to the revision that was named, whatever
 * was answered meanwhile. `stale` is never success: a higher revision is there, so ours (rolled back by a power loss, or a
 * cloned profile) becomes current + 1, unless it is higher already.
 */
export function settle(record: OutboxRecord, sent: OutboxRecord, endpoint: string, { status, current = 0, problem }: Said): OutboxRecord {
  const acked = record.acked[endpoint] ?? 0
  if (status === 'stored' || status === 'duplicate')
    return { ...record, acked: { ...record.acked, [endpoint]: Math.max(acked, sent.revision) } }
  // A revision beyond safe integers could never be raised again.
  if (status === 'stale' && record.data && current > acked && current >= record.revision && Number.isSafeInteger(current + 1)) {
    return { ...record, revision: current + 1 }
  }
  // What was answered after this revision is tried by itself.
  if (problem && record.revision === sent.revision) return { ...record, dead: { ...record.dead, [endpoint]: problem } }
  return record
}

/** Done, and every endpoint has it: only the counter has to stay, so that no second tab restarts it. */
const toStub = (record: OutboxRecord, endpoints: readonly string[]): OutboxRecord =>
  record.done && endpoints.every((id) => (record.acked[id] ?? 0) >= record.revision) ? { ...record, data: null } : record

/** Settles a batch in one transaction over its records, and returns them as they are now. `said`: what the endpoint said of each. */
export async function settleAll(
  store: Store,
  batch: readonly OutboxRecord[],
  endpoint: string,
  endpoints: readonly string[],
  said: readonly Said[],
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
      const after = toStub(settle(record, sent, endpoint, said[i] ?? {}), endpoints)
      // At the size limit too: an acknowledgement that cannot be written would be asked for for ever.
      next[sent.id] = weight(after, bytesOf(JSON.stringify(after)))
      puts[key] = after
      settled.push(after)
    })
    return { puts: { ...puts, [LEDGER]: next }, result: settled }
  })
}
