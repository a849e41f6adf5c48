import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlation, type MeasuredMetric, measure, type Pair } from '../metrics'
import type { TogetherCount } from '../store'
import { coverageOf, linksOf, mapOf, type Site } from './map'
import { peakEndOf } from './peak-end'
import type { InstrumentReport } from './types'

/** Mulberry32 (T. Ettinger, public domain). */
const generator = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

interface Asked {
  readonly metric?: MeasuredMetric
  readonly points?: number
  readonly question?: string
  readonly locale?: string
  readonly fingerprint?: string
  readonly replaces?: string | null
}
/** An instrument with so many answers of each value. */
const instrument = (counts: Readonly<Record<number, number>>, asked: Asked = {}): InstrumentReport => {
  const { metric = 'csat', points = 5, question = 'How did it go?', locale = 'en', fingerprint = 'f', replaces = null } = asked
  const figure = measure(metric, points, new Map(Object.entries(counts).map(([value, n]) => [Number(value), n])))
  // What a map does not read is left out.
  return {
    ...figure,
    ...{ fingerprint, survey: 'survey', question, locale, replaces, points, countsFrom: null, display: 'faces', labels: [] },
    ...{ translated: false, orientation: 'horizontal', cascade: { answered: figure.n } },
  } as unknown as InstrumentReport
}
const site = (id: string, instruments: readonly InstrumentReport[], change: Partial<Site> = {}): Site => ({
  ...{ id, name: null, stage: 'purchase', category: 'sales', channel: 'web', truth: false, target: null, belief: null, effort: null },
  ...{ surveys: [], isListening: instruments.length > 0, instruments },
  ...change,
})
const nothingKnown = { relationship: null, same: null, peakEnds: [], shifts: [], lifts: [], recoveries: [] }
const map = (sites: readonly Site[]) => mapOf(sites, nothingKnown)

describe('the map of the journey', () => {
  it('has a place for every touchpoint, asked at or not', () => {
    const { places } = map([site('page', []), site('chat', [], { isListening: true }), site('order', [instrument({ 5: 12 })])])
    expect(places.map(({ id, hearing, points }) => [id, hearing, points.length])).toEqual([
      ['page', 'unasked', 0],
      ['chat', 'waiting', 0],
      ['order', 'heard', 1],
    ])
  })

  it('shows no score below ten answers, and none that is too wide as if it were sure', () => {
    const points = map([site('a', [instrument({ 5: 9 })]), site('b', [instrument({ 5: 8, 1: 4 })])]).places.map(({ points }) => points[0])
    expect(points[0]).toMatchObject({ n: 9, score: null, interval: null, precision: 'few' })
    expect(points[1]).toMatchObject({ n: 12, precision: 'wide' })
  })

  it('joins one question asked in the same way, across what nobody is asked, and nothing else', () => {
    const many = { 5: 300, 1: 60 }
    const lines = map([
      site('a', [instrument(many)]),
      site('b', []),
      site('c', [instrument(many)]),
      site('other words', [instrument(many, { question: 'And this?' })]),
      site('other language', [instrument(many, { locale: 'fr' })]),
      site('ease', [instrument({ 7: 300, 1: 60 }, { metric: 'ces', points: 7 })]),
      site('emotion', [instrument(many, { metric: 'rating' })]),
      site('relationship', [instrument({ 10: 300, 1: 60 }, { metric: 'nps', points: 11 })]),
    ]).lines
    expect(lines.map(({ points }) => points.map(({ touchpoint }) => touchpoint))).toEqual([['a', 'c']])
  })

  it('leaves a gap where nobody knows yet', () => {
    const many = { 5: 300, 1: 60 }
    const { lines } = map([site('a', [instrument(many)]), site('few', [instrument({ 5: 4 })]), site('c', [instrument(many)])])
    expect(lines).toEqual([])
  })

  it('counts an instrument that another took the place of no more', () => {
    const { places } = map([
      site('a', [instrument({ 5: 12 }, { fingerprint: 'new', replaces: 'old' }), instrument({ 5: 400 }, { fingerprint: 'old' })]),
    ])
    expect(places[0]?.points.map(({ fingerprint, others }) => [fingerprint, others])).toEqual([['new', 0]])
  })

  it('names the highest and the lowest only where no interval touches another, within one rule', () => {
    const asked = fc.record({ metric: fc.constantFrom('csat', 'ces', 'nps', 'rating'), good: fc.nat(200), bad: fc.nat(200) })
    fc.assert(
      fc.property(fc.array(asked, { minLength: 1, maxLength: 7 }), (given) => {
        const ends = { csat: [1, 5, 5], ces: [1, 7, 7], nps: [0, 10, 11], rating: [1, 5, 5] } as const
        const { places, lines } = map(
          given.map(({ metric, good, bad }, index) => {
            const [low, high, points] = ends[metric]
            return site(`t${index}`, [instrument({ [low]: bad, [high]: good }, { metric, points, fingerprint: `f${index}` })])
          }),
        )
        const points = places.flatMap((place) => place.points)
        for (const point of points) {
          const others = points.filter((other) => other !== point && other.rule === point.rule && other.interval)
          const [low, high] = point.interval ?? [0, 0]
          const isLowest = point.interval !== null && others.length > 0 && others.every(({ interval }) => high < (interval?.[0] ?? 0))
          const isHighest = point.interval !== null && others.length > 0 && others.every(({ interval }) => low > (interval?.[1] ?? 0))
          expect(point.extreme).toBe(isLowest ? 'lowest' : isHighest ? 'highest' : null)
        }
        const ruleOf = new Map(points.map(({ fingerprint, rule }) => [fingerprint, rule]))
        for (const line of lines) for (const { fingerprint } of line.points) expect(ruleOf.get(fingerprint)).toBe(line.rule)
      }),
    )
  })

  it('knows which fields nobody listens to', () => {
    const coverage = coverageOf([
      { id: 'order', stage: 'purchase', category: 'sales', hearing: 'heard' },
      { id: 'cart', stage: 'purchase', category: 'sales', hearing: 'unasked' },
      { id: 'parcel', stage: 'retention', category: 'service', hearing: 'waiting' },
      { id: 'page', stage: 'evaluation', category: 'product', hearing: 'unasked' },
    ])
    expect(coverage).toHaveLength(20)
    expect(coverage.filter(({ hearing }) => hearing !== 'unasked').map(({ stage, category }) => [stage, category])).toEqual([
      ['purchase', 'sales'],
      ['retention', 'service'],
    ])
    expect(coverage.find(({ stage, category }) => stage === 'purchase' && category === 'sales')?.touchpoints).toEqual(['order', 'cart'])
  })
})

