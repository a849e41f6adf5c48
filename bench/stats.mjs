/**
 * Statistics of the bench. Timings on a shared machine have outliers that are nobody's cost, so everything is about medians; what is
 * compared was measured in the same round. Bounds are percentile bootstraps over rounds (Efron & Tibshirani 1993, ch. 13), drawn by a
 * seeded generator: the same numbers give the same bounds.
 */

/** Resamples of a bootstrap. */
const RESAMPLES = 4000

/**
 * A seeded generator of numbers in [0, 1) (mulberry32).
 *
 * @param {number} seed
 */
export const random = (seed) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * The items in an order drawn by `next` (Fisher–Yates).
 *
 * @template T
 * @param {readonly T[]} items
 * @param {() => number} next
 */
export const shuffled = (items, next) => {
  const all = [...items]
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[all[i], all[j]] = [all[j], all[i]]
  }
  return all
}

/**
 * Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996).
 *
 * @param {readonly number[]} values
 * @param {number} q
 */
export const quantile = (values, q) => {
  if (!values.length) throw new RangeError('quantile: expected at least one value, got none.')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)]
  return low + (sorted[Math.ceil(at)] - low) * (at % 1)
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5)

/**
 * An estimate over rounds with its 95 % interval: `[estimate, from, to]`.
 *
 * @template T
 * @param {readonly T[]} rounds
 * @param {(rounds: readonly T[]) => number} estimate
 * @param {number} [seed]
 * @returns {[estimate: number, from: number, to: number]}
 */
export const bootstrap = (rounds, estimate, seed = 1) => {
  const next = random(seed)
  const drawn = Array.from({ length: RESAMPLES }, () => estimate(rounds.map(() => rounds[Math.floor(next() * rounds.length)])))
  return [estimate(rounds), quantile(drawn, 0.025), quantile(drawn, 0.975)]
}

/**
 * Median of the differences `a − b` of pairs measured in the same round, with its 95 % interval.
 *
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
export const pairedDifference = (a, b) =>
  bootstrap(
    a.map((value, i) => value - b[i]),
    median,
  )

/**
 * Ratio of the medians of `a` and `b`, pairs kept together, with its 95 % interval.
 *
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
export const pairedRatio = (a, b) =>
  bootstrap(
    a.map((value, i) => [value, b[i]]),
    (rounds) => median(rounds.map(([value]) => value)) / median(rounds.map(([, value]) => value)),
  )
