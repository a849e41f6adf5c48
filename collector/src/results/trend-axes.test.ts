import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PeriodUnit, periodsBetween } from '../report/periods'
import type { InstrumentReport, TrendPeriod } from '../report/types'
import { axesOf, PLOT } from './trend-axes'

const instrument = (metric: 'nps' | 'csat' | 'rating') => ({ metric, min: 1, max: metric === 'rating' ? 7 : 5 }) as InstrumentReport
const periods = (unit: PeriodUnit, from: string, until: string, interval: readonly [number, number] = [40, 60]): TrendPeriod[] =>
  periodsBetween(unit, from, until).map((span) => ({ ...span, n: 20, score: (interval[0] + interval[1]) / 2, interval, whole: true }))
const labels = (unit: PeriodUnit, from: string, until: string) =>
  axesOf(instrument('csat'), unit, periods(unit, from, until), []).xTicks.map(({ day }) => day.toISOString().slice(0, 10))

describe('the axis of scores', () => {
  it('is the whole scale of shares and means', () => {
    const of = (metric: 'csat' | 'rating') => axesOf(instrument(metric), 'week', periods('week', '2027-01-04', '2027-02-01', [4, 5]), [])
    expect([of('csat').y.domain(), of('csat').isZoomed]).toEqual([[0, 100], false])
    expect([of('rating').y.domain(), of('rating').isZoomed]).toEqual([[1, 7], false])
  })

  it('is as much of NPS as keeps every band and the target in view, never less than 80 points', () => {
    // As the report rounds them.
    const end = fc.integer({ min: -10_000, max: 10_000 }).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(fc.tuple(end, end), fc.option(fc.integer({ min: -100, max: 100 })), ([a, b], target) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const { y, isZoomed } = axesOf(
          instrument('nps'),
          'week',
          periods('week', '2027-01-04', '2027-02-01', [low, high]),
          target === null ? [] : [target],
        )
        const [from = 0, to = 0] = y.domain()
        expect(from).toBeGreaterThanOrEqual(-100)
        expect(to).toBeLessThanOrEqual(100)
        expect(from).toBeLessThanOrEqual(Math.min(low, target ?? low))
        expect(to).toBeGreaterThanOrEqual(Math.max(high, target ?? high))
        expect(to - from).toBeGreaterThanOrEqual(80)
        expect(isZoomed).toBe(from > -100 || to < 100)
        expect([y(from), y(to)]).toEqual([PLOT, 0])
      }),
    )
  })
})

describe('the axis of time', () => {
  it.each<[PeriodUnit, string, string, readonly string[]]>([
    ['day', '2027-03-01', '2027-03-04', ['2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04']],
    ['day', '2027-03-01', '2027-03-20', ['2027-03-01', '2027-03-08', '2027-03-15']],
    ['week', '2027-01-06', '2027-01-25', ['2027-01-04', '2027-01-11', '2027-01-18', '2027-01-25']],
    ['week', '2027-01-06', '2027-04-20', ['2027-02-01', '2027-03-01', '2027-04-01']],
    ['month', '2026-11-01', '2027-02-01', ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01']],
    [
      'month',
      '2025-11-01',
      '2027-02-01',
      ['2025-11-01', '2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01', '2026-09-01', '2026-11-01', '2027-01-01'],
    ],
  ])('by %s from %s to %s names %j', (unit, from, until, expected) => expect(labels(unit, from, until)).toEqual(expected))

  it('puts the name of a period below its point', () => {
    const { xTicks } = axesOf(instrument('csat'), 'week', periods('week', '2027-01-04', '2027-01-11'), [])
    expect(xTicks.map(({ at }) => at)).toEqual([25, 75])
  })
})
