import { readRecord } from './record'
import { type OutboxRecord, PAGE, RECORD_PREFIX, type Store } from './types'

/** Every record this build can read, in the order they were made; no transaction stays open between two pages. */
export async function* scan(store: Store, after = RECORD_PREFIX): AsyncGenerator<OutboxRecord> {
  for (;;) {
    const page = await store.page(RECORD_PREFIX, PAGE, after)
    for (const [key, value] of page) {
      const record = readRecord(key, value)
      if (record) yield record
      after = key
    }
    if (page.length < PAGE) return
  }
}
