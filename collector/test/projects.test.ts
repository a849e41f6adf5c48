import { describe, expect, it } from 'vitest'
import { HOLD_MS } from '../../src/outbox/backoff'
import { openPage } from '../../src/outbox/testkit'
import { createCollector } from '../src/server'
import { instrument, NOW, type Running, responseEvent, start, startAt } from './fixtures'
import { stores } from './stores'
import { asking, giveToken } from './team'

const DAY_MS = 864e5
let serial = 0
const event = (project: string) => responseEvent(`e${++serial}`, 1, { project, score: 4 })
const from = (origin: string) => ({ 'content-type': 'text/plain', origin })
const key = async (ask: ReturnType<typeof asking>, project: string): Promise<string> =>
  (await ask('POST', `/v1/projects/${project}/keys`)).json.key as string

/** A collector with one project, for those who ask nicely. */
const withShop = async (run: (running: Running, ask: ReturnType<typeof asking>) => Promise<void>, settings = {}, options = {}) => {
  const running = await start(options)
  const ask = asking(running)
  expect((await ask('POST', '/v1/projects', { id: 'shop', ...settings })).status).toBe(201)
  await run(running, ask)
  await running.stop()
}
const post = (ask: ReturnType<typeof asking>, project: string, query = '', headers: Readonly<Record<string, string>> = {}) =>
  ask('POST', `/v1/responses?${query}project=${project}`, [event(project)], { 'content-type': 'text/plain', ...headers })

