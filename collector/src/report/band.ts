import { ruleOf } from '../../../src/survey/score'
import type { Instrument } from '../../../src/survey/wire'
import { type MeasuredMetric, scaleEnds } from '../metrics'

/** How a person's own score reads: what counts towards the score is high, as many points from the other end are low. */
export type Band = 'low' | 'middle' | 'high'

const measured: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies MeasuredMetric[]

/** The values of a band on one instrument's scale, both ends included; null where the question has no score. NPS: detractors, passives, promoters. */
export const bandRange = (
  { type, points, countsFrom }: Pick<Instrument, 'type' | 'points' | 'countsFrom'>,
  band: Band,
): readonly [from: number, to: number] | null => {
  if (!measured.includes(type)) return null
  const metric = type as MeasuredMetric
  const [min, max] = scaleEnds(metric, points)
  // A mean counts every point: its bands are those a satisfaction of as many points has.
  const { counts, against } = ruleOf(metric === 'rating' ? 'csat' : metric, max - min + 1, countsFrom)
  const from = counts?.[0] ?? max
  const to = Math.min(against?.[1] ?? min + (max - from), from - 1)
  return { low: [min, to] as const, middle: [to + 1, from - 1] as const, high: [from, max] as const }[band]
}

/** The band a score lies in; null where the question has none. */
export const bandOf = (instrument: Pick<Instrument, 'type' | 'points' | 'countsFrom'>, score: number | null): Band | null => {
  if (score === null) return null
  for (const band of ['low', 'middle', 'high'] as const) {
    const range = bandRange(instrument, band)
    if (range && score >= range[0] && score <= range[1]) return band
  }
  return null
}
