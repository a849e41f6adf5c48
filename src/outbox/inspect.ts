import { MAX_RECORDS } from './ledger'
import { isPendingAt, readRecord } from './record'
import { type OutboxRecord, RECORD_PREFIX, type Store } from './types'

/** What waits at any of `endpoints` (where none is configured, for one), and what one of them refused for good. */
export async function inspect(
  store: Store,
  endpoints: readonly string[],
): Promise<{ readonly pending: readonly OutboxRecord[]; readonly dead: readonly OutboxRecord[] }> {
  const page = await store.page(RECORD_PREFIX, MAX_RECORDS)
  const records = page.flatMap(([key, value]) => readRecord(key, value) ?? [])
  return {
    pending: records.filter((record) => (endpoints[0] ? endpoints.some((id) => isPendingAt(record, id)) : record.data)),
    dead: records.filter(({ data, dead }) => data && dead),
  }
}
