import { area, line } from 'd3-shape'
import { html } from 'hono/html'
import type { Mark } from '../report/marks'
import { SOUND_ANSWERS } from '../report/periods'
import type { InstrumentReport, TouchpointReport, TrendPeriod } from '../report/types'
import { type Axes, axesOf, date, middleOf, PLOT } from './trend-axes'
import { type Html, nothing, scoreText, type View } from './view'

/** Above the plot: where a changed question is named. */
const TOP = 22
const BELOW = 24
/** Widths are percentages; inside the plot, whose drawing is stretched, a thousand units. */
const WIDE = 1000

interface Drawn extends TrendPeriod {
  readonly score: number
  readonly interval: readonly [number, number]
}
export const isDrawn = (period: TrendPeriod): period is Drawn => period.score !== null && period.interval !== null

const round = (value: number): number => Math.round(value * 100) / 100
const at = (axes: Axes, day: Date): number => round(axes.x(day))

const paths = ({ x, y }: Axes, periods: readonly TrendPeriod[], isOld: boolean): Html | string => {
  if (!periods.some(isDrawn)) return nothing
  const place = (period: TrendPeriod) => round((x(middleOf(period)) / 100) * WIDE)
  const band = area<TrendPeriod>(
    place,
    ({ interval }) => round(y(interval?.[0] ?? 0)),
    ({ interval }) => round(y(interval?.[1] ?? 0)),
  ).defined(isDrawn)
  const through = line<TrendPeriod>(place, ({ score }) => round(y(score ?? 0))).defined(isDrawn)
  return html`<g class="${isOld ? 'old' : 'new'}"><path class="band" d="${band(periods)}" /><path class="line" vector-effect="non-scaling-stroke" d="${through(periods)}" /></g>`
}

const points = (axes: Axes, periods: readonly TrendPeriod[], isOld: boolean): Html => {
  const y = (value: number) => round(axes.y(value))
  return html`<g class="${isOld ? 'old' : 'new'}">${periods.map((period, index) => {
    if (!isDrawn(period)) return nothing
    const x = at(axes, middleOf(period))
    // With no neighbour there is no band to see: its interval is a line of its own.
    const isAlone = ![periods[index - 1], periods[index + 1]].some((other) => other && isDrawn(other))
    return html`${isAlone ? html`<line class="whisker" x1="${x}%" x2="${x}%" y1="${y(period.interval[0])}" y2="${y(period.interval[1])}" />` : nothing}<circle class="${period.n < SOUND_ANSWERS ? 'point hollow' : 'point'}" cx="${x}%" cy="${y(period.score)}" r="3.5" />`
  })}</g>`
}

const grid = (view: View, report: InstrumentReport, axes: Axes): Html => {
  const value = (tick: number) => (report.metric === 'rating' ? view.whole(tick) : scoreText(view, report.metric, tick))
  const [low = 0] = axes.y.domain()
  return html`${axes.yTicks
    .filter((tick) => report.metric !== 'rating' || Number.isInteger(tick))
    .map((tick) => {
      const y = TOP + round(axes.y(tick))
      return html`<line class="${tick === 0 && low < 0 ? 'grid zero' : 'grid'}" x1="0" x2="100%" y1="${y}" y2="${y}" /><text x="-8" y="${y + 4}" text-anchor="end">${value(tick)}</text>`
    })}${axes.xTicks.map(({ day, at, isMonth }, index) => {
    const x = `${round(at)}%`
    const text = (isMonth ? view.shortMonth : view.shortDay)(day.toISOString())
    return html`<g class="${index % 2 === 1 ? 'tick minor' : 'tick'}"><line class="grid" x1="${x}" x2="${x}" y1="${TOP + PLOT}" y2="${TOP + PLOT + 5}" /><text x="${x}" y="${TOP + PLOT + 19}" text-anchor="middle">${text}</text></g>`
  })}`
}

/** A target is a promise for a day: its line ends there, if the axis gets that far. What it says stands above the chart, where it can wrap. */
const goal = (axes: Axes, target: NonNullable<TouchpointReport['target']>): Html => {
  const y = TOP + round(axes.y(target.value))
  const by = axes.x(date(target.by))
  const end = by > 0 && by < 100 ? round(by) : 100
  return html`<g class="goal"><line x1="0" x2="${end}%" y1="${y}" y2="${y}" />${end < 100 ? html`<line x1="${end}%" x2="${end}%" y1="${y - 5}" y2="${y + 5}" />` : nothing}</g>`
}

