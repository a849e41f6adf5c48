import { MAX_RECORDS } from './ledger'
import { isPendingAt, readRecord } from './record'
import { type OutboxRecord, RECORD_PREFIX, type Store } from './types'

/** What waits for `endpoint` (for any, where none is configured: nothing has acknowledged it then), and what it refused for good. */
export async function inspect(
  store: Store,
  endpoint: string,
): Promise<{ readonly pending: readonly OutboxRecord[]; readonly dead: readonly OutboxRecord[] }> {
  const page = await store.page(RECORD_PREFIX, MAX_RECORDS)
  const records = page.flatMap(([key, value]) => readRecord(key, value) ?? [])
  return { pending: records.filter((record) => isPendingAt(record, endpoint)), dead: records.filter(({ dead }) => dead) }
}
