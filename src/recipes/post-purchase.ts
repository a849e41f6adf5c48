import type { Condition } from '../survey/condition'
import type { Persona } from '../survey/config'
import type { Asked, Ends, HelpOptions, Recipe, Words } from './types'

export type PurchaseFact =
  | 'deliveryEstimate'
  | 'trackingUrl'
  | 'returnDays'
  | 'returnCost'
  | 'returnsUrl'
  | 'returnException'
  | 'total'
  | 'nothingMoreToPay'
  | 'orderUrl'
  | 'exchangePolicy'
  | 'sizeGuideUrl'
  | 'productGuideUrl'
  | 'paymentProvider'
  | 'cardNeverSeen'
  | 'paymentUrl'
  | 'aboutUrl'
  | 'contactPhrase'
  | 'changeWindow'
  | 'changeUrl'
  | 'contactUrl'
  | 'tipsUrl'
export interface PostPurchaseOptions extends HelpOptions<PurchaseFact> {
  /** Orders from this total (`prop.total`) on are asked about. Without it only first purchases are: by the persona `first-time-buyer`, which comes with it. */
  readonly minTotal?: number
  /** Share of respondents who are asked the same again before they read the shop’s answer, so that what the answer does can be told. Default 0.1; 0: none. */
  readonly holdout?: number
  /** Offers “Whether I can rely on this shop” among the doubts. Default false. */
  readonly trust?: boolean
  /** The part of respondents it is for, so that another survey may ask the others after an order. Default: all. */
  readonly split?: readonly [from: number, to: number]
}

/** Bought once, just now. */
const firstTimeBuyer: Persona = {
  id: 'first-time-buyer',
  name: { en: 'First purchase', fr: 'Premier achat' },
  when: { trait: 'orders', is: 1 },
}

interface Doubt {
  readonly id: string
  readonly text: Words
  /** What the shop has to know to answer it. */
  readonly needs?: readonly string[]
  readonly answer?: Words
  /** Where there is more, by the fact that holds the address. */
  readonly link?: readonly [fact: string, text: Words]
}
const doubts: readonly Doubt[] = [
  {
    id: 'delivery',
    text: { en: 'Delivery: when, where, tracking', fr: 'La livraison\u00a0: délai, lieu, suivi' },
    needs: ['deliveryEstimate', 'trackingUrl'],
    answer: {
      en: 'Your order should arrive {{facts.deliveryEstimate}}. You can follow each step.',
      fr: 'Votre commande devrait arriver {{facts.deliveryEstimate}}. Vous pouvez en suivre chaque étape.',
    },
    link: ['trackingUrl', { en: 'Track my order', fr: 'Suivre ma commande' }],
  },
  {
    id: 'returns',
    text: { en: 'Returns and refunds', fr: 'Les retours et le remboursement' },
    needs: ['returnDays', 'returnCost', 'returnsUrl'],
    answer: {
      en: 'From the day you receive it, you have {{facts.returnDays}} days to change your mind, without giving a reason. {{facts.returnCost}}',
      fr: 'À compter de la réception, vous avez {{facts.returnDays}} jours pour changer d’avis, sans avoir à vous justifier. {{facts.returnCost}}',
    },
    link: ['returnsUrl', { en: 'How to return an item', fr: 'Comment retourner un article' }],
  },
  {
    id: 'cost',
    text: { en: 'The price or the fees', fr: 'Le prix ou les frais' },
    needs: ['total', 'nothingMoreToPay'],
    answer: {
      en: 'You have paid {{facts.total}} in all. There is nothing more to pay on delivery.',
      fr: 'Vous avez réglé {{facts.total}} au total. Il ne vous reste rien à payer à la livraison.',
    },
    link: ['orderUrl', { en: 'See the details of my order', fr: 'Voir le détail de ma commande' }],
  },
  {
    id: 'fit',
    text: { en: 'The size, or whether it will fit', fr: 'La taille ou la compatibilité' },
    needs: ['exchangePolicy', 'sizeGuideUrl'],
    answer: {
      en: 'If it does not suit you, you can exchange it. {{facts.exchangePolicy}}',
      fr: 'Si l’article ne convient pas, vous pouvez l’échanger. {{facts.exchangePolicy}}',
    },
    link: ['sizeGuideUrl', { en: 'Check the size guide', fr: 'Consulter le guide des tailles' }],
  },
  {
    id: 'product',
    text: { en: 'The product itself: quality, use', fr: 'Le produit lui-même\u00a0: qualité, utilisation' },
    needs: ['productGuideUrl'],
    answer: {
      en: 'Here is what it is made of and how to get the most from it.',
      fr: 'Voici sa composition et nos conseils pour en profiter pleinement.',
    },
    link: ['productGuideUrl', { en: 'Read the guide', fr: 'Lire le guide' }],
  },
  {
    id: 'payment',
    text: { en: 'The safety of the payment', fr: 'La sécurité du paiement' },
    needs: ['paymentProvider', 'cardNeverSeen'],
    answer: {
      en: 'Your payment was handled by {{facts.paymentProvider}} on a secure page. We never see your card number.',
      fr: 'Votre paiement a été traité par {{facts.paymentProvider}} sur une page sécurisée. Nous n’avons jamais accès à votre numéro de carte.',
    },
    link: ['paymentUrl', { en: 'About payment security', fr: 'En savoir plus sur la sécurité du paiement' }],
  },
  {
    id: 'trust',
    text: { en: 'Whether I can rely on this shop', fr: 'La fiabilité de la boutique' },
    needs: ['aboutUrl', 'contactPhrase'],
    answer: {
      en: 'Here is who we are, and how to reach us: {{facts.contactPhrase}}',
      fr: 'Voici qui nous sommes et comment nous joindre\u00a0: {{facts.contactPhrase}}',
    },
    link: ['aboutUrl', { en: 'About us', fr: 'Qui sommes-nous\u202f?' }],
  },
  {
    id: 'mistake',
    text: { en: 'I may have made a mistake in my order', fr: 'J’ai peut-être fait une erreur dans ma commande' },
    needs: ['changeWindow', 'changeUrl'],
    answer: {
      en: 'You can change or cancel your order {{facts.changeWindow}}.',
      fr: 'Vous pouvez modifier ou annuler votre commande {{facts.changeWindow}}.',
    },
    link: ['changeUrl', { en: 'Change or cancel my order', fr: 'Modifier ou annuler ma commande' }],
  },
]

