// @vitest-environment node
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkConfig } from './check'
import { reviewConfig, reviewText } from './check-review'
import { isInside } from './check-words'
import { designExample, starter } from './reference-example'
import { everyField } from './reference-fields'
import { config, NOW, survey } from './testkit'

test.each([
  ['the example of the design', designExample],
  ['the first configuration', starter],
  ['the one with every field', everyField],
])('no advice on %s', (_, example) => expect(reviewConfig(example, NOW)).toEqual([]))

test('a mistake comes with its words, and no advice about that survey', () => {
  const never = { sample: 0 }
  const [error, ...more] = reviewConfig(config([survey({ ...never, prioritty: 1 }, 'wrong'), survey(never, 'right')]), NOW)
  expect(error).toMatchObject({ severity: 'error', path: 'surveys[0].prioritty' })
  expect(more).toMatchObject([{ severity: 'advice', path: 'surveys[1].sample', message: expect.stringMatching(/: expected .*, got 0\. /) }])
})

test('a file: JSON or not', () => {
  expect(reviewText('{', NOW)).toMatchObject({ problems: [{ code: 'not-json' }] })
  expect(reviewText(JSON.stringify(config([survey({ sample: 0 })])), NOW).problems).toMatchObject([{ code: 'never-shows' }])
})

describe('properties', () => {
  const never = (problems: ReturnType<typeof reviewConfig>) => {
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ path }) => /^surveys\[\d+\]/.exec(path)?.[0])
    for (const { severity, path, message } of problems) {
      expect(message).not.toMatch(/undefined|\[object|NaN/)
      if (severity === 'advice') expect(errors.filter((survey) => survey && isInside(path, survey))).toEqual([])
    }
  }
  test('any value gets an answer, never an exception', () => {
    fc.assert(fc.property(fc.anything(), (input) => Array.isArray(reviewConfig(input, NOW))))
    fc.assert(fc.property(fc.jsonValue(), (input) => never(reviewConfig(input, NOW))))
  })

  test('errors are those of the check, and a survey that has one gets no advice', () => {
    const places: [Record<string, unknown>, string][] = []
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key])
        collect((node as Record<string, unknown>)[key])
      }
    }
    const whole = structuredClone(everyField)
    collect(whole)
    const strange = fc.option(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(0, 1, '2027-01-01', '/order/*', false, [])), {
      nil: undefined,
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), strange), { minLength: 1, maxLength: 3 }), (changes) => {
        const before = changes.map(([at]) => places[at]).map((place) => place?.[0][place[1]])
        for (const [at, value] of changes) {
          const [parent, key] = places[at] ?? [{}, '']
          if (value === undefined) delete parent[key]
          else parent[key] = value
        }
        try {
          const problems = reviewConfig(whole, NOW)
          never(problems)
          expect(problems.filter(({ severity }) => severity === 'error')).toEqual(checkConfig(whole))
        } finally {
          for (const [index, [at]] of [...changes.entries()].reverse()) {
            const [parent, key] = places[at] ?? [{}, '']
            parent[key] = before[index]
          }
        }
      }),
      { numRuns: 100 },
    )
    expect(reviewConfig(whole, NOW)).toEqual([])
  }, 30_000)
})
