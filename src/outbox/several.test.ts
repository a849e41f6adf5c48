// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { WireEvent } from '../survey/wire'
import { inspect } from './inspect'
import { revive } from './revive'
import type { Endpoint } from './sender'
import { createShape, type ShapeDeps } from './shape'
import { sweep } from './sweep'
import { answerData, openPage, settled } from './testkit'
import { createWriter } from './writer'

/** Several endpoints at once: `/e` and `/f`. */
let page: ReturnType<typeof openPage>
beforeEach(() => {
  page = openPage()
})
const both: readonly Endpoint[] = [
  { id: 'e', url: '/e' },
  { id: 'f', url: '/f' },
]
const at = (path: string, calls: readonly { readonly url: string; readonly events: readonly WireEvent[] }[]) =>
  calls.filter(({ url }) => url.includes(path)).map(({ events }) => events.map(({ id }) => id))
const problem = { type: 't', title: 'no', status: 422 }

describe('each in its own time', () => {
  it('one that hangs holds up no other', async () => {
    const { endpoint, sender, of } = page.start(({ url }) => (url.includes('/e') ? new Promise(() => {}) : undefined), { endpoints: both })
    await page.edit('a')
    sender.wake()
    await page.clock.advance(1_300)
    expect(of('delivered')).toMatchObject([{ response: 'a', endpoint: 'f' }])
    // Nor what comes while it still hangs.
    await page.edit('b')
    sender.wake()
    await page.clock.advance(1_300)
    expect(of('delivered')).toMatchObject([{ response: 'a' }, { response: 'b', endpoint: 'f' }])
    expect(at('/e', endpoint.calls)).toEqual([['a:1']])
    sender.stop()
  })

  it('one that is out of order backs off by itself', async () => {
    const { endpoint, sender } = page.start(({ url }) => (url.includes('/e') ? new Response('', { status: 503 }) : undefined), {
      endpoints: both,
    })
    await page.edit('a')
    await sender.flush()
    expect([await page.store.get('backoff:e'), await page.store.get('backoff:f')]).toMatchObject([{ n: 1 }, undefined] as never)
    expect(at('/f', endpoint.calls)).toEqual([['a:1']])
    sender.stop()
  })

  it('one that refuses the whole batch looks for the poison by itself', async () => {
    const { endpoint, sender } = page.start(
      ({ url, events }) => (url.includes('/e') && events.some(({ id }) => id === 'c:1') ? new Response('', { status: 422 }) : undefined),
      { endpoints: both },
    )
    for (const id of ['a', 'b', 'c', 'd']) await page.edit(id)
    await sender.flush()
    expect(at('/f', endpoint.calls)).toEqual([['a:1', 'b:1', 'c:1', 'd:1']])
    expect(at('/e', endpoint.calls).length).toBeGreaterThan(2)
    expect(await page.get('c')).toMatchObject({ acked: { f: 1 }, dead: { e: { status: 422 } } })
    sender.stop()
  })

  it('trouble of the store is tried again by each', async () => {
    let isBroken = true
    const { store } = page
    const { endpoint, sender } = page.start(undefined, {
      endpoints: both,
      store: { ...store, get: (key) => (isBroken ? Promise.reject(new Error('disk')) : store.get(key)) },
    })
    await page.edit('a')
    await sender.flush()
    isBroken = false
    await page.clock.advance(60_000)
    expect([at('/e', endpoint.calls), at('/f', endpoint.calls)]).toEqual([[['a:1']], [['a:1']]])
  })
})

