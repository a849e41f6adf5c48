import type { Condition } from '../survey/condition'
import type { Question, Survey } from '../survey/config'
import { type Step, step } from '../survey/flow'
import type { Answer, Answers } from '../survey/wire'

type Given = Readonly<Record<string, Answer | undefined>>

/** Where the visitor is, where that leads, and which answers count. */
export interface Route {
  /** Question ids, first to current. */
  readonly visited: string[]
  /** What follows the current question, given the answers that count. */
  next(): Step
  /** How many questions it takes, as things stand. */
  length(): number
  /** The answers of the questions visited and of those they still lead to. An abandoned branch has no part in it. */
  snapshot(source?: Given): Answers
}

/** The question a key of the answers belongs to: `contact.email` → `contact`. */
export const questionOf = (key: string) => key.split('.')[0] as string
const pick = (ids: readonly string[], given: Given): Answers =>
  Object.fromEntries(
    ids.flatMap((id) => Object.entries(given).filter(([key, value]) => questionOf(key) === id && (value || value === 0))),
  ) as Answers

/** Whether a question, or a part of it, was answered. */
export const isAnswered = (id: string, given: Given): boolean =>
  Object.keys(given).some((key) => questionOf(key) === id && given[key] !== undefined)

/** `answers` is read anew each time: everything ever answered, so that a question that comes back still has its answer. */
export const createRoute = (survey: Survey, holds: (condition: Condition, answers: Answers) => boolean, answers: Given): Route => {
  /** A rule that leads back to a question already visited leads to the first ending instead: nobody walks in circles. */
  const after = (ids: readonly string[]): Step => {
    const to = step(survey, ids.at(-1) as string, (condition) => holds(condition, pick(ids, answers)))
    return 'question' in to && ids.includes(to.question) ? { end: survey.endings?.[0]?.id ?? null } : to
  }
  // The casts: a survey has a first question (its schema says so), so there always is a last one here.
  const walk = (ids: string[], goesOn: (id: string) => unknown) => {
    let to: Step
    while (goesOn(ids.at(-1) as string) && 'question' in (to = after(ids))) ids.push(to.question)
    return ids
  }
  const visited = walk([(survey.questions[0] as Question).id], (id) => isAnswered(id, answers))
  const path = () => walk([...visited], () => true)
  return {
    visited,
    next: () => after(visited),
    length: () => path().length,
    snapshot: (source = answers) => pick(path(), source),
  }
}
