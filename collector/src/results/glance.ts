import { html } from 'hono/html'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { gauge } from './figure'
import { metricName, touchpointName } from './names'
import { type Html, nothing, scoreText, slug, type View } from './view'

const link = (view: View, touchpoint: TouchpointReport): Html =>
  html`<a href="#touchpoint-${slug(touchpoint.id)}">${touchpointName(view, touchpoint)}</a>`

type Tile = 'look' | 'well' | 'open'
/** What can be said of a touchpoint, and how sure that is; null where nothing is claimed, as without a target. */
const tileOf = ({ standing, lowest, instruments: [first] }: TouchpointReport): Tile | null => {
  if (standing === 'below' || lowest) return 'look'
  if (standing === 'reached') return 'well'
  return standing === 'open' || first?.precision === 'few' ? 'open' : null
}

const reason = (view: View, { standing, lowest, target, instruments: [first] }: TouchpointReport): string => {
  const { words } = view
  if (!first) return ''
  const unit = (value: number) => scoreText(view, first.metric, value)
  return [
    first.score === null ? words.ofTen(first.n) : unit(first.score),
    standing && target && first.score !== null ? words.reasons[standing](unit(target.value)) : '',
    lowest ? words.lowest : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

const tiles = (view: View, touchpoints: readonly TouchpointReport[]): Html => {
  const { words } = view
  const order = ['look', 'well', 'open'] as const satisfies Tile[]
  return html`<div class="tiles">${order.map((tile) => {
    const here = touchpoints.filter((touchpoint) => tileOf(touchpoint) === tile)
    return html`<section class="tile ${tile}" id="tile-${tile}"><h3>${words.tiles[tile]}</h3>${
      here.length === 0
        ? html`<p class="quiet">${words.noneYet}</p>`
        : html`<ul>${here.map((touchpoint) => html`<li>${link(view, touchpoint)} <span class="why">${reason(view, touchpoint)}</span></li>`)}</ul>`
    }</section>`
  })}</div>
  ${touchpoints.every(({ target }) => target === null) ? html`<p class="quiet">${words.setTarget}</p>` : nothing}`
}

const cells = (view: View, report: InstrumentReport, { target, standing }: TouchpointReport): Html => {
  const { words } = view
  const { score, interval, n } = report
  const none = html`<td role="cell" class="none"></td>`
  if (report.precision === null) return html`${none}${none}${none}<td role="cell">${view.whole(n)}</td>`
  const unit = (value: number) => scoreText(view, report.metric, value)
  const goal =
    target && standing
      ? html`<td role="cell" class="goal" data-name="${words.glanceColumns[3]}">${unit(target.value)} <span class="quiet">${words.standings[standing]}</span></td>`
      : html`<td role="cell" class="goal none"><span class="quiet">${words.noTarget}</span></td>`
  if (score === null || interval === null)
    return html`<td role="cell" class="few" colspan="2">${words.ofTen(n)}</td>${goal}<td role="cell">${view.whole(n)}</td>`
  return html`<td role="cell" class="${report.enough ? 'sure' : 'unsure'}">${unit(score)}</td>
    <td role="cell" class="span"><span>${words.range(unit(interval[0]), unit(interval[1]))}${report.enough ? nothing : html` <span class="quiet">(${words.tooWide})</span>`}</span>${gauge(view, report, target, true)}</td>
    ${goal}<td role="cell">${view.whole(n)}</td>`
}

/**
 * The journey on one screen: what is below its target, what has reached it, and what nobody can tell yet; then the first instrument of each
 * touchpoint. No sums across metrics: they are no line. Roles are spelled out: on narrow screens rows are laid out as flex boxes, and browsers
 * then drop a table's own.
 */
export const glance = (view: View, touchpoints: readonly TouchpointReport[]): Html | string => {
  if (touchpoints.length < 2) return nothing
  const { words } = view
  return html`<section id="glance"><h2 id="glance-title">${words.glance}</h2>
  ${tiles(view, touchpoints)}
  <table role="table" class="glance" aria-labelledby="glance-title">
    <thead role="rowgroup"><tr role="row">${words.glanceColumns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
    <tbody role="rowgroup">${touchpoints.map((touchpoint) => {
      const [first] = touchpoint.instruments
      return html`<tr role="row" id="row-${slug(touchpoint.id)}"><th scope="row" role="rowheader">${link(view, touchpoint)} <span class="quiet">${first ? metricName(view, first.metric, first.reportsAs) : nothing}</span></th>
        ${first ? cells(view, first, touchpoint) : html`<td role="cell" class="none"></td><td role="cell" class="none"></td><td role="cell" class="none"></td><td role="cell">0</td>`}</tr>`
    })}</tbody>
  </table></section>`
}
