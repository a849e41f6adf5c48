/** Below this many answers no score is shown: "n of 10 answers", and the answers themselves (DOMAIN §3). */
export const MINIMUM_ANSWERS = 10
/** The widest ± at which a share (CSAT, CES) is drawn as a gauge, in percentage points (DOMAIN §3). */
export const SHARE_LIMIT = 10
/** The same for NPS, in points of −100…100 (DOMAIN §3). */
export const NPS_LIMIT = 15
/** The same for a mean, as a part of the scale's length: 0.4 points of 1–5. DOMAIN sets none; this is the share's limit carried over. */
export const MEAN_LIMIT = 0.1

/**
 * `few`: below ten answers, no score. `wide`: a score and its interval in words, but no gauge. `enough`: both.
 */
export type Precision = 'few' | 'wide' | 'enough'

export const precision = (n: number, halfWidth: number, limit: number): Precision =>
  n < MINIMUM_ANSWERS ? 'few' : halfWidth > limit ? 'wide' : 'enough'

/**
 * About how many answers in all it takes until `halfWidthAt(n)` is within the limit, if the answers go on as they do. `halfWidthAt` must fall
 * as n rises.
 */
export const answersNeeded = (halfWidthAt: (n: number) => number, limit: number): number => {
  let high = MINIMUM_ANSWERS
  while (halfWidthAt(high) > limit && high < 1e7) high *= 2
  let low = MINIMUM_ANSWERS
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (halfWidthAt(middle) > limit) low = middle + 1
    else high = middle
  }
  return high
}
