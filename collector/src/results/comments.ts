import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import type { Theme } from '../report/themes'
import type { Voice } from '../report/types'
import type { Band } from '../store'
import { type Choices, chosen, hidden, option } from './filters'
import { hrefOf, type Place, queryOf } from './place'
import { sheet } from './sheet'
import { type Html, nothing, slug, type View } from './view'
import { said } from './voices'

export const COMMENTS = '/results/comments'

/** What is looked for, as its address says it. */
export interface CommentSearch {
  readonly query: string | null
  readonly touchpoint: string | null
  readonly band: Band | null
  /** A theme and its language. */
  readonly theme: string | null
  readonly themeIn: string | null
}
const fieldsOf = ({ query, touchpoint, band, theme, themeIn }: CommentSearch): Readonly<Record<string, string | null>> => ({
  q: query,
  touchpoint,
  band,
  theme,
  in: themeIn,
})

export interface CommentList {
  readonly found: readonly (Voice & { readonly touchpoint: string })[]
  /** Where the next page begins; null on the last. */
  readonly next: string | null
  readonly themes: readonly { readonly language: string; readonly themes: readonly Theme[] }[]
  /** How many comments the themes were counted in. */
  readonly scanned: number
  readonly touchpoints: readonly { readonly id: string; readonly name: string }[]
  readonly choices: Choices
}

/** An address of the page of comments. */
export const commentsHref = (place: Place, search: Partial<CommentSearch>, more: Readonly<Record<string, string>> = {}): string =>
  hrefOf(place, { by: null, comments: 'newest' }, COMMENTS, {
    ...fieldsOf({ query: null, touchpoint: null, band: null, theme: null, themeIn: null, ...search }),
    ...more,
  })

const bands = ['low', 'middle', 'high'] as const satisfies Band[]

const form = (view: View, place: Place, search: CommentSearch, { touchpoints, choices }: CommentList, config: Config | null): Html => {
  const { words } = view
  const { voices } = words
  const language = place.filters.find(({ dimension }) => dimension === 'language')?.value ?? null
  const spoken = choices.find(({ dimension }) => dimension === 'language')?.values.map(({ value }) => value) ?? []
  const all = language !== null && !spoken.includes(language) ? [...spoken, language] : spoken
  const kept = Object.fromEntries(
    queryOf({ ...place, filters: place.filters.filter(({ dimension }) => dimension !== 'language') }, { by: null, comments: 'newest' }),
  )
  return html`<form class="find" role="search" action="${COMMENTS}">${hidden(kept)}
    <div class="fields">
      <div><label for="q">${voices.search}</label><input id="q" type="search" name="q" maxlength="100" value="${search.query ?? ''}"></div>
      <div><label for="touchpoint">${voices.touchpoint}</label><select id="touchpoint" name="touchpoint">${option('', voices.all, search.touchpoint === null)}${touchpoints.map(({ id, name }) => option(id, name, id === search.touchpoint))}</select></div>
      <div><label for="band">${voices.band}</label><select id="band" name="band">${option('', voices.all, search.band === null)}${bands.map((band) => option(band, voices.bands[band], band === search.band))}</select></div>
      ${all.length > 1 ? html`<div><label for="language">${voices.language}</label><select id="language" name="language">${option('', voices.all, language === null)}${all.map((tag) => option(tag, view.languageName(tag), tag === language))}</select></div>` : nothing}
    </div>
    <button>${voices.find}</button></form>
    ${chosen(view, place, config, COMMENTS, Object.fromEntries(Object.entries(fieldsOf(search)).flatMap(([name, value]) => (value ? [[name, value]] : []))))}`
}

const bar = (count: number, most: number, kind: string): Html =>
  html`<svg width="100%" height="6" aria-hidden="true"><rect class="${kind}" width="${Math.round((count / most) * 100)}%" height="6" rx="3" /></svg>`

/** Words that come up again: each leads to the comments it stands in. */
const themes = (view: View, place: Place, search: CommentSearch, { themes: found, scanned }: CommentList): Html => {
  const { voices } = view.words
  const { themeColumns: columns } = voices
  const most = Math.max(1, ...found.flatMap(({ themes }) => themes.flatMap(({ low, high }) => [low, high])))
  return html`<section class="themes" id="themes"><h2>${voices.themes}</h2>
    <p class="quiet">${found.length > 0 ? html`${voices.themesWhy} ${voices.scanned(view.whole(scanned))}` : voices.noThemes}</p>
    ${found.map(
      ({ language, themes }) => html`<table id="themes-${slug(language)}"><caption>${voices.themesOf(view.languageName(language))}</caption>
      <thead><tr><th scope="col">${columns.theme}</th><th scope="col">${columns.people}</th><th scope="col">${columns.low}</th><th scope="col">${columns.high}</th></tr></thead>
      <tbody>${themes.map(
        ({ key, phrase, people, low, high }) =>
          html`<tr><th scope="row"><a lang="${language}" href="${commentsHref(place, { touchpoint: search.touchpoint, theme: key, themeIn: language })}"${search.theme === key && search.themeIn === language ? html` aria-current="true"` : nothing}>${phrase}</a></th><td>${view.whole(people)}</td><td>${view.whole(low)}${bar(low, most, 'rest')}</td><td>${view.whole(high)}${bar(high, most, 'hit')}</td></tr>`,
      )}</tbody></table>`,
    )}</section>`
}

/** Everything people wrote: searched, by their own score, a page at a time; and what comes up again and again. */
export const commentsPage = (view: View, place: Place, search: CommentSearch, list: CommentList, config: Config | null): Html => {
  const { words } = view
  const { voices } = words
  const isNarrowed = Object.values(fieldsOf(search)).some((value) => value !== null)
  const shown = list.themes.flatMap(({ language, themes }) =>
    themes.filter(({ key }) => key === search.theme && language === search.themeIn),
  )[0]
  const csv = hrefOf(place, { by: null, comments: 'newest', lang: null }, `${COMMENTS}.csv`, fieldsOf(search))
  return sheet(view, place, {
    title: voices.title,
    skip: voices.skip,
    path: COMMENTS,
    more: fieldsOf(search),
    back: { href: hrefOf(place, {}), text: voices.back },
    body: html`${form(view, place, search, list, config)}
    <div class="reading-room"><section class="voices" id="voices"><h2>${search.theme ? voices.theme(shown?.phrase ?? search.theme) : voices.title}</h2>
    ${
      list.found.length > 0
        ? html`<ul>${list.found.map((voice) => said(view, voice, hrefOf(place, { by: null, comments: 'newest' }, `/results/responses/${encodeURIComponent(voice.response)}`), list.touchpoints.find(({ id }) => id === voice.touchpoint)?.name ?? voice.touchpoint))}</ul>`
        : html`<div class="empty"><p><strong>${voices.none}</strong></p><p class="quiet">${voices.noneWhy}</p></div>`
    }
    <p class="more-or-all">${list.next ? html`<a class="button" href="${commentsHref(place, search, { after: list.next })}">${voices.older}</a> ` : nothing}${isNarrowed ? html`<a href="${commentsHref(place, {})}">${voices.clear}</a>` : nothing}</p></section>
    ${themes(view, place, search, list)}</div>`,
    foot: html`<p><span class="quiet">${words.download}</span> <a href="${csv}${csv.includes('?') ? '&' : '?'}${view.language === 'fr' ? 'separator=semicolon' : 'separator=comma'}" download>${words.forSpreadsheets}</a></p>`,
  })
}
