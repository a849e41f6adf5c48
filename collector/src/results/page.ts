import { html } from 'hono/html'
import { periods } from '../report/scope'
import type { Report, TouchpointReport } from '../report/types'
import { card, touchpointName } from './card'
import { empty } from './empty'
import { glance } from './glance'
import { type Html, nothing, type View } from './view'
import { languages } from './words'

/** Where the page is: what its links must keep. */
export interface Place {
  readonly project: string
  readonly projects: readonly string[]
  readonly test: boolean
  readonly days: number
  /** Set when the address names a language: links then keep it. */
  readonly lang: string | null
  /** Where the shop of the demonstration is, if this collector serves one. */
  readonly demo: string | null
  /** The collector's own origin, for the snippet. */
  readonly origin: string
}

/** An address of this page with some of it changed; defaults are left out. */
export const hrefOf = (place: Place, change: Partial<Pick<Place, 'project' | 'test' | 'days' | 'lang'>>, path = '/results'): string => {
  const { project, test, days, lang } = { ...place, ...change }
  const query = new URLSearchParams({
    ...(project === 'default' ? {} : { project }),
    ...(days ? { days: String(days) } : {}),
    ...(test ? { test: '1' } : {}),
    ...(lang ? { lang } : {}),
  })
  return query.size > 0 ? `${path}?${query}` : path
}

/** The frame of every page of the collector. */
export const frame = (view: View, title: string, body: Html): Html =>
  html`<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/results/results.css">
<script type="module" src="/results/results.js"></script>
</head>
<body>${body}</body>
</html>`

const link = (href: string, text: string, current: boolean, lang?: string): Html =>
  html`<a href="${href}"${current ? html` aria-current="true"` : nothing}${lang ? html` lang="${lang}" hreflang="${lang}"` : nothing}>${text}</a>`

const bar = (view: View, place: Place, report: Report | null): Html => {
  const { words } = view
  const tests = report ? (report.test ? report.answered : report.answeredApart) : 0
  return html`<nav class="bar" aria-label="${words.results}">
    <div role="group" aria-label="${words.period}">${periods.map((days) => link(hrefOf(place, { days }), words.periods[days as keyof typeof words.periods], days === place.days))}</div>
    ${
      tests > 0 || place.test
        ? html`<div role="group" aria-label="${words.answersShown}">${link(hrefOf(place, { test: false }), words.realAnswers, !place.test)}${link(hrefOf(place, { test: true }), words.testAnswers(view.whole(tests)), place.test)}</div>`
        : nothing
    }
    ${
      place.projects.length > 1
        ? html`<div role="group" aria-label="${words.project}">${place.projects.map((project) => link(hrefOf(place, { project }), project, project === place.project))}</div>`
        : nothing
    }
    <div role="group" aria-label="${words.language}" class="language">${Object.keys(languages).map((lang) => link(hrefOf(place, { lang }), lang.toUpperCase(), lang === view.language, lang))}</div>
  </nav>`
}

const byStage = (
  touchpoints: readonly TouchpointReport[],
): readonly (readonly [TouchpointReport['stage'], readonly TouchpointReport[]])[] =>
  [...new Set(touchpoints.map(({ stage }) => stage))].map((stage) => [stage, touchpoints.filter((one) => one.stage === stage)] as const)

const heard = ({ instruments, cascade }: TouchpointReport): boolean => instruments.length > 0 || (cascade.triggered ?? 0) > 0

const cards = (view: View, report: Report): Html => {
  const { words } = view
  const waiting = report.touchpoints.filter((one) => !heard(one))
  return html`${glance(view, report.touchpoints.filter(heard))}${byStage(report.touchpoints.filter(heard)).map(
    ([stage, touchpoints]) =>
      html`<section class="stage" id="stage-${stage ?? 'none'}"><h2>${stage ? words.stages[stage] : words.noStage}</h2>${touchpoints.map((one) => card(view, one))}</section>`,
  )}
  ${
    waiting.length > 0
      ? html`<section class="waiting" id="waiting"><h2>${words.waiting}</h2><p class="quiet">${words.waitingWhy}</p><ul>${waiting.map((one) => html`<li>${touchpointName(view, one)}${one.stage ? html` <span class="quiet">${words.stages[one.stage]}</span>` : nothing}</li>`)}</ul></section>`
      : nothing
  }`
}

const downloads = (view: View, place: Place): Html => {
  const { words } = view
  const csv = `${hrefOf(place, { lang: null }, '/v1/responses')}`
  const join = csv.includes('?') ? '&' : '?'
  const separator = view.language === 'fr' ? '&separator=semicolon' : ''
  return html`<p><span class="quiet">${words.download}</span> <a href="${csv}${join}format=csv${separator}" download>${words.forSpreadsheets}</a> · <a href="${csv}${join}format=ndjson" download>${words.forPrograms}</a></p>`
}

/** The results of a project. */
export const resultsPage = (view: View, place: Place, report: Report): Html => {
  const { words } = view
  const title = place.project === 'default' ? words.results : `${words.results} · ${place.project}`
  return frame(
    view,
    `${title} · Peakend`,
    html`<a class="skip" href="#results">${words.skip}</a>
  <header class="top">
    <h1>${words.results}${place.project === 'default' ? nothing : html` <span class="project">${place.project}</span>`}</h1>
    <p class="news" role="status" id="news" data-one="${words.oneNew}" data-many="${words.manyNew}"></p>
    ${bar(view, place, report)}
  </header>
  <main id="results" tabindex="-1" data-answers="${report.answered}" data-live="${hrefOf({ ...place, days: 0, test: false, lang: null }, {}, '/results/events')}">
    ${place.test ? html`<p class="notice">${words.testNotice}</p>` : nothing}
    <p class="summary">${words.summary(report.answered, view.whole(report.answered), report.shown, view.whole(report.shown))} <span class="quiet">${words.updated} ${view.time(report.generatedAt)}</span></p>
    ${report.shown === 0 ? empty(view, place) : nothing}
    ${report.touchpoints.length > 0 ? cards(view, report) : nothing}
    <p class="footnote">${words.footnote}</p>
  </main>
  <footer class="foot">${downloads(view, place)}
    <form method="post" action="${hrefOf({ ...place, days: 0, test: false }, {}, '/results/sign-out')}"><button>${words.signOut}</button></form>
  </footer>`,
  )
}
