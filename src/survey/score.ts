import type { ScaleQuestion } from './config'

/** Values from the first to the second, both included. */
export type Range = readonly [from: number, to: number]

/** Which answers count towards a score, and its name in reports. Two figures compare only under one rule. */
export interface Rule {
  /** `nps`, `top-2-of-5`, `from-3-of-5`, `5-7-of-7`, `mean-of-5`. */
  readonly name: string
  /** Promoters, satisfied, easy; null where the score is the mean. */
  readonly counts: Range | null
  /** Detractors; null for all but NPS. */
  readonly against: Range | null
}

/** How many of the best points count as satisfied: the top two of 4–9 points, the top one of 2 and 3, the top three of 10 and 11. */
export const topBoxes = (points: number): number => (points <= 3 ? 1 : points <= 9 ? 2 : 3)

/**
 * The scoring rule of a scale with so many points. NPS: 9–10 against 0–6 (Reichheld 2003, HBR 81(12)). CSAT: top boxes, or from
 * the point on that a team counts from, which is another rule. CES 2.0: agreement, 5–7 of 7. Anything else: the mean.
 */
export const ruleOf = (type: ScaleQuestion['type'], points: number, countsFrom?: number | null): Rule => {
  if (type === 'nps') return { name: 'nps', counts: [9, 10], against: [0, 6] }
  if (type === 'ces') return { name: '5-7-of-7', counts: [5, 7], against: null }
  if (type === 'csat' && countsFrom) return { name: `from-${countsFrom}-of-${points}`, counts: [countsFrom, points], against: null }
  const top = topBoxes(points)
  if (type === 'csat') return { name: `top-${top}-of-${points}`, counts: [points - top + 1, points], against: null }
  return { name: `mean-of-${points}`, counts: null, against: null }
}
