import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import type { ComparedRow, CompareWith } from '../report/compare'
import type { InstrumentReport, Report } from '../report/types'
import type { Dimension } from '../store'
import { span, testedText } from './breakdown'
import { ruleText } from './figure'
import { type Choices, chosen, dateFields, hidden, option } from './filters'
import { metricName, touchpointName } from './names'
import { hrefOf, type Place, queryOf } from './place'
import { sheet } from './sheet'
import { dimensionName, valueName } from './values'
import { type Html, nothing, scoreText, type View } from './view'

export const COMPARE = '/results/compare'

/** What is compared, as the address says it. */
export interface Comparison {
  readonly with: CompareWith
  readonly dimension: Dimension | null
  /** Two values of the dimension. */
  readonly a: string | null
  readonly b: string | null
}

export interface Compared {
  readonly rows: readonly ComparedRow[]
  readonly first: Report
  readonly second: Report
}

const fieldsOf = (comparison: Comparison): Readonly<Record<string, string | null>> => ({
  with: comparison.with,
  dimension: comparison.dimension,
  a: comparison.a,
  b: comparison.b,
})

const kinds = ['before', 'year', 'segments'] as const satisfies CompareWith[]

export const compareHref = (place: Place, comparison: Partial<Comparison> = {}): string =>
  hrefOf(place, { by: null, comments: 'newest' }, COMPARE, comparison as Readonly<Record<string, string | null>>)

const spanText = (view: View, { since, until, generatedAt }: Report): string => {
  const last = until === null ? generatedAt : new Date(Date.parse(until) - 1).toISOString()
  return since === null ? view.words.periods[0] : view.words.compare.span(view.day(since), view.day(last))
}

/** What either side is called: its days, or its group. */
const sidesOf = (view: View, comparison: Comparison, { first, second }: Compared, config: Config | null): readonly [string, string] => {
  const { dimension, a, b } = comparison
  if (comparison.with !== 'segments' || dimension === null) return [spanText(view, first), spanText(view, second)]
  return [valueName(view, dimension, a ?? '', config), valueName(view, dimension, b ?? '', config)]
}

const side = (view: View, report: InstrumentReport | null, name: string): Html => {
  const { words } = view
  const start = html`<td role="cell" class="side" data-name="${name}">`
  if (report === null) return html`${start}<span class="quiet">${words.answers(0, view.whole(0))}</span></td>`
  const { score, interval, n } = report
  if (score === null || interval === null) return html`${start}<span class="quiet">${words.ofTen(n)}</span></td>`
  const unit = (value: number) => scoreText(view, report.metric, value)
  return html`${start}<strong>${unit(score)}</strong> <span class="quiet">${words.range(unit(interval[0]), unit(interval[1]))} · n = ${view.whole(n)}</span>${span(report, { score, interval, n })}</td>`
}

const row = (view: View, { touchpoint, first, second, tested }: ComparedRow, sides: readonly [string, string]): Html => {
  const { words } = view
  const report = first ?? second
  if (!report) return html``
  const verdict =
    first && second
      ? testedText(view, report.metric, tested, words.compare.verdicts, words.compare.untested)
      : html`<span class="quiet">${words.compare.changed}</span>`
  return html`<tr role="row"><th scope="row" role="rowheader">${touchpointName(view, touchpoint)} <span class="quiet">${metricName(view, report.metric, report.reportsAs)} · ${ruleText(view, report)} · ${view.languageName(report.locale)}</span><q lang="${report.locale}">${report.question}</q></th>
    ${side(view, first, sides[0])}${side(view, second, sides[1])}<td role="cell" class="against">${verdict}</td></tr>`
}

const table = (view: View, comparison: Comparison, compared: Compared, config: Config | null): Html => {
  const { words } = view
  if (compared.rows.length === 0) return html`<p class="empty">${words.compare.none}</p>`
  const sides = sidesOf(view, comparison, compared, config)
  const told = compared.rows.filter(({ tested }) => tested !== null && tested.verdict !== 'unclear').length
  return html`<p class="summary">${told > 0 ? words.compare.summary(told, view.whole(told)) : words.compare.nothingTold}</p>
    <table role="table" class="compared"><caption class="hidden">${words.compare.title}</caption>
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${words.compare.columns.what}</th><th scope="col" role="columnheader">${words.compare.first}${words.colon} ${sides[0]}</th><th scope="col" role="columnheader">${words.compare.second}${words.colon} ${sides[1]}</th><th scope="col" role="columnheader">${words.compare.columns.difference}</th></tr></thead>
    <tbody role="rowgroup">${compared.rows.map((one) => row(view, one, sides))}</tbody></table>
    <p class="footnote">${words.compare.footnote}</p>`
}

/** The two groups to choose: a dimension first, then two of its values. */
const groups = (view: View, comparison: Comparison, choices: Choices, config: Config | null): Html => {
  const { words } = view
  const values = choices.find(({ dimension }) => dimension === comparison.dimension)?.values ?? []
  const pick = (name: 'a' | 'b', label: string) =>
    html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}">${values.map(({ value, n }, index) =>
      option(
        value,
        `${valueName(view, comparison.dimension ?? 'device', value, config)} (${view.whole(n)})`,
        comparison[name] === null ? index === (name === 'a' ? 0 : 1) : value === comparison[name],
      ),
    )}</select></div>`
  return html`<div><label for="dimension">${words.compare.dimension}</label><select id="dimension" name="dimension">${choices.map(({ dimension }) => option(dimension, dimensionName(view, dimension), dimension === comparison.dimension))}</select></div>
    ${values.length > 1 ? html`${pick('a', words.compare.first)}${pick('b', words.compare.second)}` : nothing}`
}

/** Two periods or two groups side by side, and what a test says of each difference. */
export const comparePage = (
  view: View,
  place: Place,
  comparison: Comparison,
  compared: Compared | null,
  choices: Choices,
  config: Config | null,
): Html => {
  const { words } = view
  const kept = Object.fromEntries(queryOf({ ...place, since: null, through: null }, { by: null, comments: 'newest' }))
  const wanted = comparison.with === 'segments' ? words.compare.chooseBoth : words.compare.allTime
  const tabs = html`<div role="group" aria-label="${words.compare.title}">${kinds.map((kind) => html`<a href="${compareHref(place, { with: kind })}"${kind === comparison.with ? html` aria-current="true"` : nothing}>${words.compare.with[kind]}</a>`)}</div>`
  const csv = `${COMPARE}.csv`
  return sheet(view, place, {
    title: words.compare.title,
    skip: words.compare.skip,
    path: COMPARE,
    more: fieldsOf(comparison),
    back: { href: hrefOf(place, {}), text: words.compare.back },
    nav: tabs,
    body: html`<form class="find" action="${COMPARE}">${hidden({ ...kept, with: comparison.with })}<div class="fields">${dateFields(view, place)}${comparison.with === 'segments' ? groups(view, comparison, choices, config) : nothing}</div><button>${words.compare.show}</button></form>
    ${chosen(view, place, config, COMPARE, Object.fromEntries(Object.entries(fieldsOf(comparison)).flatMap(([name, value]) => (value ? [[name, value]] : []))))}
    ${compared ? table(view, comparison, compared, config) : html`<p class="empty">${wanted}</p>`}`,
    foot: compared
      ? html`<p><span class="quiet">${words.download}</span> <a href="${hrefOf(place, { by: null, comments: 'newest', lang: null }, csv, { ...fieldsOf(comparison), separator: view.language === 'fr' ? 'semicolon' : 'comma' })}" download>${words.forSpreadsheets}</a></p>`
      : html`<p></p>`,
  })
}
