// @vitest-environment node
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { Showing } from '../survey/clocks'
import { inspect } from './inspect'
import { createSender } from './sender'
import { openStore } from './store'
import { answerData, fakeClock, fakeEndpoint, mortality, senderDeps, settled } from './testkit'
import type { ResponseRecord, Store } from './types'
import { createWriter } from './writer'

/** The life of two responses, killed at every step, before or after it; then the next page finds what is there. */
let serial = 0
const showing: Showing = { id: 'a', s: 's', t: 1 }
const other: Showing = { id: 'b', s: 't', t: 2 }
const once =
  ({ s }: Showing) =>
  (log: readonly Showing[]) =>
    log.some((line) => line.s === s) ? 'asked' : null

/** What a page got to know before it died. */
interface Page {
  claimed: boolean
  answered: number
  done: boolean
  other: boolean
}
const unborn: Page = { claimed: false, answered: 0, done: false, other: false }
/** The network between a page and its endpoints: each has to get everything. */
interface Network {
  readonly endpoints: readonly { readonly id: string; readonly url: string }[]
  readonly fetch: typeof globalThis.fetch
}
const live = async (store: Store, { endpoints, fetch }: Network, clock: ReturnType<typeof fakeClock>, page: Page) => {
  const writer = createWriter({ store, now: clock.now })
  /** What is committed while the next request is on its way. */
  let meanwhile: (() => Promise<void>) | undefined
  const slow: typeof fetch = async (...args) => {
    const task = meanwhile
    meanwhile = undefined
    await task?.()
    return fetch(...args)
  }
  const sender = createSender(senderDeps(store, clock, slow, { requireReceipt: true, recent: writer.recent, endpoints }).deps)
  const flush = async () => {
    await sender.flush()
    // Past whatever the endpoint asked for.
    clock.jump(60_000)
  }
  if (!page.other) {
    if (!(await writer.load('b'))) await writer.claim(other, answerData(), once(other))
    await writer.save('b', (data) => ({ ...data, answers: { n: 9 } }), { done: true })
    page.other = true
  }
  if (!(await writer.load('a'))) {
    const claim = await writer.claim(showing, answerData(), once(showing))
    if (claim.refused) return
  }
  page.claimed = true
  await flush()
  for (const n of [1, 2]) {
    if (page.answered >= n) continue
    await writer.save('a', (data) => ({ ...data, answers: { n } }))
    page.answered = n
    if (n < 2) await flush()
  }
  meanwhile = async () => {
    await writer.save('a', (data) => data, { done: true, outcome: 'answered' })
    page.done = true
  }
  await flush()
  // No request was left to make.
  await meanwhile?.()
  await flush()
}

/** What befalls the requests of that page, one after the other. */
const networks = {
  well: [],
  'that loses replies': ['lost', '500', 'cut', 'lost'],
  'that refuses, then loses': ['429', '503', 'reset', 'lost'],
  'that takes a part, or is a portal': ['partial', 'captive', 'partial', 'cut'],
} as const
/** One endpoint in trouble, and perhaps one beside it that is well. */
const under = (replies: readonly string[], count: number) => {
  const left = [...replies]
  const endpoint = fakeEndpoint(async ({ events }) => {
    const reply = left.shift()
    if (reply === 'reset') throw new TypeError('Failed to fetch')
    if (reply === '429') return new Response('', { status: 429, headers: { 'Retry-After': '30' } })
    if (reply === '503') return new Response('', { status: 503 })
    if (reply === 'captive') return new Response('<html>')
    const accepted = endpoint.accept(reply === 'partial' ? events.slice(1) : events)
    if (reply === 'lost') throw new TypeError('Failed to fetch')
    if (reply === '500') return new Response('', { status: 500 })
    return reply === 'cut' ? new Response((await accepted.text()).slice(0, -9)) : accepted
  })
  const all = [endpoint, fakeEndpoint()].slice(0, count)
  return {
    all,
    endpoints: all.map((_, i) => ({ id: `e${i}`, url: `/${i}` })),
    fetch: ((url, init) => (all[+String(url).includes('/1')] as (typeof all)[0]).fetch(url, init)) as typeof globalThis.fetch,
    mend: () => left.splice(0),
  }
}
const open = (project: string) => openStore({ level: 'persistent', project, allowed: () => true })
const stepsUnder = async (replies: readonly string[], number: number) => {
  const life = mortality(Number.POSITIVE_INFINITY, 'before')
  const network = under(replies, number)
  await live(life.store(open(`c${++serial}`)), { ...network, fetch: life.fetch(network.fetch) }, fakeClock(), { ...unborn })
  return life.steps()
}
const cases = [...Object.keys(networks).map((network) => [network, 1] as const), ['that loses replies', 2] as const].flatMap(
  ([network, number]) => [
    ['before', network as keyof typeof networks, number] as const,
    ['after', network as keyof typeof networks, number] as const,
  ],
)

