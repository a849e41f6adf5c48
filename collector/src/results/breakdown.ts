import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import type { BreakdownRow } from '../report/breakdown'
import { isAboutStaff } from '../report/filters'
import { SOUND_ANSWERS } from '../report/periods'
import type { Tested, Verdict } from '../report/tested'
import type { InstrumentReport } from '../report/types'
import { place } from './figure'
import { scaleOf } from './scale'
import { dimensionName, valueName } from './values'
import { type Html, nothing, scoreText, slug, type View } from './view'

/** A difference in the unit of the score, always with its sign. */
export const signedText = (view: View, metric: InstrumentReport['metric'], value: number): string =>
  metric === 'rating' ? `${value > 0 ? '+' : ''}${view.decimal(value)}` : view.signed(value)

/** What a test says, with the difference and its interval. */
export const testedText = (
  view: View,
  metric: InstrumentReport['metric'],
  tested: Tested | null,
  verdicts: Readonly<Record<Verdict, string>>,
  untested: string,
): Html => {
  if (!tested) return html`<span class="quiet">${untested}</span>`
  const unit = (value: number) => signedText(view, metric, value)
  const by = view.words.breakdown.by(unit(tested.difference), unit(tested.interval[0]), unit(tested.interval[1]))
  return tested.verdict === 'unclear'
    ? html`<span class="quiet">${verdicts.unclear}</span> <span class="quiet number">${by}</span>`
    : html`<strong>${verdicts[tested.verdict]}</strong> <span class="number">${by}</span>`
}

/** The interval as a band with the score on it, on one scale for all rows. */
export const span = (
  report: Pick<InstrumentReport, 'metric' | 'min' | 'max'>,
  { score, interval, n }: Pick<BreakdownRow, 'score' | 'interval' | 'n'>,
): Html => {
  const scale = scaleOf(report)
  const [low, high] = [place(interval[0], scale), place(interval[1], scale)]
  const width = Math.max(0.5, Math.round((high - low) * 10) / 10)
  return html`<svg class="span" width="100%" height="16" aria-hidden="true"><rect class="track" y="7" width="100%" height="2" /><rect class="band" x="${low}%" y="3" width="${width}%" height="10" rx="5" /><circle class="${n < SOUND_ANSWERS ? 'dot hollow' : 'dot'}" cx="${place(score, scale)}%" cy="8" r="4.5" /></svg>`
}

/** How the differences of a score are tested, in words. */
export const methodText = ({ words }: View, metric: InstrumentReport['metric']): string =>
  words.breakdown.method[metric === 'nps' ? 'nps' : metric === 'rating' ? 'mean' : 'share']

/** An instrument's score by one dimension: a table that is its own picture. Roles are spelled out, since narrow screens lay rows out as boxes. */
export const breakdown = (view: View, report: InstrumentReport, touchpoint: string, config: Config | null): Html | string => {
  const { breakdown } = report
  if (!breakdown) return nothing
  const { words } = view
  const { dimension, rows, hidden, least } = breakdown
  const name = dimensionName(view, dimension)
  const key = slug(`${touchpoint} ${report.fingerprint}`)
  const unit = (value: number) => scoreText(view, report.metric, value)
  const nameOf = ({ value, isRest }: BreakdownRow) =>
    isRest ? words.breakdown.together : value === null ? words.breakdown.unknown : valueName(view, dimension, value, config)
  const isOfPeople = isAboutStaff(dimension)
  const { columns } = words.breakdown
  const notes = [
    rows.some(({ isRest }) => isRest) && !isOfPeople ? words.breakdown.least(least) : '',
    hidden > 0 ? words.breakdown.hidden(hidden, view.whole(hidden), least) : '',
    isOfPeople ? words.breakdown.staff(least) : '',
    rows.some(({ against }) => against !== null)
      ? `${methodText(view, report.metric)}, ${words.breakdown.holm} ${words.breakdown.cause}`
      : '',
  ].filter((note) => note !== '')
  return html`<section class="by" id="by-${key}"><h4 id="by-title-${key}">${words.breakdown.title(name)}</h4>
    ${
      rows.length === 0
        ? html`<p class="quiet">${words.breakdown.none}</p>`
        : html`<table role="table" class="breakdown" aria-labelledby="by-title-${key}">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${name}</th><th scope="col" role="columnheader">${columns.answers}</th><th scope="col" role="columnheader">${columns.score}</th><th scope="col" role="columnheader">${columns.interval}</th><th scope="col" role="columnheader">${columns.against}</th></tr></thead>
      <tbody role="rowgroup">${rows.map(
        (row) =>
          html`<tr role="row"><th scope="row" role="rowheader">${nameOf(row)}</th><td role="cell" class="n">${view.whole(row.n)}</td><td role="cell" class="value">${unit(row.score)}${row.n < SOUND_ANSWERS ? html` <span class="quiet">(${words.breakdown.few})</span>` : nothing}</td><td role="cell" class="reach"><span>${words.range(unit(row.interval[0]), unit(row.interval[1]))}</span>${span(report, row)}</td><td role="cell" class="against">${testedText(view, report.metric, row.against, words.breakdown.verdicts, words.breakdown.untested)}</td></tr>`,
      )}</tbody></table>`
    }
    ${notes.length > 0 ? html`<p class="quiet">${notes.join(' ')}</p>` : nothing}</section>`
}
