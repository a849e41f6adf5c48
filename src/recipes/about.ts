import type { RecipeName } from './names'
import type { Words } from './types'

/** What each recipe is for and what it asks, in English and French, for those who choose one. */
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
  'pre-purchase': {
    title: { en: 'Reassurance before the purchase', fr: 'Réassurance avant l’achat' },
    asks: {
      en: 'What is still open before they decide, and your answer to exactly that.',
      fr: 'Ce qui reste en suspens avant de se décider, et votre réponse sur ce point précis.',
    },
  },
  'checkout-effort': {
    title: { en: 'Ease of the checkout', fr: 'Facilité du passage de commande' },
    asks: {
      en: 'Whether you made it easy to place the order (CES 2.0).',
      fr: 'Si vous avez permis de passer commande facilement (CES 2.0).',
    },
  },
  'visit-purpose': {
    title: { en: 'Purpose of the visit', fr: 'But de la visite' },
    asks: { en: 'Why they came, and whether they could do it.', fr: 'Pourquoi l’on vient, et si l’on a pu faire ce que l’on voulait.' },
  },
  'page-helpful': {
    title: { en: 'Was this page helpful', fr: 'Utilité d’une page d’aide' },
    asks: {
      en: 'Whether a page helped; where it did not, what was looked for.',
      fr: 'Si une page a été utile\u202f; sinon, ce que l’on cherchait.',
    },
  },
  'friction-help': {
    title: { en: 'Help when something goes wrong', fr: 'Aide en cas de blocage' },
    asks: {
      en: 'Nothing: it offers help after clicks without effect, refused forms and errors.',
      fr: 'Rien\u00a0: elle propose de l’aide après des clics sans effet, des formulaires refusés ou des erreurs.',
    },
  },
  'discovery-source': {
    title: { en: 'Where they heard of you', fr: 'Origine de la découverte' },
    asks: {
      en: 'How they first heard of you, once, after a first order.',
      fr: 'Comment on vous a connus, une seule fois, après une première commande.',
    },
  },
  'three-e': {
    title: { en: 'Effectiveness, ease, emotion', fr: 'Efficacité, facilité, émotion' },
    asks: {
      en: 'Need met, easy, pleasant: three items, three scores.',
      fr: 'Besoin satisfait, facile, agréable\u00a0: trois questions, trois scores.',
    },
  },
  'product-followup': {
    title: { en: 'The product in use', fr: 'Le produit à l’usage' },
    asks: {
      en: 'How things go with the product, 13 days after the delivery.',
      fr: 'Comment cela se passe avec le produit, 13 jours après la livraison.',
    },
  },
  'delivery-received': {
    title: { en: 'The delivery', fr: 'La livraison' },
    asks: {
      en: 'How the delivery went; where it went badly, what was wrong.',
      fr: 'Comment s’est passée la livraison\u202f; si c’était mal, ce qui n’allait pas.',
    },
  },
  onboarding: {
    title: { en: 'Getting started', fr: 'Premiers pas' },
    asks: {
      en: 'Whether it was easy to get started (CES 2.0), and what was hard.',
      fr: 'S’il a été facile de démarrer (CES 2.0), et ce qui a été difficile.',
    },
  },
  'first-use': {
    title: { en: 'First use', fr: 'Première utilisation' },
    asks: {
      en: 'Whether they could do what they wanted, and what was missing.',
      fr: 'Si l’on a pu faire ce que l’on voulait, et ce qui manquait.',
    },
  },
  cancellation: {
    title: { en: 'Cancellation', fr: 'Résiliation' },
    asks: { en: 'Why they leave, once it is done.', fr: 'Pourquoi on part, une fois que c’est fait.' },
  },
  'what-do-you-remember': {
    title: { en: 'What they remember', fr: 'Ce qui reste en mémoire' },
    asks: {
      en: 'What has stayed of an order, in their own words, and how it was.',
      fr: 'Ce qu’il reste d’une commande, en quelques mots, et comment elle a été vécue.',
    },
  },
}
