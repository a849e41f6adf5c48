import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../../src/survey/wire'
import type { Asked } from './asked'
import { binsOf, reportQuestion } from './questions'

const asked = (type: string, change: Partial<Asked> = {}): Asked => ({
  id: 'q',
  type,
  text: 'Q',
  parts: [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B' },
  ],
  points: 5,
  labels: [],
  range: null,
  isMain: false,
  ...change,
})
const given = (...list: readonly (readonly [answers: Answers, n: number])[]) => list.map(([answers, n]) => ({ answers, n }))

describe('a choice', () => {
  test('shares of those who answered, with their intervals, the most chosen first', () => {
    const report = reportQuestion(asked('choice'), given([{ q: ['b'] }, 30], [{ q: ['a', 'b'] }, 10], [{ other: 1 }, 60]))
    expect(report).toMatchObject({ kind: 'options', n: 40, few: false })
    expect(report).toMatchObject({
      options: [
        { option: 'b', label: 'B', count: 40, share: 100 },
        { option: 'a', label: 'A', count: 10, share: 25, interval: [14.19, 40.19] },
      ],
    })
  })
  test('below ten answers counts alone', () =>
    expect(reportQuestion(asked('choice'), given([{ q: ['a'] }, 9]))).toMatchObject({
      few: true,
      options: [
        { count: 9, share: null, interval: null },
        { count: 0, share: null, interval: null },
      ],
    }))
  test('an option that is gone from the configuration is called by its id', () =>
    expect(reportQuestion(asked('choice'), given([{ q: ['old'] }, 12]))).toMatchObject({
      options: [{ option: 'old', label: 'old' }, {}, {}],
    }))
  test('what nobody answered has no report', () => expect(reportQuestion(asked('choice'), given([{ other: 1 }, 60]))).toBeNull())
})

describe('moments', () => {
  const parts = [
    { id: 'cart', text: 'The cart' },
    { id: 'payment', text: 'The payment' },
    { id: 'none', text: 'None' },
  ]
  test('shares of those that were named, and of none, which is a finding too', () => {
    const answers = given([{ q: 'cart', 'q.position': 2 }, 15], [{ q: 'red-lamp' }, 5])
    expect(reportQuestion(asked('moment', { parts }), answers)).toMatchObject({
      kind: 'options',
      n: 20,
      options: [
        { option: 'cart', label: 'The cart', count: 15, share: 75 },
        { option: 'red-lamp', label: 'red-lamp', count: 5, share: 25 },
        { option: 'none', label: 'None', count: 0, share: 0 },
      ],
    })
  })
})

test('a rating has the name it is reported by', () => {
  const measures = new Map([['q', 'peak' as const]])
  expect(reportQuestion(asked('rating'), given([{ q: 4 }, 12]), measures)).toMatchObject({
    reportsAs: 'peak',
    rows: [{ metric: 'rating', score: 4, n: 12 }],
  })
  expect(reportQuestion(asked('rating'), given([{ q: 4 }, 12]))).toMatchObject({ reportsAs: null })
})

describe('a ranking', () => {
  test('the mean place, and how many put it first', () =>
    expect(reportQuestion(asked('ranking'), given([{ q: ['b', 'a'] }, 15], [{ q: ['a', 'b'] }, 5]))).toMatchObject({
      kind: 'ranking',
      n: 20,
      options: [
        { option: 'b', place: 1.25, count: 15, share: 75 },
        { option: 'a', place: 1.75, count: 5, share: 25 },
      ],
    }))
  test('below ten answers no place', () =>
    expect(reportQuestion(asked('ranking'), given([{ q: ['b', 'a'] }, 3]))).toMatchObject({
      options: [{ option: 'b', place: null, share: null }, {}],
    }))
})

