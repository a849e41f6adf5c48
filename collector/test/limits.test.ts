import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Problem, Reply } from '../../src/survey/wire'
import { createClientOf } from '../src/http/address'
import type { CollectorOptions } from '../src/server'
import { type Running, responseEvent, start, TOKEN } from './fixtures'

let running: Running
const open = async (options: CollectorOptions) => {
  running = await start(options)
  return running
}
afterEach(() => running.stop())

interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}
/** A request from an address of this machine: all of 127.0.0.0/8 is. */
const from = (localAddress: string, path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Got> =>
  new Promise((done, fail) => {
    const sent = request(`${running.url}${path}`, { method, headers, localAddress, agent: false }, (reply) => {
      let text = ''
      reply.on('data', (chunk) => {
        text += chunk
      })
      reply.on('end', () => done({ status: reply.statusCode ?? 0, headers: reply.headers, body: text }))
    })
    sent.on('error', fail)
    sent.end(body)
  })
const post = (address: string, events: readonly unknown[], { project = 'default', headers = {} } = {}) =>
  from(address, `/v1/responses?project=${project}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body: JSON.stringify(events),
  })
const rate = (points: number, seconds = 60) => ({ points, seconds })
const event = (id: string) => responseEvent(id, 1, { score: 4 })
const statuses = async (requests: readonly Promise<Got>[]) => (await Promise.all(requests)).map(({ status }) => status)

describe('who posts too much', () => {
  it('is told how long to wait, in the header and in the body, and a page of another origin may read it', async () => {
    await open({ rates: { responses: rate(2) } })
    for (const id of ['a', 'b']) expect((await post('127.0.0.1', [event(id)])).status).toBe(200)
    const refused = await post('127.0.0.1', [event('c')], { headers: { origin: 'http://localhost:3000' } })
    expect(refused.status).toBe(429)
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'access-control-allow-origin': 'http://localhost:3000',
      'access-control-expose-headers': 'Retry-After, Date',
      'cache-control': 'no-store',
    })
    const problem = JSON.parse(refused.body) as Problem & { retryAfterMs: number }
    expect(problem).toMatchObject({
      type: 'urn:peakend:problem:too-many-requests',
      status: 429,
      errors: [{ path: 'responses', expected: 'at most 2 in 60 seconds', got: 'more' }],
    })
    expect(problem.retryAfterMs).toBeGreaterThan(0)
    expect(problem.retryAfterMs).toBeLessThanOrEqual(60_000)
    expect(Number(refused.headers['retry-after'])).toBe(Math.ceil(problem.retryAfterMs / 1000))
    expect(await (await running.team('/v1/responses')).text()).not.toContain('"id":"c"')
  })

  it('keeps nobody else away', async () => {
    await open({ rates: { responses: rate(1) } })
    expect(await statuses([post('127.0.0.1', [event('a')]), post('127.0.0.2', [event('b')])])).toEqual([200, 200])
    expect((await post('127.0.0.1', [])).status).toBe(429)
    expect((await post('127.0.0.3', [event('c')])).status).toBe(200)
  })

  it('pays for each event, yet a batch that was begun is taken whole', async () => {
    await open({ rates: { responses: rate(5) } })
    const batch = Array.from({ length: 25 }, (_, index) => event(`e${index}`))
    const taken = await post('127.0.0.1', batch)
    expect((JSON.parse(taken.body) as Reply).results.every(({ status }) => status === 'stored')).toBe(true)
    expect((await post('127.0.0.1', [event('more')])).status).toBe(429)
  })

  it('has a limit by project, too, which another project does not feel', async () => {
    await open({ rates: { responsesOfProject: rate(2) } })
    expect(await statuses(['127.0.0.1', '127.0.0.2', '127.0.0.3'].map((address) => post(address, [])))).toEqual(
      expect.arrayContaining([200, 200, 429]),
    )
    expect((await post('127.0.0.1', [], { project: 'other' })).status).toBe(200)
  })

  it('is not limited at 0', async () => {
    await open({ rates: { responses: rate(0) } })
    for (let index = 0; index < 5; index++) expect((await post('127.0.0.1', [])).status).toBe(200)
  })

  it('is counted for the configuration by itself', async () => {
    await open({ rates: { config: rate(1), responses: rate(1) } })
    expect((await from('127.0.0.1', '/v1/config')).status).toBe(404)
    const refused = await from('127.0.0.1', '/v1/config')
    expect([refused.status, refused.headers['content-type']]).toEqual([429, 'application/problem+json'])
    expect((await post('127.0.0.1', [])).status).toBe(200)
  })

  it('is let in when the counter itself fails, and the log says so', async () => {
    await open({
      counters: () => ({ consume: () => Promise.reject(new Error('the shared store is away')) }) as never,
    })
    expect((await post('127.0.0.1', [event('a')])).status).toBe(200)
    expect(running.logged).toContain('A limit could not be counted the shared store is away')
  })
})

describe('X-Forwarded-For', () => {
  const forged = (first: string) => ({ headers: { 'x-forwarded-for': first } })

  it('is not read unless a proxy is named: nobody gets more by writing it, nobody is locked out by it', async () => {
    await open({ rates: { responses: rate(2) } })
    const tried = []
    for (let index = 0; index < 4; index++) tried.push((await post('127.0.0.9', [], forged(`192.0.2.${index}`))).status)
    expect(tried).toEqual([200, 200, 429, 429])
    for (let index = 0; index < 3; index++) await post('127.0.0.9', [], forged('127.0.0.5'))
    expect((await post('127.0.0.5', [])).status).toBe(200)
    expect(running.logged).toEqual([expect.stringContaining('TRUST_PROXY')])
    expect(running.logged.join()).not.toMatch(/127\.0|192\.0/)
  })

  it.each([
    ['one proxy', 1],
    ['this proxy', ['127.0.0.1']],
    ['a proxy on this machine', ['loopback']],
  ] as const)('behind %s counts whom it names last, whatever the sender wrote before', async (_, trustProxy) => {
    await open({ rates: { responses: rate(2) }, trustProxy })
    const tried = []
    for (let index = 0; index < 3; index++) tried.push((await post('127.0.0.1', [], forged(`192.0.2.${index}, 198.51.100.7`))).status)
    expect(tried).toEqual([200, 200, 429])
    expect((await post('127.0.0.1', [], forged('198.51.100.7, 203.0.113.9'))).status).toBe(200)
  })

  it('tells apart by what is known, and takes no word of a stranger’s', () => {
    const direct = createClientOf(0)
    expect(direct('::ffff:192.0.2.1', undefined)).toBe('192.0.2.1')
    expect(direct('2001:db8:1:2:3:4:5:6', undefined)).toBe(direct('2001:db8:1:2::9', undefined))
    expect(direct('2001:db8:1:3::9', undefined)).not.toBe(direct('2001:db8:1:2::9', undefined))
    expect(direct(undefined, '192.0.2.1')).toBe('unknown')
    const two = createClientOf(2)
    expect(two('10.0.0.1', '192.0.2.66, 192.0.2.1, 10.0.0.2')).toBe('192.0.2.1')
    expect(two('10.0.0.1', undefined)).toBe('10.0.0.1')
    const listed = createClientOf(['10.0.0.0/8', '2001:db8::1'])
    expect(listed('10.0.0.1', '192.0.2.66, 192.0.2.1, 10.9.9.9')).toBe('192.0.2.1')
    expect(listed('2001:db8::1', '192.0.2.1:4711')).toBe('192.0.2.1')
    expect(listed('10.0.0.1', '[2001:db8:5::7]:443')).toBe('2001:db8:5:0::/64')
    expect(listed('192.0.2.9', '192.0.2.1')).toBe('192.0.2.9')
    for (const nonsense of ['unknown', '', '0x7f.1', '1', '<script>', '300.1.1.1']) expect(listed('10.0.0.1', nonsense)).toBe('10.0.0.1')
    expect(() => createClientOf(['somewhere'])).toThrow('TRUST_PROXY: expected')
  })
})

describe('who guesses the token', () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  const form = (token: string) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
  })

  it('has few tries, whatever way they come, and then not even the right one is taken', async () => {
    await open({ rates: { wrongTokens: rate(6) } })
    const guesses = [
      from('127.0.0.1', '/v1/report', bearer('guess')),
      from('127.0.0.1', '/v1/contacts', bearer('guess')),
      from('127.0.0.1', '/v1/respondents/x', { method: 'DELETE', ...bearer('guess') }),
      from('127.0.0.1', '/results?token=guess'),
      from('127.0.0.1', '/results/sign-in', form('guess')),
      from('127.0.0.1', '/results', { headers: { cookie: 'peakend-team=guess' } }),
    ]
    expect(await statuses(guesses)).toEqual([401, 401, 401, 401, 401, 401])
    const refused = await from('127.0.0.1', '/v1/report', bearer(TOKEN))
    expect([refused.status, refused.headers['content-type']]).toEqual([429, 'application/problem+json'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    const page = await from('127.0.0.1', '/results/sign-in', form(TOKEN))
    expect(page.status).toBe(429)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.body).toContain('Try again in one minute.')
    expect((await from('127.0.0.1', `/results?token=${TOKEN}`)).status).toBe(429)
    expect((await from('127.0.0.2', '/v1/report', bearer(TOKEN))).status).toBe(200)
  })

  it('has no more tries by sending many at once', async () => {
    await open({ rates: { wrongTokens: rate(5) } })
    const guesses = await statuses(Array.from({ length: 40 }, () => from('127.0.0.1', '/v1/report', bearer('guess'))))
    expect(guesses.filter((status) => status === 401)).toHaveLength(5)
  })

  it('does not stand in the way of those who know it, and nobody pays for having none', async () => {
    await open({ rates: { wrongTokens: rate(3) } })
    for (let index = 0; index < 8; index++) {
      expect((await from('127.0.0.1', '/v1/report', bearer(TOKEN))).status).toBe(200)
      expect((await from('127.0.0.1', '/results')).status).toBe(401)
    }
  })

  it('loses a cookie of a former token at the first sight of it', async () => {
    await open({})
    const gone = await from('127.0.0.1', '/results', { headers: { cookie: 'peakend-team=of-the-former-token' } })
    expect(gone.status).toBe(401)
    expect(String(gone.headers['set-cookie'])).toMatch(/peakend-team=;.*Max-Age=0/)
  })
})

describe('a flood', () => {
  const answers = Array.from({ length: 12 }, (_, index) => `honest-${index}`)
  /** As the SDK does: waits as long as it is told, and loses nothing. */
  const deliver = async (address: string, id: string): Promise<number> => {
    for (let tries = 1; ; tries++) {
      const { status, body } = await post(address, [event(id)])
      if (status === 200) return tries
      expect(status).toBe(429)
      const { retryAfterMs } = JSON.parse(body) as { retryAfterMs: number }
      await new Promise((done) => setTimeout(done, retryAfterMs))
    }
  }
  /** Fires as fast as it can until it is stopped. Resolves once it is refused. */
  const flood = async (address: string) => {
    let on = true
    let refused = 0
    const ends: Promise<void>[] = []
    await new Promise<void>((felt) => {
      const fire = async () => {
        while (on) {
          if ((await post(address, [{}]).catch(() => null))?.status !== 429) continue
          refused++
          felt()
        }
      }
      for (let index = 0; index < 8; index++) ends.push(fire())
    })
    return async () => {
      on = false
      await Promise.all(ends)
      return refused
    }
  }
  const arrived = async () => (await (await running.team('/v1/responses')).text()).split('\n').filter((line) => line.includes('"honest-'))

  it('from elsewhere is not felt: every answer is taken at once', async () => {
    await open({ rates: { responses: rate(20) } })
    const stop = await flood('127.0.0.66')
    const tries = await Promise.all(answers.map((id) => deliver('127.0.0.1', id)))
    expect(await stop()).toBeGreaterThan(0)
    expect(tries).toEqual(answers.map(() => 1))
    expect(await arrived()).toHaveLength(answers.length)
  })

  it('from the same address delays answers, and loses none', async () => {
    await open({ rates: { responses: rate(10, 1) } })
    const stop = await flood('127.0.0.1')
    const delivered = Promise.all(answers.map((id) => deliver('127.0.0.1', id)))
    await new Promise((done) => setTimeout(done, 1500))
    expect(await stop()).toBeGreaterThan(0)
    await delivered
    expect(await arrived()).toHaveLength(answers.length)
  })
})
