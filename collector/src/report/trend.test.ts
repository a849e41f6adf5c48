import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { MeasuredMetric } from '../metrics'
import { LEAST_ANSWERS, MOST_PERIODS, type PeriodUnit, periodAt, periodsBetween, unitFor } from './periods'
import { type TimedCount, trendOf } from './trend'

const NOW = Date.parse('2027-03-10T12:00:00.000Z')
const open = { since: null, until: null, now: NOW }
const one = (day: string, score: number, n: number): TimedCount => ({ day, score, n })
const addDays = (day: string, days: number) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10)
const daily = (from: string, counts: readonly number[]) =>
  new Map(counts.map((n, index) => [addDays(from, index), n] as const).filter(([, n]) => n > 0))

describe('periods', () => {
  it('are days, weeks from Monday and months', () => {
    expect(periodAt('day', '2027-02-28')).toEqual({ from: '2027-02-28', until: '2027-03-01' })
    expect(periodAt('week', '2027-01-03')).toEqual({ from: '2026-12-28', until: '2027-01-04' })
    expect(periodAt('week', '2027-01-04')).toEqual({ from: '2027-01-04', until: '2027-01-11' })
    expect(periodAt('month', '2028-02-29')).toEqual({ from: '2028-02-01', until: '2028-03-01' })
  })

  const zone = process.env.TZ
  afterAll(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })
  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Paris'])('know no time zone: %s', (TZ) => {
    process.env.TZ = TZ
    expect(new Date(0).getTimezoneOffset()).not.toBe(0)
    // Where clocks change in Paris and Los Angeles.
    expect(periodsBetween('day', '2027-03-13', '2027-03-15').map(({ from }) => from)).toEqual(['2027-03-13', '2027-03-14', '2027-03-15'])
    expect(periodsBetween('week', '2027-03-21', '2027-03-29').map(({ from }) => from)).toEqual(['2027-03-15', '2027-03-22', '2027-03-29'])
    expect(periodsBetween('month', '2026-12-31', '2027-01-01').map(({ from }) => from)).toEqual(['2026-12-01', '2027-01-01'])
  })
})

describe('the unit', () => {
  it.each<[string, PeriodUnit, ReadonlyMap<string, number>]>([
    ['nothing yet', 'week', new Map()],
    ['one busy day', 'week', daily('2027-03-01', [400])],
    ['ten a day for a week', 'day', daily('2027-03-01', Array(7).fill(10))],
    ['ten a day for a month', 'day', daily('2027-03-01', Array(31).fill(10))],
    ['ten a day for two months: too many days', 'week', daily('2027-01-01', Array(59).fill(10))],
    ['three a day', 'week', daily('2027-01-04', Array(28).fill(3))],
    ['one a day: weeks of seven rather than one month', 'week', daily('2027-01-04', Array(28).fill(1))],
    ['one a day for a year: too many weeks', 'month', daily('2026-01-01', Array(365).fill(1))],
    [
      'one a week: no unit has enough',
      'month',
      daily(
        '2026-10-01',
        Array.from({ length: 92 }, (_, i) => +(i % 7 === 0)),
      ),
    ],
    [
      'one every other day for two weeks',
      'week',
      daily(
        '2027-01-04',
        Array.from({ length: 14 }, (_, i) => +(i % 2 === 0)),
      ),
    ],
    ['a quiet Sunday does not make days too few', 'day', daily('2027-03-01', [20, 20, 20, 20, 20, 20, 0, 20, 20, 20])],
  ])('%s → %s', (_, unit, counts) => expect(unitFor(counts)).toBe(unit))
})