test('a matrix: each line by itself, and no mean of a line that few have answered', () => {
  const report = reportQuestion(asked('matrix'), given([{ 'q.a': 5, 'q.b': 1 }, 4], [{ 'q.a': 4 }, 8], [{ 'q.a': 99 }, 5]))
  expect(report).toMatchObject({
    kind: 'rows',
    n: 12,
    rows: [
      { row: 'a', label: 'A', n: 12, score: 4.33 },
      { row: 'b', n: 4, score: null, interval: null },
    ],
  })
})

test('a further scale has the score of its kind', () =>
  expect(reportQuestion(asked('ces', { points: 7 }), given([{ q: 7 }, 15], [{ q: 1 }, 5]))).toMatchObject({
    kind: 'rows',
    rows: [{ label: null, metric: 'ces', n: 20, score: 75 }],
  }))

describe('a number', () => {
  const slider = asked('slider', { range: [0, 60, 5] })
  test('its mean and how it spreads; what lies outside the line does not count', () => {
    const report = reportQuestion(slider, given([{ q: 10 }, 10], [{ q: 20 }, 10], [{ q: 500 }, 3]))
    expect(report).toMatchObject({ kind: 'number', n: 20, mean: { score: 15 } })
    expect(report?.kind === 'number' && report.bins).toHaveLength(13)
  })
  test('written by hand, within the ends that were seen', () =>
    expect(reportQuestion(asked('text.number'), given([{ q: '3' }, 6], [{ q: 5 }, 6], [{ q: 'many' }, 2]))).toMatchObject({
      n: 12,
      mean: { score: 4 },
      bins: [
        { from: 3, count: 6 },
        { from: 4, count: 0 },
        { from: 5, count: 6 },
      ],
    }))
  test('one and the same from everybody, on no known line, has no interval to give', () =>
    expect(reportQuestion(asked('text.number'), given([{ q: 3 }, 30]))).toMatchObject({
      mean: null,
      bins: [{ from: 3, to: 3, count: 30 }],
    }))
  test('property: every answer is in one bin, and there are never too many', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.constantFrom(1, 2, 5, 0.5),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 9 }))),
        (min, length, step, list) => {
          const bars = list.map(([at, count]) => ({ value: min + Math.round(at * length), count }))
          const bins = binsOf(bars, [min, min + length, step])
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(bars.reduce((sum, { count }) => sum + count, 0))
          expect(bins.length).toBeLessThanOrEqual(13)
        },
      ),
    ))
})

describe('days', () => {
  test('by day where there are few of them, else by month or year', () => {
    const unitOf = (...days: string[]) => {
      const report = reportQuestion(asked('date'), given(...days.map((day) => [{ q: day }, 1] as const)))
      return report?.kind === 'dates' && report.unit
    }
    expect(unitOf('2027-03-01', '2027-03-09')).toBe('day')
    expect(unitOf(...Array.from({ length: 20 }, (_, i) => `2027-03-${i + 10}`))).toBe('month')
    expect(unitOf(...Array.from({ length: 20 }, (_, i) => `${2000 + i}-03-10`), '2019-04-01')).toBe('year')
  })
  test('in their order', () =>
    expect(reportQuestion(asked('date'), given([{ q: '2027-03-09' }, 2], [{ q: '2027-03-01' }, 1], [{ q: 'soon' }, 4]))).toMatchObject({
      bins: [
        { from: '2027-03-01', count: 1 },
        { from: '2027-03-09', count: 2 },
      ],
    }))
})

test('an agreement and an action: how many of those who answered anything', () => {
  const answers = given([{ q: true, csat: 5 }, 12], [{ csat: 4 }, 28])
  expect(reportQuestion(asked('consent'), answers)).toMatchObject({ kind: 'done', count: 12, n: 40, share: 30 })
  expect(reportQuestion(asked('action'), given([{ q: 'share' }, 3], [{ csat: 4 }, 2]))).toMatchObject({
    kind: 'done',
    count: 3,
    n: 5,
    share: null,
  })
})
