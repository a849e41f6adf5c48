import type { Extra } from './extra'
import { extra as english } from './extra-en'

export const extra: Extra = {
  ...english,
  lang: 'fr',
  errorOrder: 'Mettez-les dans votre ordre, ou indiquez que celui-ci convient.',
  errorRows: 'Choisissez une réponse sur chaque ligne. Il manque\u00a0: {{rows}}.',
}
