import type { RecipeName } from '../names'

const facts = {
  chatUrl: '/chat',
  team: { en: 'Somebody from our workshop', fr: 'Une personne de notre atelier' },
  callbackPromise: { en: 'today before 6 pm', fr: 'aujourd’hui avant 18 h' },
  emailPromise: { en: 'within a day', fr: 'dans la journée' },
}
const split = [0, 0.5]

/** Everything each recipe can say, switched on: all options, all facts. */
export const everything: Readonly<Record<RecipeName, Readonly<Record<string, unknown>>>> = {
  'post-purchase': {
    brand: 'Maison Lune',
    minTotal: 80,
    trust: true,
    split,
    facts: {
      ...facts,
      deliveryEstimate: { en: '{{prop.delivery_estimate|within five days}}', fr: '{{prop.delivery_estimate_fr|sous cinq jours}}' },
      trackingUrl: '/orders/{{prop.order_id}}',
      returnDays: 30,
      returnCost: { en: 'Returns are free.', fr: 'Le retour est gratuit.' },
      returnsUrl: '/returns',
      total: '{{prop.total}} €',
      nothingMoreToPay: true,
      orderUrl: '/orders',
      exchangePolicy: { en: 'Exchanges are free.', fr: 'L’échange est gratuit.' },
      sizeGuideUrl: '/sizes',
      productGuideUrl: '/guides',
      paymentProvider: 'Stripe',
      cardNeverSeen: true,
      paymentUrl: '/payment',
      aboutUrl: '/about',
      contactPhrase: { en: 'by phone on weekdays.', fr: 'par téléphone en semaine.' },
      changeWindow: { en: 'for two more hours', fr: 'pendant encore 2 heures' },
      changeUrl: '/orders/change',
      contactUrl: '/contact',
      tipsUrl: '/care',
    },
  },
  'checkout-csat': { brand: 'Maison Lune', askWhatHelped: true, split: [0.5, 1], facts },
  'chat-end': { brand: 'Maison Lune', firstContact: true, ease: true, end: true, facts },
  'peak-end': { brand: 'Maison Lune', overall: true, facts },
  'relationship-nps': {
    brand: 'Maison Lune',
    facts: {
      ...facts,
      shareUrl: 'https://shop.example/',
      referralCode: '{{trait.referralCode|LUNE10}}',
      referralTerms: { en: '10 € for you, 10 € for them.', fr: '10 € pour vous, 10 € pour l’autre.' },
      earlyAccessUrl: '/early',
      communityUrl: '/club',
      cocreateUrl: '/lab',
      everyAnswerIsRead: true,
    },
  },
  'exit-reason': {
    brand: 'Maison Lune',
    reasons: ['fees', 'price', 'delivery', 'info', 'payment', 'problem', 'returns', 'stock', 'trust', 'compare', 'looking', 'later'],
    facts: {
      ...facts,
      deliveryCost: { en: 'free', fr: 'offerte' },
      deliveryEstimate: { en: 'in three days', fr: 'sous trois jours' },
      paymentMethods: { en: 'card or transfer', fr: 'carte ou virement' },
      returnDays: 30,
      returnCost: { en: 'Returns are free.', fr: 'Le retour est gratuit.' },
      aboutUrl: '/about',
      contactPhrase: { en: 'by phone on weekdays.', fr: 'par téléphone en semaine.' },
      cartIsKept: true,
    },
  },
}
