// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { HOLD_MS } from './backoff'
import { inspect } from './inspect'
import { answerData, type Call, type fakeEndpoint, many, openPage, status } from './testkit'
import { createWriter } from './writer'

let { store, clock, start, edit, add, get, backoff } = openPage()
beforeEach(() => {
  ;({ store, clock, start, edit, add, get, backoff } = openPage())
})

const sizes = (calls: readonly Call[]) => calls.map(({ events }) => events.length)
const receipt = (...results: object[]) => Response.json({ serverTime: '', results })

describe('an endpoint that is hostile', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  it.each([
    ['of the batch', () => status(400, `{"title":${nested(50_000)}}`), ['dead', 'dead']],
    [
      'of one',
      () => new Response(`{"results":[{"id":"a:1","status":"rejected","problem":${nested(50_000)}},{"id":"b:1","status":"stored"}]}`),
      ['dead', 'stored'],
    ],
    ['that it is to be left alone', () => status(503, `{"retryAfterMs":${nested(50_000)}}`), ['waits', 'waits']],
    [
      'that one is to wait',
      () => new Response(`{"results":[{"id":"a:1","status":"retry","retryAfterMs":${nested(50_000)}},{"id":"b:1","status":"stored"}]}`),
      ['waits', 'stored'],
    ],
  ])('nesting beyond any stack in what it says %s stops nothing', async (_, reply, expected) => {
    const { sender, of } = start(reply)
    await add('a', 'b')
    await sender.flush()
    await sender.flush()
    const { pending, dead } = await inspect(store, ['e'])
    const is = (id: string) => (dead.some((one) => one.id === id) ? 'dead' : pending.some((one) => one.id === id) ? 'waits' : 'stored')
    expect([is('a'), is('b')]).toEqual(expected)
    expect(of('error').filter(({ code }) => code === 'outbox')).toEqual([])
  })

  it.each([Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, 1e300, -1, 1.5, '7', null, [], {}])(
    'a revision of its own, %j, leaves the answer one that can be raised and sent',
    async (current) => {
      const { sender, endpoint } = start((_, index) => (index ? undefined : receipt({ id: 'a:1', status: 'stale', current })))
      await add('a')
      await sender.flush()
      const writer = createWriter({ store, now: clock.now })
      await writer.load('a')
      await writer.save('a', (data) => ({ ...data, answers: { q: 5 } }))
      await clock.advance(600_000)
      await sender.flush()
      expect(endpoint.rows.get('a')?.data).toMatchObject({ answers: { q: 5 } })
    },
  )
})

