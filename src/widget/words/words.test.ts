import { expect, test } from 'vitest'
import type { Words } from '../types'
import { words as en } from './words-en'
import { words as fr } from './words-fr'

const flat = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(flat))
const holes = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort().join()

test.each<[string, Words]>([
  ['en', en],
  ['fr', fr],
])('%s: nothing is empty, apostrophes are typographic, nothing promises anonymity', (_, words) => {
  for (const text of flat(words)) {
    expect(text.trim()).toBe(text)
    expect(text).not.toBe('')
    expect(text).not.toMatch(/['"]|anonym/i)
  }
})

test('English has no space before punctuation, French has the right one', () => {
  for (const text of flat(en)) expect(text).not.toMatch(/\s[?!;:]/)
  for (const text of flat(fr)) {
    expect(text).not.toMatch(/[^\u202f][?!;]/)
    expect(text).not.toMatch(/[^\u00a0]:/)
  }
})

test('both languages have the same places to fill and the same number of labels', () => {
  for (const key of Object.keys(en) as (keyof Words)[]) {
    expect(flat(fr[key]).length, key).toBe(flat(en[key]).length)
    expect(flat(fr[key]).map(holes), key).toEqual(flat(en[key]).map(holes))
  }
})
