import type { CommonOptions, Recipe } from './types'

export interface WhatDoYouRememberOptions extends CommonOptions {
  /** Days after the order. Default 30: what is still there then is the memory. */
  readonly days?: number
}

/** What has stayed of a purchase, in their own words, and how it was: the memory itself, not the moment. */
export const recipe: Recipe<WhatDoYouRememberOptions> = {
  name: 'what-do-you-remember',
  make: ({ days = 30, brand }, { inOrder, write, scales }) => ({
    survey: write(
      {
        id: 'what-do-you-remember',
        version: 1,
        touchpoint: {
          id: 'memory',
          stage: 'advocacy',
          category: 'marketing',
          channel: 'web',
          name: { en: 'The memory of a purchase', fr: 'Le souvenir d’un achat' },
        },
        trigger: { on: 'after', name: 'order_completed', days, oncePer: 'order_id' },
        frequency: { class: 'relationship' },
        why: {
          en: 'You ordered from us some time ago. We would like to know what has stayed with you.',
          fr: 'Vous avez passé une commande il y a quelque temps. Nous aimerions savoir ce qu’il vous en reste.',
        },
        ...inOrder(
          [
            {
              id: 'memory',
              type: 'text',
              optional: true,
              text: { en: 'What do you remember of your last order?', fr: 'Que retenez-vous de votre dernière commande\u202f?' },
            },
            {
              id: 'feeling',
              type: 'rating',
              display: 'faces',
              labels: scales.pleasant5,
              reportsAs: 'emotion',
              optional: true,
              text: { en: 'All in all, how was it for you?', fr: 'Dans l’ensemble, comment l’avez-vous vécue\u202f?' },
            },
          ],
          [{ id: 'default', text: { en: 'Thank you for telling us.', fr: 'Merci de nous l’avoir dit.' } }],
        ),
      },
      { brand },
    ),
  }),
}
