import { bytesOf } from './bytes'
import { coded } from './errors'
import { asIs } from './json'
import { isPendingAt, recordKey } from './record'
import { type OutboxRecord, RECORD_FORMAT } from './types'

/** Caps of DELIVERY: what one device may hold for one project. */
export const MAX_RECORDS = 200
export const MAX_TOTAL_BYTES = 1024 * 1024
export const MAX_RECORD_BYTES = 32 * 1024

/** Key of the ledger; it is written in the same transaction as every record. */
export const LEDGER = 'meta'
/**
 * Weight of each record, so that a write at the cap reads this one small value and never the records:
 * 0 a stub · positive: bytes of what may go for something newer (nothing answered, or refused for good) · negative: bytes of what may not.
 */
export type Ledger = Readonly<Record<string, number>>

/**
 * What is stored there may be anything: an entry without a weight that a record can have (with what an endpoint said of it) is no entry, its
 * record is neither counted nor given up. One that claimed all the room would be believed for good, and nobody asked any more.
 */
export const readLedger = (value: unknown): Ledger =>
  Object.fromEntries(
    Object.entries(Object(value)).filter(
      (entry): entry is [string, number] => Number.isFinite(entry[1]) && Math.abs(entry[1] as number) < 2 * MAX_RECORD_BYTES,
    ),
  )
export const totalBytes = (ledger: Ledger): number => Object.values(ledger).reduce((sum, each) => sum + Math.abs(each), 0)

/** A record as it may be stored, with what it weighs. */
export type Weighed<R extends OutboxRecord = OutboxRecord> = readonly [record: R, weight: number]

/** JSON and nothing else: what JSON would drop or bend silently is refused, and a reactive proxy of the page would be a DataCloneError. */
export function weigh<R extends OutboxRecord>(record: R): Weighed<R> {
  const text = JSON.stringify(record, function (this: Record<string, unknown>, key: string, given: unknown) {
    const value = asIs.call(this, key, given)
    if (/Func|Symb|Big|Map|Set/.test(Object.prototype.toString.call(value)) || (typeof value === 'number' && !Number.isFinite(value))) {
      throw coded('not-json')
    }
    return value
  })
  const bytes = bytesOf(text)
  if (bytes > MAX_RECORD_BYTES) throw coded('too-large')
  // What was stringified as R parses as R.
  return [JSON.parse(text) as R, weight(record, bytes)]
}

/** What one endpoint refused may still be on its way to another of `endpoints`. */
export function weight(record: OutboxRecord, bytes: number, endpoints: readonly string[] = []): number {
  const { type, data, dead } = record
  const kept =
    (!dead || endpoints.some((id) => isPendingAt(record, id))) &&
    (type === 'forget' || (type === 'response' && data && Object.keys(data.answers).length))
  return data ? (kept ? -bytes : bytes) : 0
}

/**
 * Puts that store a weighed record; for it, if need be, stubs go first, then the oldest showings without an answer (`lost` counts these).
 * Null where nothing may go: a completed answer is never given up for a newer one.
 */
export function stow(value: unknown, [record, weight]: Weighed): { readonly puts: Record<string, unknown>; readonly lost: number } | null {
  const ledger: Record<string, number> = { ...readLedger(value), [record.id]: weight }
  const puts: Record<string, unknown> = { [recordKey(record.id)]: record, [LEDGER]: ledger }
  const entries = Object.entries(ledger)
  let count = entries.length - MAX_RECORDS
  let bytes = totalBytes(ledger) - MAX_TOTAL_BYTES
  let lost = 0
  if (count > 0 || bytes > 0) {
    entries.sort(([a, x], [b, y]) => +!!x - +!!y || (a < b ? -1 : 1))
    for (const [id, each] of entries) {
      if (each >= 0 && id !== record.id && (count > 0 || (each && bytes > 0))) {
        delete ledger[id]
        puts[recordKey(id)] = undefined
        count--
        bytes -= each
        lost += +!!each
      }
    }
    if (count > 0 || bytes > 0) return null
  }
  return { puts, lost }
}

/** Revision 1 of something new. */
export const fresh = (id: string, now: number) =>
  ({ v: RECORD_FORMAT, id, revision: 1, done: true, acked: {}, createdAt: now, updatedAt: now }) as const
