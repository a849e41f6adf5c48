/** For whoever tries a recipe: the moment it waits for, how to come to it in this shop, and what a page says of it. */

import type { RecipeName } from 'peakend/recipes'
import type { Words } from '../goods/types'

export interface Step {
  readonly text: Words
  /** Where it is done. */
  readonly to?: string
}
export interface Guide {
  readonly moment: Words
  readonly steps: readonly Step[]
  /** What the site has to say beside the script, as it is written in a page. */
  readonly told?: string
}

const event = (name: string, props: object): string =>
  `<script type="application/json" data-peakend="track">${JSON.stringify({ event: name, props })}</script>`

const buy: Step = { text: { en: 'Buy the Opaline lamp', fr: 'Achetez la lampe Opaline' }, to: '/p/opaline' }
const stay: Step = { text: { en: 'Stay on the confirmation for a moment', fr: 'Restez un instant sur la confirmation' } }
const receive: Step = {
  text: {
    en: 'In your account, open the order: the parcel has arrived',
    fr: 'Dans votre compte, ouvrez la commande\u00a0: le colis est arrivé',
  },
  to: '/account',
}
const monthLater: Step = {
  text: { en: 'Tools, “One month later”', fr: 'Outils, «\u00a0Un mois plus tard\u00a0»' },
}
const leave: Step = {
  text: {
    en: 'Move the pointer out at the top, as if to another tab (on a phone: flick to the top)',
    fr: 'Sortez le pointeur par le haut, comme vers un autre onglet (sur un téléphone\u00a0: remontez d’un geste vif)',
  },
}
const ordered = event('order_completed', { order_id: 'A-1001', total: 129, delivery_estimate: 'within 3 working days' })
const delivered = event('order_delivered', { order_id: 'A-1001' })

