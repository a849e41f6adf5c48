import type { Precision } from '../metrics'
import type { Forecast } from './types'

const DAY_MS = 24 * 3600 * 1000
/** The pace is that of the last four weeks, so that it has as many weekends as weeks. */
const PACE_DAYS = 28
/** A first score worth reading (DOMAIN §3: "30 answers expected by 14 December"). */
export const FIRST_SCORE = 30
/** Beyond a year a forecast says nothing. */
const FURTHEST_DAYS = 365

/** When there will be enough answers if they go on as in the last four weeks; null when there are, or when the pace allows no forecast. */
export const forecast = (
  figure: { readonly n: number; readonly needed: number | null; readonly precision: Precision },
  counts: readonly { readonly day: string; readonly n: number }[],
  now: number,
): Forecast | null => {
  const answers = figure.precision === 'few' ? FIRST_SCORE : figure.needed
  if (answers === null) return null
  const begun = now - PACE_DAYS * DAY_MS
  const recent = counts.filter(({ day }) => Date.parse(day) > begun)
  const n = recent.reduce((sum, one) => sum + one.n, 0)
  // One answer has no pace.
  if (n < 2) return null
  const first = Math.min(...counts.map(({ day }) => Date.parse(day)))
  const pace = n / Math.max(1, (now - Math.max(begun, first)) / DAY_MS)
  const days = Math.ceil((answers - figure.n) / pace)
  return days > FURTHEST_DAYS ? null : { answers, by: new Date(now + Math.max(1, days) * DAY_MS).toISOString().slice(0, 10) }
}
