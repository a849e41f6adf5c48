import { ruleOf } from '../../../src/survey/score'
import type { Instrument } from '../../../src/survey/wire'
import { type MeasuredMetric, scaleEnds } from '../metrics'
import type { Band } from './types'

/**
 * Where on its scale a score lies. What counts for a metric is high (promoters, satisfied, easy), an NPS detractor low; of the rest, and where
 * there is a mean alone, the lower half of the scale is low.
 */
export const bandOf = (score: number, { type, points, countsFrom }: Pick<Instrument, 'type' | 'points' | 'countsFrom'>): Band => {
  const metric = type as MeasuredMetric
  const [min, max] = scaleEnds(metric, points)
  const { counts, against } = ruleOf(metric, max - min + 1, countsFrom)
  const middle = (min + max) / 2
  if (counts) {
    if (score >= counts[0]) return 'high'
    return against ? (score <= against[1] ? 'low' : 'middle') : score < middle ? 'low' : 'middle'
  }
  return score < middle ? 'low' : score > middle ? 'high' : 'middle'
}
