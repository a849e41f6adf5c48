import { html } from 'hono/html'
import type { StaleSurvey } from '../report/stale'
import { hrefOf, type Place, unchosen } from './place'
import { type Html, nothing, slug, type View } from './view'

/** Surveys that should ask and do not, or ask and hear nothing. */
export const staleList = (view: View, stale: readonly StaleSurvey[]): Html | string => {
  const { words } = view
  if (stale.length === 0) return nothing
  const why = ({ lastAt, unanswered }: StaleSurvey) =>
    unanswered > 0
      ? words.care.unanswered(unanswered, view.whole(unanswered))
      : lastAt === null
        ? words.care.never
        : words.care.unasked(view.day(lastAt))
  return html`<section class="care" id="stale"><h2>${words.care.stale}</h2><p class="quiet">${words.care.staleWhy}</p>
    <ul class="stale-list">${stale.map((one) => html`<li id="stale-${slug(one.survey)}"><strong translate="no">${one.survey}</strong> ${why(one)}</li>`)}</ul></section>`
}

/** Clears test answers away, after a second look. */
export const deleteTestsForm = (view: View, place: Place, showings: number): Html | string => {
  const { words } = view
  if (showings === 0) return nothing
  return html`<details class="care" id="delete-tests"><summary>${words.care.deleteTests}</summary><p class="quiet">${words.care.deleteTestsWhy(showings, view.whole(showings))}</p>
    <form method="post" action="${hrefOf(place, unchosen, '/results/tests/delete')}"><input type="hidden" name="confirm" value="yes"><button>${words.care.deleteForGood}</button></form></details>`
}

/** Clears sample data away, after a second look. */
export const deleteSampleForm = (view: View, place: Place, showings: number): Html | string => {
  const { words } = view
  if (showings === 0) return nothing
  return html`<details class="care" id="delete-sample"><summary>${words.sample.remove}</summary><p class="quiet">${words.sample.removeWhy(showings, view.whole(showings))}</p>
    <form method="post" action="${hrefOf(place, unchosen, '/results/sample/delete')}"><input type="hidden" name="confirm" value="yes"><button>${words.care.deleteForGood}</button></form></details>`
}