const change = (view: View, axes: Axes, day: string): Html => {
  const x = Math.min(100, Math.max(0, at(axes, new Date(day))))
  const isLate = x > 50
  return html`<g class="change"><line x1="${x}%" x2="${x}%" y1="${TOP - 4}" y2="${TOP + PLOT}" /><text x="${x}%" dx="${isLate ? 2 : -2}" y="12" text-anchor="${isLate ? 'end' : 'start'}"><tspan class="wide">${view.words.trend.newQuestion}, </tspan>${view.shortDay(day)}</text></g>`
}

/** What the team expected, over all of the time. */
const belief = (axes: Axes, value: number): Html => {
  const y = TOP + round(axes.y(value))
  return html`<line class="belief" x1="0" x2="100%" y1="${y}" y2="${y}" />`
}

/** Notes by their number in the list below the chart; those of days outside it are in the list alone. */
const notes = (axes: Axes, marks: readonly Mark[]): Html =>
  html`${marks.map(({ note }, index) => {
    const x = at(axes, date(note.day))
    return x < 0 || x > 100
      ? nothing
      : html`<g class="note"><line x1="${x}%" x2="${x}%" y1="${TOP}" y2="${TOP + PLOT}" /><circle cx="${x}%" cy="${TOP + PLOT - 9}" r="8" /><text x="${x}%" y="${TOP + PLOT - 5}" text-anchor="middle">${index + 1}</text></g>`
  })}`

/** What can be pointed at: each period's full height, with what there is to read. */
const slots = (axes: Axes, periods: readonly (readonly [TrendPeriod, string])[]): Html =>
  html`<g class="slots">${periods.map(([period, reading]) => {
    const x = at(axes, date(period.from))
    return html`<rect class="slot" x="${x}%" y="${TOP}" width="${round(at(axes, date(period.until)) - x)}%" height="${PLOT}" data-at="${at(axes, middleOf(period))}%" data-reading="${reading}" />`
  })}</g>`

/** What stands in a chart beside the scores. */
export interface Beside {
  /** For this metric. */
  readonly target: TouchpointReport['target']
  /** The score the team expected; null where it was not asked, or of another metric. */
  readonly belief: number | null
  /** Of all lines, oldest first. */
  readonly marks: readonly Mark[]
}

/**
 * Scores over time with their bands: the lines of a question and of those whose place it took, newest first, on one pair of axes and never
 * joined. `readings`: every period with what it says, oldest first.
 */
export const trendChart = (
  view: View,
  lines: readonly InstrumentReport[],
  { target, belief: expected, marks }: Beside,
  spoken: string,
  readings: readonly (readonly [TrendPeriod, string])[],
): { readonly picture: Html | string; readonly zoom: readonly [number, number] | null } => {
  const [report] = lines
  if (!report?.trend) return { picture: nothing, zoom: null }
  const all = lines.map(({ trend }) => trend?.periods ?? [])
  const axes = axesOf(report, report.trend.unit, all.flat(), [...(target ? [target.value] : []), ...(expected === null ? [] : [expected])])
  const last = report.trend.periods.findLast(isDrawn)
  const [low = 0, high = 0] = axes.y.domain()
  const picture = html`<svg class="chart" width="100%" height="${TOP + PLOT + BELOW}" role="img" aria-label="${spoken}">
    ${grid(view, report, axes)}
    <svg y="${TOP}" width="100%" height="${PLOT}" viewBox="0 0 ${WIDE} ${PLOT}" preserveAspectRatio="none">${all.map((periods, index) => paths(axes, periods, index > 0)).reverse()}</svg>
    ${lines.slice(0, -1).map(({ firstAt }) => change(view, axes, firstAt))}
    ${target ? goal(axes, target) : nothing}
    ${expected === null ? nothing : belief(axes, expected)}
    ${notes(axes, marks)}
    <line class="guide" y1="${TOP}" y2="${TOP + PLOT}" visibility="hidden" />
    <svg y="${TOP}" width="100%" height="${PLOT}">${all.map((periods, index) => points(axes, periods, index > 0)).reverse()}</svg>
    ${last ? html`<text class="latest" x="${at(axes, middleOf(last))}%" dx="9" y="${TOP + round(axes.y(last.score)) + 5}">${scoreText(view, report.metric, last.score)}</text>` : nothing}
    ${slots(axes, readings)}
  </svg>`
  return { picture, zoom: axes.isZoomed ? [low, high] : null }
}
