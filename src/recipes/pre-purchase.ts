import type { PathPatterns } from '../survey/config'
import type { Asked, HelpOptions, Recipe, Words } from './types'

export type PrePurchaseFact =
  | 'totalCost'
  | 'availability'
  | 'deliveryEstimate'
  | 'sizeGuideUrl'
  | 'customersUrl'
  | 'returnDays'
  | 'returnCost'
  | 'returnException'
  | 'aboutUrl'
  | 'contactPhrase'
export interface PrePurchaseOptions extends HelpOptions<PrePurchaseFact> {
  /** Pages of products. Default: those whose paths hold `/product`, `/produit` or `/p/`. */
  readonly pages?: PathPatterns
  /** Seconds on such a page, in view and used, before it asks. Default 60. */
  readonly seconds?: number
  /** Pages of the cart. Default: those whose paths hold `/cart` or `/panier`. */
  readonly cart?: PathPatterns
  /** Pages of the checkout: who comes back from there to the cart hesitates. Default: those whose paths hold `/checkout` or `/commande`. */
  readonly checkout?: PathPatterns
}

interface Doubt {
  readonly id: string
  readonly text: Words
  readonly needs: readonly PrePurchaseFact[]
  readonly answer: Words
  readonly link?: readonly [fact: PrePurchaseFact, text: Words]
}
const doubts: readonly Doubt[] = [
  {
    id: 'cost',
    text: { en: 'The total, delivery included', fr: 'Le total, livraison comprise' },
    needs: ['totalCost'],
    answer: {
      en: 'In all: {{facts.totalCost}}. Nothing will be added at checkout.',
      fr: 'Au total\u00a0: {{facts.totalCost}}. Rien ne s’ajoutera au moment de payer.',
    },
  },
  {
    id: 'stock',
    text: { en: 'Whether it is available', fr: 'La disponibilité' },
    needs: ['availability'],
    answer: { en: 'Availability: {{facts.availability}}.', fr: 'Disponibilité\u00a0: {{facts.availability}}.' },
  },
  {
    id: 'delivery',
    text: { en: 'When it would arrive', fr: 'Le délai de livraison' },
    needs: ['deliveryEstimate'],
    answer: {
      en: 'If you order now, your parcel should arrive {{facts.deliveryEstimate}}.',
      fr: 'En commandant maintenant, vous devriez recevoir votre colis {{facts.deliveryEstimate}}.',
    },
  },
  {
    id: 'fit',
    text: { en: 'The size, or whether it will fit', fr: 'La taille ou la compatibilité' },
    needs: ['sizeGuideUrl'],
    answer: { en: 'Here is how to find out what fits.', fr: 'Voici comment savoir ce qui convient.' },
    link: ['sizeGuideUrl', { en: 'Check the size guide', fr: 'Consulter le guide des tailles' }],
  },
  {
    id: 'proof',
    text: { en: 'What other customers say', fr: 'L’avis d’autres clients' },
    needs: ['customersUrl'],
    answer: { en: 'Here is what customers say, good and bad.', fr: 'Voici ce qu’en disent les clients, en bien comme en mal.' },
    link: ['customersUrl', { en: 'Read what they say', fr: 'Lire les avis' }],
  },
  {
    id: 'returns',
    text: { en: 'Returns and refunds', fr: 'Les retours et le remboursement' },
    needs: ['returnDays', 'returnCost'],
    answer: {
      en: 'You have {{facts.returnDays}} days from delivery to change your mind, without giving a reason. {{facts.returnCost}}',
      fr: 'Vous avez {{facts.returnDays}} jours après la livraison pour changer d’avis, sans avoir à vous justifier. {{facts.returnCost}}',
    },
  },
  {
    id: 'trust',
    text: { en: 'Who is behind this shop', fr: 'Qui se trouve derrière cette boutique' },
    needs: ['aboutUrl', 'contactPhrase'],
    answer: {
      en: 'Here is who we are, and how to reach us: {{facts.contactPhrase}}',
      fr: 'Voici qui nous sommes et comment nous joindre\u00a0: {{facts.contactPhrase}}',
    },
    link: ['aboutUrl', { en: 'About us', fr: 'Qui sommes-nous\u202f?' }],
  },
]

/** Reassurance before the purchase, help first: one question at most, what is still open, and the shop’s answer to exactly that. */
export const recipe: Recipe<PrePurchaseOptions> = {
  name: 'pre-purchase',
  make: (options, { inOrder, write, knows, link, help, returnDays }) => {
    const { pages = ['*/product*', '*/produit*', '*/p/*'], seconds = 60, facts, brand } = options
    const { cart = ['*/cart*', '*/panier*'], checkout = ['*/checkout*', '*/commande*'] } = options
    returnDays(facts)
    // Where the law knows an exception that is what is said, and no number of days.
    const exception = knows(facts, ['returnException'])
    const answered = doubts.filter(({ id, needs }) => (id === 'returns' && exception) || knows(facts, needs))
    const others = ['other', ...doubts.filter((doubt) => !answered.includes(doubt)).map(({ id }) => id)]
    const offer = help(
      {
        en: 'Would you like someone from our team to answer you?',
        fr: 'Souhaitez-vous qu’une personne de notre équipe vous réponde\u202f?',
      },
      options,
      { when: { answer: 'doubt', in: others } },
    )
    const asked: Asked[] = [
      {
        id: 'doubt',
        type: 'choice',
        optional: true,
        shuffle: true,
        display: 'list',
        text: {
          en: 'What could we tell you to help you decide?',
          fr: 'Que pouvons-nous vous préciser pour vous aider à vous décider\u202f?',
        },
        options: [
          ...doubts.map(({ id, text }) => ({ id, text })),
          { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
          { id: 'none', text: { en: 'Nothing, I am just looking', fr: 'Rien, je regarde simplement' }, pin: true },
        ],
      },
      ...answered.map(
        ({ id, answer, link: more }): Asked => ({
          id: `answer-${id}`,
          type: 'message',
          text: id === 'returns' && exception ? ((facts?.returnException ?? '') as string) : answer,
          ...(more && link(facts, ...more)),
          onlyWhen: { answer: 'doubt', is: id },
          way: { doubt: id },
        }),
      ),
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: 'pre-purchase',
          version: 1,
          touchpoint: {
            id: 'before-purchase',
            stage: 'evaluation',
            category: 'sales',
            channel: 'web',
            name: { en: 'Before the purchase', fr: 'Avant l’achat' },
          },
          trigger: [
            { on: 'dwell', path: pages, seconds },
            { on: 'exit', path: pages },
            { on: 'idle', path: cart, seconds: 30 },
            {
              on: 'sequence',
              steps: [
                { on: 'page', path: checkout },
                { on: 'page', path: cart },
              ],
              delaySeconds: 3,
            },
          ],
          frequency: { class: 'interaction', everyDays: 30, afterDismissDays: 30 },
          why: {
            en: 'You are looking at a product or at your cart. We ask so that we can answer what is still open.',
            fr: 'Vous consultez un produit ou votre panier. Nous posons cette question pour répondre à ce qui reste en suspens.',
          },
          ...inOrder(asked, [
            ...offer.ends,
            { id: 'default', text: { en: 'Thank you. Take your time.', fr: 'Merci. Prenez votre temps.' } },
          ]),
        },
        { ...facts, brand },
      ),
    }
  },
}
