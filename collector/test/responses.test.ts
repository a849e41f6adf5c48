import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Problem, Reply } from '../../src/survey/wire'
import { countsEvent, forgetEvent, NOW, type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'

describe.each(stores)('on $name', (on) => {
  let running: Running
  beforeAll(async () => {
    running = await start({}, on)
  })
  afterAll(() => running.stop())

  const send = (
    body: string | Uint8Array<ArrayBuffer>,
    type = 'application/cloudevents-batch+json',
    query = '?project=default',
    headers = {},
  ) => fetch(`${running.url}/v1/responses${query}`, { method: 'POST', body, headers: { 'content-type': type, ...headers } })
  const stored = async (project = 'default') =>
    (await (await running.team(`/v1/responses?format=ndjson&test=all&project=${project}`)).text())
      .split('\n')
      .filter(Boolean)
      .map(
        (line) =>
          JSON.parse(line) as { id: string; revision: number; answers: unknown; occurredAt: string; context: unknown; instrument: unknown },
      )
  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await response.json()) as Problem
    expect(problem).toMatchObject({
      type: expect.stringMatching(/^urn:peakend:problem:/),
      title: expect.any(String),
      status: response.status,
    })
    return problem
  }

  describe('a batch', () => {
    it.each(['application/cloudevents-batch+json', 'application/json; charset=utf-8', 'text/plain;charset=UTF-8', 'TEXT/PLAIN'])(
      'is taken as %s',
      async (type) => {
        const id = `type-${type.length}${type[0]}`
        const response = await send(JSON.stringify([responseEvent(id, 1)]), type)
        expect(response.status).toBe(200)
        expect(await response.json()).toEqual({ serverTime: new Date(NOW).toISOString(), results: [{ id: `${id}:1`, status: 'stored' }] })
        expect(response.headers.get('date')).not.toBeNull()
      },
    )
    it('may be a single event', async () => {
      const response = await send(JSON.stringify(responseEvent('single', 1)), 'application/cloudevents+json')
      expect(((await response.json()) as Reply).results).toEqual([{ id: 'single:1', status: 'stored' }])
    })
    it('may be empty', async () => expect(((await (await send('[]')).json()) as Reply).results).toEqual([]))

    it('answers each by id: stored, duplicate, stale with the current revision', async () => {
      await running.post([responseEvent('x', 4, { score: 4 })])
      const { results } = await running.post([
        responseEvent('x', 4, { score: 4 }),
        responseEvent('x', 2, { score: 1 }),
        responseEvent('x', 5, { score: 5 }),
        countsEvent('count', [{ survey: 's', day: '2027-03-01', triggered: 1, eligible: 1, sampled: 1 }]),
      ])
      expect(results).toEqual([
        { id: 'x:4', status: 'duplicate' },
        { id: 'x:2', status: 'stale', current: 4, time: '2027-03-01T11:59:00.000Z' },
        { id: 'x:5', status: 'stored' },
        { id: 'count:1', status: 'stored' },
      ])
    })

    it('a bad item does not block the others and stores nothing', async () => {
      const bad = responseEvent('bad', 1, { score: 9 })
      const { results } = await running.post([responseEvent('good-1', 1), bad, { nonsense: true }, responseEvent('good-2', 1)])
      expect(results.map(({ id, status }) => [id, status])).toEqual([
        ['good-1:1', 'stored'],
        ['bad:1', 'rejected'],
        ['', 'rejected'],
        ['good-2:1', 'stored'],
      ])
      expect(results[1]?.problem?.errors).toEqual([
        { path: 'data.answers.csat', expected: 'a whole number from 1 to 5 (csat)', got: '9', hint: expect.any(String) },
      ])
      const ids = (await stored()).map(({ id }) => id)
      expect(ids).toContain('good-2')
      expect(ids).not.toContain('bad')
    })

    it('says what was wrong, with path, expected and got', async () => {
      const event = responseEvent('wrong', 1)
      const { results } = await running.post([
        { ...event, data: { ...event.data, status: 'happy', createdAt: 'yesterday', answers: { csat: { nested: 1 } } } },
        { ...event, id: 'wrong:0' },
        { ...event, type: 'peakend.response.v9' },
        { ...event, data: { ...event.data, project: 'other' } },
      ])
      expect(results[0]?.problem?.errors).toEqual([
        { path: 'data.status', expected: '"shown" | "seen" | "answered" | "completed" | "dismissed"', got: '"happy"' },
        { path: 'data.answers.csat', expected: 'a number, a text, true or false, or a list of option ids', got: 'an object' },
        { path: 'data.createdAt', expected: 'an ISO 8601 instant, e.g. 2027-03-01T09:30:00.000Z', got: '"yesterday"' },
      ])
      expect(results[1]?.problem?.errors?.[0]).toMatchObject({ path: 'id', got: '"wrong:0"' })
      expect(results[2]?.problem?.errors?.[0]).toMatchObject({ path: 'type', expected: expect.stringContaining('peakend.response.v1') })
      expect(results[3]?.problem?.errors?.[0]).toMatchObject({
        path: 'data.project',
        expected: expect.stringContaining('"default"'),
        got: '"other"',
      })
    })

    it('tolerates what a newer SDK adds, and keeps it out', async () => {
      const event = responseEvent('newer', 1)
      const newer = {
        ...event,
        dataschema: 'x',
        data: { ...event.data, mood: 'new', instrument: { ...event.data.instrument, type: 'emoji', extra: 1 } },
      }
      expect((await running.post([newer])).results[0]?.status).toBe('stored')
      const kept = JSON.stringify((await stored()).find(({ id }) => id === 'newer'))
      expect(kept).not.toContain('mood')
      expect(kept).not.toContain('extra')
    })

    it('is deaf to prototype tricks and endless nesting', async () => {
      const event = JSON.stringify(responseEvent('proto', 1))
      const tricky = event.replace('"context":{', '"context":{"__proto__":{"polluted":true},')
      const deep = JSON.stringify(responseEvent('deep', 1)).replace('"context":{', `"context":{"a":${'['.repeat(5000)}${']'.repeat(5000)},`)
      const named = JSON.stringify(responseEvent('named', 1, { score: 3 })).replace(
        '"answers":{',
        '"answers":{"constructor":3,"toString":"x",',
      )
      const { results } = (await (await send(`[${tricky},${deep},${named}]`)).json()) as Reply
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'stored'])
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
      expect(results[0]?.problem?.errors?.[0]?.path).toBe('data.context.__proto__')
    })

    it('keeps texts that a database dislikes', async () => {
      await running.post([responseEvent('odd', 1, { score: 3, comment: 'nul \u0000 lone \ud800 quote \' " ; -- 🙂' })])
      expect((await stored()).find(({ id }) => id === 'odd')?.answers).toEqual({ csat: 3, why: 'nul  lone \ufffd quote \' " ; -- 🙂' })
    })

    it('corrects the clock: age first, then the difference, never the future', async () => {
      await running.post([
        responseEvent('age', 1, { ageMs: 60_000, createdAt: '2019-01-01T00:00:00.000Z' }),
        responseEvent('skewed', 1, { createdAt: '2035-01-01T00:00:00.000Z', sentAt: '2035-01-01T00:05:00.000Z' }),
        responseEvent('backwards', 1, { createdAt: '2027-03-01T12:00:00.000Z', sentAt: '2027-02-20T12:00:00.000Z' }),
        responseEvent('ancient', 1, { createdAt: '0001-01-01T00:00:00.000Z', sentAt: '2027-02-20T12:00:00.000Z' }),
      ])
      const at = Object.fromEntries((await stored()).map(({ id, occurredAt }) => [id, occurredAt]))
      expect(at).toMatchObject({
        age: '2027-03-01T11:59:00.000Z',
        skewed: '2027-03-01T11:55:00.000Z',
        backwards: '2027-03-01T12:00:00.000Z',
        ancient: '1970-01-01T00:00:00.000Z',
      })
    })

    it('forgets and stays forgotten', async () => {
      await running.post([responseEvent('f', 1, { respondent: { id: 'gone', kind: 'device' } })])
      const { results } = await running.post([
        forgetEvent('forget', ['gone']),
        responseEvent('f', 2, { respondent: { id: 'gone', kind: 'device' } }),
      ])
      expect(results.map(({ status }) => status)).toEqual(['stored', 'duplicate'])
      expect((await stored()).some(({ id }) => id === 'f')).toBe(false)
    })
  })

  describe('a refusal', () => {
    let before: number
    beforeEach(async () => {
      before = (await stored()).length
    })
    const refused = async (response: Response, status: number) => {
      expect(response.status).toBe(status)
      const problem = await problemOf(response)
      expect((await stored()).length).toBe(before)
      return problem
    }
    it('400 for what is not JSON, not UTF-8, no list', async () => {
      await refused(await send('[{'), 400)
      await refused(await send(''), 400)
      await refused(await send(Uint8Array.of(0x22, 0xff, 0x22)), 400)
      await refused(await send('"events"'), 400)
    })
    it('415 for another type', async () => {
      const problem = await refused(await send('[]', 'application/xml'), 415)
      expect(problem.errors?.[0]).toMatchObject({ path: 'Content-Type', got: 'application/xml' })
      await refused(await send('[]', 'application/json', '', { 'content-encoding': 'gzip' }), 415)
    })
    it('413 above 64 KiB, told or streamed, and above 100 events', async () => {
      const event = responseEvent('big', 1, { comment: 'x'.repeat(70_000) })
      await refused(await send(JSON.stringify([event])), 413)
      await refused(await send(`[${' '.repeat(3_000_000)}]`), 413)
      const streamed = await fetch(`${running.url}/v1/responses`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: new Blob([`[${' '.repeat(70_000)}]`]).stream(),
        duplex: 'half',
      } as RequestInit)
      await refused(streamed, 413)
      await refused(await send(JSON.stringify(Array.from({ length: 101 }, () => 0))), 413)
      expect((await send(`[${' '.repeat(60_000)}]`)).status).toBe(200)
    })
    it('400 for a project’s name that is none', async () => {
      await refused(await send('[]', 'text/plain', '?project=../x'), 400)
    })
    it('405 and 404', async () => {
      const put = await fetch(`${running.url}/v1/responses`, { method: 'PUT' })
      expect(put.headers.get('allow')).toContain('POST')
      await refused(put, 405)
      await refused(await fetch(`${running.url}/v1/nothing`), 404)
    })
  })

  describe('other origins', () => {
    const preflight = (url: string, origin: string) =>
      fetch(`${url}/v1/responses?project=default`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      })
    it('lets localhost in by default and exposes what the SDK reads', async () => {
      const response = await preflight(running.url, 'http://localhost:5173')
      expect(response.status).toBe(204)
      expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
      expect(response.headers.get('access-control-allow-methods')).toContain('POST')
      expect(response.headers.get('access-control-allow-headers')).toMatch(/content-type/i)
      const posted = await send('[]', 'text/plain', '', { origin: 'http://localhost:5173' })
      expect(posted.headers.get('access-control-expose-headers')).toBe('Retry-After, Date')
      expect(posted.headers.get('vary')).toContain('Origin')
      const bad = await send('{', 'text/plain', '', { origin: 'http://localhost:5173' })
      expect(bad.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    })
    it('refuses strangers, and stores nothing of theirs', async () => {
      const response = await send(JSON.stringify([responseEvent('stranger', 1)]), 'text/plain', '', { origin: 'https://evil.example' })
      expect(response.status).toBe(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect((await stored()).some(({ id }) => id === 'stranger')).toBe(false)
      expect((await send('[]', 'text/plain', '', { origin: running.url })).status).toBe(200)
    })
    it('names whom it refused, once, and no more than twenty within an hour', async () => {
      let at = NOW
      const listed = await start({ origins: ['https://shop.example'], now: () => at }, on)
      const say = (origin: string) => `refused ${origin}: not among ORIGINS, nor among the origins of its project`
      for (const path of ['/v1/config', '/v1/responses', '/v1/config'])
        expect((await fetch(listed.url + path, { headers: { origin: 'https://shop.test' } })).status).toBe(403)
      expect(listed.logged).toEqual([say('https://shop.test')])
      const made = Array.from({ length: 30 }, (_, index) => `https://${index}.example`)
      const ask = async () => {
        for (const origin of made) await preflight(listed.url, origin)
      }
      await ask()
      expect(listed.logged).toEqual([say('https://shop.test'), ...made.slice(0, 19).map(say)])
      at += 3600_000
      await ask()
      expect(listed.logged).toEqual(['https://shop.test', ...made].map(say))
      await listed.stop()
    })
    it('keeps to a list when there is one', async () => {
      const listed = await start({ origins: ['https://shop.example'] }, on)
      expect((await preflight(listed.url, 'https://shop.example')).status).toBe(204)
      expect((await preflight(listed.url, 'http://localhost:5173')).status).toBe(403)
      expect((await fetch(`${listed.url}/v1/config`, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
      await listed.stop()
    })
  })
})
