import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import { LEAST_FOR_STAFF } from '../report/breakdown'
import { isAboutStaff, plainDimensions } from '../report/filters'
import { LEAST_ANSWERS } from '../report/periods'
import type { Dimension, UsedDimension } from '../store'
import { hrefOf, type Place } from './place'
import { dimensionName, valueName } from './values'
import { type Html, nothing, slug, type View } from './view'

/** What there is to choose from: each dimension with its values, most answers first. */
export type Choices = readonly {
  readonly dimension: Dimension
  readonly values: readonly { readonly value: string; readonly n: number }[]
}[]

const orderOf = (dimension: Dimension): number => {
  const at = (plainDimensions as readonly Dimension[]).indexOf(dimension)
  return at < 0 ? plainDimensions.length : at
}

/** Those with enough answers to be told apart by: nobody picks out one customer, nor one agent's bad day. */
export const choicesOf = (used: readonly UsedDimension[]): Choices =>
  [...used]
    .sort((a, b) => orderOf(a.dimension) - orderOf(b.dimension) || (a.dimension < b.dimension ? -1 : 1))
    .map(({ dimension, values }) => {
      const least = isAboutStaff(dimension) ? LEAST_FOR_STAFF : LEAST_ANSWERS
      return { dimension, values: values.filter(({ n }) => n >= least).sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1)) }
    })
    .filter(({ values }) => values.length > 0)

/** What of a place a form must send along, since it is not one of its fields. */
export const hidden = (fields: Readonly<Record<string, string | null | undefined>>): readonly Html[] =>
  Object.entries(fields).flatMap(([name, value]) => (value ? [html`<input type="hidden" name="${name}" value="${value}">`] : []))

export const option = (value: string, text: string, chosen: boolean): Html =>
  html`<option value="${value}"${chosen ? html` selected` : nothing}>${text}</option>`

const field = (view: View, place: Place, { dimension, values }: Choices[number], config: Config | null): Html => {
  const chosen = place.filters.find((filter) => filter.dimension === dimension)?.value
  // What is chosen stays to be seen, though no answer in this period has it.
  const all = chosen !== undefined && !values.some(({ value }) => value === chosen) ? [...values, { value: chosen, n: 0 }] : values
  const id = `filter-${slug(dimension)}`
  return html`<div><label for="${id}">${dimensionName(view, dimension)}</label><select id="${id}" name="${dimension}">
    ${option('', view.words.filters.any, chosen === undefined)}${all.map(({ value, n }) => option(value, `${valueName(view, dimension, value, config)} (${view.whole(n)})`, value === chosen))}</select></div>`
}

export const dateFields = (view: View, { since, through }: Pick<Place, 'since' | 'through'>): Html => {
  const { words } = view
  return html`<div><label for="since">${words.filters.from}</label><input id="since" type="date" name="since" value="${since ?? ''}"></div>
    <div><label for="through">${words.filters.through}</label><input id="through" type="date" name="through" value="${through ?? ''}"></div>`
}

/** What is chosen, each with a link that takes it back. */
export const chosen = (
  view: View,
  place: Place,
  config: Config | null,
  path = '/results',
  more: Readonly<Record<string, string>> = {},
): Html | string => {
  const { words } = view
  const { filters, since, through } = place
  const chip = (text: string, href: string) =>
    html`<li><a href="${href}" aria-label="${words.filters.remove(text)}">${text} <span aria-hidden="true">×</span></a></li>`
  const chips = [
    ...filters.map(({ dimension, value }) =>
      chip(
        `${dimensionName(view, dimension)}${words.colon} ${valueName(view, dimension, value, config)}`,
        hrefOf(place, { filters: filters.filter((one) => one.dimension !== dimension) }, path, more),
      ),
    ),
    ...(since ? [chip(words.filters.since(view.day(since)), hrefOf(place, { since: null }, path, more))] : []),
    ...(through ? [chip(words.filters.until(view.day(through)), hrefOf(place, { through: null }, path, more))] : []),
  ]
  if (chips.length === 0) return nothing
  return html`<ul class="chips">${chips}${chips.length > 1 ? html`<li><a href="${hrefOf(place, { filters: [], since: null, through: null }, path, more)}">${words.filters.clear}</a></li>` : nothing}</ul>`
}

/** The same as plain words, where nothing is to be changed. */
export const chosenText = (view: View, { filters, since, through, days }: Place, config: Config | null): string => {
  const { words } = view
  const parts = [
    since || through
      ? [since && words.filters.since(view.day(since)), through && words.filters.until(view.day(through))].filter(Boolean).join(' ')
      : words.periods[(days in words.periods ? days : 0) as keyof typeof words.periods],
    ...filters.map(
      ({ dimension, value }) => `${dimensionName(view, dimension)}${words.colon} ${valueName(view, dimension, value, config)}`,
    ),
  ]
  return parts.join(' · ')
}

/** The form that filters the page, sets its period and breaks its scores down. It works without script: it is an address. */
export const filterBar = (view: View, place: Place, choices: Choices, config: Config | null): Html => {
  const { words } = view
  const count = place.filters.length
  const { filters: _, ...rest } = place
  const known: Choices = [
    ...choices,
    ...place.filters
      .filter(({ dimension }) => !choices.some((one) => one.dimension === dimension))
      .map(({ dimension }) => ({ dimension, values: [] })),
  ]
  return html`${chosen(view, place, config)}
  <details class="filters" id="filters"><summary>${words.filters.title}${count > 0 ? html` <span class="quiet">(${words.filters.active(count)})</span>` : nothing}</summary>
    <form action="/results">
      ${hidden({
        project: rest.project === 'default' ? null : rest.project,
        days: rest.days ? String(rest.days) : null,
        test: rest.test ? '1' : null,
        comments: rest.comments === 'lowest' ? 'lowest' : null,
        same: rest.same,
        lang: rest.lang,
      })}
      <div class="fields">${dateFields(view, place)}${known.map((one) => field(view, place, one, config))}
      ${
        known.length > 0
          ? html`<div><label for="by">${words.filters.by}</label><select id="by" name="by">${option('', words.filters.noBreakdown, place.by === null)}${known.map(({ dimension }) => option(dimension, dimensionName(view, dimension), dimension === place.by))}</select></div>`
          : nothing
      }</div>
      <button>${words.filters.apply}</button>
    </form></details>`
}
