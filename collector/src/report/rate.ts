import { topBoxes } from '../../../src/survey/score'
import { type Bar, countBetween, type Interval, MINIMUM_ANSWERS, share } from '../metrics'

/** How many of those who are counted. */
export interface Rate {
  readonly yes: number
  readonly n: number
  /** Percent, and its 95 % interval (Wilson), sampling only. Null below ten. */
  readonly share: number | null
  readonly interval: Interval | null
}

const round = (value: number): number => Math.round(value * 100) / 100

export const rate = (yes: number, n: number): Rate => {
  if (n < MINIMUM_ANSWERS) return { yes, n, share: null, interval: null }
  const { score, interval } = share(yes, n)
  return { yes, n, share: round(score), interval: [round(interval[0]), round(interval[1])] }
}

/** The best points of a scale: of five 4 and 5. */
export interface TopRate extends Rate {
  readonly from: number
}
export const topRate = (bars: readonly Bar[]): TopRate => {
  const from = bars.length - topBoxes(bars.length) + 1
  return {
    from,
    ...rate(
      countBetween(bars, from, bars.length),
      bars.reduce((sum, { count }) => sum + count, 0),
    ),
  }
}
