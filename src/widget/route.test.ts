import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../survey/condition'
import type { NextRule, Question, Survey } from '../survey/config'
import type { Answer, Answers } from '../survey/wire'
import { createRoute, isAnswered } from './route'

const ids = ['a', 'b', 'c', 'd', 'e']
const holds = (condition: Condition, answers: Answers) =>
  'answer' in condition && 'lte' in condition && Number(answers[condition.answer] ?? Number.NaN) <= condition.lte

/** Any survey, also one that leads back to itself. */
const rules = fc.array(
  fc.tuple(fc.option(fc.tuple(fc.constantFrom(...ids), fc.nat(5)), { nil: undefined }), fc.constantFrom(...ids, 'end')).map(
    ([when, to]): NextRule => ({
      ...(when ? { when: { answer: when[0], lte: when[1] } } : {}),
      ...(to === 'end' ? { end: 'thanks' } : { goTo: to }),
    }),
  ),
  { maxLength: 3 },
)
const surveys = fc.tuple(...ids.map(() => rules)).map((all): Survey => {
  const questions = ids.map((id, i): Question => ({ id, type: 'rating', text: id, next: all[i] ?? [] }))
  return { id: 's', touchpoint: 't', trigger: { on: 'manual' }, questions, endings: [{ id: 'thanks', text: 'Thanks' }] }
})
const actions = fc.array(fc.oneof(fc.nat(5), fc.constantFrom('next', 'back', 'part', 'reload')), { maxLength: 25 })

const play = (survey: Survey, steps: readonly (number | string)[]) => {
  let answers: Record<string, Answer | undefined> = {}
  let route = createRoute(survey, holds, answers)
  for (const action of steps) {
    const to = route.next()
    if (action === 'part') answers[`${route.visited.at(-1)}.part`] = 'said'
    // What was committed is all that the next page has.
    if (action === 'reload') {
      answers = { ...route.snapshot() }
      route = createRoute(survey, holds, answers)
    }
    if (typeof action === 'number') answers[route.visited.at(-1) ?? ''] = action
    else if (action === 'next' && 'question' in to) route.visited.push(to.question)
    else if (action === 'back' && route.visited.length > 1) route.visited.pop()
  }
  return { answers, route }
}

test('whatever was done, going on reaches the end within the number of questions', () => {
  fc.assert(
    fc.property(surveys, actions, (survey, steps) => {
      const { route } = play(survey, steps)
      let left = ids.length
      for (let to = route.next(); 'question' in to; to = route.next()) {
        route.visited.push(to.question)
        expect(left--).toBeGreaterThan(0)
      }
    }),
  )
})

test('a snapshot is the answers met on the way from the first question: an abandoned branch has no part in it', () => {
  fc.assert(
    fc.property(surveys, actions, (survey, steps) => {
      const { answers, route } = play(survey, steps)
      // The way by hand, from what has been answered on it so far.
      const way = [...route.visited]
      for (;;) {
        const given = Object.fromEntries(way.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id] as Answer]])))
        const at = survey.questions.findIndex(({ id }) => id === way.at(-1))
        const rule = survey.questions[at]?.next?.find(({ when }) => !when || holds(when, given))
        const to = rule ? ('goTo' in rule ? rule.goTo : undefined) : survey.questions[at + 1]?.id
        if (!to || way.includes(to)) break
        way.push(to)
      }
      const expected = Object.fromEntries(Object.entries(answers).filter(([key]) => way.includes(key.split('.')[0] ?? '')))
      expect(route.snapshot()).toEqual(expected)
      expect(route.snapshot({ ...answers, [way[0] ?? '']: '' })).not.toHaveProperty(way[0] ?? '')
    }),
  )
})

test('a reload loses no answer of the way, and takes up none of an abandoned branch', () => {
  fc.assert(
    fc.property(surveys, actions, (survey, steps) => {
      const { route } = play(survey, steps)
      const before = route.snapshot()
      const resumed = createRoute(survey, holds, { ...before })
      expect(resumed.snapshot()).toEqual(before)
      // It goes on where an answer is missing, or at the end of the way.
      expect(resumed.visited.slice(0, -1).every((id) => isAnswered(id, before))).toBe(true)
      const last = resumed.visited.at(-1) ?? ''
      expect(!isAnswered(last, before) || 'end' in resumed.next()).toBe(true)
    }),
  )
})

test('the length is that of the way as things stand, and no question is asked twice', () => {
  fc.assert(
    fc.property(surveys, actions, (survey, steps) => {
      const { route } = play(survey, steps)
      expect(route.length()).toBeGreaterThanOrEqual(route.visited.length)
      expect(route.length()).toBeLessThanOrEqual(ids.length)
      expect(new Set(route.visited).size).toBe(route.visited.length)
    }),
  )
})

test('resuming goes to the first question without an answer, along the branch the answers give', () => {
  const survey: Survey = {
    id: 's',
    touchpoint: 't',
    trigger: { on: 'manual' },
    questions: [
      { id: 'a', type: 'nps', text: 'a', next: [{ when: { answer: 'a', lte: 2 }, goTo: 'c' }] },
      { id: 'b', type: 'nps', text: 'b' },
      { id: 'c', type: 'nps', text: 'c' },
    ],
  }
  const at = (answers: Answers) => createRoute(survey, holds, answers).visited
  expect(at({})).toEqual(['a'])
  expect(at({ a: 0 })).toEqual(['a', 'c'])
  expect(at({ a: 9 })).toEqual(['a', 'b'])
  expect(at({ a: 9, b: 0 })).toEqual(['a', 'b', 'c'])
  expect(at({ a: 9, b: 0, c: 1 })).toEqual(['a', 'b', 'c'])
})
