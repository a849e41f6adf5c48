import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Words } from '../types'

const tags = ['ar', 'de', 'en', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'pt', 'zh']

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree }
const files = readdirSync(dirname(fileURLToPath(import.meta.url))).filter((name) => /^\w+-\w+\.ts$/.test(name))
const tables = new Map<string, Tree>()
for (const file of files) {
  const [name = ''] = file.split('.')
  const [kind = ''] = name.split('-')
  tables.set(name, ((await import(/* @vite-ignore */ `./${name}.ts`)) as Record<string, Tree>)[kind] as Tree)
}
/** A table by the name of its file, such as `extra-fr`. */
const table = (name: string): Tree => {
  const found = tables.get(name)
  if (!found) throw new Error(`expected a table in ${name}.ts`)
  return found
}
const kinds = ['words', 'extra', 'menu', 'moment']
const all = kinds.flatMap((kind) => tags.map((tag) => [kind, tag] as const))
/** Forms of one sentence by number, of which a language has as many as it needs. */
const isPlural = (value: Tree): value is { readonly [key: string]: string } =>
  typeof value === 'object' && 'other' in value && !('filter' in value || 'none' in value)

/** Every text with its place; the forms of a plural are one place. */
const texts = (tree: Tree, at = ''): [at: string, text: string][] =>
  typeof tree === 'string'
    ? [[at, tree]]
    : isPlural(tree)
      ? Object.values(tree).map((form) => [at, form])
      : Object.entries(tree).flatMap(([key, value]) => texts(value as Tree, at ? `${at}.${key}` : key))
const plurals = (tree: Tree, at = ''): [at: string, forms: Readonly<Record<string, string>>][] =>
  typeof tree === 'string'
    ? []
    : isPlural(tree)
      ? [[at, tree]]
      : Object.entries(tree).flatMap(([key, value]) => plurals(value as Tree, at ? `${at}.${key}` : key))
/** Places in the order they are written in, plurals without their forms. */
const shape = (tree: Tree) => [...new Set(texts(tree).map(([at]) => at))]
const holes = (text: string) => (text.match(/{{\w*}}/g) ?? []).sort().join()

test('there are four tables for each of twelve languages, and no more', () => {
  expect([...tables.keys()].sort()).toEqual(all.map(([kind, tag]) => `${kind}-${tag}`).sort())
})

