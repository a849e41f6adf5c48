import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createJsonLog } from '../src/operate/log'
import type { RequestEntry } from '../src/operate/observe'
import { countsEvent, type Running, responseEvent, start, TOKEN } from './fixtures'
import { stores } from './stores'

describe.each(stores)('on $name', (on) => {
  let running: Running
  const told: RequestEntry[] = []
  beforeAll(async () => {
    running = await start({ metrics: true, onRequest: (entry) => told.push(entry) }, on)
  })
  afterAll(() => running.stop())
  const metrics = async () => (await running.team('/metrics')).text()
  const value = async (line: string) => {
    const found = (await metrics()).split('\n').find((one) => one.startsWith(`${line} `))
    return found === undefined ? null : Number(found.slice(line.length + 1))
  }

  it('lives, and is ready', async () => {
    for (const [path, status] of [
      ['/healthz', 'ok'],
      ['/readyz', 'ready'],
    ]) {
      const response = await fetch(`${running.url}${path}`)
      expect([response.status, await response.json()]).toEqual([200, { status }])
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect((await fetch(`${running.url}${path}`, { method: 'POST' })).status).toBe(405)
    }
  })

  it('counts what became of events, requests by the pattern of their route, and the time of the database', async () => {
    const one = responseEvent('a', 1, { score: 4 })
    await running.post([one, { ...one, id: 'b:1', data: { ...one.data, answers: { csat: 9 } } }])
    await running.post([one, countsEvent('c', [{ survey: 's', day: '2027-03-01', triggered: 3, eligible: 2, sampled: 1 }])])
    await running.team('/v1/respondents/user-42', { method: 'DELETE' })
    await running.team('/v1/respondents/somebody%40example.com')
    await fetch(`${running.url}/somebody@example.com?token=secret`)
    expect(await value('peakend_events_total{outcome="stored"}')).toBe(2)
    expect(await value('peakend_events_total{outcome="duplicate"}')).toBe(1)
    expect(await value('peakend_events_total{outcome="rejected"}')).toBe(1)
    expect(await value('peakend_events_total{outcome="retry"}')).toBe(0)
    expect(await value('peakend_http_requests_total{method="POST",route="/v1/responses",status="200"}')).toBe(2)
    expect(await value('peakend_http_requests_total{method="GET",route="/v1/respondents/:id",status="200"}')).toBe(1)
    expect(await value('peakend_http_requests_total{method="GET",route="other",status="404"}')).toBe(1)
    expect(await value('peakend_http_request_duration_seconds_count{method="DELETE",route="/v1/respondents/:id"}')).toBe(1)
    expect(await value('peakend_database_duration_seconds_count{operation="apply"}')).toBe(2)
    expect(await value('peakend_database_in_progress')).toBe(0)
    expect(await value('peakend_live_listeners')).toBe(0)
    expect(await value('peakend_database_connections{state="used"}')).toBe(on.name === 'SQLite' ? null : 0)
    const all = await metrics()
    expect(all).toContain('process_resident_memory_bytes')
    expect(all).not.toMatch(/somebody|user-42|secret|default"/)
  })

  it('counts who listens to results', async () => {
    const abort = new AbortController()
    const stream = await running.team('/results/events', { signal: abort.signal })
    expect(await value('peakend_live_listeners')).toBe(1)
    abort.abort()
    await stream.text().catch(() => '')
    await expect.poll(() => value('peakend_live_listeners')).toBe(0)
    // It would be hours.
    expect(await metrics()).not.toContain('duration_seconds_count{method="GET",route="/results/events"}')
  })

  it('tells of each request its route, status, time and size, and the project where there is one', async () => {
    told.length = 0
    await (await running.team('/v1/report?project=shop&since=2027-01-01')).text()
    await (await running.team('/v1/report?project=some%20body')).text()
    await expect.poll(() => told.length).toBe(2)
    expect(told[0]).toEqual({
      method: 'GET',
      route: '/v1/report',
      status: 200,
      ms: expect.any(Number),
      bytes: expect.any(Number),
      project: 'shop',
      stream: false,
      aborted: false,
    })
    expect(told[0]?.bytes).toBeGreaterThan(200)
    expect(told[1]).toMatchObject({ status: 400, project: null })
  })

  it('shows metrics to nobody without the token', async () => {
    expect((await fetch(`${running.url}/metrics`)).status).toBe(401)
  })
})

describe('metrics', () => {
  it('are not there unless they are switched on', async () => {
    const running = await start()
    expect((await running.team('/metrics')).status).toBe(404)
    await running.stop()
  })

  it('may have a token of their own, which opens nothing else, and is not guessed', async () => {
    const running = await start({ metrics: true, metricsToken: 'for the scraper', rates: { wrongTokens: { points: 3, seconds: 60 } } })
    const as = (token: string, path = '/metrics') => fetch(`${running.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
    for (let time = 0; time < 4; time++) expect((await as('for the scraper')).status).toBe(200)
    expect((await as('for the scraper', '/v1/report')).status).toBe(401)
    expect((await as(TOKEN)).status).toBe(401)
    expect((await fetch(`${running.url}/metrics`)).status).toBe(401)
    expect((await as('for the scraper')).status).toBe(429)
    await running.stop()
  })
})

it('writes one JSON object a line, with nothing of a cause but its name and message', () => {
  const lines: string[] = []
  const { log, request } = createJsonLog(
    (line) => lines.push(line),
    () => 0,
  )
  log('It begins')
  log('It failed', Object.assign(new TypeError('why\nso'), { token: 'secret' }))
  request({
    method: 'GET',
    route: '/v1/report',
    status: 503,
    ms: 1.5,
    bytes: 10,
    project: null,
    stream: false,
    aborted: false,
  })
  expect(lines.every((line) => line.endsWith('\n') && line.split('\n').length === 2)).toBe(true)
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { time: '1970-01-01T00:00:00.000Z', level: 'info', message: 'It begins' },
    { time: '1970-01-01T00:00:00.000Z', level: 'error', message: 'It failed', error: { name: 'TypeError', message: 'why\nso' } },
    expect.objectContaining({ level: 'error', message: 'request', route: '/v1/report', status: 503, ms: 1.5, bytes: 10 }),
  ])
})
