import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dimension } from '../store'
import { breakdownOf } from './breakdown'
import { dimensionOf, filtersOf, isAboutStaff } from './filters'
import { testAll } from './tested'

const csat = { metric: 'csat', points: 5 } as const
interface CellCount {
  readonly value: string | null
  readonly score: number
  readonly n: number
}
const cell = (value: string | null, satisfied: number, of: number): CellCount[] => [
  { value, score: 5, n: satisfied },
  { value, score: 1, n: of - satisfied },
]
const sum = (counts: readonly CellCount[]) => {
  const all = new Map<number, number>()
  for (const { score, n } of counts) all.set(score, (all.get(score) ?? 0) + n)
  return all
}
const broken = (counts: readonly CellCount[], dimension: Dimension = 'device') => {
  const of = (value: string | null) => ({
    showings: 0,
    answered: 0,
    scores: counts.filter((one) => one.value === value).map(({ score, n }) => ({ score, n, unrecognised: 0 })),
  })
  const values = [...new Set(counts.flatMap(({ value }) => (value === null ? [] : [value])))].map((value) => ({ value, ...of(value) }))
  return breakdownOf(csat, { dimension, values, rest: null, without: of(null) }, sum(counts))
}

describe('a breakdown', () => {
  it('calls a difference one only where the test says so: the check vectors of DOMAIN §3', () => {
    const [one, other] = broken([...cell('a', 80, 100), ...cell('b', 70, 100)]).rows
    expect(one).toMatchObject({ value: 'a', n: 100, score: 80, interval: [71.12, 86.66] })
    expect(one?.against).toMatchObject({ verdict: 'unclear', difference: 10, interval: [-2.03, 21.67] })
    // Two comparisons at once: twice the p of one.
    expect(one?.against?.p).toBeCloseTo(2 * 0.1033, 3)
    expect(other?.against).toMatchObject({ verdict: 'unclear', difference: -10 })
    const [better, worse] = broken([...cell('a', 90, 100), ...cell('b', 60, 100)]).rows
    expect([better?.against?.verdict, worse?.against?.verdict]).toEqual(['higher', 'lower'])
  })

  it('shows no cell of fewer than five: together they may be enough', () => {
    const { rows, hidden } = broken([...cell('phone', 40, 50), ...cell('tablet', 6, 9), ...cell('desk', 3, 4)])
    expect(rows.map(({ value, n }) => [value, n])).toEqual([
      ['phone', 50],
      ['tablet', 9],
    ])
    expect(hidden).toBe(4)
    const both = broken([...cell('phone', 40, 50), ...cell('tablet', 2, 3), ...cell('desk', 3, 4)])
    expect(both).toMatchObject({ hidden: 0, rows: [{ value: 'phone' }, { value: null, isRest: true, n: 7 }] })
    expect(broken(cell('phone', 2, 4))).toMatchObject({ rows: [], hidden: 4 })
  })

  it('shows people at work only from thirty answers on, and nobody who could be worked out from the others', () => {
    const agents = [...cell('anna', 20, 29), ...cell('ben', 25, 31), ...cell('cy', 90, 99)]
    expect(broken(agents, 'event.agent')).toMatchObject({ least: 30, rows: [{ value: 'cy' }, { value: null, isRest: true, n: 60 }] })
    expect(broken(cell('anna', 20, 29), 'event.agent')).toMatchObject({ rows: [], hidden: 29 })
    expect(['event.agent_id', 'event.support-team', 'event.Team'].every((name) => isAboutStaff(dimensionOf(name) ?? 'device'))).toBe(true)
    expect(isAboutStaff('event.payment_method')).toBe(false)
  })

  it('tests nothing below ten answers on a side', () => {
    expect(broken([...cell('a', 9, 9), ...cell('b', 0, 40)]).rows.map(({ against }) => against)).toEqual([null, null])
  })

  it('keeps to a table that can be read', () => {
    const { rows } = broken(Array.from({ length: 40 }, (_, index) => cell(`page ${index}`, 10, 10 + index)).flat())
    expect(rows).toHaveLength(13)
    expect(rows.at(-1)).toMatchObject({ value: null, isRest: true })
  })

  it('loses no answer and shows no small cell, whatever the answers', () => {
    const counts = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', null), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 })),
    )
    fc.assert(
      fc.property(counts, (given) => {
        const cells = given.map(([value, score, n]) => ({ value, score, n }))
        const { rows, hidden } = broken(cells)
        expect(rows.reduce((total, { n }) => total + n, hidden)).toBe(cells.reduce((total, { n }) => total + n, 0))
        for (const { n } of rows) expect(n).toBeGreaterThanOrEqual(5)
      }),
    )
  })
})

describe('several tests on one page', () => {
  it('are corrected together, and those that cannot be made count for nothing', () => {
    const counts = (satisfied: number, of: number) => sum(cell('', satisfied, of))
    const [alone] = testAll([{ ...csat, first: counts(80, 100), second: counts(66, 100) }])
    expect(alone?.verdict).toBe('higher')
    const [first, second, few] = testAll([
      { ...csat, first: counts(80, 100), second: counts(66, 100) },
      { ...csat, first: counts(80, 100), second: counts(80, 100) },
      { ...csat, first: counts(9, 9), second: counts(0, 100) },
    ])
    expect([first?.verdict, second?.verdict, few]).toEqual(['unclear', 'unclear', null])
  })
})

describe('filters in an address', () => {
  const read = (query: string) => filtersOf(new URLSearchParams(query))
  it('are read by name, each once; what is empty or unknown is none', () => {
    expect(read('device=mobile&page=&event.carrier=dhl&device=desktop&colour=red&event.=x&project=shop')).toEqual([
      { dimension: 'device', value: 'mobile' },
      { dimension: 'event.carrier', value: 'dhl' },
    ])
  })
  it('are few', () => expect(read(Array.from({ length: 30 }, (_, index) => `event.p${index}=1`).join('&'))).toHaveLength(8))
})
