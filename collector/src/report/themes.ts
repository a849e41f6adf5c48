/** What comes up again and again in comments: words and short phrases, and whether those who write them gave low or high scores. Plain values. */

import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as portuguese } from '@orama/stemmers/portuguese'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stopwords as dutchStops } from '@orama/stopwords/dutch'
import { stopwords as englishStops } from '@orama/stopwords/english'
import { stopwords as frenchStops } from '@orama/stopwords/french'
import { stopwords as germanStops } from '@orama/stopwords/german'
import { stopwords as italianStops } from '@orama/stopwords/italian'
import { stopwords as portugueseStops } from '@orama/stopwords/portuguese'
import { stopwords as spanishStops } from '@orama/stopwords/spanish'
import type { Band } from '../store'

/** What fewer people have written is somebody's own words, not a theme. */
export const LEAST_PEOPLE = 3
const MOST_WORDS = 3
const MOST_THEMES = 24
/** A longer phrase stands for a shorter one within it when nearly all who wrote the one wrote the other. */
const SAME_THEME = 0.75

/** One comment: what somebody wrote in one showing. */
export interface Comment {
  readonly respondent: string
  /** A tag, as the page had it. */
  readonly language: string
  readonly text: string
  readonly band: Band | null
}

export interface Theme {
  /** Its stems: what finds the comments again. */
  readonly key: string
  /** As most people wrote it. */
  readonly phrase: string
  readonly language: string
  readonly people: number
  /** Of these, those whose own score was low, and high. */
  readonly low: number
  readonly high: number
}

interface Grammar {
  readonly stem: (word: string) => string
  readonly stops: ReadonlySet<string>
  /** What is written together with the word that follows. */
  readonly elided: RegExp | null
}
const grammar = (stem: (word: string) => string, stops: readonly string[], elided: RegExp | null = null): Grammar => ({
  stem,
  stops: new Set(stops.flatMap((word) => [word, ...word.split("'")])),
  elided,
})
const grammars: Readonly<Record<string, Grammar>> = {
  de: grammar(german, germanStops),
  en: grammar(english, englishStops),
  es: grammar(spanish, spanishStops),
  fr: grammar(french, frenchStops, /^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)'/),
  it: grammar(italian, italianStops, /^(?:[cdlmnstv]|un|all|dall|dell|nell|sull|quell|quest)'/),
  nl: grammar(dutch, dutchStops),
  pt: grammar(portuguese, portugueseStops),
}

const baseOf = (language: string): string => language.toLowerCase().split(/[-_]/)[0] ?? ''

interface Word {
  readonly text: string
  readonly stem: string
  readonly isStop: boolean
}
const segmenters = new Map<string, Intl.Segmenter>()
const segmenterOf = (language: string): Intl.Segmenter => {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, known)
  return known
}

/** The words of a text in runs that no punctuation breaks: a phrase does not reach over the end of a sentence. */
const runsOf = (text: string, language: string, { stem, stops, elided }: Grammar): readonly (readonly Word[])[] => {
  const runs: Word[][] = [[]]
  for (const { segment, isWordLike } of segmenterOf(language).segment(text.normalize('NFC').toLowerCase().replaceAll('’', "'"))) {
    const run = runs.at(-1)
    if (!isWordLike) {
      if (/[^\s-]/.test(segment)) runs.push([])
      continue
    }
    const word = elided ? segment.replace(elided, '') : segment
    // Numbers of orders and parcels are nobody's theme.
    if (!/^[\p{L}\p{M}'-]+$/u.test(word)) {
      runs.push([])
      continue
    }
    run?.push({ text: word, stem: stem(word), isStop: word.length < 2 || stops.has(word) })
  }
  return runs
}

/** Phrases of one to three words that neither begin nor end with a word without a meaning of its own. */
const phrasesOf = (text: string, language: string, known: Grammar): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const run of runsOf(text, language, known))
    for (const [at, first] of run.entries()) {
      if (first.isStop) continue
      for (let length = 1; length <= MOST_WORDS && at + length <= run.length; length++) {
        const words = run.slice(at, at + length)
        if (words.at(-1)?.isStop) continue
        const key = words.map(({ stem }) => stem).join(' ')
        if (!found.has(key)) found.set(key, words.map(({ text }) => text).join(' '))
      }
    }
  return found
}

/** Whether a comment has a theme, by its key. */
export const hasTheme = ({ text, language }: Pick<Comment, 'text' | 'language'>, of: string, key: string): boolean => {
  const base = baseOf(language)
  const known = grammars[base]
  return known !== undefined && base === of && phrasesOf(text, base, known).has(key)
}

interface Count {
  readonly people: Set<string>
  readonly low: Set<string>
  readonly high: Set<string>
  /** Who wrote it how. */
  readonly forms: Map<string, Set<string>>
}
const into = <Key>(sets: Map<Key, Set<string>>, key: Key, person: string): void => {
  const set = sets.get(key) ?? new Set()
  set.add(person)
  sets.set(key, set)
}

const mostWritten = (forms: Count['forms'], fallback: string): string =>
  [...forms].sort(([a, x], [b, y]) => y.size - x.size || a.length - b.length || (a < b ? -1 : 1))[0]?.[0] ?? fallback

const isWithin = (shorter: string, longer: string): boolean => shorter !== longer && ` ${longer} `.includes(` ${shorter} `)

/** The themes of one language, most people first; people who wrote several comments count once. */
const themesIn = (language: string, comments: readonly Comment[], known: Grammar): readonly Theme[] => {
  const counts = new Map<string, Count>()
  for (const { text, respondent, band } of comments)
    for (const [key, form] of phrasesOf(text, language, known)) {
      const count = counts.get(key) ?? { people: new Set(), low: new Set(), high: new Set(), forms: new Map() }
      counts.set(key, count)
      count.people.add(respondent)
      if (band === 'low' || band === 'high') count[band].add(respondent)
      into(count.forms, form, respondent)
    }
  const shared = [...counts].filter(([, { people }]) => people.size >= LEAST_PEOPLE)
  return shared
    .filter(([key, { people }]) => !shared.some(([other, count]) => isWithin(key, other) && count.people.size >= SAME_THEME * people.size))
    .map(([key, { people, low, high, forms }]) => ({
      key,
      phrase: mostWritten(forms, key),
      language,
      people: people.size,
      low: low.size,
      high: high.size,
    }))
    .sort((a, b) => b.people - a.people || b.key.length - a.key.length || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_THEMES)
}

/** Themes by language, the language of most comments first. Languages whose words are not known here have none. */
export const themesOf = (comments: readonly Comment[]): readonly { readonly language: string; readonly themes: readonly Theme[] }[] => {
  const byLanguage = new Map<string, Comment[]>()
  for (const comment of comments) {
    const language = baseOf(comment.language)
    if (grammars[language] === undefined) continue
    const here = byLanguage.get(language)
    if (here) here.push(comment)
    else byLanguage.set(language, [comment])
  }
  return [...byLanguage]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([language, here]) => {
      const known = grammars[language]
      const themes = known ? themesIn(language, here, known) : []
      return themes.length > 0 ? [{ language, themes }] : []
    })
}
