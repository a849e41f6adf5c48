// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { inspect } from './inspect'
import type { SenderDeps } from './sender'
import { openStore } from './store'
import { answerData, many, openPage, senderDeps, settled, status } from './testkit'
import type { Store } from './types'
import { createWriter } from './writer'

/** When a sender sends, and when it stops; what it hears is in `sender.test.ts`. */
let { store, clock, start, edit, add, get, backoff } = openPage()
beforeEach(() => {
  ;({ store, clock, start, edit, add, get, backoff } = openPage())
})

describe('waking', () => {
  it('once per second at most, however often it is asked', async () => {
    const { endpoint, sender } = start()
    for (let i = 0; i < 20; i++) {
      await edit('a', { revision: i + 1 })
      sender.wake()
      await clock.advance(100)
    }
    expect(endpoint.calls.length).toBeGreaterThan(1)
    expect(endpoint.calls.length).toBeLessThanOrEqual(2)
  })

  it('during a flight means once more after it', async () => {
    let release = () => {}
    const { endpoint, sender } = start((_, index) =>
      index
        ? undefined
        : new Promise((resolve) => {
            release = () => resolve(undefined)
          }),
    )
    await add('a')
    sender.wake()
    await clock.advance(0)
    await add('b')
    sender.wake()
    release()
    await clock.advance(1_300)
    expect([...endpoint.rows.keys()]).toEqual(['a', 'b'])
  })

  it('a clock set back does not put it off', async () => {
    const { endpoint, sender } = start()
    await add('a')
    await sender.flush()
    clock.jump(-8 * 24 * 60 * 60_000)
    await add('b')
    sender.wake()
    await clock.advance(1_300)
    expect(endpoint.rows.size).toBe(2)
  })

  it('one flight per tab', async () => {
    let flying = 0
    let most = 0
    const { sender } = start(async () => {
      most = Math.max(most, ++flying)
      await settled(2)
      flying--
      return undefined
    })
    await add(...many(30))
    await Promise.all([sender.flush(), sender.flush(), sender.flush()])
    expect(most).toBe(1)
  })

  it('another tab that is busy is asked again later', async () => {
    let busy = true
    const disk: Store = { ...store, durability: () => 'disk' }
    const { endpoint, sender } = start(undefined, {
      store: disk,
      locks: { request: async (_, __, callback) => callback(busy ? null : {}) },
    })
    await add('a')
    await sender.flush()
    expect(endpoint.calls).toHaveLength(0)
    busy = false
    await clock.advance(5_000)
    expect(endpoint.rows.size).toBe(1)
  })

  it('trouble in the store is said, and tried again', async () => {
    let broken = true
    const { endpoint, sender, of } = start(undefined, {
      store: { ...store, get: (key) => (broken ? Promise.reject(new Error('disk')) : store.get(key)) },
    })
    await add('a')
    await sender.flush()
    expect(of('error')).toMatchObject([{ code: 'outbox', cause: expect.any(Error) }])
    broken = false
    await clock.advance(60_000)
    expect(endpoint.rows.size).toBe(1)
  })
})

describe('opting out, and stopping', () => {
  it('nothing leaves once it is not allowed', async () => {
    const { endpoint, sender } = start(undefined, { allowed: () => false, recent: () => [] })
    await add('a')
    await sender.flush()
    sender.unload()
    expect(endpoint.calls).toHaveLength(0)
  })

  it('in flight: the reply changes nothing, and no error is made of it', async () => {
    let allowed = true
    store = openStore({ level: 'none', project: 'p', allowed: () => allowed })
    const { sender, of } = start(
      async () => {
        await store.clear()
        allowed = false
        return undefined
      },
      { allowed: () => allowed },
    )
    await add('a')
    await sender.flush()
    expect(await store.page('', 9)).toEqual([])
    expect(of('error')).toEqual([])
    expect(clock.timers.size).toBe(0)
  })

  it('stop aborts the flight, clears timers, and what was on its way stays pending', async () => {
    const { sender, emitted } = start(
      ({ init }) => new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
    )
    await add('a')
    const flush = sender.flush()
    await settled()
    sender.stop()
    await flush
    expect(clock.timers.size).toBe(0)
    expect((await get('a')).acked).toEqual({})
    expect(await backoff()).toBeUndefined()
    expect(emitted).toEqual([])
    sender.wake()
    await sender.flush()
    expect(clock.timers.size).toBe(0)
  })
})

