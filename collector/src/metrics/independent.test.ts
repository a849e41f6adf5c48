/**
 * Every metric written a second time, from its definition and otherwise than in the files beside: over lists of answers instead of counts, intervals by
 * looking for their ends, probabilities by adding up a density or every table. Both have to agree on whatever is drawn.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Bar,
  correlation,
  csat,
  holm,
  mean,
  meanDifference,
  measure,
  nps,
  npsDifference,
  pairedDifference,
  shareDifference,
  wilson,
} from './index'

const Z = 1.96
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const average = (values: readonly number[]): number => sum(values) / values.length
const variance = (values: readonly number[]): number =>
  sum(values.flatMap((a, index) => values.slice(index + 1).map((b) => (a - b) ** 2))) / values.length / (values.length - 1)
/** Where a rising function crosses nothing. */
const crossing = (low: number, high: number, rising: (at: number) => number): number => {
  let [from, to] = [low, high]
  for (let step = 0; step < 40; step++) {
    const middle = (from + to) / 2
    if (rising(middle) < 0) from = middle
    else to = middle
  }
  return (from + to) / 2
}
/** What of a density that is symmetric around nothing lies beyond ±`from`, after x = u / (1 − u). */
const beyond = (from: number, density: (x: number) => number): number => {
  const area = (start: number): number => {
    const steps = 2_000
    const step = (1 - start) / steps
    return sum(
      Array.from({ length: steps }, (_, index) => {
        const u = start + (index + 0.5) * step
        return (density(u / (1 - u)) / (1 - u) ** 2) * step
      }),
    )
  }
  return area(Math.abs(from) / (1 + Math.abs(from))) / area(0)
}
const normalBeyond = (z: number): number => beyond(z, (x) => Math.exp((-x * x) / 2))
const studentBeyond = (t: number, freedom: number): number => beyond(t, (x) => (1 + (x * x) / freedom) ** (-(freedom + 1) / 2))
/** What leaves a twentieth outside. */
const studentEnd = (freedom: number): number => crossing(0, 50, (t) => 0.05 - studentBeyond(t, freedom))

const barsOf = (values: readonly number[]): Bar[] =>
  [...new Set(values)].map((value) => ({ value, count: values.filter((one) => one === value).length }))
const answers = (min: number, max: number, least: number) => fc.array(fc.integer({ min, max }), { minLength: least, maxLength: 60 })
const few = { numRuns: 25 }

