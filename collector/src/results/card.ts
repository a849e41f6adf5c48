import { html } from 'hono/html'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { cascade } from './cascade'
import { distribution } from './distribution'
import { figure, ruleText } from './figure'
import { type Html, nothing, scoreText, slug, type View } from './view'
import { comments, theAnswers } from './voices'

export const touchpointName = (view: View, { id, name }: Pick<TouchpointReport, 'id' | 'name'>): string => (name ? view.text(name) : id)

const heading = (view: View, touchpoint: TouchpointReport): Html => {
  const { words } = view
  const facts = [
    touchpoint.category && words.categories[touchpoint.category],
    touchpoint.channel && touchpoint.channel !== 'web' && words.channels[touchpoint.channel],
    touchpoint.truth && words.momentOfTruth,
  ].filter((fact) => typeof fact === 'string' && fact !== '')
  return html`<header><h3 id="name-${slug(touchpoint.id)}">${touchpointName(view, touchpoint)}</h3><p class="facts">${facts.join(' · ')}</p></header>`
}

export const metricName = ({ words }: View, metric: string): string =>
  Object.hasOwn(words.metrics, metric) ? words.metrics[metric as keyof typeof words.metrics] : metric

const measured = (view: View, report: InstrumentReport, touchpoint: TouchpointReport): Html =>
  html`<section class="figure"><h4>${metricName(view, report.metric)}</h4>
    <p class="rule">${ruleText(view, report)}</p>
    ${figure(view, report, touchpoint.target)}
    <p class="asked"><span class="hidden">${view.words.askedAs} </span><q lang="${report.locale}">${report.question}</q></p></section>`

const aspects = ['question', 'display', 'points', 'labels', 'locale', 'translated', 'orientation', 'trigger', 'delaySeconds'] as const

/** What sets an instrument apart from the first one. Labels and wording that change with the language are the language's doing. */
const differences = (one: InstrumentReport, first: InstrumentReport): readonly (typeof aspects)[number][] => {
  const all = aspects.filter((aspect) => JSON.stringify(one[aspect]) !== JSON.stringify(first[aspect]))
  return all.includes('locale') ? all.filter((aspect) => aspect !== 'question' && aspect !== 'labels') : all
}

const shortFigure = (view: View, report: InstrumentReport): string => {
  const { score, interval, n } = report
  if (report.precision === null) return view.words.answers(n, view.whole(n))
  if (score === null || interval === null) return view.words.ofTen(n)
  const unit = (value: number) => scoreText(view, report.metric, value)
  return `${unit(score)}, ${view.words.interval(unit(interval[0]), unit(interval[1]))} · n = ${view.whole(n)}`
}

/** One line for each further instrument: beside, never inside, the first figure. */
const otherWays = (view: View, [first, ...others]: readonly InstrumentReport[], touchpoint: string): Html | string => {
  if (!first || others.length === 0) return nothing
  const { words } = view
  return html`<section class="others"><h4>${words.otherWays(others.length)}</h4><p class="quiet">${words.otherWaysWhy}</p>
    <ul>${others.map((report) => {
      const what = differences(report, first).map((aspect) => words.differs[aspect])
      return html`<li><p><strong>${shortFigure(view, report)}</strong> <span class="rule">${metricName(view, report.metric)} · ${ruleText(view, report)}</span></p>
        <p class="asked"><q lang="${report.locale}">${report.question}</q> ${what.length > 0 ? words.differsIn(view.list(what)) : nothing}</p>
        ${distributionOnDemand(view, report, touchpoint)}</li>`
    })}</ul></section>`
}

const distributionOnDemand = (view: View, report: InstrumentReport, touchpoint: string): Html | string =>
  report.n === 0
    ? nothing
    : html`<details id="more-${slug(`${touchpoint} ${report.fingerprint}`)}"><summary>${view.words.distribution}</summary>${distribution(view, report, touchpoint)}</details>`

/** Everything heard at one touchpoint. */
export const card = (view: View, touchpoint: TouchpointReport): Html => {
  const key = slug(touchpoint.id)
  const [first] = touchpoint.instruments
  const few = first?.precision === 'few'
  const read = new Set(few ? first.latest.map(({ response }) => response) : [])
  const unread = touchpoint.comments.filter(({ response }) => !read.has(response))
  return html`<article id="touchpoint-${key}" aria-labelledby="name-${key}">
    ${heading(view, touchpoint)}
    <div class="columns">
      ${first ? measured(view, first, touchpoint) : nothing}
      ${first && !few ? distribution(view, first, touchpoint.id) : nothing}
      ${first && few ? theAnswers(view, first) : nothing}
      ${cascade(view, touchpoint)}
    </div>
    ${unread.length > 0 ? comments(view, unread) : nothing}
    ${otherWays(view, touchpoint.instruments, touchpoint.id)}
  </article>`
}
