import { html } from 'hono/html'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { differencesIn } from './differences'
import { distribution } from './distribution'
import { ruleText } from './figure'
import { metricName, shortFigure } from './names'
import { mainQuestion, questions } from './questions'
import { lineOf, trend } from './trend'
import { type Html, nothing, slug, type View } from './view'

const onDemand = (view: View, report: InstrumentReport, touchpoint: TouchpointReport): Html | string => {
  if (report.n === 0) return nothing
  const lines = lineOf(report, touchpoint.instruments)
  return html`<details id="more-${slug(`${touchpoint.id} ${report.fingerprint}`)}"><summary>${report.trend ? view.words.distributionAndTrend : view.words.distribution}</summary><div class="more">${distribution(view, report, touchpoint.id)}${mainQuestion(view, report, touchpoint.id)}${trend(view, lines, touchpoint, metricName(view, report.metric, report.reportsAs))}</div>${questions(view, report, touchpoint.id)}</details>`
}

const line = (view: View, report: InstrumentReport, first: InstrumentReport, touchpoint: TouchpointReport, isOver: boolean): Html => {
  const { words } = view
  const what = differencesIn(view, report, first)
  return html`<li id="way-${slug(`${touchpoint.id} ${report.fingerprint}`)}"><p><strong>${shortFigure(view, report)}</strong> <span class="rule">${metricName(view, report.metric, report.reportsAs)} · ${ruleText(view, report)}</span></p>
    <p class="asked"><q lang="${report.locale}">${report.question}</q> ${isOver ? html`${words.until(view.day(report.lastAt))} ` : nothing}${what === '' ? nothing : words.differsIn(what)}</p>
    ${onDemand(view, report, touchpoint)}</li>`
}

const list = (
  view: View,
  touchpoint: TouchpointReport,
  reports: readonly InstrumentReport[],
  [title, why]: readonly [string, string],
  isOver: boolean,
): Html | string => {
  const [first] = touchpoint.instruments
  return first && reports.length > 0
    ? html`<section class="others"><h4>${title}</h4><p class="quiet">${why}</p><ul>${reports.map((report) => line(view, report, first, touchpoint, isOver))}</ul></section>`
    : nothing
}

/** A line for each further instrument, beside, never inside, the first figure: those asked today, then those whose place was taken. */
export const otherWays = (view: View, touchpoint: TouchpointReport): Html => {
  const { words } = view
  const replaced = new Set(touchpoint.instruments.map(({ replaces }) => replaces))
  const isOld = ({ fingerprint }: InstrumentReport) => replaced.has(fingerprint)
  const others = touchpoint.instruments.slice(1)
  const today = others.filter((report) => !isOld(report))
  return html`${list(view, touchpoint, today, [words.otherWays(today.length), words.otherWaysWhy], false)}${list(view, touchpoint, others.filter(isOld), [words.askedBefore, words.askedBeforeWhy], true)}`
}
