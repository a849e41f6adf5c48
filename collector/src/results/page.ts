import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import { accessWords } from '../access/words'
import { loopWords } from '../loop/words'
import { periods } from '../report/scope'
import type { StaleSurvey } from '../report/stale'
import type { Report, TouchpointReport } from '../report/types'
import { surveyWords } from '../surveys/words'
import { BELIEF } from './belief'
import { card } from './card'
import { deleteSampleForm, deleteTestsForm, staleList } from './care'
import { compareHref } from './compare'
import { empty } from './empty'
import { type Choices, chosenText, filterBar } from './filters'
import { frame } from './frame'
import { glance } from './glance'
import { journey } from './journey'
import { touchpointName } from './names'
import { hrefOf, type Place, unchosen } from './place'
import { PRIORITIES } from './priorities'
import { type Html, nothing, type View } from './view'
import { languages } from './words'

const link = (href: string, text: string, current: boolean, lang?: string): Html =>
  html`<a href="${href}"${current ? html` aria-current="true"` : nothing}${lang ? html` lang="${lang}" hreflang="${lang}"` : nothing}>${text}</a>`

/** What else there is to read of the same answers. */
const views = (view: View, place: Place): Html => {
  const { words } = view
  const rest = { by: null, comments: 'newest', same: null } as const
  return html`<div role="group" aria-label="${words.results}"><a href="${hrefOf(place, unchosen, '/surveys')}">${surveyWords(view.language).title}</a><a href="${hrefOf(place, unchosen, '/inbox')}">${loopWords[view.language].inbox}</a><a href="${hrefOf(place, rest, '/results/comments')}">${words.voices.link}</a><a href="${compareHref(place)}">${words.compare.link}</a><a href="${hrefOf(place, rest, PRIORITIES)}">${words.priorities.link}</a><a href="${hrefOf(place, unchosen, '/results/notes')}">${words.notes.link}</a>${place.editor ? html`<a href="${hrefOf(place, unchosen, BELIEF)}">${words.belief.link}</a><a href="${hrefOf(place, { comments: 'newest' }, '/results/share')}">${words.share.link}</a>` : nothing}${place.contacts > 0 ? html`<a href="${hrefOf(place, { ...rest, filters: [] }, '/results/contacts')}">${words.contacts.link(view.whole(place.contacts))}</a>` : nothing}${place.admin ? html`<a href="${hrefOf(place, { ...unchosen, project: 'default' }, '/projects')}">${accessWords(view.language).title}</a>` : nothing}</div>`
}

const bar = (view: View, place: Place, report: Report | null): Html => {
  const { words } = view
  const tests = report ? (report.test ? report.answered : report.answeredApart) : 0
  return html`<nav class="bar" aria-label="${words.results}">
    <div role="group" aria-label="${words.period}">${periods.map((days) => link(hrefOf(place, { days, since: null, through: null }), words.periods[days as keyof typeof words.periods], days === place.days && place.since === null && place.through === null))}</div>
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
    ${views(view, place)}
    <div role="group" aria-label="${words.language}" class="language">${Object.keys(languages).map((lang) => link(hrefOf(place, { lang }), lang.toUpperCase(), lang === view.language, lang))}</div>
  </nav>`
}

const byStage = (
  touchpoints: readonly TouchpointReport[],
): readonly (readonly [TouchpointReport['stage'], readonly TouchpointReport[]])[] =>
  [...new Set(touchpoints.map(({ stage }) => stage))].map((stage) => [stage, touchpoints.filter((one) => one.stage === stage)] as const)

const heard = ({ instruments, cascade }: TouchpointReport): boolean => instruments.length > 0 || (cascade.triggered ?? 0) > 0

const cards = (view: View, report: Report, place: Place, config: Config | null): Html => {
  const { words } = view
  const waiting = report.touchpoints.filter((one) => !heard(one))
  const isHere = (id: string) => report.touchpoints.some((one) => one.id === id && heard(one))
  return html`${journey(view, report.journey, place, isHere)}${glance(view, report.touchpoints.filter(heard))}${byStage(
    report.touchpoints.filter(heard),
  ).map(
    ([stage, touchpoints]) =>
      html`<section class="stage" id="stage-${stage ?? 'none'}"><h2>${stage ? words.stages[stage] : words.noStage}</h2>${touchpoints.map((one) => card(view, one, place, config))}</section>`,
  )}
  ${
    waiting.length > 0
      ? html`<section class="waiting" id="waiting"><h2>${words.waiting}</h2><p class="quiet">${words.waitingWhy}</p><ul>${waiting.map((one) => html`<li>${touchpointName(view, one)}${one.stage ? html` <span class="quiet">${words.stages[one.stage]}</span>` : nothing}</li>`)}</ul></section>`
      : nothing
  }`
}

