import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import { isShown } from '../answers'
import { plain } from '../plain'
import { type Asked, askedOf } from '../report/asked'
import type { StoredResponse } from '../store'
import { hrefOf, type Place } from './place'
import { sheet } from './sheet'
import { valueName } from './values'
import { type Html, nothing, slug, type View } from './view'

export const responseHref = (place: Place, id: string): string =>
  hrefOf(place, { by: null, comments: 'newest' }, `/results/responses/${encodeURIComponent(id)}`)

/** A response with all that is known of who gave it. */
export interface ResponseDetail {
  readonly response: StoredResponse
  /** Of the same respondent, this one included, in time order. */
  readonly journey: readonly StoredResponse[]
  /** They left word of how to reach them with this response. */
  readonly hasContact: boolean
  readonly nameOf: (touchpoint: string) => string
}

/** A list on one page; who answered more often is no visitor. */
const MOST_STEPS = 50

const answerText = (view: View, asked: Asked | undefined, part: string | undefined, value: unknown): Html | string => {
  const { words } = view
  if (typeof value === 'boolean') return value ? words.response.agreed : words.response.refused
  const named = (id: string) => {
    const text = asked?.parts.find((one) => one.id === id)?.text
    return text === undefined ? id : view.text(text)
  }
  if (Array.isArray(value)) return value.map((id) => named(String(id))).join(', ')
  if (typeof value === 'number') {
    const { points = null, type, labels = [] } = asked ?? {}
    const isScale = points !== null && type !== 'slider'
    const min = type === 'nps' ? 0 : 1
    const label = labels.length === points ? labels[value - min] : undefined
    const number = Number.isInteger(value) ? view.whole(value) : view.decimal(value)
    return isScale
      ? html`<span class="chip"><strong>${number}</strong> / ${view.whole(min + points - 1)}</span>${label ? html` ${view.text(label)}` : nothing}`
      : number
  }
  const text = String(value)
  if (asked?.type === 'moment' && part === undefined) return named(text)
  return asked?.type === 'date' || (part === undefined && asked?.type !== 'text') ? text : html`<blockquote><p>${text}</p></blockquote>`
}

const answers = (view: View, response: StoredResponse, config: Config | null): Html => {
  const { words } = view
  const { instrument } = response
  const asked = askedOf(config, response)
  const given = Object.entries(response.answers).filter(([key]) => isShown(key, instrument))
  if (given.length === 0) return html`<p class="quiet">${words.response.noAnswers}</p>`
  return html`<dl class="answers" lang="${instrument.locale}">${given.map(([key, value]) => {
    const [question = key, ...rest] = key.split('.')
    const part = rest.length > 0 ? rest.join('.') : undefined
    const of = asked.find(({ id }) => id === question)
    const row = part === undefined ? undefined : of?.parts.find(({ id }) => id === part)
    return html`<div><dt>${plain(instrument.texts[question] ?? question)}${part === undefined ? nothing : html` <span class="quiet">${row ? view.text(row.text) : part}</span>`}</dt><dd>${answerText(view, of, part, value)}</dd></div>`
  })}</dl>`
}

/** Whatever was sent along, one line each: texts and numbers as they are, the rest as JSON. */
const pairs = (entries: readonly (readonly [string, unknown])[]): readonly Html[] =>
  entries.map(
    ([name, value]) =>
      html`<div><dt translate="no">${name}</dt><dd translate="no">${typeof value === 'string' ? value : JSON.stringify(value)}</dd></div>`,
  )