describe.each(cases)('killed %s a step, with a network %s, and %i endpoint(s)', (when, network, number) => {
  it('nothing resolved is lost, nothing is asked again, nothing is phantom, at any of them', async () => {
    const replies = networks[network]
    const count = await stepsUnder(replies, number)
    expect(count).toBeGreaterThan(25)
    // Read by `npm run bench:delivery`.
    if (process.env['PEAKEND_MODEL_RUNS']) console.info(`crash points: ${count}`)
    for (let dieAt = 0; dieAt < count; dieAt++) {
      const project = `c${++serial}`
      const clock = fakeClock()
      const network = under(replies, number)
      const page = { ...unborn }
      const life = mortality(dieAt, when)
      void live(life.store(open(project)), { ...network, fetch: life.fetch(network.fetch) }, clock, page)
      for (let i = 0; i < 20 && life.steps() <= dieAt; i++) await settled(20)
      await settled(20)
      expect(life.steps()).toBeGreaterThan(dieAt)
      network.mend()

      const store = open(project)
      const records = await Promise.all(['r:a', 'r:b'].map(async (key) => (await store.get(key)) as ResponseRecord | undefined))
      const log = ((await store.get('clocks')) ?? []) as readonly Showing[]
      // Asked and recorded are one.
      expect([dieAt, ...log.map(({ id }) => id).sort()]).toEqual([dieAt, ...records.flatMap((record) => record?.id ?? [])])
      const [record] = records
      if (page.claimed) expect(record).toBeDefined()
      // Nothing at the endpoint that was never committed here.
      for (const { rows } of network.all)
        for (const [i, id] of ['a', 'b'].entries()) expect(rows.get(id)?.revision ?? 0).toBeLessThanOrEqual(records[i]?.revision ?? 0)
      if (page.done) expect(log.find(({ id }) => id === 'a')?.o).toBe('answered')
      // What was resolved is on the disk, or at the endpoint if it is over.
      if (page.other)
        for (const { rows } of network.all) expect(rows.get('b')?.data ?? records[1]?.data).toMatchObject({ answers: { n: 9 } })
      if (page.answered && record?.data) expect(record.data.answers['n']).toBeGreaterThanOrEqual(page.answered)

      // The next page goes on where this one was.
      const next = { ...page, other: records[1]?.data === null || !!records[1]?.done }
      if (record?.data !== null) await live(store, network, clock, next)
      const sender = createSender(senderDeps(store, clock, network.fetch, { endpoints: network.endpoints }).deps)
      await sender.flush()
      await clock.advance(60_000)
      expect(
        (
          await inspect(
            store,
            network.endpoints.map(({ id }) => id),
          )
        ).pending,
      ).toEqual([])
      for (const { rows } of network.all) {
        const row = rows.get('a')
        expect(row?.data).toMatchObject({ answers: { n: 2 } })
        expect(rows.get('b')?.data).toMatchObject({ answers: { n: 9 } })
        expect(await store.get('r:a')).toMatchObject({ revision: row?.revision, done: true, data: null })
      }
      expect(await store.get('clocks')).toEqual(expect.arrayContaining([{ ...showing, o: 'answered' }, other]))
      sender.stop()
      store.close()
    }
  }, 120_000)
})

it('a page that was rolled back by a power loss catches up with the endpoint', async () => {
  const memory: Record<string, string> = {}
  const clock = fakeClock()
  const endpoint = fakeEndpoint()
  const open = () => {
    const store = openStore({ level: 'none', project: 'p', allowed: () => true, memory })
    return { writer: createWriter({ store, now: clock.now }), sender: createSender(senderDeps(store, clock, endpoint.fetch).deps) }
  }
  const first = open()
  await first.writer.claim(showing, answerData(), once(showing))
  await first.writer.save('a', (data) => ({ ...data, answers: { n: 1 } }))
  const before = { ...memory }
  for (const n of [2, 3, 4]) await first.writer.save('a', (data) => ({ ...data, answers: { n } }))
  await first.sender.flush()
  Object.assign(memory, before)
  const next = open()
  await next.writer.load('a')
  await next.writer.save('a', (data) => ({ ...data, answers: { n: 5 } }), { done: true })
  await next.sender.flush()
  await clock.advance(5_000)
  expect(endpoint.rows.get('a')).toMatchObject({ revision: 6, data: { answers: { n: 5 } } })
})
