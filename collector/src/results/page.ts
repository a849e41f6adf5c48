import { html } from 'hono/html'
import { accessWords } from '../access/words'
import { loopWords } from '../loop/words'
import { periods } from '../report/scope'
import type { Report, TouchpointReport } from '../report/types'
import { surveyWords } from '../surveys/words'
import { card } from './card'
import { empty } from './empty'
import { glance } from './glance'
import { touchpointName } from './names'
import { hrefOf, type Place } from './place'
import { type Html, nothing, type View } from './view'
import { languages } from './words'

/** Styles, in the order in which one may rely on another, and scripts, by their names among the assets. */
export interface Files {
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
}

const files: Files = {
  styles: ['results', 'glance', 'card', 'charts', 'questions', 'trend', 'begin', 'contacts', 'projects', 'loop'],
  scripts: ['results'],
}

/** The frame of every page of the collector. */
export const frame = (view: View, title: string, body: Html, { styles, scripts }: Files = files): Html =>
  html`<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
${styles.map((name) => html`<link rel="stylesheet" href="/results/${name}.css">`)}
${scripts.map((name) => html`<script type="module" src="/results/${name}.js"></script>`)}
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
    <div>${link(hrefOf({ ...place, days: 0, test: false, comments: 'newest' }, {}, '/surveys'), surveyWords(view.language).title, false)}</div>
    <div><a href="${hrefOf({ ...place, days: 0, test: false, comments: 'newest' }, {}, '/inbox')}">${loopWords[view.language].inbox}</a></div>
    ${place.contacts > 0 ? html`<div><a href="${hrefOf({ ...place, comments: 'newest' }, {}, '/results/contacts')}">${words.contacts.link(view.whole(place.contacts))}</a></div>` : nothing}
    ${place.admin ? html`<div><a href="${hrefOf({ ...place, project: 'default', days: 0, test: false, comments: 'newest' }, {}, '/projects')}">${accessWords(view.language).title}</a></div>` : nothing}
    <div role="group" aria-label="${words.language}" class="language">${Object.keys(languages).map((lang) => link(hrefOf(place, { lang }), lang.toUpperCase(), lang === view.language, lang))}</div>
  </nav>`
}

const byStage = (
  touchpoints: readonly TouchpointReport[],
): readonly (readonly [TouchpointReport['stage'], readonly TouchpointReport[]])[] =>
  [...new Set(touchpoints.map(({ stage }) => stage))].map((stage) => [stage, touchpoints.filter((one) => one.stage === stage)] as const)

const heard = ({ instruments, cascade }: TouchpointReport): boolean => instruments.length > 0 || (cascade.triggered ?? 0) > 0

const cards = (view: View, report: Report, place: Place): Html => {
  const { words } = view
  const waiting = report.touchpoints.filter((one) => !heard(one))
  return html`${glance(view, report.touchpoints.filter(heard))}${byStage(report.touchpoints.filter(heard)).map(
    ([stage, touchpoints]) =>
      html`<section class="stage" id="stage-${stage ?? 'none'}"><h2>${stage ? words.stages[stage] : words.noStage}</h2>${touchpoints.map((one) => card(view, one, place))}</section>`,
  )}
  ${
    waiting.length > 0
      ? html`<section class="waiting" id="waiting"><h2>${words.waiting}</h2><p class="quiet">${words.waitingWhy}</p><ul>${waiting.map((one) => html`<li>${touchpointName(view, one)}${one.stage ? html` <span class="quiet">${words.stages[one.stage]}</span>` : nothing}</li>`)}</ul></section>`
      : nothing
  }`
}

const downloads = (view: View, place: Place): Html => {
  const { words } = view
  const csv = `${hrefOf(place, { lang: null, comments: 'newest' }, '/v1/responses')}`
  const join = csv.includes('?') ? '&' : '?'
  const separator = view.language === 'fr' ? '&separator=semicolon' : ''
  return html`<p><span class="quiet">${words.download}</span> <a href="${csv}${join}format=csv${separator}" download>${words.forSpreadsheets}</a> · <a href="${csv}${join}format=ndjson" download>${words.forPrograms}</a></p>`
}

/** The results of a project. */
export const resultsPage = (view: View, place: Place, report: Report): Html => {
  const { words } = view
  const title = [words.results, ...(place.project === 'default' ? [] : [place.project]), ...(place.test ? [words.tests] : [])].join(' · ')
  return frame(
    view,
    `${title} · Peakend`,
    html`<a class="skip" href="#results">${words.skip}</a>
  <header class="top">
    <h1>${words.results}${place.project === 'default' ? nothing : html` <span class="project">${place.project}</span>`}${place.test ? html` <span class="badge">${words.tests}</span>` : nothing}</h1>
    <p class="news" role="status" id="news" data-one="${words.oneNew}" data-many="${words.manyNew}"></p>
    ${bar(view, place, report)}
  </header>
  <main id="results" tabindex="-1"${place.test ? html` class="tests"` : nothing} data-answers="${report.answered}" data-live="${hrefOf({ ...place, days: 0, test: false, lang: null, comments: 'newest' }, {}, '/results/events')}">
    ${place.test ? html`<p class="notice"><strong>${words.testNotice}</strong> <a href="${hrefOf(place, { test: false })}">${words.backToVisitors}</a></p>` : nothing}
    ${report.shown === 0 ? nothing : html`<p class="summary">${words.summary(report.answered, view.whole(report.answered), report.shown, view.whole(report.shown))} <span class="quiet">${words.updated} ${view.time(report.generatedAt)}</span></p>`}
    ${empty(view, place, report)}
    ${report.touchpoints.length > 0 ? cards(view, report, place) : nothing}
    <p class="footnote">${words.footnote}</p>
  </main>
  <footer class="foot">${downloads(view, place)}
    <form method="post" action="${hrefOf({ ...place, days: 0, test: false, comments: 'newest' }, {}, '/results/sign-out')}"><button>${words.signOut}</button></form>
  </footer>`,
  )
}
