import type { Article } from './types'

/** The help pages. */
export const articles: readonly Article[] = [
  {
    slug: 'delivery-times-and-cost',
    topic: 'delivery',
    title: { en: 'Delivery: how long, how much', fr: 'Livraison\u202f: délais et tarifs' },
    lead: {
      en: 'Two to seven working days; €6 a parcel, free from €80.',
      fr: 'De deux à sept jours ouvrés\u202f; 6\u00a0€ par colis, offerts dès 80\u00a0€.',
    },
    body: [
      {
        en: 'Each product page tells its own time: a reading lamp leaves the same day and arrives in two, the Heron floor lamp travels on a pallet and takes seven. When you order several things, they come together, with the slowest.',
        fr: 'Chaque fiche indique son délai\u202f: une liseuse part le jour même et arrive en deux jours, le lampadaire Héron voyage sur palette et en demande sept. Si vous commandez plusieurs objets, ils arrivent ensemble, au rythme du plus lent.',
      },
      {
        en: 'The price is the same for every parcel in the European Union, whatever its weight. You see it in the cart, before you have told us anything about yourself.',
        fr: 'Le tarif est le même pour tous les colis dans l’Union européenne, quel qu’en soit le poids. Vous le voyez dans le panier, avant de nous confier la moindre information.',
      },
      {
        en: 'The carrier rings once and does not ask for a signature. If nobody is home, the parcel waits for ten days at the nearest pick-up point.',
        fr: 'Le transporteur sonne et ne demande pas de signature. En votre absence, le colis vous attend dix jours au point relais le plus proche.',
      },
    ],
  },
  {
    slug: 'following-a-parcel',
    topic: 'orders',
    title: { en: 'Following a parcel', fr: 'Suivre un colis' },
    lead: {
      en: 'Your order number is all it takes. It begins with A-.',
      fr: 'Votre numéro de commande suffit. Il commence par A-.',
    },
    body: [
      {
        en: 'You find the number on the confirmation page and in the e-mail that follows it. Give it to the assistant in the chat, and it tells you where the parcel is.',
        fr: 'Le numéro figure sur la page de confirmation et dans l’e-mail qui la suit. Donnez-le à l’assistant dans le chat\u202f: il vous dira où se trouve le colis.',
      },
      {
        en: 'A second e-mail leaves with the parcel. It holds the carrier’s own number, which starts to answer the next morning, once the parcel has been scanned.',
        fr: 'Un second e-mail part en même temps que le colis. Il contient le numéro du transporteur, actif dès le lendemain matin, après le premier scan.',
      },
      {
        en: 'Nothing has moved for three working days? Write to us: we call the carrier, so that you do not have to.',
        fr: 'Rien n’a bougé depuis trois jours ouvrés\u202f? Écrivez-nous\u202f: c’est nous qui appelons le transporteur.',
      },
    ],
  },
  {
    slug: 'returning-within-30-days',
    topic: 'returns',
    title: { en: 'Returning something within 30 days', fr: 'Retourner un article sous 30 jours' },
    lead: {
      en: 'Thirty days from the day it arrived, for any reason or none.',
      fr: 'Trente jours à compter de la réception, avec ou sans raison.',
    },
    body: [
      {
        en: 'Live with the lamp for a while, light it, see whether it belongs. If it does not, send it back clean and whole, in its own box if you kept it, in any sturdy one if not.',
        fr: 'Vivez un peu avec la lampe, allumez-la, voyez si elle trouve sa place. Sinon, renvoyez-la propre et entière, dans sa boîte si vous l’avez gardée, dans toute autre boîte solide si ce n’est pas le cas.',
      },
      {
        en: 'Ask for the label in the chat or by e-mail; it arrives within the day. The return is free in the European Union.',
        fr: 'Demandez l’étiquette dans le chat ou par e-mail\u202f; vous la recevez dans la journée. Le retour est gratuit dans l’Union européenne.',
      },
      {
        en: 'Candles that have been lit cannot come back. That is the only exception.',
        fr: 'Les bougies déjà allumées ne peuvent pas être reprises. C’est la seule exception.',
      },
      {
        en: 'First, the lamp: let it cool, take out the bulb and wrap it on its own. Roll the cord loosely and fix it with the band it came with. A globe of glass travels in two layers of paper, never against another globe.',
        fr: 'D’abord la lampe\u202f: laissez-la refroidir, retirez l’ampoule et emballez-la à part. Enroulez le cordon sans serrer, avec son lien d’origine. Un globe de verre voyage dans deux épaisseurs de papier, jamais contre un autre globe.',
      },
      {
        en: 'Then, the box: a hand’s width of paper, cloth or straw on every side. Shake it gently; what moves will break. Close every seam, and take off or cross out the old label.',
        fr: 'Ensuite la boîte\u202f: une largeur de main de papier, de tissu ou de paille de chaque côté. Secouez-la doucement\u202f: ce qui bouge cassera. Fermez tous les bords, et retirez ou barrez l’ancienne étiquette.',
      },
      {
        en: 'Last, the way: stick the label flat on the largest side and hand the parcel in at any pick-up point of the carrier. Keep the receipt until the refund is there: it is the only proof that the parcel has left you.',
        fr: 'Enfin le trajet\u202f: collez l’étiquette bien à plat sur le plus grand côté et déposez le colis dans n’importe quel point relais du transporteur. Gardez le reçu jusqu’au remboursement\u202f: lui seul prouve que le colis est parti.',
      },
      {
        en: 'The Heron floor lamp is too long for a pick-up point. Write to us, and the carrier who brought it comes back for it on a day that suits you.',
        fr: 'Le lampadaire Héron est trop long pour un point relais. Écrivez-nous\u202f: le transporteur qui l’a livré vient le reprendre, le jour qui vous convient.',
      },
      {
        en: 'You would rather exchange it? Say so in the same message. What you want instead leaves when your parcel has arrived, and the delivery is on us.',
        fr: 'Vous préférez un échange\u202f? Dites-le dans le même message. L’article choisi part dès l’arrivée de votre colis, et la livraison est pour nous.',
      },
    ],
  },
  {
    slug: 'refunds',
    topic: 'returns',
    title: { en: 'When the money comes back', fr: 'Quand l’argent revient' },
    lead: {
      en: 'The refund leaves within five working days of your parcel reaching us.',
      fr: 'Le remboursement part dans les cinq jours ouvrés après l’arrivée du colis chez nous.',
    },
    body: [
      {
        en: 'The whole amount returns to the card or account that paid, and so does the delivery when you send back the whole order.',
        fr: 'La somme entière revient sur la carte ou le compte débité, frais de livraison compris si vous renvoyez toute la commande.',
      },
      {
        en: 'We write to you the moment the refund leaves us. Banks then take one to three days to show it.',
        fr: 'Nous vous écrivons dès que le remboursement part de chez nous. Les banques mettent ensuite un à trois jours à l’afficher.',
      },
    ],
  },
  {
    slug: 'changing-or-cancelling',
    topic: 'orders',
    title: { en: 'Changing or cancelling an order', fr: 'Modifier ou annuler une commande' },
    lead: {
      en: 'Free of charge, as long as the parcel has not left.',
      fr: 'Sans frais, tant que le colis n’est pas parti.',
    },
    body: [
      {
        en: 'Parcels leave at 4\u00a0pm on working days. Before that, one message with your order number is enough to add a cup, correct an address or call the whole thing off.',
        fr: 'Les colis partent à 16\u00a0h les jours ouvrés. Avant cela, un message avec votre numéro de commande suffit pour ajouter une tasse, corriger une adresse ou tout annuler.',
      },
      {
        en: 'After that the parcel is on its way, and the simplest is to let it arrive and send it back: the return is free.',
        fr: 'Ensuite, le colis est en route\u202f: le plus simple est de le laisser arriver, puis de le renvoyer. Le retour est gratuit.',
      },
    ],
  },
  {
    slug: 'what-we-keep',
    topic: 'orders',
    title: { en: 'What we keep about you', fr: 'Ce que nous gardons de vous' },
    lead: {
      en: 'Your orders and what you answer us. Not what you look at.',
      fr: 'Vos commandes et vos réponses. Pas ce que vous regardez.',
    },
    body: [
      {
        en: 'An order has a name, an e-mail address and a place to send it to. This shop is a demonstration: they stay in one file on the machine it runs on, and an invented name does just as well.',
        fr: 'Une commande comporte un nom, une adresse e-mail et une adresse de livraison. Cette boutique est une démonstration\u202f: le tout reste dans un fichier, sur la machine qui la fait tourner, et un nom inventé convient très bien.',
      },
      {
        en: 'What you answer is kept with a number, not with your name, so that one person counts once. If you leave a phone number or an address, it is kept apart, for 90 days at most, and serves to reply to you and for nothing else.',
        fr: 'Vos réponses sont conservées avec un numéro, sans votre nom, pour qu’une personne ne compte qu’une fois. Si vous laissez un téléphone ou une adresse, ils sont gardés à part, 90 jours au plus, et ne servent qu’à vous répondre.',
      },
      {
        en: 'Whether your browser may remember that we asked is your choice, at the end of every page. You may change it at any time: what was kept is then erased.',
        fr: 'C’est vous qui décidez, au bas de chaque page, si votre navigateur peut retenir que nous avons posé une question. Vous pouvez changer d’avis à tout moment\u202f: ce qui était gardé est alors effacé.',
      },
    ],
  },
  {
    slug: 'dimming-and-bulbs',
    topic: 'care',
    title: { en: 'Dimming, and which bulb to choose', fr: 'Variation et choix de l’ampoule' },
    lead: {
      en: 'Warm white, 2,700\u00a0K, and dimmable when the lamp is.',
      fr: 'Un blanc chaud, 2\u202f700\u00a0K, et compatible avec la variation si la lampe en dispose.',
    },
    body: [
      {
        en: 'Opaline takes an E14 bulb of 4\u00a0W, Cloche and Heron an E27 of 12\u00a0W and 8\u00a0W at most. Opaline and Heron come with theirs; Lutrin has its light built in, and we replace it for life.',
        fr: 'Opaline prend une ampoule E14 de 4\u00a0W, Cloche et Héron une E27 de 12 et 8\u00a0W au plus. Opaline et Héron sont livrées avec la leur\u202f; Lutrin a la sienne intégrée, que nous remplaçons à vie.',
      },
      {
        en: 'A lamp that flickers or hums when it is turned down has, nine times in ten, a bulb that is not made to be dimmed: look for the word “dimmable” on its box.',
        fr: 'Une lampe qui clignote ou bourdonne quand on la baisse a, neuf fois sur dix, une ampoule qui n’est pas faite pour cela\u202f: cherchez la mention «\u202fdimmable\u202f» sur la boîte.',
      },
      {
        en: 'Unplug the lamp and let it cool before you change the bulb. The globe of Opaline lifts off after a quarter turn to the left.',
        fr: 'Débranchez la lampe et laissez-la refroidir avant de changer l’ampoule. Le globe d’Opaline se retire après un quart de tour vers la gauche.',
      },
    ],
  },
  {
    slug: 'caring-for-glass-and-linen',
    topic: 'care',
    title: { en: 'Caring for glass and linen', fr: 'Entretenir le verre et le lin' },
    lead: {
      en: 'Little water for glass, little heat for linen.',
      fr: 'Peu d’eau pour le verre, peu de chaleur pour le lin.',
    },
    body: [
      {
        en: 'Opal glass likes a soft dry cloth. For a fingerprint, breathe on it. No window cleaner: it leaves a bloom that shows when the lamp is lit.',
        fr: 'Le verre opalin aime un chiffon doux et sec. Pour une trace de doigt, soufflez dessus. Pas de produit à vitres\u202f: il laisse un voile qui se voit quand la lampe est allumée.',
      },
      {
        en: 'A white ring in the carafe is only lime. A spoonful of vinegar overnight, rinse, done.',
        fr: 'Un cercle blanc dans la carafe n’est que du calcaire. Une cuillerée de vinaigre pour la nuit, un rinçage, et c’est fini.',
      },
      {
        en: 'Wash linen at 40\u00a0°C with like colours, shake it while it is damp and hang it up. It needs no iron; its creases are half of its charm.',
        fr: 'Lavez le lin à 40\u00a0°C avec des couleurs proches, secouez-le humide et suspendez-le. Le fer est inutile\u202f: ses plis font la moitié de son charme.',
      },
    ],
  },
  {
    slug: 'broken-on-arrival',
    topic: 'delivery',
    title: { en: 'Broken on arrival', fr: 'Cassé à l’arrivée' },
    lead: {
      en: 'We are sorry. We send another one, or your money, as you prefer.',
      fr: 'Nous en sommes désolés. Un autre exemplaire ou un remboursement\u202f: à vous de choisir.',
    },
    body: [
      {
        en: 'Take a picture of the thing and one of the box, and send them with your order number within 14 days. You owe us no explanation, and the pieces need not come back.',
        fr: 'Prenez une photo de l’objet et une de la boîte, puis envoyez-les avec votre numéro de commande sous 14 jours. Aucune explication à fournir, aucun morceau à renvoyer.',
      },
      {
        en: 'A new one leaves the same day if we have it. If we have none left, the refund does.',
        fr: 'S’il nous en reste, un nouvel exemplaire part le jour même. Sinon, le remboursement part le jour même.',
      },
      {
        en: 'Mind your fingers: glass goes into a paper bag, then into the bin for household waste, never with the bottles.',
        fr: 'Attention aux doigts\u202f: le verre va dans un sac en papier, puis avec les ordures ménagères, jamais avec les bouteilles.',
      },
    ],
  },
]