describe('what each has', () => {
  it('a finished response shrinks once all have it, and the page lets go of it then', async () => {
    let isWell = false
    const arrived = vi.fn()
    const { sender } = page.start(({ url }) => (url.includes('/e') && !isWell ? new Response('', { status: 503 }) : undefined), {
      endpoints: both,
      arrived,
    })
    await page.edit('a', { done: true })
    await sender.flush()
    expect(await page.get('a')).toMatchObject({ acked: { f: 1 }, data: expect.anything() })
    expect(arrived).not.toHaveBeenCalled()
    isWell = true
    await sender.flush()
    expect(await page.get('a')).toMatchObject({ acked: { e: 1, f: 1 }, data: null })
    expect(arrived.mock.calls).toEqual([['a', 1]])
  })

  it('waits while one of them has not got it, and is listed once', async () => {
    await page.edit('a', { acked: { e: 1 } })
    await page.edit('b', { acked: { e: 1, f: 1 } })
    const { pending } = await inspect(page.store, ['e', 'f'])
    expect(pending.map(({ id }) => id)).toEqual(['a'])
  })

  it('refused by one, it still goes to the other, and is not given up for something newer meanwhile', async () => {
    let isThere = false
    const refuse = (id: string) => Response.json({ serverTime: '', results: [{ id, status: 'rejected', problem }] })
    const { endpoint, sender } = page.start(
      ({ url, events }) => (url.includes('/e') ? refuse(events[0]?.id ?? '') : isThere ? undefined : new Response('', { status: 503 })),
      { endpoints: both },
    )
    await page.edit('a', { done: true })
    await sender.flush()
    expect(await page.get('a')).toMatchObject({ dead: { e: problem }, acked: {} })
    expect(Object(await page.store.get('meta')).a).toBeLessThan(0)
    isThere = true
    await sender.flush()
    expect([...endpoint.rows.keys()]).toEqual(['a'])
    expect(await page.get('a')).toMatchObject({ dead: { e: problem }, acked: { f: 1 }, data: expect.anything() })
    expect(Object(await page.store.get('meta')).a).toBeGreaterThan(0)
    const { pending, dead } = await inspect(page.store, ['e', 'f'])
    expect([pending, dead.map(({ dead }) => dead)]).toEqual([[], [{ e: problem }]])
    sender.stop()
  })

  it('one that is added later gets what is still there, and no stub', async () => {
    await page.edit('a', { acked: { e: 1 } })
    await page.edit('stub', { acked: { e: 1 }, done: true, data: null })
    const { endpoint, sender } = page.start(undefined, { endpoints: both })
    await sender.flush()
    expect([at('/e', endpoint.calls), at('/f', endpoint.calls)]).toEqual([[], [['a:1']]])
  })
})

describe('one that was removed', () => {
  const DAY_MS = 86_400_000
  it('keeps nothing: what only it had not got shrinks after a day', async () => {
    await page.edit('a', { done: true, acked: { e: 1 } })
    await page.edit('dead', { done: true, acked: { e: 1 }, dead: { gone: problem } })
    await page.edit('open', { acked: { e: 1 } })
    await page.edit('waits', { done: true })
    const data = async () => Promise.all(['a', 'dead', 'open', 'waits'].map(async (id) => !!(await page.get(id)).data))
    await sweep(page.store, page.clock.now() + DAY_MS - 1, () => {}, ['e'])
    expect(await data()).toEqual([true, true, true, true])
    await sweep(page.store, page.clock.now() + DAY_MS, () => {}, ['e'])
    expect(await data()).toEqual([false, false, true, true])
    expect(await page.store.get('meta')).toMatchObject({ a: 0, dead: 0 })
    expect((await inspect(page.store, ['e'])).dead).toEqual([])
  })

  it('but without any everything waits for one', async () => {
    await page.edit('a', { done: true, acked: { e: 1 } })
    await sweep(page.store, page.clock.now() + 2 * DAY_MS, () => {}, [])
    expect((await page.get('a')).data).not.toBeNull()
    expect((await inspect(page.store, [])).pending).toHaveLength(1)
  })
})

describe('dead letters', () => {
  it('once their cause was mended go out again, everywhere they were refused, and count again', async () => {
    for (const id of Array.from({ length: 30 }, (_, i) => `id${String(i).padStart(2, '0')}`))
      await page.edit(id, { dead: { e: problem, f: problem } })
    await page.edit('well', { acked: { e: 1, f: 1 } })
    const { endpoint, sender } = page.start(undefined, { endpoints: both })
    await sender.flush()
    expect(endpoint.calls).toEqual([])
    expect(await revive(page.store)).toBe(30)
    expect((await inspect(page.store, ['e', 'f'])).dead).toEqual([])
    expect(Object(await page.store.get('meta')).id00).toBeLessThan(0)
    await sender.flush()
    expect(at('/e', endpoint.calls).flat()).toHaveLength(30)
    expect(at('/f', endpoint.calls).flat()).toHaveLength(30)
    expect(await revive(page.store)).toBe(0)
  })
})

