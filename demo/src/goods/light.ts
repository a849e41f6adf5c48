import type { Product } from './types'

/** The lamps. */
export const light: readonly Product[] = [
  {
    slug: 'opaline',
    category: 'light',
    name: { en: 'Opaline table lamp', fr: 'Lampe à poser Opaline' },
    line: {
      en: 'A globe of mouth-blown glass, and a light that stays warm.',
      fr: 'Un globe de verre soufflé, une lumière qui reste chaude.',
    },
    story: [
      {
        en: 'The globe is blown by mouth in two layers, clear over milk white. The bulb disappears, and the whole sphere glows evenly, like a moon on a sideboard.',
        fr: 'Le globe est soufflé à la bouche en deux couches, du verre clair sur du blanc de lait. L’ampoule disparaît et toute la sphère s’éclaire doucement, comme une lune posée sur un buffet.',
      },
      {
        en: 'A touch on the stem dims it, from dinner down to the last page of a book. It remembers where you left it.',
        fr: 'On la règle d’un doigt sur le pied, du dîner jusqu’à la dernière page d’un livre. Elle se souvient de votre réglage.',
      },
    ],
    facts: [
      { en: 'Mouth-blown opal glass, turned walnut, brushed brass', fr: 'Verre opalin soufflé à la bouche, noyer tourné, laiton brossé' },
      { en: '38\u00a0cm high, globe 24\u00a0cm across', fr: 'Hauteur 38\u00a0cm, globe de 24\u00a0cm de diamètre' },
      {
        en: 'LED bulb E14, 4\u00a0W, 2,700\u00a0K, included; dims to 5%',
        fr: 'Ampoule LED E14, 4\u00a0W, 2\u202f700\u00a0K, fournie\u202f; variation jusqu’à 5\u00a0%',
      },
      {
        en: 'Linen cord, 1.8\u00a0m; dust with a soft dry cloth',
        fr: 'Cordon en lin de 1,8\u00a0m\u202f; dépoussiérer avec un chiffon doux et sec',
      },
    ],
    priceCents: 129_00,
    stock: 14,
    deliveryDays: 3,
    alt: {
      en: 'A table lamp with a glowing white globe on a short walnut stem',
      fr: 'Une lampe à poser au globe blanc lumineux sur un petit pied de noyer',
    },
  },
  {
    slug: 'cloche',
    category: 'light',
    name: { en: 'Cloche pendant', fr: 'Suspension Cloche' },
    line: { en: 'A deep bell that keeps its light for the table.', fr: 'Une cloche profonde qui garde sa lumière pour la table.' },
    story: [
      {
        en: 'Spun from a single sheet of steel, enamelled terracotta outside and cream inside, so that the light falls warm and nobody looks into the bulb.',
        fr: 'Repoussée dans une seule feuille d’acier, émaillée terre cuite au-dehors et crème au-dedans\u202f: la lumière tombe chaude et personne n’a l’ampoule dans les yeux.',
      },
      {
        en: 'Hang it 65\u00a0cm above a table: low enough to gather people, high enough to see them.',
        fr: 'Suspendez-la à 65\u00a0cm au-dessus d’une table\u202f: assez bas pour réunir les convives, assez haut pour les voir.',
      },
    ],
    facts: [
      { en: 'Enamelled steel, brass cap', fr: 'Acier émaillé, calotte en laiton' },
      { en: '36\u00a0cm across, 28\u00a0cm high', fr: 'Diamètre 36\u00a0cm, hauteur 28\u00a0cm' },
      { en: 'Takes an E27 bulb of up to 12\u00a0W, not included', fr: 'Pour une ampoule E27 de 12\u00a0W au plus, non fournie' },
      { en: 'Textile cable, 2\u00a0m, shortened without tools', fr: 'Câble textile de 2\u00a0m, à raccourcir sans outil' },
    ],
    priceCents: 189_00,
    stock: 9,
    deliveryDays: 4,
    alt: {
      en: 'A terracotta bell-shaped pendant lamp, lit above a bowl of fruit',
      fr: 'Une suspension en forme de cloche, couleur terre cuite, allumée au-dessus d’une coupe de fruits',
    },
  },
  {
    slug: 'heron',
    category: 'light',
    name: { en: 'Heron floor lamp', fr: 'Lampadaire Héron' },
    line: { en: 'It stands on one leg and leans over your chair.', fr: 'Il se tient sur une patte et se penche sur votre fauteuil.' },
    story: [
      {
        en: 'One long curve of brass rises from a round of stone and bows over the armchair. The linen shade turns on its joint, towards the page or towards the wall.',
        fr: 'Une longue courbe de laiton s’élève d’un disque de pierre et s’incline au-dessus du fauteuil. L’abat-jour en lin pivote, vers la page ou vers le mur.',
      },
      {
        en: 'Two people make it in a workshop near Lyon, forty times a year.',
        fr: 'Deux artisans le fabriquent dans un atelier près de Lyon, quarante fois par an.',
      },
    ],
    facts: [
      { en: 'Brass tube, travertine foot, linen shade', fr: 'Tube de laiton, pied en travertin, abat-jour en lin' },
      { en: '168\u00a0cm high, reaches 70\u00a0cm', fr: 'Hauteur 168\u00a0cm, portée 70\u00a0cm' },
      {
        en: 'LED bulb E27, 8\u00a0W, 2,700\u00a0K, included; foot dimmer',
        fr: 'Ampoule LED E27, 8\u00a0W, 2\u202f700\u00a0K, fournie\u202f; variateur au pied',
      },
      { en: 'The foot weighs 9\u00a0kg: it stays where you put it', fr: 'Le pied pèse 9\u00a0kg\u202f: il reste là où vous le posez' },
    ],
    priceCents: 420_00,
    stock: 2,
    deliveryDays: 7,
    alt: {
      en: 'A tall brass floor lamp curving over an armchair, lit',
      fr: 'Un grand lampadaire en laiton allumé, incliné au-dessus d’un fauteuil',
    },
  },
  {
    slug: 'lutrin',
    category: 'light',
    name: { en: 'Lutrin reading lamp', fr: 'Liseuse Lutrin' },
    line: { en: 'Two joints, one page of light.', fr: 'Deux articulations, une page de lumière.' },
    story: [
      {
        en: 'An arm in two parts, a small green shade, a foot no wider than a saucer. It puts a circle of light the size of an open book where you are, and leaves the rest of the room asleep.',
        fr: 'Un bras en deux parties, un petit réflecteur vert, un pied pas plus large qu’une soucoupe. Il pose devant vous un cercle de lumière grand comme un livre ouvert et laisse dormir le reste de la pièce.',
      },
      {
        en: 'The joints are tightened with a coin. Twenty years from now, they still will be.',
        fr: 'Les articulations se resserrent avec une pièce de monnaie. Dans vingt ans, ce sera toujours vrai.',
      },
    ],
    facts: [
      { en: 'Lacquered aluminium, brass joints', fr: 'Aluminium laqué, articulations en laiton' },
      { en: '46\u00a0cm high when upright, foot 15\u00a0cm across', fr: 'Hauteur 46\u00a0cm déployée, pied de 15\u00a0cm' },
      {
        en: 'Built-in LED, 5\u00a0W, 3,000\u00a0K, replaced by us for life',
        fr: 'LED intégrée, 5\u00a0W, 3\u202f000\u00a0K, remplacée par nos soins à vie',
      },
      { en: 'Three levels of light, switch on the shade', fr: 'Trois intensités, interrupteur sur le réflecteur' },
    ],
    priceCents: 98_00,
    stock: 21,
    deliveryDays: 2,
    alt: {
      en: 'A green reading lamp with a jointed arm, shining on an open book',
      fr: 'Une liseuse verte à bras articulé qui éclaire un livre ouvert',
    },
  },
]
