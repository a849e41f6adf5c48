import type { Product } from './types'

/** What stands on the table. */
export const table: readonly Product[] = [
  {
    slug: 'ondine',
    category: 'table',
    name: { en: 'Ondine carafe', fr: 'Carafe Ondine' },
    line: { en: 'Ribbed glass that makes plain water look like an occasion.', fr: 'Un verre côtelé qui donne à l’eau un air de fête.' },
    story: [
      {
        en: 'Blown into a ribbed mould, then turned once by hand: that is why the ribs lean a little, and why the water seems to move when it stands still.',
        fr: 'Soufflée dans un moule côtelé, puis tournée une fois à la main\u202f: c’est pourquoi les côtes penchent un peu et pourquoi l’eau semble bouger quand elle dort.',
      },
      {
        en: 'The oak stopper rests rather than closes, so that wine breathes and lemon slices come out again.',
        fr: 'Le bouchon de chêne se pose plus qu’il ne ferme\u202f: le vin respire et les tranches de citron ressortent.',
      },
    ],
    facts: [
      { en: 'Mouth-blown glass, oak stopper', fr: 'Verre soufflé à la bouche, bouchon en chêne' },
      { en: 'Holds 1\u00a0litre, 27\u00a0cm high', fr: 'Contenance 1\u00a0litre, hauteur 27\u00a0cm' },
      { en: 'From cold to warm, never boiling', fr: 'Du froid au tiède, jamais bouillant' },
      { en: 'Dishwasher safe without its stopper', fr: 'Passe au lave-vaisselle sans son bouchon' },
    ],
    priceCents: 46_00,
    stock: 32,
    deliveryDays: 3,
    alt: {
      en: 'A ribbed glass carafe half full of water, with an oak stopper, beside a lemon',
      fr: 'Une carafe en verre côtelé à demi pleine d’eau, au bouchon de chêne, près d’un citron',
    },
  },
  {
    slug: 'brume',
    category: 'table',
    name: { en: 'Brume cups, set of four', fr: 'Tasses Brume, lot de quatre' },
    line: { en: 'Four mornings, four shades of mist.', fr: 'Quatre matins, quatre nuances de brume.' },
    story: [
      {
        en: 'Thrown thick at the foot and thin at the lip, each dipped in its own glaze: cream, sand, rose and sage. No two sets match exactly.',
        fr: 'Tournées épaisses au pied et fines au bord, chacune trempée dans son émail\u202f: crème, sable, rose et sauge. Aucun lot ne ressemble tout à fait à un autre.',
      },
      {
        en: 'The handle takes two fingers. Without it, the cup fits both hands, which is how winter mornings are best held.',
        fr: 'L’anse accueille deux doigts. Sans elle, la tasse tient entre les deux mains, comme il convient aux matins d’hiver.',
      },
    ],
    facts: [
      { en: 'Stoneware, glazed inside and out', fr: 'Grès émaillé à l’intérieur et à l’extérieur' },
      { en: '22\u00a0cl each, 7\u00a0cm high', fr: '22\u00a0cl chacune, hauteur 7\u00a0cm' },
      { en: 'Dishwasher and microwave safe', fr: 'Passent au lave-vaisselle et au micro-ondes' },
      { en: 'Thrown by hand in Burgundy', fr: 'Tournées à la main en Bourgogne' },
    ],
    priceCents: 64_00,
    stock: 18,
    deliveryDays: 3,
    alt: {
      en: 'Four stoneware cups in cream, sand, rose and sage, stacked two by two',
      fr: 'Quatre tasses en grès crème, sable, rose et sauge, empilées deux par deux',
    },
  },
  {
    slug: 'galet',
    category: 'table',
    name: { en: 'Galet serving dish', fr: 'Plat Galet' },
    line: { en: 'A dish with the shape of a pebble, for what is shared.', fr: 'Un plat en forme de galet, pour ce qui se partage.' },
    story: [
      {
        en: 'No corner to chip, no rim to hide a sauce: one soft oval, glazed the colour of wet sand, that goes from the oven to the middle of the table.',
        fr: 'Pas d’angle à ébrécher, pas de rebord où se cache la sauce\u202f: un ovale tendre, émaillé couleur sable mouillé, qui passe du four au milieu de la table.',
      },
      {
        en: 'The kiln is fired once a season. When a batch is gone, the next one is already drying.',
        fr: 'Le four est allumé une fois par saison. Quand une fournée est épuisée, la suivante sèche déjà.',
      },
    ],
    facts: [
      { en: 'Stoneware, matt outside, glazed inside', fr: 'Grès, mat à l’extérieur, émaillé à l’intérieur' },
      { en: '34\u00a0×\u00a024\u00a0cm, 6\u00a0cm deep', fr: '34\u00a0×\u00a024\u00a0cm, profondeur 6\u00a0cm' },
      { en: 'Oven to 220\u00a0°C, dishwasher safe', fr: 'Four jusqu’à 220\u00a0°C, passe au lave-vaisselle' },
      { en: 'For four to six people', fr: 'Pour quatre à six personnes' },
    ],
    priceCents: 52_00,
    stock: 0,
    deliveryDays: 4,
    alt: { en: 'An oval sand-coloured dish filled with figs', fr: 'Un plat ovale couleur sable, garni de figues' },
  },
  {
    slug: 'vesper',
    category: 'table',
    name: { en: 'Vesper candle holder', fr: 'Bougeoir Vesper' },
    line: {
      en: 'A small saucer for a small flame, with a ring to carry it.',
      fr: 'Une petite coupelle pour une petite flamme, et un anneau pour l’emporter.',
    },
    story: [
      {
        en: 'The old chamberstick, the one that lit stairs, in stoneware the colour of brick. The saucer catches every drop; the ring fits a finger.',
        fr: 'L’ancien bougeoir à main, celui qui éclairait les escaliers, dans un grès couleur brique. La coupelle retient chaque goutte, l’anneau accueille un doigt.',
      },
      {
        en: 'One is company. Three on a windowsill are an evening.',
        fr: 'Un seul tient compagnie. Trois sur un rebord de fenêtre font une soirée.',
      },
    ],
    facts: [
      { en: 'Stoneware, satin glaze', fr: 'Grès, émail satiné' },
      { en: '13\u00a0cm across, 6\u00a0cm high', fr: 'Diamètre 13\u00a0cm, hauteur 6\u00a0cm' },
      {
        en: 'For candles of 22\u00a0mm; one of beeswax is included',
        fr: 'Pour bougies de 22\u00a0mm\u202f; une bougie en cire d’abeille est offerte',
      },
      { en: 'Lift cold wax off with warm water', fr: 'La cire froide se retire à l’eau tiède' },
    ],
    priceCents: 18_00,
    stock: 47,
    deliveryDays: 2,
    alt: {
      en: 'A lit candle in a brick-coloured holder with a finger ring',
      fr: 'Une bougie allumée dans un bougeoir couleur brique muni d’un anneau',
    },
  },
]
