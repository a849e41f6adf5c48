import { html } from 'hono/html'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { metricName, touchpointName } from './card'
import { type Html, nothing, scoreText, slug, type View } from './view'

const cells = (view: View, report: InstrumentReport): Html => {
  const { words } = view
  const { score, interval, n } = report
  if (report.precision === null)
    return html`<td role="cell" class="none"></td><td role="cell" class="none"></td><td role="cell">${view.whole(n)}</td>`
  if (score === null || interval === null)
    return html`<td role="cell" class="few" colspan="2">${words.ofTen(n)}</td><td role="cell">${view.whole(n)}</td>`
  const unit = (value: number) => scoreText(view, report.metric, value)
  return html`<td role="cell" class="${report.enough ? 'sure' : 'unsure'}">${unit(score)}</td>
    <td role="cell">${words.range(unit(interval[0]), unit(interval[1]))}${report.enough ? nothing : html` <span class="quiet">(${words.tooWide})</span>`}</td>
    <td role="cell">${view.whole(n)}</td>`
}

/** Roles are spelled out: on narrow screens rows are laid out as flex boxes, and browsers then drop a table's own.
 *
 * The journey on half a screen: the first instrument of each touchpoint, a link to its card. No sums across metrics: they are no line. */
export const glance = (view: View, touchpoints: readonly TouchpointReport[]): Html | string => {
  if (touchpoints.length < 2) return nothing
  const { words } = view
  return html`<section id="glance"><h2 id="glance-title">${words.glance}</h2>
  <table role="table" class="glance" aria-labelledby="glance-title">
    <thead role="rowgroup"><tr role="row">${words.glanceColumns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
    <tbody role="rowgroup">${touchpoints.map((touchpoint) => {
      const [first] = touchpoint.instruments
      return html`<tr role="row"><th scope="row" role="rowheader"><a href="#touchpoint-${slug(touchpoint.id)}">${touchpointName(view, touchpoint)}</a></th>
        <td role="cell">${first ? metricName(view, first.metric) : nothing}</td>${first ? cells(view, first) : html`<td role="cell" class="none"></td><td role="cell" class="none"></td><td role="cell">0</td>`}</tr>`
    })}</tbody>
  </table></section>`
}
