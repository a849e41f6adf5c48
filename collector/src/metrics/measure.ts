import { ruleOf } from '../../../src/survey/score'
import { type Difference, meanDifference, npsDifference, shareDifference } from './difference'
import { answersNeeded, MEAN_LIMIT, MINIMUM_ANSWERS, NPS_LIMIT, type Precision, precision, SHARE_LIMIT } from './enough'
import { type Bar, countBetween, type Interval, total } from './interval'
import { type MeanFigure, mean } from './mean'
import { nps } from './nps'
import { share } from './share'

export type MeasuredMetric = 'nps' | 'csat' | 'ces' | 'rating'

/** One instrument's score, honest about itself. Every number is rounded to two decimals: what the report says is what the page shows. */
export interface Measure {
  readonly metric: MeasuredMetric
  /** The rule in code: `nps`, `top-2-of-5`, `from-3-of-5`, `5-7-of-7`, `mean-of-5`. Two figures compare only under one rule. */
  readonly rule: string
  /** The scale's ends. */
  readonly min: number
  readonly max: number
  /** Answers counted. */
  readonly n: number
  /** NPS −100…100, CSAT and CES in percent, rating the mean. Null below ten answers. */
  readonly score: number | null
  /** 95 %, sampling only. Null below ten answers. */
  readonly interval: Interval | null
  readonly halfWidth: number | null
  readonly precision: Precision
  /** `precision` is `enough`: a gauge may be drawn. */
  readonly enough: boolean
  /** The widest half-width at which a gauge is drawn. */
  readonly limit: number
  /** About how many answers in all until it is enough, if they go on as they do; null below ten and once it is enough. */
  readonly needed: number | null
  /** CES and rating: the mean on the scale. Null below ten answers, and for the others. */
  readonly mean: { readonly score: number; readonly interval: Interval } | null
  /** Every value of the scale, lowest first, zeros included. */
  readonly distribution: readonly Bar[]
}

const round = (value: number): number => Math.round(value * 100) / 100 + 0
const roundInterval = ([low, high]: Interval): Interval => [round(low), round(high)]

interface Ruled {
  readonly rule: string
  readonly limit: number
  readonly figure: (scaled: number) => { readonly score: number; readonly interval: Interval; readonly halfWidth: number }
  readonly mean?: MeanFigure | null
}

/** `figure(n)` is the figure if there were n answers in these same proportions; `figure(total)` is the real one. */
const byMetric = (metric: MeasuredMetric, bars: readonly Bar[], min: number, max: number, countsFrom?: number | null): Ruled => {
  const n = total(bars)
  const at = (from: number, to: number) => (scaled: number) => (n ? (countBetween(bars, from, to) / n) * scaled : 0)
  const { name: rule, counts, against } = ruleOf(metric, max - min + 1, countsFrom)
  if (counts && against) {
    const [promoters, detractors] = [at(...counts), at(...against)]
    return { rule, limit: NPS_LIMIT, figure: (size) => nps({ n: size, promoters: promoters(size), detractors: detractors(size) }) }
  }
  if (counts) {
    const counted = at(...counts)
    const figure = (size: number) => share(counted(size), size)
    return { rule, limit: SHARE_LIMIT, figure, ...(metric === 'ces' && { mean: mean(bars, min, max) }) }
  }
  const real = mean(bars, min, max) ?? { score: 0, interval: [min, max] as const, halfWidth: (max - min) / 2 }
  return {
    rule,
    limit: round(MEAN_LIMIT * (max - min)),
    figure: (size) => ({ ...real, halfWidth: n ? real.halfWidth * Math.sqrt(n / size) : real.halfWidth }),
    mean: mean(bars, min, max),
  }
}

/** The scale's ends: NPS 0–10, CES 1–7, others 1–points (default 5). The same as the SDK's `scaleOf`. */
export const scaleEnds = (metric: MeasuredMetric, points: number | null): readonly [min: number, max: number] =>
  metric === 'nps' ? [0, 10] : metric === 'ces' ? [1, 7] : [1, points ?? 5]

/** How often each value of the scale was chosen, lowest first; values outside it are ignored. */
const barsOf = (min: number, max: number, counts: ReadonlyMap<number, number>): readonly Bar[] =>
  Array.from({ length: max - min + 1 }, (_, step) => ({ value: min + step, count: counts.get(min + step) ?? 0 }))

export interface Estimate {
  readonly n: number
  /** NPS −100…100, CSAT and CES in percent, rating the mean. */
  readonly score: number
  /** 95 %, sampling only. */
  readonly interval: Interval
}

/**
 * Score and interval from however few answers there are: for points of a trend, whose reader sees how wide the interval is. What stands alone
 * goes through `measure`, which keeps quiet below ten.
 */
export const estimate = (
  metric: MeasuredMetric,
  points: number | null,
  counts: ReadonlyMap<number, number>,
  countsFrom?: number | null,
): Estimate => {
  const [min, max] = scaleEnds(metric, points)
  const bars = barsOf(min, max, counts)
  const n = total(bars)
  const { score, interval } = byMetric(metric, bars, min, max, countsFrom).figure(n)
  return { n, score: round(score), interval: roundInterval(interval) }
}

/**
 * Computes one instrument's figures from how often each value was chosen; values outside the scale are ignored. `countsFrom`: from which point on
 * a CSAT answer counts, where a team has its own rule.
 */
export const measure = (
  metric: MeasuredMetric,
  points: number | null,
  counts: ReadonlyMap<number, number>,
  countsFrom?: number | null,
): Measure => {
  const [min, max] = scaleEnds(metric, points)
  const distribution = barsOf(min, max, counts)
  const n = total(distribution)
  const { rule, limit, figure, mean: average } = byMetric(metric, distribution, min, max, countsFrom)
  const real = figure(n)
  const verdict = precision(n, real.halfWidth, limit)
  const few = n < MINIMUM_ANSWERS
  return {
    metric,
    rule,
    min,
    max,
    n,
    score: few ? null : round(real.score),
    interval: few ? null : roundInterval(real.interval),
    halfWidth: few ? null : round(real.halfWidth),
    precision: verdict,
    enough: verdict === 'enough',
    limit,
    needed: verdict === 'wide' ? answersNeeded((size) => figure(size).halfWidth, limit) : null,
    mean: few || !average ? null : { score: round(average.score), interval: roundInterval(average.interval) },
    distribution,
  }
}

/**
 * How far two samples of one instrument differ, first minus second, by the test of its metric: NPS by adjusted Wald, shares by N−1 χ², means by
 * Welch. Null where one side has no answers, or means nobody differs on. One test alone: of several, `holm` corrects the p.
 */
export const difference = (
  metric: MeasuredMetric,
  points: number | null,
  first: ReadonlyMap<number, number>,
  second: ReadonlyMap<number, number>,
  countsFrom?: number | null,
): Difference | null => {
  const [min, max] = scaleEnds(metric, points)
  const [a, b] = [barsOf(min, max, first), barsOf(min, max, second)]
  const [n1, n2] = [total(a), total(b)]
  if (n1 === 0 || n2 === 0) return null
  const { counts, against } = ruleOf(metric, max - min + 1, countsFrom)
  if (counts === null) return meanDifference(a, b)
  const [hits1, hits2] = [countBetween(a, ...counts), countBetween(b, ...counts)]
  if (against === null) return shareDifference(hits1, n1, hits2, n2)
  return npsDifference(
    { n: n1, promoters: hits1, detractors: countBetween(a, ...against) },
    { n: n2, promoters: hits2, detractors: countBetween(b, ...against) },
  )
}
