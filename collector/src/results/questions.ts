import { html } from 'hono/html'
import type { Outcome } from '../report/outcome'
import type { QuestionReport, RatedRow } from '../report/questions'
import type { Rate } from '../report/rate'
import type { InstrumentReport } from '../report/types'
import { columnsChart } from './distribution'
import { metricName } from './names'
import { type Html, nothing, scoreText, slug, type View } from './view'

type Of<Kind extends QuestionReport['kind']> = Extract<QuestionReport, { kind: Kind }>

const bar = (percent: number): Html =>
  html`<svg width="100%" height="6" aria-hidden="true"><rect class="track" width="100%" height="6" rx="3" /><rect class="hit" width="${Math.round(percent)}%" height="6" rx="3" /></svg>`

/** A share with its interval, or below ten answers the bare count. */
const shareText = (
  { words, percent, whole }: View,
  { count, share, interval }: Pick<Of<'done'>, 'count' | 'share' | 'interval'>,
): string =>
  share === null || interval === null ? whole(count) : words.questions.share(percent(share), percent(interval[0]), percent(interval[1]))

interface Cell {
  readonly head: string
  readonly cells: readonly string[]
}
/** What a picture shows, to be read: the first column names, the others are numbers. */
const table = (view: View, key: string, columns: readonly string[], rows: readonly Cell[]): Html =>
  html`<details id="table-${key}"><summary>${view.words.asTable}</summary><table>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map(({ head, cells }) => html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></details>`

const options = (view: View, { options, n, outcome: came, reportsAs }: Of<'options'>): Html =>
  html`${came === null ? nothing : outcome(view, reportsAs === 'success' ? 'success' : 'resolution', came)}<ul class="rows">${options.map(
    (option) =>
      html`<li><span>${view.text(option.label)}</span><span class="number">${shareText(view, option)}</span>${bar(n ? (option.count / n) * 100 : 0)}</li>`,
  )}</ul>${came === null ? nothing : purposes(view, came)}`

/** A share with its interval, or below ten answers who said yes, of how many. */
const rate = (view: View, of: 'resolution' | 'firstContact' | 'success', { yes, n, ...figure }: Rate): string =>
  figure.share === null
    ? view.words.questions.outcomesFew[of](view.whole(yes), view.whole(n))
    : view.words.questions.outcomes[of](shareText(view, { count: yes, ...figure }), view.whole(n))

/** What came of it, of those who could say. */
const outcome = (view: View, of: 'resolution' | 'success', { apart, firstContact, ...all }: Outcome): Html =>
  html`<p class="range">${rate(view, of, all)}</p>
    ${firstContact === null ? nothing : html`<p class="range">${rate(view, 'firstContact', firstContact)}</p>`}
    ${apart === 0 ? nothing : html`<p class="quiet">${view.words.questions.apart(apart, view.whole(apart))}</p>`}`

/** A success by what people came for. */
const purposes = (view: View, { byPurpose }: Outcome): Html | string =>
  byPurpose.length === 0
    ? nothing
    : html`<h6>${view.words.questions.byPurpose}</h6><ul class="rows">${byPurpose.map(
        ({ label, yes, n, ...figure }) =>
          html`<li><span>${view.text(label)}</span><span class="number">${figure.share === null ? `${view.whole(yes)} / ${view.whole(n)}` : shareText(view, { count: yes, ...figure })}</span>${bar((yes / n) * 100)}</li>`,
      )}</ul>`

const ranking = (view: View, { options, few }: Of<'ranking'>): Html => {
  const { words } = view
  return html`<ol class="rows">${options.map(
    (option) =>
      html`<li><span>${view.text(option.label)}</span><span class="number">${option.place === null ? nothing : words.questions.place(view.decimal(option.place))}</span>
      ${option.place === null ? nothing : bar(options.length > 1 ? ((options.length - option.place) / (options.length - 1)) * 100 : 100)}
      <span class="quiet">${few ? words.questions.firstFew(option.count, view.whole(option.count)) : words.questions.first(shareText(view, option))}</span></li>`,
  )}</ol>`
}

/** Small columns without words: the table beside has them. */
const spark = ({ distribution }: RatedRow): Html => {
  const most = Math.max(1, ...distribution.map(({ count }) => count))
  const step = 100 / distribution.length
  return html`<svg class="spark" width="100%" height="28" aria-hidden="true">${distribution.map(({ count }, index) => {
    const height = count === 0 ? 1 : Math.max(2, Math.round((count / most) * 28))
    return html`<rect class="hit" x="${Math.round((index + 0.08) * step * 100) / 100}%" y="${28 - height}" width="${Math.round(step * 84) / 100}%" height="${height}" rx="1" />`
  })}</svg>`
}

const scoreOf = (view: View, { metric, score, interval }: RatedRow): string => {
  if (score === null || interval === null) return ''
  const unit = (value: number) => scoreText(view, metric, value)
  return view.words.questions.mean(unit(score), unit(interval[0]), unit(interval[1]))
}

/** Beside the mean, how many chose the best points; below ten answers the columns say it. */
export const topText = (view: View, { top, distribution }: Pick<RatedRow, 'top' | 'distribution'>): Html | string =>
  top === null || top.share === null
    ? nothing
    : html`<p class="quiet">${view.words.questions.top(shareText(view, { count: top.yes, ...top }), view.whole(top.from), view.whole(distribution.length))}</p>`

/** A further scale of the survey: its score, and how often each point was chosen. */
const scale = (view: View, row: RatedRow): Html =>
  html`${row.score === null ? nothing : html`<p class="range">${scoreOf(view, row)}</p>`}
  ${topText(view, row)}
  ${columnsChart(
    view,
    row.distribution.map(({ value, count }) => ({ name: view.whole(value), label: '', count, role: 'hit' })),
  )}`

