/** What to mend first: how far a score falls short, how often its moment occurs, how much it matters. Plain values in and out. */
import type { Text } from '../../../src/survey/config'
import { difference, type Interval, type MeasuredMetric } from '../metrics'
import type { JourneyMap, MapPlace } from './map-types'
import type { InstrumentReport, TouchpointReport } from './types'

/** What a score falls short of: its target, or the best touchpoint measured by the same rule. */
export type Yardstick =
  | { readonly kind: 'target'; readonly value: number; readonly by: string }
  | { readonly kind: 'best'; readonly value: number; readonly touchpoint: string }

/** A figure with how sure it is: 95 %, sampling only. */
export interface Sure {
  readonly value: number
  readonly interval: Interval
}

export interface Priority {
  readonly touchpoint: string
  readonly name: Text | null
  readonly metric: MeasuredMetric
  readonly rule: string
  readonly n: number
  readonly score: number
  readonly interval: Interval
  readonly yardstick: Yardstick
  /** In percent of the scale, so that 20 points of an NPS are 10: 0 where there is none. */
  readonly shortfall: Sure
  /** How often the moment occurred in the period. */
  readonly occurrences: number
  /** The link with the relationship score; null where all weigh the same. */
  readonly importance: number | null
  /** Shortfall × occurrences × importance; the highest is 100. */
  readonly impact: Sure
  /** As the team entered it; null: it did not. */
  readonly effort: number | null
  /** 1 comes first. Those whose intervals touch, by themselves or through others, share one. */
  readonly rank: number
}

export interface Priorities {
  /** By rank, then by impact. */
  readonly items: readonly Priority[]
  /** `triggered`: moments counted on devices. `shown`: showings, where not all of them are counted. */
  readonly occurrences: 'triggered' | 'shown'
  /** `linked`: by how each goes together with the relationship score. `equal`: not of all of them is that known. */
  readonly importance: 'linked' | 'equal'
  /** Touchpoints that cannot be ranked. `few`: too few answers. `alone`: no target, and nothing else measured by its rule. `best`: they are the yardstick. */
  readonly left: readonly { readonly touchpoint: string; readonly name: Text | null; readonly why: 'few' | 'alone' | 'best' }[]
}

interface Known {
  readonly place: MapPlace
  readonly report: InstrumentReport & {
    readonly metric: MeasuredMetric
    readonly rule: string
    readonly score: number
    readonly interval: Interval
  }
}

const round = (value: number): number => Math.round(value * 100) / 100 + 0
const lengthOf = ({ metric, min, max }: InstrumentReport): number =>
  metric === 'nps' ? 200 : metric === 'rating' ? (max ?? 5) - (min ?? 1) : 100
const countsOf = ({ distribution }: InstrumentReport) => new Map(distribution.map(({ value, count }) => [value, count]))

const isKnown = (one: { place: MapPlace; report: InstrumentReport | undefined }): one is Known =>
  one.report?.score != null && one.report.interval !== null && one.report.rule !== null

/** Never below nothing: who does better than the yardstick does not fall short of it. */
const atLeastNothing = ({ value, interval: [low, high] }: Sure): Sure => ({
  value: Math.max(0, value),
  interval: [Math.max(0, low), Math.max(0, high)],
})

const shortfallOf = (one: Known, best: Known | undefined): { readonly yardstick: Yardstick; readonly gap: Sure } | 'alone' | 'best' => {
  const { report, place } = one
  const [low, high] = report.interval
  const { target } = place
  if (target?.metric === report.metric)
    return {
      yardstick: { kind: 'target', value: target.value, by: target.by },
      gap: { value: target.value - report.score, interval: [target.value - high, target.value - low] },
    }
  if (best === undefined) return 'alone'
  if (best === one) return 'best'
  const apart = difference(report.metric, report.points, countsOf(best.report), countsOf(report), report.countsFrom)
  // Nobody differs at all.
  const gap = apart ? { value: best.report.score - report.score, interval: apart.interval } : { value: 0, interval: [0, 0] as const }
  return { yardstick: { kind: 'best', value: best.report.score, touchpoint: best.place.id }, gap }
}

