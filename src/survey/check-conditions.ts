import { checkReference, idsOf } from './check-references'
import { isObject, members, type Path, quote, type Report } from './check-words'
import { isSafePattern } from './pattern'

export interface Scope {
  readonly personas: readonly string[]
  /** The questions that may have been answered; null where nothing has been asked yet. */
  readonly questions: unknown
}

const compiles = (pattern: string): boolean => {
  try {
    return !!new RegExp(pattern)
  } catch {
    return false
  }
}

/** What a condition refers to, and whether its pattern may run in a visitor's page. */
export const checkCondition = (report: Report, path: Path, condition: unknown, scope: Scope): void => {
  if (!isObject(condition)) return
  for (const key of ['all', 'any', 'none'])
    members(condition[key]).forEach((inner, index) => {
      checkCondition(report, [...path, key, index], inner, scope)
    })
  checkReference(report, [...path, 'persona'], 'persona', condition.persona, scope.personas, 'List it in "personas".')

  const { answer, matches } = condition
  const at = [...path, 'answer']
  if (typeof answer === 'string' && scope.questions === null)
    report(at, 'answer-too-early', 'a subject that is known before a question is asked', 'an answer', 'Use it in "next" rules.', 'advice')
  else if (scope.questions !== null) checkAnswer(report, path, condition, scope.questions)

  if (typeof matches !== 'string' || isSafePattern(matches)) return
  const it = [...path, 'matches']
  if (compiles(matches))
    report(
      it,
      'unsafe-pattern',
      'a pattern that is quick on any text',
      quote(matches),
      'Repeat no group, refer to none, use at most three of * + {n,}.',
    )
  else report(it, 'broken-pattern', 'a regular expression', quote(matches), 'Check its brackets, and write \\\\ for a backslash.')
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
