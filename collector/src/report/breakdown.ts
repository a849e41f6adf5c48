import { ALPHA, difference, estimate, holm, type Interval, type MeasuredMetric, MINIMUM_ANSWERS } from '../metrics'
import type { Dimension } from '../store'
import { isAboutStaff } from './filters'
import { LEAST_ANSWERS } from './periods'

/** Of people at work: as many as a first score worth reading has. DOMAIN sets none; this is its forecast's "30 answers" carried over. */
const LEAST_FOR_STAFF = 30
/** A longer table is read by nobody; what is left over stands together. */
const MOST_ROWS = 12

/** How often a score was given where a dimension has this value; null: it is not known. */
export interface CellCount {
  readonly value: string | null
  readonly score: number
  readonly n: number
}

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

export interface BreakdownRow {
  /** Null: not known, or several together. */
  readonly value: string | null
  /** How many values stand together in this row, each too small by itself; 0: it is one. */
  readonly together: number
  readonly n: number
  readonly score: number
  readonly interval: Interval
  /** Against all other answers of the same instrument; null below ten answers on either side. */
  readonly against: Tested | null
}

/** One instrument's score by the values of one dimension. */
export interface Breakdown {
  readonly dimension: Dimension
  /** The fewest answers a row may have. */
  readonly least: number
  /** Most answers first; those that stand together, then what is not known, last. */
  readonly rows: readonly BreakdownRow[]
  /** Answers too few to be shown even together. */
  readonly hidden: number
}

type Scores = Map<number, number>
interface Cell {
  readonly value: string | null
  readonly together: number
  readonly scores: Scores
}

const round = (value: number): number => Math.round(value * 100) / 100 + 0
const sizeOf = (scores: ReadonlyMap<number, number>): number => [...scores.values()].reduce((sum, n) => sum + n, 0)
const add = (into: Scores, scores: ReadonlyMap<number, number>): void => {
  for (const [score, n] of scores) into.set(score, (into.get(score) ?? 0) + n)
}

/** What a difference is called, by its corrected p. */
export const verdictOf = (difference: number, p: number): Verdict => (p >= ALPHA ? 'unclear' : difference > 0 ? 'higher' : 'lower')

interface Measured {
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

/** Cells that may be shown, the others together: with the smallest of those that could, where without it they could be worked out from the sum. */
const fold = (cells: readonly Cell[], least: number): { readonly shown: readonly Cell[]; readonly hidden: number } => {
  const bySize = [...cells].sort((a, b) => sizeOf(b.scores) - sizeOf(a.scores))
  const large = bySize.filter(({ scores }, index) => index < MOST_ROWS && sizeOf(scores) >= least)
  const small = bySize.filter((cell) => !large.includes(cell))
  const together: Scores = new Map()
  let count = small.length
  for (const { scores } of small) add(together, scores)
  while (count > 0 && sizeOf(together) < least && large.length > 0) {
    const last = large.pop()
    if (last) add(together, last.scores)
    count++
  }
  if (count === 0) return { shown: large, hidden: 0 }
  if (sizeOf(together) < least) return { shown: large, hidden: sizeOf(together) }
  const [only] = small
  return { shown: [...large, count === 1 && only ? only : { value: null, together: count, scores: together }], hidden: 0 }
}

/**
 * An instrument's answers by one dimension, from how often each score was given. `all`: every answer of the instrument, since a person may be in
 * several cells (personas), or in none.
 */
export const breakdownOf = (
  dimension: Dimension,
  measured: Measured,
  counts: readonly CellCount[],
  all: ReadonlyMap<number, number>,
): Breakdown => {
  const cells = new Map<string | null, Scores>()
  for (const { value, score, n } of counts) {
    const scores = cells.get(value) ?? new Map<number, number>()
    add(scores, new Map([[score, n]]))
    cells.set(value, scores)
  }
  const least = isAboutStaff(dimension) ? LEAST_FOR_STAFF : LEAST_ANSWERS
  const { shown, hidden } = fold(
    [...cells].map(([value, scores]) => ({ value, together: 0, scores })),
    least,
  )
  const others = (scores: Scores): Scores =>
    new Map([...all].map(([score, n]) => [score, Math.max(0, n - (scores.get(score) ?? 0))] as const))
  const tests = testAll(shown.map(({ scores }) => ({ ...measured, first: scores, second: others(scores) })))
  return {
    dimension,
    least,
    hidden,
    rows: shown.map(({ value, together, scores }, index) => ({
      value,
      together,
      ...estimate(measured.metric, measured.points, scores, measured.countsFrom),
      against: tests[index] ?? null,
    })),
  }
}
