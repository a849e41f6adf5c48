import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csat, difference, holm, mean, meanDifference, measure, nps, npsDifference, precision, shareDifference, topBoxes } from './index'
import { t95, tTwoSided } from './student'

const tally = (counts: Readonly<Record<number, number>>) => new Map(Object.entries(counts).map(([value, count]) => [Number(value), count]))
const two = (values: readonly number[]) => values.map((value) => Math.round(value * 100) / 100)

describe('the check vectors of DOMAIN §3', () => {
  it.each([
    [100, 50, 20, 30, 14.05, 44.2],
    [20, 10, 2, 40, 6.88, 62.68],
    [1000, 600, 150, 45, 40.28, 49.45],
    [10, 0, 0, 0, -18.47, 18.47],
  ])('NPS of n=%i, %i promoters, %i detractors', (n, promoters, detractors, score, low, high) => {
    const figure = nps({ n, promoters, detractors })
    expect(two([figure.score, ...figure.interval])).toEqual([score, low, high])
  })

  it.each([
    [8, 10, 49.02, 94.33],
    [80, 100, 71.12, 86.66],
    [5, 5, 56.55, 100],
    [0, 10, 0, 27.75],
    [960, 1200, 77.64, 82.17],
  ])('CSAT of %i in %i', (hits, n, low, high) => expect(two(csat(hits, n).interval)).toEqual([low, high]))

  it('the difference of two NPS', () => {
    const { difference, z, p } = npsDifference({ n: 100, promoters: 50, detractors: 20 }, { n: 100, promoters: 40, detractors: 30 })
    expect([difference.toFixed(2), z.toFixed(3), p.toFixed(3)]).toEqual(['19.42', '1.732', '0.083'])
  })

  it('the difference of two shares', () => {
    const { difference, interval, z, p } = shareDifference(80, 100, 70, 100)
    expect([difference.toFixed(2), z.toFixed(3), p.toFixed(3)]).toEqual(['10.00', '1.629', '0.103'])
    expect(two(interval)).toEqual([-2.03, 21.67])
  })

  it('the difference of two means, by Welch', () => {
    // Means 3.5 and 2.5, variances 10.5 / 9, ten each: standard error √0.2333, 18 degrees of freedom; p by integrating the density.
    const [first, second] = [tally({ 2: 2, 3: 3, 4: 3, 5: 2 }), tally({ 1: 2, 2: 3, 3: 3, 4: 2 })]
    const welch = difference('rating', 5, first, second)
    expect(welch?.difference).toBeCloseTo(1)
    expect(welch?.z).toBeCloseTo(1 / Math.sqrt((2 * 10.5) / 9 / 10), 6)
    expect(welch?.p).toBeCloseTo(0.05309, 5)
    expect(meanDifference([{ value: 5, count: 10 }], [{ value: 4, count: 10 }])).toBeNull()
  })

  it('a side with little in it does not make a difference of most people’s answer', () => {
    // Nine of ten gave the best point. Ten who all did are no news: it happens in one of three samples of ten.
    const found = difference('rating', 5, tally({ 5: 10 }), tally({ 4: 9, 5: 81 }))
    expect(found?.p).toBeGreaterThan(0.05)
    expect(found?.interval[0]).toBeLessThan(0)
    // Eight of ten, and 95 % of a thousand: χ² makes .03 of the half person that is missing.
    expect(shareDifference(8, 10, 950, 1000).z).toBeLessThan(-2)
    expect(shareDifference(8, 10, 950, 1000).p).toBeGreaterThan(0.05)
  })

  it('the exact test of two shares', () => {
    // Fisher's lady: three cups of four told rightly. Eleven tables of 70 and five more: (1 + 16 + 16 + 1) / 70.
    expect(shareDifference(3, 4, 1, 4).p).toBeCloseTo(34 / 70, 9)
    expect(shareDifference(4, 4, 0, 4).p).toBeCloseTo(2 / 70, 9)
  })

  it('several comparisons at once, by Holm', () => {
    const corrected = holm([0.01, 0.04, 0.03, 0.005])
    expect(two(corrected)).toEqual([0.03, 0.06, 0.06, 0.02])
    expect(holm([])).toEqual([])
  })

  it('top boxes by number of points', () => {
    expect([2, 3, 4, 5, 7, 9, 10, 11].map(topBoxes)).toEqual([1, 1, 2, 2, 2, 2, 3, 3])
  })
})

