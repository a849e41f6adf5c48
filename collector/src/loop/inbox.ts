import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import { isComment } from '../answers'
import { touchpointNameIn } from '../report/journey'
import { frame } from '../results/frame'
import { touchpointName } from '../results/names'
import type { Place } from '../results/place'
import { type Html, nothing, type View } from '../results/view'
import { type AlertedCase, type AlertScope, states, type Told } from '../store'
import { maxOf } from './message'
import { type LoopWords, loopWords } from './words'

export const wordsOf = ({ language }: View): LoopWords => loopWords[language]

/** An address of this room. */
export const hrefTo = ({ project, lang }: Place, path: string, more: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams({ ...(project === 'default' ? {} : { project }), ...(lang ? { lang } : {}), ...more })
  return query.size > 0 ? `${path}?${query}` : path
}

/** Top and foot of every page of this room. */
export const roomPage = (
  view: View,
  place: Place,
  here: 'inbox' | 'channels',
  title: string,
  news: string,
  path: string,
  body: Html,
  /** What its own address has beyond project and language. */
  query: Readonly<Record<string, string>> = {},
  /** Keeps itself current; how many there are, so that what is new is said. */
  live: { readonly n: number } | null = null,
): Html => {
  const words = wordsOf(view)
  const link = (href: string, text: string, current: boolean) =>
    html`<a href="${href}"${current ? html` aria-current="page"` : nothing}>${text}</a>`
  return frame(
    view,
    `${title} · Peakend`,
    html`<a class="skip" href="#content">${words.skip}</a>
  <header class="top">
    <h1>${title}${place.project === 'default' ? nothing : html` <span class="project">${place.project}</span>`}</h1>
    <p class="news" role="status" id="news"${live ? html` data-one="${words.oneNew}" data-many="${words.manyNew}"` : nothing}>${news}</p>
    <nav class="bar" aria-label="Peakend">
      <div>${link(hrefTo(place, '/results'), words.back, false)}${link(hrefTo(place, '/inbox'), words.inbox, here === 'inbox')}${place.admin ? link(hrefTo(place, '/channels'), words.channels, here === 'channels') : nothing}</div>
      <div role="group" aria-label="${view.words.language}" class="language">${(['en', 'fr'] as const).map((lang) => html`<a href="${hrefTo({ ...place, lang }, path, query)}"${lang === view.language ? html` aria-current="true"` : nothing} lang="${lang}" hreflang="${lang}">${lang.toUpperCase()}</a>`)}</div>
    </nav>
  </header>
  <main id="content" tabindex="-1" class="loop"${live ? html` data-answers="${live.n}" data-live="${hrefTo({ ...place, lang: null }, '/results/events')}" data-lost="${view.words.live.lost}" data-failed="${view.words.live.failed}" data-signed-out="${view.words.live.signedOut}"` : nothing}>${body}</main>
  <footer class="foot"><span></span>
    <form method="post" action="${hrefTo({ ...place, lang: null }, '/results/sign-out')}"><button>${view.words.signOut}</button></form>
  </footer>`,
  )
}

export const nameOfTouchpoint = (view: View, config: Config | null, id: string): string =>
  touchpointName(view, { id, name: touchpointNameIn(config, id) })

const reasonsOf = (words: LoopWords, alert: AlertedCase): string =>
  alert.reasons.length > 0 ? alert.reasons.map((reason) => words.reasons[reason]).join(' · ') : words.noReason

/** `Low score: Order confirmation` */
export const titleOf = (view: View, config: Config | null, alert: AlertedCase): string => {
  const words = wordsOf(view)
  return words.told.title(reasonsOf(words, alert), nameOfTouchpoint(view, config, alert.touchpoint))
}

export const scoreChip = (view: View, alert: AlertedCase, told: Told | null): Html | string => {
  const max = told && maxOf(told)
  if (alert.score === null || !told || max === null) return nothing
  return html`<span class="chip"><strong>${view.whole(alert.score)}</strong> / ${view.whole(max)}</span>`
}

const commentOf = (told: Told | null): string | null => {
  if (told === null) return null
  const { answers, instrument } = told.response
  const found = Object.entries(answers).find(([key, answer]) => isComment(key, answer, instrument))
  return found ? String(found[1]) : null
}

export interface InboxList {
  readonly found: readonly { readonly alert: AlertedCase; readonly told: Told | null }[]
  readonly more: boolean
  readonly scope: AlertScope
  readonly facets: { readonly touchpoints: readonly string[]; readonly owners: readonly string[] }
  readonly recovery: readonly { readonly openedAt: string; readonly contactedAt: string | null }[]
  /** There is anything at all, whatever the filters say. */
  readonly any: boolean
  readonly channels: number
  /** How many alerts are open. */
  readonly n: number
}

