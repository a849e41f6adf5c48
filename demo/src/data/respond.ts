/** One person goes through one survey: every question it asks them, by the rules of the page, until an ending, or until they have had enough. */
import type { Lookup } from '../../../src/survey/condition'
import type { Survey } from '../../../src/survey/config'
import { step } from '../../../src/survey/flow'
import { holds } from '../../../src/survey/holds'
import type { Answers, Status } from '../../../src/survey/wire'
import { type Answering, answer } from './answer'

export interface Responded {
  readonly status: Extract<Status, 'answered' | 'completed' | 'seen'>
  readonly answers: Answers
  /** How many times answers were stored on the way. */
  readonly saves: number
}

/** After each question but the first. */
const LEAVES = 0.04

export const respond = (survey: Survey, who: Answering, lookup: Lookup): Responded => {
  const answers: Record<string, Answers[string]> = {}
  const find: Lookup = (kind, name, ...when) =>
    kind === 'answer' ? (Object.hasOwn(answers, name) ? answers[name] : undefined) : lookup(kind, name, ...when)
  let saves = 0
  let at: string | null = survey.questions[0]?.id ?? null
  // A survey may lead back to what was asked before: on a page too that ends with the visitor's patience.
  for (let asked = 0; at !== null && asked < survey.questions.length; asked++) {
    const question = survey.questions.find(({ id }) => id === at)
    if (!question) break
    const given = answer(question, who, asked === 0)
    for (const [key, value] of given) answers[key] = value
    if (given[0]) saves++
    const next = step(survey, question.id, (condition) => holds(condition, find))
    if ('end' in next) at = null
    else if (saves > 0 && who.random() < LEAVES) return { status: 'answered', answers, saves }
    else at = next.question
  }
  if (saves === 0) return { status: 'seen', answers, saves }
  return { status: at === null ? 'completed' : 'answered', answers, saves }
}