describe.each(all)('%s-%s', (kind, tag) => {
  const mine = table(`${kind}-${tag}`)
  const english = table(`${kind}-en`)

  test('says which language it is in', () => expect((mine as { lang: string }).lang).toBe(tag))
  test('has what English has, in its order', () => expect(shape(mine)).toEqual(shape(english)))
  test('has the same places to fill', () => {
    const forms = new Set(plurals(english).map(([at]) => at))
    const filled = new Map(texts(english))
    for (const [at, text] of texts(mine)) if (!forms.has(at)) expect([at, holes(text)]).toEqual([at, holes(filled.get(at) ?? '')])
  })
  test('has a form for every number that a form could be asked for', () => {
    const rules = new Intl.PluralRules(tag)
    for (const [at, forms] of plurals(mine)) {
      for (let n = 0; n <= 2500; n++) expect(forms[rules.select(n)], `${at} for ${n}`).toBeDefined()
      expect(holes(forms['other'] ?? ''), at).toBe('{{count}}')
      // A form that stands for several numbers says which.
      for (const [form, text] of Object.entries(forms)) if (/few|many/.test(form)) expect(holes(text), at).toBe('{{count}}')
      const known: readonly string[] = rules.resolvedOptions().pluralCategories
      expect(
        Object.keys(forms).filter((form) => !known.includes(form)),
        at,
      ).toEqual([])
    }
  })
  test('nothing is empty, padded, straight-quoted, or promises anonymity', () => {
    for (const [at, text] of texts(mine)) {
      expect([at, text.trim()]).toEqual([at, text])
      expect(text, at).not.toBe('')
      expect(text, at).not.toMatch(/['"`]|\.\.\.|anonym|anónim|anonim|anônim|مجهول|匿名/i)
    }
  })
  test('spaces are single, and none ends a line where it must not', () => {
    for (const [at, text] of texts(mine)) expect(text, at).not.toMatch(/ {2}|[\u200e\u200f\u202a-\u202e\t\n]/)
  })
})

test.each(all.filter(([, tag]) => tag !== 'en'))('%s-%s: nothing was left in English', (kind, tag) => {
  const theirs = new Map(texts(table(`${kind}-en`)))
  const left = texts(table(`${kind}-${tag}`)).filter(
    ([at, text]) => text === theirs.get(at) && /[a-z]{3}/i.test(text.replace(/{{\w*}}/g, '')),
  )
  // The Dutch word is the same.
  expect(left.map(([at]) => `${tag} ${at}`).filter((at) => at !== 'nl fields.postcode')).toEqual([])
})

describe('how each language is written', () => {
  const every = (tag: string) => kinds.flatMap((kind) => texts(table(`${kind}-${tag}`)))
  /** Addresses and numbers are written alike everywhere. */
  const prose = (text: string) => text.replace(/https?:\S+/g, '')

  test('French: U+202F before ? ! ;, U+00A0 before :', () => {
    for (const [at, text] of every('fr')) {
      expect(prose(text), at).not.toMatch(/[^\u202f][?!;]/)
      expect(prose(text), at).not.toMatch(/[^\u00a0]:/)
    }
  })
  test.each(tags.filter((tag) => tag !== 'fr'))('%s: no space before punctuation', (tag) => {
    for (const [at, text] of every(tag)) expect(text, at).not.toMatch(/\s[?!;:,.؟،。，]/)
  })
  test('Spanish opens its questions', () => {
    for (const [at, text] of every('es')) expect((text.match(/¿/g) ?? []).length, at).toBe((text.match(/\?/g) ?? []).length)
  })
  test('Arabic has its own comma and question mark, Japanese and Chinese theirs', () => {
    for (const [at, text] of every('ar')) expect(text, at).not.toMatch(/[?;,]/)
    for (const tag of ['ja', 'zh']) for (const [at, text] of every(tag)) expect(prose(text), `${tag} ${at}`).not.toMatch(/[?;,:!]|\.(?!\w)/)
  })
  test.each([
    ['ar', /\p{Script=Arabic}/u],
    ['he', /\p{Script=Hebrew}/u],
    ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u],
    ['zh', /\p{Script=Han}/u],
  ] as const)('%s: every sentence is in its script', (tag, script) => {
    for (const [at, text] of every(tag)) if (at !== 'lang' && /\p{L}/u.test(text.replace(/{{\w*}}/g, ''))) expect(text, at).toMatch(script)
  })
  test('Hebrew and Polish speak to nobody’s gender, German and Dutch are polite', () => {
    for (const [at, text] of every('he')) expect(text, at).not.toMatch(/\/[הת]|\(ה\)/)
    for (const [at, text] of every('pl')) expect(text, at).not.toMatch(/\b(Pan|Pani|byłeś|byłaś)\b/)
    for (const [at, text] of every('de')) expect(text, at).not.toMatch(/\b(du|dein|deine|dir|dich)\b/)
    for (const [at, text] of every('nl')) expect(text, at).not.toMatch(/\b(je|jij|jouw)\b/)
  })
})

describe('scales', () => {
  const scales = tags.map((tag) => [tag, table(`words-${tag}`) as unknown as Words] as const)
  test.each(scales)('%s: 5, 7 and 2 labels, no two alike', (_, { wentWell5, agree7, nps11 }) => {
    for (const [labels, n] of [
      [wentWell5, 5],
      [agree7, 7],
      [nps11, 2],
    ] as const) {
      expect(labels).toHaveLength(n)
      expect(new Set(labels).size).toBe(n)
    }
  })
  // As in the instruments they belong to.
  test('English and French, to the letter', () => {
    const [en, fr] = ['en', 'fr'].map((tag) => table(`words-${tag}`) as unknown as Words)
    expect(en?.wentWell5).toEqual(['Very badly', 'Fairly badly', 'Neither well nor badly', 'Fairly well', 'Very well'])
    expect(fr?.wentWell5).toEqual(['Très mal', 'Plutôt mal', 'Ni bien ni mal', 'Plutôt bien', 'Très bien'])
    expect(en?.nps11).toEqual(['Not at all likely', 'Extremely likely'])
    expect(fr?.nps11).toEqual(['Pas du tout probable', 'Extrêmement probable'])
  })
  test.each(scales)('%s: the name of a point begins with, or holds, the number that is seen', (_, { ratingName, npsName, npsNameEnd }) => {
    for (const name of [ratingName, npsName, npsNameEnd]) expect(name).toContain('{{value}}')
  })
})