const median = (sorted: readonly number[]): number | null => {
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** How many unhappy customers somebody got back to, and how soon. */
export const recoveryOf = (rows: InboxList['recovery']) => {
  const minutes = rows
    .flatMap(({ openedAt, contactedAt }) =>
      contactedAt === null ? [] : [Math.max(0, Date.parse(contactedAt) - Date.parse(openedAt)) / 60_000],
    )
    .sort((a, b) => a - b)
  return { low: rows.length, contacted: minutes.length, medianMinutes: median(minutes) }
}

const summary = (view: View, { recovery }: InboxList): Html => {
  const words = wordsOf(view)
  const { low, contacted, medianMinutes } = recoveryOf(recovery)
  if (low === 0) return html`<p class="summary">${words.summaryNone}</p>`
  const share = view.percent((contacted / low) * 100)
  return html`<p class="summary">${words.summary(low, contacted, share, medianMinutes === null ? null : words.duration(medianMinutes))}</p>
    <p class="quiet">${words.summaryWhy}</p>`
}

const filters = (view: View, place: Place, config: Config | null, { scope, facets }: InboxList): Html => {
  const words = wordsOf(view)
  const option = (value: string, text: string, chosen: boolean) =>
    html`<option value="${value}"${chosen ? html` selected` : nothing}>${text}</option>`
  const state = scope.state ?? 'all'
  return html`<form method="get" action="/inbox" class="filters">
    ${place.project === 'default' ? nothing : html`<input type="hidden" name="project" value="${place.project}">`}${place.lang ? html`<input type="hidden" name="lang" value="${place.lang}">` : nothing}
    <label>${words.filterState}<select name="state">${(['open', ...states, 'all'] as const).map((one) => option(one, words.stateFilters[one], one === state))}</select></label>
    ${facets.touchpoints.length > 1 || scope.touchpoint ? html`<label>${words.touchpoint}<select name="touchpoint">${option('', words.allTouchpoints, !scope.touchpoint)}${facets.touchpoints.map((one) => option(one, nameOfTouchpoint(view, config, one), one === scope.touchpoint))}</select></label>` : nothing}
    ${facets.owners.length > 0 || scope.owner ? html`<label>${words.owner}<select name="owner">${option('', words.allOwners, !scope.owner)}${facets.owners.map((one) => option(one, one, one === scope.owner))}</select></label>` : nothing}
    <button>${words.filter}</button>
  </form>`
}

const entry = (view: View, place: Place, config: Config | null, { alert, told }: InboxList['found'][number]): Html => {
  const words = wordsOf(view)
  const comment = commentOf(told)
  const { state, assignee } = alert.case
  return html`<li class="alert ${state}">
    <h2><a href="${hrefTo(place, `/inbox/${encodeURIComponent(alert.id)}`)}">${titleOf(view, config, alert)}</a></h2>
    <p class="facts">${scoreChip(view, alert, told)}<span class="state">${words.states[state]}</span>${assignee ? html`<span>${words.assignedTo(assignee)}</span>` : nothing}${alert.owner ? html`<span>${words.owner}${view.words.colon} ${alert.owner}</span>` : nothing}<span>${view.time(alert.openedAt)}</span></p>
    ${comment && told ? html`<blockquote lang="${told.response.instrument.locale}"><p>${comment}</p></blockquote>` : nothing}
  </li>`
}

const none = (view: View, place: Place, { any }: InboxList): Html => {
  const words = wordsOf(view)
  if (any)
    return html`<div class="empty"><p>${words.emptyHere}</p><p><a class="button" href="${hrefTo(place, '/inbox', { state: 'all' })}">${words.showAll}</a></p></div>`
  return html`<div class="empty"><h2>${words.emptyTitle}</h2><p class="quiet">${words.emptyWhy}</p></div>`
}

/** Alerts, the newest first. */
export const inboxPage = (view: View, place: Place, config: Config | null, list: InboxList): Html => {
  const words = wordsOf(view)
  const last = list.found.at(-1)?.alert
  const { state = 'all', touchpoint, owner } = list.scope
  const kept = { state, ...(touchpoint ? { touchpoint } : {}), ...(owner ? { owner } : {}) }
  return roomPage(
    view,
    place,
    'inbox',
    words.inbox,
    '',
    '/inbox',
    html`${summary(view, list)}
    ${list.channels === 0 && place.admin ? html`<p class="notice">${words.noChannels} <a href="${hrefTo(place, '/channels')}">${words.addChannel}</a></p>` : nothing}
    ${list.any ? filters(view, place, config, list) : nothing}
    ${list.found.length > 0 ? html`<ol class="alerts">${list.found.map((one) => entry(view, place, config, one))}</ol>` : none(view, place, list)}
    ${list.more && last ? html`<p><a class="button" href="${hrefTo(place, '/inbox', { ...kept, before: `${last.openedAt}~${last.id}` })}">${words.older}</a></p>` : nothing}`,
    kept,
    { n: list.n },
  )
}
