/** How sure a score will be, by the metrics of the collector: the same intervals as the results show. */
import { answersNeeded, MEAN_LIMIT, NPS_LIMIT, nps, SHARE_LIMIT, share, Z95 } from '../../../collector/src/metrics'
import type { ScaleQuestion, Survey } from '../../../src/survey/config'
import { isScale, scaleOf } from '../../../src/survey/scale'

/** What people are assumed to answer. The interval hangs little on it: half satisfied instead of four in five widen it by a quarter. */
const SATISFIED = 0.8
const PROMOTERS = 0.5
const DETRACTORS = 0.2
/** Standard deviation of other scales, as a part of the scale's length. */
const DEVIATION = 0.25

export interface Precision {
  readonly metric: ScaleQuestion['type']
  /** Half the 95 % interval after a month of answers; NPS and CSAT in points, rating in points of its scale. `null` without an answer. */
  readonly halfWidthOfMonth: number | null
  /** The widest at which the results draw a gauge. */
  readonly limit: number
  /** Answers until then. */
  readonly needed: number
  /** Days until then, at this pace; `null` where that never comes. */
  readonly daysUntilEnough: number | null
}

const widths = (question: ScaleQuestion): { readonly limit: number; readonly halfWidth: (n: number) => number } => {
  const { min, max } = scaleOf(question)
  switch (question.type) {
    case 'nps':
      return { limit: NPS_LIMIT, halfWidth: (n) => nps({ n, promoters: n * PROMOTERS, detractors: n * DETRACTORS }).halfWidth }
    case 'rating':
      return { limit: MEAN_LIMIT * (max - min), halfWidth: (n) => (Z95 * DEVIATION * (max - min)) / Math.sqrt(n) }
    default:
      return { limit: SHARE_LIMIT, halfWidth: (n) => share(n * SATISFIED, n).halfWidth }
  }
}

/** Of the survey's first scale; nothing for a survey without one. */
export const precisionOf = ({ questions }: Survey, answersPerMonth: number): Precision | null => {
  const question = questions.find(isScale)
  if (!question) return null
  const { limit, halfWidth } = widths(question)
  const needed = answersNeeded(halfWidth, limit)
  return {
    metric: question.type,
    halfWidthOfMonth: answersPerMonth > 0 ? halfWidth(answersPerMonth) : null,
    limit,
    needed,
    daysUntilEnough: answersPerMonth > 0 ? Math.ceil((needed / answersPerMonth) * 30) : null,
  }
}