/** Reassurance after the purchase: did they make the right choice, the doubt, the shop’s answer to exactly it, and the same item again. */
export const recipe: Recipe<PostPurchaseOptions> = {
  name: 'post-purchase',
  make: (options, { inOrder, write, knows, link, help, returnDays, scales }) => {
    const { minTotal, holdout = 0.1, trust, split, facts, brand } = options
    returnDays(facts)
    const offered = doubts.filter(({ id }) => trust || id !== 'trust')
    // Where the law knows an exception that is what is said, and no number of days.
    const exception = knows(facts, ['returnException'])
    const isKnown = ({ id, needs }: Doubt) => (id === 'returns' && exception ? knows(facts, ['returnsUrl']) : needs && knows(facts, needs))
    const answered = offered.filter(isKnown)
    const unanswered = [...offered.filter((doubt) => !isKnown(doubt)).map(({ id }) => id), 'other']
    const isSure = (id: string): Condition => ({ answer: id, gte: 4 })
    const scale = { type: 'rating', display: 'numbers', labels: scales.rightChoice5, reportsAs: 'confidence' } as const
    const isAnswered: Condition | undefined = answered[0] && { answer: 'doubt', in: answered.map(({ id }) => id) }
    const stillUnsure: Condition[] = isAnswered ? [{ all: [isAnswered, { none: [isSure('sure-after')] }] }] : []
    const offer = help(
      {
        en: 'Would you like someone from our team to answer you?',
        fr: 'Souhaitez-vous qu’une personne de notre équipe vous réponde\u202f?',
      },
      options,
      { when: { any: [{ answer: 'doubt', in: unanswered }, ...stillUnsure] } },
    )
    const sure: Asked[] = [
      {
        ...scale,
        id: 'sure',
        intro: { en: 'Thank you, your order is confirmed.', fr: 'Merci, votre commande est confirmée.' },
        text: { en: 'Do you feel you made the right choice?', fr: 'Avez-vous le sentiment d’avoir fait le bon choix\u202f?' },
      },
      {
        id: 'doubt',
        type: 'choice',
        optional: true,
        shuffle: true,
        display: 'list',
        text: { en: 'What are you unsure about?', fr: 'Sur quel point avez-vous un doute\u202f?' },
        options: [
          ...offered.map(({ id, text }) => ({ id, text, ...(id === 'mistake' && { pin: true }) })),
          { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
          { id: 'none', text: { en: 'Nothing in particular', fr: 'Rien de précis' }, pin: true },
        ],
        onlyWhen: { answer: 'sure', lte: 3 },
      },
    ]
    const answers = answered.map(
      ({ id, answer, link: more }): Asked => ({
        id: `answer-${id}`,
        type: 'message',
        text: id === 'returns' && exception ? ((facts?.returnException ?? '') as string) : (answer as Words), // whoever is answered has one
        ...(more && link(facts, ...more)),
        onlyWhen: { answer: 'doubt', is: id },
        way: { doubt: id },
      }),
    )
    const again: Asked[] = isAnswered
      ? [
          {
            ...scale,
            id: 'sure-after',
            optional: true,
            text: {
              en: 'And now, do you feel you made the right choice?',
              fr: 'Et maintenant, avez-vous le sentiment d’avoir fait le bon choix\u202f?',
            },
            onlyWhen: isAnswered,
          },
        ]
      : []
    const ends: Ends[] = [
      {
        id: 'sure',
        when: isSure('sure'),
        text: { en: 'Thank you! Your order is in good hands.', fr: 'Merci\u202f! Votre commande est entre de bonnes mains.' },
        ...link(facts, 'tipsUrl', { en: 'Get the most from your purchase', fr: 'Bien profiter de votre achat' }),
      },
      ...(isAnswered
        ? [
            {
              id: 'reassured',
              when: isSure('sure-after'),
              text: {
                en: 'Thank you. We are here if another question comes up.',
                fr: 'Merci. Nous restons à votre écoute si une autre question se présente.',
              },
            },
          ]
        : []),
      ...offer.ends,
      {
        id: 'noted',
        text: knows(facts, ['changeUrl', 'contactUrl'])
          ? {
              en: 'Thank you for telling us. You can still change or cancel your order, or write to us.',
              fr: 'Merci de nous l’avoir dit. Vous pouvez toujours modifier ou annuler votre commande, ou nous écrire.',
            }
          : {
              en: 'Thank you for telling us. You can write to us at any time.',
              fr: 'Merci de nous l’avoir dit. Vous pouvez nous écrire à tout moment.',
            },
        ...link(facts, 'changeUrl', { en: 'Change or cancel my order', fr: 'Modifier ou annuler ma commande' }),
      },
    ]
    return {
      survey: write(
        {
          id: 'post-purchase',
          version: 1,
          touchpoint: {
            id: 'order-confirmation',
            stage: 'purchase',
            category: 'sales',
            channel: 'web',
            name: { en: 'Order confirmation', fr: 'Confirmation de commande' },
          },
          trigger: {
            on: 'event',
            name: 'order_completed',
            delaySeconds: 3,
            oncePer: 'order_id',
            cancelOn: ['order_cancelled', 'refund_requested'],
          },
          audience:
            minTotal === undefined
              ? { persona: firstTimeBuyer.id }
              : { any: [{ persona: firstTimeBuyer.id }, { prop: 'total', gte: minTotal }] },
          frequency: { class: 'interaction' },
          // Everybody reads the answer; what differs is when they are asked again. So both groups were as low at first, and chance moves both alike.
          ...(isAnswered &&
            holdout > 0 && {
              variants: [
                { id: 'answer-first', weight: 1 - holdout },
                {
                  id: 'held-out',
                  weight: holdout,
                  holdout: true,
                  questions: inOrder([...sure, ...again, ...answers, ...offer.asked], ends).questions,
                },
              ],
            }),
          ...(split && { split: { name: 'order', from: split[0], to: split[1] } }),
          why: {
            en: 'You have just placed an order. We ask so that we can answer a doubt straight away. You may leave this without answering: your order does not change.',
            fr: 'Vous venez de passer une commande. Nous posons cette question pour répondre tout de suite à un éventuel doute. Vous pouvez ne pas répondre\u00a0: cela ne change rien à votre commande.',
          },
          ...inOrder([...sure, ...answers, ...again, ...offer.asked], ends),
        },
        { ...facts, brand },
      ),
      personas: [firstTimeBuyer],
    }
  },
}
