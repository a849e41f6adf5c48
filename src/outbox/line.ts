import { isTaken, settleAll } from './acks'
import { bytesOf } from './bytes'
import { encode, endpointUrl, eventId, JSON_BATCH, PLAIN } from './cloudevents'
import { enter, fresh, weigh } from './ledger'
import { KEEPALIVE_BYTES, type Post } from './post'
import { readBody, readReceipt, readRemaining } from './receipt'
import { isPendingAt, recordKey } from './record'
import { scan } from './scan'
import type { Endpoint, SenderDeps } from './sender'
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
}

/** One endpoint: what goes into a batch for it, and what follows from its replies. */
export function createLine(deps: SenderDeps, { id, url }: Endpoint, post: Post, isStopped: () => boolean) {
  const { store, project, emit, now, age, takeCounts } = deps
  const target = endpointUrl(url, project, deps.base)
  const contentType = target.origin === new URL(deps.base).origin ? JSON_BATCH : PLAIN
  const key = `backoff:${id}`
  const ids = deps.endpoints.map((endpoint) => endpoint.id)
  /** From the first reply on that was no plain success. */
  let trouble: Trouble | undefined
  /** Revisions on their way, or acknowledged in this page. */
  const sent = new Set<string>()
  const acked = new Set<string>()

  const wants = (record: OutboxRecord) => isPendingAt(record, id) && !sent.has(eventId(record))

  const limit = () => trouble?.limit() ?? PAGE

  /** Adds a record unless the batch is full. */
  const add = ({ records, texts, bytes }: Batch, record: OutboxRecord): number => {
    const text = encode(record, project, now(), age?.(record.id))
    const more = bytesOf(text) + 1
    if (records.length && (records.length >= limit() || bytes + more > KEEPALIVE_BYTES)) return 0
    records.push(record)
    texts.push(text)
    return more
  }

  const settle: Settle = async (records, said, heeded) => {
    const settled = await settleAll(store, records, id, ids, said, heeded)
    records.forEach((record, i) => {
      if (!isTaken(said[i] ?? {})) return
      acked.add(eventId(record))
      if (record.type === 'response') emit.delivered({ response: record.id, revision: record.revision, endpoint: id })
    })
    return settled
  }
  const help = async () => (trouble ??= (await deps.care())?.createTrouble({ ...deps, id, key, href: target.href, settle }))

  const transmit = async ({ records, texts, bytes }: Batch, type: string): Promise<number> => {
    const keys = records.map(eventId)
    for (const each of keys) sent.add(each)
    try {
      const answer = await post(target.href, `[${texts}]`, bytes, type)
      if (isStopped()) return Infinity
      const body = answer ? readBody(answer.text) : undefined
      const left = readRemaining(body)
      if (left) deps.remaining?.(left)
      const receipt = readReceipt(body)
      const items = receipt ? keys.map((each) => receipt.get(each) ?? {}) : undefined
      // No receipt where one is required, or a receipt cut off in the middle: nobody we know has them.
      const isHeard = !!items || (!deps.requireReceipt && (!!body || !/^\s*{/.test(answer?.text ?? '')))
      if (!trouble && answer && answer.status >= 200 && answer.status < 300 && isHeard && (!items || items.every(isTaken))) {
        await settle(records, items ?? keys.map(() => ({ status: 'stored' })))
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
      // Another page or tab may have left it alone, or found it well again.
      const stored = await store.get(key)
      if (stored && !(await help())) return AGAIN_MS
      trouble?.read(stored)
      const wait = trouble?.wait(urgent)
      if (wait) return wait
      const batch: Batch = { records: [], texts: [], bytes: 1 }
      let next = after
      for await (const record of scan(store, after)) {
        if (wants(record)) {
          const more = add(batch, record)
          if (!more) break
          batch.bytes += more
        }
        next = recordKey(record.id)
      }
      const { records } = batch
      if (!records.length) return Infinity
      // Not while a poison is looked for.
      const counts = limit() === PAGE && records.some(({ type }) => type === 'response') ? takeCounts?.() : null
      if (counts?.length) {
        // A record of their own before they leave, so that a reply that was lost cannot double them.
        const weighed = weigh<OutboxRecord>({ ...fresh(uuidv7(now()), now()), type: 'counts', data: { project, counts } })
        try {
          await enter(store, weighed)
          batch.bytes += add(batch, weighed[0])
        } catch {
          // No room: answers matter more.
        }
      }
      const was = limit()
      return (await transmit(batch, contentType)) || (limit() < was ? after : next)
    },
    /** Sends at once what this page committed and nobody acknowledged, in one batch. */
    unload: () => {
      const batch: Batch = { records: [], texts: [], bytes: 1 }
      if (trouble?.wait(false)) return
      for (const record of deps.recent?.() ?? []) if (wants(record)) batch.bytes += add(batch, record)
      if (!batch.records.length) return
      if (deps.beacon) deps.beacon(target.href, `[${batch.texts}]`)
      else transmit(batch, PLAIN).catch(() => {})
    },
  }
}