describe('a batch', () => {
  it('sends what is pending, as CloudEvents, and raises the acknowledgement', async () => {
    const { endpoint, sender, of } = start(undefined, { age: (id) => (id === 'a' ? 70 : undefined) })
    await add('a', 'b')
    await sender.flush()
    expect(endpoint.calls).toHaveLength(1)
    const [call] = endpoint.calls
    expect(call?.url).toBe('https://shop.example/v1/responses?project=p')
    expect(call?.init.headers).toEqual({ 'content-type': 'application/cloudevents-batch+json' })
    expect(call?.events.map(({ id, type }) => [id, type])).toEqual([
      ['a:1', 'peakend.response.v1'],
      ['b:1', 'peakend.response.v1'],
    ])
    expect(call?.events.map(({ data }) => (data as { ageMs?: number }).ageMs)).toEqual([70, undefined])
    expect((await get('a')).acked).toEqual({ e: 1 })
    expect(of('delivered')).toEqual(['a', 'b'].map((response) => ({ type: 'delivered', response, revision: 1, endpoint: 'e' })))
  })

  it('goes to another origin as text/plain, which asks for no preflight', async () => {
    const { endpoint, sender } = start(undefined, { endpoints: [{ id: 'e', url: 'https://in.example/x' }] })
    await add('a')
    await sender.flush()
    expect(endpoint.calls[0]?.init.headers).toEqual({ 'content-type': 'text/plain;charset=UTF-8' })
  })

  it('holds at most 25 records', async () => {
    const { endpoint, sender } = start()
    await add(...many(60))
    await sender.flush()
    expect(sizes(endpoint.calls)).toEqual([25, 25, 10])
    expect(endpoint.rows.size).toBe(60)
  })

  it('and at most 48 KiB, in bytes', async () => {
    const { endpoint, sender } = start()
    for (const id of many(12)) await edit(id, { data: answerData({ q: 'é'.repeat(5_000) }) })
    await sender.flush()
    expect(endpoint.calls.length).toBeGreaterThan(2)
    for (const { init } of endpoint.calls) expect(Buffer.byteLength(String(init.body))).toBeLessThanOrEqual(48 * 1024)
    expect(endpoint.rows.size).toBe(12)
  })

  it('sends nothing twice, nothing acknowledged, no stub and no dead letter', async () => {
    const { endpoint, sender } = start()
    await add('a')
    await edit('acked', { acked: { e: 1 } })
    await edit('stub', { data: null, done: true })
    await edit('dead', { dead: { e: { type: 't', title: 't', status: 422 } } })
    await sender.flush()
    await sender.flush()
    expect(endpoint.calls.map(({ events }) => events.map(({ id }) => id))).toEqual([['a:1']])
  })

  it('goes to every endpoint, and each acknowledges for itself', async () => {
    const { endpoint, sender } = start(({ url }) => (url.includes('bad') ? status(503) : undefined), {
      endpoints: [
        { id: 'e', url: '/good' },
        { id: 'f', url: '/bad' },
      ],
    })
    await edit('a', { done: true })
    await sender.flush()
    expect(endpoint.calls).toHaveLength(2)
    expect(await get('a')).toMatchObject({ acked: { e: 1 }, data: expect.anything() })
  })

  it('reads on past what is corrupt, newer, or done', async () => {
    const { endpoint, sender } = start()
    await store.change([], () => ({ puts: { 'r:000': 'rust', 'r:001': { v: 9 } }, result: 0 }))
    await add('z')
    await sender.flush()
    expect([...endpoint.rows.keys()]).toEqual(['z'])
    expect(await store.get('r:001')).toEqual({ v: 9 })
  })
})

