const languages = /^(ar|de|en|es|fr|he|it|ja|nl|pl|pt|zh)$/
type Language = 'ar' | 'de' | 'es' | 'fr' | 'he' | 'it' | 'ja' | 'nl' | 'pl' | 'pt' | 'zh'

/** The first language that we have words in; English, which is built in, at the last. */
export const spoken = (locales: readonly string[]) => locales.find((tag) => languages.test(tag)) as Language | 'en'
