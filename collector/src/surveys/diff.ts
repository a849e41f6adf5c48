import { html } from 'hono/html'
import { isObject } from '../../../src/survey/check-words'
import { type Html, nothing } from '../results/view'
import type { Change } from './changes'
import type { Desk } from './desk'

/** A long list of changes is read in the JSON. */
const MOST_SHOWN = 60
const MOST_CHARACTERS = 300

/** A value as its author would recognise it. */
const valueText = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, isObject(value) || Array.isArray(value) ? 1 : 0)
  const flat = text.replace(/\s+/g, ' ')
  return flat.length > MOST_CHARACTERS ? `${flat.slice(0, MOST_CHARACTERS)}…` : flat
}

/** Where it is, in words: `question csat › Text › fr`. */
const placeText = ({ words }: Desk, { path }: Change): string =>
  path
    .map((part) => (typeof part === 'number' ? String(part + 1) : Object.hasOwn(words.fields, part) ? (words.fields[part] ?? part) : part))
    .join(' › ')

const what = (desk: Desk, change: Change): Html => {
  const { diff } = desk.words
  const { before, after, moved } = change
  if (moved) return html`${diff.moved}${': '}<span translate="no">${valueText(after)}</span>`
  if (before === undefined) return html`${diff.added} <ins translate="no">${valueText(after)}</ins>`
  if (after === undefined) return html`${diff.gone} <del translate="no">${valueText(before)}</del>`
  return html`<span class="hidden">${diff.was} </span><del translate="no">${valueText(before)}</del> → <span class="hidden">${diff.becomes} </span><ins translate="no">${valueText(after)}</ins>`
}

const entry = (desk: Desk, change: Change): Html =>
  html`<li>${change.path.length > 0 ? html`<b>${placeText(desk, change)}</b> ` : nothing}${what(desk, change)}</li>`

const group = (desk: Desk, survey: string | null, changes: readonly Change[]): Html => {
  const { diff } = desk.words
  const [whole] = changes.filter(({ path }) => path.length === 0)
  const title = survey ?? diff.beside
  const shown = changes.slice(0, MOST_SHOWN)
  return html`<section class="change"><h3 translate="no">${title}${whole ? html` <span class="state">${whole.before === undefined ? diff.newSurvey : diff.goneSurvey}</span>` : nothing}</h3>
    ${whole && survey !== null ? nothing : html`<ul>${shown.map((one) => entry(desk, one))}</ul>`}
    ${changes.length > shown.length ? html`<p class="quiet">${diff.more(changes.length - shown.length)}</p>` : nothing}</section>`
}

/** What differs, in words, survey by survey. */
export const diffView = (desk: Desk, changes: readonly Change[], none: string): Html => {
  if (changes.length === 0) return html`<p class="quiet">${none}</p>`
  const surveys = [...new Set(changes.map(({ survey }) => survey))].sort((a, b) => Number(a === null) - Number(b === null))
  return html`<div class="changes">${surveys.map((survey) =>
    group(
      desk,
      survey,
      changes.filter((one) => one.survey === survey),
    ),
  )}</div>`
}
