import { type Said, settleAll } from './acks'
import { type Backoff, BREAKER, backOff, readBackoff, waitMs } from './backoff'
import { bytesOf } from './bytes'
import { encode, endpointUrl, eventId, JSON_BATCH, PLAIN } from './cloudevents'
import { enter, fresh, weigh } from './ledger'
import { KEEPALIVE_BYTES, type Post } from './post'
import { isPendingAt, recordKey } from './record'
import { type Answer, clampMs, floorMs, judge, readBody, readProblem, readReceipt } from './reply'
import { PAGE, scan } from './scan'
import type { Endpoint, SenderDeps } from './sender'
import type { OutboxRecord } from './types'
import { uuidv7 } from './uuid'

interface Batch {
  readonly records: OutboxRecord[]
  readonly texts: string[]
  /** With brackets and commas. */
  bytes: number
}

/** One endpoint: what goes into a batch for it, and what follows from its replies. */
export function createLine(deps: SenderDeps, { id, url }: Endpoint, post: Post, isStopped: () => boolean) {
  const { store, project, emit, now, random, online, age, takeCounts } = deps
  const target = endpointUrl(url, project, deps.base)
  const contentType = target.origin === new URL(deps.base).origin ? JSON_BATCH : PLAIN
  const key = `backoff:${id}`
  const ids = deps.endpoints.map((endpoint) => endpoint.id)
  /** Halved while the endpoint refuses, one more after each success: doubling would take the poison back in. */
  let limit = PAGE
  /** As last read or written: `unload` cannot wait for the store. */
  let backoff: Backoff | null = null
  let told = false
  /** Revisions on their way, or acknowledged in this page. */
  const sent = new Set<string>()

  const isGone = () => backoff?.gone === target.href
  const wants = (record: OutboxRecord) => isPendingAt(record, id) && !sent.has(eventId(record))

  /** Adds a record unless the batch is full. */
  const add = ({ records, texts, bytes }: Batch, record: OutboxRecord): number => {
    const text = encode(record, project, now(), age?.(record.id))
    const more = bytesOf(text) + 1
    if (records.length && (records.length >= limit || bytes + more > KEEPALIVE_BYTES)) return 0
    records.push(record)
    texts.push(text)
    return more
  }

  /** Acts on a reply by the table of DELIVERY. Milliseconds to wait, 0 to go on; what it acknowledged goes to `acked`. */
  const hear = async (records: readonly OutboxRecord[], answer: Answer | null, acked: Set<string>): Promise<number> => {
    const body = answer ? readBody(answer.text) : undefined
    const receipt = readReceipt(body)
    let verdict = answer ? judge(answer.status) : 'retry'
    let silent = !answer
    let floor = answer ? floorMs(answer, body, now()) : 0
    // No receipt where one is required, or a receipt cut off in the middle: nobody we know has them.
    if (verdict === 'ok' && !receipt && (deps.requireReceipt || (!body && /^\s*{/.test(answer?.text ?? '')))) {
      verdict = 'retry'
      silent = true
    }
    if (verdict === 'halve' && records.length > 1) {
      limit = records.length >> 1
      return 0
    }
    if (verdict === 'ok' || verdict === 'halve') {
      const said = records.map((record): Said => {
        if (verdict === 'halve') return { problem: readProblem(body, answer?.status ?? 0) }
        if (!receipt) return { status: 'stored' }
        const item = receipt.get(eventId(record)) ?? {}
        floor = Math.max(floor, clampMs(item.retryAfterMs))
        return item.status === 'rejected' ? { problem: readProblem(item.problem, 422) } : { status: item.status, current: item.current }
      })
      const settled = await settleAll(store, records, id, ids, said)
      records.forEach((record, i) => {
        const { status, problem } = said[i] ?? {}
        if (status === 'stored' || status === 'duplicate') {
          acked.add(eventId(record))
          if (record.type === 'response') emit.delivered({ response: record.id, revision: record.revision, endpoint: id })
        } else if (!problem) verdict = 'retry'
      })
      for (const { dead } of settled) {
        const problem = dead?.[id]
        if (problem) emit.loss({ code: 'rejected', count: 1, problem })
      }
    }
    if (verdict === 'ok' || verdict === 'halve') {
      limit = Math.min(PAGE, limit + 1)
      told = false
      if (backoff) await store.change([key], () => ({ puts: { [key]: undefined }, result: undefined }))
      backoff = null
      return 0
    }
    const gone = verdict === 'gone' ? target.href : undefined
    const next = backOff(
      backoff,
      { silent, hold: verdict === 'hold', floorMs: floor, gone },
      { now: now(), random: random(), online: online() },
    )
    backoff = next
    await store.change([key], () => ({ puts: { [key]: next }, result: undefined }))
    if (!told && (verdict !== 'retry' || next.silent >= BREAKER)) {
      told = true
      emit.error({
        code: silent ? 'endpoint-silent' : 'endpoint-refused',
        message: `expected 2xx from ${target.href}, got ${answer?.status ?? 'no reply'}`,
      })
    }
    return gone ? Infinity : next.at - now()
  }

  const transmit = async ({ records, texts, bytes }: Batch, type: string): Promise<number> => {
    const keys = records.map(eventId)
    const acked = new Set<string>()
    for (const each of keys) sent.add(each)
    try {
      const answer = await post(target.href, `[${texts}]`, bytes, type)
      return isStopped() ? Infinity : await hear(records, answer, acked)
    } finally {
      for (const each of keys) if (!acked.has(each)) sent.delete(each)
    }
  }

  return {
    id,
    /** Sends one batch of what sorts after `after`: where to go on, or how long to wait (Infinity: nothing to wait for). */
    step: async (after: string, urgent: boolean): Promise<string | number> => {
      backoff = readBackoff(await store.get(key))
      const wait = isGone() ? Infinity : waitMs(backoff, now(), urgent)
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
      const counts = limit === PAGE && records.some(({ type }) => type === 'response') ? takeCounts?.() : null
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
      const was = limit
      return (await transmit(batch, contentType)) || (limit < was ? after : next)
    },
    /** Sends at once what this page committed and nobody acknowledged, in one batch. */
    unload: () => {
      const batch: Batch = { records: [], texts: [], bytes: 1 }
      if (isGone() || waitMs(backoff, now(), false)) return
      for (const record of deps.recent?.() ?? []) if (wants(record)) batch.bytes += add(batch, record)
      if (!batch.records.length) return
      if (deps.beacon) deps.beacon(target.href, `[${batch.texts}]`)
      else transmit(batch, PLAIN).catch(() => {})
    },
  }
}
