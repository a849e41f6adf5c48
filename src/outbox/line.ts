import { isTaken, type Said, settleAll } from './acks'
import { bytesOf } from './bytes'
import { encode, endpointUrl, eventId, JSON_BATCH, PLAIN } from './cloudevents'
import { enter } from './enter'
import { fresh, weigh } from './ledger'
import { KEEPALIVE_BYTES, type Post } from './post'
import { isWhole, readBody, readReceipt, readRemaining } from './receipt'
import { isPendingAt, recordKey } from './record'
import { scan } from './scan'
import type { Endpoint, SenderDeps } from './sender'
import type { Packed, Shape } from './shape'
import type { Settle, Trouble } from './trouble'
import { type OutboxRecord, PAGE } from './types'
import { uuidv7 } from './uuid'

/** What follows from trouble cannot be fetched, so the network is gone too: until it is back, or this much later. */
const AGAIN_MS = 60_000

interface Batch {
  readonly records: OutboxRecord[]
  readonly texts: string[]
  /** With brackets and commas. */
  bytes: number
  /** None of this endpoint's: settled without being sent. */
  readonly settled: OutboxRecord[]
}
const empty = (): Batch => ({ records: [], texts: [], bytes: 1, settled: [] })
const STORED: Said = { status: 'stored' }

/** One endpoint: what goes into a batch for it, and what follows from its replies. */
export function createLine(deps: SenderDeps, endpoint: Endpoint, post: Post, isOver: () => boolean) {
  const { store, project, emit, now, age, takeCounts } = deps
  const { id, url, isForeign, requireReceipt = deps.requireReceipt } = endpoint
  const target = endpointUrl(url, isForeign ? '' : project, deps.base)
  const isHere = target.origin === new URL(deps.base).origin
  const key = `backoff:${id}`
  const ids = deps.endpoints.map((endpoint) => endpoint.id)
  /** From the first reply on that was no plain success. */
  let trouble: Trouble | undefined
  let shape: Shape | undefined
  /** Revisions on their way, or acknowledged in this page. */
  const sent = new Set<string>()
  const acked = new Set<string>()

  const wants = (record: OutboxRecord) => isPendingAt(record, id) && !sent.has(eventId(record))

  const limit = () => Math.min(trouble?.limit() ?? PAGE, shape?.limit ?? PAGE)

  /** Adds a record, unless the batch is full: then false. */
  const add = (batch: Batch, record: OutboxRecord): boolean => {
    const { records } = batch
    const event = encode(record, project, now(), age?.(record.id))
    const text = shape ? shape.pass(event, record) : event
    if (text === null) batch.settled.push(record)
    if (!text) return true
    const bytes = batch.bytes + bytesOf(text) + 1
    if (records.length && (records.length >= limit() || bytes > KEEPALIVE_BYTES)) return false
    records.push(record)
    batch.texts.push(text)
    batch.bytes = bytes
    return true
  }

  const settle: Settle = async (records, said, heeded) => {
    const settled = await settleAll(store, records, id, ids, said, heeded)
    records.forEach((record, i) => {
      if (!isTaken(said[i] ?? {})) return
      acked.add(eventId(record))
      if (record.type !== 'response') return
      const { id: response, revision } = record
      emit.delivered({ response, revision, endpoint: id })
      if (settled.every((each) => each.id !== response || !ids.some((other) => isPendingAt(each, other))))
        deps.arrived?.(response, revision)
    })
    return settled
  }
  const help = async () => (trouble ??= (await deps.care())?.createTrouble({ ...deps, id, key, href: target.href, settle }))

  const pack = ({ records, texts }: Batch): Packed => shape?.body(texts, records) ?? { text: `[${texts}]`, type: JSON_BATCH }

  const transmit = async ({ records, bytes }: Batch, { text, type, reply }: Packed): Promise<number> => {
    const keys = records.map(eventId)
    for (const each of keys) sent.add(each)
    try {
      const answer = reply ?? (await post(target.href, text, shape ? bytesOf(text) : bytes, isHere ? type : PLAIN))
      if (isOver()) return Infinity
      const isOk = answer && answer.status >= 200 && answer.status < 300
      // Where replies are no receipts, any 2xx will do.
      const body = isOk && shape?.isDeaf ? {} : answer ? readBody(answer.text) : undefined
      const left = readRemaining(body)
      if (left) deps.remaining?.(left)
      const receipt = readReceipt(body)
      const items = receipt ? keys.map((each) => receipt.get(each) ?? {}) : undefined
      // No receipt where one is required, or a receipt cut off in the middle: nobody we know has them.
      const isHeard = !!items || (!requireReceipt && isWhole(body, answer?.text))
      if (!trouble && isOk && isHeard && (!items || items.every(isTaken))) {
        await settle(records, items ?? keys.map(() => STORED))
        return 0
      }
      return (await help())?.hear({ records, answer, body, items, isHeard }) ?? AGAIN_MS
    } finally {
      for (const each of keys) if (!acked.has(each)) sent.delete(each)
    }
  }

  return {
    id,
    /** Sends one batch of what sorts after `after`: where to go on, or how long to wait (Infinity: nothing to wait for). */
    step: async (after: string, urgent: boolean): Promise<string | number> => {
      if (endpoint.shape && !(shape ??= await endpoint.shape())) return AGAIN_MS
      // Another page or tab may have left it alone, or found it well again.
      const stored = await store.get(key)
      if (stored && !(await help())) return AGAIN_MS
      trouble?.read(stored)
      const wait = trouble?.wait(urgent)
      if (wait) return wait
      const batch = empty()
      let next = after
      for await (const record of scan(store, after)) {
        if (wants(record) && !add(batch, record)) break
        next = recordKey(record.id)
      }
      const { records, settled } = batch
      if (settled[0]) {
        await settleAll(
          store,
          settled,
          id,
          ids,
          settled.map(() => STORED),
        )
        shape?.dropped(settled)
      }
      if (!records.length) return Infinity
      // Not while a poison is looked for.
      const counts = limit() === PAGE && !shape?.isDeaf && records.some(({ type }) => type === 'response') ? takeCounts?.() : null
      if (counts?.length) {
        // A record of their own before they leave, so that a reply that was lost cannot double them.
        const weighed = weigh<OutboxRecord>({ ...fresh(uuidv7(now()), now()), type: 'counts', data: { project, counts } })
        try {
          await enter(store, weighed)
          add(batch, weighed[0])
        } catch {
          // No room: answers matter more.
        }
      }
      const was = limit()
      return (await transmit(batch, pack(batch))) || (limit() < was ? after : next)
    },
    /** Sends at once what this page committed and nobody acknowledged. */
    unload: () => {
      if (trouble?.wait(false) || (endpoint.shape && !shape)) return
      let batch = empty()
      const go = () => {
        if (!batch.records[0]) return
        const packed = { ...pack(batch), type: PLAIN }
        if (packed.reply) return
        if (deps.beacon) deps.beacon(target.href, packed.text)
        else transmit(batch, packed).catch(() => {})
      }
      for (const record of deps.recent?.() ?? [])
        if (wants(record) && !add(batch, record)) {
          go()
          batch = empty()
          add(batch, record)
        }
      go()
    },
  }
}