const fact = (name: string, value: Html | string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const facts = (view: View, { response, nameOf }: ResponseDetail, config: Config | null): Html => {
  const { words } = view
  const { moment, context, consent, personas, variant, respondent, instrument } = response
  const properties = Object.entries(moment.props ?? {})
  const known = Object.entries(context)
  return html`<section class="facts-of" id="facts"><h2>${words.response.facts}</h2><dl>
    ${fact(words.response.when, view.time(response.occurredAt))}
    ${fact(words.response.touchpoint, nameOf(response.touchpoint.id))}
    ${fact(words.response.survey, response.survey)}
    ${fact(words.response.moment, moment.name)}
    ${fact(words.response.language, view.languageName(instrument.locale))}
    ${personas.length > 0 ? fact(words.response.personas, personas.map((one) => valueName(view, 'persona', one, config)).join(', ')) : nothing}
    ${variant === null ? nothing : fact(words.response.variant, variant)}
    ${fact(words.response.consent, valueName(view, 'consent', consent, config))}
    ${fact(words.response.respondent, words.response.kinds[respondent.kind])}</dl>
    ${properties.length > 0 ? html`<h3>${words.response.properties}</h3><dl>${pairs(properties)}</dl>` : nothing}
    ${known.length > 0 ? html`<h3>${words.response.context}</h3><dl>${pairs(known)}</dl>` : nothing}</section>`
}

const step = (
  view: View,
  place: Place,
  one: StoredResponse,
  isHere: boolean,
  nameOf: ResponseDetail['nameOf'],
  config: Config | null,
): Html => {
  const { words } = view
  return html`<li id="step-${slug(one.id)}"${isHere ? html` aria-current="true"` : nothing}>
    <p class="who"><span>${isHere ? html`<strong>${nameOf(one.touchpoint.id)}</strong> (${words.response.here})` : html`<a href="${responseHref(place, one.id)}">${nameOf(one.touchpoint.id)}</a>`}</span><span>${words.response.statuses[one.status]}</span><span>${view.time(one.occurredAt)}</span></p>
    ${isHere || Object.keys(one.answers).length === 0 ? nothing : answers(view, one, config)}</li>`
}

/** One response: what was answered, when and where, and what else the same respondent answered. */
export const responsePage = (view: View, place: Place, detail: ResponseDetail, config: Config | null): Html => {
  const { words } = view
  const { response, journey, hasContact, nameOf } = detail
  const { kind } = response.respondent
  const steps = journey.slice(0, MOST_STEPS)
  return sheet(view, place, {
    title: words.response.title,
    skip: words.response.skip,
    path: `/results/responses/${encodeURIComponent(response.id)}`,
    back: { href: hrefOf(place, { by: null, comments: 'newest' }, '/results/comments'), text: words.response.back },
    body: html`<div class="response"><section id="answers"><h2>${nameOf(response.touchpoint.id)}</h2>
      <p class="quiet">${words.response.statuses[response.status]}${response.simulated ? html` · <strong>${words.sample.answer}</strong>` : nothing}</p>${answers(view, response, config)}
      ${hasContact && place.editor ? html`<p><a href="${hrefOf(place, { by: null, comments: 'newest', filters: [] }, '/results/contacts', { survey: response.survey })}">${words.response.contact}</a></p>` : nothing}</section>
      ${facts(view, detail, config)}
      <section class="journey" id="journey"><h2>${words.response.journey}</h2>
      ${
        journey.length > 1
          ? html`<p class="quiet">${words.response.journeyOf[kind === 'user' ? 'user' : 'device']}</p><ol>${steps.map((one) => step(view, place, one, one.id === response.id, nameOf, config))}</ol>${journey.length > steps.length ? html`<p class="quiet">${words.response.more(view.whole(journey.length - steps.length))}</p>` : nothing}`
          : html`<p class="quiet">${words.response.alone[kind]}</p>`
      }</section></div>`,
  })
}

/** Erased, or never there. */
export const noResponsePage = (view: View, place: Place): Html =>
  sheet(view, place, {
    title: view.words.response.title,
    skip: view.words.response.skip,
    path: '/results/comments',
    back: { href: hrefOf(place, { by: null, comments: 'newest' }, '/results/comments'), text: view.words.response.back },
    body: html`<p class="empty">${view.words.response.notFound}</p>`,
  })
