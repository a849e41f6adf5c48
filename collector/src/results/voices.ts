import { html } from 'hono/html'
import type { InstrumentReport, Voice } from '../report/types'
import { hrefOf, type Place } from './place'
import { type Html, nothing, slug, type View } from './view'

/** `4 / 5`, spelled so that a 4 is never read on the wrong scale. */
const chip = (view: View, { score, max }: Voice): Html | string =>
  score === null || max === null ? nothing : html`<span class="chip"><strong>${view.whole(score)}</strong> / ${view.whole(max)}</span>`

/**
 * How high, in which language the page was, and when: that last, since the page's script writes it in the reader's own time, and nothing may move.
 * `href`: the whole response. `where`: its touchpoint, where several stand in one list.
 */
export const said = (view: View, voice: Voice, href: string | null, where: string | null = null): Html => {
  const time = view.time(voice.occurredAt)
  return html`<li id="said-${slug(voice.response)}">
    <div class="who">${chip(view, voice)}${where === null ? nothing : html`<span>${where}</span>`}<span>${view.languageName(voice.locale)}</span><span>${href === null ? time : html`<a href="${href}"><span class="hidden">${view.words.voices.open}, </span>${time}</a>`}</span></div>
    ${voice.comments.map(({ text }) => html`<blockquote lang="${voice.locale}"><p>${text}</p></blockquote>`)}
  </li>`
}

const responseHref = (place: Place, { response }: Voice): string | null =>
  place.shared === null ? hrefOf(place, { by: null, comments: 'newest' }, `/results/responses/${encodeURIComponent(response)}`) : null

/** Below ten answers: the answers themselves. */
export const theAnswers = (view: View, { latest, n }: InstrumentReport, place: Place): Html | string =>
  n === 0
    ? nothing
    : html`<section class="voices"><h4>${view.words.theAnswers}</h4><ul>${latest.map((voice) => said(view, voice, responseHref(place, voice)))}</ul></section>`

/** Comments, each with its own score: the newest first, or the lowest scores. The links lead back to where they were. */
export const comments = (view: View, voices: readonly Voice[], place: Place, touchpoint: string): Html => {
  const key = slug(touchpoint)
  const { words } = view
  const link = (order: Place['comments'], text: string) =>
    html`<a href="${hrefOf(place, { comments: order })}#comments-${key}"${place.comments === order ? html` aria-current="true"` : nothing}>${text}</a>`
  return html`<section class="voices" id="comments-${key}"><div class="said"><h4>${words.comments}</h4>
    ${
      place.shared === null
        ? html`<div class="choices" role="group" aria-label="${words.commentOrder}">${link('newest', words.newestFirst)}${link('lowest', words.lowestFirst)}<a href="${hrefOf(place, { by: null, comments: 'newest' }, '/results/comments', { touchpoint })}">${words.voices.link}</a></div>`
        : nothing
    }</div>
    <ul>${voices.map((voice) => said(view, voice, responseHref(place, voice)))}</ul></section>`
}
