import { expect, it } from 'vitest'
import { pageWords } from '../page/words'
import { guides } from '../recipes/guide'
import { recipeWords } from '../recipes/words'
import { languages } from './words'

/** Every text of a table, with where it stands; functions are given something to say. */
const textsOf = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [0, 1, 3].flatMap((n) => textsOf(value(n, n), `${path}(${n})`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => textsOf(one, `${path}.${key}`))
}

const guided = (language: 'en' | 'fr') =>
  Object.values(guides).flatMap(({ moment, steps }) => textsOf([moment[language], ...steps.map(({ text }) => text[language])]))
const french = [...textsOf(languages.fr), ...textsOf(pageWords.fr), ...textsOf(recipeWords.fr), ...guided('fr')]
const english = [...textsOf(languages.en), ...textsOf(pageWords.en), ...textsOf(recipeWords.en), ...guided('en')]

it.each(french)('French typography: %s', (_, text) => {
  expect(text).not.toMatch(/'|"/)
  expect(text).not.toMatch(/[^\u202f][?!;]/)
  expect(text).not.toMatch(/[^\u00a0]:(?!\/)/)
  expect(text).not.toMatch(/«[^\u00a0]|[^\u00a0]»/)
})
it.each(english)('English typography: %s', (_, text) => expect(text).not.toMatch(/'|"|\s[?!;:]/))
