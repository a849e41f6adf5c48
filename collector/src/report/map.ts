/** The map of the journey out of figures that are there already. Plain values in and out. */
import type { Category, Stage } from '../../../src/survey/config'
import { ALPHA, correlation, holm, type MeasuredMetric, measure, type Pair } from '../metrics'
import type { Together, TogetherCount } from '../store'
import type { Recovery, Shift } from './effects'
import { stageOrder, stages } from './journey'
import type { Lift } from './lift'
import type { Belief, Coverage, Hearing, JourneyMap, Link, MapLine, MapPlace, MapPoint, PeakEnd } from './map-types'
import { isHighest, isLowest } from './standing'
import type { InstrumentReport, TouchpointReport } from './types'

/** Below this many people in common nothing is said of how two scores go together: the interval of a correlation of so few spans half of −1…1. */
export const LEAST_COMMON = 30

export const categories: readonly Category[] = ['marketing', 'sales', 'service', 'product']

/** As much of a touchpoint as the map begins with. Those that nobody asks at have no instruments. */
export type Site = Pick<
  TouchpointReport,
  'id' | 'name' | 'stage' | 'category' | 'channel' | 'truth' | 'target' | 'instruments' | 'surveys'
> & {
  readonly belief: Belief | null
  readonly effort: number | null
  /** A survey is on. */
  readonly isListening: boolean
}

type Measured = InstrumentReport & {
  readonly metric: MeasuredMetric
  readonly rule: string
  readonly min: number
  readonly max: number
}
const isMeasured = (one: InstrumentReport): one is Measured => one.rule !== null && one.precision !== null && one.min !== null

/** In use: no other took its place. */
const current = (instruments: readonly InstrumentReport[]): readonly Measured[] => {
  const replaced = new Set(instruments.map(({ replaces }) => replaces))
  return instruments.filter(({ fingerprint }) => !replaced.has(fingerprint)).filter(isMeasured)
}

/** Of each rule the first, as the touchpoint’s own order has them. */
export const firsts = ({ instruments }: Pick<Site, 'instruments'>): readonly Measured[] => {
  const used = current(instruments)
  return used.filter(({ rule }, index) => used.findIndex((other) => other.rule === rule) === index)
}

/**
 * What makes two instruments at two touchpoints one question asked in the same way. What triggers it is not part of it here: that is where it is
 * asked, which is what the map tells apart.
 */
const likeness = ({ metric, rule, question, display, points, labels, locale, translated, orientation }: Measured): string =>
  JSON.stringify([metric, rule, question, display, points, labels, locale, translated, orientation])

const round = (value: number): number => Math.round(value * 100) / 100 + 0

const scoresBy = (counts: readonly TogetherCount[], side: 'first' | 'score'): ReadonlyMap<number, number> => {
  const scores = new Map<number, number>()
  for (const count of counts) scores.set(count[side], (scores.get(count[side]) ?? 0) + count.n)
  return scores
}

const pairsOf = (counts: readonly TogetherCount[]): readonly Pair[] =>
  counts.map(({ first, score, n }) => ({ first, second: score, count: n }))

/** Links of several touchpoints with one score: what each says is corrected for all of them at once. */
export const linksOf = (counted: readonly (readonly TogetherCount[])[]): readonly Link[] => {
  const found = counted.map((counts) => {
    const n = counts.reduce((sum, one) => sum + one.n, 0)
    return { n, figure: n < LEAST_COMMON ? null : correlation(pairsOf(counts)) }
  })
  const corrected = holm(found.flatMap(({ figure }) => (figure ? [figure.p] : [])))
  let next = 0
  return found.map(({ n, figure }): Link => {
    if (figure === null) return { verdict: n < LEAST_COMMON ? 'few' : 'unclear', n, r: null, interval: null, p: null }
    const p = corrected[next++] ?? 1
    const [low, high] = figure.interval
    return {
      verdict: p >= ALPHA ? 'unclear' : figure.r > 0 ? 'together' : 'opposite',
      n,
      r: round(figure.r),
      interval: [round(low), round(high)],
      p,
    }
  })
}

const of =
  (touchpoint: string, fingerprint: string) =>
  (one: TogetherCount): boolean =>
    one.touchpoint === touchpoint && one.fingerprint === fingerprint

/** The point as the people who also answered somewhere else make it. */
const amongThem = (one: Measured, counts: readonly TogetherCount[], anchor: Measured) => {
  const { n, score, interval, precision } = measure(one.metric, one.points, scoresBy(counts, 'score'), one.countsFrom)
  const there = measure(anchor.metric, anchor.points, scoresBy(counts, 'first'), anchor.countsFrom)
  return {
    n,
    score,
    interval,
    precision,
    there: there.score !== null && there.interval !== null ? { score: there.score, interval: there.interval } : null,
  }
}

type Drawn = Omit<MapPoint, 'extreme'>

const pointOf = (one: Measured, others: number, same: { counts: readonly TogetherCount[]; anchor: Measured } | null): Drawn => {
  const { fingerprint, survey, metric, rule, min, max, question, locale, n, score, interval, precision } = one
  return {
    ...{ fingerprint, survey, metric, rule, min, max, question, locale, n, score, interval, others, there: null },
    precision: precision ?? 'few',
    ...(same && amongThem(one, same.counts, same.anchor)),
  }
}

