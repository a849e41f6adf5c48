/**
 * A visit to a shop, page by page, as visits to shops go: most look and leave, some buy, a few need help. Probabilities are ours, of the order
 * of what shops report (2–3 % of visits buy); what a simulation says of a configuration hangs on them less than on how often people come back.
 */
import type { PathPattern } from '../../../src/survey/config'
import { matchesPlace } from '../../../src/survey/pattern'
import { placeOf } from './place'
import { logNormal, pick, type Random } from './random'
import type { Wanted } from './wanted'

export const roles = ['home', 'category', 'search', 'product', 'cart', 'checkout', 'order', 'account', 'help', 'other'] as const
export type Role = (typeof roles)[number]
/** What happens in a shop, whatever its events are called. */
export type Act = Exclude<Role, 'home' | 'category' | 'help'> | 'chatStart' | 'chat' | 'delivery' | 'cancel'

/** Where visits begin, and where they go from there; what is left to 1 leaves. */
const landing: readonly (readonly [Role, number])[] = [
  ['home', 0.4],
  ['product', 0.28],
  ['category', 0.18],
  ['search', 0.04],
  ['account', 0.05],
  ['help', 0.05],
]
const onward: { readonly [Key in Role]: readonly (readonly [Role | '', number])[] } = {
  home: [
    ['category', 0.4],
    ['search', 0.15],
    ['product', 0.1],
    ['account', 0.05],
    ['help', 0.04],
    ['other', 0.06],
    ['', 0.2],
  ],
  category: [
    ['product', 0.5],
    ['category', 0.1],
    ['home', 0.05],
    ['', 0.35],
  ],
  search: [
    ['product', 0.5],
    ['search', 0.1],
    ['', 0.4],
  ],
  product: [
    ['product', 0.2],
    ['category', 0.15],
    ['cart', 0.09],
    ['help', 0.03],
    ['', 0.53],
  ],
  cart: [
    ['checkout', 0.45],
    ['product', 0.2],
    ['', 0.35],
  ],
  checkout: [
    ['order', 0.6],
    ['cart', 0.05],
    ['help', 0.05],
    ['', 0.3],
  ],
  order: [
    ['account', 0.1],
    ['home', 0.1],
    ['help', 0.04],
    ['', 0.76],
  ],
  account: [
    ['home', 0.2],
    ['help', 0.12],
    ['', 0.68],
  ],
  help: [
    ['home', 0.2],
    ['account', 0.15],
    ['', 0.65],
  ],
  other: [
    ['home', 0.3],
    ['category', 0.2],
    ['', 0.5],
  ],
}
/** The same for whoever comes to do something: they get to it, and most of it is done. */
const purposefulLanding: typeof landing = [
  ['product', 0.35],
  ['category', 0.15],
  ['search', 0.2],
  ['account', 0.18],
  ['help', 0.12],
]
const purposeful: Partial<typeof onward> = {
  category: [
    ['product', 0.75],
    ['search', 0.1],
    ['', 0.15],
  ],
  search: [
    ['product', 0.65],
    ['search', 0.1],
    ['help', 0.05],
    ['', 0.2],
  ],
  product: [
    ['product', 0.15],
    ['cart', 0.45],
    ['help', 0.1],
    ['', 0.3],
  ],
  cart: [
    ['checkout', 0.75],
    ['product', 0.1],
    ['', 0.15],
  ],
  checkout: [
    ['order', 0.85],
    ['help', 0.05],
    ['', 0.1],
  ],
  account: [
    ['search', 0.2],
    ['help', 0.2],
    ['', 0.6],
  ],
}
/** Median of the seconds on a page of the kind. */
const secondsOn: { readonly [Key in Role]: number } = {
  home: 15,
  category: 25,
  search: 20,
  product: 40,
  cart: 25,
  checkout: 90,
  order: 30,
  account: 40,
  help: 60,
  other: 30,
}
const MAX_PAGES = 25
/** A page is left within the half hour after which a visit would be over. */
const MAX_SECONDS = 1500

