/** How this shop would use each recipe: its options, and the facts it can truly say. */

import type { RecipeName } from 'peakend/recipes'
import { terms } from '../goods/terms'

/** The options of a recipe, as a configuration has them. */
interface Entry {
  readonly with?: Readonly<Record<string, unknown>>
}

/** An address of the shop, in both languages. */
const at = (path: string) => ({ en: path, fr: path === '/' ? '/fr/' : `/fr${path}` })
const both = (...paths: readonly string[]) => paths.flatMap((path) => Object.values(at(path)))

const returns = {
  returnDays: terms.returnDays,
  returnCost: {
    en: 'The return is free in the European Union.',
    fr: 'Le retour est gratuit dans l’Union européenne.',
  },
}
/** The chat is open at any hour; nobody here could keep a promise to call. */
const chat = { chatUrl: at('/help') }
const withChat = { with: { facts: chat } }

/**
 * What stands in `surveys` for each. Not `chat-end`: two attributes are all it takes. `holdout: 0`: whoever tries the shop reads the answer before the same is asked again.
 * What depends on the order or the product is said by the event (`prop`) or by the page (`context`, see `offer`).
 */
export const entries: Readonly<Record<Exclude<RecipeName, 'chat-end'>, Entry>> = {
  'post-purchase': {
    with: {
      minTotal: 50,
      holdout: 0,
      facts: {
        deliveryEstimate: {
          en: '{{prop.delivery_estimate|within seven working days}}',
          fr: '{{prop.delivery_estimate|sous sept jours ouvrés}}',
        },
        trackingUrl: at('/help/following-a-parcel'),
        ...returns,
        returnsUrl: at('/help/returning-within-30-days'),
        productGuideUrl: at('/help/caring-for-glass-and-linen'),
        changeWindow: { en: 'free of charge, until the parcel leaves', fr: 'sans frais, jusqu’au départ du colis' },
        changeUrl: at('/help/changing-or-cancelling'),
        contactUrl: at('/help'),
        tipsUrl: at('/help/caring-for-glass-and-linen'),
        ...chat,
      },
    },
  },
  'checkout-csat': withChat,
  'peak-end': { with: { help: ['phone', 'now'], facts: chat } },
  'relationship-nps': { with: { pages: both('/', '/account*'), facts: chat } },
  'exit-reason': {
    with: {
      pages: both('/cart*'),
      reasons: ['fees', 'price', 'delivery', 'info', 'problem', 'returns', 'later'],
      facts: {
        deliveryCost: { en: '€6, free from €80', fr: '6\u00a0€, offerte dès 80\u00a0€' },
        deliveryEstimate: { en: 'within seven working days', fr: 'sous sept jours ouvrés' },
        ...returns,
        cartIsKept: true,
        ...chat,
      },
    },
  },
  'pre-purchase': {
    with: {
      pages: both('/p/*'),
      cart: both('/cart*'),
      checkout: both('/checkout*'),
      facts: {
        totalCost: '{{context.offer.total}}',
        availability: '{{context.offer.availability}}',
        deliveryEstimate: '{{context.offer.delivery}}',
        ...returns,
        ...chat,
      },
    },
  },
  'checkout-effort': withChat,
  'visit-purpose': withChat,
  'page-helpful': { with: { pages: both('/help/*'), facts: chat } },
  'friction-help': withChat,
  'discovery-source': {},
  'three-e': {},
  'product-followup': withChat,
  'delivery-received': withChat,
  onboarding: withChat,
  'first-use': withChat,
  cancellation: { with: { facts: { cancellationDone: true } } },
  'what-do-you-remember': {},
}

/** Where the moments are that a visit is looked back on by; each of these ids has a name in every language. */
const places = [
  { id: 'home', stage: 'discovery', category: 'marketing', match: both('/') },
  { id: 'product', stage: 'evaluation', category: 'sales', match: both('/p/*') },
  { id: 'cart', stage: 'purchase', category: 'sales', match: both('/cart*') },
  { id: 'delivery-options', stage: 'purchase', category: 'sales', match: both('/checkout') },
  { id: 'confirmation', stage: 'purchase', category: 'sales', match: both('/order/*') },
  { id: 'help-page', stage: 'retention', category: 'service', match: both('/help*') },
]

/** The whole configuration of a page that asks this recipe. */
export const configOf = (recipe: keyof typeof entries) => ({
  version: 1,
  privacy: at('/help/what-we-keep'),
  ...(recipe === 'peak-end' && { touchpoints: places }),
  surveys: [{ recipe, ...entries[recipe] }],
})
