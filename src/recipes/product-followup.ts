import { lowFirst } from './low-first'
import type { HelpOptions, Recipe } from './types'

export interface ProductFollowupOptions extends HelpOptions {
  /** Days after the delivery. Default 13, an extrapolation from experiments with reminders to review (Jung et al. 2023): long enough to have used it. */
  readonly days?: number
}

/** The product itself, once it has been used: so many days after the delivery. */
export const recipe: Recipe<ProductFollowupOptions> = {
  name: 'product-followup',
  make: (options, kit) => ({
    survey: kit.write(
      {
        id: 'product-followup',
        version: 1,
        touchpoint: {
          id: 'product-in-use',
          stage: 'retention',
          category: 'product',
          channel: 'web',
          name: { en: 'The product in use', fr: 'Le produit à l’usage' },
        },
        trigger: { on: 'after', name: 'order_delivered', days: options.days ?? 13, oncePer: 'order_id', cancelOn: ['order_returned'] },
        frequency: { class: 'interaction' },
        why: {
          en: 'Your order arrived some time ago, and you have had time to use it. Your answer helps us choose and describe our products better.',
          fr: 'Votre commande est arrivée il y a quelque temps, et vous avez pu vous en servir. Votre réponse nous aide à mieux choisir et décrire nos produits.',
        },
        ...lowFirst(options, kit, {
          first: {
            id: 'csat',
            type: 'csat',
            display: 'faces',
            text: { en: 'How are things going with what you bought?', fr: 'Comment cela se passe-t-il avec votre achat\u202f?' },
          },
          isLow: { answer: 'csat', lte: 2 },
          obstacle: {
            text: { en: 'What is not right?', fr: 'Qu’est-ce qui ne va pas\u202f?' },
            options: {
              quality: { en: 'The quality', fr: 'La qualité' },
              size: { en: 'The size, or it does not fit', fr: 'La taille ou la compatibilité' },
              use: { en: 'Knowing how to use it', fr: 'L’utilisation' },
              described: { en: 'It is not as described', fr: 'L’article ne correspond pas à la description' },
              broken: { en: 'It is damaged or does not work', fr: 'L’article est abîmé ou ne fonctionne pas' },
            },
          },
          comment: { en: 'Would you like to tell us more?', fr: 'Souhaitez-vous nous en dire plus\u202f?' },
          help: {
            en: 'Would you like someone from our team to help you with it?',
            fr: 'Souhaitez-vous qu’une personne de notre équipe vous aide\u202f?',
          },
          thanks: { en: 'Thank you, that helps us.', fr: 'Merci, cela nous aide.' },
          sorry: {
            en: 'Thank you for being frank. We are sorry that it is not what you hoped for.',
            fr: 'Merci pour votre franchise. Nous sommes désolés que cet achat ne réponde pas à votre attente.',
          },
        }),
      },
      { ...options.facts, brand: options.brand },
    ),
  }),
}
