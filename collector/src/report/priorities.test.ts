import fc from 'fast-check'
import { expect, it } from 'vitest'
import { measure } from '../metrics'
import type { JourneyMap, Link, MapPlace } from './map-types'
import { groupsOf, prioritiesOf } from './priorities'
import type { InstrumentReport, TouchpointReport } from './types'

interface Given {
  readonly good: number
  readonly bad: number
  readonly target?: number | null
  readonly shown?: number
  readonly triggered?: number | null
  readonly r?: number | null
  readonly effort?: number | null
}
/** As much of a report as priorities read. */
const reportOf = (given: readonly Given[]): readonly [readonly TouchpointReport[], JourneyMap] => {
  const touchpoints = given.map(({ good, bad, shown = 100, triggered = null }, index) => {
    const figure = measure(
      'csat',
      5,
      new Map([
        [5, good],
        [1, bad],
      ]),
    )
    const instrument = { ...figure, fingerprint: `f${index}`, points: 5, countsFrom: null } as unknown as InstrumentReport
    return { id: `t${index}`, instruments: [instrument], cascade: { triggered, shown } } as unknown as TouchpointReport
  })
  const places = given.map(({ target = null, r = null, effort = null }, index): MapPlace => {
    const link: Link | null = r === null ? null : { verdict: 'together', n: 100, r, interval: [r, r], p: 0 }
    return {
      id: `t${index}`,
      name: null,
      target: target === null ? null : { metric: 'csat', value: target, by: '2027-06-30' },
      effort,
      link,
      points: [{ fingerprint: `f${index}` }],
    } as unknown as MapPlace
  })
  return [touchpoints, { places, relationship: null } as unknown as JourneyMap]
}
const priorities = (...given: readonly Given[]) => prioritiesOf(...reportOf(given))

it('falls short of the target, else of the best touchpoint measured the same way, and says which', () => {
  const { items, left } = priorities({ good: 60, bad: 40, target: 85 }, { good: 70, bad: 30 }, { good: 90, bad: 10 })
  expect(items.map(({ touchpoint, yardstick }) => [touchpoint, yardstick])).toEqual(
    expect.arrayContaining([
      ['t0', { kind: 'target', value: 85, by: '2027-06-30' }],
      ['t1', { kind: 'best', value: 90, touchpoint: 't2' }],
    ]),
  )
  expect(items.find(({ touchpoint }) => touchpoint === 't0')?.shortfall).toEqual({ value: 25, interval: [15.94, 34.8] })
  expect(left).toEqual([{ touchpoint: 't2', name: null, why: 'best' }])
})

it('ranks nobody it knows too little of', () => {
  const { items, left } = priorities({ good: 5, bad: 4, target: 85 }, { good: 90, bad: 10 })
  expect(items).toEqual([])
  expect(left.map(({ touchpoint, why }) => [touchpoint, why])).toEqual([
    ['t1', 'alone'],
    ['t0', 'few'],
  ])
})

it('weighs by how often the moment occurs: by moments where all are counted, else by showings', () => {
  const rare = { good: 400, bad: 600, target: 80, triggered: 50, shown: 900 }
  const frequent = { good: 400, bad: 600, target: 80, triggered: 5000, shown: 20 }
  const counted = priorities(rare, frequent)
  expect([counted.occurrences, counted.items.map(({ touchpoint }) => touchpoint)]).toEqual(['triggered', ['t1', 't0']])
  const shown = priorities({ ...rare, triggered: null }, frequent)
  expect([shown.occurrences, shown.items.map(({ touchpoint }) => touchpoint)]).toEqual(['shown', ['t0', 't1']])
})

it('weighs by the link with the relationship where it is known of all, else all alike, and says so', () => {
  const one = { good: 400, bad: 600, target: 80 }
  const linked = priorities({ ...one, r: 0.1 }, { ...one, r: 0.6 })
  expect([linked.importance, linked.items.map(({ touchpoint, rank }) => [touchpoint, rank])]).toEqual([
    'linked',
    [
      ['t1', 1],
      ['t0', 2],
    ],
  ])
  const equal = priorities({ ...one, r: 0.1 }, one)
  expect([equal.importance, equal.items.map(({ importance }) => importance)]).toEqual(['equal', [null, null]])
})

it('ranks nothing above another that it may not lie above', () => {
  const interval = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.nat(20)).map(([low, length]) => [low, low + length] as const)
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1, maxLength: 12 }), (intervals) => {
      const groups = groupsOf(intervals)
      // Written out once more: whatever touches belongs together, and what belongs to that.
      const reached = (from: number): ReadonlySet<number> => {
        const found = new Set([from])
        for (let before = 0; before !== found.size; ) {
          before = found.size
          for (const [index, [low, high]] of intervals.entries())
            if ([...found].some((other) => low <= (intervals[other]?.[1] ?? 0) && high >= (intervals[other]?.[0] ?? 0))) found.add(index)
        }
        return found
      }
      for (const [index, [low]] of intervals.entries()) {
        const together = reached(index)
        for (const [other, [, high]] of intervals.entries()) {
          expect(groups[index] === groups[other]).toBe(together.has(other))
          if ((groups[index] ?? 0) < (groups[other] ?? 0)) expect(low).toBeGreaterThan(high)
        }
      }
      expect(Math.min(...groups)).toBe(1)
      expect(new Set(groups).size).toBe(Math.max(...groups))
    }),
  )
})

it('of touchpoints that are all alike it ranks one above another in fewer than one report of twenty', () => {
  let seed = 5
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const rounds = 200
  let wrong = 0
  for (let round = 0; round < rounds; round++) {
    const { items } = priorities(
      ...Array.from({ length: 4 }, () => {
        const good = Array.from({ length: 150 }, () => random() < 0.7).filter(Boolean).length
        return { good, bad: 150 - good, target: 85 }
      }),
    )
    if (items.some(({ rank }) => rank > 1)) wrong++
  }
  expect(wrong / rounds).toBeLessThan(0.05)
})