export const guides: Readonly<Record<RecipeName, Guide>> = {
  'post-purchase': {
    moment: {
      en: 'Three seconds after a first order, or one of €50 or more',
      fr: 'Trois secondes après une première commande, ou une commande de 50\u00a0€ ou plus',
    },
    steps: [buy, stay],
    told: ordered,
  },
  'checkout-csat': {
    moment: { en: 'Two seconds after an order', fr: 'Deux secondes après une commande' },
    steps: [buy, stay],
    told: ordered,
  },
  'chat-end': {
    moment: {
      en: 'When a chat is over in which at least two messages were written and one answered',
      fr: 'À la fin d’un échange d’au moins deux messages, dont un a reçu une réponse',
    },
    steps: [
      { text: { en: 'Open the chat and write twice', fr: 'Ouvrez le chat et écrivez deux messages' }, to: '/help' },
      { text: { en: 'End the chat', fr: 'Terminez l’échange' } },
    ],
  },
  'peak-end': {
    moment: {
      en: 'Twenty quiet seconds after an order, once the visit had three moments to look back on',
      fr: 'Vingt secondes de calme après une commande, quand la visite compte trois moments à retenir',
    },
    steps: [
      { text: { en: 'Read an answer of the help', fr: 'Lisez une réponse de l’aide' }, to: '/help/returning-within-30-days' },
      buy,
      { text: { en: 'Leave the page in peace for twenty seconds', fr: 'Laissez la page en paix pendant vingt secondes' } },
    ],
    told: ordered,
  },
  'relationship-nps': {
    moment: {
      en: 'The home or the account page, after two orders or 60 days since the first',
      fr: 'L’accueil ou le compte, après deux commandes ou 60 jours depuis la première',
    },
    steps: [
      buy,
      {
        text: {
          en: 'Buy something else, or “One month later” twice, in Tools',
          fr: 'Achetez autre chose, ou deux fois «\u00a0Un mois plus tard\u00a0», dans Outils',
        },
      },
      { text: { en: 'Open your account', fr: 'Ouvrez votre compte' }, to: '/account' },
    ],
    told: `<script>peakend('identify', 'C-42', { orders: 2, daysSinceFirstOrder: 60 })</script>`,
  },
  'exit-reason': {
    moment: { en: 'About to leave the cart, with something in it', fr: 'Au moment de quitter le panier, quand il n’est pas vide' },
    steps: [
      { text: { en: 'Put the Opaline lamp into the cart', fr: 'Mettez la lampe Opaline au panier' }, to: '/p/opaline' },
      { text: { en: 'Wait for five seconds', fr: 'Attendez cinq secondes' } },
      leave,
    ],
    told: '<meta name="peakend:cart.items" content="2">',
  },
  'pre-purchase': {
    moment: {
      en: 'A minute on the page of a product, or leaving it; half a minute of silence in the cart; back from the checkout to the cart',
      fr: 'Une minute sur une fiche produit, ou en la quittant\u202f; trente secondes de silence dans le panier\u202f; un retour de la commande au panier',
    },
    steps: [
      {
        text: { en: 'Read the page of the Heron floor lamp for a minute', fr: 'Lisez pendant une minute la fiche du lampadaire Héron' },
        to: '/p/heron',
      },
    ],
    told: '<meta name="peakend:offer.total" content="€420, delivery included">',
  },
  'checkout-effort': {
    moment: { en: 'Two seconds after an order', fr: 'Deux secondes après une commande' },
    steps: [buy, stay],
    told: ordered,
  },
  'visit-purpose': {
    moment: {
      en: 'About to leave any page but the checkout, after 20 seconds',
      fr: 'Au moment de quitter n’importe quelle page, hors commande, après 20 secondes',
    },
    steps: [{ text: { en: 'Look at the shop for twenty seconds', fr: 'Regardez la boutique pendant vingt secondes' }, to: '/' }, leave],
  },
  'page-helpful': {
    moment: { en: 'A page of the help, read to 60%', fr: 'Une page d’aide lue à 60\u00a0%' },
    steps: [
      {
        text: { en: 'Read how to return something, down to the end', fr: 'Lisez comment retourner un article, jusqu’à la fin' },
        to: '/help/returning-within-30-days',
      },
    ],
  },
  'friction-help': {
    moment: {
      en: 'Clicks without effect, a form that is refused, an error of the page',
      fr: 'Des clics sans effet, un formulaire refusé, une erreur de la page',
    },
    steps: [
      { text: { en: 'Put the Opaline lamp into the cart', fr: 'Mettez la lampe Opaline au panier' }, to: '/p/opaline' },
      { text: { en: 'Try a voucher you do not have, twice', fr: 'Essayez deux fois un bon d’achat que vous n’avez pas' }, to: '/cart' },
      {
        text: {
          en: 'Leave the field: nobody who writes is interrupted',
          fr: 'Quittez le champ\u00a0: on n’interrompt pas quelqu’un qui écrit',
        },
      },
    ],
  },
  'discovery-source': {
    moment: { en: 'Four seconds after a first order', fr: 'Quatre secondes après une première commande' },
    steps: [
      {
        text: {
          en: 'If you have ordered before: Tools, “New visitor”',
          fr: 'Si vous avez déjà commandé\u00a0: Outils, «\u00a0Nouveau visiteur\u00a0»',
        },
      },
      buy,
      stay,
    ],
    told: `<script>peakend('identify', 'C-42', { orders: 1 })</script>\n${ordered}`,
  },
  'three-e': {
    moment: {
      en: 'Two seconds after a task is done: here, a return that was asked for',
      fr: 'Deux secondes après une démarche\u00a0: ici, un retour demandé',
    },
    steps: [buy, receive, { text: { en: 'Ask to return it', fr: 'Demandez à la retourner' } }],
    told: event('task_completed', { task: 'return' }),
  },
  'product-followup': {
    moment: { en: '13 days after the parcel has arrived', fr: '13 jours après l’arrivée du colis' },
    steps: [buy, receive, monthLater],
    told: delivered,
  },
  'delivery-received': {
    moment: { en: 'Two seconds after the parcel is said to be there', fr: 'Deux secondes après l’annonce de l’arrivée du colis' },
    steps: [buy, receive],
    told: delivered,
  },
  onboarding: {
    moment: { en: 'Two seconds after the first steps are done', fr: 'Deux secondes après les premiers pas' },
    steps: [{ text: { en: 'Describe your home, in three steps', fr: 'Décrivez votre intérieur, en trois étapes' }, to: '/account/start' }],
    told: event('onboarding_completed', { steps: 3 }),
  },
  'first-use': {
    moment: { en: 'Two seconds after something is used for the first time', fr: 'Deux secondes après une première utilisation' },
    steps: [{ text: { en: 'Keep the Opaline lamp for later', fr: 'Gardez la lampe Opaline pour plus tard' }, to: '/p/opaline' }],
    told: event('first_use', { feature: 'kept' }),
  },
  cancellation: {
    moment: {
      en: 'A second after a subscription is cancelled, never before',
      fr: 'Une seconde après la résiliation d’un abonnement, jamais avant',
    },
    steps: [
      {
        text: {
          en: 'In your account, subscribe to the candles, then cancel',
          fr: 'Dans votre compte, abonnez-vous aux bougies, puis résiliez',
        },
        to: '/account',
      },
    ],
    told: event('subscription_cancelled', { plan: 'candles' }),
  },
  'what-do-you-remember': {
    moment: { en: '30 days after an order', fr: '30 jours après une commande' },
    steps: [buy, monthLater],
    told: ordered,
  },
}
