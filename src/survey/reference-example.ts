/** Configurations the reference takes its examples from, each checked by a test. Not shipped. */
import type { Config } from './config'

/** The example of the design. */
export const designExample: Config = {
  $schema: './peakend.schema.json',
  version: 1,
  send: ['plan'],
  touchpoints: [
    {
      id: 'confirmation',
      stage: 'purchase',
      category: 'sales',
      channel: 'web',
      name: { en: 'Order confirmation', fr: 'Confirmation de commande' },
      match: '/order/*',
      owner: 'checkout-team',
      target: { metric: 'csat', value: 85, by: '2027-06-30' },
    },
  ],
  personas: [{ id: 'first-time-buyer', when: { trait: 'orders', is: 1 } }],
  surveys: [
    {
      id: 'checkout-csat',
      touchpoint: 'confirmation',
      trigger: {
        on: 'event',
        name: 'order_completed',
        where: { prop: 'total', gte: 50 },
        delaySeconds: 2,
        oncePer: 'order_id',
        cancelOn: ['refund_requested'],
        near: '/checkout*',
      },
      audience: { all: [{ persona: 'first-time-buyer' }, { context: 'device', in: ['mobile', 'tablet'] }] },
      frequency: { class: 'interaction' },
      sample: 0.5,
      priority: 10,
      layout: { type: 'card', at: 'bottom-end' },
      questions: [
        {
          id: 'csat',
          type: 'csat',
          display: 'faces',
          text: { en: 'How did placing your order go?', fr: 'Comment s’est déroulé le passage de votre commande ?' },
          next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }],
        },
        { id: 'why', type: 'text', optional: true, text: { en: 'What went wrong?', fr: 'Qu’est-ce qui s’est mal passé ?' } },
      ],
      endings: [{ id: 'thanks', text: { en: 'Thank you!', fr: 'Merci !' } }],
    },
  ],
}

/** What a first configuration looks like. */
export const starter: Config = {
  $schema: './node_modules/peakend/dist/peakend.schema.json',
  version: 1,
  touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales' }],
  surveys: [
    {
      id: 'checkout-csat',
      touchpoint: 'confirmation',
      trigger: { on: 'event', name: 'order_completed', oncePer: 'order_id' },
      questions: [
        { id: 'csat', type: 'csat', text: 'How did placing your order go?' },
        { id: 'why', type: 'text', text: 'What could we do better?' },
      ],
    },
  ],
}
