import { fisherIrwin } from './exact'
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

/** Degrees of freedom of a difference of two, each with its squared standard error (Satterthwaite 1946, Biometrics Bulletin 2:110–114). */
const satterthwaite = (one: number, n1: number, other: number, n2: number): number =>
  (one + other) ** 2 / (one ** 2 / (n1 - 1) + other ** 2 / (n2 - 1))

/** Below so many people a variance is not known well enough to be taken for the true one. */
const LEAST_PEOPLE = 30

/**
 * Difference of two Net Promoter Scores by their adjusted Wald variances (Rocks 2016, The American Statistician 70:365–372). With fewer than thirty people
 * on a side p is that of t, which is a little less sure: by the normal distribution small rows of a breakdown claim more than α (`claims.test.ts`).
 */
export const npsDifference = (first: NpsCounts, second: NpsCounts): Difference => {
  const a = adjustedNps(first)
  const b = adjustedNps(second)
  const error = Math.sqrt(a.variance + b.variance)
  const difference = (a.difference - b.difference) * 100
  const z = difference / 100 / error
  const isSmall = Math.min(first.n, second.n) < LEAST_PEOPLE && Math.min(first.n, second.n) > 1
  const p = isSmall ? tTwoSided(z, satterthwaite(a.variance, first.n, b.variance, second.n)) : twoSided(z)
  return { difference, interval: [difference - Z95 * error * 100, difference + Z95 * error * 100], z, p }
}

/** Below so many expected in a cell of the table χ² is no more than roughly right (Cochran 1954, Biometrics 10:417–451). */
const LEAST_EXPECTED = 5

/**
 * Difference of two shares. Test: N−1 χ² (Campbell 2007, Statistics in Medicine 26:3661–3675), given as z; where fewer than five would be expected
 * somewhere, the p of Fisher's exact test, since of ten people who are all satisfied χ² makes too much. Interval: Newcombe's method 10 (1998,
 * Statistics in Medicine 17:873–890), from the two Wilson intervals.
 */
export const shareDifference = (hits1: number, n1: number, hits2: number, n2: number): Difference => {
  const [p1, p2] = [hits1 / n1, hits2 / n2]
  const [[low1, high1], [low2, high2]] = [wilson(hits1, n1), wilson(hits2, n2)]
  const pooled = (hits1 + hits2) / (n1 + n2)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
  const z = error > 0 ? ((p1 - p2) / error) * Math.sqrt((n1 + n2 - 1) / (n1 + n2)) : 0
  const low = p1 - p2 - Math.hypot(p1 - low1, high2 - p2)
  const high = p1 - p2 + Math.hypot(high1 - p1, p2 - low2)
  const isFew = Math.min(pooled, 1 - pooled) * Math.min(n1, n2) < LEAST_EXPECTED
  const p = isFew ? fisherIrwin(hits1, n1, hits2, n2) : twoSided(z)
  return { difference: (p1 - p2) * 100, interval: [low * 100, high * 100], z, p }
}

interface Sample {
  readonly n: number
  readonly mean: number
  /** Squares of what lies between the answers and their mean, added up. */
  readonly squares: number
}
const sampleOf = (bars: readonly Bar[]): Sample => {
  const n = total(bars)
  const mean = bars.reduce((sum, { value, count }) => sum + value * count, 0) / n
  return { n, mean, squares: bars.reduce((sum, { value, count }) => sum + count * (value - mean) ** 2, 0) }
}

/**
 * Difference of two means, on the scale. Welch's t (1947, Biometrika 34:28–35), and Student's with one variance for both; the test with the larger p is
 * the one that counts; `z` is its t. Alone, either claims too much where one side is small: Student's where that side varies more, Welch's where most people choose the end of the
 * scale, since ten of them may all do so by chance and then seem to vary little or not at all (at nine of ten: in one of three comparisons of equal things, `claims.test.ts`). Null below two
 * answers, or where nobody differs.
 */
export const meanDifference = (first: readonly Bar[], second: readonly Bar[]): Difference | null => {
  const [a, b] = [sampleOf(first), sampleOf(second)]
  if (a.n < 2 || b.n < 2 || a.squares + b.squares === 0) return null
  const difference = a.mean - b.mean
  const tested = (variance: number, freedom: number): Difference => {
    const error = Math.sqrt(variance)
    const [t, reach] = [difference / error, t95(freedom) * error]
    return { difference, interval: [difference - reach, difference + reach], z: t, p: tTwoSided(t, freedom) }
  }
  const [own, other] = [a, b].map(({ n, squares }) => squares / (n - 1) / n) as [number, number]
  const welch = tested(own + other, satterthwaite(own, a.n, other, b.n))
  const freedom = a.n + b.n - 2
  const student = tested(((a.squares + b.squares) / freedom) * (1 / a.n + 1 / b.n), freedom)
  return welch.p > student.p ? welch : student
}
