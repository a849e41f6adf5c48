import { type CountableTimeInterval, utcDay, utcMonday, utcMonth } from 'd3-time'

/** How long a period of a trend is. Days, weeks from Monday and months are those of UTC, wherever the server stands. */
export type PeriodUnit = 'day' | 'week' | 'month'

/** From the first day, until the day after the last. */
export interface Span {
  /** `YYYY-MM-DD`, UTC. */
  readonly from: string
  /** `YYYY-MM-DD`, UTC: the first day that is no longer part of it. */
  readonly until: string
}

/** A month of days or half a year of weeks; more points than that are no longer read one by one. */
export const MOST_PERIODS = 31
/** Below this many answers a period has no score (DOMAIN §3: cells under 5 are suppressed). */
export const LEAST_ANSWERS = 5
/** With fewer a period's score is drawn hollow: as many as a score that stands alone needs. */
export const SOUND_ANSWERS = 10

const intervals: Readonly<Record<PeriodUnit, CountableTimeInterval>> = { day: utcDay, week: utcMonday, month: utcMonth }
const units = ['day', 'week', 'month'] as const satisfies PeriodUnit[]
/** Two of a kind need at least so many days. */
const shortestDays: Readonly<Record<PeriodUnit, number>> = { day: 1, week: 7, month: 31 }
const DAY_MS = 24 * 3600 * 1000

const at = (day: string): Date => new Date(`${day}T00:00:00.000Z`)
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

/** A report asks for the same few hundred days thousands of times. */
const known: Readonly<Record<PeriodUnit, Map<string, Span>>> = { day: new Map(), week: new Map(), month: new Map() }
const MOST_KNOWN = 10_000

/** The period a day lies in. */
export const periodAt = (unit: PeriodUnit, day: string): Span => {
  const there = known[unit].get(day)
  if (there !== undefined) return there
  const from = intervals[unit].floor(at(day))
  const span = { from: dayOf(from), until: dayOf(intervals[unit].offset(from, 1)) }
  if (known[unit].size < MOST_KNOWN) known[unit].set(day, span)
  return span
}

/** All periods from one day's to another's, both included, oldest first. */
export const periodsBetween = (unit: PeriodUnit, first: string, last: string): readonly Span[] => {
  const interval = intervals[unit]
  return interval
    .range(interval.floor(at(first)), interval.offset(interval.floor(at(last)), 1))
    .map((from) => ({ from: dayOf(from), until: dayOf(interval.offset(from, 1)) }))
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/**
 * The smallest unit whose typical (median) period has ten answers; if none has, the smallest with five; if none has, months, or weeks where there
 * are no two months yet. Days and weeks only while there are not too many of them. `counts`: answers by day.
 */
export const unitFor = (counts: ReadonlyMap<string, number>): PeriodUnit => {
  const days = [...counts.keys()].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 'week'
  const lengthDays = (at(last).getTime() - at(first).getTime()) / DAY_MS
  const typical = (unit: PeriodUnit): number => {
    const { floor, count } = intervals[unit]
    if (unit !== 'month' && count(floor(at(first)), at(last)) >= MOST_PERIODS) return 0
    const totals = new Map(periodsBetween(unit, first, last).map(({ from }) => [from, 0]))
    for (const [day, n] of counts) {
      const { from } = periodAt(unit, day)
      totals.set(from, (totals.get(from) ?? 0) + n)
    }
    return median([...totals.values()])
  }
  const candidates = units.filter((unit) => lengthDays >= shortestDays[unit]).map((unit) => ({ unit, typical: typical(unit) }))
  const having = (least: number) => candidates.find((one) => one.typical >= least)?.unit
  return having(SOUND_ANSWERS) ?? having(LEAST_ANSWERS) ?? (candidates.some(({ unit }) => unit === 'month') ? 'month' : 'week')
}
