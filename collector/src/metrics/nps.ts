import { clamp, type Interval, Z95 } from './interval'

/** Counts of an NPS sample: promoters answered 9–10, detractors 0–6 (Reichheld 2003, HBR 81(12)). */
export interface NpsCounts {
  readonly n: number
  readonly promoters: number
  readonly detractors: number
}
export interface NpsFigure {
  /** The raw score %promoters − %detractors, −100…100. */
  readonly score: number
  /** Around the adjusted, not the raw, score. */
  readonly interval: Interval
  /** 1.96 standard errors, before the interval is clamped to ±100. */
  readonly halfWidth: number
}

/** The adjusted difference of the two shares and its squared standard error, as fractions. */
export const adjustedNps = ({ n, promoters, detractors }: NpsCounts): { readonly difference: number; readonly variance: number } => {
  const size = n + 3
  const p = (promoters + 0.75) / size
  const d = (detractors + 0.75) / size
  return { difference: p - d, variance: (p + d - (p - d) ** 2) / size }
}

/**
 * Net Promoter Score with the adjusted Wald interval: three quarters of an answer are added to promoters and to detractors, one and a half to
 * passives. Rocks (2016), The American Statistician 70:365–372.
 */
export const nps = (counts: NpsCounts): NpsFigure => {
  const { difference, variance } = adjustedNps(counts)
  const reach = Z95 * Math.sqrt(variance) * 100
  return {
    score: counts.n > 0 ? ((counts.promoters - counts.detractors) / counts.n) * 100 : 0,
    interval: clamp([difference * 100 - reach, difference * 100 + reach], -100, 100),
    halfWidth: reach,
  }
}