describe('an endpoint of another shape', () => {
  const fail = vi.fn()
  const vetoed = vi.fn()
  beforeEach(() => {
    fail.mockClear()
    vetoed.mockClear()
  })
  const shaped = (more: Partial<ShapeDeps>): readonly Endpoint[] => {
    const shape = createShape({ id: 'e', fail, vetoed, ...more })
    return [
      { id: 'e', url: 'https://hook.example/x?a=1', isForeign: true, shape: async () => shape },
      { id: 'f', url: '/f' },
    ]
  }
  const hook = ({ url }: { readonly url: string }) => (url.includes('hook') ? new Response(null, { status: 204 }) : undefined)
  const names = (batch: readonly { readonly event: { readonly id: string } }[]) => batch.map(({ event }) => event.id)
  const posted = (calls: readonly { readonly url: string; readonly init: RequestInit }[]) =>
    calls.filter(({ url }) => url.includes('hook')).map(({ init }) => JSON.parse(String(init.body)))

  it('gets what its format makes of a batch, at its own address, without a preflight', async () => {
    const { endpoint, sender } = page.start(hook, { endpoints: shaped({ adapter: names }) })
    await page.edit('a')
    await page.edit('b')
    await sender.flush()
    expect(posted(endpoint.calls)).toEqual([['a:1', 'b:1']])
    expect(endpoint.calls.find(({ url }) => url.includes('hook'))).toMatchObject({
      url: 'https://hook.example/x?a=1',
      init: { headers: { 'content-type': 'text/plain;charset=UTF-8' } },
    })
  })

  it('a 2xx acknowledges the batch, whatever it says', async () => {
    const { sender } = page.start(
      ({ url }) => (url.includes('hook') ? Response.json({ results: [{ id: 'x', status: 'retry' }] }) : undefined),
      {
        endpoints: shaped({ adapter: names }),
        requireReceipt: false,
      },
    )
    await page.edit('a', { done: true })
    await sender.flush()
    expect(await page.get('a')).toMatchObject({ acked: { e: 1, f: 1 }, data: null })
  })

  it('a refusal is kept with what it says', async () => {
    const { sender } = page.start(
      ({ url }) => (url.includes('hook') ? Response.json({ title: 'no such field' }, { status: 422 }) : undefined),
      {
        endpoints: shaped({ adapter: names }),
      },
    )
    await page.edit('a')
    await sender.flush()
    expect(await page.get('a')).toMatchObject({ dead: { e: { status: 422, title: 'no such field' } } })
  })

  it('one record a request, where its format wants that; while a page unloads too', async () => {
    const { store, clock } = page
    const writer = createWriter({ store, now: clock.now })
    for (const id of ['a', 'b']) await writer.claim({ id, s: 's', t: 1 }, answerData({ q: 1 }), () => null)
    const { endpoint, sender } = page.start(hook, {
      endpoints: shaped({ adapter: names, limit: 1 }).slice(0, 1),
      recent: writer.recent,
    })
    await sender.flush()
    expect(posted(endpoint.calls)).toEqual([['a:1'], ['b:1']])
    for (const id of ['a', 'b']) await writer.save(id, (data) => data)
    sender.unload()
    expect(posted(endpoint.calls).slice(2)).toEqual([['a:2'], ['b:2']])
    await settled()
  })

  it('counts and wishes to be forgotten go where they are understood, and nowhere else', async () => {
    const counts = [{ survey: 's', day: '2026-01-01', triggered: 3, eligible: 2, sampled: 1 }]
    await page.edit('a')
    await page.edit('forget', { type: 'forget', done: true, data: { project: 'p', respondents: ['r'] } } as never)
    let left: typeof counts | null = counts
    const takeCounts = () => {
      const taken = left
      left = null
      return taken
    }
    const { endpoint, sender, of } = page.start(hook, { endpoints: shaped({ adapter: names }), takeCounts })
    await sender.flush()
    await sender.flush()
    expect(posted(endpoint.calls)).toEqual([['a:1']])
    expect(at('/f', endpoint.calls).flat()).toHaveLength(3)
    expect((await inspect(page.store, ['e', 'f'])).pending).toEqual([])
    expect([await page.get('forget'), of('loss')]).toMatchObject([{ data: null }, []])
  })

  it('whose format cannot be fetched is tried again, and holds up nobody', async () => {
    let isThere = false
    const shape = createShape({ id: 'e', fail, vetoed, adapter: names })
    const { endpoint, sender } = page.start(hook, {
      endpoints: [
        { id: 'e', url: '/hook', shape: async () => (isThere ? shape : undefined) },
        { id: 'f', url: '/f' },
      ],
    })
    await page.edit('a')
    await sender.flush()
    sender.unload()
    expect(endpoint.calls.map(({ url }) => url)).toEqual(['https://shop.example/f?project=p'])
    isThere = true
    await page.clock.advance(60_000)
    expect(posted(endpoint.calls)).toEqual([['a:1']])
  })

  it('a transform that throws is told once, keeps everything, backs off, and holds up nobody', async () => {
    let isBroken = true
    const transform = (batch: readonly WireEvent[]) => {
      if (isBroken) throw new Error('my mistake')
      return { mine: batch.map(({ id }) => id) }
    }
    const { endpoint, sender, of } = page.start(hook, { endpoints: shaped({ transform }) })
    await page.edit('a')
    await sender.flush()
    await sender.flush()
    sender.unload()
    expect(fail.mock.calls).toEqual([['transform-failed', new Error('my mistake')]])
    expect(await page.get('a')).toMatchObject({ acked: { f: 1 } })
    expect(await page.store.get('backoff:e')).toMatchObject({ n: 2 })
    isBroken = false
    await page.clock.advance(5_000)
    expect(posted(endpoint.calls)).toEqual([{ mine: ['a:1'] }])
    expect([of('error'), of('loss')]).toEqual([[], []])
  })

  it('a veto settles that revision there without sending it, and says so where there was an answer in it', async () => {
    const { endpoint, sender, of } = page.start(undefined, {
      endpoints: shaped({ beforeSend: (event) => (event.id === 'ok:1' ? event : null) }),
    })
    await page.edit('a', { done: true })
    await page.edit('ok')
    await page.edit('shown', { data: answerData() })
    await sender.flush()
    await sender.flush()
    expect(posted(endpoint.calls)).toMatchObject([[{ id: 'ok:1' }]])
    expect(vetoed.mock.calls).toEqual([[1]])
    expect(of('delivered').filter(({ endpoint }) => endpoint === 'e')).toMatchObject([{ response: 'ok' }])
    expect(await page.get('a')).toMatchObject({ acked: { e: 1, f: 1 }, data: null })
  })

  it('a record that beforeSend fails on stays, is told once, and holds up no other', async () => {
    let isBroken = true
    const { endpoint, sender } = page.start(undefined, {
      endpoints: shaped({
        beforeSend: (event) => {
          if (isBroken && event.id === 'b:1') throw new Error('my mistake')
          return event
        },
      }),
    })
    for (const id of ['a', 'b', 'c']) await page.edit(id)
    await sender.flush()
    await sender.flush()
    expect(fail.mock.calls).toEqual([['before-send-failed', new Error('my mistake')]])
    expect(posted(endpoint.calls)).toMatchObject([[{ id: 'a:1' }, { id: 'c:1' }]])
    expect((await page.get('b')).acked).toEqual({ f: 1 })
    isBroken = false
    await sender.flush()
    expect((await page.get('b')).acked).toEqual({ e: 1, f: 1 })
  })
})