describe('shares', () => {
  const hits = fc.integer({ min: 1, max: 400 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  /** The shares that a sample does not speak against: where what was seen lies 1.96 standard errors away. */
  const ends = (seen: number, n: number): [number, number] => {
    const p = seen / n
    const away = (at: number) => (at - p) * Math.abs(at - p) - (Z ** 2 * at * (1 - at)) / n
    return [
      seen === 0 ? 0 : crossing(0, p, (at) => (p - at) ** 2 * -1 + (Z ** 2 * at * (1 - at)) / n),
      seen === n ? 1 : crossing(p, 1, away),
    ]
  }
  it('Wilson, by looking for its ends', () => {
    fc.assert(
      fc.property(hits, ([seen, n]) => {
        const [low, high] = ends(seen, n)
        expect(wilson(seen, n)[0]).toBeCloseTo(low, 6)
        expect(wilson(seen, n)[1]).toBeCloseTo(high, 6)
        expect(csat(seen, n).score).toBeCloseTo((seen / n) * 100, 9)
      }),
    )
  })

  it('their difference: χ² cell by cell, or every table, and Newcombe', () => {
    const choose = (n: number, k: number): bigint => (k === 0 ? 1n : (choose(n, k - 1) * BigInt(n - k + 1)) / BigInt(k))
    const group = fc.integer({ min: 5, max: 80 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(group, group, ([a, n], [b, m]) => {
        const { difference, interval, z, p } = shareDifference(a, n, b, m)
        const [p1, p2] = [a / n, b / m]
        expect(difference).toBeCloseTo((p1 - p2) * 100, 9)
        const [[l1, u1], [l2, u2]] = [ends(a, n), ends(b, m)]
        expect(interval[0]).toBeCloseTo((p1 - p2 - Math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)) * 100, 3)
        expect(interval[1]).toBeCloseTo((p1 - p2 + Math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)) * 100, 3)
        const all = n + m
        const expected = [n, m].flatMap((size) => [a + b, all - a - b].map((with_) => (size * with_) / all))
        const squares = [a, n - a, b, m - b].map((seen, cell) => (seen - (expected[cell] ?? 0)) ** 2 / (expected[cell] || 1))
        expect(z ** 2).toBeCloseTo((sum(squares) * (all - 1)) / all, 6)
        if (Math.min(...expected) >= 5) {
          expect(p).toBeCloseTo(normalBeyond(z), 4)
          return
        }
        const ways = (k: number): bigint => choose(n, k) * choose(m, a + b - k)
        const tables = Array.from({ length: n + 1 }, (_, k) => k).filter((k) => a + b - k >= 0 && a + b - k <= m)
        const unlikely = tables.filter((k) => ways(k) <= ways(a))
        const count = (list: readonly number[]) => list.reduce((total, k) => total + ways(k), 0n)
        expect(p).toBeCloseTo(Number((count(unlikely) * 10n ** 12n) / count(tables)) / 1e12, 6)
      }),
      few,
    )
  })
})

describe('NPS', () => {
  /** +1, 0, −1 for each person, and three who do not exist: ¾ for, ¾ against, 1½ in between. */
  const weighed = (values: readonly number[]) => {
    const sides = [
      ...values.map((value) => [value >= 9 ? 1 : value <= 6 ? -1 : 0, 1] as const),
      ...([
        [1, 0.75],
        [0, 1.5],
        [-1, 0.75],
      ] as const),
    ]
    const size = sum(sides.map(([, weight]) => weight))
    const middle = sum(sides.map(([side, weight]) => side * weight)) / size
    return { middle, error: Math.sqrt(sum(sides.map(([side, weight]) => weight * (side - middle) ** 2)) / size / size) }
  }
  const counts = (values: readonly number[]) => ({
    n: values.length,
    promoters: values.filter((value) => value > 8).length,
    detractors: values.filter((value) => value < 7).length,
  })
  it('by person, with three more', () => {
    fc.assert(
      fc.property(answers(0, 10, 10), (values) => {
        const { middle, error } = weighed(values)
        const { score, interval } = measure('nps', 11, new Map(barsOf(values).map(({ value, count }) => [value, count])))
        expect(score).toBeCloseTo(average(values.map((value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0))), 1)
        expect(interval?.[0]).toBeCloseTo(Math.max(-100, (middle - Z * error) * 100), 1)
        expect(interval?.[1]).toBeCloseTo(Math.min(100, (middle + Z * error) * 100), 1)
        expect(nps(counts(values)).halfWidth).toBeCloseTo(Z * error * 100, 6)
      }),
    )
  })
  it('two of them', () => {
    fc.assert(
      fc.property(answers(0, 10, 10), answers(0, 10, 10), (first, second) => {
        const [a, b] = [weighed(first), weighed(second)]
        const error = Math.sqrt(a.error ** 2 + b.error ** 2)
        const found = npsDifference(counts(first), counts(second))
        expect(found.difference).toBeCloseTo((a.middle - b.middle) * 100, 6)
        expect(found.interval[1]).toBeCloseTo((a.middle - b.middle + Z * error) * 100, 6)
        const parts = [a.error ** 2 / error ** 2, b.error ** 2 / error ** 2] as const
        const freedom = 1 / (parts[0] ** 2 / (first.length - 1) + parts[1] ** 2 / (second.length - 1))
        const z = (a.middle - b.middle) / error
        expect(found.p).toBeCloseTo(Math.min(first.length, second.length) < 30 ? studentBeyond(z, freedom) : normalBeyond(z), 4)
      }),
      few,
    )
  })
})

describe('means', () => {
  it('one, by Student', () => {
    fc.assert(
      fc.property(answers(1, 5, 10), (values) => {
        fc.pre(new Set(values).size > 1)
        const reach = studentEnd(values.length - 1) * Math.sqrt(variance(values) / values.length)
        const found = mean(barsOf(values), 1, 5)
        expect(found?.score).toBeCloseTo(average(values), 9)
        expect(found?.interval[0]).toBeCloseTo(Math.max(1, average(values) - reach), 3)
        expect(found?.interval[1]).toBeCloseTo(Math.min(5, average(values) + reach), 3)
      }),
      few,
    )
  })
  it('two, by Welch or by Student, whichever is less sure', () => {
    fc.assert(
      fc.property(answers(1, 5, 10), answers(1, 5, 10), (first, second) => {
        fc.pre(new Set(first).size > 1 && new Set(second).size > 1)
        const [n, m] = [first.length, second.length]
        const [v, w] = [variance(first) / n, variance(second) / m]
        const together = (variance(first) * (n - 1) + variance(second) * (m - 1)) / (n + m - 2)
        const tests = [
          { error: Math.sqrt(v + w), freedom: 1 / ((v / (v + w)) ** 2 / (n - 1) + (w / (v + w)) ** 2 / (m - 1)) },
          { error: Math.sqrt(together / n + together / m), freedom: n + m - 2 },
        ].map(({ error, freedom }) => ({ error, freedom, p: studentBeyond((average(first) - average(second)) / error, freedom) }))
        const [surer, other] = tests.sort((a, b) => a.p - b.p) as [(typeof tests)[number], (typeof tests)[number]]
        const found = meanDifference(barsOf(first), barsOf(second))
        expect(found?.difference).toBeCloseTo(average(first) - average(second), 9)
        expect(found?.p).toBeCloseTo(other.p, 4)
        // Of two that are as sure as one another either may be given.
        if (other.p - surer.p > 1e-4)
          expect(found?.interval[1]).toBeCloseTo(average(first) - average(second) + studentEnd(other.freedom) * other.error, 2)
      }),
      few,
    )
  })
  it('of the same people twice, by the paired t', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { minLength: 10, maxLength: 50 }),
        (pairs) => {
          const moved = pairs.map(([first, second]) => second - first)
          fc.pre(new Set(moved).size > 1)
          const error = Math.sqrt(variance(moved) / moved.length)
          const found = pairedDifference(
            pairs.map(([first, second]) => ({ first, second, count: 1 })),
            1,
            5,
          )
          expect(found?.difference).toBeCloseTo(average(moved), 9)
          expect(found?.p).toBeCloseTo(studentBeyond(average(moved) / error, moved.length - 1), 4)
          expect(found?.interval[0]).toBeCloseTo(average(moved) - studentEnd(moved.length - 1) * error, 2)
        },
      ),
      few,
    )
  })
})

