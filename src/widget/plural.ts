import type { Put } from './put'
import type { Plural } from './words/extra'

/** The form that a number takes in a language, with the number as that language writes it. What fills it is handed in: chunks have it from the card. */
export const plural = (put: Put, forms: Plural, count: number, lang: string): string =>
  put(forms[new Intl.PluralRules(lang).select(count)] ?? forms.other, { count: count.toLocaleString(lang) })
