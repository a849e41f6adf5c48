import type { Chunks, Load } from './chunks/shared'
import { destinationsOf } from './core/destinations'
import { handleFor } from './core/handles'
import type { Options, Peakend } from './types'

/** The one error that is ever thrown at a developer: options that cannot be right. */
export class PeakendError extends Error {
  /** Kebab-case, stable. */
  readonly code: 'bad-option' | 'no-window'
  constructor(code: PeakendError['code'], message: string) {
    super(message)
    this.name = 'PeakendError'
    this.code = code
  }
}

const expected: Readonly<Record<keyof Options, readonly string[]>> = {
  endpoint: ['a URL or a list of destinations'],
  config: ['a URL, #id or configuration object'],
  consent: ['none', 'session', 'persistent', 'auto'],
  connect: ['names of connectors'],
  scrub: ['a boolean'],
  project: ['a name'],
  base: ['a URL'],
  brand: ['a name'],
  recipes: ['names of recipes'],
  format: ['cloudevents', 'json', 'posthog', 'segment'],
  key: ['a key'],
  transform: ['a function'],
  contact: ['a boolean'],
  beforeSend: ['a function'],
  theme: ['auto', 'light', 'dark'],
  locale: ['a BCP 47 language tag'],
  debug: ['a boolean'],
  inspector: ['a boolean'],
  frame: ['a boolean'],
  eventText: ['a boolean'],
  requireReceipt: ['a boolean'],
}
const isRight = (name: keyof Options, value: unknown): boolean => {
  const allowed = expected[name]
  if (value === undefined) return true
  if (allowed.includes('a boolean')) return typeof value === 'boolean'
  // Looked at by whoever knows destinations.
  if (name === 'endpoint' && Array.isArray(value)) return true
  if (allowed.includes('a function')) return typeof value === 'function'
  if (name === 'config' && typeof value === 'object') return value !== null
  return typeof value === 'string' && value !== '' && (allowed[1] ? allowed.includes(value) : true)
}

