import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import { contactDetails } from '../results/contacts'
import type { Place } from '../results/place'
import { type Html, nothing, scoreText, slug, type View } from '../results/view'
import { type AlertedCase, type Case, type CaseEntry, type Drop, states, type Told } from '../store'
import { inWords } from './answers'
import { hrefTo, nameOfTouchpoint, roomPage, scoreChip, titleOf, wordsOf } from './inbox'
import type { LoopWords } from './words'

/** What the page of one response shows; of a drop there is no response, of a response perhaps no alert. */
export interface CaseDetail {
  readonly id: string
  readonly alert: AlertedCase | null
  readonly told: Told | null
  readonly case: Case
  readonly history: readonly CaseEntry[]
  /** Whether the reader may see how to reach people, and say what was done. */
  readonly mayEdit: boolean
}

const fact = (name: string, value: Html | string | null): Html | string =>
  value === null || value === '' ? nothing : html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const answers = (view: View, words: LoopWords, told: Told): Html => {
  const all = inWords(view, words, told)
  const { locale } = told.response.instrument
  return html`<section aria-labelledby="answers"><h2 id="answers">${words.answers}</h2>
    ${all.length === 0 ? html`<p class="quiet">${words.noAnswers}</p>` : html`<dl class="answers">${all.map(({ question, answer, written }) => html`<div><dt lang="${locale}">${question}</dt><dd lang="${locale}">${written ? html`<blockquote><p>${answer}</p></blockquote>` : answer}</dd></div>`)}</dl>`}
  </section>`
}

const textOf = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value) : null)

const moment = (view: View, words: LoopWords, { response }: Told): Html => {
  const { context, respondent, moment, instrument } = response
  return html`<section aria-labelledby="moment"><h2 id="moment">${words.moment}</h2><dl>
    ${fact(words.facts.when, view.time(response.occurredAt))}
    ${fact(words.facts.moment, [moment.type, moment.name].filter(Boolean).join(' · '))}
    ${fact(words.facts.survey, response.survey)}
    ${fact(words.facts.page, textOf(context.path) ?? textOf(context.page))}
    ${fact(words.facts.device, textOf(context.device))}
    ${fact(words.facts.language, view.languageName(instrument.locale))}
    ${fact(words.facts.respondent, respondent.kind === 'user' ? html`<bdi translate="no">${respondent.id}</bdi>` : words.anonymous)}
  </dl></section>`
}

/** Only where the visitor agreed, or pressed a button that asks for a call. */
const reach = (view: View, words: LoopWords, place: Place, { contact, response }: Told): Html => {
  const head = html`<h2 id="contact">${words.contact}</h2>`
  if (contact === null) return html`<section aria-labelledby="contact">${head}<p class="quiet">${words.contactNone}</p></section>`
  const asked = Object.keys(contact.answers).some((key) => response.instrument.types?.[key.split('.')[0] ?? ''] === 'action')
  const agreed = contact.agreed.filter(({ answer }) => answer === true)
  if (agreed.length === 0 && !asked)
    return html`<section aria-labelledby="contact">${head}<p class="quiet">${words.contactNotAgreed} <a href="${hrefTo(place, '/results/contacts')}">${words.toContacts}</a></p></section>`
  return html`<section aria-labelledby="contact">${head}
    ${contactDetails(view, contact)}
    ${agreed.map(({ texts }) => html`<p class="quiet">${words.agreed} ${Object.values(texts).map((text) => html`<q lang="${contact.locale}">${view.text(text)}</q> `)}</p>`)}
    <p class="quiet">${words.contactWhy}</p>
  </section>`
}