const rows = (view: View, { rows, labels, text }: Of<'rows'>, key: string): Html => {
  const { words } = view
  const points = rows[0]?.distribution.map(({ value }) => view.whole(value)) ?? []
  const [low, high] = [labels[0], labels.at(-1)]
  const [only] = rows
  return html`${
    only?.label === null
      ? scale(view, only)
      : html`<ul class="rows rated">${rows.map(
          (row) =>
            html`<li><span>${view.text(row.label ?? '')}</span><span class="number">${row.n === 0 ? view.whole(0) : scoreOf(view, row) || words.answers(row.n, view.whole(row.n))}</span>${spark(row)}</li>`,
        )}</ul>`
  }
  ${low && high ? html`<p class="ends"><span>${view.text(low)}</span><span>${view.text(high)}</span></p>` : nothing}
  ${table(
    view,
    key,
    [words.columns.answer, ...points, words.glanceColumns[4]],
    rows.map((row) => ({
      head: view.text(row.label ?? text),
      cells: [...row.distribution.map(({ count }) => view.whole(count)), view.whole(row.n)],
    })),
  )}`
}

const plain = (view: View, value: number): string => (Number.isInteger(value) ? view.whole(value) : view.decimal(value))

const numbers = (view: View, { mean, bins }: Of<'number'>, key: string): Html => {
  const { words } = view
  const isEach = bins.every(({ from, to }) => from === to)
  const name = ({ from, to }: (typeof bins)[number]) =>
    from === to ? plain(view, from) : words.questions.fromTo(plain(view, from), plain(view, to))
  const lines = bins.map((bin) => ({ name: isEach ? name(bin) : '', label: '', count: bin.count, role: 'hit' as const }))
  const [first, last] = [bins[0], bins.at(-1)]
  return html`${
    mean
      ? html`<p class="range">${words.meanIs(view.decimal(mean.score), view.decimal(mean.interval[0]), view.decimal(mean.interval[1]))}</p>`
      : nothing
  }
  ${columnsChart(
    view,
    lines,
    bins.map((bin) => `${name(bin)}: ${view.whole(bin.count)}`),
  )}
  ${!isEach && first && last ? html`<p class="ends"><span>${plain(view, first.from)}</span><span>${plain(view, last.to)}</span></p>` : nothing}
  ${table(
    view,
    key,
    [words.columns.answer, words.columns.count],
    bins.map((bin) => ({ head: name(bin), cells: [view.whole(bin.count)] })),
  )}`
}

const dates = (view: View, { bins, unit }: Of<'dates'>): Html => {
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const name = (from: string) => (unit === 'day' ? view.day(from) : unit === 'month' ? view.month(`${from}-01`) : from)
  return html`<ul class="rows">${bins.map(
    ({ from, count }) =>
      html`<li><span>${name(from)}</span><span class="number">${view.whole(count)}</span>${bar((count / most) * 100)}</li>`,
  )}</ul>`
}

const done = (view: View, report: Of<'done'>): Html => {
  const say = view.words.questions.done[report.type === 'consent' ? 'consent' : 'action']
  return html`<p class="range">${say(report.count, view.whole(report.count), view.whole(report.n))}</p>
    ${report.share === null ? nothing : html`<p class="size">${shareText(view, report)}</p>`}`
}

const inside = (view: View, report: QuestionReport, key: string): Html => {
  switch (report.kind) {
    case 'options':
      return options(view, report)
    case 'ranking':
      return ranking(view, report)
    case 'rows':
      return rows(view, report, key)
    case 'number':
      return numbers(view, report, key)
    case 'dates':
      return dates(view, report)
    case 'done':
      return done(view, report)
  }
}

const answers = (view: View, report: QuestionReport, key: string): Html =>
  html`${inside(view, report, key)}
    ${report.few && report.kind !== 'dates' ? html`<p class="quiet">${view.words.questions.few}</p>` : nothing}`

const question = (view: View, report: QuestionReport, locale: string, key: string): Html => {
  const { words } = view
  const counts = report.kind === 'done' ? '' : ` · ${words.answers(report.n, view.whole(report.n))}`
  return html`<section class="question" id="question-${key}"><h5 lang="${locale}">${view.text(report.text)}</h5>
    <p class="rule">${metricName(view, report.type, report.reportsAs)}${counts}</p>
    ${answers(view, report, key)}</section>`
}

const keyOf = (touchpoint: string, { fingerprint }: InstrumentReport, { question }: QuestionReport) =>
  slug(`${touchpoint} ${fingerprint} ${question}`)

/** The answers to the instrument's own question, where it has no score; the question and how many answered stand beside. */
export const mainQuestion = (view: View, report: InstrumentReport, touchpoint: string): Html | string => {
  const main = report.questions.find(({ isMain }) => isMain)
  if (!main) return nothing
  const key = keyOf(touchpoint, report, main)
  return html`<section class="question spread" id="question-${key}"><h4>${view.words.distribution}</h4>${answers(view, main, key)}</section>`
}

/** What was asked beside it: each question by itself, in the order it was asked. */
export const questions = (view: View, report: InstrumentReport, touchpoint: string): Html | string => {
  const others = report.questions.filter(({ isMain }) => !isMain)
  return others.length === 0
    ? nothing
    : html`<section class="asked-too"><h4>${view.words.questions.title}</h4>
      <div class="questions">${others.map((one) => question(view, one, report.locale, keyOf(touchpoint, report, one)))}</div></section>`
}