describe('a trend', () => {
  it('has a score from five answers on, and every period in between', () => {
    const trend = trendOf(
      'csat',
      5,
      'week',
      [one('2027-02-01', 5, 4), one('2027-02-09', 5, 4), one('2027-02-14', 1, 1), one('2027-02-22', 5, 8), one('2027-02-23', 1, 2)],
      open,
    )
    expect(trend).toEqual({
      unit: 'week',
      n: 19,
      periods: [
        { from: '2027-02-01', until: '2027-02-08', n: 4, score: null, interval: null, whole: true },
        { from: '2027-02-08', until: '2027-02-15', n: 5, score: 80, interval: [37.55, 96.38], whole: true },
        { from: '2027-02-15', until: '2027-02-22', n: 0, score: null, interval: null, whole: true },
        { from: '2027-02-22', until: '2027-03-01', n: 10, score: 80, interval: [49.02, 94.33], whole: true },
      ],
      change: null,
    })
  })

  it('tells its last from its first by a test, of those with ten answers or more', () => {
    const from = (satisfied: number) => {
      const counts = [
        one('2027-02-01', 5, satisfied),
        one('2027-02-01', 1, 100 - satisfied),
        one('2027-02-08', 5, 80),
        one('2027-02-08', 1, 20),
      ]
      return trendOf('csat', 5, 'week', [...counts, one('2027-02-15', 1, 9)], open).change
    }
    // The check vector of DOMAIN §3: p is .103.
    expect(from(70)).toMatchObject({ verdict: 'unclear', difference: 10, interval: [-2.03, 21.67] })
    expect([from(60)?.verdict, from(95)?.verdict]).toEqual(['higher', 'lower'])
  })

  it('has the check vectors of NPS, and the mean with Student’s t', () => {
    const nps = trendOf('nps', 11, 'month', [one('2027-01-05', 10, 10), one('2027-01-06', 8, 8), one('2027-01-07', 0, 2)], open)
    expect(nps.periods).toMatchObject([{ n: 20, score: 40, interval: [6.88, 62.68] }])
    // 1.96 with n − 1 = 4 degrees of freedom is 2.7764; the standard deviation of 3, 3, 4, 5, 5 is 1.
    const mean = trendOf('rating', 5, 'day', [one('2027-01-05', 3, 2), one('2027-01-05', 4, 1), one('2027-01-05', 5, 2)], open)
    expect(mean.periods).toMatchObject([{ n: 5, score: 4, interval: [2.76, 5] }])
  })

  it('says which periods are not whole: still running, or cut by the scope', () => {
    const counts = [one('2027-02-24', 5, 6), one('2027-03-01', 5, 6), one('2027-03-09', 5, 6)]
    const whole = (bounds: Parameters<typeof trendOf>[4]) =>
      trendOf('csat', 5, 'week', counts, bounds).periods.map((period) => period.whole)
    expect(whole(open)).toEqual([true, true, false])
    expect(whole({ ...open, since: '2027-02-23T12:00:00.000Z' })).toEqual([false, true, false])
    expect(whole({ ...open, since: '2027-02-22T00:00:00.000Z' })).toEqual([true, true, false])
    expect(whole({ ...open, now: NOW + 30 * 864e5, until: '2027-03-10T00:00:00.000Z' })).toEqual([true, true, false])
  })

  it('is empty without answers', () =>
    expect(trendOf('nps', 11, 'week', [], open)).toEqual({ unit: 'week', n: 0, periods: [], change: null }))

  const scale = { nps: [0, 10], csat: [1, 5], ces: [1, 7], rating: [1, 5] } as const
  const metric = fc.constantFrom<MeasuredMetric>('nps', 'csat', 'ces', 'rating')
  const counts = metric.chain((name) =>
    fc.record({
      metric: fc.constant(name),
      counts: fc.array(
        fc.record({
          day: fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days)),
          score: fc.integer({ min: scale[name][0], max: scale[name][1] }),
          n: fc.integer({ min: 1, max: 60 }),
        }),
        { minLength: 1, maxLength: 60 },
      ),
    }),
  )
  const points = { nps: 11, csat: 5, ces: 7, rating: 5 }
  const unitOf = (list: readonly TimedCount[]) => {
    const sums = new Map<string, number>()
    for (const { day, n } of list) sums.set(day, (sums.get(day) ?? 0) + n)
    return unitFor(sums)
  }

  it('loses no answer, leaves no period out, and its band holds its score', () => {
    fc.assert(
      fc.property(counts, ({ metric: name, counts: list }) => {
        const unit = unitOf(list)
        const { periods, n } = trendOf(name, points[name], unit, list, open)
        expect(n).toBe(list.reduce((sum, count) => sum + count.n, 0))
        expect(periods.reduce((sum, period) => sum + period.n, 0)).toBe(n)
        if (unit !== 'month') expect(periods.length).toBeLessThanOrEqual(MOST_PERIODS)
        periods.forEach((period, index) => {
          expect(period.from < period.until).toBe(true)
          if (index > 0) expect(periods[index - 1]?.until).toBe(period.from)
          expect(period.score === null).toBe(period.n < LEAST_ANSWERS)
          if (period.score === null || period.interval === null) return
          const [low, high] = name === 'nps' ? [-100, 100] : name === 'rating' ? [1, 5] : [0, 100]
          expect(period.interval[0]).toBeGreaterThanOrEqual(low)
          expect(period.interval[0]).toBeLessThanOrEqual(period.score)
          expect(period.score).toBeLessThanOrEqual(period.interval[1])
          expect(period.interval[1]).toBeLessThanOrEqual(high)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order or the grouping of what was counted', () => {
    fc.assert(
      fc.property(counts, fc.array(fc.nat()), ({ metric: name, counts: list }, order) => {
        const single = list.flatMap(({ n, ...rest }) => Array.from({ length: n }, () => ({ ...rest, n: 1 })))
        const shuffled = single.map((count, index) => [order[index % (order.length || 1)] ?? 0, count] as const).sort(([a], [b]) => a - b)
        const unit = unitOf(list)
        const of = (given: readonly TimedCount[]) => trendOf(name, points[name], unit, given, open)
        expect(of(shuffled.map(([, count]) => count))).toEqual(of(list))
      }),
      { numRuns: 50 },
    )
  })
})
