import type { Context } from 'hono'
import { html } from 'hono/html'
import { isObject } from '../../../src/survey/check-words'
import type { Text } from '../../../src/survey/config'
import { frame } from '../results/frame'
import { type Html, nothing, type View } from '../results/view'
import { type SurveyWords, surveyWords } from './words'
import { itemWords } from './words.items'

/** What every page of surveys stands on. */
export interface Desk {
  readonly view: View
  readonly words: SurveyWords
  readonly project: string
  /** Whoever looks may change things, too. */
  readonly mayEdit: boolean
  /** An address in this project and language. */
  readonly href: (path: string, query?: Readonly<Record<string, string>>) => string
  /** This page in another language. */
  readonly inLanguage: (language: string) => string
}

export const deskOf = (context: Context, view: View, project: string, mayEdit: boolean): Desk => {
  const lang = context.req.query('lang')
  const kept = {
    ...(project === 'default' ? {} : { project }),
    ...(lang === 'en' || lang === 'fr' ? { lang } : {}),
  }
  const own = ['survey', 'id'].flatMap((name) => {
    const value = context.req.query(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    view,
    words: surveyWords(view.language),
    project,
    mayEdit,
    href: (path, query = {}) => {
      const all = new URLSearchParams({ ...kept, ...query })
      return all.size > 0 ? `${path}?${all}` : path
    },
    inLanguage: (language) =>
      `${context.req.method === 'GET' ? context.req.path : '/surveys'}?${new URLSearchParams({ ...kept, ...Object.fromEntries(own), lang: language })}`,
  }
}

/** A text of a document that may hold anything, in the reader's language. */
export const wordsOf = ({ view }: Desk, text: unknown): string => {
  if (typeof text === 'string') return view.text(text)
  const isByLanguage = isObject(text) && Object.values(text).every((one) => typeof one === 'string')
  return isByLanguage ? view.text(text as Text) : ''
}

const link = (href: string, text: string, current = false, lang?: string): Html =>
  html`<a href="${href}"${current ? html` aria-current="true"` : nothing}${lang ? html` lang="${lang}" hreflang="${lang}"` : nothing}>${text}</a>`

export interface PageOptions {
  readonly title: string
  readonly skip: string
  /** Said to everybody, screen readers too, as soon as the page is there. */
  readonly news?: Html | string
  readonly current?: 'list' | 'personas' | 'touchpoints' | 'publish' | 'versions' | 'json'
}

/** The frame of the pages of surveys: where one is, and where one can go. */
export const page = (desk: Desk, { title, skip, news, current }: PageOptions, body: Html): Html => {
  const { words, href, view, project } = desk
  return frame(
    view,
    `${title}${project === 'default' ? '' : ` · ${project}`} · Peakend`,
    html`<a class="skip" href="#main">${skip}</a>
  <header class="top">
    <h1>${title}${project === 'default' ? nothing : html` <span class="project">${project}</span>`}</h1>
    <nav class="bar" aria-label="${words.pages}">
      <div>${link(href('/surveys'), words.title, current === 'list')}${link(href('/surveys/touchpoints'), itemWords(view.language).touchpoints.title, current === 'touchpoints')}${link(href('/surveys/personas'), itemWords(view.language).personas.title, current === 'personas')}${link(href('/surveys/publish'), words.publish.title, current === 'publish')}${link(href('/surveys/versions'), words.versions, current === 'versions')}${link(href('/surveys/json'), words.json, current === 'json')}${link(href('/results'), words.results)}</div>
      <div role="group" aria-label="${words.language}" class="language">${(['en', 'fr'] as const).map((lang) => link(desk.inLanguage(lang), lang.toUpperCase(), lang === view.language, lang))}</div>
    </nav>
  </header>
  <main id="main" tabindex="-1">
    ${desk.mayEdit ? nothing : html`<p class="quiet">${words.readOnly}</p>`}
    ${news ? html`<div class="notice" role="status">${news}</div>` : nothing}
    ${body}
  </main>
  <footer class="foot"><span></span><form method="post" action="${href('/results/sign-out')}"><button>${view.words.signOut}</button></form></footer>`,
    { styles: ['results', 'surveys'], scripts: ['surveys'] },
  )
}
