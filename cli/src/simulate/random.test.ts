import { describe, expect, test } from 'vitest'
import { between, createRandom, logNormal, pick } from './random'

const many = <T>(draw: () => T, count = 20_000) => Array.from({ length: count }, draw)
const share = <T>(drawn: readonly T[], is: (value: T) => boolean) => drawn.filter(is).length / drawn.length

describe('numbers by a seed', () => {
  test('the same seed, the same numbers; another, others', () => {
    const [a, b, c] = [createRandom(1, 'x'), createRandom(1, 'x'), createRandom(1, 'y')].map((random) => many(random, 5))
    expect(a).toEqual(b)
    expect(a).not.toEqual(c)
  })
  test('lie in [0, 1), as many in each tenth', () => {
    const drawn = many(createRandom(7))
    for (let tenth = 0; tenth < 10; tenth++) expect(share(drawn, (value) => Math.floor(value * 10) === tenth)).toBeCloseTo(0.1, 1)
    expect(Math.max(...drawn)).toBeLessThan(1)
  })
})
test('one of several, as often as it weighs', () => {
  const random = createRandom(2)
  const drawn = many(() =>
    pick(random, [
      ['a', 1],
      ['b', 3],
      ['c', 0],
    ]),
  )
  expect(share(drawn, (value) => value === 'b')).toBeCloseTo(0.75, 1)
  expect(drawn).not.toContain('c')
  expect(() => pick(random, [])).toThrow(RangeError)
})
test('whole numbers, both ends included', () => {
  const random = createRandom(3)
  expect(new Set(many(() => between(random, 2, 4)))).toEqual(new Set([2, 3, 4]))
})
test('a long tail: half are below the median, the mean is above it', () => {
  const random = createRandom(4)
  const drawn = many(() => logNormal(random, 40, 1))
  expect(share(drawn, (value) => value < 40)).toBeCloseTo(0.5, 1)
  expect(drawn.reduce((a, b) => a + b) / drawn.length).toBeGreaterThan(55)
  expect(Math.min(...drawn)).toBeGreaterThan(0)
})
