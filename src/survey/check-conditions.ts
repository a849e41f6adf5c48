import { answersOf, isWhole, partsOf } from './check-parts'
import { checkPattern } from './check-pattern'
import { checkReference, idsOf } from './check-references'
import { either, isObject, members, type Path, quote, type Report } from './check-words'

export interface Scope {
  /** The personas there are; null inside a persona. */
  readonly personas: readonly string[] | null
  /** The questions that may have been answered; null where nothing has been asked yet. */
  readonly questions: unknown
}

/** What a condition refers to, and whether its pattern may run in a visitor's page. */
export const checkCondition = (report: Report, path: Path, condition: unknown, scope: Scope): void => {
  if (!isObject(condition)) return
  for (const key of ['all', 'any', 'none'])
    members(condition[key]).forEach((inner, index) => {
      checkCondition(report, [...path, key, index], inner, scope)
    })
  const { persona } = condition
  const at = [...path, 'persona']
  if (scope.personas) checkReference(report, at, 'persona', persona, scope.personas, 'List it in "personas".')
  else if (typeof persona === 'string')
    report(
      at,
      'nested-persona',
      'a condition that is no persona',
      quote(persona),
      'A persona is not made of personas: repeat what that one says.',
    )

  if (scope.questions !== null) checkAnswer(report, path, condition, scope.questions)
  checkPattern(report, path, condition.matches)
}

/** An answer is that of a question of the survey, or of one of its parts. What only its parts answer is never answered itself. */
export const checkAnswerKey = (report: Report, path: Path, answer: unknown, questions: unknown): void => {
  const question = members(questions).find((item) => isObject(item) && item.id === answer)
  if (!isObject(question) || isWhole(question)) checkReference(report, path, 'question of this survey', answer, answersOf(questions))
  else {
    const parts = partsOf(question)
    const expected = parts.length ? `the answer of a part (${either(parts)})` : 'a question that is answered'
    report(path, 'never-answered', expected, quote(answer), parts.length ? 'It is answered part by part.' : 'A message asks nothing.')
  }
}

/** The options an answer is compared with are those of the question. */
const checkAnswer = (report: Report, path: Path, condition: Readonly<Record<string, unknown>>, questions: unknown): void => {
  const { answer } = condition
  checkAnswerKey(report, [...path, 'answer'], answer, questions)
  const question = members(questions).find((item) => isObject(item) && item.id === answer)
  if (!isObject(question) || (question.type !== 'choice' && question.type !== 'ranking')) return
  const options = idsOf(question.options)
  for (const operator of ['is', 'not', 'contains'])
    checkReference(report, [...path, operator], 'option of that question', condition[operator], options)
  for (const operator of ['in', 'notIn'])
    members(condition[operator]).forEach((value, index) => {
      checkReference(report, [...path, operator, index], 'option of that question', value, options)
    })
}
