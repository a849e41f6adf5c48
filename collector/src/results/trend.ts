import { html } from 'hono/html'
import { type PeriodUnit, SOUND_ANSWERS } from '../report/periods'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { differencesIn } from './differences'
import { scaleOf } from './scale'
import { isDrawn, trendChart } from './trend-chart'
import { trendMarks } from './trend-marks'
import { trendTable } from './trend-table'
import { fromTo, reading, spoken, verdict } from './trend-text'
import { type Html, nothing, scoreText, slug, type View } from './view'

const notes = (view: View, lines: readonly InstrumentReport[], unit: PeriodUnit): string => {
  const { trend: words } = view.words
  const periods = lines.flatMap(({ trend }) => trend?.periods ?? [])
  const drawn = periods.filter(isDrawn)
  return [
    words.band,
    lines[0]?.metric === 'nps' ? words.once[unit] : '',
    drawn.some(({ n }) => n < SOUND_ANSWERS) ? words.hollow : '',
    drawn.length < periods.length ? words.gaps[unit] : '',
  ]
    .filter((note) => note !== '')
    .join(' ')
}

/** Without what came before the first score: one answer from a device whose clock was years behind would stretch the axis over all of them. */
const fromFirstScore = (report: InstrumentReport): InstrumentReport => {
  const { trend } = report
  if (!trend) return report
  const first = trend.periods.findIndex(isDrawn)
  return { ...report, trend: { ...trend, periods: first < 0 ? [] : trend.periods.slice(first) } }
}

/** This instrument and those whose place it took, as far back as they fit on the same axis: the same metric by the same rule. */
export const lineOf = (report: InstrumentReport, all: readonly InstrumentReport[]): readonly InstrumentReport[] => {
  const before = all.find(({ fingerprint }) => fingerprint === report.replaces)
  return before?.trend && before.rule === report.rule && before.trend.periods.some(isDrawn) ? [report, ...lineOf(before, all)] : [report]
}

/** The score over time: its chart, the sentence that goes with it, and its table. Before there are two points, when there will be. */
export const trend = (
  view: View,
  known: readonly InstrumentReport[],
  { id, target, belief, believed }: Pick<TouchpointReport, 'id' | 'target' | 'belief' | 'believed'>,
  metric: string,
): Html | string => {
  const lines = known.map((one, index) => (index === known.length - 1 ? fromFirstScore(one) : one))
  const [report] = lines
  if (!report?.trend || report.trend.n === 0) return nothing
  const { words } = view
  const { unit, n } = report.trend
  const key = slug(`${id} ${report.fingerprint}`)
  const heading = html`<h4>${words.trend.title} <span class="size">${words.trend.size[unit](words.answers(n, view.whole(n)))}</span></h4>`
  if (lines.flatMap(({ trend }) => trend?.periods ?? []).filter(isDrawn).length < 2)
    return html`<section class="trend">${heading}<p class="quiet">${words.trend.starts[unit]}</p></section>`
  // Where two share a period the newer one comes last: it is the one that is pointed at.
  const readings = lines
    .toReversed()
    .flatMap((one) => (one.trend?.periods ?? []).map((period) => [period, reading(view, one, unit, period)] as const))
    .sort(([a], [b]) => (a.from < b.from ? -1 : 1))
  const latest = readings.at(-1)?.[1] ?? ''
  const said = [fromTo(view, report), verdict(view, report)].join(' ').trim()
  const [from, to] = scaleOf(report)
  const isMine = target?.metric === report.metric
  const expected = belief !== null && (target === null || isMine) && belief >= from && belief <= to ? belief : null
  const marks = lines.flatMap((line) => line.marks).sort((a, b) => (a.note.day < b.note.day ? -1 : 1))
  const chart = trendChart(
    view,
    lines,
    { target: isMine ? target : null, belief: expected, marks },
    spoken(view, lines, `${metric}, ${words.trend.size[unit](words.answers(n, view.whole(n)))}`),
    readings,
  )
  const unitText = (value: number) => scoreText(view, report.metric, value)
  return html`<section class="trend">${heading}
    <p class="said">${said === '' ? words.trend.starts[unit] : said}</p>
    ${isMine ? html`<p class="goal-key"><svg width="28" height="10" aria-hidden="true"><line x1="0" x2="28" y1="6" y2="6" /></svg>${words.target(unitText(target.value), view.day(target.by))}</p>` : nothing}
    ${expected === null ? nothing : html`<p class="goal-key believed"><svg width="28" height="10" aria-hidden="true"><line x1="0" x2="28" y1="6" y2="6" /></svg>${believed?.n && believed.at && believed.value === expected ? words.journey.expectedBy(unitText(expected), believed.n, view.whole(believed.n), view.day(believed.at)) : words.notes.belief(unitText(expected))}</p>`}
    <div class="plot">${chart.picture}<input type="range" class="scrub" hidden min="0" max="${readings.length - 1}" step="1" value="${readings.length - 1}" aria-label="${words.trend.read[unit]}" aria-valuetext="${latest}"></div>
    <p class="reading">${latest}</p>
    ${lines.slice(0, -1).map((newer, index) => {
      const older = lines[index + 1]
      return older ? html`<p class="quiet">${words.trend.changed(view.day(newer.firstAt), differencesIn(view, newer, older))}</p>` : nothing
    })}
    <p class="quiet">${notes(view, lines, unit)} ${chart.zoom ? words.trend.zoomed(unitText(chart.zoom[0]), unitText(chart.zoom[1]), unitText(from), unitText(to)) : nothing}</p>
    ${trendTable(view, lines, key)}${trendMarks(view, report.metric, marks, key)}</section>`
}
