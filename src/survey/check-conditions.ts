import { checkPattern } from './check-pattern'
import { checkReference, idsOf } from './check-references'
import { isObject, members, type Path, quote, type Report } from './check-words'

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

/** An answer belongs to a question of the survey, and to one of its options. */
const checkAnswer = (report: Report, path: Path, condition: Readonly<Record<string, unknown>>, questions: unknown): void => {
  const { answer } = condition
  checkReference(report, [...path, 'answer'], 'question of this survey', answer, idsOf(questions))
  const question = members(questions).find((item) => isObject(item) && item.id === answer)
  if (!isObject(question) || question.type !== 'choice') return
  const options = idsOf(question.options)
  for (const operator of ['is', 'not', 'contains'])
    checkReference(report, [...path, operator], 'option of that question', condition[operator], options)
  for (const operator of ['in', 'notIn'])
    members(condition[operator]).forEach((value, index) => {
      checkReference(report, [...path, operator, index], 'option of that question', value, options)
    })
}
