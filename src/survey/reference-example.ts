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

/** Every field there is, each once or more: a test says so. */
export const everyField: Config = {
  $schema: './peakend.schema.json',
  version: 1,
  enabled: true,
  send: ['plan', 'order_id'],
  touchpoints: [
    {
      id: 'confirmation',
      stage: 'purchase',
      category: 'sales',
      channel: 'web',
      name: { en: 'Order confirmation', fr: 'Confirmation de commande' },
      match: '/order/*',
      truth: true,
      owner: 'checkout-team',
      target: { metric: 'csat', value: 85, by: '2027-06-30', baseline: 78 },
      belief: 90,
      effort: 3,
      notes: 'Moved to its own page in March.',
    },
  ],
  personas: [
    {
      id: 'first-time-buyer',
      name: { en: 'First-time buyer', fr: 'Premier achat' },
      when: { trait: 'orders', is: 1 },
      notes: 'Wants to know that it will arrive.',
    },
    {
      id: 'regular',
      when: {
        all: [
          { event: 'order_completed', withinDays: 90, gte: 3 },
          { none: [{ persona: 'first-time-buyer' }, { trait: 'plan', notIn: ['pro', 'team'] }] },
          {
            any: [
              { context: 'language', startsWith: 'fr' },
              { context: 'path', endsWith: '/account' },
            ],
          },
          { trait: 'plan', not: 'trial' },
          { trait: 'tags', contains: 'vip' },
          { context: 'referrer', matches: '^https://news\\.' },
          { trait: 'email', exists: true },
          { context: 'visits', gt: 1 },
          { context: 'viewport.width', lt: 600 },
        ],
      },
    },
  ],
  surveys: [
    {
      id: 'checkout-csat',
      version: 2,
      enabled: true,
      from: '2027-01-01',
      until: '2027-06-30T22:00:00Z',
      touchpoint: 'confirmation',
      trigger: {
        on: 'event',
        name: 'order_completed',
        where: { prop: 'total', gte: 50 },
        oncePer: 'order_id',
        delaySeconds: 2,
        cancelOn: ['refund_requested'],
        near: '/checkout*',
      },
      audience: { context: 'device', in: ['mobile', 'tablet'] },
      frequency: { class: 'interaction', everyDays: 7, afterDismissDays: 14, betweenDays: 1, perVisit: 1, maxIgnored: 2, once: true },
      wave: 1,
      sample: 0.5,
      priority: 10,
      reserve: true,
      consent: 'none',
      layout: { type: 'card', at: 'bottom-end' },
      questions: [
        {
          id: 'csat',
          type: 'csat',
          points: 5,
          display: 'faces',
          text: { en: 'How did placing your order go?', fr: 'Comment s’est déroulé le passage de votre commande ?' },
          intro: { en: 'One question about your order', fr: 'Une question sur votre commande' },
          help: { en: 'One tap is enough.', fr: 'Un seul geste suffit.' },
          labels: ['Very badly', 'Fairly badly', 'Neither well nor badly', 'Fairly well', 'Very well'],
          optional: false,
          next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'reason' }, { goTo: 'ease' }],
        },
        {
          id: 'reason',
          type: 'choice',
          text: { en: 'What was it about?', fr: 'De quoi s’agissait-il ?' },
          intro: 'You chose {{answer.csat}}',
          help: 'Choose all that apply.',
          options: [
            { id: 'price', text: { en: 'The price', fr: 'Le prix' } },
            { id: 'delivery', text: { en: 'The delivery', fr: 'La livraison' } },
          ],
          multiple: true,
          optional: true,
          next: [{ when: { answer: 'reason', is: 'price' }, end: 'sorry' }, { goTo: 'why' }],
        },
        {
          id: 'ease',
          type: 'ces',
          text: '{{brand|This shop}} made it easy for me to order',
          intro: 'How easy was it?',
          help: 'From 1 to 7.',
          labels: ['1', '2', '3', '4', '5', '6', '7'],
          optional: true,
          next: [{ goTo: 'site' }],
        },
        {
          id: 'site',
          type: 'rating',
          points: 7,
          display: 'stars',
          text: 'How do you like the shop?',
          intro: 'The shop itself',
          help: 'Seven stars are the most.',
          labels: ['1', '2', '3', '4', '5', '6', '7'],
          optional: true,
          next: [{ goTo: 'recommend' }],
        },
        {
          id: 'recommend',
          type: 'nps',
          text: 'How likely are you to recommend us?',
          intro: 'Looking ahead',
          help: 'From 0 to 10.',
          labels: ['Not at all likely', 'Extremely likely'],
          optional: true,
          next: [{ goTo: 'why' }],
        },
        {
          id: 'why',
          type: 'text',
          text: { en: 'What could we do better?', fr: 'Que pourrions-nous améliorer ?' },
          intro: 'In your own words',
          help: 'Please leave out names and numbers.',
          placeholder: { en: 'The form, the delivery, …', fr: 'Le formulaire, la livraison…' },
          long: true,
          maxLength: 500,
          optional: true,
          next: [{ end: 'thanks' }],
        },
      ],
      endings: [
        { id: 'thanks', text: { en: 'Thank you!', fr: 'Merci !' } },
        { id: 'sorry', text: { en: 'Thank you. We will look at our prices.', fr: 'Merci. Nous reverrons nos prix.' } },
      ],
      owner: 'checkout-team',
      notes: 'Agreed with customer service.',
    },
    {
      id: 'help-found',
      touchpoint: { id: 'help', stage: 'retention', category: 'service' },
      trigger: [
        { on: 'page', path: ['/help/*', '/faq'], not: '/help/contact', delaySeconds: 20, cancelOn: ['chat_started'], near: '/help*' },
        { on: 'click', selector: '[data-feedback]', delaySeconds: 0, cancelOn: ['chat_started'], near: '/help*' },
        { on: 'manual' },
      ],
      questions: [{ id: 'found', type: 'rating', points: 2, text: 'Did you find what you were looking for?', labels: ['No', 'Yes'] }],
    },
  ],
}
