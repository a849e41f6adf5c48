import { halfWidth, type Interval } from './interval'
import { wilson } from './wilson'

export interface ShareFigure {
  /** Percent, 0–100. */
  readonly score: number
  readonly interval: Interval
  readonly halfWidth: number
}

/** A share in percent with its Wilson interval (z = 1.96). */
export const share = (hits: number, n: number): ShareFigure => {
  const [low, high] = wilson(hits, n)
  const interval: Interval = [low * 100, high * 100]
  return { score: n > 0 ? (hits / n) * 100 : 0, interval, halfWidth: halfWidth(interval) }
}
