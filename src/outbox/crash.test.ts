// @vitest-environment node
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { Showing } from '../survey/clocks'
import { inspect } from './inspect'
import { createSender } from './sender'
import { openStore } from './store'
import { answerData, fakeClock, fakeEndpoint, mortal, senderDeps, settled } from './testkit'
import type { ResponseRecord, Store } from './types'
import { createWriter } from './writer'

/** The life of one response, killed at every operation of the store, before or after it; then the next page finds what is there. */
let serial = 0
const showing: Showing = { id: 'a', s: 's', t: 1 }
const once = (log: readonly Showing[]) => (log.length ? 'asked' : null)

/** What a page got to know before it died. */
interface Page {
  claimed: boolean
  answered: number
  done: boolean
}
/** One endpoint, or two that each have to get it. */
const openEndpoints = (count: number) => {
  const all = [fakeEndpoint(), fakeEndpoint()].slice(0, count)
  const fetch = (url: unknown, init?: RequestInit) => (all[+String(url).includes('/1')] as (typeof all)[0]).fetch(String(url), init)
  return { all, ids: all.map((_, i) => `e${i}`), fetch: fetch as typeof globalThis.fetch }
}
type Endpoints = ReturnType<typeof openEndpoints>
const senderOf = (store: Store, { ids, fetch }: Endpoints, clock: ReturnType<typeof fakeClock>) =>
  createSender(senderDeps(store, clock, fetch, { endpoints: ids.map((id, i) => ({ id, url: `/${i}` })) }).deps)

const live = async (store: Store, endpoints: Endpoints, clock: ReturnType<typeof fakeClock>, page: Page) => {
  const writer = createWriter({ store, now: clock.now })
  const sender = senderOf(store, endpoints, clock)
  if (!(await writer.load('a'))) {
    const claim = await writer.claim(showing, answerData(), once)
    if (claim.refused) return
  }
  page.claimed = true
  await sender.flush()
  for (const n of [1, 2]) {
    if (page.answered >= n) continue
    await writer.save('a', (data) => ({ ...data, answers: { n } }))
    page.answered = n
    await sender.flush()
  }
  await writer.save('a', (data) => data, { done: true, outcome: 'answered' })
  page.done = true
  await sender.flush()
}

const operations = async (endpoints: number) => {
  const store = mortal(openStore({ level: 'persistent', project: `c${++serial}`, allowed: () => true }), Number.POSITIVE_INFINITY, 'before')
  await live(store, openEndpoints(endpoints), fakeClock(), { claimed: false, answered: 0, done: false })
  return store.operations()
}

describe.each([
  ['before', 1],
  ['after', 1],
  ['before', 2],
  ['after', 2],
] as const)('killed %s an operation of the store, with %i endpoint(s)', (when, number) => {
  it('nothing resolved is lost, nothing is asked again, nothing is phantom, at any of them', async () => {
    const count = await operations(number)
    expect(count).toBeGreaterThan(20)
    for (let dieAt = 0; dieAt < count; dieAt++) {
      const project = `c${++serial}`
      const open = () => openStore({ level: 'persistent', project, allowed: () => true })
      const clock = fakeClock()
      const endpoints = openEndpoints(number)
      const page: Page = { claimed: false, answered: 0, done: false }
      void live(mortal(open(), dieAt, when), endpoints, clock, page)
      await settled(60)

      const store = open()
      const record = (await store.get('r:a')) as ResponseRecord | undefined
      const log = ((await store.get('clocks')) ?? []) as readonly Showing[]
      // Asked and recorded are one.
      expect([dieAt, log.length]).toEqual([dieAt, record ? 1 : 0])
      if (page.claimed) expect(record).toBeDefined()
      // Nothing at the endpoint that was never committed here.
      for (const { rows } of endpoints.all) expect(rows.get('a')?.revision ?? 0).toBeLessThanOrEqual(record?.revision ?? 0)
      if (page.done) expect(log[0]?.o).toBe('answered')

      // The next page goes on where this one was.
      const next = { ...page }
      if (record?.data !== null) await live(store, endpoints, clock, next)
      const sender = senderOf(store, endpoints, clock)
      await sender.flush()
      await clock.advance(60_000)
      expect((await inspect(store, endpoints.ids)).pending).toEqual([])
      for (const { rows } of endpoints.all) {
        const row = rows.get('a')
        expect(row?.data).toMatchObject({ answers: { n: 2 } })
        expect(await store.get('r:a')).toMatchObject({ revision: row?.revision, done: true, data: null })
      }
      expect(await store.get('clocks')).toEqual([{ ...showing, o: 'answered' }])
      sender.stop()
    }
  }, 60_000)
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
  await first.writer.claim(showing, answerData(), once)
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
