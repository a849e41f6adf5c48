import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition } from './condition'
import type { NextRule, Survey } from './config'
import { step } from './flow'

const survey = (next: readonly NextRule[] | undefined, endings?: Survey['endings']): Survey => ({
  id: 's',
  touchpoint: 't',
  trigger: { on: 'manual' },
  questions: [
    { id: 'a', type: 'csat', text: 'A', ...(next && { next }) },
    { id: 'b', type: 'text', text: 'B' },
    { id: 'c', type: 'text', text: 'C' },
  ],
  ...(endings && { endings }),
})
const thanks = [
  { id: 'thanks', text: 'Thanks' },
  { id: 'sorry', text: 'Sorry' },
]
const when: Condition = { answer: 'a', lte: 2 }
const yes = () => true
const no = () => false

describe('what follows a question', () => {
  test('no rules: the following question', () => expect(step(survey(undefined), 'a', yes)).toEqual({ question: 'b' }))
  test('an empty list of rules: the following question', () => expect(step(survey([]), 'a', yes)).toEqual({ question: 'b' }))
  test('a rule that holds', () => expect(step(survey([{ when, goTo: 'c' }]), 'a', yes)).toEqual({ question: 'c' }))
  test('a rule that does not', () => expect(step(survey([{ when, goTo: 'c' }]), 'a', no)).toEqual({ question: 'b' }))
  test('a rule without a condition always holds', () => expect(step(survey([{ goTo: 'c' }]), 'a', no)).toEqual({ question: 'c' }))
  test('an ending', () => expect(step(survey([{ end: 'sorry' }], thanks), 'a', no)).toEqual({ end: 'sorry' }))
  test('back to an earlier question', () => expect(step(survey([{ goTo: 'a' }]), 'a', no)).toEqual({ question: 'a' }))
  test('after the last: the first ending', () => expect(step(survey(undefined, thanks), 'c', yes)).toEqual({ end: 'thanks' }))
  test('after the last without endings: the built-in one', () => {
    expect(step(survey(undefined), 'c', yes)).toEqual({ end: null })
    expect(step(survey(undefined, []), 'c', yes)).toEqual({ end: null })
  })
  test('each rule is asked with its own condition', () => {
    const other: Condition = { answer: 'a', gte: 4 }
    const rules: NextRule[] = [{ when, goTo: 'b' }, { when: other, end: 'sorry' }, { goTo: 'c' }]
    expect(step(survey(rules, thanks), 'a', (condition) => condition === other)).toEqual({ end: 'sorry' })
    expect(step(survey(rules, thanks), 'a', no)).toEqual({ question: 'c' })
  })
})

test('property: the first rule that holds wins', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), (held) => {
      const rules = held.map((holds, index) => ({ when: { answer: 'a', is: holds }, end: `e${index}` }))
      const found = step(survey(rules), 'a', (condition) => 'is' in condition && condition.is === true)
      const first = held.indexOf(true)
      expect(found).toEqual(first < 0 ? { question: 'b' } : { end: `e${first}` })
    }),
  )
})
