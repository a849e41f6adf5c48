import type { Config, Question, Survey } from '../../src/survey/config'

export const csat: Question = {
  id: 'csat',
  type: 'csat',
  text: { en: 'How did placing your order go?', fr: 'Comment s’est passée votre commande ?' },
  next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }],
}
export const why: Question = {
  id: 'why',
  type: 'text',
  optional: true,
  text: { en: 'What went wrong?', fr: 'Qu’est-ce qui n’allait pas ?' },
}

/** Asks after an order, once for each, without a delay. */
export const afterOrder: Survey = {
  id: 'after-order',
  touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales' },
  trigger: { on: 'event', name: 'order_completed', oncePer: 'order_id' },
  questions: [csat, why],
  endings: [{ id: 'thanks', text: { en: 'Thank you, that helps us.', fr: 'Merci, cela nous aide.' } }],
}
/** A survey with one question of its own, that nothing but its trigger holds back. */
export const quick = (id: string, change: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: { id: 'anywhere', stage: 'retention', category: 'product' },
  trigger: { on: 'event', name: id },
  frequency: { class: 'relationship', everyDays: 0, afterDismissDays: 0, betweenDays: 0, perVisit: 100, maxIgnored: 100 },
  questions: [{ id: 'q', type: 'csat', text: `Question ${id}` }],
  ...change,
})
export const config = (...surveys: Survey[]): Config => ({ version: 1, surveys })
