import type { MomentWords } from './moment'

/** U+202F before ; is written as an escape, so that no editor eats it. */
export const moment: MomentWords = {
  lang: 'fr',
  names: {
    home: 'L’arrivée sur le site',
    search: 'La recherche',
    'no-results': 'Une recherche sans résultat',
    listing: 'Le parcours des rayons',
    product: 'La découverte d’un produit',
    reviews: 'La lecture des avis',
    compare: 'La comparaison des produits',
    'size-guide': 'Le guide des tailles',
    cart: 'Le panier',
    account: 'La connexion ou la création du compte',
    'delivery-options': 'Le choix de la livraison',
    payment: 'Le paiement',
    'payment-declined': 'Un paiement refusé',
    confirmation: 'La confirmation de commande',
    'help-page': 'Une page d’aide',
    'chat-bot': 'L’échange avec l’assistant automatique',
    'chat-team': 'L’échange avec notre équipe',
    tracking: 'Le suivi de ma commande',
    return: 'Une demande de retour',
    error: 'Un problème technique',
    slow: 'Une page lente',
    other: 'Un autre moment',
    none: 'Aucun en particulier',
  },
  why: 'Nous vous proposons des moments de votre visite pour que vous indiquiez celui que vous retenez. La liste reste sur cet appareil\u202f; seules vos réponses sont envoyées.',
}
