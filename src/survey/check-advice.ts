/**
 * What all advice has in common. It speaks of surveys without errors only, so it may trust their types; each idea is a file of its own,
 * `check-advice-*.ts`, listed in `check-review.ts`. None of it reaches a browser.
 */

import type { Path } from './check-words'
import { triggersOf } from './compile'
import type { Condition } from './condition'
import type { Config, Ending, Question, Survey, Trigger } from './config'

/** Takes a piece of advice down. */
export type Advise = (path: Path, code: string, expected: string, got: string, hint?: string) => void

/** One survey, and what it is judged against. */
export interface Advised {
  readonly survey: Survey
  /** Where it stands, e.g. `['surveys', 2]`. */
  readonly at: Path
  /** What is sound of the configuration. */
  readonly config: Config
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly advise: Advise
}

/** The triggers of a survey, each with its place. */
export const placedTriggers = ({ survey, at }: Pick<Advised, 'survey' | 'at'>): readonly { trigger: Trigger; at: Path }[] =>
  triggersOf(survey).map((trigger, index) => ({ trigger, at: [...at, 'trigger', ...(Array.isArray(survey.trigger) ? [index] : [])] }))

/** One way a survey is asked: what a variant leaves out is the survey's own, and stands there. */
export interface Way {
  readonly questions: readonly Question[]
  readonly questionsAt: Path
  readonly endings: readonly Ending[]
  readonly endingsAt: Path
}
/** The ways a survey is asked: one for each variant, else the survey's own. */
export const waysOf = ({ survey, at }: Pick<Advised, 'survey' | 'at'>): readonly Way[] => {
  const own = {
    questions: survey.questions,
    questionsAt: [...at, 'questions'],
    endings: survey.endings ?? [],
    endingsAt: [...at, 'endings'],
  }
  return (
    survey.variants?.map(({ questions, endings }, index) => ({
      ...own,
      ...(questions && { questions, questionsAt: [...at, 'variants', index, 'questions'] }),
      ...(endings && { endings, endingsAt: [...at, 'variants', index, 'endings'] }),
    })) ?? [own]
  )
}

/** Every question that is asked in some way, once, with its place, and the place in its list. */
export const placedQuestions = (advised: Pick<Advised, 'survey' | 'at'>): readonly { question: Question; at: Path; index: number }[] => {
  const lists = new Map(waysOf(advised).map(({ questions, questionsAt }) => [questions, questionsAt]))
  return [...lists].flatMap(([questions, at]) => questions.map((question, index) => ({ question, at: [...at, index], index })))
}

/** Every condition in a condition, groups first. */
export const eachCondition = (condition: Condition | undefined, at: Path, visit: (condition: Condition, at: Path) => void): void => {
  if (!condition) return
  visit(condition, at)
  const groups = condition as { readonly [key: string]: unknown }
  for (const key of ['all', 'any', 'none'])
    if (Array.isArray(groups[key]))
      for (const [index, inner] of (groups[key] as Condition[]).entries()) eachCondition(inner, [...at, key, index], visit)
}
