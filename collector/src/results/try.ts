import { html } from 'hono/html'
import type { Place } from './place'
import { type Html, nothing, type View } from './view'

/** What to put at the end of a page's address to see a survey at once, as a test; with a link into the demo shop where there is one. */
export const addresses = (view: View, { demo }: Place, surveys: readonly string[]): Html =>
  html`<ul class="addresses">${surveys.map((survey) => {
    const address = `?peakend=show:${encodeURIComponent(survey)}`
    return html`<li><code translate="no">${address}</code>${demo === null ? nothing : html` <a href="${demo}${address}">${view.words.openDemo}</a>`}</li>`
  })}</ul>`

/** How to see what visitors see. */
export const tryIt = (view: View, place: Place, surveys: readonly string[]): Html =>
  html`<div class="try"><p class="quiet">${view.words.tryIt}</p>${addresses(view, place, surveys)}</div>`
