import { ALPHA, difference, holm, type Interval, type MeasuredMetric, MINIMUM_ANSWERS } from '../metrics'

/** What a test says. `unclear`: no difference can be told, which is a result and not a lack of one. */
export type Verdict = 'higher' | 'lower' | 'unclear'

/** A difference with its test. */
export interface Tested {
  readonly verdict: Verdict
  /** First minus second, in points; for means in points of the scale. */
  readonly difference: number
  /** 95 %, sampling only. */
  readonly interval: Interval
  /** Two-sided, corrected for all that was compared at once (Holm). */
  readonly p: number
}

const round = (value: number): number => Math.round(value * 100) / 100 + 0
/** How many answers there are. */
export const sizeOf = (scores: ReadonlyMap<number, number>): number => [...scores.values()].reduce((sum, n) => sum + n, 0)

/** What a difference is called, by its corrected p. */
const verdictOf = (difference: number, p: number): Verdict => (p >= ALPHA ? 'unclear' : difference > 0 ? 'higher' : 'lower')

/** As much of an instrument as says how its answers are scored. */
export interface Measured {
  readonly metric: MeasuredMetric
  readonly points: number | null
  readonly countsFrom?: number | null
}

/** Several comparisons that stand on one page, each by the test of its metric, all corrected together. Null below ten answers on a side. */
export const testAll = (
  pairs: readonly (Measured & { readonly first: ReadonlyMap<number, number>; readonly second: ReadonlyMap<number, number> })[],
): readonly (Tested | null)[] => {
  const tests = pairs.map(({ metric, points, countsFrom, first, second }) =>
    sizeOf(first) < MINIMUM_ANSWERS || sizeOf(second) < MINIMUM_ANSWERS ? null : difference(metric, points, first, second, countsFrom),
  )
  const corrected = holm(tests.flatMap((test) => (test ? [test.p] : [])))
  let next = 0
  return tests.map((test) => {
    if (!test) return null
    const p = corrected[next++] ?? 1
    return {
      verdict: verdictOf(test.difference, p),
      difference: round(test.difference),
      interval: [round(test.interval[0]), round(test.interval[1])],
      p,
    }
  })
}