/** Which group each belongs to, from 1: of two in different groups, no interval touches the other. */
export const groupsOf = (intervals: readonly Interval[]): readonly number[] => {
  const order = intervals.map((interval, index) => ({ interval, index })).sort((a, b) => b.interval[1] - a.interval[1])
  const groups = intervals.map(() => 0)
  let [group, lowest] = [0, Infinity]
  for (const { interval, index } of order) {
    if (interval[1] < lowest) group += 1
    // Of a new group the lowest end is its own: it lies below the one before.
    lowest = Math.min(lowest, interval[0])
    groups[index] = Math.max(1, group)
  }
  return groups
}

/** The relationship is what the others are weighed by, and no moment of its own. */
export const prioritiesOf = (touchpoints: readonly TouchpointReport[], { places, relationship }: JourneyMap): Priorities => {
  const reports = new Map(touchpoints.map((one) => [one.id, one]))
  const measured = places
    .filter(({ id, points }) => id !== relationship && points.length > 0)
    .map((place) => ({
      place,
      report: reports.get(place.id)?.instruments.find(({ fingerprint }) => fingerprint === place.points[0]?.fingerprint),
    }))
  const known = measured.filter(isKnown)
  const few = measured.filter((one) => !isKnown(one))
  const bestOf = (rule: string): Known | undefined => {
    const same = known.filter(({ report }) => report.rule === rule)
    return same.length < 2 ? undefined : same.reduce((best, one) => (one.report.score > best.report.score ? one : best))
  }
  const judged = known.map((one) => ({ one, found: shortfallOf(one, bestOf(one.report.rule)) }))
  const ranked = judged.flatMap(({ one, found }) => (typeof found === 'string' ? [] : [{ ...one, ...found }]))
  const cascades = ranked.map(({ place }) => reports.get(place.id)?.cascade)
  const isCounted = cascades.every((cascade) => (cascade?.triggered ?? 0) > 0)
  const isLinked = ranked.length > 0 && ranked.every(({ place }) => place.link?.verdict === 'together')
  const weighed = ranked.map(({ place, report, yardstick, gap }, index) => {
    const occurrences = (isCounted ? cascades[index]?.triggered : cascades[index]?.shown) ?? 0
    const percent = 100 / lengthOf(report)
    const shortfall = atLeastNothing({ value: gap.value * percent, interval: [gap.interval[0] * percent, gap.interval[1] * percent] })
    const { r = null, interval: linked = null } = isLinked ? (place.link ?? {}) : {}
    const weight = (r: number | null | undefined) => occurrences * (r === null || r === undefined ? 1 : Math.max(0, r))
    const impact = {
      value: shortfall.value * weight(r),
      interval: [shortfall.interval[0] * weight(linked?.[0] ?? r), shortfall.interval[1] * weight(linked?.[1] ?? r)] as const,
    }
    return { place, report, yardstick, shortfall, occurrences, importance: r, impact }
  })
  const most = Math.max(0, ...weighed.map(({ impact }) => impact.value))
  const scaled = (value: number): number => round(most > 0 ? (value / most) * 100 : 0)
  const ranks = groupsOf(weighed.map(({ impact }) => impact.interval))
  const items = weighed.map(({ place, report, yardstick, shortfall, occurrences, importance, impact }, index): Priority => {
    const { metric, rule, n, score, interval } = report
    return {
      touchpoint: place.id,
      name: place.name,
      ...{ metric, rule, n, score, interval, yardstick, occurrences, importance },
      shortfall: { value: round(shortfall.value), interval: [round(shortfall.interval[0]), round(shortfall.interval[1])] },
      impact: { value: scaled(impact.value), interval: [scaled(impact.interval[0]), scaled(impact.interval[1])] },
      effort: place.effort,
      rank: ranks[index] ?? 1,
    }
  })
  const leftOf = (place: MapPlace, why: 'few' | 'alone' | 'best') => ({ touchpoint: place.id, name: place.name, why })
  return {
    items: items.sort((a, b) => a.rank - b.rank || b.impact.value - a.impact.value),
    occurrences: isCounted ? 'triggered' : 'shown',
    importance: isLinked ? 'linked' : 'equal',
    left: [
      ...judged.flatMap(({ one, found }) => (typeof found === 'string' ? [leftOf(one.place, found)] : [])),
      ...few.map(({ place }) => leftOf(place, 'few')),
    ],
  }
}
