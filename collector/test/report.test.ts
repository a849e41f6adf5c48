import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report, StoredResponse } from '../src/index'
import { countsEvent, instrument, type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'

const reportOf = async (running: Running, project: string, query = '') =>
  (await (await running.team(`/v1/report?project=${project}${query}`)).json()) as Report
const exported = async (running: Running, project: string) =>
  (await (await running.team(`/v1/responses?format=ndjson&project=${project}`)).text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as StoredResponse)
const one = <T>(list: readonly T[] | undefined): T => {
  const [first] = list ?? []
  if (!first) throw new Error('expected one, got none')
  return first
}

describe.each(stores)('on $name', (on) => {
  let running: Running
  beforeAll(async () => {
    running = await start({}, on)
  })
  afterAll(() => running.stop())

  describe('the report', () => {
    it('needs the token', async () => {
      expect((await fetch(`${running.url}/v1/report`)).status).toBe(401)
      expect((await fetch(`${running.url}/v1/report`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
      expect((await fetch(`${running.url}/v1/report`, { headers: { cookie: 'peakend-team=wrong' } })).status).toBe(401)
    })

    it('has the numbers of the check vectors', async () => {
      const nps = instrument({ fingerprint: 'nps', question: 'csat', type: 'nps', points: 11 })
      const scores = [...Array<number>(10).fill(10), ...Array<number>(8).fill(8), 0, 6]
      await running.post(
        scores.map((score, index) => responseEvent(`v${index}`, 1, { project: 'vectors', instrument: nps, score })),
        'vectors',
      )
      await running.post(
        Array.from({ length: 10 }, (_, index) => responseEvent(`c${index}`, 1, { project: 'vectors', score: index < 8 ? 5 : 3 })),
        'vectors',
      )
      const { instruments } = one((await reportOf(running, 'vectors')).touchpoints)
      expect(instruments).toMatchObject([
        { metric: 'nps', n: 20, score: 40, interval: [6.88, 62.68], halfWidth: 27.9, enough: false, precision: 'wide' },
        { metric: 'csat', rule: 'top-2-of-5', n: 10, score: 80, interval: [49.02, 94.33], enough: false },
      ])
    })

    it('shows no score below ten, and the answers themselves', async () => {
      await running.post(
        [responseEvent('few', 1, { project: 'few', score: 5, comment: 'Lovely' }), responseEvent('few2', 1, { project: 'few' })],
        'few',
      )
      const touchpoint = one((await reportOf(running, 'few')).touchpoints)
      expect(one(touchpoint.instruments)).toMatchObject({
        n: 1,
        score: null,
        interval: null,
        enough: false,
        distribution: [
          { value: 1, count: 0 },
          { value: 2, count: 0 },
          { value: 3, count: 0 },
          { value: 4, count: 0 },
          { value: 5, count: 1 },
        ],
        latest: [{ score: 5, max: 5, comments: [{ question: 'why', text: 'Lovely' }] }],
      })
      expect(touchpoint).toMatchObject({ participation: { rate: 50 }, comments: [{ response: 'few' }] })
    })

    it('keeps test answers and instruments apart', async () => {
      await running.post(
        [
          responseEvent('real', 1, { project: 'apart', score: 5 }),
          responseEvent('test', 1, { project: 'apart', score: 1, test: true }),
          responseEvent('fr', 1, { project: 'apart', score: 4, instrument: instrument({ fingerprint: 'fr', locale: 'fr' }) }),
        ],
        'apart',
      )
      const real = await reportOf(running, 'apart', '&test=0')
      expect(real).toMatchObject({ answered: 2, answeredApart: 1, test: false })
      expect(one(real.touchpoints).instruments.map(({ n }) => n)).toEqual([1, 1])
      const test = await reportOf(running, 'apart', '&test=1')
      expect(test).toMatchObject({ answered: 1, answeredApart: 2, test: true })
      expect(one(one(test.touchpoints).instruments).latest.map(({ score }) => score)).toEqual([1])
    })

    it('names touchpoints, orders them by the journey and adds the counts of their surveys', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'peakend-report-'))
      const file = join(folder, 'peakend.json')
      writeFileSync(
        file,
        JSON.stringify({
          version: 1,
          touchpoints: [
            { id: 'love', stage: 'advocacy', category: 'marketing' },
            {
              id: 'confirmation',
              stage: 'purchase',
              category: 'sales',
              name: { en: 'Order' },
              truth: true,
              target: { metric: 'csat', value: 85, by: '2027-06-30' },
            },
          ],
          surveys: [
            { id: 'checkout-csat', touchpoint: 'confirmation', questions: [] },
            { id: 'nps', touchpoint: 'love', questions: [] },
            { id: 'off', enabled: false, touchpoint: { id: 'silent', stage: 'purchase', category: 'sales' }, questions: [] },
          ],
        }),
      )
      const named = await start({ config: file }, on)
      await named.post([
        responseEvent('a', 1, { score: 5 }),
        responseEvent('b', 1, { touchpoint: { id: 'old-page', stage: 'discovery' } }),
        countsEvent('c', [{ survey: 'checkout-csat', day: '2027-03-01', triggered: 7, eligible: 5, sampled: 3 }]),
      ])
      const { touchpoints } = await reportOf(named, 'default')
      expect(touchpoints.map(({ id }) => id)).toEqual(['old-page', 'confirmation', 'love'])
      expect(touchpoints[1]).toMatchObject({
        name: { en: 'Order' },
        truth: true,
        target: { value: 85 },
        cascade: { triggered: 7, eligible: 5, sampled: 3, shown: 1, seen: 1, answered: 1, completed: 0, dismissed: 0 },
      })
      expect(touchpoints[2]).toMatchObject({ instruments: [], cascade: { triggered: null, shown: 0 }, participation: null })
      await named.stop()
      rmSync(folder, { recursive: true })
    })

    it('looks at a period', async () => {
      await running.post(
        [
          responseEvent('old', 1, { project: 'period', score: 1, createdAt: '2027-01-01T00:00:00.000Z' }),
          responseEvent('new', 1, { project: 'period', score: 5 }),
        ],
        'period',
      )
      expect((await reportOf(running, 'period')).answered).toBe(2)
      expect((await reportOf(running, 'period', '&days=30')).answered).toBe(1)
      expect((await reportOf(running, 'period', '&until=2027-02-01')).answered).toBe(1)
    })

    it('has the score over time, of the question asked today before that of the one it replaced', async () => {
      const asked = (fingerprint: string, from: string, score: number, count: number) =>
        Array.from({ length: count }, (_, index) =>
          responseEvent(`${fingerprint}-${from}-${index}`, 1, {
            project: 'trend',
            score,
            instrument: instrument({ fingerprint }),
            createdAt: `${from}T10:00:00.000Z`,
          }),
        )
      // Mondays, and the Sunday before one.
      await running.post([...asked('old', '2027-02-01', 5, 20), ...asked('old', '2027-02-14', 1, 4)], 'trend')
      await running.post([...asked('new', '2027-02-15', 5, 8), ...asked('new', '2027-02-22', 1, 5)], 'trend')
      const { instruments } = one((await reportOf(running, 'trend')).touchpoints)
      expect(instruments).toMatchObject([
        {
          fingerprint: 'new',
          replaces: 'old',
          n: 13,
          trend: {
            unit: 'week',
            n: 13,
            periods: [
              { from: '2027-02-15', until: '2027-02-22', n: 8, score: 100, whole: true },
              { from: '2027-02-22', until: '2027-03-01', n: 5, score: 0, whole: true },
            ],
          },
        },
        {
          fingerprint: 'old',
          replaces: null,
          n: 24,
          trend: {
            unit: 'week',
            periods: [
              { from: '2027-02-01', n: 20, score: 100, interval: [83.89, 100] },
              { from: '2027-02-08', n: 4, score: null, interval: null },
            ],
          },
        },
      ])
      expect(await reportOf(running, 'trend', '&days=1')).toMatchObject({ shown: 0, outside: true })
      expect(await reportOf(running, 'nothing', '&days=1')).toMatchObject({ shown: 0, outside: false })
    })

    it('counts a person’s NPS once in a period, and in each', async () => {
      const nps = instrument({ fingerprint: 'nps', type: 'nps', points: 11 })
      const answer = (person: number, createdAt: string, score: number) =>
        responseEvent(`${person}-${createdAt.slice(0, 10)}`, 1, {
          project: 'people-over-time',
          instrument: nps,
          score,
          createdAt,
          respondent: { id: `p${person}`, kind: 'device' },
        })
      await running.post(
        Array.from({ length: 6 }, (_, person) => [
          answer(person, '2027-01-05T10:00:00.000Z', 0),
          answer(person, '2027-01-20T10:00:00.000Z', 10),
          answer(person, '2027-02-10T10:00:00.000Z', 8),
        ]).flat(),
        'people-over-time',
      )
      expect(one(one((await reportOf(running, 'people-over-time')).touchpoints).instruments)).toMatchObject({
        n: 6,
        trend: {
          unit: 'month',
          n: 12,
          periods: [
            { from: '2027-01-01', n: 6, score: 100 },
            { from: '2027-02-01', n: 6, score: 0 },
          ],
        },
      })
    })

    it('forecasts when there will be enough answers, of visitors alone', async () => {
      const answers = (test: boolean) =>
        Array.from({ length: 6 }, (_, index) =>
          responseEvent(`${test}${index}`, 1, { project: 'forecast', test, score: 5, createdAt: `2027-02-${20 + index}T12:00:00.000Z` }),
        )
      await running.post([...answers(false), ...answers(true)], 'forecast')
      const first = async (query: string) => one(one((await reportOf(running, 'forecast', query)).touchpoints).instruments)
      // Six in the nine and a half days until now: 24 more take 38.
      expect((await first('')).forecast).toEqual({ answers: 30, by: '2027-04-08' })
      expect((await first('&test=1')).forecast).toBeNull()
      expect((await first('&until=2027-02-28')).forecast).toBeNull()
    })

    it('erases a person on the team’s word', async () => {
      await running.post([responseEvent('p', 1, { project: 'people', respondent: { id: 'anna@shop', kind: 'user' } })], 'people')
      const path = '/v1/respondents/anna%40shop?project=people'
      expect((await fetch(`${running.url}${path}`, { method: 'DELETE' })).status).toBe(401)
      expect(await (await running.team(path, { method: 'DELETE' })).json()).toEqual({ erased: 1 })
      expect(await exported(running, 'people')).toEqual([])
    })

    it('equals what anybody computes from the export', { timeout: 30_000 }, async () => {
      const response = fc.record({
        id: fc.integer({ min: 0, max: 60 }),
        revision: fc.integer({ min: 1, max: 3 }),
        type: fc.constantFrom('nps', 'csat', 'ces', 'rating'),
        touchpoint: fc.constantFrom('one', 'two'),
        locale: fc.constantFrom('en', 'fr'),
        score: fc.option(fc.integer({ min: 1, max: 5 })),
        person: fc.integer({ min: 0, max: 25 }),
        test: fc.boolean(),
        ageMs: fc.integer({ min: 0, max: 60 * 864e5 }),
        dismissed: fc.boolean(),
      })
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.array(response, { minLength: 1, maxLength: 90, size: 'max' }), async (list) => {
          const project = `random-${run++}`
          const events = list.map(({ id, revision, type, touchpoint, locale, score, person, test, ageMs, dismissed }) =>
            responseEvent(String(id), revision, {
              project,
              touchpoint: { id: touchpoint },
              instrument: instrument({
                fingerprint: `${type}-${locale}`,
                type: type as 'nps',
                points: type === 'nps' ? 11 : type === 'ces' ? 7 : 5,
                locale,
              }),
              respondent: { id: `person-${person}`, kind: 'device' },
              test,
              ageMs,
              ...(score === null ? { status: dismissed ? 'dismissed' : 'seen' } : { score }),
            }),
          )
          for (let from = 0; from < events.length; from += 25) await running.post(events.slice(from, from + 25), project)
          const report = await reportOf(running, project)
          const rows = await exported(running, project)
          expect(report.shown).toBe(rows.length)
          expect(report.touchpoints.flatMap(({ instruments }) => instruments).reduce((sum, { cascade }) => sum + cascade.shown, 0)).toBe(
            rows.length,
          )
          for (const touchpoint of report.touchpoints)
            for (const shown of touchpoint.instruments) {
              const mine = rows.filter((row) => row.touchpoint.id === touchpoint.id && row.instrument.fingerprint === shown.fingerprint)
              let answers = mine.filter((row) => typeof row.answers.csat === 'number')
              if (shown.metric === 'nps') {
                const newest = new Map<string, StoredResponse>()
                for (const row of answers) {
                  const known = newest.get(row.respondent.id)
                  const later = !known || row.occurredAt > known.occurredAt || (row.occurredAt === known.occurredAt && row.id > known.id)
                  if (later) newest.set(row.respondent.id, row)
                }
                answers = [...newest.values()]
              }
              const values = answers.map((row) => row.answers.csat as number)
              const n = values.length
              const part = (test: (value: number) => boolean) => (100 * values.filter(test).length) / n
              const score = {
                nps: () => part((v) => v > 8) - part((v) => v < 7),
                csat: () => part((v) => v > 3),
                ces: () => part((v) => v > 4),
                rating: () => values.reduce((a, b) => a + b, 0) / n,
              }[shown.metric as 'nps']()
              expect({ n: shown.n, seen: shown.cascade.seen, dismissed: shown.cascade.dismissed }).toEqual({
                n,
                seen: mine.length,
                dismissed: mine.filter(({ status }) => status === 'dismissed').length,
              })
              if (n < 10) expect(shown.score).toBeNull()
              else expect(shown.score).toBeCloseTo(score, 1)
              for (const { value, count } of shown.distribution) expect(count).toBe(values.filter((v) => v === value).length)
              const scored = mine.filter((row) => typeof row.answers.csat === 'number')
              const periods = shown.trend?.periods ?? []
              for (const { from, until, n } of periods) {
                const here = scored.filter((row) => row.occurredAt.slice(0, 10) >= from && row.occurredAt.slice(0, 10) < until)
                expect(n).toBe(shown.metric === 'nps' ? new Set(here.map((row) => row.respondent.id)).size : here.length)
              }
              expect(shown.trend?.n).toBe(periods.reduce((sum, period) => sum + period.n, 0))
              if (shown.metric !== 'nps') expect(shown.trend?.n).toBe(n)
            }
        }),
        { numRuns: 15 },
      )
    })
  })
})
