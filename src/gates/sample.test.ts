import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Survey } from '../survey/config'
import { sample } from './sample'
import type { GateInput } from './types'

const make = (change: Partial<Survey> = {}): Survey => ({
  id: 'checkout-csat',
  touchpoint: 't',
  trigger: { on: 'manual' },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
const passes = (survey: Survey, respondent: string) => {
  const [code] =
    sample({
      survey,
      respondent,
      reserved: [],
      now: 0,
      level: 'none',
      lookup: () => undefined,
      log: [],
      visit: 1,
      key: undefined,
    } satisfies GateInput) || []
  return !code
}

/** Random ids, the same in every run. */
const people = fc
  .sample(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 4, maxLength: 4 }), { numRuns: 1e5, seed: 7 })
  .map((parts) => parts.join('-'))
const drawn = (survey: Survey) => people.map((person) => passes(survey, person))
const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length

test('everybody by default and at 1, nobody at 0', () => {
  for (const person of people.slice(0, 1000)) {
    expect(passes(make(), person)).toBe(true)
    expect(passes(make({ sample: 1 }), person)).toBe(true)
    expect(passes(make({ sample: 0 }), person)).toBe(false)
  }
})

describe('ten of a hundred are 10 % ± 0.5 of 100,000 random respondents', () => {
  test.each(['checkout-csat', 'after-chat', 'nps', 'a', 'b', 'survey-1', 'survey-2', 'né'])('%s', (id) => {
    expect(Math.abs(share(drawn(make({ id, sample: 0.1 }))) - 0.1)).toBeLessThan(0.005)
  })
  test.each([0.01, 0.25, 0.5, 0.9])('a share of %d', (wanted) => {
    expect(Math.abs(share(drawn(make({ sample: wanted }))) - wanted)).toBeLessThan(0.005)
  })
})

describe('who is drawn', () => {
  const tenth = drawn(make({ sample: 0.1 }))
  test('the same people each time', () => expect(drawn(make({ sample: 0.1 }))).toEqual(tenth))
  test('the same people whatever else the survey says', () =>
    expect(drawn(make({ sample: 0.1, priority: 5, version: 2, enabled: false }))).toEqual(tenth))
  test('and some more when the share is raised', () => {
    const half = drawn(make({ sample: 0.5 }))
    expect(tenth.every((isDrawn, index) => !isDrawn || half[index])).toBe(true)
  })
  test('wave 1 is what is there without a wave', () => expect(drawn(make({ sample: 0.1, wave: 1 }))).toEqual(tenth))
  test.each([
    ['another survey', make({ id: 'after-chat', sample: 0.1 })],
    ['the next wave', make({ wave: 2, sample: 0.1 })],
    ['a later wave', make({ wave: 11, sample: 0.1 })],
  ])('%s draws independently: both draw one of a hundred', (_, survey) => {
    const both = drawn(survey).filter((isDrawn, index) => isDrawn && tenth[index]).length / people.length
    expect(Math.abs(both - 0.01)).toBeLessThan(0.002)
  })
  test('an id that ends like a wave is another survey', () => {
    // `a` in wave 11 and `a 1` in wave 1 must not share their people by accident of how the key is put together.
    expect(drawn(make({ id: 'a', wave: 11, sample: 0.1 }))).not.toEqual(drawn(make({ id: 'a1', wave: 1, sample: 0.1 })))
  })
})

test('says what was compared', () => {
  const person = people.find((person) => !passes(make({ sample: 0.1 }), person)) ?? ''
  const refusal = sample({ survey: make({ sample: 0.1 }), respondent: person } as GateInput)
  expect(refusal).toMatchObject(['not-sampled', { share: 0.1, position: expect.any(Number) }])
})

describe('a split', () => {
  const part = (id: string, from: number, to: number, more: Partial<Survey> = {}) =>
    make({ id, split: { name: 'order', from, to }, ...more })
  test('each respondent is in one part, whatever the survey and the wave; parts of a half are halves', () => {
    const first = drawn(part('a', 0, 0.5))
    const second = drawn(part('b', 0.5, 1, { wave: 7, sample: 1 }))
    expect(first.every((isIn, i) => isIn !== second[i])).toBe(true)
    expect(Math.abs(share(first) - 0.5)).toBeLessThan(0.005)
  })
  test('the same people in every survey with that part; another name draws independently', () => {
    const first = drawn(part('a', 0, 0.5))
    expect(drawn(part('c', 0, 0.5, { wave: 3 }))).toEqual(first)
    const other = drawn(make({ split: { name: 'chat', from: 0, to: 0.5 } }))
    expect(Math.abs(share(other.filter((_, i) => first[i])) - 0.5)).toBeLessThan(0.01)
  })
  test('sample and holdout draw among those of the part', () => {
    const all = drawn(part('a', 0, 0.5))
    const some = drawn(part('a', 0, 0.5, { sample: 0.5, holdout: 0.1 }))
    expect(some.every((isIn, i) => !isIn || all[i])).toBe(true)
    expect(Math.abs(share(some) - 0.5 * 0.5 * 0.9)).toBeLessThan(0.01)
  })
  test('from nothing to everybody', () => {
    expect(share(drawn(part('a', 0, 1)))).toBe(1)
    expect(share(drawn(part('a', 0.3, 0.3)))).toBe(0)
  })
  test('says what was compared', () => {
    const survey = part('a', 0, 0.5)
    const person = people.find((one) => !passes(survey, one)) ?? ''
    expect(sample({ survey, respondent: person } as GateInput)).toMatchObject([
      'not-in-split',
      { name: 'order', from: 0, to: 0.5, position: expect.any(Number) },
    ])
  })
})