describe('unloading', () => {
  const page = async (more: Partial<SenderDeps> = {}, respond?: Parameters<typeof start>[0]) => {
    const writer = createWriter({ store, now: clock.now })
    await writer.claim({ id: 'a', s: 's', t: 1 }, answerData(), () => null)
    await writer.save('a', (data) => ({ ...data, answers: { q: 1 } }))
    return { writer, ...start(respond, { recent: writer.recent, ...more }) }
  }

  it('sends synchronously what this page committed, with keepalive and without a preflight, and deletes nothing', async () => {
    const { endpoint, sender } = await page({}, () => new Promise(() => {}))
    const before = await store.page('', 9)
    sender.unload()
    expect(endpoint.calls).toHaveLength(1)
    expect(endpoint.calls[0]?.init).toMatchObject({ keepalive: true, headers: { 'content-type': 'text/plain;charset=UTF-8' } })
    expect(endpoint.calls[0]?.events.map(({ id }) => id)).toEqual(['a:2'])
    expect(await store.page('', 9)).toEqual(before)
  })

  it('when the page lives on, its reply counts like any other', async () => {
    const { sender, of } = await page()
    sender.unload()
    await settled()
    expect((await get('a')).acked).toEqual({ e: 2 })
    expect(of('delivered')).toHaveLength(1)
  })

  it('sends nothing that is on its way or was acknowledged', async () => {
    const { endpoint, sender } = await page()
    const flush = sender.flush()
    await settled(1)
    sender.unload()
    await flush
    sender.unload()
    sender.unload()
    expect(endpoint.calls).toHaveLength(1)
  })

  it('leaves an endpoint alone that asked for it', async () => {
    const { endpoint, sender } = await page({}, () => status(503, '', { 'Retry-After': '60' }))
    await sender.flush()
    sender.unload()
    expect(endpoint.calls).toHaveLength(1)
  })

  it('uses the beacon only where it is handed in', async () => {
    const beacon = vi.fn((_url: string, _body: string) => true)
    const { endpoint, sender } = await page({ beacon })
    sender.unload()
    expect(endpoint.calls).toHaveLength(0)
    expect(beacon).toHaveBeenCalledTimes(1)
    expect(beacon.mock.calls[0]?.[0]).toBe('https://shop.example/v1/responses?project=p')
    expect(JSON.parse(String(beacon.mock.calls[0]?.[1]))).toMatchObject([{ id: 'a:2' }])
    expect((await get('a')).acked).toEqual({})
  })
})