const form = (view: View, words: LoopWords, place: Place, { id, alert, case: one }: CaseDetail): Html => {
  // Of a drop there is nobody to offer anything to, and no response it is deleted with.
  const isDrop = Boolean(alert?.drop)
  const field = (name: 'assignee' | 'gesture', length: number) =>
    html`<p><label for="${name}">${words.statusLabels[name]}</label><input id="${name}" name="${name}" value="${one[name]}" maxlength="${length}" autocomplete="off" aria-describedby="${name}-hint"><span class="quiet" id="${name}-hint">${words.statusHints[name]}${name === 'gesture' && one.gestureAt && one.gestureBy ? html` ${words.gestureBy(one.gestureBy)}, ${view.time(one.gestureAt)}` : nothing}</span></p>`
  return html`<section aria-labelledby="status" class="status"><h2 id="status">${words.status}</h2>
  <form method="post" action="${hrefTo(place, `/inbox/${encodeURIComponent(id)}`)}">
    <fieldset><legend>${words.statusLabels.state}</legend>${states.map((state) => html`<label class="choice"><input type="radio" name="state" value="${state}"${state === one.state ? html` checked` : nothing}> ${words.states[state]}</label>`)}</fieldset>
    ${field('assignee', 200)}
    <p><label for="note">${words.statusLabels.note}</label><textarea id="note" name="note" rows="3" maxlength="4000"${isDrop ? nothing : html` aria-describedby="note-hint"`}>${one.note}</textarea>${isDrop ? nothing : html`<span class="quiet" id="note-hint">${words.statusHints.note}</span>`}</p>
    ${isDrop ? nothing : field('gesture', 400)}
    <button class="main">${words.save}</button>
  </form></section>`
}

const history = (view: View, words: LoopWords, entries: readonly CaseEntry[]): Html => {
  const say = (field: CaseEntry['field'], value: string) =>
    field === 'state' ? words.states[value as Case['state']] : value === '' ? words.nothing : words.quote(value)
  return html`<section aria-labelledby="history"><h2 id="history">${words.history}</h2>
    ${entries.length === 0 ? html`<p class="quiet">${words.noHistory}</p>` : html`<ol class="history">${entries.map(({ who, field, from, to, at }) => html`<li>${words.changed(who, words.statusLabels[field], say(field, from), say(field, to))} <span class="quiet">${view.time(at)}</span></li>`)}</ol>`}
  </section>`
}

const dropped = (view: View, words: LoopWords, drop: Drop): Html => {
  const score = (value: number) => scoreText(view, drop.metric as 'nps', value)
  const plain = (value: number) => (drop.metric === 'rating' ? view.decimal(value) : view.signed(value))
  return html`<section aria-labelledby="answers"><h2 id="answers">${words.reasons.drop}</h2><dl>
    ${fact(words.drop.week, `${words.told.ofN(score(drop.now.score), drop.now.n)} · ${words.drop.from(view.day(drop.week))}`)}
    ${fact(words.drop.before, words.told.ofN(score(drop.before.score), drop.before.n))}
    ${fact(words.drop.difference, `${plain(drop.difference)} · ${view.words.interval(plain(drop.interval[0]), plain(drop.interval[1]))}`)}
  </dl><p class="quiet">${words.drop.why}</p></section>`
}

/** One response or one drop: what was said, when, how to reach them, and what was done about it. */
export const casePage = (view: View, place: Place, config: Config | null, detail: CaseDetail, saved: boolean): Html => {
  const words = wordsOf(view)
  const { id, alert, told } = detail
  const touchpoint = alert?.touchpoint ?? told?.response.touchpoint.id ?? ''
  const title = alert ? titleOf(view, config, alert) : nameOfTouchpoint(view, config, touchpoint)
  return roomPage(
    view,
    place,
    'inbox',
    title,
    saved ? words.saved : '',
    `/inbox/${encodeURIComponent(id)}`,
    html`<p class="facts">${alert ? scoreChip(view, alert, told) : nothing}<span class="state">${words.states[detail.case.state]}</span>${alert?.owner ? html`<span>${words.owner}${view.words.colon} ${alert.owner}</span>` : nothing}<a href="${hrefTo(place, '/results')}#${told ? `said-${id}` : `touchpoint-${slug(touchpoint)}`}">${words.seeResults}</a><a href="${hrefTo(place, '/inbox')}">${words.backToInbox}</a></p>
    <div class="case"><div>${alert?.drop ? dropped(view, words, alert.drop) : nothing}${told ? html`${answers(view, words, told)}${moment(view, words, told)}${detail.mayEdit ? reach(view, words, place, told) : nothing}` : nothing}</div>
    <div>${detail.mayEdit ? form(view, words, place, detail) : nothing}${history(view, words, detail.history)}</div></div>`,
  )
}

/** What an alert was about may have been erased since. */
export const missingPage = (view: View, place: Place): Html => {
  const words = wordsOf(view)
  return roomPage(
    view,
    place,
    'inbox',
    words.missingTitle,
    '',
    '/inbox',
    html`<div class="empty"><p>${words.missingWhy}</p><p><a class="button" href="${hrefTo(place, '/inbox')}">${words.backToInbox}</a></p></div>`,
  )
}
