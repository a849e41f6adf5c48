import type { Pair } from './correlation'
import type { Interval } from './interval'
import { mean } from './mean'
import { tTwoSided } from './student'

export interface Paired {
  readonly n: number
  /** The mean of second minus first, on the scale. */
  readonly difference: number
  /** 95 %, sampling only. */
  readonly interval: Interval
  /** Two-sided, by the paired t. Null where all moved alike: nothing varies that a test could weigh. */
  readonly p: number | null
}

/** How far the same people moved from one answer to another on one scale `min…max`. Null below two pairs. */
export const pairedDifference = (pairs: readonly Pair[], min: number, max: number): Paired | null => {
  const moved = new Map<number, number>()
  for (const { first, second, count } of pairs) moved.set(second - first, (moved.get(second - first) ?? 0) + count)
  const bars = [...moved].map(([value, count]) => ({ value, count }))
  const n = bars.reduce((sum, { count }) => sum + count, 0)
  const figure = mean(bars, min - max, max - min)
  if (figure === null) return null
  const variance = bars.reduce((sum, { value, count }) => sum + count * (value - figure.score) ** 2, 0) / (n - 1)
  const p = variance > 0 ? tTwoSided(figure.score / Math.sqrt(variance / n), n - 1) : null
  return { n, difference: figure.score, interval: figure.interval, p }
}
