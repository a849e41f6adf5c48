import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../survey/condition'
import type { Survey } from '../survey/config'
import { holds } from '../survey/holds'
import { inOrder } from './in-order'
import { walk } from './testing/walk'
import type { Asked } from './types'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
/** A condition over answers given before the question. */
const leaf = (before: readonly string[]) =>
  fc
    .record({
      id: fc.constantFrom(...before),
      value: fc.integer({ min: 1, max: 5 }),
      operator: fc.constantFrom('is', 'lte', 'gte', 'not', 'exists'),
    })
    .map(
      ({ id, value, operator }): Condition =>
        (operator === 'exists' ? { answer: id, exists: value > 2 } : { answer: id, [operator]: value }) as Condition,
    )
const condition = (before: readonly string[]): fc.Arbitrary<Condition> =>
  fc.oneof(
    leaf(before),
    fc
      .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(leaf(before), { minLength: 1, maxLength: 3 }))
      .map(([group, inner]) => ({ [group]: inner }) as unknown as Condition),
  )
const asked = fc.tuple(
  ...ids.map((id, index) =>
    (index ? fc.option(condition(ids.slice(0, index)), { nil: undefined }) : fc.constant(undefined)).map(
      (onlyWhen): Asked => ({ id, type: 'rating', text: id, onlyWhen }),
    ),
  ),
)
const answers = fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 1, max: 5 }))

test('the path is that of the conditions, whatever is answered', () => {
  fc.assert(
    fc.property(asked, condition(ids), answers, (questions, low, given) => {
      const survey = inOrder(questions, [
        { id: 'low', text: 'Low', when: low },
        { id: 'default', text: 'Thanks' },
      ]) as unknown as Survey
      // By hand: one after the other, by the answers to what was asked.
      const passed: string[] = []
      const isTrue = (condition: Condition | undefined) =>
        !condition || holds(condition, (_, name) => (passed.includes(name) ? given[name] : undefined))
      for (const { id, onlyWhen } of questions) if (isTrue(onlyWhen)) passed.push(id)
      expect(walk(survey, given)).toEqual({ passed, end: isTrue(low) ? 'low' : 'default' })
    }),
  )
})

test('what follows anyway is not said, and no rule stands twice', () => {
  const { questions } = inOrder(
    [
      { id: 'a', type: 'csat', text: 'A' },
      { id: 'b', type: 'text', text: 'B' },
      { id: 'c', type: 'text', text: 'C', onlyWhen: { answer: 'a', lte: 2 } },
      { id: 'd', type: 'text', text: 'D', onlyWhen: { answer: 'a', lte: 2 } },
    ],
    [{ id: 'end', text: 'Thanks' }],
  )
  expect(questions.map(({ next }) => next)).toEqual([
    undefined,
    [{ when: { answer: 'a', lte: 2 }, goTo: 'c' }, { end: 'end' }],
    [{ when: { answer: 'a', lte: 2 }, goTo: 'd' }, { end: 'end' }],
    [{ end: 'end' }],
  ])
})

test('a question of another way of the same parting never follows', () => {
  const { questions } = inOrder(
    [
      { id: 'a', type: 'choice', text: 'A', options: [] },
      { id: 'b', type: 'text', text: 'B', onlyWhen: { answer: 'a', is: 'b' }, way: { a: 'b' } },
      { id: 'c', type: 'text', text: 'C', onlyWhen: { answer: 'a', is: 'c' }, way: { a: 'c' } },
    ],
    [{ id: 'end', text: 'Thanks' }],
  )
  expect(questions[1]?.next).toEqual([{ end: 'end' }])
})
