import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RunOptions, run } from '../../demo/src/data/run'
import { send } from '../../demo/src/data/send'
import type { Report } from '../src/report/types'
import { type Running, responseEvent, startAt, TOKEN } from './fixtures'
import { type Place, stores } from './stores'
import { asking } from './team'

const NOW = Date.parse('2027-03-03T12:00:00.000Z')
const config = join(import.meta.dirname, '../../demo/peakend.json')

describe.each(stores)('npm run demo:data with a collector on $name', (on) => {
  let place: Place
  let running: Running
  let ask: ReturnType<typeof asking>
  let said: string[]
  beforeEach(async () => {
    place = await on.take()
    running = await startAt(place, { config, now: () => NOW })
    ask = asking(running)
    said = []
  })
  afterEach(async () => {
    await running.stop()
    await place.leave()
  })
  const fill = (change: Partial<RunOptions> = {}) =>
    run({
      url: running.url,
      project: 'default',
      token: TOKEN,
      visits: 150,
      days: 60,
      seed: 1,
      remove: false,
      now: () => NOW,
      version: '1.0.0',
      say: (line) => said.push(line),
      progress: () => {},
      ...change,
    })
  const report = async () => (await ask('GET', '/v1/report')).json as Report

  it('fills it, which changes nothing the second time, and empties it again; what visitors answered stays', async () => {
    await running.post([responseEvent('real', 2, { score: 5 })])
    const before = await report()
    await fill()
    const filled = await report()
    expect(filled.simulated.answered).toBeGreaterThan(30)
    expect(filled.shown).toBe(filled.simulated.shown + 1)
    const stages = filled.touchpoints.flatMap(({ stage, cascade }) => (cascade.answered > 0 ? [stage] : []))
    expect([...new Set(stages)]).toEqual(['discovery', 'evaluation', 'purchase', 'retention', 'advocacy'])
    // Weeks ago, as it happened, and not today.
    const firsts = filled.touchpoints.flatMap(({ instruments }) => instruments.map(({ firstAt }) => firstAt)).sort()
    expect(firsts[0] && firsts[0] < '2027-01-15').toBe(true)
    const confirmation = filled.touchpoints.find(({ id }) => id === 'confirmation')
    expect(confirmation?.cascade.triggered).toBeGreaterThan(10)
    expect(confirmation?.believed?.n).toBe(12)
    expect((await ask('GET', '/v1/alerts')).json.alerts).toEqual([])
    expect((await ask('GET', '/v1/responses')).text).toContain('"simulated":true')

    await fill()
    expect(said.at(-2)).toMatch(/^0 events stored/)
    expect(await report()).toEqual(filled)

    await fill({ remove: true })
    expect(said.at(-1)).toMatch(/^\d+ simulated responses erased/)
    expect(await report()).toEqual(before)
  })

  it('without a token it does what needs none', async () => {
    await fill({ token: null, visits: 30 })
    expect((await report()).simulated.shown).toBeGreaterThan(5)
    expect(said.join()).toContain('Without a token no notes were added')
    await expect(fill({ token: null, remove: true })).rejects.toThrow('expected the team’s token')
  })
})

it('says where there is no collector', async () => {
  const options = { project: 'default', token: null, visits: 1, days: 1, seed: 1, remove: false, version: '1' }
  const nowhere = { ...options, url: 'http://127.0.0.1:1', now: () => NOW, say: () => {}, progress: () => {} }
  await expect(run(nowhere)).rejects.toThrow('cannot be reached. Start it with npm start')
})

describe('an endpoint that cannot take everything at once', () => {
  const event = (id: string) => {
    const { type, data } = responseEvent(id, 1)
    return { id: `${id}:1`, type, time: NOW, data }
  }
  /** Sends to an endpoint that answers as it is told to, and tells what came. */
  const sendTo = async (answers: readonly ((ids: readonly string[]) => readonly [status: number, body: unknown])[], ...ids: string[]) => {
    const came: (readonly string[])[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const part of request) body += part
      const events = (JSON.parse(body) as { id: string }[]).map(({ id }) => id)
      const [status, reply] = answers[Math.min(came.push(events), answers.length) - 1]?.(events) ?? [500, null]
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' }).end(JSON.stringify(reply))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const waits: number[] = []
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const outcomes = await send(ids.map(event), {
        url,
        project: 'default',
        now: () => NOW,
        progress: () => {},
        waiting: (ms) => waits.push(ms),
      })
      return { outcomes, came, waits }
    } finally {
      server.close()
    }
  }
  const stored = (ids: readonly string[]) => [200, { results: ids.map((id) => ({ id, status: 'stored' })) }] as const

  it('is waited for as long as it says', async () => {
    const { outcomes, came, waits } = await sendTo([() => [429, {}], stored], 'a')
    expect([outcomes.stored, came.length, waits]).toEqual([1, 2, [1000]])
  })
  it('is sent again what it could not store, and nothing else', async () => {
    const half = (ids: readonly string[]) =>
      [200, { results: ids.map((id) => ({ id, status: id === 'b:1' ? 'retry' : 'stored' })) }] as const
    const { outcomes, came } = await sendTo([half, stored], 'a', 'b')
    expect(came).toEqual([['a:1', 'b:1'], ['b:1']])
    expect(outcomes.stored).toBe(2)
  })
  it('is told on, when it refuses an event', async () => {
    const refused = (ids: readonly string[]) =>
      [200, { results: ids.map((id) => ({ id, status: 'rejected', problem: { title: 'no' } })) }] as const
    await expect(sendTo([refused], 'a')).rejects.toThrow('expected every event to be taken')
    await expect(sendTo([() => [403, { title: 'key' }]], 'a')).rejects.toThrow('got 403')
  })
})
