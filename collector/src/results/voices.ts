import { html } from 'hono/html'
import type { InstrumentReport, Voice } from '../report/types'
import { type Html, nothing, type View } from './view'

/** `4 / 5`, spelled so that a 4 is never read on the wrong scale. */
const chip = (view: View, { score, max }: Voice): Html | string =>
  score === null || max === null ? nothing : html`<span class="chip"><strong>${view.whole(score)}</strong> / ${view.whole(max)}</span>`

const said = (view: View, voice: Voice): Html =>
  html`<li id="said-${voice.response}">
    <div class="who">${chip(view, voice)}${view.time(voice.occurredAt)}</div>
    ${voice.comments.map(({ text }) => html`<blockquote lang="${voice.locale}"><p>${text}</p></blockquote>`)}
  </li>`

/** Below ten answers: the answers themselves. */
export const theAnswers = (view: View, { latest, n }: InstrumentReport): Html | string =>
  n === 0
    ? nothing
    : html`<section class="voices"><h4>${view.words.theAnswers}</h4><ul>${latest.map((voice) => said(view, voice))}</ul></section>`

/** Comments, newest first, each with its own score. */
export const comments = (view: View, voices: readonly Voice[]): Html =>
  html`<section class="voices"><h4>${view.words.comments}</h4><ul>${voices.map((voice) => said(view, voice))}</ul></section>`
