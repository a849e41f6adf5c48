import { estimate, type MeasuredMetric } from '../metrics'
import { dayOf, LEAST_ANSWERS, type PeriodUnit, periodAt, periodsBetween, SOUND_ANSWERS, type Span } from './periods'
import { testAll } from './tested'
import type { Trend, TrendPeriod } from './types'

/** How often a score was given at one time: a day, or the first day of a period. */
export interface TimedCount {
  readonly day: string
  readonly score: number
  readonly n: number
}

/** What the periods are about: the scope's own ends, and now. */
export interface Bounds {
  readonly since: string | null
  readonly until: string | null
  readonly now: number
}

/** The periods an instrument's trend has: from its first answer's to its last's, none left out. */
export const spansOf = (unit: PeriodUnit, counts: readonly Pick<TimedCount, 'day'>[]): readonly Span[] => {
  let [first, last]: readonly (string | undefined)[] = [counts[0]?.day, counts[0]?.day]
  if (first === undefined || last === undefined) return []
  for (const { day } of counts) {
    if (day < first) first = day
    if (day > last) last = day
  }
  return periodsBetween(unit, first, last)
}

/** A period that is still running, or that the scope cuts, is whole no more. */
const isWhole = ({ from, until }: Span, bounds: Bounds): boolean =>
  until <= dayOf(new Date(bounds.now)) &&
  (bounds.since === null || bounds.since.slice(0, 19) <= `${from}T00:00:00`) &&
  (bounds.until === null || until <= bounds.until.slice(0, 10))

/** One instrument's score over time. Plain values in, plain values out: no clock, no zone, no store. */
export const trendOf = (
  metric: MeasuredMetric,
  points: number | null,
  unit: PeriodUnit,
  counts: readonly TimedCount[],
  bounds: Bounds,
  countsFrom?: number,
): Trend => {
  const scores = new Map<string, Map<number, number>>()
  for (const { day, score, n } of counts) {
    const { from } = periodAt(unit, day)
    const here = scores.get(from) ?? new Map<number, number>()
    here.set(score, (here.get(score) ?? 0) + n)
    scores.set(from, here)
  }
  const periods = spansOf(unit, counts).map((span): TrendPeriod => {
    const { n, score, interval } = estimate(metric, points, scores.get(span.from) ?? new Map(), countsFrom)
    const known = n >= LEAST_ANSWERS
    return { ...span, n, score: known ? score : null, interval: known ? interval : null, whole: isWhole(span, bounds) }
  })
  const sound = periods.filter(({ n }) => n >= SOUND_ANSWERS)
  const [first, last] = [sound[0], sound.at(-1)].map((period) => (period && scores.get(period.from)) ?? new Map<number, number>())
  const [change = null] =
    sound.length > 1 && first && last ? testAll([{ metric, points, countsFrom: countsFrom ?? null, first: last, second: first }]) : []
  return { unit, n: periods.reduce((sum, period) => sum + period.n, 0), periods, change }
}
