import type { Survey } from '../../../src/survey/config'

/** A survey that is ready: satisfaction after an order, why where it went badly, in two languages. */
export const exampleSurvey = {
  id: 'checkout-csat',
  version: 1,
  touchpoint: {
    id: 'confirmation',
    stage: 'purchase',
    category: 'sales',
    channel: 'web',
    name: { en: 'Order confirmation', fr: 'Confirmation de commande' },
  },
  trigger: { on: 'event', name: 'order_completed', delaySeconds: 2, oncePer: 'order_id' },
  questions: [
    {
      id: 'csat',
      type: 'csat',
      text: { en: 'How did placing your order go?', fr: 'Comment s’est passée votre commande ?' },
      next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }],
    },
    { id: 'why', type: 'text', optional: true, text: { en: 'What went wrong?', fr: 'Qu’est-ce qui n’a pas été ?' } },
  ],
  endings: [{ id: 'thanks', text: { en: 'Thank you!', fr: 'Merci !' } }],
} as const satisfies Survey