/** Which kind of page a path is, by what shops call them, in English and French. The first that fits. */
const pageNames: readonly (readonly [Role, RegExp])[] = [
  ['order', /order|confirm|thank|commande|merci/],
  ['checkout', /checkout|payment|paiement/],
  ['cart', /cart|basket|\bbag\b|panier/],
  ['help', /help|support|contact|faq|aide|return/],
  ['account', /account|profile|compte|login/],
  ['search', /search|recherche/],
  ['product', /\/p\/|product|item|produit/],
  ['category', /\/c\/|categor|collection|catalog|shop/],
]
/** The same for events. */
const eventNames: readonly (readonly [Act, RegExp])[] = [
  ['cancel', /cancel|refund|return/],
  ['delivery', /deliver|parcel|receiv/],
  // A chat that begins is not yet over.
  ['chatStart', /(chat|conversation).*(start|open|begin)/],
  ['chat', /chat|conversation|ticket|support|agent/],
  ['order', /order|purchase|paid|transaction|bought|complete/],
  ['search', /search/],
  ['checkout', /checkout|payment/],
  ['cart', /cart|basket/],
  ['account', /account|login|sign|profile/],
  ['product', /product|item|view/],
]
/** What a shop has where the configuration names nothing of the kind. */
const plainPages: { readonly [Key in Role]: string } = {
  home: '/',
  category: '/c/lamps',
  search: '/search?q=lamp',
  product: '/p/heron',
  cart: '/cart',
  checkout: '/checkout',
  order: '/order/A-1001',
  account: '/account',
  help: '/help',
  other: '/about',
}
const plainEvents: { readonly [Key in Act]: string } = {
  product: 'product_viewed',
  search: 'searched',
  cart: 'cart_updated',
  checkout: 'checkout_started',
  order: 'order_completed',
  account: 'account_opened',
  chatStart: 'chat_started',
  chat: 'chat_ended',
  delivery: 'order_delivered',
  cancel: 'order_cancelled',
  other: 'other',
}

/** The shop that a configuration describes: what its pages and events are called. */
export interface Shop {
  readonly pages: { readonly [Key in Role]: readonly string[] }
  readonly events: { readonly [Key in Act]: readonly string[] }
}

const kindOf = <T extends string>(name: string, names: readonly (readonly [T, RegExp])[]): T | 'other' =>
  names.find(([, pattern]) => pattern.test(name.toLowerCase()))?.[0] ?? 'other'

/** A path that a pattern fits: one of the shop's own where there is one. A regular expression is only matched, never made up. */
const pathOf = (pattern: PathPattern): string | undefined => {
  const plain = Object.values(plainPages).find((path) => matchesPlace({ path: pattern }, placeOf(path)))
  return plain ?? (typeof pattern === 'string' ? pattern.replaceAll('*', 'x') : undefined)
}

export const shopOf = ({ pages, events }: Wanted): Shop => {
  const paths = new Set(pages.map(pathOf).filter((path) => path !== undefined))
  const sorted = <T extends string>(names: Iterable<string>, kind: (name: string) => T, plain: Readonly<Record<T, string>>, bare?: T) => {
    const byKind: Record<string, readonly string[]> = {}
    for (const key in plain) byKind[key] = key === bare ? [] : [plain[key]]
    const own = [...names]
    for (const name of own) byKind[kind(name)] = own.filter((other) => kind(other) === kind(name))
    return byKind as Readonly<Record<T, readonly string[]>> // every key of `plain` has been set
  }
  return {
    pages: sorted(paths, (path) => (path === '/' ? 'home' : kindOf(path, pageNames)), plainPages),
    // Other events are those that something waits for, and no others.
    events: sorted(events, (name) => kindOf(name, eventNames), plainEvents, 'other'),
  }
}

/** One page of a visit and what was done there. Seconds count from when it was opened. */
export interface View {
  readonly role: Role
  readonly path: string
  readonly seconds: number
  /** How far it was read, 0–1. */
  readonly depth: number
  /** The longest time without input. */
  readonly idleSeconds: number
  readonly isLast: boolean
}

/** The pages of one visit. */
export const walk = (shop: Shop, random: Random, hasPurpose = false): readonly View[] => {
  const views: View[] = []
  const ways = hasPurpose ? { ...onward, ...purposeful } : onward
  let role: Role | '' = pick(random, hasPurpose ? purposefulLanding : landing)
  while (role && views.length < MAX_PAGES) {
    const paths = shop.pages[role]
    const here: Role = role
    role = pick(random, ways[here])
    views.push({
      role: here,
      path: paths[Math.floor(random() * paths.length)] ?? '/',
      seconds: Math.min(MAX_SECONDS, 1 + logNormal(random, secondsOn[here], 0.8)),
      depth: random() ** 0.6,
      idleSeconds: random() < 0.2 ? logNormal(random, 15, 1) : 0,
      isLast: !role || views.length === MAX_PAGES - 1,
    })
  }
  return views
}
