/**
 * What the shop’s answer to a doubt did: how far people moved who read it before they were asked again, over how far those moved who were asked again
 * before they read it. A draw decides who is who, so whatever moves everybody (chance, being asked twice) is in both. Plain values in and out.
 */
import type { Condition } from '../../../src/survey/condition'
import type { Question, Survey } from '../../../src/survey/config'
import { step } from '../../../src/survey/flow'
import { holds } from '../../../src/survey/holds'
import type { Answers } from '../../../src/survey/wire'
import { ALPHA, type Bar, holm, type Interval, MINIMUM_ANSWERS, meanDifference, total } from '../metrics'
import type { AnswerCount } from '../store'
import { sound } from './asked'
import { pointOf } from './effects'

/** One way of a survey, as a draw gives it. */
export interface Way {
  readonly variant: string
  readonly questions: readonly Question[]
}
/** The way the others are compared with, and the others. */
export interface Trial {
  readonly holdout: Way
  readonly others: readonly Way[]
}

/** What a form of a survey compares; null where nothing. It may have mistakes: one that is published is left out by pages alone. */
export const trialOf = ({ questions: own, variants }: Pick<Survey, 'questions' | 'variants'>): Trial | null => {
  const all = sound(variants) ?? []
  const wayOf = ({ id, questions }: (typeof all)[number]): Way => ({ variant: id, questions: sound(questions ?? own) ?? [] })
  const holdout = all.find((one) => one.holdout === true)
  const others = all.filter((one) => one.holdout !== true)
  return holdout && others.length > 0 ? { holdout: wayOf(holdout), others: others.map(wayOf) } : null
}

/** Those of one way. */
export interface LiftGroup {
  readonly variant: string
  /** Who came as far as the question that asks again. */
  readonly asked: number
  /** Of these, who answered it. */
  readonly again: number
  /** The mean that these moved, on the scale; null below ten. */
  readonly moved: number | null
}
export interface Lift {
  readonly survey: string
  readonly fingerprint: string
  readonly touchpoint: string
  /** The question, and the one that asks the same again: `sure`, `sure-after`. */
  readonly before: string
  readonly after: string
  /** Who read the answer first. */
  readonly group: LiftGroup
  /** Who were asked again before they read it. */
  readonly holdout: LiftGroup
  /** How much further the group moved, on the scale; null below ten in either, and where nobody moved otherwise than others. */
  readonly difference: number | null
  /** 95 %, sampling only. */
  readonly interval: Interval | null
  /** Two-sided, corrected for all lifts at once (Holm). */
  readonly p: number | null
  readonly verdict: 'higher' | 'lower' | 'unclear' | 'few'
}

/** Whether somebody with these answers is asked this question: what `next` says of them, step by step. */
const isAsked = (questions: readonly Question[], answers: Answers, question: string): boolean => {
  const isTrue = (condition: Condition): boolean =>
    holds(condition, (kind, name) => (kind === 'answer' && Object.hasOwn(answers, name) ? answers[name] : undefined))
  // As much of a survey as leads from one question to the next.
  const form = { questions } as Survey
  let at = questions[0]?.id
  try {
    for (let left = questions.length; at !== undefined && at !== question && left > 0; left--) {
      const to = step(form, at, isTrue)
      at = 'question' in to ? to.question : undefined
    }
  } catch {
    // A rule with a mistake: nobody was asked by it.
    return false
  }
  return at === question
}

interface Moved {
  readonly shown: LiftGroup
  readonly bars: readonly Bar[]
}
const round = (value: number): number => Math.round(value * 100) / 100 + 0

const movedOf = (
  { variant, questions }: Way,
  [before, after, points]: readonly [before: string, after: string, points: number],
  counts: readonly AnswerCount[],
): Moved => {
  const at = pointOf(points)
  const moved = new Map<number, number>()
  let asked = 0
  for (const { answers, n } of counts) {
    const [first, second] = [at(answers[before]), at(answers[after])]
    if (first === null || (second === null && !isAsked(questions, answers, after))) continue
    asked += n
    if (second !== null) moved.set(second - first, (moved.get(second - first) ?? 0) + n)
  }
  const bars = [...moved].map(([value, count]) => ({ value, count }))
  const again = total(bars)
  const mean = bars.reduce((sum, { value, count }) => sum + value * count, 0) / again
  return { shown: { variant, asked, again, moved: again < MINIMUM_ANSWERS ? null : round(mean) }, bars }
}

/** Two ways of one survey, and what was answered to each. */
export interface Compared {
  readonly of: Pick<Lift, 'survey' | 'fingerprint' | 'touchpoint'>
  readonly pair: readonly [before: string, after: string, points: number]
  readonly group: readonly [Way, readonly AnswerCount[]]
  readonly holdout: readonly [Way, readonly AnswerCount[]]
}

/** All that stand on one page, corrected together. Left out: where in one of the ways nobody was asked again. */
export const liftsOf = (compared: readonly Compared[]): readonly Lift[] => {
  const all = compared
    .map(({ of, pair, group, holdout }) => {
      const [mine, others] = [movedOf(group[0], pair, group[1]), movedOf(holdout[0], pair, holdout[1])]
      const isFew = Math.min(mine.shown.again, others.shown.again) < MINIMUM_ANSWERS
      return { of, pair, mine, others, isFew, test: isFew ? null : meanDifference(mine.bars, others.bars) }
    })
    .filter(({ mine, others }) => mine.shown.asked > 0 && others.shown.asked > 0)
  const corrected = holm(all.flatMap(({ test }) => (test ? [test.p] : [])))
  let next = 0
  return all.map(({ of, pair: [before, after], mine, others, isFew, test }): Lift => {
    const said = { ...of, before, after, group: mine.shown, holdout: others.shown }
    if (!test) return { ...said, difference: null, interval: null, p: null, verdict: isFew ? 'few' : 'unclear' }
    const p = corrected[next++] ?? 1
    return {
      ...said,
      difference: round(test.difference),
      interval: [round(test.interval[0]), round(test.interval[1])],
      p,
      verdict: p >= ALPHA ? 'unclear' : test.difference > 0 ? 'higher' : 'lower',
    }
  })
}
