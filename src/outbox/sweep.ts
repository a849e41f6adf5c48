import { RESPONDENT_MS } from '../survey/clocks'
import { isContact } from '../survey/contact'
import { bytesOf } from './bytes'
import { LEDGER, readLedger, weight } from './ledger'
import { isNewer, isPendingAt, readRecord, toStub } from './record'
import { type OutboxLoss, type OutboxRecord, PAGE, RECORD_PREFIX, type ResponseRecord, type Store } from './types'

const DAY_MS = 24 * 60 * 60_000
const AGE_LIMIT_MS = 30 * DAY_MS
/** A step of the clock between two sweeps that may as well be a jump as an absence. */
const JUMP_MS = 7 * DAY_MS
const SWEPT = 'swept'
/** How to reach somebody waits no longer than this for an endpoint: the rest of the answer does. */
export const CONTACT_MS = 7 * DAY_MS
/** A card left open is gone on with on the next page, or in a tab that is still there: not a day later. */
const OPEN_MS = DAY_MS
const CORRUPT = 'x:'

/** The answers that do not say how to reach somebody; undefined where none does. */
const withoutContact = ({ data }: ResponseRecord): ResponseRecord['data'] | undefined => {
  if (!data) return
  const entries = Object.entries(data.answers)
  // Storage is untyped, and records of earlier builds do not say what was asked.
  const kept = entries.filter(([key]) => !isContact(key, (question) => data.instrument?.types?.[question]))
  return kept.length < entries.length ? { ...data, answers: Object.fromEntries(kept) } : undefined
}

/** Of the memory of asking and of this device's own id, only as much as is young enough. */
const youngClocks = (clocks: unknown, respondent: unknown, now: number): Readonly<Record<string, unknown>> => {
  const isOver = (at: unknown) => now - Number(at) > RESPONDENT_MS
  const young = Array.isArray(clocks) && clocks.some((line) => isOver(line?.t)) && clocks.filter((line) => !isOver(line?.t))
  return { ...(young && { clocks: young }), ...(isOver(Object(respondent).rt) && { respondent: undefined }) }
}

/** What was set aside because nobody can read it may hold anything: its id says when it was made (RFC 9562), and it goes with its age. */
const sweepCorrupt = async (store: Store, now: number): Promise<void> => {
  const keys = (await store.page(CORRUPT, PAGE)).map(([key]) => key)
  const old = keys.filter((key) => !(now - parseInt(key.slice(-36).replace('-', '').slice(0, 12), 16) <= AGE_LIMIT_MS))
  if (old[0]) await store.change(old, () => ({ puts: Object.fromEntries(old.map((key) => [key, undefined])), result: undefined }))
}

/**
 * Once per page: sets corrupt records aside, so that they never block the rest, removes what is older than the limit, and lets go of
 * what, for a day, waited only for an endpoint that is no longer among `endpoints`.
 * A jump of the clock ages nobody: each record is forgiven one (its age then counts from `from`), so that no record
 * goes because of one jump, and none stays for ever.
 */
export async function sweep(
  store: Store,
  now: number,
  loss: (code: OutboxLoss, count: number) => void,
  endpoints: readonly string[] = [],
): Promise<void> {
  // A jump of the clock ages nobody.
  const isJump = (gap: number) => gap < 0 || gap > JUMP_MS
  const gap = await store.change([SWEPT, 'clocks', 'respondent'], ([last, clocks, respondent]) => {
    const gap = typeof last === 'number' ? now - last : Infinity
    return { puts: { [SWEPT]: now, ...(!isJump(gap) && youngClocks(clocks, respondent, now)) }, result: gap }
  })
  const jumped = isJump(gap)
  if (!jumped) await sweepCorrupt(store, now)

  for (let after: string | undefined; ; ) {
    const page = await store.page(RECORD_PREFIX, PAGE, after)
    const keys = page.map(([key]) => key)
    const [old, corrupt, contacts] = await store.change([LEDGER, ...keys], ([ledger, ...values]) => {
      const weights = { ...readLedger(ledger) }
      const puts: Record<string, unknown> = {}
      let old = 0
      let corrupt = 0
      let contacts = 0
      keys.forEach((key, i) => {
        const value = values[i]
        if (!value || isNewer(value)) return
        const record = readRecord(key, value)
        if (record) {
          let { from } = record
          let next: OutboxRecord = record
          if (jumped && from === undefined) {
            from = Math.min(now, record.createdAt + Math.max(gap, 0))
            next = { ...record, from }
          }
          const age = now - (from ?? record.createdAt)
          if (age <= AGE_LIMIT_MS) {
            // Nobody goes on with it.
            if (!next.done && age > OPEN_MS) next = { ...next, done: true }
            // Without any endpoint everything waits for one; and a page that knows fewer endpoints than another must not take them its answers.
            if (next.data && endpoints[0] && now - record.updatedAt >= DAY_MS) next = toStub(next, endpoints)
            const data = next.type === 'response' && age > CONTACT_MS ? withoutContact(next) : undefined
            if (data) {
              // The same revision: an endpoint that has it has all of it.
              next = { ...next, data } as ResponseRecord
              contacts++
            }
            if (next === record) return
            puts[key] = next
            weights[next.id] = weight(next, bytesOf(JSON.stringify(next)))
            puts[LEDGER] = weights
            return
          }
          // What has arrived is no loss, nor is a stub.
          const known = endpoints[0] ? endpoints : Object.keys(record.acked)
          if (record.data && (!known[0] || known.some((id) => isPendingAt(record, id)))) old++
        } else {
          corrupt++
          puts[`x:${key}`] = value
        }
        puts[key] = undefined
        delete weights[key.slice(RECORD_PREFIX.length)]
        puts[LEDGER] = weights
      })
      return { puts, result: [old, corrupt, contacts] as const }
    })
    if (old) loss('too-old', old)
    if (corrupt) loss('corrupt', corrupt)
    if (contacts) loss('contact-too-old', contacts)
    after = keys.at(-1)
    if (page.length < PAGE) return
  }
}