const chunks: { readonly [Name in keyof Chunks]: () => Promise<Chunks[Name]> } = {
  gates: () => import('./chunks/gates'),
  ask: () => import('./chunks/ask'),
  send: () => import('./chunks/send'),
  tools: () => import('./chunks/tools'),
  care: () => import('./chunks/care'),
  destinations: () => import('./chunks/destinations'),
  'to-json': () => import('./outbox/formats/json'),
  'to-posthog': () => import('./outbox/formats/posthog'),
  'to-segment': () => import('./outbox/formats/segment'),
  inspector: () => import('./chunks/inspector'),
  'inspector-fr': () => import('./inspector/words-fr'),
  check: () => import('./survey/check'),
  'q-choice': () => import('./widget/questions/choice'),
  'q-moment': () => import('./chunks/moment'),
  'q-ranking': () => import('./widget/questions/ranking'),
  'q-matrix': () => import('./widget/questions/matrix'),
  'q-slider': () => import('./widget/questions/slider'),
  'q-date': () => import('./widget/questions/date'),
  'q-field': () => import('./widget/questions/field'),
  'q-filter': () => import('./widget/questions/filter'),
  'q-contact': () => import('./widget/questions/contact'),
  'q-consent': () => import('./widget/questions/consent'),
  'q-action': () => import('./widget/questions/action'),
  'q-callback': () => import('./widget/questions/callback'),
  'q-message': () => import('./widget/questions/message'),
  drawings: () => import('./widget/questions/drawings'),
  'layout-modal': () => import('./widget/layout-modal'),
  'layout-bar': () => import('./widget/layout-bar'),
  float: () => import('./widget/float'),
  tab: () => import('./chunks/tab'),
  theme: () => import('./widget/theme'),
  watch: () => import('./chunks/watch'),
  more: () => import('./chunks/more'),
  said: () => import('./chunks/said'),
  scrub: () => import('./chunks/scrub'),
  forget: () => import('./chunks/forget'),
  why: () => import('./chunks/why'),
  consent: () => import('./connectors/consent'),
  setup: () => import('./chunks/setup'),
  'recipe-kit': () => import('./recipes/page'),
  'recipe-check': () => import('./recipes/check'),
  inherited: () => import('./recipes/inherited'),
  'recipe-waits': () => import('./chunks/waits'),
  'recipe-post-purchase': () => import('./recipes/post-purchase'),
  'recipe-checkout-csat': () => import('./recipes/checkout-csat'),
  'recipe-chat-end': () => import('./recipes/chat-end'),
  'recipe-peak-end': () => import('./recipes/peak-end'),
  'recipe-relationship-nps': () => import('./recipes/relationship-nps'),
  'recipe-exit-reason': () => import('./recipes/exit-reason'),
  'recipe-pre-purchase': () => import('./recipes/pre-purchase'),
  'recipe-checkout-effort': () => import('./recipes/checkout-effort'),
  'recipe-visit-purpose': () => import('./recipes/visit-purpose'),
  'recipe-page-helpful': () => import('./recipes/page-helpful'),
  'recipe-friction-help': () => import('./recipes/friction-help'),
  'recipe-discovery-source': () => import('./recipes/discovery-source'),
  'recipe-three-e': () => import('./recipes/three-e'),
  'recipe-product-followup': () => import('./recipes/product-followup'),
  'recipe-delivery-received': () => import('./recipes/delivery-received'),
  'recipe-onboarding': () => import('./recipes/onboarding'),
  'recipe-first-use': () => import('./recipes/first-use'),
  'recipe-cancellation': () => import('./recipes/cancellation'),
  'recipe-what-do-you-remember': () => import('./recipes/what-do-you-remember'),
  connect: () => import('./connectors/setup'),
  'connect-chat': () => import('./connectors/chats/talk'),
  'connect-intercom': () => import('./connectors/chats/intercom'),
  'connect-zendesk': () => import('./connectors/chats/zendesk'),
  'connect-crisp': () => import('./connectors/chats/crisp'),
  'connect-tawk': () => import('./connectors/chats/tawk'),
  'connect-hubspot': () => import('./connectors/chats/hubspot'),
  'connect-livechat': () => import('./connectors/chats/livechat'),
  'connect-iadvize': () => import('./connectors/chats/iadvize'),
  'connect-freshchat': () => import('./connectors/chats/freshchat'),
  'connect-chatwoot': () => import('./connectors/chats/chatwoot'),
  'connect-ga4': () => import('./connectors/shops/ga4'),
  'connect-shopify': () => import('./connectors/shops/shopify'),
  'connect-segment': () => import('./connectors/shops/segment'),
  'connect-rudderstack': () => import('./connectors/shops/rudderstack'),
  'connect-delighted': () => import('./connectors/orphans/delighted'),
  'connect-wootric': () => import('./connectors/orphans/wootric'),
  'connect-to-ga4': () => import('./connectors/out/to-ga4'),
  'connect-to-segment': () => import('./connectors/out/to-segment'),
  'connect-to-posthog': () => import('./connectors/out/to-posthog'),
  'connect-to-matomo': () => import('./connectors/out/to-matomo'),
  'on-visible': () => import('./moments/visible'),
  'on-scroll': () => import('./moments/scroll'),
  'on-exit': () => import('./moments/exit'),
  'on-dwell': () => import('./moments/dwell'),
  'on-idle': () => import('./moments/idle'),
  'on-friction': () => import('./moments/friction'),
  'on-journey': () => import('./moments/journey'),
  'on-returning': () => import('./moments/returning'),
  'on-slot': () => import('./moments/slot'),
  'on-launcher': () => import('./chunks/launcher'),
  'words-ar': () => import('./widget/words/words-ar'),
  'words-de': () => import('./widget/words/words-de'),
  'words-es': () => import('./widget/words/words-es'),
  'words-fr': () => import('./widget/words/words-fr'),
  'words-he': () => import('./widget/words/words-he'),
  'words-it': () => import('./widget/words/words-it'),
  'words-ja': () => import('./widget/words/words-ja'),
  'words-nl': () => import('./widget/words/words-nl'),
  'words-pl': () => import('./widget/words/words-pl'),
  'words-pt': () => import('./widget/words/words-pt'),
  'words-zh': () => import('./widget/words/words-zh'),
  'menu-ar': () => import('./widget/words/menu-ar'),
  'menu-de': () => import('./widget/words/menu-de'),
  'menu-en': () => import('./widget/words/menu-en'),
  'menu-es': () => import('./widget/words/menu-es'),
  'menu-fr': () => import('./widget/words/menu-fr'),
  'menu-he': () => import('./widget/words/menu-he'),
  'menu-it': () => import('./widget/words/menu-it'),
  'menu-ja': () => import('./widget/words/menu-ja'),
  'menu-nl': () => import('./widget/words/menu-nl'),
  'menu-pl': () => import('./widget/words/menu-pl'),
  'menu-pt': () => import('./widget/words/menu-pt'),
  'menu-zh': () => import('./widget/words/menu-zh'),
  'moment-ar': () => import('./widget/words/moment-ar'),
  'moment-de': () => import('./widget/words/moment-de'),
  'moment-en': () => import('./widget/words/moment-en'),
  'moment-es': () => import('./widget/words/moment-es'),
  'moment-fr': () => import('./widget/words/moment-fr'),
  'moment-he': () => import('./widget/words/moment-he'),
  'moment-it': () => import('./widget/words/moment-it'),
  'moment-ja': () => import('./widget/words/moment-ja'),
  'moment-nl': () => import('./widget/words/moment-nl'),
  'moment-pl': () => import('./widget/words/moment-pl'),
  'moment-pt': () => import('./widget/words/moment-pt'),
  'moment-zh': () => import('./widget/words/moment-zh'),
  'extra-ar': () => import('./widget/words/extra-ar'),
  'extra-de': () => import('./widget/words/extra-de'),
  'extra-en': () => import('./widget/words/extra-en'),
  'extra-es': () => import('./widget/words/extra-es'),
  'extra-fr': () => import('./widget/words/extra-fr'),
  'extra-he': () => import('./widget/words/extra-he'),
  'extra-it': () => import('./widget/words/extra-it'),
  'extra-ja': () => import('./widget/words/extra-ja'),
  'extra-nl': () => import('./widget/words/extra-nl'),
  'extra-pl': () => import('./widget/words/extra-pl'),
  'extra-pt': () => import('./widget/words/extra-pt'),
  'extra-zh': () => import('./widget/words/extra-zh'),
}
const load: Load = (name) => chunks[name]()

/**
 * Starts Peakend on this page and returns its handle; a second call with the same `project` returns the same handle.
 *
 * @throws {PeakendError} `bad-option` when an option is unknown or cannot be right, `no-window` outside a browser.
 */
export const createPeakend = (options: Options = {}): Peakend => {
  for (const [name, value] of Object.entries(options)) {
    const known = Object.hasOwn(expected, name)
    if (!known)
      throw new PeakendError(
        'bad-option',
        `options.${name}: expected one of ${Object.keys(expected).join(', ')}, got ${name}. Remove or correct it.`,
      )
    if (!isRight(name as keyof Options, value))
      throw new PeakendError(
        'bad-option',
        `options.${name}: expected ${expected[name as keyof Options].join(' or ')}, got ${JSON.stringify(value)}. Correct it.`,
      )
  }
  try {
    destinationsOf(options)
  } catch (error) {
    throw new PeakendError('bad-option', `options.${(error as Error).message}`)
  }
  if (typeof window === 'undefined')
    throw new PeakendError('no-window', 'createPeakend: expected a browser, got no window. Import it anywhere, call it in an effect.')
  // When to fetch ahead is the bundler's own affair: its chunks have other names.
  return handleFor(options, load, () => {})
}
