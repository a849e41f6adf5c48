import type { Condition } from '../../survey/condition'
import type { Survey } from '../../survey/config'
import { step } from '../../survey/flow'
import { holds } from '../../survey/holds'

/** Where somebody gets who gives these answers: the questions passed, and the ending. Those not given are passed over unanswered. */
export const walk = (
  survey: Survey,
  answers: Readonly<Record<string, unknown>>,
  props: Readonly<Record<string, unknown>> = {},
): { readonly passed: readonly string[]; readonly end: string | null } => {
  const passed = [survey.questions[0]?.id ?? '']
  for (;;) {
    // Only what was reached is answered.
    const given = Object.fromEntries(Object.entries(answers).filter(([key]) => passed.includes(key.split('.')[0] ?? '')))
    const isTrue = (condition: Condition) =>
      holds(condition, (kind, name) => (kind === 'answer' ? given[name] : kind === 'prop' ? props[name] : undefined))
    const to = step(survey, passed.at(-1) ?? '', isTrue)
    if ('end' in to) return { passed, end: to.end }
    if (passed.includes(to.question)) throw new Error(`circle at ${to.question}`)
    passed.push(to.question)
  }
}
