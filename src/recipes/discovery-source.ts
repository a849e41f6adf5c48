import type { CommonOptions, Recipe } from './types'

export interface DiscoverySourceOptions extends CommonOptions {
  /** The part of respondents it is for, so that another survey may ask the others after an order. Default: all. */
  readonly split?: readonly [from: number, to: number]
}

/** Where somebody has heard of the brand, asked once, after a first purchase: what no referrer tells. */
export const recipe: Recipe<DiscoverySourceOptions> = {
  name: 'discovery-source',
  make: ({ split, brand }, { inOrder, write }) => ({
    survey: write(
      {
        id: 'discovery-source',
        version: 1,
        touchpoint: {
          id: 'discovery',
          stage: 'discovery',
          category: 'marketing',
          channel: 'web',
          name: { en: 'First contact', fr: 'Premier contact' },
        },
        trigger: { on: 'event', name: 'order_completed', delaySeconds: 4, oncePer: 'order_id' },
        audience: { persona: 'first-time-buyer' },
        frequency: { class: 'interaction', once: true },
        ...(split && { split: { name: 'order', from: split[0], to: split[1] } }),
        why: {
          en: 'This looks like your first order. We would like to know where people hear about us.',
          fr: 'Il semble que ce soit votre première commande. Nous aimerions savoir comment on nous connaît.',
        },
        ...inOrder(
          [
            {
              id: 'source',
              type: 'choice',
              shuffle: true,
              optional: true,
              display: 'list',
              text: {
                en: 'How did you first hear about {{brand|our shop}}?',
                fr: 'Comment avez-vous connu {{brand|notre boutique}}\u202f?',
              },
              options: [
                { id: 'search', text: { en: 'A search engine', fr: 'Un moteur de recherche' } },
                { id: 'assistant', text: { en: 'An AI assistant', fr: 'Un assistant d’IA' } },
                { id: 'social', text: { en: 'Social media', fr: 'Les réseaux sociaux' } },
                { id: 'ad', text: { en: 'An advertisement', fr: 'Une publicité' } },
                { id: 'friend', text: { en: 'A friend or family member', fr: 'Un proche' } },
                { id: 'press', text: { en: 'An article, a podcast or a video', fr: 'Un article, un podcast ou une vidéo' } },
                { id: 'place', text: { en: 'A shop, a market or an event', fr: 'Un magasin, un marché ou un événement' } },
                { id: 'unsure', text: { en: 'I do not remember', fr: 'Je ne sais plus' }, pin: true },
                { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
              ],
            },
            {
              id: 'decided',
              type: 'text',
              optional: true,
              text: { en: 'And what made you choose us?', fr: 'Et pourquoi ce choix\u202f?' },
            },
          ],
          [{ id: 'default', text: { en: 'Thank you, and welcome!', fr: 'Merci, et bienvenue\u202f!' } }],
        ),
      },
      { brand },
    ),
    personas: [{ id: 'first-time-buyer', name: { en: 'First purchase', fr: 'Premier achat' }, when: { trait: 'orders', is: 1 } }],
  }),
}