describe('a receipt', () => {
  it('is matched by id, in whatever order, and an id that is missing is not acknowledged', async () => {
    const { sender, of } = start(() =>
      receipt({ id: 'c:1', status: 'stored' }, { id: 'a:1', status: 'duplicate' }, { id: 'x:1', status: 'stored' }),
    )
    await add('a', 'b', 'c')
    await sender.flush()
    expect((await get('a')).acked).toEqual({ e: 1 })
    expect((await get('b')).acked).toEqual({})
    expect((await get('c')).acked).toEqual({ e: 1 })
    expect(of('delivered').map(({ response }) => response)).toEqual(['a', 'c'])
    expect((await backoff())?.n).toBe(1)
  })

  it('names the revision: what was answered meanwhile stays pending, and follows', async () => {
    const writer = createWriter({ store, now: clock.now })
    await writer.claim({ id: 'a', s: 's', t: 1 }, answerData(), () => null)
    const { endpoint, sender } = start(async (_, index) => {
      if (index === 0) await writer.save('a', (data) => ({ ...data, answers: { q: 2 } }))
      return undefined
    })
    await sender.flush()
    expect(await get('a')).toMatchObject({ revision: 2, acked: { e: 1 } })
    await sender.flush()
    expect(endpoint.rows.get('a')).toMatchObject({ revision: 2, data: { answers: { q: 2 } } })
  })

  it('a complete response shrinks to a stub, which counts on', async () => {
    const { sender } = start()
    await edit('a', { done: true, revision: 4 })
    await sender.flush()
    expect(await get('a')).toMatchObject({ revision: 4, done: true, data: null, acked: { e: 4 } })
  })

  it('stale: ours becomes one more than theirs, and is sent again', async () => {
    const { endpoint, sender } = start()
    endpoint.rows.set('a', { revision: 7, data: 'from before the power went' })
    await edit('a', { revision: 3, done: true })
    await sender.flush()
    expect(await get('a')).toMatchObject({ revision: 8, acked: {}, data: expect.anything() })
    await clock.advance(1_000)
    expect(endpoint.rows.get('a')?.revision).toBe(8)
    expect(await get('a')).toMatchObject({ revision: 8, data: null })
  })

  it('stale, and theirs was given later: an older state that came back does not win', async () => {
    const { endpoint, sender } = start()
    await edit('a', { revision: 2, done: true })
    // What IndexedDB holds when a newer revision was kept elsewhere while it failed, delivered from there, and is gone.
    const older = await get('a')
    await edit('a', { revision: 3, updatedAt: clock.now() + 5_000, data: answerData({ q: 5 }) })
    await sender.flush()
    expect(endpoint.rows.get('a')?.revision).toBe(3)
    await store.change([], () => ({ puts: { 'r:a': older }, result: undefined }))
    await sender.flush()
    await clock.advance(600_000)
    await sender.flush()
    expect(endpoint.rows.get('a')).toMatchObject({ revision: 3, data: { answers: { q: 5 } } })
    expect(await get('a')).toMatchObject({ revision: 3, data: null, acked: { e: 3 } })
  })

  it('stale for ever does not become a storm', async () => {
    const { endpoint, sender } = start(({ events }) =>
      receipt(...events.map(({ id }) => ({ id, status: 'stale', current: Number(id.split(':')[1]) + 1 }))),
    )
    await add('a')
    await sender.flush()
    await clock.advance(60_000)
    expect(endpoint.calls.length).toBeLessThan(12)
  })

  it('rejected: a dead letter with the problem, and a loss; the rest goes its way', async () => {
    const problem = { type: 'https://x/late', title: 'too late', status: 422 }
    const { endpoint, sender, of } = start(({ events }) =>
      receipt(...events.map(({ id }) => (id === 'b:1' ? { id, status: 'rejected', problem } : { id, status: 'stored' }))),
    )
    await add('a', 'b', 'c')
    await sender.flush()
    expect(await get('b')).toMatchObject({ dead: { e: problem }, data: expect.anything() })
    expect(of('loss')).toEqual([{ type: 'loss', code: 'rejected', count: 1, problem, endpoint: 'e' }])
    await sender.flush()
    expect(endpoint.calls).toHaveLength(1)
    expect((await inspect(store, ['e'])).dead.map(({ id }) => id)).toEqual(['b'])
    expect(await backoff()).toBeUndefined()
  })

  it('retry: kept, for as long as the item asks', async () => {
    const { sender } = start(() => receipt({ id: 'a:1', status: 'retry', retryAfterMs: 90_000 }))
    await add('a')
    await sender.flush()
    expect((await backoff())?.at).toBe(clock.now() + 90_000)
    expect((await get('a')).acked).toEqual({})
  })

  it.each([
    ['no body', () => status(204, null)],
    ['a word', () => new Response('ok')],
    ['a page', () => new Response('<html>')],
    ['other JSON', () => Response.json({ ok: true })],
  ])('2xx with %s acknowledges the batch, unless a receipt is required', async (_, respond) => {
    const { sender } = start(respond)
    await add('a', 'b')
    await sender.flush()
    expect((await get('a')).acked).toEqual({ e: 1 })
    await add('c')
    const strict = start(respond, { requireReceipt: true })
    await strict.sender.flush()
    expect((await get('c')).acked).toEqual({})
    expect((await backoff())?.n).toBe(1)
    expect(strict.of('delivered')).toEqual([])
  })

  it('a receipt cut off in the middle acknowledges nothing', async () => {
    const { sender } = start(() => new Response('{"serverTime":"","results":[{"id":"a:1","status":"sto'))
    await add('a')
    await sender.flush()
    expect((await get('a')).acked).toEqual({})
  })
})

