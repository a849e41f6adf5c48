/** 97.5 % point of the standard normal distribution: 95 % two-sided intervals, as DOMAIN §3 states them. */
export const Z95 = 1.96

/** `[low, high]`, in the unit of the figure it belongs to. */
export type Interval = readonly [low: number, high: number]

/** Half the length of an interval: the `±` that decides whether a figure is precise enough to be drawn. */
export const halfWidth = ([low, high]: Interval): number => (high - low) / 2

/** Keeps an interval inside the scale it is measured on. */
export const clamp = ([low, high]: Interval, min: number, max: number): Interval => [Math.max(min, low), Math.min(max, high)]

/** One value of a scale and how often it was chosen. */
export interface Bar {
  readonly value: number
  readonly count: number
}

/** How many answers a distribution holds. */
export const total = (bars: readonly Bar[]): number => bars.reduce((sum, bar) => sum + bar.count, 0)

/** How many answers lie between two values, both included. */
export const countBetween = (bars: readonly Bar[], from: number, to: number): number =>
  bars.reduce((sum, { value, count }) => (value >= from && value <= to ? sum + count : sum), 0)
