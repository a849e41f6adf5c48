import { type Interval, Z95 } from './interval'
import { tTwoSided } from './student'

/** Two values that belong together, and how often they do. */
export interface Pair {
  readonly first: number
  readonly second: number
  readonly count: number
}

export interface Correlation {
  readonly n: number
  /** −1…1. */
  readonly r: number
  /** 95 %, sampling only. */
  readonly interval: Interval
  /** Two-sided: how often chance alone would bring one as far from 0. */
  readonly p: number
}

/** The place of each value among all of them; those that are equal share the middle of theirs. */
const ranksOf = (pairs: readonly Pair[], side: 'first' | 'second'): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>()
  for (const pair of pairs) counts.set(pair[side], (counts.get(pair[side]) ?? 0) + pair.count)
  const ranks = new Map<number, number>()
  let below = 0
  for (const [value, count] of [...counts].sort(([a], [b]) => a - b)) {
    ranks.set(value, below + (count + 1) / 2)
    below += count
  }
  return ranks
}

/**
 * Spearman's rank correlation: points of a scale are in an order, and nothing says that they are equally far apart. Interval: Fisher's z with the
 * standard error of Bonett & Wright (2000), Psychometrika 65:23–28. Test: t with n − 2 degrees of freedom. Null below four pairs, and where
 * everybody chose the same point on one side: then nothing can go together.
 */
export const correlation = (pairs: readonly Pair[]): Correlation | null => {
  const n = pairs.reduce((sum, { count }) => sum + count, 0)
  if (n < 4) return null
  const [first, second] = [ranksOf(pairs, 'first'), ranksOf(pairs, 'second')]
  const middle = (n + 1) / 2
  let [both, one, other] = [0, 0, 0]
  for (const pair of pairs) {
    const [x, y] = [(first.get(pair.first) ?? middle) - middle, (second.get(pair.second) ?? middle) - middle]
    both += pair.count * x * y
    one += pair.count * x * x
    other += pair.count * y * y
  }
  if (one === 0 || other === 0) return null
  const r = Math.max(-1, Math.min(1, both / Math.sqrt(one * other)))
  // Of ±1 there is no z: as near to it as one pair out of order would be.
  const end = 1 - 1 / n ** 2
  const z = Math.atanh(Math.max(-end, Math.min(end, r)))
  const reach = Z95 * Math.sqrt((1 + r ** 2 / 2) / (n - 3))
  const t = r ** 2 === 1 ? Infinity : r * Math.sqrt((n - 2) / (1 - r ** 2))
  return {
    n,
    r,
    interval: [Math.min(r, Math.tanh(z - reach)), Math.max(r, Math.tanh(z + reach))],
    p: t === Infinity ? 0 : tTwoSided(t, n - 2),
  }
}
