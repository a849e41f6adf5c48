import type { SubjectKind } from './condition'
import type { Text } from './config'

/** Languages to look in, most wanted first: `('fr-CA')` → `['fr-CA', 'fr', 'en']`. English is the last resort. */
export const languages = (tag: string): string[] => [...new Set([tag, tag.split('-')[0] as string, 'en'])]

/** The text in the first of the languages that has it; else in any language: a survey is never hidden because one is missing. */
export const localise = (text: Text, wanted: readonly string[]): string =>
  typeof text === 'string'
    ? text
    : (text[wanted.find((tag) => text[tag] && Object.hasOwn(text, tag)) ?? ''] ?? Object.values(text)[0] ?? '')

/** Fills `{{trait.firstName|there}}`: the value where there is one, else the text after the bar. Values are text, never markup. */
export const fill = (text: string, lookup: (kind: SubjectKind | 'brand' | 'facts', name: string) => unknown): string =>
  text.replace(/\{\{\s*(\w+)(?:\.([^|}]+?))?\s*(?:\|([^}]*))?\}\}/g, (_, kind: SubjectKind, name = '', fallback = '') => {
    const value = lookup(kind, name)
    return typeof value === 'string' || Number.isFinite(value) ? `${value}` || fallback : fallback
  })
