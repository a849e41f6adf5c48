/** Sends events as the SDK does: CloudEvents in batches, again when the endpoint says later, and nothing given up before its word. */
import { setTimeout as wait } from 'node:timers/promises'
import type { ItemResult, Reply } from '../../../src/survey/wire'
import { COUNTS_TYPE, RESPONSE_TYPE } from '../../../src/survey/wire'
import type { Pending } from './sample'

/** The collector takes a hundred, and 64 KiB. */
const MOST_EVENTS = 25
const MOST_BYTES = 60_000
const AT_ONCE = 4
/** So often an endpoint may fail before it is said to. Waiting because it asks for it is no failure. */
const ATTEMPTS = 6

export interface SendOptions {
  /** Of the collector. */
  readonly url: string
  readonly project: string
  readonly now: () => number
  /** Told how many of all have been taken. */
  readonly progress: (done: number, all: number) => void
  /** Told that the endpoint asked to wait, and for how long. */
  readonly waiting: (ms: number) => void
}
export type Outcomes = Readonly<Record<ItemResult['status'], number>>

const encode = ({ id, type, subject, time, data }: Pending, project: string, now: number) => ({
  specversion: '1.0',
  id,
  source: `/peakend/${project}`,
  type,
  ...(subject !== undefined && { subject }),
  time: new Date(time).toISOString(),
  datacontenttype: 'application/json',
  data:
    type === RESPONSE_TYPE && 'createdAt' in data
      ? { ...data, sentAt: new Date(now).toISOString(), ageMs: Math.max(0, now - Date.parse(data.createdAt)) }
      : data,
})

/** In their order; those of a batch are within the endpoint's limits. */
const batchesOf = (events: readonly Pending[]): readonly (readonly Pending[])[] => {
  const batches: Pending[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event)) + 200
    const last = batches.at(-1)
    if (last && last.length < MOST_EVENTS && bytes + size < MOST_BYTES) last.push(event)
    else {
      batches.push([event])
      bytes = 0
    }
    bytes += size
  }
  return batches
}

/** Rejects where the collector cannot be reached, refuses, or refuses an event. */
export const send = async (events: readonly Pending[], { url, project, now, progress, waiting }: SendOptions): Promise<Outcomes> => {
  const outcomes = { stored: 0, duplicate: 0, stale: 0, rejected: 0, retry: 0 }
  let done = 0
  /** All wait together: the limit is one for all of them. */
  let pause: Promise<unknown> = Promise.resolve()
  const post = async (batch: readonly Pending[], attempt = 1): Promise<void> => {
    await pause
    const reply = await fetch(new URL(`/v1/responses?project=${encodeURIComponent(project)}`, url), {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(batch.map((event) => encode(event, project, now()))),
    })
    if (reply.status === 429 || reply.status >= 500) {
      if (reply.status !== 429 && attempt >= ATTEMPTS)
        throw new Error(`expected the collector to answer, got ${reply.status} ${attempt} times`)
      await reply.body?.cancel()
      const ms = Math.min(120, Number(reply.headers.get('retry-after')) || 2 ** attempt) * 1000
      waiting(ms)
      pause = wait(ms)
      return post(batch, attempt + 1)
    }
    if (!reply.ok) throw new Error(`expected the collector to take a batch, got ${reply.status}: ${(await reply.text()).slice(0, 500)}`)
    const { results } = (await reply.json()) as Reply
    const refused = results.find(({ status }) => status === 'rejected')
    if (refused) throw new Error(`expected every event to be taken, got ${JSON.stringify(refused.problem)}`)
    const again = new Set(results.filter(({ status }) => status === 'retry').map(({ id }) => id))
    for (const { status } of results) if (status !== 'retry') outcomes[status]++
    progress((done += batch.length - again.size), events.length)
    if (again.size === 0) return
    if (attempt >= ATTEMPTS) throw new Error(`expected every event to be stored, got ${again.size} that could not be`)
    await wait(1000 * 2 ** attempt)
    return post(
      batch.filter(({ id }) => again.has(id)),
      attempt + 1,
    )
  }
  // A response that was seen before one that was answered; counts at the last.
  for (const of of [RESPONSE_TYPE, COUNTS_TYPE]) {
    const queue = [...batchesOf(events.filter(({ type }) => type === of))]
    const run = async (): Promise<void> => {
      for (let batch = queue.shift(); batch; batch = queue.shift()) await post(batch)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, run))
  }
  return outcomes
}
