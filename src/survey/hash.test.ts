import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hash, shortHash } from './hash'

const position = (text: string) => hash(text) / 2 ** 32

test('stable: samples drawn and instruments told apart by an earlier build stay so', () => {
  expect(['', 'a', 'b', 'peakend', 'checkout-csat', 'né', '🙂', 'a'.repeat(1000)].map(hash)).toMatchInlineSnapshot(`
    [
      2872998923,
      444641715,
      2193908274,
      947134607,
      942797715,
      432381851,
      2208423841,
      1363347395,
    ]
  `)
  expect(['', 'peakend'].map(shortHash)).toMatchInlineSnapshot(`
    [
      "1biic5n",
      "fnwdqn",
    ]
  `)
})

test('property: 32 bits, unsigned, the same each time; seven characters or fewer', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const value = hash(text)
      expect(Number.isInteger(value) && value >= 0 && value < 2 ** 32).toBe(true)
      expect(hash(text)).toBe(value)
      expect(shortHash(text)).toMatch(/^[0-9a-z]{1,7}$/)
      expect(Number.parseInt(shortHash(text), 36)).toBe(value)
    }),
  )
})

describe('spreads evenly, also over inputs that are close to each other', () => {
  const BINS = 100
  const N = 1e5
  // 99 degrees of freedom: 99.99 % of fair draws stay below 160.
  const chiSquare = (bins: readonly number[]) => bins.reduce((sum, found) => sum + (found - N / BINS) ** 2 / (N / BINS), 0)
  test.each([
    ['numbered', (i: number) => `${i} checkout-csat 1`],
    ['numbered, another survey', (i: number) => `${i} nps 1`],
    ['numbered, another wave', (i: number) => `${i} nps 2`],
    ['by user id', (i: number) => `user-${String(i).padStart(8, '0')}@example.com after-chat 1`],
    ['short', (i: number) => i.toString(36)],
  ] as const)('%s', (_, name) => {
    const bins = new Array<number>(BINS).fill(0)
    for (let i = 0; i < N; i++) {
      const bin = Math.floor(position(name(i)) * BINS)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    expect(chiSquare(bins)).toBeLessThan(160)
  })

  test('each input bit turns about half of the output bits', () => {
    let turned = 0
    const rounds = 2000
    for (let i = 0; i < rounds; i++) {
      let different = hash(`respondent ${i} a`) ^ hash(`respondent ${i} b`)
      for (; different; different &= different - 1) turned++
    }
    expect(turned / rounds).toBeGreaterThan(15)
    expect(turned / rounds).toBeLessThan(17)
  })

  test('few collisions: two of 10⁵ short names share a hash about once', () => {
    const seen = new Set<number>()
    for (let i = 0; i < N; i++) seen.add(hash(`key ${i}`))
    expect(N - seen.size).toBeLessThan(10)
  })
})
