import { html } from 'hono/html'
import type { InstrumentReport } from '../report/types'
import { interval, name } from './trend-text'
import { type Html, nothing, scoreText, type View } from './view'

const row = (view: View, name: Html | string, score: Html | string, interval: string, n: number): Html =>
  html`<tr><th scope="row">${name}</th><td>${score}</td><td>${interval}</td><td>${view.whole(n)}</td></tr>`

/** What came before the periods that are shown. */
const earlier = (view: View, { trend }: InstrumentReport, few: Html): readonly Html[] => {
  const n = (trend?.n ?? 0) - (trend?.periods ?? []).reduce((sum, period) => sum + period.n, 0)
  return n > 0 ? [row(view, view.words.trend.earlier, few, '', n)] : []
}

/** Every period of every line, the newest first. */
export const trendTable = (view: View, lines: readonly InstrumentReport[], key: string): Html => {
  const { words } = view
  const { columns, inPart, tooFew, title } = words.trend
  const unit = lines[0]?.trend?.unit ?? 'week'
  const few = html`<span class="quiet">${tooFew}</span>`
  const rows = lines.flatMap((report, index) => [
    ...(report.trend?.periods ?? [])
      .toReversed()
      .map((period) =>
        row(
          view,
          html`${name(view, unit, period)}${period.whole ? nothing : html` <span class="quiet">(${inPart})</span>`}`,
          period.score === null ? few : scoreText(view, report.metric, period.score),
          period.interval === null ? '' : words.range(...interval(view, report, period.interval)),
          period.n,
        ),
      ),
    ...(index === lines.length - 1
      ? earlier(view, report, few)
      : [html`<tr class="changed"><th scope="colgroup" colspan="4">${words.trend.before(view.day(report.firstAt))}</th></tr>`]),
  ])
  return html`<details id="trend-table-${key}"><summary>${words.asTable}</summary><table>
    <caption class="hidden">${title}</caption>
    <thead><tr><th scope="col">${columns.period[unit]}</th><th scope="col">${columns.score}</th><th scope="col">${columns.interval}</th><th scope="col">${columns.answers}</th></tr></thead>
    <tbody>${rows}</tbody></table></details>`
}
