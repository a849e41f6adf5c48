import type { Language } from '../goods/types'

/** Every word of the page that offers recipes, beside those of each recipe. */
export interface RecipeWords {
  readonly title: string
  readonly lead: string
  readonly fresh: string
  readonly asks: string
  readonly moment: string
  readonly here: string
  readonly code: string
  readonly twoAttributes: string
  readonly holdout: string
  readonly try: (name: string) => string
  readonly tryShort: string
  readonly tried: string
  readonly stop: string
  readonly trying: (name: string) => string
  readonly link: string
}

const en: RecipeWords = {
  title: 'Try the recipes',
  lead: 'Nineteen ready-made surveys, each for one moment. Choose one: the shop then asks it, and nothing else, until you stop.',
  fresh:
    'Starting makes Peakend forget on this device whom it has asked what: its own rules (one question a visit, two a week) would hold the next one back. It asks only those who agreed, in the banner or at the end of the page.',
  asks: 'What it asks',
  moment: 'When',
  here: 'How to meet it here',
  code: 'What a site pastes',
  twoAttributes: 'Two attributes, no configuration: the chat is heard by its name.',
  holdout:
    'The line “holdout” is for this trial, so that you always read the answer before you are asked again. Leave it out on your own site.',
  try: (name) => `Try it: ${name}`,
  tryShort: 'Try it',
  tried: 'You are trying this one.',
  stop: 'Stop',
  trying: (name) => `Trying: ${name}`,
  link: 'Recipes',
}

const fr: RecipeWords = {
  title: 'Essayer les recettes',
  lead: 'Dix-neuf questionnaires prêts à l’emploi, chacun pour un moment. Choisissez-en un\u00a0: la boutique ne pose plus que celui-là, jusqu’à ce que vous arrêtiez.',
  fresh:
    'Au départ, Peakend oublie sur cet appareil ce qu’il a demandé et à qui\u00a0: ses propres règles (une question par visite, deux par semaine) retiendraient la suivante. Il n’interroge que ceux qui ont accepté, dans le bandeau ou au bas de la page.',
  asks: 'Ce qu’elle demande',
  moment: 'Quand',
  here: 'Comment y arriver ici',
  code: 'Ce qu’un site colle',
  twoAttributes: 'Deux attributs, aucune configuration\u00a0: le chat est reconnu à son nom.',
  holdout:
    'La ligne «\u00a0holdout\u00a0» ne vaut que pour cet essai, afin que vous lisiez toujours la réponse avant la seconde question. Ne la reprenez pas sur votre site.',
  try: (name) => `Essayer\u00a0: ${name}`,
  tryShort: 'Essayer',
  tried: 'Vous essayez celle-ci.',
  stop: 'Arrêter',
  trying: (name) => `À l’essai\u00a0: ${name}`,
  link: 'Recettes',
}

export const recipeWords: Readonly<Record<Language, RecipeWords>> = { en, fr }
