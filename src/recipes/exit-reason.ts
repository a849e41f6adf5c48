import type { Condition } from '../survey/condition'
import type { PathPatterns } from '../survey/config'
import type { Asked, HelpOptions, Recipe, Words } from './types'

type Reason =
  | 'fees'
  | 'price'
  | 'delivery'
  | 'info'
  | 'payment'
  | 'problem'
  | 'returns'
  | 'stock'
  | 'trust'
  | 'compare'
  | 'looking'
  | 'later'
export type ExitFact =
  | 'deliveryCost'
  | 'deliveryEstimate'
  | 'paymentMethods'
  | 'returnDays'
  | 'returnCost'
  | 'returnException'
  | 'aboutUrl'
  | 'contactPhrase'
  | 'cartIsKept'
export interface ExitReasonOptions extends HelpOptions<ExitFact> {
  /** Pages that are left. Default: those of carts and prices, whose paths hold `/cart`, `/panier`, `/pricing` or `/tarifs`. */
  readonly pages?: PathPatterns
  /** Reasons to choose from, beside “Something else”. Default: `fees`, `price`, `delivery`, `info`, `problem`, `compare`, `later`. */
  readonly reasons?: readonly Reason[]
}

interface Given {
  readonly id: Reason
  readonly text: Words
  readonly pin?: true
  /** What the shop has to know to answer it. */
  readonly needs?: readonly ExitFact[]
  readonly answer?: Words
}
const all: readonly Given[] = [
  {
    id: 'fees',
    text: { en: 'Delivery or other fees', fr: 'Les frais de livraison ou d’autres frais' },
    needs: ['deliveryCost'],
    answer: {
      en: 'Delivery for this cart: {{facts.deliveryCost}}. No other fee will be added.',
      fr: 'Livraison pour ce panier\u00a0: {{facts.deliveryCost}}. Aucun autre frais ne s’ajoutera.',
    },
  },
  { id: 'price', text: { en: 'The price', fr: 'Le prix' } },
  {
    id: 'delivery',
    text: { en: 'The delivery time', fr: 'Le délai de livraison' },
    needs: ['deliveryEstimate'],
    answer: {
      en: 'If you order now, your parcel should arrive {{facts.deliveryEstimate}}.',
      fr: 'En commandant maintenant, vous devriez recevoir votre colis {{facts.deliveryEstimate}}.',
    },
  },
  { id: 'info', text: { en: 'Some information is missing', fr: 'Il me manque une information' } },
  {
    id: 'payment',
    text: { en: 'My way of paying is not offered', fr: 'Mon moyen de paiement n’est pas proposé' },
    needs: ['paymentMethods'],
    answer: { en: 'You can pay by {{facts.paymentMethods}}.', fr: 'Vous pouvez payer par {{facts.paymentMethods}}.' },
  },
  { id: 'problem', text: { en: 'A problem on the site', fr: 'Un problème sur le site' } },
  {
    id: 'returns',
    text: { en: 'The returns policy', fr: 'Les conditions de retour' },
    needs: ['returnDays', 'returnCost'],
    answer: {
      en: 'You have {{facts.returnDays}} days from delivery to change your mind, without giving a reason. {{facts.returnCost}}',
      fr: 'Vous avez {{facts.returnDays}} jours après la livraison pour changer d’avis, sans avoir à vous justifier. {{facts.returnCost}}',
    },
  },
  {
    id: 'stock',
    text: { en: 'The size, colour or item is not available', fr: 'La taille, la couleur ou l’article n’est pas disponible' },
  },
  {
    id: 'trust',
    text: {
      en: 'I do not know {{brand|this shop}} well enough',
      fr: 'Je ne connais pas encore assez {{brand|cette boutique}}',
    },
    needs: ['aboutUrl', 'contactPhrase'],
    answer: {
      en: 'Here is who we are, and how to reach us: {{facts.contactPhrase}}',
      fr: 'Voici qui nous sommes et comment nous joindre\u00a0: {{facts.contactPhrase}}',
    },
  },
  { id: 'compare', text: { en: 'I am comparing with other sites', fr: 'Je compare avec d’autres sites' } },
  { id: 'looking', text: { en: 'Nothing, I am just looking', fr: 'Rien, je regarde simplement' }, pin: true },
  { id: 'later', text: { en: 'Nothing, I may come back later', fr: 'Rien, je reviendrai peut-être plus tard' }, pin: true },
]

