import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Survey } from '../survey/config'
import { quota, quotaKey } from './quota'
import type { GateInput } from './types'

const of = (survey: Partial<Survey>, remaining?: Readonly<Record<string, number>>) =>
  quota({ survey: { id: 's', ...survey }, remaining } as GateInput)
const code = (...args: Parameters<typeof of>) => (of(...args) || [''])[0]

test('without a quota it has nothing to say', () => expect(of({}, { 's 1 undefined': 0 })).toBeUndefined())
test('unknown: it passes, and says so by what it leaves out', () => {
  expect(of({ quota: 400 })).toEqual(['', { quota: 400 }])
  expect(of({ quota: 400 }, {})).toEqual(['', { quota: 400 }])
})
test('some remain', () => expect(of({ quota: 400 }, { 's 1 400': 3 })).toEqual(['', { quota: 400, remaining: 3 }]))
test('none remain', () => expect(of({ quota: 400 }, { 's 1 400': 0 })).toEqual(['quota-full', { quota: 400, remaining: 0 }]))
test('more came than were asked for', () => expect(code({ quota: 400 }, { 's 1 400': -2 })).toBe('quota-full'))
test('a configuration that says none are wanted, as an endpoint publishes it once they are in', () => {
  expect(of({ quota: 0 })).toEqual(['quota-full', { quota: 0, remaining: 0 }])
  expect(code({ quota: 0 }, { 's 1 400': 9 })).toBe('quota-full')
})
test('a new wave, a larger quota and another survey count anew', () => {
  const known = { [quotaKey({ id: 's', quota: 400 } as Survey)]: 0 }
  expect(code({ quota: 400, wave: 1 }, known)).toBe('quota-full')
  expect(code({ quota: 400, wave: 2 }, known)).toBe('')
  expect(code({ quota: 500 }, known)).toBe('')
  expect(code({ quota: 400, id: 'other' }, known)).toBe('')
})
test('property: refuses exactly where none remain', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1 }), fc.integer(), (id, wave, wanted, left) => {
      const survey = { id, wave, quota: wanted } as Survey
      expect(code(survey, { [quotaKey(survey)]: left })).toBe(left > 0 ? '' : 'quota-full')
    }),
  )
})