/** Only consecutive points that can be read are joined: a gap is a place where nobody knows. */
const linesOf = (sites: readonly Site[], points: ReadonlyMap<string, readonly Drawn[]>): readonly MapLine[] => {
  const lines = new Map<string, { readonly rule: string; readonly points: { touchpoint: string; fingerprint: string }[] }>()
  const done: MapLine[] = []
  for (const site of sites)
    for (const one of firsts(site)) {
      const key = likeness(one)
      const line = lines.get(key) ?? { rule: one.rule, points: [] }
      lines.set(key, line)
      if (points.get(site.id)?.find(({ fingerprint }) => fingerprint === one.fingerprint)?.precision === 'enough')
        line.points.push({ touchpoint: site.id, fingerprint: one.fingerprint })
      else {
        done.push(line)
        lines.delete(key)
      }
    }
  return [...done, ...lines.values()].filter((line) => line.points.length > 1)
}

const hearingOf = ({ instruments, isListening }: Site): Hearing =>
  instruments.some(({ n, cascade }) => n > 0 || cascade.answered > 0) ? 'heard' : isListening ? 'waiting' : 'unasked'

const order: readonly Hearing[] = ['unasked', 'waiting', 'heard']
/** Every field of stages × categories, those without a touchpoint too. */
export const coverageOf = (places: readonly Pick<MapPlace, 'id' | 'stage' | 'category' | 'hearing'>[]): readonly Coverage[] =>
  stages.flatMap((stage: Stage) =>
    categories.map((category) => {
      const here = places.filter((one) => one.stage === stage && one.category === category)
      const best = Math.max(0, ...here.map(({ hearing }) => order.indexOf(hearing)))
      return { stage, category, touchpoints: here.map(({ id }) => id), hearing: order[best] ?? 'unasked' }
    }),
  )

/**
 * Where the relationship as a whole is asked about: the NPS of a touchpoint of advocacy, else the first one of the journey. Its first instrument is the
 * one others are linked with.
 */
export const relationshipOf = (sites: readonly Site[]): { readonly site: Site; readonly asked: Measured } | null => {
  const found = sites.flatMap((site) => firsts(site).flatMap((asked) => (asked.metric === 'nps' ? [{ site, asked }] : [])))
  return found.find(({ site }) => site.stage === 'advocacy') ?? found[0] ?? null
}

/** What was read of the same people. */
export interface Known {
  /** Of those who rated the relationship. */
  readonly relationship: Together | null
  /** Of those who answered at the touchpoint that was chosen. */
  readonly same: { readonly touchpoint: string; readonly together: Together } | null
  readonly peakEnds: readonly PeakEnd[]
  readonly shifts: readonly Shift[]
  readonly lifts: readonly Lift[]
  readonly recoveries: readonly Recovery[]
}

/** By stage, then as they are configured. */
export const inOrder = (sites: readonly Site[]): readonly Site[] => [...sites].sort((a, b) => stageOrder(a.stage) - stageOrder(b.stage))

/** `sites`: in the order of the journey. */
export const mapOf = (sites: readonly Site[], { relationship: with_, same, ...known }: Known): JourneyMap => {
  const relationship = relationshipOf(sites)
  const anchorSite = same && sites.find(({ id }) => id === same.touchpoint)
  const anchor = anchorSite ? firsts(anchorSite)[0] : undefined
  const points = new Map(
    sites.map((site) => [
      site.id,
      firsts(site).map((one): Drawn => {
        const others = current(site.instruments).filter(({ rule }) => rule === one.rule).length - 1
        // Of the touchpoint itself everybody is such a person.
        const isOther = same !== null && anchor !== undefined && (site.id !== same.touchpoint || one !== anchor)
        return pointOf(one, others, isOther ? { counts: same.together.counts.filter(of(site.id, one.fingerprint)), anchor } : null)
      }),
    ]),
  )
  const all = [...points.values()].flat()
  const linked = sites.flatMap((site) => {
    const [one] = firsts(site)
    const isLinked = relationship !== null && with_ !== null && one !== undefined && site.id !== relationship.site.id
    return isLinked ? [{ id: site.id, counts: with_.counts.filter(of(site.id, one.fingerprint)) }] : []
  })
  const links = linksOf(linked.map(({ counts }) => counts))
  const places = sites.map((site): MapPlace => {
    const { id, name, stage, category, channel, truth, target, belief, effort } = site
    return {
      ...{ id, name, stage, category, channel, truth, target, belief, effort },
      hearing: hearingOf(site),
      points: (points.get(id) ?? []).map((point) => ({
        ...point,
        extreme: isLowest(point, all) ? 'lowest' : isHighest(point, all) ? 'highest' : null,
      })),
      link: links[linked.findIndex((one) => one.id === id)] ?? null,
    }
  })
  return {
    places,
    lines: linesOf(sites, points),
    relationship: relationship?.site.id ?? null,
    same: same && anchor ? { touchpoint: same.touchpoint, people: same.together.people, isPart: same.together.isPart } : null,
    ...known,
    coverage: coverageOf(places),
  }
}
