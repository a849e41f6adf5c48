import { html } from 'hono/html'
import { topBoxes } from '../metrics'
import type { InstrumentReport } from '../report/types'
import { type Html, nothing, slug, type View } from './view'

type Role = 'hit' | 'middle' | 'rest'
const PLOT = 84

/** Which bars count towards the score. A mean is made of all of them. */
const roleOf = ({ metric, max, countsFrom }: InstrumentReport, value: number): Role => {
  if (metric === 'nps') return value >= 9 ? 'hit' : value >= 7 ? 'middle' : 'rest'
  if (metric === 'ces') return value >= 5 ? 'hit' : 'rest'
  if (metric === 'csat') return value >= (countsFrom ?? (max ?? 5) - topBoxes(max ?? 5) + 1) ? 'hit' : 'rest'
  return 'hit'
}

/** A label per point, or per end where only the ends have one. */
const labelOf = ({ labels, distribution }: InstrumentReport, index: number): string => {
  if (labels.length === distribution.length) return labels[index] ?? ''
  if (index === 0) return labels[0] ?? ''
  return index === distribution.length - 1 ? (labels.at(-1) ?? '') : ''
}

export interface Line {
  readonly name: string
  readonly label: string
  readonly count: number
  readonly role: Role
}

const linesOf = (view: View, report: InstrumentReport): readonly Line[] =>
  report.distribution.map(({ value, count }, index) => ({
    name: view.whole(value),
    label: labelOf(report, index),
    count,
    role: roleOf(report, value),
  }))

const share = (view: View, count: number, n: number): string => (n === 0 ? '' : view.percent((count / n) * 100))

const table = (view: View, report: InstrumentReport, lines: readonly Line[], key: string): Html => {
  const { columns, asTable, distribution } = view.words
  return html`<details id="table-${key}">
    <summary>${asTable}</summary>
    <table>
      <caption class="hidden">${distribution}</caption>
      <thead><tr><th scope="col">${columns.answer}</th><th scope="col">${columns.count}</th><th scope="col">${columns.share}</th></tr></thead>
      <tbody>${lines.map(
        ({ name, label, count }) =>
          html`<tr><th scope="row">${name}${label ? html` <span lang="${report.locale}">${label}</span>` : nothing}</th><td>${view.whole(count)}</td><td>${share(view, count, report.n)}</td></tr>`,
      )}</tbody>
    </table>
  </details>`
}

/** `said`: what is read out where the bars have no names. */
export const columnsChart = (
  view: View,
  lines: readonly Line[],
  said: readonly string[] = lines.map(({ name, count }) => `${name}: ${view.whole(count)}`),
): Html => {
  const most = Math.max(1, ...lines.map(({ count }) => count))
  const step = 100 / lines.length
  const spoken = view.words.distributionOf(said.join(', '))
  return html`<svg class="bars" width="100%" height="${PLOT + 36}" role="img" aria-label="${spoken}">
    ${lines.map(({ name, count, role }, index) => {
      const height = count === 0 ? 1 : Math.max(2, Math.round((count / most) * PLOT))
      const middle = Math.round((index + 0.5) * step * 100) / 100
      return html`<rect class="${role}" x="${Math.round((index + 0.14) * step * 100) / 100}%" y="${PLOT + 16 - height}" width="${Math.round(step * 72) / 100}%" height="${height}" rx="2" />
        <text class="count" x="${middle}%" y="${PLOT + 11 - height}" text-anchor="middle">${count > 0 ? view.whole(count) : ''}</text>
        <text class="name" x="${middle}%" y="${PLOT + 32}" text-anchor="middle">${name}</text>`
    })}
  </svg>`
}

const npsGroups = (view: View, { distribution, n }: InstrumentReport): Html => {
  const count = (from: number, to: number) =>
    distribution.reduce((sum, { value, count }) => (value >= from && value <= to ? sum + count : sum), 0)
  const { detractors, passives, promoters } = view.words.npsGroups
  const group = (name: string, from: number, to: number, role: Role) =>
    html`<li><span class="key ${role}"></span>${name} <strong>${share(view, count(from, to), n)}</strong></li>`
  return html`<ul class="groups">${group(detractors, 0, 6, 'rest')}${group(passives, 7, 8, 'middle')}${group(promoters, 9, 10, 'hit')}</ul>`
}

const endLabels = (report: InstrumentReport): Html | string => {
  const last = report.distribution.length - 1
  const [first, end] = [labelOf(report, 0), labelOf(report, last)]
  if (!first && !end) return nothing
  return html`<p class="ends" lang="${report.locale}" aria-hidden="true"><span>${first}</span><span>${end}</span></p>`
}

/** How the answers spread, as bars to see and a table to read. */
export const distribution = (view: View, report: InstrumentReport, touchpoint: string): Html | string => {
  const lines = linesOf(view, report)
  if (lines.length === 0) return nothing
  const key = slug(`${touchpoint} ${report.fingerprint}`)
  const { words } = view
  return html`<section class="spread"><h4>${words.distribution}</h4>
    ${columnsChart(view, lines)}
    ${endLabels(report)}
    ${report.metric === 'nps' && report.score !== null ? npsGroups(view, report) : nothing}
    ${(report.metric === 'csat' || report.metric === 'ces') && report.score !== null ? html`<p class="quiet">${words.coloured}</p>` : nothing}
    ${table(view, report, lines, key)}</section>`
}
