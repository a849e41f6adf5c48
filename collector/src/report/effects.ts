/** What came after: after the shop’s answer to a doubt, and after help that was offered. Nothing here is called a cause. Plain values in and out. */
import { ALPHA, holm, type Interval, type MeasuredMetric, MINIMUM_ANSWERS, measure, type Pair, pairedDifference } from '../metrics'
import type { AnswerCount, LaterCount } from '../store'
import { type Tested, testAll } from './tested'

/** How far the same people moved between the same item asked twice, with an answer to their doubt in between. */
export interface Shift {
  readonly survey: string
  readonly fingerprint: string
  readonly touchpoint: string
  /** The question, and the one that asks the same again: `sure`, `sure-after`. */
  readonly before: string
  readonly after: string
  readonly n: number
  /** On the scale; null below ten pairs. */
  readonly difference: number | null
  /** 95 %, sampling only. */
  readonly interval: Interval | null
  /** Two-sided, corrected for all shifts at once (Holm). Null below ten pairs, and where nobody moved. */
  readonly p: number | null
  readonly verdict: 'higher' | 'lower' | 'unclear' | 'few'
}

/** What is asked again ends so. */
const AGAIN = '-after'

const round = (value: number): number => Math.round(value * 100) / 100 + 0

/** The ratings of an instrument that are asked twice. `scales`: each rating with its number of points. */
export const askedTwice = (scales: ReadonlyMap<string, number>): readonly (readonly [before: string, after: string, points: number])[] =>
  [...scales].flatMap(([id, points]) => {
    const after = `${id}${AGAIN}`
    // Only one and the same scale.
    return scales.get(after) === points ? [[id, after, points] as const] : []
  })

/** What was answered on a scale of so many points; null where it was not. */
export const pointOf =
  (points: number) =>
  (value: unknown): number | null =>
    typeof value === 'number' && value >= 1 && value <= points ? value : null

/** One question that an instrument asks twice, and what was answered. */
export interface Twice {
  readonly of: Pick<Shift, 'survey' | 'fingerprint' | 'touchpoint'>
  readonly pair: readonly [before: string, after: string, points: number]
  readonly counts: readonly AnswerCount[]
}

/** All that stand on one page, corrected together. Left out: where nobody answered both. */
export const shiftsOf = (all: readonly Twice[]): readonly Shift[] => {
  const found = all
    .map(({ of, pair: [before, after, points], counts }) => {
      const at = pointOf(points)
      const pairs = counts.flatMap(({ answers, n }): readonly Pair[] => {
        const [first, second] = [at(answers[before]), at(answers[after])]
        return first === null || second === null ? [] : [{ first, second, count: n }]
      })
      const n = pairs.reduce((sum, { count }) => sum + count, 0)
      return { said: { ...of, before, after, n }, figure: n < MINIMUM_ANSWERS ? null : pairedDifference(pairs, 1, points) }
    })
    .filter(({ said }) => said.n > 0)
  const corrected = holm(found.flatMap(({ figure }) => figure?.p ?? []))
  let next = 0
  return found.map(({ said, figure }): Shift => {
    if (figure === null) return { ...said, difference: null, interval: null, p: null, verdict: 'few' }
    const p = figure.p === null ? null : (corrected[next++] ?? 1)
    return {
      ...said,
      difference: round(figure.difference),
      interval: [round(figure.interval[0]), round(figure.interval[1])],
      p,
      verdict: p === null || p >= ALPHA ? 'unclear' : figure.difference > 0 ? 'higher' : 'lower',
    }
  })
}

/** Of those who had answered low: how many, how many answered again, and what. */
export interface RecoveryGroup {
  readonly people: number
  readonly again: number
  /** By each one’s latest answer; null below ten. */
  readonly score: number | null
  readonly interval: Interval | null
}
export interface Recovery {
  readonly survey: string
  readonly fingerprint: string
  readonly touchpoint: string
  readonly metric: MeasuredMetric
  readonly accepted: RecoveryGroup
  readonly others: RecoveryGroup
  /** Those who accepted help minus those who did not, corrected for all recoveries at once. Null below ten on a side. */
  readonly tested: Tested | null
}

/** One instrument’s, as the store counted it. */
export interface Helped {
  readonly of: Pick<Recovery, 'survey' | 'fingerprint' | 'touchpoint' | 'metric'>
  readonly points: number | null
  readonly countsFrom: number | null
  readonly counts: readonly LaterCount[]
}

/** All that stand on one page, corrected together. Left out: where nobody who answered low accepted any help, so that nothing is to be shown beside the others. */
export const recoveriesOf = (all: readonly Helped[]): readonly Recovery[] => {
  const found = all
    .map(({ of, points, countsFrom, counts }) => {
      const group = (accepted: boolean) => {
        const here = counts.filter((one) => one.accepted === accepted)
        const scores = new Map<number, number>()
        for (const { score, n } of here) if (score !== null) scores.set(score, (scores.get(score) ?? 0) + n)
        const { n, score, interval } = measure(of.metric, points, scores, countsFrom)
        return { scores, shown: { people: here.reduce((sum, one) => sum + one.n, 0), again: n, score, interval } }
      }
      return { of, points, countsFrom, accepted: group(true), others: group(false) }
    })
    .filter(({ accepted }) => accepted.shown.people > 0)
  const tests = testAll(
    found.map(({ of, points, countsFrom, accepted, others }) => ({
      metric: of.metric,
      points,
      countsFrom,
      first: accepted.scores,
      second: others.scores,
    })),
  )
  return found.map(({ of, accepted, others }, index) => ({
    ...of,
    accepted: accepted.shown,
    others: others.shown,
    tested: tests[index] ?? null,
  }))
}
