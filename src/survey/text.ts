import type { SubjectKind } from './condition'

/** A text, or one per language (BCP 47 tag → text). */
export type Text = string | Readonly<Record<string, string>>

/** A tag as it is meant (`fr_CA`, `iw`), its language in the script it is written in (`zh-TW` is `zh-Hant`), its language; of what is no tag, nothing. */
const kin = (tag: string): string[] => {
  try {
    const locale = new Intl.Locale(tag.replaceAll('_', '-'))
    const { language, script } = locale.maximize()
    return [locale.baseName, `${language}-${script}`, language]
  } catch {
    return []
  }
}

/** Languages to look in, most wanted first: `('fr-CA', 'de')` → `['fr-CA', 'fr-Latn', 'fr', 'de', 'de-Latn', 'en', …]`. English is the last resort. */
export const languages = (...tags: readonly string[]): string[] => [...new Set([...tags, 'en'].flatMap(kin))]

/**
 * The language that a text is shown in, as its author named it: the first that is wanted, also as it is spoken in one place only (`pt` finds
 * `pt-BR`), else any: a survey is never hidden because a language is missing. A text without a language is in the first: the page's own.
 */
export const tagOf = (text: Text, wanted: readonly string[]): string => {
  const tags = typeof text === 'string' ? wanted : Object.keys(text).filter((tag) => text[tag])
  // A tag stands before the longer ones that begin with it.
  const nearest = (want: string) => tags.filter((tag) => `${tag}-`.startsWith(`${want}-`)).sort()[0]
  return wanted.map(nearest).find(Boolean) ?? tags[0] ?? ''
}

export const localise = (text: Text, wanted: readonly string[]): string =>
  typeof text === 'string' ? text : (text[tagOf(text, wanted)] ?? '')

/** Which way a language is written. */
export const dirOf = (tag: string): 'ltr' | 'rtl' => (/^(ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b|-(Arab|Hebr)/.test(tag) ? 'rtl' : 'ltr')

/**
 * Fills `{{trait.firstName|there}}`: the value where there is one, else the text after the bar. Values are text, never markup. `written` is the
 * whole of it, for who would leave it as it is.
 */
export const fill = (text: string, lookup: (kind: SubjectKind | 'brand' | 'facts', name: string, written: string) => unknown): string =>
  text.replace(/\{\{\s*(\w+)(?:\.([^|}]+?))?\s*(?:\|([^}]*))?\}\}/g, (written, kind: SubjectKind, name = '', fallback = '') => {
    const value = lookup(kind, name, written)
    return typeof value === 'string' || Number.isFinite(value) ? `${value}` || fallback : fallback
  })
