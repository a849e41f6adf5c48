/** Words of what the shop does beside selling: parcels and returns, the candles, a home, things kept for later. */
export interface ServiceWords {
  readonly parcel: string
  readonly parcelText: string
  readonly received: string
  readonly receivedOn: string
  readonly back: string
  readonly backText: string
  readonly askBack: string
  readonly backDone: string
  readonly candles: string
  readonly candlesText: (cost: string) => string
  readonly subscribe: string
  readonly subscribed: string
  readonly cancel: string
  readonly cancelled: string
  readonly home: string
  readonly homeText: string
  readonly homeStart: string
  readonly homeAgain: string
  readonly homeStep: (step: number) => string
  readonly homeNext: string
  readonly homeLast: string
  readonly homeDone: string
  readonly homeDoneText: string
  readonly keep: string
  readonly kept: string
  readonly keptNone: string
  readonly keptDrop: (name: string) => string
  readonly voucher: string
  readonly voucherLabel: string
  readonly voucherUse: string
  readonly voucherUnknown: string
  readonly voucherMissing: string
  readonly estimate: (days: number) => string
  readonly estimateWorkshop: string
  readonly availability: (stock: number) => string
  readonly withDelivery: (total: string) => string
}

const en: ServiceWords = {
  parcel: 'Your parcel',
  parcelText: 'Once it is there, tell us: your thirty days begin.',
  received: 'I have received it',
  receivedOn: 'Received on',
  back: 'Not quite right?',
  backText: 'You have thirty days to send it back, for any reason or none. The label comes by e-mail within the day; the return is free.',
  askBack: 'Ask for a return label',
  backDone: 'Your return has been noted. The label comes by e-mail within the day. (During this trial nothing is sent.)',
  candles: 'A candle every month',
  candlesText: (cost) =>
    `One beeswax candle for your Vesper, ${cost} a month, delivery included. You can cancel here at any time, with one press.`,
  subscribe: 'Subscribe',
  subscribed: 'You are subscribed: the next candle leaves on the first of the month.',
  cancel: 'Cancel the subscription',
  cancelled: 'Your subscription is cancelled. Nothing more is sent, nothing more is charged.',
  home: 'Your home',
  homeText: 'Three questions, and the shop shows you first what suits it.',
  homeStart: 'Set it up',
  homeAgain: 'Change it',
  homeStep: (step) => `Step ${step} of 3`,
  homeNext: 'Next',
  homeLast: 'Finish',
  homeDone: 'Your home is set up',
  homeDoneText: 'For the room and the evenings you described, we would begin with these.',
  keep: 'Keep for later',
  kept: 'Kept for later',
  keptNone: 'Nothing kept yet. On the page of a product, “Keep for later” puts it here.',
  keptDrop: (name) => `Remove ${name}`,
  voucher: 'A voucher?',
  voucherLabel: 'Voucher code',
  voucherUse: 'Apply',
  voucherUnknown: 'We do not know this voucher. Check the code, or go on without it.',
  voucherMissing: 'Enter the code of your voucher',
  estimate: (days) => `within ${days} working days`,
  estimateWorkshop: 'at our workshop, on the next working day',
  availability: (stock) => (stock === 0 ? 'sold out for now' : stock < 5 ? `only ${stock} left` : 'in stock'),
  withDelivery: (total) => `${total}, delivery included`,
}

const fr: ServiceWords = {
  parcel: 'Votre colis',
  parcelText: 'Quand il sera là, dites-le-nous\u00a0: vos trente jours commencent.',
  received: 'Je l’ai reçu',
  receivedOn: 'Reçu le',
  back: 'Un doute\u202f?',
  backText:
    'Vous avez trente jours pour le renvoyer, avec ou sans raison. L’étiquette arrive par e-mail dans la journée\u202f; le retour est gratuit.',
  askBack: 'Demander une étiquette de retour',
  backDone: 'Votre retour est enregistré. L’étiquette arrive par e-mail dans la journée. (Pendant cet essai, rien n’est envoyé.)',
  candles: 'Une bougie chaque mois',
  candlesText: (cost) =>
    `Une bougie en cire d’abeille pour votre Vesper, ${cost} par mois, livraison comprise. Vous résiliez ici quand vous voulez, d’un seul geste.`,
  subscribe: 'M’abonner',
  subscribed: 'Votre abonnement est en cours\u00a0: la prochaine bougie part le premier du mois.',
  cancel: 'Résilier l’abonnement',
  cancelled: 'Votre abonnement est résilié. Plus rien ne sera envoyé ni débité.',
  home: 'Chez vous',
  homeText: 'Trois questions, et la boutique vous montre d’abord ce qui vous ira.',
  homeStart: 'Commencer',
  homeAgain: 'Modifier',
  homeStep: (step) => `Étape ${step} sur 3`,
  homeNext: 'Continuer',
  homeLast: 'Terminer',
  homeDone: 'C’est prêt',
  homeDoneText: 'Pour la pièce et les soirées que vous décrivez, nous commencerions par ceci.',
  keep: 'Garder pour plus tard',
  kept: 'Gardé pour plus tard',
  keptNone: 'Rien pour le moment. Sur une fiche produit, «\u00a0Garder pour plus tard\u00a0» l’ajoute ici.',
  keptDrop: (name) => `Retirer ${name}`,
  voucher: 'Un bon d’achat\u202f?',
  voucherLabel: 'Code du bon',
  voucherUse: 'Utiliser',
  voucherUnknown: 'Nous ne connaissons pas ce bon. Vérifiez le code, ou continuez sans lui.',
  voucherMissing: 'Saisissez le code de votre bon',
  estimate: (days) => `sous ${days} jours ouvrés`,
  estimateWorkshop: 'à notre atelier, dès le prochain jour ouvré',
  availability: (stock) => (stock === 0 ? 'épuisé pour le moment' : stock < 5 ? `plus que ${stock} en stock` : 'en stock'),
  withDelivery: (total) => `${total}, livraison comprise`,
}

export const services = { en, fr }