/** Leaving the cart or the prices: what holds them back, and the shop’s answer where it has one. One showing, one tap, gone. */
export const recipe: Recipe<ExitReasonOptions> = {
  name: 'exit-reason',
  make: (options, { inOrder, write, knows, link, help, returnDays }) => {
    const { pages = ['*/cart*', '*/panier*', '*/pricing*', '*/tarifs*'], facts, brand } = options
    const { reasons = ['fees', 'price', 'delivery', 'info', 'problem', 'compare', 'later'] } = options
    returnDays(facts)
    const given = all.filter(({ id }) => reasons.includes(id))
    // Where the law knows an exception that is what is said, and no number of days.
    const exception = knows(facts, ['returnException'])
    const answered = given.filter(({ id, needs }) => (id === 'returns' && exception) || (needs && knows(facts, needs)))
    const asksMore = given.filter(({ id }) => id === 'info' || id === 'problem')
    const is = (id: Reason): Condition => ({ answer: 'reason', is: id })
    const offer = asksMore[0]
      ? help({ en: 'Would you like an answer from our team?', fr: 'Souhaitez-vous une réponse de notre équipe\u202f?' }, options, {
          when: { answer: 'reason', in: asksMore.map(({ id }) => id) },
        })
      : { asked: [], ends: [] }
    const details: Readonly<Partial<Record<Reason, Words>>> = {
      info: { en: 'What information is missing?', fr: 'Quelle information vous manque-t-il\u202f?' },
      problem: { en: 'What happened?', fr: 'Que s’est-il passé\u202f?' },
    }
    const asked: Asked[] = [
      {
        id: 'reason',
        type: 'choice',
        shuffle: true,
        optional: true,
        display: 'list',
        text: {
          en: 'Before you go, what is holding you back today?',
          fr: 'Avant de partir, qu’est-ce qui vous retient aujourd’hui\u202f?',
        },
        options: [
          ...given.map(({ id, text, pin }) => ({ id, text, ...(pin && { pin }) })),
          { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
        ],
      },
      ...asksMore.map(
        ({ id }): Asked => ({
          id,
          type: 'text',
          optional: true,
          text: details[id] as Words, // of these two there is one
          onlyWhen: is(id),
          way: { reason: id },
        }),
      ),
      ...answered.map(
        ({ id, answer }): Asked => ({
          id: `answer-${id}`,
          type: 'message',
          text: id === 'returns' && exception ? ((facts?.returnException ?? '') as string) : (answer as Words), // what is answered has one
          ...(id === 'trust' && link(facts, 'aboutUrl', { en: 'About us', fr: 'Qui sommes-nous\u202f?' })),
          onlyWhen: is(id),
          way: { reason: id },
        }),
      ),
      ...offer.asked,
    ]
    return {
      survey: write(
        {
          id: 'exit-reason',
          version: 1,
          touchpoint: {
            id: 'cart',
            stage: 'evaluation',
            category: 'sales',
            channel: 'web',
            name: { en: 'Cart', fr: 'Panier' },
          },
          trigger: { on: 'exit', path: pages, not: ['*/checkout*', '*/payment*', '*/paiement*'] },
          // Said by the page: `<meta name="peakend:cart.items" content="2">`.
          audience: {
            all: [
              { context: 'cart.items', exists: true },
              { context: 'cart.items', notIn: [0, '0', ''] },
            ],
          },
          frequency: { class: 'interaction', everyDays: 30, afterDismissDays: 30 },
          why: {
            en: 'You are about to leave a page with items in your cart. Your answer helps us give better information.',
            fr: 'Vous vous apprêtez à quitter une page alors que votre panier contient des articles. Votre réponse nous aide à mieux vous informer.',
          },
          ...inOrder(asked, [
            ...offer.ends,
            {
              id: 'default',
              text: knows(facts, ['cartIsKept'])
                ? {
                    en: 'Thank you. Your cart will be here when you come back.',
                    fr: 'Merci. Vous retrouverez votre panier à votre retour.',
                  }
                : { en: 'Thank you, your answer helps us.', fr: 'Merci, votre réponse nous est utile.' },
            },
          ]),
        },
        { ...facts, brand },
      ),
    }
  },
}
