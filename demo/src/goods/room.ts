import type { Product } from './types'

/** What hangs on the wall. */
export const room: readonly Product[] = [
  {
    slug: 'aube',
    category: 'room',
    name: { en: 'Aube wall mirror', fr: 'Miroir Aube' },
    line: { en: 'An arch that gives a room a second window.', fr: 'Une arche qui offre à la pièce une seconde fenêtre.' },
    story: [
      {
        en: 'A tall arch of slightly warm glass in a thin frame of brass. Hang it across from a window: the morning comes in twice.',
        fr: 'Une haute arche de verre à peine teinté, cerclée d’un fin cadre de laiton. Accrochez-la face à une fenêtre\u202f: le matin entre deux fois.',
      },
      {
        en: 'The brass is left bare. It will darken where it is touched, and shine again with a little lemon.',
        fr: 'Le laiton est laissé nu. Il foncera là où on le touche et brillera de nouveau avec un peu de citron.',
      },
    ],
    facts: [
      { en: 'Tinted mirror 4\u00a0mm, solid brass frame', fr: 'Miroir teinté de 4\u00a0mm, cadre en laiton massif' },
      { en: '90\u00a0×\u00a055\u00a0cm, 7\u00a0kg', fr: '90\u00a0×\u00a055\u00a0cm, 7\u00a0kg' },
      { en: 'Two hidden hooks, screws and plugs included', fr: 'Deux accroches invisibles, vis et chevilles fournies' },
      { en: 'Clean with water and a soft cloth', fr: 'Se nettoie à l’eau avec un chiffon doux' },
    ],
    priceCents: 210_00,
    stock: 6,
    deliveryDays: 5,
    alt: {
      en: 'An arched wall mirror in a brass frame, reflecting a morning sky',
      fr: 'Un miroir en arche cerclé de laiton, où se reflète un ciel du matin',
    },
  },
  {
    slug: 'midi',
    category: 'room',
    name: { en: 'Midi wall clock', fr: 'Horloge Midi' },
    line: { en: 'No numerals, no ticking: only the time.', fr: 'Pas de chiffres, pas de tic-tac\u202f: rien que l’heure.' },
    story: [
      {
        en: 'A ring of oak, a face of cream linen, twelve marks and two hands. The one at noon is round and red, like the sun at that hour.',
        fr: 'Un cercle de chêne, un cadran de lin crème, douze repères et deux aiguilles. Celui de midi est rond et rouge, comme le soleil à cette heure-là.',
      },
      {
        en: 'The movement glides instead of stepping. You will not hear it from the pillow; we tried.',
        fr: 'Le mouvement glisse au lieu d’avancer par à-coups. De l’oreiller, on ne l’entend pas\u202f: nous avons essayé.',
      },
    ],
    facts: [
      { en: 'Solid oak, linen face, steel hands', fr: 'Chêne massif, cadran de lin, aiguilles en acier' },
      { en: '30\u00a0cm across, 4\u00a0cm deep', fr: 'Diamètre 30\u00a0cm, épaisseur 4\u00a0cm' },
      { en: 'Silent movement, one AA battery, included', fr: 'Mouvement silencieux, une pile AA fournie' },
      { en: 'Runs for about two years on one battery', fr: 'Environ deux ans d’autonomie' },
    ],
    priceCents: 79_00,
    stock: 15,
    deliveryDays: 3,
    alt: {
      en: 'A round oak clock with a red dot at noon, showing ten past ten',
      fr: 'Une horloge ronde en chêne, un point rouge à midi, qui indique dix heures dix',
    },
  },
]
