import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Survey, Variant } from '../survey/config'
import { draw } from './draw'
import { sample } from './sample'
import type { GateInput } from './types'
import { asVariant, variantOf } from './variant'

const make = (change: Partial<Survey> = {}): Survey => ({
  id: 'checkout-csat',
  touchpoint: 't',
  trigger: { on: 'manual' },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
const variants = (...weights: (number | undefined)[]): Variant[] =>
  weights.map((weight, index) => ({ id: 'abcdef'[index] ?? '', ...(weight !== undefined && { weight }) }))

/** Random ids, the same in every run. */
const people = fc
  .sample(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 4, maxLength: 4 }), { numRuns: 1e5, seed: 7 })
  .map((parts) => parts.join('-'))
const drawn = (survey: Survey) => people.map((person) => variantOf(survey, person)?.id)
const share = (list: readonly (string | undefined)[], id: string) => list.filter((one) => one === id).length / list.length
const codeOf = (survey: Survey, respondent: string) => (sample({ survey, respondent } as GateInput) || [])[0] || 'in'

describe('shares of 100,000 respondents are those of the weights, ± 0.6 %', () => {
  test.each<[readonly (number | undefined)[], readonly number[]]>([
    [
      [undefined, undefined],
      [0.5, 0.5],
    ],
    [
      [1, 1, 1],
      [1 / 3, 1 / 3, 1 / 3],
    ],
    [
      [9, 1],
      [0.9, 0.1],
    ],
    [
      [0.5, undefined, 2.5],
      [0.125, 0.25, 0.625],
    ],
    [
      [0, 3, 0, 1],
      [0, 0.75, 0, 0.25],
    ],
    [[100], [1]],
  ])('%j', (weights, expected) => {
    const found = drawn(make({ variants: variants(...weights) }))
    expected.forEach((wanted, index) => {
      expect(Math.abs(share(found, 'abcdef'[index] ?? '') - wanted)).toBeLessThan(0.006)
    })
    expect(found.includes(undefined)).toBe(false)
  })
})

describe('none', () => {
  test.each<[string, Partial<Survey>]>([
    ['without variants', {}],
    ['of no variants', { variants: [] }],
    ['where all weights are zero', { variants: variants(0, 0) }],
    [
      'where weights are none',
      {
        variants: [
          { id: 'a', weight: -1 },
          { id: 'b', weight: Number.NaN },
        ],
      },
    ],
  ])('%s', (_, change) => {
    for (const person of people.slice(0, 100)) expect(variantOf(make(change), person)).toBeUndefined()
  })
})

describe('sticky', () => {
  const two = make({ variants: variants(1, 1) })
  const first = drawn(two)
  test('the same one each time, whatever else the survey says', () =>
    expect(drawn(make({ variants: variants(1, 1), sample: 0.3, holdout: 0.2, priority: 4, version: 9 }))).toEqual(first))
  test('by weight, not by its unit', () => expect(drawn(make({ variants: variants(50, 50) }))).toEqual(first))
  test.each([
    ['the next wave', make({ variants: variants(1, 1), wave: 2 })],
    ['another survey', make({ id: 'other', variants: variants(1, 1) })],
  ])('%s draws independently', (_, survey) => {
    const both = drawn(survey).filter((id, index) => id === first[index]).length / people.length
    expect(Math.abs(both - 0.5)).toBeLessThan(0.006)
  })
})

describe('independent of sample and holdout, and these of each other', () => {
  const survey = make({ variants: variants(1, 3), sample: 0.4, holdout: 0.2 })
  const rows = people.map((person) => ({ variant: variantOf(survey, person)?.id, code: codeOf(survey, person) }))
  test('holdout and sample have their shares', () => {
    const codes = rows.map(({ code }) => code)
    expect(Math.abs(share(codes, 'held-out') - 0.2)).toBeLessThan(0.006)
    expect(Math.abs(share(codes, 'in') - 0.8 * 0.4)).toBeLessThan(0.006)
  })
  test.each(['held-out', 'not-sampled', 'in'])('of those who are %s, a quarter would get a', (wanted) => {
    const some = rows.filter(({ code }) => code === wanted).map(({ variant }) => variant)
    expect(Math.abs(share(some, 'a') - 0.25)).toBeLessThan(0.012)
  })
  test('property: no two draws go together, for any survey', () => {
    const some = people.slice(0, 4000)
    const salts = ['', 'holdout ', 'variant '] as const
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 50 }), (id, wave) => {
        const [sampled = [], held = [], varied = []] = salts.map((salt) => some.map((person) => draw(salt, make({ id, wave }), person)))
        for (const [a, b] of [
          [sampled, held],
          [sampled, varied],
          [held, varied],
        ] as const) {
          // Pearson's r of two independent uniform draws has a standard deviation of 1/√4000 = 0.016.
          const r = a.reduce((sum, one, index) => sum + (one - 0.5) * ((b[index] ?? 0) - 0.5), 0) / some.length / (1 / 12)
          expect(Math.abs(r)).toBeLessThan(0.09)
        }
      }),
      { numRuns: 30, seed: 3 },
    )
  })
})

describe('held out', () => {
  const person = people.find((one) => codeOf(make({ holdout: 0.1 }), one) === 'held-out') ?? ''
  test('says what was compared', () =>
    expect(sample({ survey: make({ holdout: 0.1 }), respondent: person } as GateInput)).toEqual([
      'held-out',
      { share: 0.1, position: expect.any(Number) },
    ]))
  test('stays so when the holdout grows, and whatever the sample is', () => {
    for (const change of [{ holdout: 0.3 }, { holdout: 0.1, sample: 0 }, { holdout: 0.1, sample: 1 }, { holdout: 1 }])
      expect(codeOf(make(change), person)).toBe('held-out')
  })
  test('nobody by default and at 0, everybody at 1', () => {
    for (const one of people.slice(0, 500)) {
      expect(codeOf(make(), one)).toBe('in')
      expect(codeOf(make({ holdout: 0 }), one)).toBe('in')
      expect(codeOf(make({ holdout: 1 }), one)).toBe('held-out')
    }
  })
})

describe('the survey as a variant asks it', () => {
  const survey = make({ priority: 3, endings: [{ id: 'thanks', text: 'Thanks' }], layout: { at: 'top-end' } })
  const questions = [{ id: 'q', type: 'csat', text: 'Other' }] as const
  test('what it replaces, and nothing else', () => {
    expect(asVariant(survey, { id: 'a', weight: 2, questions })).toEqual({ ...survey, questions })
    expect(asVariant(survey, { id: 'a', endings: [] })).toEqual({ ...survey, endings: [] })
    expect(asVariant(survey, { id: 'a', layout: { at: 'bottom-start' } })).toEqual({ ...survey, layout: { at: 'bottom-start' } })
    expect(asVariant(survey, { id: 'a' })).toEqual(survey)
    expect(asVariant(survey, undefined)).toEqual(survey)
  })
  test('its id and its weight are not the survey’s, nor is what it may not replace', () => {
    const odd = { id: 'a', weight: 2, priority: 99, audience: { trait: 'x', is: 1 } } as Variant
    expect(asVariant(survey, odd)).toEqual(survey)
  })
})
