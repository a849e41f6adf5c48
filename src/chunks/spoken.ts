import { languages } from '../survey/text'

export type Language = 'ar' | 'de' | 'en' | 'es' | 'fr' | 'he' | 'it' | 'ja' | 'nl' | 'pl' | 'pt' | 'zh'

/** The first of these languages that we have words in; English, which is built in, at the last: no list of languages is without it. */
export const spoken = (locales: readonly string[]) => /,(ar|de|en|es|fr|he|it|ja|nl|pl|pt|zh)\b/.exec(`,${locales}`)?.[1] as Language

/** Languages to speak in, most wanted first: the one asked for, that of the page, those of the browser. */
export const localesOf = (tag = ''): string[] => languages(tag, document.documentElement.lang, ...navigator.languages)
