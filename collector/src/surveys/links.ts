import { html } from 'hono/html'
import { hrefOf, type Place } from '../results/place'
import { type Html, nothing, type View } from '../results/view'
import { surveyWords } from './words'

/** From a touchpoint's results to the surveys that asked there, where they are configured. */
export const editLinks = (view: View, place: Place, surveys: readonly string[]): Html | string => {
  const here = surveys.filter((survey) => place.surveys?.includes(survey))
  const base = hrefOf({ ...place, days: 0, test: false, comments: 'newest' }, {}, '/surveys/edit')
  return here.length === 0
    ? nothing
    : html` <span class="edits">${here.map((survey) => html`<a href="${base}${base.includes('?') ? '&' : '?'}survey=${encodeURIComponent(survey)}">${surveyWords(view.language).card}${here.length > 1 ? html` ${survey}` : nothing}</a> `)}</span>`
}
