import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { editLinks } from '../surveys/links'
import { breakdown } from './breakdown'
import { cascade } from './cascade'
import { distribution } from './distribution'
import { figure, ruleText } from './figure'
import { metricName, shortFigure, touchpointName } from './names'
import { otherWays } from './others'
import type { Place } from './place'
import { mainQuestion, questions } from './questions'
import { lineOf, trend } from './trend'
import { tryIt } from './try'
import { type Html, nothing, slug, type View } from './view'
import { comments, theAnswers } from './voices'

const heading = (view: View, touchpoint: TouchpointReport, place: Place): Html => {
  const { words } = view
  const facts = [
    touchpoint.category && words.categories[touchpoint.category],
    touchpoint.channel && touchpoint.channel !== 'web' && words.channels[touchpoint.channel],
    touchpoint.truth && words.momentOfTruth,
  ].filter((fact) => typeof fact === 'string' && fact !== '')
  return html`<header><h3 id="name-${slug(touchpoint.id)}">${touchpointName(view, touchpoint)}</h3><p class="facts">${facts.join(' · ')}${editLinks(view, place, touchpoint.surveys)}</p></header>`
}

/** A new question begins at nothing: what its predecessor ended with stands by until it has a score of its own. */
const before = (view: View, report: InstrumentReport, { instruments }: TouchpointReport): Html | string => {
  const older = instruments.find(({ fingerprint }) => fingerprint === report.replaces)
  return report.score === null && older?.score != null
    ? html`<p class="quiet">${view.words.trend.before(view.day(report.firstAt))}${view.words.colon} <strong>${shortFigure(view, older)}</strong></p>`
    : nothing
}

const measured = (view: View, report: InstrumentReport, touchpoint: TouchpointReport): Html =>
  html`<section class="figure"><h4>${metricName(view, report.metric, report.reportsAs)}</h4>
    <p class="rule">${ruleText(view, report)}</p>
    ${figure(view, report, touchpoint)}
    ${before(view, report, touchpoint)}
    <p class="asked"><span class="hidden">${view.words.askedAs} </span><q lang="${report.locale}">${report.question}</q></p></section>`

/** Everything heard at one touchpoint. */
export const card = (view: View, touchpoint: TouchpointReport, place: Place, config: Config | null): Html => {
  const key = slug(touchpoint.id)
  const [first] = touchpoint.instruments
  const isFew = first?.precision === 'few'
  const read = new Set(isFew ? first.latest.map(({ response }) => response) : [])
  const unread = touchpoint.comments.filter(({ response }) => !read.has(response))
  const [survey] = touchpoint.surveys
  const lines = first ? lineOf(first, touchpoint.instruments) : []
  const hasTrend = first?.trend && (!isFew || lines.length > 1)
  return html`<article id="touchpoint-${key}" aria-labelledby="name-${key}">
    ${heading(view, touchpoint, place)}
    <div class="${hasTrend ? 'columns first' : 'columns'}">
      ${first ? measured(view, first, touchpoint) : nothing}
      ${first && hasTrend ? trend(view, lines, touchpoint, metricName(view, first.metric, first.reportsAs)) : nothing}
      ${first && isFew ? theAnswers(view, first, place) : nothing}
      ${first && !isFew ? distribution(view, first, touchpoint.id) : nothing}
      ${first ? mainQuestion(view, first, touchpoint.id) : nothing}
      ${cascade(view, touchpoint)}
    </div>
    ${first ? breakdown(view, first, touchpoint.id, config) : nothing}
    ${first ? questions(view, first, touchpoint.id) : nothing}
    ${first && first.cascade.answered + first.cascade.imported === 0 && survey && place.shared === null ? tryIt(view, place, [survey]) : nothing}
    ${unread.length > 0 ? comments(view, unread, place, touchpoint.id) : nothing}
    ${otherWays(view, touchpoint)}
  </article>`
}
