// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { Survey } from '../../../src/survey/config'
import type { Life } from './life'
import { precisionOf } from './precision'
import { reasonOf } from './reason'
import { createSpread } from './spread'
import { createSummary, most } from './summary'

const DAY = 864e5
const make = (id: string, more: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: 't',
  trigger: { on: 'manual' },
  questions: [{ id: 'q', type: 'csat', text: 'Q' }],
  ...more,
})

describe('how something is spread over people', () => {
  test('mean, median, and what nine of ten and ninety-nine of a hundred do not exceed', () => {
    const spread = createSpread()
    for (let i = 0; i < 100; i++) spread.add(i < 60 ? 0 : i < 92 ? 2 : i < 99 ? 5 : 40)
    expect(spread.result()).toEqual({ mean: 1.39, median: 0, p90: 2, p99: 5, max: 40 })
  })
  test('nobody', () => expect(createSpread().result()).toEqual({ mean: 0, median: 0, p90: 0, p99: 0, max: 0 }))
})

test('the most within any so many days, whenever they begin; at exactly so many days it is over', () => {
  expect(most([], 30)).toBe(0)
  expect(most([0], 30)).toBe(1)
  expect(most([0, 29 * DAY, 30 * DAY - 1, 30 * DAY], 30)).toBe(3)
  expect(most([0, 40 * DAY, 41 * DAY, 80 * DAY], 30)).toBe(2)
})

describe('how sure a score will be', () => {
  test('CSAT: 60 answers for ±10, by Wilson with four in five satisfied', () => {
    expect(precisionOf(make('a'), 30)).toMatchObject({ metric: 'csat', limit: 10, needed: 60, daysUntilEnough: 60 })
    // 80 of 100, a vector of the metrics: [71.12, 86.66].
    expect(precisionOf(make('a'), 100)?.halfWidthOfMonth).toBeCloseTo((86.66 - 71.12) / 2, 2)
  })
  test('NPS: by the adjusted Wald with 50 % promoters and 20 % detractors', () => {
    const nps = make('a', { questions: [{ id: 'q', type: 'nps', text: 'Q' }] })
    // 100, 50, 20, a vector of the metrics: [14.05, 44.20].
    expect(precisionOf(nps, 100)?.halfWidthOfMonth).toBeCloseTo((44.2 - 14.05) / 2, 1)
    expect(precisionOf(nps, 10)).toMatchObject({ limit: 15, needed: 102, daysUntilEnough: 306 })
  })
  test('another scale: as a part of its length; a survey without a scale has none', () => {
    const rating = make('a', { questions: [{ id: 'q', type: 'rating', points: 11, text: 'Q' }] })
    expect(precisionOf(rating, 100)).toMatchObject({ limit: 1, halfWidthOfMonth: expect.closeTo(0.49, 2) })
    expect(precisionOf(make('a', { questions: [{ id: 'q', type: 'text', text: 'Q' }] }), 100)).toBeNull()
  })
  test('no answers, no score', () => {
    expect(precisionOf(make('a'), 0)).toMatchObject({ halfWidthOfMonth: null, daysUntilEnough: null })
  })
})

describe('why not, in one code', () => {
  const refused = (code: string, values = {}) => ({ gate: 'frequency', pass: false, code, values }) as never
  test('the first gate that refused, and the survey it names', () => {
    expect(reasonOf('a', [refused('not-sampled'), refused('busy', { open: 'b' })])).toEqual({ code: 'not-sampled' })
    expect(reasonOf('a', [refused('between-days', { other: 'b' })])).toEqual({ code: 'between-days', by: 'b' })
    expect(reasonOf('a', [refused('reserved', { for: 'c' })])).toEqual({ code: 'reserved', by: 'c' })
    expect(reasonOf('a', [refused('outranked', { by: 'd' })])).toEqual({ code: 'outranked', by: 'd' })
  })
  test('not itself', () => expect(reasonOf('a', [refused('between-days', { other: 'a' })])).toEqual({ code: 'between-days' }))
  test('what it waited for tells more than that it was too late', () => {
    expect(reasonOf('a', [refused('too-late'), refused('typing')])).toEqual({ code: 'typing' })
    expect(reasonOf('a', [refused('too-late')])).toEqual({ code: 'too-late' })
    expect(reasonOf('a', [])).toBeUndefined()
  })
})

