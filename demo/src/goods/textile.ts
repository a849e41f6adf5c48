import type { Product } from './types'

/** What is woven. */
export const textile: readonly Product[] = [
  {
    slug: 'dune',
    category: 'textile',
    name: { en: 'Dune linen throw', fr: 'Plaid en lin Dune' },
    line: {
      en: 'Washed linen, heavy enough to stay, light enough for June.',
      fr: 'Un lin lavé, assez lourd pour rester en place, assez léger pour juin.',
    },
    story: [
      {
        en: 'Flax grown in Normandy, woven in a waffle weave and washed until it gives in. It is cool at noon, and warm when the windows are left open.',
        fr: 'Un lin cultivé en Normandie, tissé en nid-d’abeilles et lavé jusqu’à ce qu’il cède. Frais à midi, chaud quand les fenêtres restent ouvertes.',
      },
      {
        en: 'The fringe is knotted by hand. It tangles a little, and looks the better for it.',
        fr: 'La frange est nouée à la main. Elle s’emmêle un peu, et n’en est que plus belle.',
      },
    ],
    facts: [
      { en: '100% linen, undyed and ochre', fr: '100\u00a0% lin, écru et ocre' },
      { en: '140\u00a0×\u00a0200\u00a0cm, 900\u00a0g', fr: '140\u00a0×\u00a0200\u00a0cm, 900\u00a0g' },
      { en: 'Wash at 40\u00a0°C, do not tumble hot, do not iron', fr: 'Lavage à 40\u00a0°C, sans séchage chaud ni repassage' },
      { en: 'Grown, spun and woven in France', fr: 'Cultivé, filé et tissé en France' },
    ],
    priceCents: 140_00,
    stock: 11,
    deliveryDays: 3,
    alt: {
      en: 'A cream linen throw with ochre stripes and a fringe, hanging over a wooden rail',
      fr: 'Un plaid de lin crème à rayures ocre et à franges, suspendu à une barre de bois',
    },
  },
  {
    slug: 'sillon',
    category: 'textile',
    name: { en: 'Sillon cushion', fr: 'Coussin Sillon' },
    line: { en: 'Raised stripes, like a field seen from the train.', fr: 'Des rayures en relief, comme un champ vu du train.' },
    story: [
      {
        en: 'Thick wool is laid over linen, row after row, on a loom that needs an hour for one cover. You feel the furrows before you see them.',
        fr: 'Une laine épaisse est couchée sur le lin, rang après rang, sur un métier à qui il faut une heure par housse. On sent les sillons avant de les voir.',
      },
      {
        en: 'Inside, feathers rather than foam: it needs a pat in the morning, like most good company.',
        fr: 'Dedans, des plumes plutôt que de la mousse\u202f: il demande une tape le matin, comme toute bonne compagnie.',
      },
    ],
    facts: [
      { en: 'Cover in linen and wool, feather filling', fr: 'Housse en lin et laine, garnissage de plumes' },
      { en: '45\u00a0×\u00a045\u00a0cm', fr: '45\u00a0×\u00a045\u00a0cm' },
      { en: 'The cover comes off: hand wash, cold', fr: 'Housse amovible\u202f: lavage à la main, à froid' },
      { en: 'Coconut buttons on the back', fr: 'Boutons en coco au dos' },
    ],
    priceCents: 58_00,
    stock: 26,
    deliveryDays: 3,
    alt: { en: 'A square terracotta cushion with raised cream stripes', fr: 'Un coussin carré terre cuite à rayures crème en relief' },
  },
]
