import { html } from 'hono/html'
import { about } from '../../../src/recipes/about'
import { RecipeError } from '../../../src/recipes/error'
import { type RecipeName, recipeNames } from '../../../src/recipes/names'
import { expand, prepare } from '../../../src/recipes/prepare'
import { takes } from '../../../src/recipes/takes'
import type { Kind } from '../../../src/recipes/types'
import { type Html, nothing } from '../results/view'
import type { Desk } from './desk'
import { type Document, findSurvey, freeId, languagesOf } from './document'
import { isTag } from './form'
import { recipeFields } from './words.recipes'

/** What somebody typed, by the names of the form. */
export type Typed = Readonly<Record<string, string>>

const isRecipe = (name: string): name is RecipeName => recipeNames.some((known) => known === name)

const listed = (kind: Kind): readonly string[] | null => (typeof kind === 'string' ? null : 'of' in kind ? kind.of : kind)

/** A field as the option it is; what cannot be read is left as it is typed, and refused by the recipe. */
const optionOf = (kind: Kind, typed: string): unknown => {
  const text = typed.trim()
  if (typeof kind !== 'string') return 'of' in kind ? text.split(/[\s,]+/) : text
  if (kind === 'flag') return text === 'true'
  if (kind === 'paths') return text.split(/\s+/)
  if (kind === 'part') return text.split(/[\s,]+/).map(Number)
  if (kind === 'text' || kind === 'url' || kind === 'name') return text
  return Number.isFinite(Number(text)) ? Number(text) : text
}

/** The languages a recipe is told in: the project's, else those that recipes are written in. */
export const recipeLanguages = (document: unknown): readonly string[] => {
  const written = ['en', 'fr']
  const own = languagesOf(document)
  return own.length > 0 ? [...written.filter((tag) => own.includes(tag)), ...own.filter((tag) => !written.includes(tag))] : written
}
const isWords = (kind: Kind): boolean => kind === 'text' || kind === 'url'

/** Words are said in the languages they are given in; an address or a number that is given in one holds in all. */
const wordsOf = (kind: Kind, typed: Typed, name: string): unknown => {
  const said = Object.entries(typed).flatMap(([at, value]) => {
    const tag = at.startsWith(`${name}.`) ? at.slice(name.length + 1) : ''
    return isTag(tag) && value.trim() ? [[tag, value.trim()] as const] : []
  })
  const [first] = said
  if (!first) return undefined
  return said.length === 1 && (kind === 'url' || Number.isFinite(Number(first[1]))) ? first[1] : Object.fromEntries(said)
}

/** The options of a form: what was left empty was not given. */
const optionsOf = (name: RecipeName, typed: Typed): Readonly<Record<string, unknown>> => {
  const { options, facts = {} } = takes[name]
  const read = (kinds: Readonly<Record<string, Kind>>, at: string) =>
    Object.fromEntries(
      Object.entries(kinds).flatMap(([key, kind]) => {
        const value = typed[`${at}${key}`] ?? ''
        if (!isWords(kind)) return value.trim() ? [[key, optionOf(kind, value)]] : []
        const words = wordsOf(kind, typed, `${at}${key}`)
        return words === undefined ? [] : [[key, words]]
      }),
    )
  const said = read(facts, 'facts.')
  return { ...read({ brand: 'name', ...options }, 'with.'), ...(Object.keys(said)[0] && { facts: said }) }
}

/** The document with the survey of a recipe, and its id; or what is wrong with the options. */
export const withRecipe = (
  document: Document,
  name: string,
  typed: Typed,
): { readonly document: Document; readonly id: string } | { readonly wrong: RecipeError } => {
  try {
    const { survey } = prepare(name, isRecipe(name) ? optionsOf(name, typed) : {})
    const id = findSurvey(document, survey.id) ? freeId(document, survey.id) : survey.id
    const entry = { recipe: name, id, with: isRecipe(name) ? optionsOf(name, typed) : {} }
    const surveys = Array.isArray(document.surveys) ? document.surveys : []
    return { document: expand({ version: 1, ...document, surveys: [...surveys, entry] }).config, id }
  } catch (error) {
    if (error instanceof RecipeError) return { wrong: error }
    throw error
  }
}

const idOf = (name: string): string => `recipe-${name.replace(/\W/g, '-')}`
const keyOf = (name: string): string => name.replace(/^\w+\./, '')

