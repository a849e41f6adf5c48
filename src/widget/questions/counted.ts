import type { Put } from '../put'
import type { Plural } from '../words/extra'

/** Words with a number in them, in the form that the number takes in the language. */
export const counted = (put: Put, lang: string, words: Plural, count: number): string =>
  put(words[new Intl.PluralRules(lang).select(count)] ?? words.other, { count })
