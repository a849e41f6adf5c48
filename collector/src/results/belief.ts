import { html } from 'hono/html'
import { mean, scaleEnds } from '../metrics'
import { beliefOf } from '../report/beliefs'
import type { BeliefCount, BeliefQuestion } from '../store'
import { option } from './filters'
import { frame } from './frame'
import { hrefOf, type Place, unchosen } from './place'
import { sheet } from './sheet'
import { type Html, nothing, scoreText, slug, type View } from './view'

export const BELIEF = '/results/belief'

/** A question that staff may be asked, with what its touchpoint is called. */
export interface Askable {
  readonly touchpoint: string
  readonly name: string
  readonly asked: BeliefQuestion
}

export interface BeliefList {
  readonly links: readonly BeliefCount[]
  readonly askable: readonly Askable[]
  /** What a touchpoint is called. */
  readonly nameOf: (touchpoint: string) => string
  /** A link that was just made: shown this once. */
  readonly made: string | null
  readonly isWrong: boolean
  readonly news: string
}

const figure = (view: View, link: BeliefCount): string => {
  const words = view.words.belief
  const n = link.values.reduce((sum, one) => sum + one.n, 0)
  const belief = beliefOf(link)
  const { metric, points } = link.asked
  const average = mean(
    link.values.map(({ value, n }) => ({ value, count: n })),
    ...scaleEnds(metric, points),
  )
  if (belief === null || average === null) return words.few(n, view.whole(n))
  return words.is(scoreText(view, metric, belief.value), view.decimal(average.score), view.whole(n), view.day(belief.at ?? link.createdAt))
}

const entry = (view: View, place: Place, link: BeliefCount, { nameOf }: BeliefList): Html => {
  const words = view.words.belief
  const key = slug(link.id)
  const name = nameOf(link.touchpoint)
  const post = (deed: string) => hrefOf(place, unchosen, `${BELIEF}/${encodeURIComponent(link.id)}/${deed}`)
  return html`<li id="belief-${key}"><p><strong>${name}</strong> <span class="quiet">${link.closedAt === null ? words.open(view.day(link.createdAt)) : words.closed(view.day(link.closedAt))}</span></p>
    <p><q>${view.text(link.asked.text)}</q></p><p>${figure(view, link)}</p>
    <div class="deeds">${link.closedAt === null ? html`<form method="post" action="${post('close')}"><button>${words.close}<span class="hidden"> ${name}</span></button></form>` : nothing}
    <details id="delete-${key}"><summary>${words.remove}<span class="hidden"> ${name}</span></summary><form method="post" action="${post('delete')}"><button>${words.removeForGood}</button></form></details></div></li>`
}

/** Links by which staff say what they expect, and what they said. */
export const beliefPage = (view: View, place: Place, list: BeliefList): Html => {
  const words = view.words.belief
  const invalid = list.isWrong ? html` aria-invalid="true" aria-describedby="wrong-survey"` : nothing
  return sheet(view, place, {
    title: words.title,
    skip: words.skip,
    path: BELIEF,
    back: { href: hrefOf(place, {}), text: words.back },
    news: list.news,
    body: html`${
      list.made === null
        ? nothing
        : html`<section class="made" id="made"><h2><label for="link">${words.created}</label></h2><input id="link" readonly value="${list.made}"><p class="quiet">${words.once}</p></section>`
    }
    <form method="post" class="find" action="${hrefOf(place, unchosen, BELIEF)}"><p>${words.why}</p>${
      list.askable.length === 0
        ? html`<p class="quiet">${words.nothing}</p>`
        : html`<div class="fields"><div class="belief-survey"><label for="survey">${words.survey}</label><select id="survey" name="survey"${invalid}>${list.askable.map(({ name, asked }) => option(asked.survey, `${name}${view.words.colon} ${view.text(asked.text)}`, false))}</select>${list.isWrong ? html`<p class="wrong" id="wrong-survey" role="alert">${words.wrong}</p>` : nothing}</div></div><button>${words.create}</button>`
    }</form>
    <section><h2>${words.links}</h2>${list.links.length > 0 ? html`<ul class="note-list">${list.links.map((link) => entry(view, place, link, list))}</ul>` : html`<p class="quiet">${words.none}</p>`}</section>`,
  })
}

/** A page for staff: nothing on it leads to a score. */
const door = (view: View, title: string, body: Html): Html =>
  frame(view, `${title} · Peakend`, html`<main class="door belief-door">${body}</main>`)

const pointsOf = (
  view: View,
  { metric, points, labels }: BeliefQuestion,
): readonly { readonly value: number; readonly label: string }[] => {
  const [min, max] = scaleEnds(metric, points)
  const words = view.words.belief
  const ends = labels.length === 2 ? labels.map(view.text) : [words.worst, words.best]
  return Array.from({ length: max - min + 1 }, (_, step) => {
    const own = labels[step]
    const isWhole = labels.length === max - min + 1 && own !== undefined
    return { value: min + step, label: isWhole ? view.text(own) : step === 0 ? (ends[0] ?? '') : step === max - min ? (ends[1] ?? '') : '' }
  })
}

/** The question that customers are asked, for staff. */
export const askPage = (view: View, asked: BeliefQuestion, name: string, wrong: 'choose' | 'cookies' | null): Html => {
  const words = view.words.belief
  return door(
    view,
    words.ask,
    html`<h1>${words.ask}</h1><p class="quiet">${words.askWhy}</p>
    <form method="post"><fieldset${wrong ? html` aria-describedby="wrong"` : nothing}><legend><span class="quiet">${name}</span> <q>${view.text(asked.text)}</q></legend>
    ${wrong ? html`<p class="wrong" id="wrong" role="alert">${words[wrong]}</p>` : nothing}
    <ul class="points">${pointsOf(view, asked).map(({ value, label }) => html`<li><label><input type="radio" name="value" value="${value}" required> ${value}${label ? html` <span class="quiet">${label}</span>` : nothing}</label></li>`)}</ul></fieldset>
    <button>${words.send}</button></form>`,
  )
}

export const thanksPage = (view: View, isBefore: boolean): Html => {
  const words = view.words.belief
  return door(view, words.thanks, html`<h1>${words.thanks}</h1><p>${isBefore ? words.before : words.thanksWhy}</p>`)
}

/** For who comes with a link that asks nothing any more. It tells nobody whether there ever was one. */
export const closedBeliefPage = (view: View): Html => {
  const words = view.words.belief
  return door(view, words.gone, html`<h1>${words.gone}</h1><p>${words.goneWhy}</p>`)
}