describe('answers that are still wanted', () => {
  const body = (remaining: unknown) => (call: Call) =>
    Response.json({ serverTime: '', results: call.events.map(({ id }) => ({ id, status: 'stored' })), remaining })
  const told = async (respond: Parameters<typeof fakeEndpoint>[0]) => {
    const remaining = vi.fn()
    const { sender } = start(respond, { remaining })
    await add('a')
    await sender.flush()
    return remaining.mock.calls.flat()
  }
  it('are handed out with the reply that says so', async () => {
    expect(await told(body({ csat: 3 }))).toEqual([{ csat: 3 }])
    expect((await get('a')).acked).toEqual({ e: 1 })
  })
  it.each([undefined, null, 'many', 7, [], { csat: '3' }])('%j: nothing is told, and the answer is acknowledged', async (remaining) => {
    expect(await told(body(remaining))).toEqual([])
    expect((await get('a')).acked).toEqual({ e: 1 })
  })
  it('nobody has to listen', async () => {
    const { sender, of } = start(body({ csat: 3 }))
    await add('a')
    await sender.flush()
    expect((await get('a')).acked).toEqual({ e: 1 })
    expect(of('error')).toEqual([])
  })
})

describe('the reply table', () => {
  const none = () => Promise.reject(new TypeError('Failed to fetch'))
  it.each([
    ['network error', none, true],
    ...[408, 409, 425, 429, 500, 502, 503, 504].map((code) => [String(code), () => status(code), false] as const),
  ] as const)('%s: kept, backed off with full jitter, sent again', async (_, respond) => {
    let fail = true
    const { endpoint, sender, of } = start(() => (fail ? respond() : undefined))
    await add('a')
    await sender.flush()
    expect((await get('a')).acked).toEqual({})
    expect(await backoff()).toMatchObject({ n: 1, at: clock.now() + 500 })
    const before = endpoint.calls.length
    await clock.advance(499)
    expect(endpoint.calls.length).toBe(before)
    await clock.advance(1)
    expect(endpoint.calls.length).toBeGreaterThan(before)
    expect((await backoff())?.n).toBe(2)
    fail = false
    await clock.advance(1_000)
    expect((await get('a')).acked).toEqual({ e: 1 })
    expect(await backoff()).toBeUndefined()
    expect(of('loss')).toEqual([])
    expect(of('error')).toEqual([])
  })

  it.each([
    ['in seconds', { 'Retry-After': '120' }, ''],
    [
      'as a date against the clock of the reply',
      { 'Retry-After': 'Thu, 01 Jan 2015 00:02:00 GMT', Date: 'Thu, 01 Jan 2015 00:00:00 GMT' },
      '',
    ],
    ['in the body', {}, '{"retryAfterMs":120000}'],
  ])('Retry-After %s is the floor, for flush too', async (_, headers, body) => {
    const { endpoint, sender } = start((_, index) => (index ? undefined : status(429, body, headers)))
    await add('a')
    await sender.flush()
    await sender.flush()
    await clock.advance(119_999)
    expect(endpoint.calls).toHaveLength(1)
    await clock.advance(1)
    expect(endpoint.calls).toHaveLength(2)
  })

  it('flush skips our own backoff', async () => {
    const { endpoint, sender } = start((_, index) => (index ? undefined : status(503)))
    await add('a')
    await sender.flush()
    await sender.flush()
    expect(endpoint.rows.size).toBe(1)
  })

  it.each([400, 415, 422])('%i: the batch is halved until the poison stands alone; it is a dead letter, the rest arrives', async (code) => {
    const poison = 'id017'
    const { endpoint, sender, of } = start(({ events }) => (events.some(({ id }) => id === `${poison}:1`) ? status(code) : undefined))
    await add(...many(25))
    await sender.flush()
    expect(endpoint.rows.size).toBe(24)
    expect((await get(poison)).dead).toMatchObject({ e: { status: code } })
    expect(of('loss')).toMatchObject([{ code: 'rejected', count: 1, problem: { status: code } }])
    expect(endpoint.calls.length).toBeLessThanOrEqual(16)
    expect(await backoff()).toBeUndefined()
  })

  it('two poisons of 25 are both found', async () => {
    const { endpoint, sender, of } = start(({ events }) => (events.some(({ id }) => /id00[07]:/.test(id)) ? status(400) : undefined))
    await add(...many(25))
    await sender.flush()
    expect(endpoint.rows.size).toBe(23)
    expect(of('loss')).toHaveLength(2)
  })

  it('413: halved, and grown again after successes', async () => {
    let max = 6
    const { endpoint, sender } = start(({ events }) => (events.length > max ? status(413) : undefined))
    await add(...many(40))
    await sender.flush()
    expect(endpoint.rows.size).toBe(40)
    max = 25
    await add(...many(80).slice(40))
    await sender.flush()
    expect(Math.max(...sizes(endpoint.calls.slice(-4)))).toBeGreaterThan(6)
  })

  it('413 for one alone: a dead letter', async () => {
    const { sender, of } = start(() => status(413))
    await add('a')
    await sender.flush()
    expect((await get('a')).dead).toMatchObject({ e: { status: 413 } })
    expect(of('loss')).toHaveLength(1)
  })

  it.each([301, 302, 307, 401, 403, 404, 405])(
    '%i: a configuration error: everything held, probed every 15 minutes, said once',
    async (code) => {
      let fail = true
      const { endpoint, sender, of } = start(() => (fail ? Object.defineProperty(new Response(''), 'status', { value: code }) : undefined))
      await add('a', 'b')
      await sender.flush()
      await clock.advance(HOLD_MS - 1)
      expect(endpoint.calls).toHaveLength(1)
      await clock.advance(1)
      expect(endpoint.calls).toHaveLength(2)
      expect(of('error')).toMatchObject([{ code: 'endpoint-refused', message: expect.stringContaining(String(code)) }])
      expect(of('loss')).toEqual([])
      fail = false
      await clock.advance(HOLD_MS)
      expect(endpoint.rows.size).toBe(2)
    },
  )

  it('410: stopped, in the next page too, until the URL changes', async () => {
    const { endpoint, sender, of } = start(() => status(410))
    await add('a')
    await sender.flush()
    await sender.flush()
    await clock.advance(48 * HOLD_MS)
    expect(endpoint.calls).toHaveLength(1)
    expect(of('error')).toHaveLength(1)
    const next = start()
    await next.sender.flush()
    expect(next.endpoint.calls).toHaveLength(0)
    const moved = start(undefined, { endpoints: [{ id: 'e', url: '/v2/responses' }] })
    await moved.sender.flush()
    expect(moved.endpoint.rows.size).toBe(1)
  })

  it('three failures without a reply while online open the breaker for 15 minutes: held, never dropped, said once', async () => {
    const { endpoint, sender, of } = start(() => none())
    await add('a')
    for (let i = 0; i < 3; i++) await sender.flush()
    expect((await backoff())?.at).toBe(clock.now() + HOLD_MS)
    const before = endpoint.calls.length
    sender.wake()
    await clock.advance(HOLD_MS - 2_000)
    expect(endpoint.calls.length).toBe(before)
    expect(of('error')).toMatchObject([{ code: 'endpoint-silent' }])
    expect(of('error')[0]).not.toMatchObject({ message: expect.stringContaining('ORIGINS') })
    expect(of('loss')).toEqual([])
    expect((await inspect(store, ['e'])).pending.map(({ id }) => id)).toEqual(['a'])
  })

  it('an endpoint of another origin that is silent may not allow this one: the error says so', async () => {
    const { sender, of } = start(() => none(), { endpoints: [{ id: 'e', url: 'https://in.example/x' }] })
    await add('a')
    for (let i = 0; i < 3; i++) await sender.flush()
    expect(of('error')).toMatchObject([
      {
        code: 'endpoint-silent',
        message: expect.stringMatching(/, got no reply: it may not allow https:\/\/shop\.example \(at our collector: ORIGINS\)$/),
      },
    ])
  })

  it('offline does not', async () => {
    const { sender, of } = start(() => none(), { online: () => false })
    await add('a')
    for (let i = 0; i < 5; i++) await sender.flush()
    expect((await backoff())?.at).toBeLessThan(clock.now() + HOLD_MS)
    expect(of('error')).toEqual([])
  })

  it('the backoff holds in the next page and in other tabs', async () => {
    const first = start(() => status(503, '', { 'Retry-After': '60' }))
    await add('a')
    await first.sender.flush()
    first.sender.stop()
    const next = start()
    next.sender.wake()
    await clock.advance(59_000)
    expect(next.endpoint.calls).toHaveLength(0)
    await clock.advance(2_000)
    expect(next.endpoint.rows.size).toBe(1)
  })

  it.each([-8, 8])('a clock moved by %i days holds nobody', async (days) => {
    const { endpoint, sender } = start((_, index) => (index ? undefined : status(503, '', { 'Retry-After': '3600' })))
    await add('a')
    await sender.flush()
    clock.jump(days * 24 * 60 * 60_000)
    sender.wake()
    await clock.advance(2_000)
    expect(endpoint.rows.size).toBe(1)
  })
})

