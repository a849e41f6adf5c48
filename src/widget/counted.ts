import { put } from './put'
import type { Plural } from './words/extra'

/** The form for so many, in the language of the words. */
export const counted = (words: Plural, lang: string, count: number): string =>
  put(words[new Intl.PluralRules(lang).select(count)] ?? words.other, { count })
