import type { Condition } from './condition'
import type { Survey } from './config'

export type Step = { readonly question: string } | { readonly end: string | null }

/** What follows a question: the first rule of `next` that holds, else the following question, else the first ending. */
export const step = (survey: Survey, questionId: string, holds: (condition: Condition) => boolean): Step => {
  const index = survey.questions.findIndex((question) => question.id === questionId)
  const rule = survey.questions[index]?.next?.find((rule) => !rule.when || holds(rule.when))
  if (rule) return 'goTo' in rule ? { question: rule.goTo } : { end: rule.end }
  const following = survey.questions[index + 1]
  return following ? { question: following.id } : { end: survey.endings?.[0]?.id ?? null }
}
