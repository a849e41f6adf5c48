import { put } from './put'
import type { Plural } from './words/extra'

/** The form that a number takes in a language, with the number as that language writes it. */
export const plural = (forms: Plural, count: number, lang: string): string =>
  put(forms[new Intl.PluralRules(lang).select(count)] ?? forms.other, { count: count.toLocaleString(lang) })
