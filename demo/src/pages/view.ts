import { html } from 'hono/html'
import type { RecipeName } from 'peakend/recipes'
import type { Language, Words as Text } from '../goods/types'
import type { Customer } from '../shop/orders'
import { languages, type Words } from '../words/words'

export type Html = ReturnType<typeof html>
export const nothing = ''

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const consents = ['persistent', 'session', 'none'] as const
export type Consent = (typeof consents)[number]

/** What a request says about who asks, and how they like their pages. */
export interface Visitor {
  readonly theme: Theme
  /** The shop's own record of the choice; none while there has been no choice. */
  readonly consent: Consent | undefined
  readonly pieces: number
  readonly customer: Customer | undefined
  /** The recipe that is tried, instead of the shop's own questions. */
  readonly recipe: RecipeName | undefined
}

/** What every page needs: the words, and prices and dates written as the language writes them. */
export interface View extends Visitor {
  readonly language: Language
  readonly words: Words
  /** Path of this page without its language, query included. */
  readonly path: string
  /** Address of a page in this language, or another. */
  readonly href: (path: string, language?: Language) => string
  readonly text: (text: Text) => string
  /** `€129`, `129 €`. */
  readonly price: (cents: number) => string
  readonly day: (iso: string) => Html
}

export const createView = (language: Language, path: string, visitor: Visitor): View => {
  const locale = language === 'en' ? 'en-IE' : 'fr-FR'
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    ...visitor,
    language,
    path,
    words: languages[language],
    href: (to, other = language) => (other === 'en' ? to : to === '/' ? `/${other}/` : `/${other}${to}`),
    text: (text) => text[language],
    price: (cents) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', minimumFractionDigits: cents % 100 ? 2 : 0 }).format(cents / 100),
    day: (iso) => html`<time datetime="${iso}">${date.format(new Date(iso))}</time>`,
  }
}