const downloads = (view: View, place: Place): Html => {
  const { words } = view
  const separator = view.language === 'fr' ? 'semicolon' : null
  const raw = (format: string) =>
    hrefOf(place, { lang: null, comments: 'newest', by: null }, '/v1/responses', { format, ...(format === 'csv' && { separator }) })
  return html`<p><span class="quiet">${words.download}</span> <a href="${hrefOf(place, { lang: null, comments: 'newest' }, '/results/figures.csv', { separator })}" download>${words.filters.figures}</a> · <a href="${raw('csv')}" download>${words.forSpreadsheets}</a> · <a href="${raw('ndjson')}" download>${words.forPrograms}</a></p>`
}

/** For whoever has but a link: until when, and the languages. It leads nowhere else. */
const sharedBar = (view: View, { shared, lang }: Place): Html => {
  const { words } = view
  const current = (one: string) => (one === (lang ?? view.language) ? html` aria-current="true"` : nothing)
  return html`<nav class="bar" aria-label="${words.language}"><p class="quiet">${words.share.banner(view.day(shared ?? ''))}</p><div class="language">${Object.keys(languages).map((one) => html`<a href="?lang=${one}"${current(one)} lang="${one}" hreflang="${one}">${one.toUpperCase()}</a>`)}</div></nav>`
}

/** How many answers came from elsewhere; for the team with the way to them. */
const importedText = (view: View, place: Place, { imported, shown }: Report): Html | string => {
  if (imported === 0) return nothing
  const text = view.words.imported(imported, view.whole(imported))
  const before = shown > 0 ? '· ' : ''
  return place.shared === null ? html`${before}<a href="${hrefOf(place, unchosen, '/results/imports')}">${text}</a>` : `${before}${text}`
}

/** What a page knows beside its report. */
export interface Known {
  readonly choices: Choices
  readonly config: Config | null
  readonly stale: readonly StaleSurvey[]
  /** Said politely: what has just been done. */
  readonly news: string
}

/** The results of a project. */
export const resultsPage = (view: View, place: Place, report: Report, { choices, config, stale, news }: Known): Html => {
  const { words } = view
  const title = [words.results, ...(place.project === 'default' ? [] : [place.project]), ...(place.test ? [words.tests] : [])].join(' · ')
  const isOurs = place.shared === null
  const live = isOurs
    ? html` data-live="${hrefOf(place, { ...unchosen, lang: null }, '/results/events')}" data-lost="${words.live.lost}" data-failed="${words.live.failed}" data-signed-out="${words.live.signedOut}"`
    : nothing
  return frame(
    view,
    `${title} · Peakend`,
    html`<a class="skip" href="#results">${words.skip}</a>
  <header class="top">
    <h1>${words.results}${place.project === 'default' ? nothing : html` <span class="project">${place.project}</span>`}${place.test ? html` <span class="badge">${words.tests}</span>` : nothing}</h1>
    <p class="news" role="status" id="news" data-one="${words.oneNew}" data-many="${words.manyNew}">${news}</p>
    ${isOurs ? html`${bar(view, place, report)}${filterBar(view, place, choices, config)}` : sharedBar(view, place)}
  </header>
  <main id="results" tabindex="-1"${place.test ? html` class="tests"` : nothing} data-answers="${report.answered + report.imported}"${live}>
    ${place.test ? html`<p class="notice"><strong>${words.testNotice}</strong>${isOurs ? html` <a href="${hrefOf(place, { test: false })}">${words.backToVisitors}</a>` : nothing}</p>` : nothing}
    ${place.test && place.admin ? deleteTestsForm(view, place, report.shown) : nothing}
    <p class="print-only">${words.printed(view.day(report.generatedAt))} · ${chosenText(view, place, config)}</p>
    ${report.shown + report.imported === 0 ? nothing : html`<p class="summary">${report.shown > 0 ? words.summary(report.answered, view.whole(report.answered), report.shown, view.whole(report.shown)) : nothing} ${importedText(view, place, report)} <span class="quiet">${words.updated} ${view.time(report.generatedAt)}</span></p>`}
    ${place.admin ? deleteSampleForm(view, place, report.simulated.shown) : nothing}
    ${isOurs ? empty(view, place, report) : report.shown + report.imported === 0 ? html`<p class="empty">${words.compare.none}</p>` : html`<p class="quiet">${chosenText(view, place, config)}</p>`}
    ${report.touchpoints.length > 0 || (report.journey?.places.length ?? 0) > 1 ? cards(view, report, place, config) : nothing}
    ${place.test || report.filters.length > 0 || report.shown === 0 ? nothing : staleList(view, stale)}
    <p class="footnote">${report.filters.length > 0 ? html`${words.filters.countsWithout} ` : nothing}${words.footnote}</p>
  </main>
  ${
    isOurs
      ? html`<footer class="foot">${downloads(view, place)}
    <form method="post" action="${hrefOf(place, unchosen, '/results/sign-out')}"><button>${words.signOut}</button></form>
  </footer>`
      : nothing
  }`,
  )
}
