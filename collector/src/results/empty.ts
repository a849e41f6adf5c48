import { html } from 'hono/html'
import type { Report } from '../report/types'
import { surveyWords } from '../surveys/words'
import { hrefOf, type Place, unchosen } from './place'
import { snippet } from './snippet'
import { addresses } from './try'
import { type Html, nothing, type View } from './view'

/** The shortest configuration that asks something. */
const example = `{
  "version": 1,
  "surveys": [{
    "id": "checkout-csat",
    "touchpoint": {
      "id": "confirmation", "stage": "purchase", "category": "sales"
    },
    "trigger": { "on": "event", "name": "order_completed" },
    "questions": [{
      "id": "csat", "type": "csat",
      "text": "How did placing your order go?"
    }]
  }]
}`
/** Enough to choose from; a long list helps nobody. */
const MOST_ADDRESSES = 3

/** Stands where a key has to. */
const KEY_GOES_HERE = 'YOUR-KEY'

const code = (text: string): Html => html`<pre tabindex="0" translate="no"><code>${text}</code></pre>`

const unconfigured = (view: View, place: Place): Html => {
  const { noConfigTitle, noConfigHere, noConfigSteps } = view.words
  return html`<section class="empty"><h2>${noConfigTitle}</h2><p>${noConfigHere} <a href="${hrefOf(place, unchosen, '/surveys')}">${surveyWords(view.language).title}</a></p><ol>
    <li><p>${noConfigSteps[0]}</p>${code(example)}</li>
    <li><p>${noConfigSteps[1]}</p>${code('CONFIG=peakend.json npm start')}</li></ol></section>`
}

const unshown = (view: View, place: Place, surveys: readonly string[]): Html => {
  const { words } = view
  const some = surveys.slice(0, MOST_ADDRESSES)
  return html`<section class="empty"><h2>${words.emptyTitle}</h2><ol>
    <li><p>${words.emptySteps[0]}</p>${code(snippet(place.origin, place.project, place.writeKey === null ? KEY_GOES_HERE : place.writeKey))}${place.writeKey === null ? html`<p class="quiet">${place.admin ? html`${words.keyMissing} <a href="/projects">${words.toKeys}</a>` : words.keyElsewhere}</p>` : nothing}</li>
    <li><p>${words.emptySteps[1]}</p>${addresses(view, { ...place, demo: null }, some)}</li>
    ${place.demo === null ? nothing : html`<li><p>${words.emptySteps[2]}</p><p><a class="button" href="${place.demo}${some[0] ? `?peakend=show:${encodeURIComponent(some[0])}` : ''}">${words.openDemo}</a></p></li>`}
    </ol></section>`
}

/** What there is to do where there is nothing, or hardly anything, to read. */
export const empty = (view: View, place: Place, report: Report): Html | string => {
  const { words } = view
  const showAll = html`<p><a class="button" href="${hrefOf(place, { days: 0 })}">${words.showAll}</a></p>`
  if (report.answered + report.imported === 0 && place.filters.length > 0 && (report.shown > 0 || report.outside))
    return html`<section class="empty"><h2>${words.filters.nothing}</h2><p><a class="button" href="${hrefOf(place, { filters: [] })}">${words.filters.clear}</a></p></section>`
  if (report.answered + report.imported === 0 && place.days > 0 && (report.shown > 0 || report.outside))
    return html`<section class="empty"><h2>${words.emptyPeriod(place.days)}</h2>${showAll}</section>`
  if (report.shown + report.imported > 0) return nothing
  if (place.test)
    return html`<section class="empty"><h2>${words.emptyTestTitle}</h2><p>${words.emptySteps[1]}</p>${addresses(view, place, (place.surveys ?? []).slice(0, MOST_ADDRESSES))}</section>`
  const tests =
    report.answeredApart > 0
      ? html`<p class="notice">${words.onlyTests(report.answeredApart, view.whole(report.answeredApart))} <a href="${hrefOf(place, { test: true })}">${words.seeTests}</a></p>`
      : nothing
  return html`${tests}${place.surveys === null || place.surveys.length === 0 ? unconfigured(view, place) : unshown(view, place, place.surveys)}`
}
