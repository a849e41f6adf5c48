import { estimate, type Interval } from '../metrics'
import type { Dimension, ValueBreakdown } from '../store'
import { isAboutStaff } from './filters'
import { LEAST_ANSWERS } from './periods'
import { type Measured, sizeOf, type Tested, testAll } from './tested'

/** Of people at work: as many as a first score worth reading has. DOMAIN sets none; this is its forecast's "30 answers" carried over. */
export const LEAST_FOR_STAFF = 30
/** A longer table is read by nobody; what is left over stands together. */
const MOST_ROWS = 12

export interface BreakdownRow {
  /** Null: not known, or several together. */
  readonly value: string | null
  /** Several values together, too small or too many to stand by themselves. */
  readonly isRest: boolean
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
  readonly isRest: boolean
  readonly scores: Scores
}

const add = (into: Scores, scores: ReadonlyMap<number, number>): void => {
  for (const [score, n] of scores) into.set(score, (into.get(score) ?? 0) + n)
}

/**
 * Cells that may be shown, and the others together. Of people at work with the smallest of those that could, where without it they could be worked
 * out from the sum.
 */
const fold = (cells: readonly Cell[], least: number, isOfStaff: boolean): { readonly shown: readonly Cell[]; readonly hidden: number } => {
  const bySize = [...cells].sort((a, b) => sizeOf(b.scores) - sizeOf(a.scores))
  const large = bySize.filter(({ isRest, scores }) => !isRest && sizeOf(scores) >= least).slice(0, MOST_ROWS)
  const small = bySize.filter((cell) => !large.includes(cell))
  const together: Scores = new Map()
  for (const { scores } of small) add(together, scores)
  while (isOfStaff && small.length > 0 && sizeOf(together) < least) {
    const last = large.pop()
    if (!last) break
    small.push(last)
    add(together, last.scores)
  }
  if (sizeOf(together) < least) return { shown: large, hidden: sizeOf(together) }
  const [only] = small
  const isOne = small.length === 1 && only && !only.isRest
  return { shown: [...large, isOne ? only : { value: null, isRest: true, scores: together }], hidden: 0 }
}

const scoresOf = (counts: readonly { readonly score: number; readonly n: number }[]): Scores => {
  const scores: Scores = new Map()
  for (const { score, n } of counts) add(scores, new Map([[score, n]]))
  return scores
}

/**
 * An instrument's score by one dimension. `all`: every answer of the instrument, since one response may be in several cells (personas), or in none.
 */
export const breakdownOf = (
  measured: Measured,
  { dimension, values, rest, without }: ValueBreakdown,
  all: ReadonlyMap<number, number>,
): Breakdown => {
  const isOfStaff = isAboutStaff(dimension)
  const least = isOfStaff ? LEAST_FOR_STAFF : LEAST_ANSWERS
  const cells = [
    ...values.map(({ value, scores }) => ({ value, isRest: false, scores: scoresOf(scores) })),
    ...(rest ? [{ value: null, isRest: true, scores: scoresOf(rest.scores) }] : []),
    ...(without ? [{ value: null, isRest: false, scores: scoresOf(without.scores) }] : []),
  ]
  const { shown, hidden } = fold(
    cells.filter(({ scores }) => sizeOf(scores) > 0),
    least,
    isOfStaff,
  )
  const others = (scores: Scores): Scores =>
    new Map([...all].map(([score, n]) => [score, Math.max(0, n - (scores.get(score) ?? 0))] as const))
  const tests = testAll(shown.map(({ scores }) => ({ ...measured, first: scores, second: others(scores) })))
  return {
    dimension,
    least,
    hidden,
    rows: shown.map(({ value, isRest, scores }, index) => ({
      value,
      isRest,
      ...estimate(measured.metric, measured.points, scores, measured.countsFrom),
      against: tests[index] ?? null,
    })),
  }
}
