import type { Refusal } from './types'

/** Seconds between the end of one question and the beginning of the next. */
export const REST_SECONDS = 30

/** One question at a time, and a rest after each. A time in the future counts as now. Times are milliseconds since the epoch. */
export const free = (open: string, closedAt: number | undefined, now: number): Refusal => {
  if (open) return ['busy', { open }]
  const closed = Math.min(closedAt ?? -Infinity, now)
  const until = closed + REST_SECONDS * 1000
  return now < until && ['resting', { closed, seconds: REST_SECONDS }, until]
}
