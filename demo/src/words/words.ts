import type { Article, Language } from '../goods/types'
import type { Fault, Field } from '../shop/checkout'
import type { Delivery } from '../shop/totals'
import { en } from './en'
import { fr } from './fr'
import type { ServiceWords } from './services'

/** Every visible word of the pages. A missing one does not compile. */
export interface Words {
  readonly tagline: string
  readonly description: string
  readonly skip: string
  readonly menu: string
  readonly shelves: string
  readonly help: string
  readonly account: string
  readonly cart: (pieces: number) => string
  readonly cartShort: string
  readonly search: string
  readonly searchLabel: string
  readonly trying: string
  readonly tryingShort: string
  readonly nothingSold: string
  readonly tools: string
  readonly results: string

  readonly heroTitle: string
  readonly heroText: string
  readonly heroLink: string
  readonly heroAlt: string
  readonly all: string
  readonly promises: readonly (readonly [title: string, text: string])[]

  readonly quantity: string
  readonly addToCart: string
  readonly soldOut: string
  readonly soldOutWhy: string
  readonly inStock: string
  readonly fewLeft: (n: number) => string
  readonly deliveredIn: (days: number) => string
  readonly deliveryCost: (cost: string, from: string) => string
  readonly returnsIn: (days: number) => string
  readonly details: string
  readonly alsoLike: string

  readonly cartTitle: string
  readonly cartEmpty: string
  readonly cartEmptyText: string
  readonly toShop: string
  readonly one: (name: string) => string
  readonly more: (name: string) => string
  readonly fewer: (name: string) => string
  readonly remove: string
  readonly removeName: (name: string) => string
  readonly removed: (name: string) => string
  readonly undo: string
  readonly noMore: (n: number) => string
  readonly each: string
  readonly goods: string
  readonly delivery: string
  readonly free: string
  readonly total: string
  readonly taxes: string
  readonly toFree: (missing: string) => string
  readonly isFree: string
  readonly checkout: string

  readonly checkoutTitle: string
  readonly checkoutNote: string
  readonly fillIn: string
  readonly fields: Readonly<Record<Field, string>>
  readonly hints: Readonly<Partial<Record<Field, string>>>
  readonly faults: Readonly<Record<Field, Readonly<Record<Fault, string>>>>
  readonly faultsTitle: (n: number) => string
  readonly errorTitlePrefix: string
  readonly contact: string
  readonly address: string
  readonly deliveries: Readonly<Record<Delivery, readonly [name: string, text: string]>>
  readonly payment: string
  readonly paymentText: string
  readonly placeOrder: string
  readonly yourOrder: string
  readonly changeCart: string

  readonly thanksTitle: (name: string) => string
  readonly orderNumber: string
  readonly orderTitle: (id: string) => string
  readonly placedOn: string
  readonly next: string
  readonly nextSteps: (delivery: Delivery, days: number) => readonly string[]
  readonly seeAccount: string

  readonly accountTitle: string
  readonly hello: (name: string) => string
  readonly customerSince: string
  readonly noOrders: string
  readonly noOrdersText: string
  readonly pastOrders: string
  readonly items: (n: number) => string

  readonly searchTitle: string
  readonly found: (n: number, text: string) => string
  readonly foundNone: (text: string) => string
  readonly tryThese: string
  readonly whatFor: string

  readonly helpTitle: string
  readonly helpText: string
  readonly topics: Readonly<Record<Article['topic'], string>>
  readonly chatTitle: string
  readonly chatText: string
  readonly chatOpen: string
  readonly helpfulTitle: string
  readonly helpfulOpen: string
  readonly otherArticles: string

  readonly feedback: string
  readonly missingTitle: string
  readonly missingText: string

  readonly consentTitle: string
  readonly consentText: string
  readonly consent: Readonly<Record<'persistent' | 'session' | 'none', string>>
  readonly questions: string
  readonly theme: string
  readonly themes: Readonly<Record<'auto' | 'light' | 'dark', string>>
  readonly language: string
  readonly services: ServiceWords
  readonly footNote: string
  readonly about: string
}

export const languages = { en, fr } as const satisfies Readonly<Record<Language, Words>>
/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' }
