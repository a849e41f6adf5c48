import type { RecipeName } from './names'
import type { Words } from './types'

/** What a recipe is for and what it asks, for those who choose one. Of no page of visitors. */
export const about: Readonly<Record<RecipeName, { readonly title: Words; readonly asks: Words }>> = {
  'post-purchase': {
    title: { en: 'Reassurance after the purchase', fr: 'Réassurance après l’achat' },
    asks: {
      en: 'Did they make the right choice? The doubt, your answer to exactly it, and the same question again.',
      fr: 'Ont-ils le sentiment d’avoir fait le bon choix\u202f? Le doute, votre réponse à ce doute précis, puis la même question.',
    },
  },
  'checkout-csat': {
    title: { en: 'Satisfaction with the checkout', fr: 'Satisfaction sur le passage de commande' },
    asks: {
      en: 'How placing the order went; where it went badly, what got in the way.',
      fr: 'Comment s’est déroulé le passage de commande\u202f; si c’était mal, ce qui a posé problème.',
    },
  },
  'chat-end': {
    title: { en: 'End of a chat', fr: 'Fin d’un échange par chat' },
    asks: {
      en: 'How the chat went, whether the request is resolved, and an offer of help where it is not.',
      fr: 'Comment s’est passé l’échange, si la demande est résolue, et une aide proposée si elle ne l’est pas.',
    },
  },
  'peak-end': {
    title: { en: 'The moment that stays, and the end', fr: 'Le moment marquant et la fin' },
    asks: {
      en: 'Which moment of the visit stands out, how it was, and how the visit ended.',
      fr: 'Quel moment de la visite on retient, comment il a été vécu, et comment la visite s’est terminée.',
    },
  },
  'relationship-nps': {
    title: { en: 'Relationship NPS', fr: 'NPS relationnel' },
    asks: {
      en: 'Whether they would recommend you, and why; a way to go further for promoters, a way back for detractors.',
      fr: 'S’ils vous recommanderaient, et pourquoi\u202f; de quoi aller plus loin pour les promoteurs, un retour vers vous pour les détracteurs.',
    },
  },
  'exit-reason': {
    title: { en: 'Leaving the cart or the prices', fr: 'Départ du panier ou des tarifs' },
    asks: {
      en: 'What holds them back, and your answer where you have one.',
      fr: 'Ce qui les retient, et votre réponse quand vous en avez une.',
    },
  },
}
