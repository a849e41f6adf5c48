import { html } from 'hono/html'
import { SOUND_ANSWERS } from '../report/periods'
import type { InstrumentReport, TouchpointReport, TrendPeriod } from '../report/types'
import { differencesIn } from './differences'
import { scaleOf } from './scale'
import { isDrawn, trendChart } from './trend-chart'
import { type Html, nothing, scoreText, slug, type View } from './view'

type Unit = NonNullable<InstrumentReport['trend']>['unit']

const when = (view: View, unit: Unit, { from }: TrendPeriod): string => (unit === 'month' ? view.month(from) : view.day(from))
const name = (view: View, unit: Unit, period: TrendPeriod): string => view.words.trend.name[unit](when(view, unit, period))
const during = (view: View, unit: Unit, period: TrendPeriod): string => view.words.trend.during[unit](when(view, unit, period))

/** The ends that are told in words: those that stand on ten answers or more, unless there are no two of them. */
const ends = (periods: readonly TrendPeriod[]) => {
  const drawn = periods.filter(isDrawn)
  const sound = drawn.filter(({ n }) => n >= SOUND_ANSWERS)
  const told = sound.length > 1 ? sound : drawn
  return { first: told[0], last: told.at(-1), told }
}

/** `From 74% in May 2027 to 82% in July 2027.` */
const fromTo = (view: View, report: InstrumentReport): string => {
  const { unit = 'week', periods = [] } = report.trend ?? {}
  const { first, last } = ends(periods)
  if (!first || !last || first === last) return ''
  const unitText = (period: { score: number }) => scoreText(view, report.metric, period.score)
  return view.words.trend.fromTo(unitText(first), during(view, unit, first), unitText(last), during(view, unit, last))
}

const verdict = (view: View, { trend }: InstrumentReport): string => {
  const { first, last } = ends(trend?.periods ?? [])
  if (!first || !last) return ''
  const { higher, lower, unclear } = view.words.trend.verdict
  return last.interval[0] > first.interval[1] ? higher : last.interval[1] < first.interval[0] ? lower : unclear
}

/** The whole chart in sentences. */
const spoken = (view: View, lines: readonly InstrumentReport[], metric: string): string => {
  const { words } = view
  const parts = lines.map((report, index) => {
    const { unit = 'week', periods = [] } = report.trend ?? {}
    const { told } = ends(periods)
    const [low] = [...told].sort((a, b) => a.score - b.score)
    const [high] = [...told].sort((a, b) => b.score - a.score)
    const text = (score: number) => scoreText(view, report.metric, score)
    const extremes =
      low && high && told.length > 2
        ? words.trend.extremes(text(low.score), during(view, unit, low), text(high.score), during(view, unit, high))
        : ''
    const newer = lines[index - 1]
    return [
      newer ? `${words.trend.before(view.day(newer.firstAt))}.` : '',
      fromTo(view, report),
      newer ? '' : verdict(view, report),
      extremes,
    ]
  })
  return [`${metric}.`, ...parts.flat()].filter((part) => part !== '').join(' ')
}

const interval = (view: View, { metric }: InstrumentReport, [low, high]: readonly [number, number]) =>
  [scoreText(view, metric, low), scoreText(view, metric, high)] as const

const reading = (view: View, report: InstrumentReport, unit: Unit, period: TrendPeriod): string => {
  const { words } = view
  const answers = words.answers(period.n, view.whole(period.n))
  const what = isDrawn(period)
    ? `${scoreText(view, report.metric, period.score)}, ${words.interval(...interval(view, report, period.interval))}, ${answers}`
    : words.trend.few(answers)
  return `${name(view, unit, period)}${period.whole ? '' : ` (${words.trend.inPart})`} – ${what}`
}

const table = (view: View, lines: readonly InstrumentReport[], key: string): Html => {
  const { words } = view
  const { columns, inPart, tooFew, title } = words.trend
  const unit = lines[0]?.trend?.unit ?? 'week'
  const rows = lines.flatMap((report, index) => {
    const older = lines[index + 1]
    return [
      ...(report.trend?.periods ?? []).toReversed().map(
        (period) =>
          html`<tr><th scope="row">${name(view, unit, period)}${period.whole ? nothing : html` <span class="quiet">(${inPart})</span>`}</th>
          <td>${period.score === null ? html`<span class="quiet">${tooFew}</span>` : scoreText(view, report.metric, period.score)}</td>
          <td>${period.interval === null ? nothing : words.range(...interval(view, report, period.interval))}</td><td>${view.whole(period.n)}</td></tr>`,
      ),
      ...(older
        ? [html`<tr class="changed"><th scope="colgroup" colspan="4">${words.trend.before(view.day(report.firstAt))}</th></tr>`]
        : []),
    ]
  })
  return html`<details id="trend-table-${key}"><summary>${words.asTable}</summary><table>
    <caption class="hidden">${title}</caption>
    <thead><tr><th scope="col">${columns.period[unit]}</th><th scope="col">${columns.score}</th><th scope="col">${columns.interval}</th><th scope="col">${columns.answers}</th></tr></thead>
    <tbody>${rows}</tbody></table></details>`
}

const notes = (view: View, lines: readonly InstrumentReport[], unit: Unit): string => {
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

/** This instrument and those whose place it took, as far back as they fit on the same axis: the same metric by the same rule. */
export const lineOf = (report: InstrumentReport, all: readonly InstrumentReport[]): readonly InstrumentReport[] => {
  const before = all.find(({ fingerprint }) => fingerprint === report.replaces)
  return before?.trend && before.rule === report.rule && before.trend.periods.some(isDrawn) ? [report, ...lineOf(before, all)] : [report]
}

/** The score over time: its chart, the sentence that goes with it, and its table. Before there are two points, when there will be. */
export const trend = (
  view: View,
  lines: readonly InstrumentReport[],
  { id, target }: Pick<TouchpointReport, 'id' | 'target'>,
  metric: string,
): Html | string => {
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
  const said = [fromTo(view, report), fromTo(view, report) && verdict(view, report)].join(' ').trim()
  const [from, to] = scaleOf(report)
  const isMine = target?.metric === report.metric
  const chart = trendChart(
    view,
    lines,
    isMine ? target : null,
    spoken(view, lines, `${metric}, ${words.trend.size[unit](words.answers(n, view.whole(n)))}`),
    readings,
  )
  const unitText = (value: number) => scoreText(view, report.metric, value)
  return html`<section class="trend">${heading}
    <p class="said">${said === '' ? words.trend.starts[unit] : said}</p>
    ${isMine ? html`<p class="goal-key"><svg width="28" height="10" aria-hidden="true"><line x1="0" x2="28" y1="6" y2="6" /></svg>${words.target(unitText(target.value), view.day(target.by))}</p>` : nothing}
    <div class="plot">${chart.picture}<input type="range" class="scrub" hidden min="0" max="${readings.length - 1}" step="1" value="${readings.length - 1}" aria-label="${words.trend.read[unit]}" aria-valuetext="${latest}"></div>
    <p class="reading">${latest}</p>
    ${lines.slice(0, -1).map((newer, index) => {
      const older = lines[index + 1]
      return older ? html`<p class="quiet">${words.trend.changed(view.day(newer.firstAt), differencesIn(view, newer, older))}</p>` : nothing
    })}
    <p class="quiet">${notes(view, lines, unit)} ${chart.zoom ? words.trend.zoomed(unitText(chart.zoom[0]), unitText(chart.zoom[1]), unitText(from), unitText(to)) : nothing}</p>
    ${table(view, lines, key)}</section>`
}
