import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale'
import { type TimeInterval, utcDay, utcMonday, utcMonth } from 'd3-time'
import type { PeriodUnit } from '../report/periods'
import type { InstrumentReport, TrendPeriod } from '../report/types'
import { scaleOf } from './scale'

/** Height of the plot, in CSS pixels. Its width is 100 %: every x is a percentage, so that one drawing fits any screen and no text is scaled. */
export const PLOT = 168
/** Half of a full NPS axis at least: closer up, chance would look like movement. */
const LEAST_NPS_LENGTH = 80
const MOST_LABELS = 8

export interface Axes {
  /** Days to percent of the width. */
  readonly x: ScaleTime<number, number>
  /** Scores to pixels from the top. */
  readonly y: ScaleLinear<number, number>
  /** Labels of the time axis, with where they stand: below their point where a label is a period, else where the day begins. */
  readonly xTicks: readonly { readonly day: Date; readonly at: number; readonly isMonth: boolean }[]
  readonly yTicks: readonly number[]
  /** The axis shows a part of the scale only. */
  readonly isZoomed: boolean
}

export const date = (day: string): Date => new Date(`${day}T00:00:00.000Z`)

/** In the middle of its period. */
export const middleOf = ({ from, until }: Pick<TrendPeriod, 'from' | 'until'>): Date =>
  new Date((date(from).getTime() + date(until).getTime()) / 2)

/** Shares and means on their whole scale; NPS as much of −100…100 as keeps every band, the target and what the team expected in view. */
const domainOf = (
  { metric, min, max }: InstrumentReport,
  periods: readonly TrendPeriod[],
  goals: readonly number[],
): readonly [number, number] => {
  const [least, most] = scaleOf({ metric, min, max })
  if (metric !== 'nps') return [least, most]
  const values = [...periods.flatMap(({ interval }) => interval ?? []), ...goals]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const missing = Math.max(0, LEAST_NPS_LENGTH - (high - low)) / 2
  const [from = least, to = most] = scaleLinear()
    .domain([Math.min(low - missing, most - LEAST_NPS_LENGTH), Math.max(high + missing, least + LEAST_NPS_LENGTH)])
    .nice(4)
    .domain()
  return [Math.max(least, from), Math.min(most, to)]
}

/** Days of a week that begins on Monday, and months as many as there is room for: a year's division, so that January is among them. */
const intervalOf = (unit: PeriodUnit, size: number): TimeInterval => {
  if (unit === 'month') return utcMonth.every([1, 2, 3, 6].find((every) => size / every <= MOST_LABELS) ?? 12) ?? utcMonth
  if (unit === 'week') return size <= MOST_LABELS ? utcMonday : utcMonth
  return size <= MOST_LABELS ? utcDay : utcMonday
}

/** The axes that all lines of a chart share. `periods`: those of all lines. `goals`: scores that are to be in view as well. */
export const axesOf = (report: InstrumentReport, unit: PeriodUnit, periods: readonly TrendPeriod[], goals: readonly number[]): Axes => {
  const days = periods.flatMap(({ from, until }) => [from, until]).sort()
  const [first = '1970-01-01', last = '1970-01-02'] = [days[0], days.at(-1)]
  const domain = domainOf(report, periods, goals)
  const x = scaleUtc()
    .domain([date(first), date(last)])
    .range([0, 100])
  const y = scaleLinear().domain(domain).range([PLOT, 0])
  const whole = scaleOf(report)
  const size = new Set(periods.map(({ from }) => from)).size
  const isByPeriod = unit === 'month' || size <= MOST_LABELS
  const half = (x(date(periods[0]?.until ?? last)) - x(date(periods[0]?.from ?? first))) / 2
  const isMonth = unit === 'month' || (unit === 'week' && !isByPeriod)
  return {
    x,
    y,
    // The end of the last period begins none.
    xTicks: x
      .ticks(intervalOf(unit, size))
      .map((day) => ({ day, at: x(day) + (isByPeriod ? half : 0), isMonth }))
      .filter(({ at }) => at <= 100),
    yTicks: y.ticks(4),
    isZoomed: domain[0] > whole[0] || domain[1] < whole[1],
  }
}