describe('what trouble needs is fetched at the first trouble', () => {
  const care = () => vi.fn<SenderDeps['care']>(senderDeps(store, clock, fetch).deps.care)
  it.each<[what: string, reply: Parameters<typeof start>[0]]>([
    ['a receipt', undefined],
    ['a plain webhook', () => new Response(null, { status: 204 })],
    ['a webhook with words of its own', () => Response.json({ ok: true })],
  ])('plain success needs nothing of it: %s', async (_, reply) => {
    const fetched = care()
    const { sender, of } = start(reply, { care: fetched })
    await add('a')
    await sender.flush()
    expect(of('delivered')).toHaveLength(1)
    expect(fetched).not.toHaveBeenCalled()
  })

  it('and once', async () => {
    const fetched = care()
    const { sender } = start(() => status(503), { care: fetched })
    await add('a')
    await sender.flush()
    await sender.flush()
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('cannot be: all is kept, tried again a minute later, and goes when the endpoint is well', async () => {
    let reply = () => status(503)
    const { endpoint, sender, of } = start(() => reply(), { care: async () => undefined })
    await add('a')
    await sender.flush()
    expect(of('delivered')).toEqual([])
    expect(clock.next()).toBe(60_000)
    await clock.advance(60_000)
    expect(endpoint.calls).toHaveLength(2)
    reply = () => new Response(null, { status: 204 })
    await clock.advance(60_000)
    expect(of('delivered')).toHaveLength(1)
    expect([of('error'), of('loss')]).toEqual([[], []])
  })

  it('cannot be, and the network is back: tried at once', async () => {
    let isThere = false
    const { sender, of } = start(
      () => {
        if (!isThere) throw new TypeError('Failed to fetch')
        return undefined
      },
      { care: async () => undefined },
    )
    await add('a')
    await sender.flush()
    isThere = true
    sender.wake(true)
    await clock.advance(1_250)
    expect(of('delivered')).toHaveLength(1)
  })

  it('cannot be, and an earlier page was told to leave the endpoint alone: it is left alone', async () => {
    await add('a')
    const before = start(() => status(503))
    await before.sender.flush()
    before.sender.stop()
    const { endpoint, sender } = start(undefined, { care: async () => undefined })
    sender.wake()
    await clock.advance(30_000)
    expect(endpoint.calls).toHaveLength(0)
  })
})

describe('sweeping', () => {
  const rust = () => store.change([], () => ({ puts: { 'r:000': 'rust' }, result: 0 }))
  const gone = { type: 'loss', code: 'corrupt', count: 1 }
  it('sets aside what cannot be read, and says so', async () => {
    const { sender, of } = start()
    await rust()
    await sender.sweep()
    expect(of('loss')).toEqual([gone])
    expect([await store.get('r:000'), await store.get('x:r:000')]).toEqual([undefined, 'rust'])
  })

  it('waits for another page where it cannot be fetched', async () => {
    const { sender, of } = start(undefined, { care: async () => undefined })
    await rust()
    await sender.sweep()
    expect(of('loss')).toEqual([])
    expect(await store.get('r:000')).toBe('rust')
  })

  it('touches nothing once stopped or not allowed, and trouble of the store is said', async () => {
    let isAllowed = true
    const { sender, of } = start(undefined, { allowed: () => isAllowed })
    await rust()
    const change = vi.spyOn(store, 'change').mockRejectedValue(new Error('disk'))
    await sender.sweep()
    expect(of('error')).toMatchObject([{ code: 'outbox', message: 'Error: disk' }])
    change.mockClear()
    isAllowed = false
    await sender.sweep()
    isAllowed = true
    sender.stop()
    await sender.sweep()
    expect(change).not.toHaveBeenCalled()
    expect(of('error')).toHaveLength(1)
  })
})

describe('inspect', () => {
  it('lists what no endpoint has yet, and what was refused for good', async () => {
    start(() => status(503))
    await add('a')
    await edit('acked', { acked: { e: 1 } })
    await edit('dead', { dead: { e: { type: 't', title: 't', status: 422 } } })
    const { pending, dead } = await inspect(store, ['e'])
    expect(pending.map(({ id }) => id)).toEqual(['a'])
    expect(dead.map(({ id }) => id)).toEqual(['dead'])
  })

  it('without an endpoint everything waits for one', async () => {
    const { endpoint, sender } = start(undefined, { endpoints: [] })
    await add('a')
    await sender.flush()
    expect(endpoint.calls).toHaveLength(0)
    expect((await inspect(store, ['e'])).pending).toHaveLength(1)
  })
})

it('what was written ahead is sent too', async () => {
  await add('a')
  const record = await get('a')
  let slot: unknown = { ...record, revision: 2, data: answerData({ text: 'typed' }) }
  const { endpoint, sender } = start(undefined, {
    ahead: {
      read: () => slot,
      write: (value) => {
        slot = value
      },
    },
  })
  await sender.flush()
  expect(endpoint.rows.get('a')).toMatchObject({ revision: 2, data: { answers: { text: 'typed' } } })
  expect(slot).toBeNull()
})