describe('without any project set up', () => {
  it('every name is taken, as ever', async () => {
    const running = await start()
    expect((await post(asking(running, null), 'whatever')).status).toBe(200)
    expect((await asking(running)('GET', '/v1/projects')).json).toEqual({ projects: [] })
    await running.stop()
  })

  it('none is taken when they are closed, and the refusal says what to do', async () => {
    await withShop(
      async (running, ask) => {
        const visitor = asking(running, null)
        expect((await post(visitor, 'shop')).status).toBe(200)
        const refused = await post(visitor, 'other', '', from('http://localhost:3000'))
        expect(refused.status).toBe(403)
        expect(refused.json).toMatchObject({
          type: 'urn:peakend:problem:unknown-project',
          detail: expect.stringContaining('/projects'),
          errors: [{ path: 'project', expected: 'one that was set up', got: 'other' }],
        })
        // The page may read why.
        expect(refused.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
        expect((await visitor('GET', '/v1/config?project=other')).json.type).toBe('urn:peakend:problem:unknown-project')
        expect((await ask('GET', '/v1/responses?project=other')).text).toBe('')
      },
      {},
      { projects: 'closed' },
    )
  })
})

describe('a project', () => {
  it('is set up, changed and listed; what is wrong is said, and changes nothing', async () => {
    await withShop(async (running, ask) => {
      expect((await ask('POST', '/v1/projects', { id: 'shop' })).json).toMatchObject({ status: 409, errors: [{ path: 'id', got: 'shop' }] })
      for (const [wrong, path] of [
        [{ id: 'a b' }, 'id'],
        [{}, 'id'],
        [{ id: 'x', origins: ['https://shop.example/path'] }, 'origins[0]'],
        [{ id: 'x', origins: [] }, 'origins'],
        [{ id: 'x', contactDays: 0 }, 'contactDays'],
        [{ id: 'x', retentionDays: 'long' }, 'retentionDays'],
        [{ id: 'x', name: 'two\nlines' }, 'name'],
        [{ id: 'x', orgins: null }, ''],
      ] as const)
        expect((await ask('POST', '/v1/projects', wrong)).json).toMatchObject({ status: 422, errors: [{ path }] })
      expect((await ask('POST', '/v1/projects', 'no')).json).toMatchObject({ status: 422 })
      expect((await ask('PATCH', '/v1/projects/shop', { keyRequired: 'yes' })).status).toBe(422)
      expect((await ask('PATCH', '/v1/projects/none', { name: 'x' })).status).toBe(404)
      const broken = await running.collector.fetch(
        new Request('http://x/v1/projects', { method: 'POST', headers: { authorization: 'Bearer a-token-for-tests' }, body: '{' }),
      )
      expect(broken.status).toBe(400)
      expect((await ask('GET', '/v1/projects')).json.projects).toMatchObject([{ id: 'shop', name: 'shop', origins: null, keys: [] }])

      const changed = await ask('PATCH', '/v1/projects/shop', {
        name: 'The shop',
        origins: ['https://SHOP.example:443'],
        contactDays: 'forever',
      })
      expect(changed.json).toMatchObject({ id: 'shop', name: 'The shop', origins: ['https://shop.example'], contactDays: 'forever' })
      expect((await ask('GET', '/v1/audit')).json.entries).toHaveLength(2)
      expect((await ask('PUT', '/v1/projects/shop')).headers.get('allow')).toBe('PATCH')
    })
  })

  it('has origins of its own, in preflights too; others keep those of the collector', async () => {
    await withShop(
      async (running) => {
        const visitor = asking(running, null)
        const status = async (method: string, origin: string, query: string) =>
          (
            await visitor(
              method,
              `/v1/responses${query}`,
              method === 'POST' ? [event(query.slice(9) || 'default')] : undefined,
              from(origin),
            )
          ).status
        for (const [method, fine] of [
          ['OPTIONS', 204],
          ['POST', 200],
        ] as const) {
          expect(await status(method, 'https://shop.example', '?project=shop')).toBe(fine)
          expect(await status(method, 'https://brand.example', '?project=shop')).toBe(403)
          expect(await status(method, 'https://shop.example', '?project=other')).toBe(403)
          expect(await status(method, 'https://brand.example', '?project=other')).toBe(fine)
          expect(await status(method, 'https://brand.example', '')).toBe(fine)
        }
        const preflight = await visitor('OPTIONS', '/v1/responses?project=shop', undefined, from('https://shop.example'))
        expect(preflight.headers.get('access-control-allow-headers')).toMatch(/X-Peakend-Key/i)
        expect((await visitor('GET', '/v1/config?project=shop', undefined, from('https://brand.example'))).status).toBe(403)
      },
      { origins: ['https://shop.example'] },
      { origins: ['https://brand.example'] },
    )
  })

  it('keeps things as long as it says, and others as long as the collector does', async () => {
    const running = await start()
    const ask = asking(running)
    await ask('POST', '/v1/projects', { id: 'short', retentionDays: 10, contactDays: 2 })
    await ask('POST', '/v1/projects', { id: 'long', retentionDays: 'forever' })
    for (const project of ['short', 'long', 'default'])
      await running.post(
        [1, 5, 50].map((days) =>
          responseEvent(`${project}-${days}`, 1, {
            project,
            instrument: instrument({ texts: { you: 'Who?' }, types: { you: 'contact' } }),
            answers: { csat: 4, 'you.email': 'a@b.example' },
            status: 'answered',
            sentAt: new Date(NOW).toISOString(),
            createdAt: new Date(NOW - days * DAY_MS).toISOString(),
          }),
        ),
        project,
      )
    const again = await createCollector({
      dataDir: running.folder,
      adminToken: 'a-token-for-tests',
      sdk: false,
      now: () => NOW,
      log: () => {},
      retentionDays: 30,
      contactDays: 20,
    })
    const left = async (path: string) => {
      const { text } = await asking({ collector: again })('GET', path)
      return text.split('\n').length - 1
    }
    const contacts = async (project: string) =>
      (await asking({ collector: again })('GET', `/v1/contacts?project=${project}`)).json.contacts.length
    expect([await left('/v1/responses?project=short'), await contacts('short')]).toEqual([2, 1])
    expect([await left('/v1/responses?project=long'), await contacts('long')]).toEqual([3, 2])
    expect([await left('/v1/responses'), await contacts('default')]).toEqual([2, 2])
    expect((await asking({ collector: again })('GET', '/results/contacts?project=short&lang=en')).text).toContain('2 days')
    await again.close()
    await running.stop()
  })
})

describe('a key', () => {
  it('is needed from the first one on, by address or by header, and a wrong one changes nothing', async () => {
    await withShop(async (running, ask) => {
      const visitor = asking(running, null)
      expect((await post(visitor, 'shop')).status).toBe(200)
      const pk = await key(ask, 'shop')
      expect(pk).toMatch(/^pk_[\w-]{24}$/)
      for (const [query, headers] of [
        ['', {}],
        ['key=pk_wrong&', {}],
        [`key=${pk}x&`, {}],
        ['', { 'x-peakend-key': 'pk_wrong' }],
        ['', { authorization: 'Bearer pk_wrong' }],
      ] as const) {
        const refused = await post(visitor, 'shop', query, { ...headers, origin: 'http://localhost:3000' })
        expect(refused.status).toBe(401)
        expect(refused.headers.get('content-type')).toBe('application/problem+json')
        expect(refused.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
        expect(refused.json).toMatchObject({
          type: 'urn:peakend:problem:key-required',
          errors: [{ path: 'key', hint: expect.any(String) }],
        })
        expect(refused.text).not.toContain('wrong')
      }
      expect((await post(visitor, 'shop', `key=${pk}&`)).status).toBe(200)
      expect((await post(visitor, 'shop', '', { 'x-peakend-key': pk })).status).toBe(200)
      expect((await post(visitor, 'shop', '', { authorization: `Bearer ${pk}` })).status).toBe(200)
      expect((await ask('GET', '/v1/responses?project=shop')).text.split('\n')).toHaveLength(5)
      // It is the project's, and no other's.
      expect((await post(visitor, 'other')).status).toBe(200)
      expect((await visitor('GET', `/v1/report?project=shop&key=${pk}`)).status).toBe(401)
      expect((await asking(running, pk)('GET', '/v1/report?project=shop')).status).toBe(401)
    })
  })

  it('is rotated: two are valid, then the old one is revoked; none left means nothing is taken', async () => {
    await withShop(async (running, ask) => {
      const visitor = asking(running, null)
      const [old, fresh] = [await key(ask, 'shop'), await key(ask, 'shop')]
      expect((await ask('POST', '/v1/projects/shop/keys')).json).toMatchObject({ status: 409, type: 'urn:peakend:problem:too-many-keys' })
      expect([(await post(visitor, 'shop', `key=${old}&`)).status, (await post(visitor, 'shop', `key=${fresh}&`)).status]).toEqual([
        200, 200,
      ])
      expect((await ask('DELETE', `/v1/projects/shop/keys/${old}`)).json).toEqual({ revoked: true })
      expect((await ask('DELETE', `/v1/projects/shop/keys/${old}`)).status).toBe(404)
      expect([(await post(visitor, 'shop', `key=${old}&`)).status, (await post(visitor, 'shop', `key=${fresh}&`)).status]).toEqual([
        401, 200,
      ])
      await ask('DELETE', `/v1/projects/shop/keys/${fresh}`)
      expect((await post(visitor, 'shop')).status).toBe(401)
      await ask('PATCH', '/v1/projects/shop', { keyRequired: false })
      expect((await post(visitor, 'shop')).status).toBe(200)
    })
  })

  it('that is changed while an SDK waits loses nothing and doubles nothing', async () => {
    const running = await start()
    const ask = asking(running)
    await ask('POST', '/v1/projects', { id: 'p' })
    const old = await key(ask, 'p')
    const page = openPage()
    /** A page of the visitor's, as its site was built. */
    const visit = (pk: string) =>
      page.start(
        ({ url, init }) =>
          running.collector.fetch(new Request(url, { ...init, headers: { 'content-type': 'text/plain' } })) as Promise<Response>,
        {
          endpoints: [{ id: 'e', url: `https://feedback.example/v1/responses?key=${pk}` }],
        },
      )
    const stored = async () =>
      (await ask('GET', '/v1/responses?project=p')).text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { id: string }).id)
    const before = visit(old)
    await page.add('a')
    await before.sender.flush()
    expect(await stored()).toEqual(['a'])
    const fresh = await key(ask, 'p')
    await ask('DELETE', `/v1/projects/p/keys/${old}`)
    await page.add('b')
    await before.sender.flush()
    expect(await stored()).toEqual(['a'])
    expect(before.of('error')).toMatchObject([{ code: 'endpoint-refused', message: expect.stringContaining('401') }])
    expect(before.of('loss')).toEqual([])
    // The next page of the site has the new key.
    const after = visit(fresh)
    await page.clock.advance(HOLD_MS)
    await after.sender.flush()
    await expect.poll(stored).toEqual(['a', 'b'])
    expect(after.of('loss')).toEqual([])
    await running.stop()
  })
})