const counted = (pairs: readonly (readonly [first: number, score: number])[], touchpoint = 'a'): TogetherCount[] =>
  pairs.map(([first, score]) => ({ touchpoint, fingerprint: 'f', first, score, n: 1 }))

describe('what goes together with the relationship', () => {
  it('is the rank correlation, as written out once more', () => {
    const ranks = (values: readonly number[]) =>
      values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2)
    const pair = fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 5 }))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 4, maxLength: 60 }), (pairs) => {
        const found = correlation(pairs.map(([first, second]): Pair => ({ first, second, count: 1 })))
        const [x, y] = [ranks(pairs.map(([first]) => first)), ranks(pairs.map(([, second]) => second))]
        const middle = (pairs.length + 1) / 2
        const sum = (a: readonly number[], b: readonly number[]) =>
          a.reduce((total, one, i) => total + (one - middle) * ((b[i] ?? 0) - middle), 0)
        const r = sum(x, y) / Math.sqrt(sum(x, x) * sum(y, y))
        if (!Number.isFinite(r)) return expect(found).toBeNull()
        expect(found?.r).toBeCloseTo(r, 9)
        const [low, high] = found?.interval ?? [Number.NaN, Number.NaN]
        expect(low).toBeLessThanOrEqual(r + 1e-9)
        expect(high).toBeGreaterThanOrEqual(r - 1e-9)
        expect(Math.max(Math.abs(low), Math.abs(high))).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('says plainly when too few people answered both', () => {
    expect(linksOf([counted(Array.from({ length: 29 }, (_, i) => [i % 11, (i % 5) + 1]))])).toEqual([
      { verdict: 'few', n: 29, r: null, interval: null, p: null },
    ])
  })

  it('finds a link that is there, with its sign', () => {
    const up = counted(Array.from({ length: 80 }, (_, i) => [i % 11, Math.min(5, Math.floor((i % 11) / 2) + 1)]))
    const down = counted(Array.from({ length: 80 }, (_, i) => [i % 11, 5 - Math.min(4, Math.floor((i % 11) / 2))]))
    expect(linksOf([up, down]).map(({ verdict }) => verdict)).toEqual(['together', 'opposite'])
  })

  it('finds none where there is none: in at most one of twenty maps, and each interval holds 0 as often as it says', () => {
    const random = generator(7)
    const rounds = 400
    let [wrong, outside] = [0, 0]
    for (let round = 0; round < rounds; round++) {
      const links = linksOf(
        [60, 150, 90].map((n) => counted(Array.from({ length: n }, () => [Math.floor(random() * 11), 1 + Math.floor(random() * 5)]))),
      )
      if (links.some(({ verdict }) => verdict !== 'unclear')) wrong++
      outside += links.filter(({ interval }) => interval && (interval[0] > 0 || interval[1] < 0)).length
    }
    // Within what chance allows around 5 %: three standard errors.
    expect(wrong / rounds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds))
    expect(outside / (3 * rounds)).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / (3 * rounds)))
  })

  it('says of touchpoints without any difference that one is lowest or highest in fewer than one map of twenty', () => {
    const random = generator(11)
    const rounds = 300
    let wrong = 0
    for (let round = 0; round < rounds; round++) {
      const { places } = map(
        Array.from({ length: 4 }, (_, index) => {
          const good = Array.from({ length: 120 }, () => random() < 0.7).filter(Boolean).length
          return site(`t${index}`, [instrument({ 5: good, 1: 120 - good }, { fingerprint: `f${index}` })])
        }),
      )
      if (places.some(({ points }) => points[0]?.extreme)) wrong++
    }
    expect(wrong / rounds).toBeLessThan(0.05)
  })

  it('among the same people, each score is theirs alone', () => {
    const sites = [
      site('order', [instrument({ 5: 300, 1: 20 }, { fingerprint: 'order' })]),
      site('relationship', [instrument({ 10: 90, 0: 10 }, { metric: 'nps', points: 11, fingerprint: 'nps' })], { stage: 'advocacy' }),
    ]
    const counts: TogetherCount[] = [
      { touchpoint: 'order', fingerprint: 'order', first: 10, score: 5, n: 30 },
      { touchpoint: 'order', fingerprint: 'order', first: 0, score: 1, n: 10 },
    ]
    const together = { people: 100, isPart: false, counts }
    const { places, same, relationship } = mapOf(sites, {
      relationship: together,
      same: { touchpoint: 'relationship', together },
      peakEnds: [],
      shifts: [],
      lifts: [],
      recoveries: [],
    })
    expect([relationship, same]).toEqual(['relationship', { touchpoint: 'relationship', people: 100, isPart: false }])
    expect(places[0]?.points[0]).toMatchObject({ n: 40, score: 75, there: { score: 50 } })
    expect(places[1]?.points[0]).toMatchObject({ n: 100, score: 80, there: null })
    expect(places[0]?.link).toMatchObject({ verdict: 'together', n: 40, r: 1 })
  })
})