describe('counts', () => {
  const counts = [{ survey: 's', day: '2026-01-01', triggered: 3, eligible: 2, sampled: 1 }]
  const taking = () => {
    let left: typeof counts | null = counts
    return () => {
      const taken = left
      left = null
      return taken
    }
  }

  it('ride on a batch of responses, as a record of their own', async () => {
    const { endpoint, sender } = start(undefined, { takeCounts: taking() })
    await add('a')
    await sender.flush()
    expect(sizes(endpoint.calls)).toEqual([2])
    expect(endpoint.calls[0]?.events[1]).toMatchObject({ type: 'peakend.counts.v1', data: { project: 'p', counts } })
  })

  it('are not even taken where no response goes', async () => {
    const takeCounts = vi.fn(() => counts)
    const { sender } = start(undefined, { takeCounts })
    await sender.flush()
    expect(takeCounts).not.toHaveBeenCalled()
  })

  it('keep their id when the reply is lost: never doubled', async () => {
    const { endpoint, sender } = start(
      async (call, index) => {
        if (index) return undefined
        await endpoint.accept(call.events)
        return status(500)
      },
      { takeCounts: taking() },
    )
    await add('a')
    await sender.flush()
    await sender.flush()
    expect(endpoint.rows.size).toBe(2)
    const [first, second] = endpoint.calls.map(({ events }) => events.map(({ id }) => id).sort())
    expect(second).toEqual(first)
  })

  it('a full outbox still sends its answers', async () => {
    const { endpoint, sender } = start(undefined, { takeCounts: taking() })
    await add(...many(200))
    await sender.flush()
    expect(endpoint.rows.size).toBe(200)
  })

  it('do not hide a poison from being alone', async () => {
    const { endpoint, sender, of } = start(({ events }) => (events.some(({ id }) => id === 'a:1') ? status(400) : undefined), {
      takeCounts: () => counts,
    })
    await add('a')
    await sender.flush()
    expect((await get('a')).dead).toBeDefined()
    expect(of('loss')).toHaveLength(1)
    expect(endpoint.calls.length).toBeLessThan(6)
  })
})
