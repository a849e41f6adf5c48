import { type Advise, type Advised, eachCondition, placedQuestions, placedTriggers } from './check-advice'
import type { Path } from './check-words'
import type { Condition } from './condition'
import type { Config, Question } from './config'

/** What is remembered of an event, at most; see the subject `event`. */
const MAX_COUNT = 50

/** A count that is never reached. */
const adviseCount = (condition: Condition, at: Path, advise: Advise): void => {
  if (!('event' in condition) || condition.since) return
  const { is, gt, gte } = condition as { readonly is?: unknown; readonly gt?: number; readonly gte?: number }
  const least = gte ?? (gt === undefined ? is : gt + 1)
  if (typeof least === 'number' && least > MAX_COUNT)
    advise(at, 'count-too-high', `a count of ${MAX_COUNT} at most`, `${least}`, `Counts go up to ${MAX_COUNT}: this never holds.`)
}

const adviseCondition = (condition: Condition | undefined, at: Path, advise: Advise, isAsked: boolean): void =>
  eachCondition(condition, at, (inner, place) => {
    adviseCount(inner, place, advise)
    if ('answer' in inner && !isAsked)
      advise(
        [...place, 'answer'],
        'answer-too-early',
        'a subject that is known before a question is asked',
        'an answer',
        'Use it in "next" rules.',
      )
  })

/** Comparing what is no number with one: nothing is coerced. */
const adviseNumbers = (condition: Condition, at: Path, advise: Advise, questions: readonly Question[]): void => {
  if (!('answer' in condition)) return
  const question = questions.find(({ id }) => id === condition.answer)
  const operator = ['gt', 'gte', 'lt', 'lte'].find((key) => key in condition)
  if (!question || !operator || !/^(choice|moment|ranking|text|date|consent|action)$/.test(question.type)) return
  if (question.type === 'text' && question.format === 'number') return
  const hint =
    question.type === 'choice' || question.type === 'ranking' ? 'Name options: { "answer": …, "in": [ … ] }.' : 'It is not a number.'
  advise([...at, operator], 'never-holds', `an operator that suits a ${question.type}`, `"${operator}"`, hint)
}

/** Conditions that cannot hold where they stand: answers before a question, counts beyond what is counted. */
export const adviseConditions = (advised: Advised): void => {
  const { survey, at, advise } = advised
  adviseCondition(survey.audience, [...at, 'audience'], advise, false)
  for (const { trigger, at } of placedTriggers(advised))
    if ('where' in trigger) adviseCondition(trigger.where, [...at, 'where'], advise, false)
  const placed = placedQuestions(advised)
  const questions = placed.map(({ question }) => question)
  for (const { question, at } of placed)
    for (const [index, { when }] of (question.next ?? []).entries()) {
      const place = [...at, 'next', index, 'when']
      adviseCondition(when, place, advise, true)
      eachCondition(when, place, (condition, at) => adviseNumbers(condition, at, advise, questions))
    }
}

/** The same of personas. */
export const advisePersonas = ({ personas = [] }: Config, places: ReadonlyMap<unknown, Path>, advise: Advise): void => {
  for (const persona of personas) adviseCondition(persona.when, [...(places.get(persona) ?? []), 'when'], advise, false)
}
