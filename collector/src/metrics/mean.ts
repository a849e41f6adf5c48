import { type Bar, clamp, halfWidth, type Interval, total } from './interval'
import { t95 } from './student'
import { wilson } from './wilson'

export interface MeanFigure {
  readonly score: number
  readonly interval: Interval
  readonly halfWidth: number
}

/**
 * Mean of a scale `min…max` with Student's t interval, clamped to the scale; null below two answers.
 *
 * When everybody chose the same point the sample's variance is 0 and t would claim certainty. Then the interval says how far the mean could be
 * if as many people as Wilson still allows (0 of n seen) chose the far ends. That bound is ours, and it is on the wide side.
 */
export const mean = (bars: readonly Bar[], min: number, max: number): MeanFigure | null => {
  const n = total(bars)
  if (n < 2) return null
  const score = bars.reduce((sum, { value, count }) => sum + value * count, 0) / n
  const variance = bars.reduce((sum, { value, count }) => sum + count * (value - score) ** 2, 0) / (n - 1)
  const unseen = wilson(0, n)[1]
  const reach = t95(n - 1) * Math.sqrt(variance / n)
  const interval: Interval =
    variance > 0 ? [score - reach, score + reach] : [score - unseen * (score - min), score + unseen * (max - score)]
  const inside = clamp(interval, min, max)
  return { score, interval: inside, halfWidth: variance > 0 ? reach : halfWidth(inside) }
}
