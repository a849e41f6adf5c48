import { type Bar, type Interval, total, Z95 } from './interval'
import { adjustedNps, type NpsCounts } from './nps'
import { t95, tTwoSided } from './student'
import { wilson } from './wilson'

export interface Difference {
  /** First minus second, in points. */
  readonly difference: number
  readonly interval: Interval
  readonly z: number
  /** Two-sided. */
  readonly p: number
}

/** Standard normal distribution function; error below 1.5e-7 (Abramowitz & Stegun 1964, 7.1.26). */
const normal = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x)
  return z < 0 ? tail / 2 : 1 - tail / 2
}
const twoSided = (z: number): number => Math.min(1, 2 * (1 - normal(Math.abs(z))))

/** Difference of two Net Promoter Scores by their adjusted Wald variances (Rocks 2016, The American Statistician 70:365–372). */
export const npsDifference = (first: NpsCounts, second: NpsCounts): Difference => {
  const a = adjustedNps(first)
  const b = adjustedNps(second)
  const error = Math.sqrt(a.variance + b.variance)
  const difference = (a.difference - b.difference) * 100
  const z = difference / 100 / error
  return { difference, interval: [difference - Z95 * error * 100, difference + Z95 * error * 100], z, p: twoSided(z) }
}

/**
 * Difference of two shares. Test: N−1 χ² (Campbell 2007, Statistics in Medicine 26:3661–3675), given as z. Interval: Newcombe's method 10
 * (1998, Statistics in Medicine 17:873–890), from the two Wilson intervals.
 */
export const shareDifference = (hits1: number, n1: number, hits2: number, n2: number): Difference => {
  const [p1, p2] = [hits1 / n1, hits2 / n2]
  const [[low1, high1], [low2, high2]] = [wilson(hits1, n1), wilson(hits2, n2)]
  const pooled = (hits1 + hits2) / (n1 + n2)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
  const z = error > 0 ? ((p1 - p2) / error) * Math.sqrt((n1 + n2 - 1) / (n1 + n2)) : 0
  const low = p1 - p2 - Math.hypot(p1 - low1, high2 - p2)
  const high = p1 - p2 + Math.hypot(high1 - p1, p2 - low2)
  return { difference: (p1 - p2) * 100, interval: [low * 100, high * 100], z, p: twoSided(z) }
}

const meanAndError = (bars: readonly Bar[]): { readonly n: number; readonly mean: number; readonly error: number } => {
  const n = total(bars)
  const mean = bars.reduce((sum, { value, count }) => sum + value * count, 0) / n
  return { n, mean, error: bars.reduce((sum, { value, count }) => sum + count * (value - mean) ** 2, 0) / (n - 1) / n }
}

/** Difference of two means, on the scale. Welch's t (1947, Biometrika 34:28–35); `z` is t. Null below two answers, or where nobody differs. */
export const meanDifference = (first: readonly Bar[], second: readonly Bar[]): Difference | null => {
  const [a, b] = [meanAndError(first), meanAndError(second)]
  if (a.n < 2 || b.n < 2 || a.error + b.error === 0) return null
  const error = Math.sqrt(a.error + b.error)
  const freedom = (a.error + b.error) ** 2 / (a.error ** 2 / (a.n - 1) + b.error ** 2 / (b.n - 1))
  const [difference, t, reach] = [a.mean - b.mean, (a.mean - b.mean) / error, t95(freedom) * error]
  return { difference, interval: [difference - reach, difference + reach], z: t, p: tTwoSided(t, freedom) }
}
