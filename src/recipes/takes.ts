import type { RecipeName } from './names'
import type { Kinds } from './types'

/** What a recipe takes: its options, and the facts it knows what to say with. */
export interface Takes {
  readonly options: Kinds
  readonly facts?: Kinds
}

const help = { help: { of: ['phone', 'email', 'now'] } } as const satisfies Kinds
const helpFacts = { chatUrl: 'url', team: 'text', callbackPromise: 'text', emailPromise: 'text' } as const satisfies Kinds

/** By recipe; `brand` is every one's. A page never loads it: it is what a file, a form and a program are checked by. */
export const takes: Readonly<Record<RecipeName, Takes>> = {
  'post-purchase': {
    options: { minTotal: 'number', holdout: 'share', trust: 'flag', split: 'part', ...help },
    facts: {
      deliveryEstimate: 'text',
      trackingUrl: 'url',
      returnDays: 'text',
      returnCost: 'text',
      returnsUrl: 'url',
      returnException: 'text',
      total: 'text',
      nothingMoreToPay: 'flag',
      orderUrl: 'url',
      exchangePolicy: 'text',
      sizeGuideUrl: 'url',
      productGuideUrl: 'url',
      paymentProvider: 'text',
      cardNeverSeen: 'flag',
      paymentUrl: 'url',
      aboutUrl: 'url',
      contactPhrase: 'text',
      changeWindow: 'text',
      changeUrl: 'url',
      contactUrl: 'url',
      tipsUrl: 'url',
      ...helpFacts,
    },
  },
  'checkout-csat': {
    options: { measure: ['csat', 'satisfaction', 'effort'], askWhatHelped: 'flag', split: 'part', ...help },
    facts: helpFacts,
  },
  'chat-end': {
    options: {
      measure: ['csat', 'satisfaction'],
      stage: ['evaluation', 'retention'],
      bot: 'flag',
      firstContact: 'flag',
      ease: 'flag',
      end: 'flag',
      ...help,
    },
    facts: helpFacts,
  },
  'peak-end': {
    options: { about: ['visit', 'chat', 'last-visit'], overall: 'flag', max: 'number', ...help },
    facts: helpFacts,
  },
  'relationship-nps': {
    options: {
      wording: ['friends', 'b2b', 'classic'],
      pages: 'paths',
      everyDays: 'days',
      byBand: 'flag',
      ambassador: { of: ['share', 'referral', 'early', 'community', 'cocreate', 'direct'] },
      ...help,
    },
    facts: {
      shareUrl: 'url',
      referralCode: 'text',
      referralTerms: 'text',
      earlyAccessUrl: 'url',
      communityUrl: 'url',
      cocreateUrl: 'url',
      everyAnswerIsRead: 'flag',
      ...helpFacts,
    },
  },
  'exit-reason': {
    options: {
      pages: 'paths',
      reasons: {
        of: ['fees', 'price', 'delivery', 'info', 'payment', 'problem', 'returns', 'stock', 'trust', 'compare', 'looking', 'later'],
      },
      ...help,
    },
    facts: {
      deliveryCost: 'text',
      deliveryEstimate: 'text',
      paymentMethods: 'text',
      returnDays: 'text',
      returnCost: 'text',
      returnException: 'text',
      aboutUrl: 'url',
      contactPhrase: 'text',
      cartIsKept: 'flag',
      ...helpFacts,
    },
  },
  'pre-purchase': {
    options: { pages: 'paths', seconds: 'number', cart: 'paths', checkout: 'paths', ...help },
    facts: {
      totalCost: 'text',
      availability: 'text',
      deliveryEstimate: 'text',
      sizeGuideUrl: 'url',
      customersUrl: 'url',
      returnDays: 'text',
      returnCost: 'text',
      returnException: 'text',
      aboutUrl: 'url',
      contactPhrase: 'text',
      ...helpFacts,
    },
  },
  'checkout-effort': { options: { split: 'part', ...help }, facts: helpFacts },
  'visit-purpose': { options: { pages: 'paths', ...help }, facts: helpFacts },
  'page-helpful': { options: { pages: 'paths', ...help }, facts: helpFacts },
  'friction-help': { options: { pages: 'paths', selector: 'name', ...help }, facts: helpFacts },
  'discovery-source': { options: { split: 'part' } },
  'three-e': { options: { event: 'name' } },
  'product-followup': { options: { days: 'days', ...help }, facts: helpFacts },
  'delivery-received': { options: help, facts: helpFacts },
  onboarding: { options: { event: 'name', ...help }, facts: helpFacts },
  'first-use': { options: { event: 'name', ...help }, facts: helpFacts },
  cancellation: { options: { event: 'name' }, facts: { cancellationDone: 'flag' } },
  'what-do-you-remember': { options: { days: 'days' } },
}
