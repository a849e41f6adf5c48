import type { Extra } from './extra'
import { extra as english } from './extra-en'

export const extra: Extra = { ...english, lang: 'pt' }