describe.each(stores)('several collectors on $name', (on) => {
  it('know of a change within the time it may take', async () => {
    const place = await on.take()
    const first = await startAt(place, { accessCacheMs: 50 })
    const second = await startAt(place, { accessCacheMs: 50 })
    const [ask, visitor] = [asking(first), asking(second, null)]
    expect((await post(visitor, 'shop')).status).toBe(200)
    await ask('POST', '/v1/projects', { id: 'shop' })
    const pk = await key(ask, 'shop')
    const status = async (query: string) => (await post(visitor, 'shop', query)).status
    await expect.poll(() => status('')).toBe(401)
    expect(await status(`key=${pk}&`)).toBe(200)
    const { id, token } = (await ask('POST', '/v1/tokens', { name: 'Anna', role: 'read' })).json
    const anna = asking(second, token)
    await expect.poll(async () => (await anna('GET', '/v1/report')).status).toBe(200)
    await ask('DELETE', `/v1/tokens/${id}`)
    await expect.poll(async () => (await anna('GET', '/v1/report')).status).toBe(401)
    await first.stop()
    await second.stop()
    await place.leave()
  })
})

describe('the script on the empty page of results', () => {
  const shown = async (ask: ReturnType<typeof asking>) => (await ask('GET', '/results?project=shop&lang=en')).text
  /** By a clock that goes on, so that one key is newer than another. */
  const withSurveys = (run: Parameters<typeof withShop>[0]) => {
    let time = NOW
    return withShop(
      async (running, ask) => {
        await ask('POST', '/surveys/example?project=shop', new URLSearchParams())
        const { revision } = (await ask('GET', '/v1/config/draft?project=shop')).json
        await ask('POST', '/surveys/publish?project=shop', new URLSearchParams({ revision }))
        await run(running, ask)
      },
      {},
      { now: () => time++ },
    )
  }

  it('has no key where none is needed, and the newest that holds where one is', async () => {
    await withSurveys(async (_, ask) => {
      const older = await key(ask, 'shop')
      await ask('PATCH', '/v1/projects/shop', { keyRequired: false })
      expect(await shown(ask)).toMatch(/data-endpoint=&quot;[^&]*\/v1\/responses&quot;/)
      await ask('PATCH', '/v1/projects/shop', { keyRequired: true })
      const newest = await key(ask, 'shop')
      expect(await shown(ask)).toContain(`/v1/responses?key=${newest}&quot;`)
      await ask('DELETE', `/v1/projects/shop/keys/${newest}`)
      expect(await shown(ask)).toContain(`/v1/responses?key=${older}&quot;`)
    })
  })

  it('says that there is none that holds; and shows none to who may not see keys', async () => {
    await withSurveys(async (running, ask) => {
      await ask('PATCH', '/v1/projects/shop', { keyRequired: true })
      expect(await shown(ask)).toMatch(/key=YOUR-KEY.*has none that holds\. <a href="\/projects">/s)
      const made = await key(ask, 'shop')
      const { token } = await giveToken(running, { name: 'Rita', role: 'read', projects: ['shop'] })
      const text = await shown(asking(running, token))
      expect(text).toContain('key=YOUR-KEY')
      expect(text).toContain('Ask somebody who may change the project')
      expect(text).not.toContain(made)
    })
  })
})
