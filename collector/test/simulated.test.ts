import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answeredIn, buildDigest } from '../src/loop/digest'
import { tellDrops } from '../src/loop/drops'
import { reportsOf } from '../src/report/reports'
import type { Report } from '../src/report/types'
import type { Channel, Store } from '../src/store'
import { countsEvent, NOW, type Running, responseEvent, start, startAt } from './fixtures'
import { type Place, stores } from './stores'
import { asking } from './team'

const simulated = true as const
const sample = (id: string, score: number, more: Parameters<typeof responseEvent>[2] = {}) =>
  responseEvent(id, 2, { score, simulated, ...more })
const counts = (id: string, triggered: number, more: { readonly simulated?: true } = {}) => {
  const event = countsEvent(id, [{ survey: 'checkout-csat', day: '2027-03-01', triggered, eligible: triggered, sampled: triggered }])
  return { ...event, data: { ...event.data, ...more } }
}

describe.each(stores)('sample data on $name', (on) => {
  let place: Place
  let running: Running
  let store: Store
  let ask: ReturnType<typeof asking>
  beforeEach(async () => {
    place = await on.take()
    running = await startAt(place)
    store = await place.open()
    ask = asking(running)
  })
  afterEach(async () => {
    await store.close()
    await running.stop()
    await place.leave()
  })
  const report = async () => (await ask('GET', '/v1/report')).json as Report
  const page = async (path: string) => (await running.team(path, { headers: { cookie: await cookie() } })).text()
  const cookie = async () => {
    const { headers } = await fetch(`${running.url}/results?token=a-token-for-tests`, { redirect: 'manual' })
    return (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }

  it('is told apart from what visitors answered, in the report and in every export, though both came in one batch', async () => {
    const { results } = await running.post([
      responseEvent('real', 2, { score: 5 }),
      sample('one', 2, { comment: 'Too slow' }),
      sample('two', 4, { status: 'seen', answers: {} }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['stored', 'stored', 'stored'])
    expect(await report()).toMatchObject({ shown: 3, answered: 2, simulated: { shown: 2, answered: 1 } })
    const lines = (await (await running.team('/v1/responses')).text()).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line)).map(({ id, simulated }) => [id, simulated])).toEqual([
      ['one', true],
      ['real', false],
      ['two', true],
    ])
    const [head = '', first = ''] = (await (await running.team('/v1/responses?format=csv')).text()).split('\r\n')
    expect(first.split(',')[head.split(',').indexOf('simulated')]).toBe('1')
    const [titles = '', comment = ''] = (await page('/results/comments.csv')).split('\r\n')
    expect(comment.split(',')[titles.split(',').indexOf('simulated')]).toBe('1')
  })

  it('counts in the report of its own period alone', async () => {
    await running.post([sample('new', 2), sample('old', 2, { ageMs: 40 * 864e5 })])
    expect(((await ask('GET', '/v1/report?days=30')).json as Report).simulated).toEqual({ shown: 1, answered: 1 })
  })

  it('is said on every page, in both languages, where there is any, and nowhere else', async () => {
    const pages = [
      '/results',
      '/results/comments',
      '/results/compare',
      '/results/priorities',
      '/results/notes',
      '/results/belief',
      '/results/share',
      '/results/contacts',
      '/results/imports',
      '/inbox',
      '/channels',
      '/surveys',
    ]
    for (const path of pages) expect(await page(path), path).not.toContain('id="sample"')
    await running.post([sample('one', 2)])
    for (const path of [...pages, '/results/responses/one']) expect(await page(path), path).toContain('Sample data.')
    expect(await page('/results?lang=fr')).toContain('Données d’exemple.')
    expect(await page('/results/responses/one?lang=fr')).toContain('une réponse simulée, que personne n’a donnée')
    expect(await page('/results?project=other')).not.toContain('id="sample"')
  })

  it('is said on a page that was shared', async () => {
    await running.post([sample('one', 2)])
    const made = await running.team('/results/share', { method: 'POST', body: new URLSearchParams({ name: 'Board', live: '7' }) })
    const [, link = ''] = /value="[^"]*(\/results\/shared\/[^"]+)"/.exec(await made.text()) ?? []
    expect(await (await fetch(running.url + link)).text()).toContain('Sample data.')
  })

  it('opens no case, tells nobody, and keeps no way to reach anybody', async () => {
    const types = { csat: 'csat', you: 'contact', agreed: 'consent' }
    const { instrument } = responseEvent('x', 1).data
    const answers = { csat: 1, 'you.email': 'p1@example.com', agreed: true }
    await running.post([
      sample('low', 1, { instrument: { ...instrument, types }, answers, respondent: { id: 'u1', kind: 'user' } }),
      responseEvent('real', 2, { score: 1 }),
    ])
    const { json } = await ask('GET', '/v1/alerts')
    expect(json.alerts.map(({ id }: { id: string }) => id)).toEqual(['real'])
    expect((await ask('GET', '/v1/contacts')).json.contacts).toEqual([])
    expect((await ask('GET', '/v1/responses')).text).not.toContain('p1@example.com')
  })

  it('is left out where somebody asks for visitors alone, gates counted included', async () => {
    await running.post([responseEvent('real', 2, { score: 5 }), sample('one', 2), counts('c1', 10), counts('c2', 30, { simulated })])
    const all = { project: 'default', test: false } as const
    expect((await store.showings({ ...all, simulated: false })).map(({ n }) => n)).toEqual([1])
    expect(await store.gateCounts(all)).toMatchObject([{ triggered: 40 }])
    expect(await store.gateCounts({ ...all, simulated: false })).toMatchObject([{ triggered: 10 }])
    expect(await store.gateCounts({ ...all, simulated: true })).toMatchObject([{ triggered: 30 }])
  })

  it('is erased as a whole, is on the trail, leaves visitors’ answers as they were, and may come again', async () => {
    await running.post([responseEvent('real', 2, { score: 5, comment: 'Mine' }), counts('c1', 10)])
    const before = await report()
    const events = [
      ...Array.from({ length: 99 }, (_, i) => sample(`s${i}`, 1 + (i % 5), { comment: `Said ${i}` })),
      counts('c2', 30, { simulated }),
    ]
    const send = async () => {
      const replies = [await running.post(events.slice(0, 50)), await running.post(events.slice(50))]
      return [...new Set(replies.flatMap(({ results }) => results.map(({ status }) => status)))]
    }
    expect(await send()).toEqual(['stored'])
    const between = await report()
    expect(between).toMatchObject({ answered: 100, simulated: { answered: 99 } })
    // The same once more changes nothing.
    expect(await send()).toEqual(['duplicate'])
    expect(await report()).toEqual(between)
    expect((await ask('DELETE', '/v1/simulated')).json).toEqual({ deleted: 99 })
    expect(await report()).toEqual(before)
    expect((await ask('GET', '/v1/audit?action=simulated.deleted')).json.entries).toMatchObject([
      { who: 'root', detail: { responses: 99 } },
    ])
    expect(await send()).toEqual(['stored'])
    expect(await report()).toEqual(between)
    expect((await ask('DELETE', '/v1/simulated?project=other')).json).toEqual({ deleted: 0 })
    expect(await report()).toEqual(between)
  })

  it('is erased by a button of the results page, after a second look', async () => {
    await running.post([sample('one', 2)])
    expect(await page('/results')).toContain('/results/sample/delete')
    const send = async (body: Record<string, string>) =>
      running.team('/results/sample/delete', { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' })
    expect((await send({})).status).toBe(422)
    expect((await send({ confirm: 'yes' })).headers.get('location')).toBe('/results?erased=1')
    expect((await report()).simulated).toEqual({ shown: 0, answered: 0 })
  })

  it('is in no digest', async () => {
    await running.post([responseEvent('real', 2, { score: 5, comment: 'Mine' }), sample('one', 2, { comment: 'Nobody’s' })])
    const channel = { project: 'default', base: running.url, settings: { owner: '', includeComment: true } } as Channel // as much as is read
    const options = { store, reports: reportsOf(store), config: async () => null, publicUrl: null, now: () => NOW }
    const digest = await buildDigest(options, channel, { from: '2027-02-23', until: '2027-03-02' }, false)
    expect(answeredIn(digest)).toBe(1)
    expect(digest.report.simulated).toEqual({ shown: 0, answered: 0 })
    expect(digest.comments.map(({ comments }) => comments[0]?.text)).toEqual(['Mine'])
  })

  it('lets no drop be told', async () => {
    const answers = (score: number, daysAgo: number, more: { readonly simulated?: true } = {}) =>
      Array.from({ length: 40 }, (_, i) =>
        responseEvent(`d${daysAgo}-${i}${more.simulated ? 's' : ''}`, 2, { score, ageMs: daysAgo * 864e5, ...more }),
      )
    await running.post(answers(5, 10, { simulated }))
    await running.post(answers(1, 1, { simulated }))
    expect(await tellDrops(store, 'default', null, NOW)).toEqual([])
    await running.post(answers(5, 10))
    await running.post(answers(1, 1))
    expect(await tellDrops(store, 'default', null, NOW)).toHaveLength(1)
  })
})

it('refuses what says anything but true of itself', async () => {
  const running = await start()
  const { results } = await running.post([{ ...responseEvent('one', 1), data: { ...responseEvent('one', 1).data, simulated: false } }])
  expect(results).toMatchObject([{ status: 'rejected', problem: { errors: [{ path: 'data.simulated', expected: 'true', got: 'false' }] } }])
  await running.stop()
})
