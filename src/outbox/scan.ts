import { readRecord } from './record'
import { type OutboxRecord, RECORD_PREFIX, type Store } from './types'

/** Records a page of the store holds at most: reading is bounded however much waits. */
export const PAGE = 25

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