describe('when it is enough', () => {
  it('shows no score below ten answers', () => {
    expect(measure('csat', 5, tally({ 5: 9 }))).toMatchObject({ n: 9, score: null, interval: null, precision: 'few', enough: false })
    expect(precision(9, 0, 10)).toBe('few')
  })
  it('draws no gauge while the half-width is over the limit, and says how many answers it takes', () => {
    // (100, 50, 20) has ±15.075, just over the limit for NPS.
    const wide = measure('nps', null, tally({ 10: 50, 7: 30, 0: 20 }))
    expect(wide).toMatchObject({ score: 30, precision: 'wide', halfWidth: 15.08, limit: 15, needed: 102 })
    expect(measure('csat', 5, tally({ 5: 80, 1: 20 }))).toMatchObject({ score: 80, interval: [71.12, 86.66], enough: true, needed: null })
  })
  it('draws it at exactly the limit', () => expect(precision(10, 10, 10)).toBe('enough'))
})

describe('a scale', () => {
  it('gives CES as the share of 5–7 and as the mean', () => {
    const ces = measure('ces', 7, tally({ 7: 40, 5: 40, 2: 20 }))
    expect(ces).toMatchObject({ rule: '5-7-of-7', score: 80, interval: [71.12, 86.66], mean: { score: 5.2 } })
  })
  it('gives a rating as its mean with Student’s t', () => {
    const rating = measure('rating', 5, tally({ 1: 2, 2: 2, 3: 2, 4: 2, 5: 2 }))
    // s = √(20/9) = 1.4907, 2.2622 · s / √10 = 1.0664
    expect(rating).toMatchObject({ rule: 'mean-of-5', score: 3, interval: [1.93, 4.07], precision: 'wide' })
  })
  it('never claims certainty because everybody agrees', () => {
    const figure = mean([{ value: 5, count: 10 }], 1, 5)
    expect(figure?.interval[0]).toBeCloseTo(5 - 0.2775 * 4, 2)
    expect(figure?.interval[1]).toBe(5)
  })
  it('knows how far out a t is', () => {
    for (const freedom of [1, 2, 3, 9, 18.4, 29, 99, 5000]) expect(tTwoSided(t95(freedom), freedom)).toBeCloseTo(0.05, 3)
    expect(tTwoSided(0, 7)).toBeCloseTo(1)
  })
  it('knows Student’s table', () => {
    expect([1, 2, 3, 9, 29, 99].map((df) => t95(df).toFixed(2))).toEqual(['12.71', '4.30', '3.18', '2.26', '2.05', '1.98'])
  })
})

describe('properties', () => {
  const counts = fc.record({ promoters: fc.nat(500), passives: fc.nat(500), detractors: fc.nat(500) })
  it('NPS stays in ±100, its interval is ordered, and swapping the camps mirrors it', () => {
    fc.assert(
      fc.property(counts, ({ promoters, passives, detractors }) => {
        const n = promoters + passives + detractors
        const one = nps({ n, promoters, detractors })
        const other = nps({ n, promoters: detractors, detractors: promoters })
        expect(one.interval[0]).toBeLessThanOrEqual(one.interval[1])
        expect(Math.abs(one.interval[0])).toBeLessThanOrEqual(100)
        expect(other.score + one.score).toBeCloseTo(0)
        expect(other.interval[0]).toBeCloseTo(-one.interval[1])
      }),
    )
  })
  it('Wilson contains its own share and narrows as answers come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const hits = Math.round(n * part)
        const { score, interval, halfWidth } = csat(hits, n)
        expect(interval[0]).toBeLessThanOrEqual(score + 1e-9)
        expect(interval[1]).toBeGreaterThanOrEqual(score - 1e-9)
        expect(csat(hits * 4, n * 4).halfWidth).toBeLessThan(halfWidth)
      }),
    )
  })
  it('a difference is antisymmetric and inside its interval', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (a, b) => {
        const one = shareDifference(a, 50, b, 50)
        expect(shareDifference(b, 50, a, 50).difference).toBeCloseTo(-one.difference)
        expect(one.interval[0]).toBeLessThanOrEqual(one.difference + 1e-9)
        expect(one.interval[1]).toBeGreaterThanOrEqual(one.difference - 1e-9)
      }),
    )
  })
  it('Holm never makes a difference surer than it was, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (values) => {
        const corrected = holm(values)
        for (const [index, p] of values.entries()) {
          expect(corrected[index]).toBeGreaterThanOrEqual(p)
          for (const [other, q] of values.entries()) if (p < q) expect(corrected[index]).toBeLessThanOrEqual(corrected[other] ?? 1)
        }
      }),
    )
  })
  it('measure counts every answer on the scale once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('nps', 'csat', 'ces', 'rating'),
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 80 }),
        (metric, values) => {
          const counted = new Map<number, number>()
          for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1)
          const figure = measure(metric, metric === 'nps' ? 11 : 5, counted)
          expect(figure.n).toBe(values.length)
          expect(figure.score === null).toBe(values.length < 10)
        },
      ),
    )
  })
})
