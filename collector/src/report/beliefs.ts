/** What staff expected, by the rule that customers’ answers are scored by. Plain values in and out. */
import { estimate, measure } from '../metrics'
import type { BeliefCount } from '../store'
import type { Belief } from './map-types'

/** A score of fewer people would be read as one of theirs (DOMAIN §3: cells below five are suppressed). */
export const LEAST_BELIEVERS = 5

/** A link’s answers as a score; null below five. */
export const beliefOf = ({ asked, values, lastOn }: Pick<BeliefCount, 'asked' | 'values' | 'lastOn'>): Belief | null => {
  const counts = new Map(values.map(({ value, n }) => [value, n]))
  const { metric, points, countsFrom } = asked
  const { n, score } = estimate(metric, points, counts, countsFrom)
  if (n < LEAST_BELIEVERS) return null
  return { value: score, n, at: lastOn, rule: measure(metric, points, counts, countsFrom).rule }
}

/** Of each touchpoint the newest link that enough people have answered. `links`: the newest first. */
export const beliefsOf = (links: readonly BeliefCount[]): ReadonlyMap<string, Belief> => {
  const found = new Map<string, Belief>()
  for (const link of links) {
    const belief = found.has(link.touchpoint) ? null : beliefOf(link)
    if (belief) found.set(link.touchpoint, belief)
  }
  return found
}
