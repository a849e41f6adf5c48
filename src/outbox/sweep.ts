import { LEDGER, readLedger } from './ledger'
import { isNewer, readRecord } from './record'
import { type OutboxLoss, PAGE, RECORD_PREFIX, type Store } from './types'

const DAY_MS = 24 * 60 * 60_000
const AGE_LIMIT_MS = 30 * DAY_MS
/** A step of the clock between two sweeps that may as well be a jump as an absence. */
const JUMP_MS = 7 * DAY_MS
const SWEPT = 'swept'

/**
 * Once per page: sets corrupt records aside, so that they never block the rest, and removes what is older than the limit.
 * A jump of the clock ages nobody: each record is forgiven one (its age then counts from `from`), so that no record
 * goes because of one jump, and none stays for ever.
 */
export async function sweep(store: Store, now: number, loss: (code: OutboxLoss, count: number) => void): Promise<void> {
  const gap = await store.change([SWEPT], ([last]) => ({
    puts: { [SWEPT]: now },
    result: typeof last === 'number' ? now - last : Infinity,
  }))
  const jumped = gap < 0 || gap > JUMP_MS

  for (let after: string | undefined; ; ) {
    const page = await store.page(RECORD_PREFIX, PAGE, after)
    const keys = page.map(([key]) => key)
    const [old, corrupt] = await store.change([LEDGER, ...keys], ([ledger, ...values]) => {
      const next = { ...readLedger(ledger) }
      const puts: Record<string, unknown> = {}
      let old = 0
      let corrupt = 0
      keys.forEach((key, i) => {
        const value = values[i]
        if (!value || isNewer(value)) return
        const record = readRecord(key, value)
        if (record) {
          let { from } = record
          if (jumped && from === undefined) {
            from = Math.min(now, record.createdAt + Math.max(gap, 0))
            puts[key] = { ...record, from }
          }
          if (now - (from ?? record.createdAt) <= AGE_LIMIT_MS) return
          // What has arrived is no loss, nor is a stub.
          if (record.data && record.revision > Math.max(0, ...Object.values(record.acked))) old++
        } else {
          corrupt++
          puts[`x:${key}`] = value
        }
        puts[key] = undefined
        delete next[key.slice(RECORD_PREFIX.length)]
        puts[LEDGER] = next
      })
      return { puts, result: [old, corrupt] as const }
    })
    if (old) loss('too-old', old)
    if (corrupt) loss('corrupt', corrupt)
    after = keys.at(-1)
    if (page.length < PAGE) return
  }
}