describe('the moments people name', () => {
  const asked = { survey: 'peak-end', fingerprint: 'f', locale: 'en' }
  const questions = { moment: 'moment', peak: 'peak', end: 'end' }
  it('are counted with how they were, and those of fewer than five people together', () => {
    const counts = [
      { answers: { moment: 'chat', peak: 1, end: 3 }, n: 6 },
      { answers: { moment: 'chat', peak: 5 }, n: 3 },
      { answers: { moment: ['order'], peak: 4, end: 5 }, n: 8 },
      { answers: { moment: 'rare', peak: 5 }, n: 4 },
      { answers: { end: 4 }, n: 2 },
    ]
    expect(peakEndOf(asked, questions, counts)).toMatchObject({
      named: 21,
      moments: [
        { moment: 'chat', n: 9, pleasant: 3, unpleasant: 6 },
        { moment: 'order', n: 8, pleasant: 8, unpleasant: 0 },
      ],
      rest: 4,
      peak: { n: 21 },
      end: { n: 16, score: 4.13 },
    })
    expect(peakEndOf(asked, questions, [{ answers: { other: 1 }, n: 3 }])).toBeNull()
  })
  it('lose nobody, whatever was answered', () => {
    const one = fc.record({
      answers: fc.record({ moment: fc.constantFrom('a', 'b', 'c', 'd'), peak: fc.oneof(fc.integer({ min: -1, max: 7 }), fc.string()) }),
      n: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (counts) => {
        const found = peakEndOf(asked, questions, counts)
        const all = counts.reduce((sum, { n }) => sum + n, 0)
        expect((found?.moments ?? []).reduce((sum, { n }) => sum + n, 0) + (found?.rest ?? 0)).toBe(all)
        for (const { n, pleasant, unpleasant } of found?.moments ?? []) expect([n >= 5, pleasant + unpleasant <= n]).toEqual([true, true])
      }),
    )
  })
})
