import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shuffle, shuffleAround } from './shuffle'

const items = fc.uniqueArray(fc.string(), { maxLength: 12 })

test('nothing is lost and nothing is added', () => {
  fc.assert(
    fc.property(items, fc.string(), (all, seed) => {
      expect(shuffle(all, seed).sort()).toEqual([...all].sort())
    }),
  )
})

test('what is pinned keeps its place', () => {
  const some = fc.uniqueArray(fc.record({ id: fc.string(), pin: fc.boolean() }), { selector: ({ id }) => id, maxLength: 12 })
  fc.assert(
    fc.property(some, fc.string(), (all, seed) => {
      const order = shuffleAround(all, seed, ({ pin }) => pin)
      expect(new Set(order)).toEqual(new Set(all))
      all.forEach((item, i) => {
        if (item.pin) expect(order[i]).toBe(item)
      })
    }),
  )
})

test('the same seed gives the same order, and leaves the list as it was', () => {
  fc.assert(
    fc.property(items, fc.string(), (all, seed) => {
      const before = [...all]
      expect(shuffle(all, seed)).toEqual(shuffle(all, seed))
      expect(all).toEqual(before)
    }),
  )
})

/** χ² of counts that should be equal. */
const chiSquare = (counts: readonly number[]) => {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}
// Seeds as the card makes them: an id of a showing before the id of a question.
const seeds = Array.from({ length: 24_000 }, (_, i) => `0197a3c2-${i.toString(16)}-7f00which`)

test('each of the 24 orders of four comes as often as the others', () => {
  const counts: Record<string, number> = {}
  for (const seed of seeds) {
    const order = shuffle(['a', 'b', 'c', 'd'], seed).join('')
    counts[order] = (counts[order] ?? 0) + 1
  }
  expect(Object.keys(counts).length).toBe(24)
  // 23 degrees of freedom: more than 58 comes once in ten thousand.
  expect(chiSquare(Object.values(counts))).toBeLessThan(58)
})

test('each of ten options comes first, and last, as often as the others, around one that is pinned', () => {
  const options = [...'abcdefghij', 'other']
  const isPinned = (option: string) => option === 'other'
  const first: Record<string, number> = {}
  const last: Record<string, number> = {}
  for (const seed of seeds) {
    const order = shuffleAround(options, seed, isPinned)
    expect(order[10]).toBe('other')
    first[order[0] as string] = (first[order[0] as string] ?? 0) + 1
    last[order[9] as string] = (last[order[9] as string] ?? 0) + 1
  }
  // 9 degrees of freedom: more than 34 comes once in ten thousand.
  expect(chiSquare(Object.values(first))).toBeLessThan(34)
  expect(chiSquare(Object.values(last))).toBeLessThan(34)
})