it('Spearman, from each one’s place among all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 5 })), { minLength: 5, maxLength: 60 }),
      (pairs) => {
        const placesOf = (values: readonly number[]) =>
          values.map((value) => values.filter((one) => one < value).length + (values.filter((one) => one === value).length + 1) / 2)
        const [x, y] = [placesOf(pairs.map(([a]) => a)), placesOf(pairs.map(([, b]) => b))]
        fc.pre(variance(x) > 0 && variance(y) > 0)
        const covariance = average(x.map((place, index) => place * (y[index] ?? 0))) - average(x) * average(y)
        const r =
          covariance /
          Math.sqrt((average(x.map((one) => one ** 2)) - average(x) ** 2) * (average(y.map((one) => one ** 2)) - average(y) ** 2))
        const found = correlation(pairs.map(([first, second]) => ({ first, second, count: 1 })))
        expect(found?.r).toBeCloseTo(r, 6)
        if (Math.abs(r) < 0.999)
          expect(found?.p).toBeCloseTo(studentBeyond(r * Math.sqrt((pairs.length - 2) / (1 - r * r)), pairs.length - 2), 4)
      },
    ),
    few,
  )
})

it('Holm: what is corrected lies below α exactly where the smallest are refused one after the other, until one is not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
      fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      (values, alpha) => {
        const left = values.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p)
        const refused = new Set<number>()
        for (let first = left[0]; first && first.p * left.length < alpha; first = left[0]) {
          refused.add(first.index)
          left.shift()
        }
        expect(holm(values).map((p) => p < alpha)).toEqual(values.map((_, index) => refused.has(index)))
      },
    ),
  )
})
