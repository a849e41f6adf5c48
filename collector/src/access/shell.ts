/** What the pages of projects, tokens and the trail have in common. */
import { html } from 'hono/html'
import { frame } from '../results/frame'
import { type Html, nothing, type View } from '../results/view'
import type { Days } from '../store'
import type { AccessWords, Fault } from './words'

export type PagePath = '/projects' | '/projects/tokens' | '/projects/trail'

/** What a page is made of, besides what it shows. */
export interface Shell {
  readonly view: View
  readonly words: AccessWords
  /** Set when the address names a language: links then keep it. */
  readonly lang: string | null
  /** The collector's own origin. */
  readonly origin: string
  /** Tokens and new projects are for those whose token is for all. */
  readonly everything: boolean
  /** Word of what was just done. */
  readonly done: keyof AccessWords['done'] | null
}

/** What a form was sent with, when something in it was wrong: it comes back as it was. */
export interface Attempt {
  /** Which form. */
  readonly form: string
  readonly values: Readonly<Record<string, string>>
  readonly faults: readonly Fault[]
}

export const hrefTo = ({ lang }: Pick<Shell, 'lang'>, path: string, query: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams({ ...query, ...(lang ? { lang } : {}) })
  return search.size > 0 ? `${path}?${search}` : path
}

/** How long, for people. */
export const daysText = ({ words }: Pick<Shell, 'words'>, days: Days, otherwise: number | null): string => {
  const one = (value: number | 'forever'): string => (value === 'forever' ? words.forever : words.days(value))
  return days === null ? words.asCollector(one(otherwise ?? 'forever')) : one(days)
}

export const faultsOf = ({ words }: Shell, attempt: Attempt | null, id: string): Html | string =>
  attempt === null || attempt.faults.length === 0
    ? nothing
    : html`<div class="fault" role="alert" id="${id}"><p>${words.wrong}</p><ul>${attempt.faults.map((fault) => html`<li>${words.faults[fault]}</li>`)}</ul></div>`

export interface Field {
  readonly form: string
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly type?: 'text' | 'date' | 'lines'
  readonly required?: boolean
  /** Shown as it is in any language: ids, addresses. */
  readonly code?: boolean
}

/** A labelled field; `attempt` is what came back of its form. */
export const field = (attempt: Attempt | null, { form, name, label, hint, value, type = 'text', required, code }: Field): Html => {
  const id = `${form}-${name}`
  const shown = attempt?.values[name] ?? value
  const wrong = attempt?.faults.some(
    (fault) => fault === name || (fault === 'taken' && name === 'id') || (fault === 'nameTaken' && name === 'name'),
  )
  const described = [...(hint ? [`${id}-hint`] : []), ...(wrong ? [`${form}-fault`] : [])].join(' ')
  const more = html`id="${id}" name="${name}"${described ? html` aria-describedby="${described}"` : nothing}${wrong ? html` aria-invalid="true"` : nothing}${required ? html` required` : nothing}${code ? html` spellcheck="false" autocapitalize="none" translate="no"` : nothing} autocomplete="off"`
  return html`<div class="field"><label for="${id}">${label}</label>
    ${type === 'lines' ? html`<textarea ${more} rows="2">${shown}</textarea>` : html`<input ${more} type="${type}" value="${shown}">`}
    ${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}</div>`
}

/** A step before something that cannot be taken back. */
export const confirm = (
  { words }: Shell,
  id: string,
  why: string,
  action: string,
  hidden: Readonly<Record<string, string>>,
  what: string,
): Html =>
  html`<details class="confirm" id="${id}"><summary>${words.revoke}<span class="hidden"> ${what}</span></summary>
    <form method="post" action="${action}">${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<p class="quiet">${why}</p><button>${words.revokeForGood}</button></form>
  </details>`

const bar = (shell: Shell, current: PagePath, query: Readonly<Record<string, string>>): Html => {
  const { view, words, everything } = shell
  const pages: readonly (readonly [PagePath, string])[] = [
    ['/projects', words.title],
    ...(everything ? [['/projects/tokens', words.tokens] as const] : []),
    ['/projects/trail', words.trail],
  ]
  return html`<nav class="bar" aria-label="${words.title}">
    <div><a href="${hrefTo(shell, '/results')}">← ${words.results}</a></div>
    <div>${pages.map(([path, name]) => html`<a href="${hrefTo(shell, path)}"${path === current ? html` aria-current="page"` : nothing}>${name}</a>`)}</div>
    <div role="group" aria-label="${words.language}" class="language">${(['en', 'fr'] as const).map((lang) => html`<a href="${hrefTo({ lang }, current, query)}"${lang === view.language ? html` aria-current="true"` : nothing} lang="${lang}" hreflang="${lang}">${lang.toUpperCase()}</a>`)}</div>
  </nav>`
}

export const shellPage = (
  shell: Shell,
  current: PagePath,
  {
    title,
    body,
    foot,
    query = {},
  }: { readonly title: string; readonly body: Html; readonly foot?: Html; readonly query?: Readonly<Record<string, string>> },
): Html => {
  const { view, words, done } = shell
  return frame(
    view,
    `${title} · Peakend`,
    html`<a class="skip" href="#content">${words.skip}</a>
  <header class="top">
    <h1>${title}</h1>
    <p class="news" role="status">${done === null ? nothing : words.done[done]}</p>
    ${bar(shell, current, query)}
  </header>
  <main id="content" class="settings" tabindex="-1">${body}</main>
  <footer class="foot"><p>${foot ?? nothing}</p>
    <form method="post" action="${hrefTo(shell, '/results/sign-out')}"><button>${words.signOut}</button></form>
  </footer>`,
  )
}