/** The same words in each language, under one name. */
const wordsControl = (desk: Desk, name: string, kind: Kind, typed: Typed, isWrong: boolean, languages: readonly string[]): Html => {
  const { words, view } = desk
  const id = idOf(name)
  const key = keyOf(name)
  const hint = words.recipes.kinds[kind as string]
  const more = isWrong ? html` aria-invalid="true" aria-describedby="recipe-wrong"` : nothing
  return html`<div class="field" role="group" aria-labelledby="${id}"><span id="${id}">${recipeFields[view.language][key]} <code class="quiet" translate="no">${key}</code>${hint ? html` <span class="quiet">${hint}</span>` : nothing}</span>
    <div class="by-language">${languages.map((tag) => {
      const own = `${name}.${tag}`
      return html`<div><label for="${idOf(own)}" class="quiet">${view.languageName(tag)}</label><input id="${idOf(own)}" name="${own}" value="${typed[own] ?? ''}" autocomplete="off" lang="${tag}" dir="auto"${more}></div>`
    })}</div></div>`
}

const control = (desk: Desk, name: string, kind: Kind, value: string, isWrong: boolean): Html => {
  const { words } = desk
  const id = idOf(name)
  const key = keyOf(name)
  const values = kind === 'flag' ? ['true', 'false'] : typeof kind === 'string' || 'of' in kind ? null : kind
  const said = (one: string): string => (kind === 'flag' ? (one === 'true' ? words.form.yes : words.form.no) : one)
  const more = isWrong ? html` aria-invalid="true" aria-describedby="recipe-wrong"` : nothing
  const hint = values ? null : (listed(kind)?.join(' ') ?? words.recipes.kinds[kind as string] ?? null)
  return html`<div class="field"><label for="${id}">${recipeFields[desk.view.language][key]} <code class="quiet" translate="no">${key}</code>${hint ? html` <span class="quiet">${hint}</span>` : nothing}</label>
    ${
      values
        ? html`<select id="${id}" name="${name}"${more}><option value="">${words.form.unset}</option>${values.map((one) => html`<option value="${one}"${one === value ? html` selected` : nothing}>${said(one)}</option>`)}</select>`
        : html`<input id="${id}" name="${name}" value="${value}" autocomplete="off"${more}>`
    }</div>`
}

/** The recipes, to choose one from; of the chosen one what it takes. */
export const recipePart = (
  desk: Desk,
  languages: readonly string[],
  chosen: string,
  typed: Typed = {},
  wrong: RecipeError | null = null,
): Html => {
  const { words, view, href } = desk
  const spoken = view.language
  const list = html`<ul class="recipes">${recipeNames.map(
    (name) =>
      html`<li><a href="${href('/surveys/recipe', { recipe: name })}"${name === chosen ? html` aria-current="true"` : nothing}>${about[name].title[spoken]}</a><br><span class="quiet">${about[name].asks[spoken]}</span></li>`,
  )}</ul>`
  if (!isRecipe(chosen)) return list
  const { options, facts } = takes[chosen]
  const fields = (kinds: Readonly<Record<string, Kind>>, at: 'with' | 'facts'): Html =>
    html`${Object.entries(kinds).map(([key, kind]) => {
      const path = at === 'with' ? key : `facts.${key}`
      const isWrong = wrong?.path === path
      return isWords(kind)
        ? wordsControl(desk, `${at}.${key}`, kind, typed, isWrong, languages)
        : control(desk, `${at}.${key}`, kind, typed[`${at}.${key}`] ?? '', isWrong)
    })}`
  return html`<details class="others"><summary>${words.recipes.others}</summary>${list}</details><form method="post" action="${href('/surveys/recipe')}" class="editor"><input type="hidden" name="recipe" value="${chosen}">
    <h2>${about[chosen].title[spoken]}</h2><p>${about[chosen].asks[spoken]}</p>
    ${wrong ? html`<p class="problems wrong" role="alert" id="recipe-wrong"><code translate="no">${wrong.path}</code>: ${words.form.expected} <span lang="en">${wrong.expected}</span>, ${words.form.got} <span lang="en" translate="no">${wrong.got}</span>. <span lang="en">${wrong.hint}</span></p>` : nothing}
    <p class="quiet">${words.recipes.optional}</p>
    <fieldset><legend>${words.recipes.options}</legend>${fields({ brand: 'name', ...options }, 'with')}</fieldset>
    ${facts ? html`<fieldset><legend>${words.recipes.facts}</legend><p class="quiet">${words.recipes.factsWhy}</p>${fields(facts, 'facts')}</fieldset>` : nothing}
    <button class="strong">${words.addButton}</button></form>`
}