describe('a summary', () => {
  const life = (visitor: string, more: Partial<Life>): Life => ({
    visitor,
    visits: [{ visitor, start: '2026-01-01T00:00:00Z', end: 60, consent: 'persistent', moments: [] }],
    shown: [],
    refused: [],
    reached: [],
    drawn: [],
    calledOff: [],
    waiting: [],
    ...more,
  })
  const reached = (survey: string, stage: number) => ({ survey, at: 0, stage })
  const shown = (survey: string, day: number, outcome: 'answered' | 'ignored' = 'answered') => ({
    visitor: 'v',
    survey,
    class: 'relationship' as const,
    at: day * DAY,
    deviceAt: day * DAY,
    visit: 1,
    wave: 1,
    key: undefined,
    respondent: 'r',
    outcome,
    closedAt: day * DAY,
    of: { visitor: 'v', start: '2026-03-01T10:00:00Z', end: 60, consent: 'persistent' as const, moments: [] },
    page: '/',
    moment: { type: 'event' as const, name: 'done' },
    trigger: { on: 'event' as const, name: 'done' },
    variant: undefined,
    lookup: () => undefined,
    lived: [],
  })
  const refused = (survey: string, code: string, by?: string) => ({
    survey,
    at: 0,
    gates: [{ gate: 'frequency', pass: false, code, values: { other: by } } as never],
  })
  const summarise = (lives: readonly Life[], surveys = [make('a'), make('b')], days = 60) => {
    const summary = createSummary(surveys, days)
    for (const one of lives) summary.add(one)
    return summary.result()
  }

  test('counts calls, people and what became of them', () => {
    const { people, surveys } = summarise([
      life('x', {
        reached: [reached('a', 2), reached('a', 2), reached('b', 0)],
        shown: [shown('a', 0), shown('a', 45, 'ignored')],
        refused: [refused('b', 'no-consent')],
      }),
      life('y', { reached: [reached('a', 1)], refused: [refused('a', 'not-sampled')], calledOff: ['b'], waiting: ['b', 'b'] }),
      life('z', {}),
    ])
    expect(people).toMatchObject({ total: 3, visits: 3, asked: 1, showings: { max: 2 }, showingsPer30Days: { max: 1 } })
    expect(surveys[0]).toMatchObject({
      triggered: 3,
      eligible: 3,
      sampled: 2,
      shown: 2,
      answered: 1,
      answersPerMonth: 0.5,
      outcomes: { answered: 1, ignored: 1 },
      reasons: [{ code: 'not-sampled', times: 1, people: 1 }],
      people: { triggered: 2, due: 1, shown: 1, answered: 1, starved: 0 },
    })
    expect(surveys[1]).toMatchObject({ triggered: 1, eligible: 0, shown: 0, calledOff: 1, waiting: 2, reasons: [{ code: 'no-consent' }] })
  })
  test('who starves whom: due, never shown, and because of another', () => {
    const { surveys } = summarise([
      life('x', { reached: [reached('a', 2)], refused: [refused('a', 'between-days', 'b')] }),
      life('y', { reached: [reached('a', 2)], refused: [refused('a', 'every-days', 'a')] }),
      life('z', { reached: [reached('a', 2), reached('a', 2)], refused: [refused('a', 'between-days', 'b')], shown: [shown('a', 0)] }),
      life('u', { reached: [reached('a', 1)], refused: [refused('a', 'between-days', 'b')] }),
    ])
    expect(surveys[0]).toMatchObject({ people: { due: 3, shown: 1, starved: 1 }, starvedBy: [{ survey: 'b', people: 1 }] })
  })
  const drawn = (respondent: string, isIn: boolean) => ({ survey: 'a', respondent, isIn })
  test('a sample, by respondent: how large it is, and who was now in it and now not', () => {
    const { surveys } = summarise(
      [
        life('x', { drawn: [drawn('r1', true), drawn('r9', true)] }),
        life('y', { drawn: [drawn('r2', false), drawn('r3', true)] }),
        life('z', { drawn: [drawn('r4', false), drawn('r4', true)] }),
      ],
      [make('a', { sample: 0.5, holdout: 0.1 })],
    )
    expect(surveys[0]?.sample).toEqual({ configured: 0.45, actual: 0.8, respondents: 5, changed: 1 })
    expect(summarise([]).surveys[0]?.sample).toBeNull()
  })
  test('without days, from the first visit to the last', () => {
    const summary = createSummary([make('a')])
    const visit = (start: string) => ({ visitor: 'x', start, end: 0, consent: 'persistent', moments: [] }) as const
    summary.add(
      life('x', {
        visits: [visit('2026-01-01T00:00:00Z'), visit('2026-01-11T00:00:00Z')],
        reached: [reached('a', 2)],
        shown: [shown('a', 0)],
      }),
    )
    expect(summary.result()).toMatchObject({ days: 10, from: '2026-01-01T00:00:00.000Z', surveys: [{ answersPerMonth: 3 }] })
  })
})
