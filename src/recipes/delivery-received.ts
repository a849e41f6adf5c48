import { lowFirst } from './low-first'
import type { HelpOptions, Recipe } from './types'

export type DeliveryReceivedOptions = HelpOptions

/** The delivery, once the parcel is there: about the way it came, not about what is in it. */
export const recipe: Recipe<DeliveryReceivedOptions> = {
  name: 'delivery-received',
  make: (options, kit) => ({
    survey: kit.write(
      {
        id: 'delivery-received',
        version: 1,
        touchpoint: {
          id: 'delivery',
          stage: 'retention',
          category: 'service',
          channel: 'parcel',
          name: { en: 'Delivery', fr: 'Livraison' },
        },
        trigger: { on: 'event', name: 'order_delivered', delaySeconds: 2, oncePer: 'order_id' },
        frequency: { class: 'interaction' },
        why: {
          en: 'Your order has been delivered. Your answer is about the delivery only.',
          fr: 'Votre commande a été livrée. Votre réponse porte uniquement sur la livraison.',
        },
        ...lowFirst(options, kit, {
          first: {
            id: 'csat',
            type: 'csat',
            display: 'faces',
            text: { en: 'How did the delivery go?', fr: 'Comment s’est passée la livraison\u202f?' },
          },
          isLow: { answer: 'csat', lte: 2 },
          obstacle: {
            text: { en: 'What did not go well?', fr: 'Qu’est-ce qui s’est mal passé\u202f?' },
            options: {
              late: { en: 'It came late', fr: 'Le retard' },
              told: { en: 'I was not told when it would come', fr: 'Le manque d’information sur le jour de livraison' },
              place: { en: 'Where the parcel was left', fr: 'L’endroit où le colis a été déposé' },
              damaged: { en: 'The parcel was damaged', fr: 'Un colis abîmé' },
              missing: { en: 'Something was missing', fr: 'Un article manquant' },
            },
          },
          comment: { en: 'Would you like to tell us more?', fr: 'Souhaitez-vous nous en dire plus\u202f?' },
          help: {
            en: 'Would you like someone from our team to take care of it?',
            fr: 'Souhaitez-vous qu’une personne de notre équipe s’en occupe\u202f?',
          },
          thanks: { en: 'Thank you, and enjoy what is inside!', fr: 'Merci, et bonne découverte\u202f!' },
          sorry: {
            en: 'Thank you for telling us. We are sorry the delivery did not go better.',
            fr: 'Merci de nous l’avoir dit. Nous sommes désolés que la livraison ne se soit pas mieux passée.',
          },
        }),
      },
      { ...options.facts, brand: options.brand },
    ),
  }),
}
