import type { Config } from '../../../src/survey/config'
import { ruleOf } from '../../../src/survey/score'
import {
  type Bar,
  countBetween,
  type Difference,
  estimate,
  type MeasuredMetric,
  MINIMUM_ANSWERS,
  meanDifference,
  npsDifference,
  scaleEnds,
  shareDifference,
  total,
} from '../metrics'
import type { Alert, Drop, Store, UsedInstrument } from '../store'
import { ownerOf } from './rules'

const DAY_MS = 24 * 3600 * 1000
const WEEKS_BEFORE = 4
/** Looks at one week: after each of its days. */
const LOOKS = 7
/** Of finding a drop where there is none, in one week of a project. */
const ALPHA = 0.05

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const startOf = (day: string): string => `${day}T00:00:00.000Z`

export interface Weeks {
  /** The first day of the four weeks before, of this week, and the day after the last whole one. All `YYYY-MM-DD`, UTC. */
  readonly before: string
  readonly week: string
  readonly until: string
}

/** The week of yesterday, Monday to Sunday, as far as its days are over, and the four weeks before it. */
export const weeksAt = (now: number): Weeks => {
  const until = Math.floor(now / DAY_MS) * DAY_MS
  const yesterday = until - DAY_MS
  const week = yesterday - ((new Date(yesterday).getUTCDay() + 6) % 7) * DAY_MS
  return { before: dayOf(week - WEEKS_BEFORE * 7 * DAY_MS), week: dayOf(week), until: dayOf(until) }
}

/** NPS by the adjusted Wald difference, shares by N−1 χ² or exactly, means by Welch or Student: see `metrics/difference.ts`. Null below ten answers on either side. */
export const compare = (
  metric: MeasuredMetric,
  points: number | null,
  countsFrom: number | undefined,
  now: readonly Bar[],
  before: readonly Bar[],
): Difference | null => {
  const [n, m] = [total(now), total(before)]
  if (n < MINIMUM_ANSWERS || m < MINIMUM_ANSWERS) return null
  const [min, max] = scaleEnds(metric, points)
  const { counts, against } = ruleOf(metric, max - min + 1, countsFrom)
  if (counts && against) {
    const groups = (bars: readonly Bar[], size: number) => ({
      n: size,
      promoters: countBetween(bars, ...counts),
      detractors: countBetween(bars, ...against),
    })
    return npsDifference(groups(now, n), groups(before, m))
  }
  if (counts) return shareDifference(countBetween(now, ...counts), n, countBetween(before, ...counts), m)
  return meanDifference(now, before)
}

/** Holm (1979): from the smallest p on, each against α over what is left, until one does not hold. */
export const holm = <One extends { readonly p: number }>(all: readonly One[], alpha: number): readonly One[] => {
  const sorted = [...all].sort((a, b) => a.p - b.p)
  const end = sorted.findIndex(({ p }, index) => p > alpha / (sorted.length - index))
  return end < 0 ? sorted : sorted.slice(0, end)
}

const measured: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies MeasuredMetric[]
type Counts = readonly { readonly score: number; readonly n: number }[]

const barsOf = (counts: Counts): readonly Bar[] => {
  const bars = new Map<number, number>()
  for (const { score, n } of counts) bars.set(score, (bars.get(score) ?? 0) + n)
  return [...bars].sort(([a], [b]) => a - b).map(([value, count]) => ({ value, count }))
}

/** This week's scores and those of the four before. NPS counts the latest answer of each person in either. */
const readScores = async (
  store: Store,
  project: string,
  weeks: Weeks,
  metric: MeasuredMetric,
  touchpoint: string,
  fingerprint: string,
  days: Awaited<ReturnType<Store['days']>>,
): Promise<readonly [now: readonly Bar[], before: readonly Bar[]]> => {
  if (metric === 'nps') {
    const scope = { project, test: false, simulated: false, since: startOf(weeks.before), until: startOf(weeks.until) }
    const people = await store.people(scope, touchpoint, fingerprint, [weeks.before, weeks.week])
    return [barsOf(people.filter(({ period }) => period === 1)), barsOf(people.filter(({ period }) => period === 0))]
  }
  const own = days.filter((day) => day.touchpoint === touchpoint && day.fingerprint === fingerprint)
  return [barsOf(own.filter(({ day }) => day >= weeks.week)), barsOf(own.filter(({ day }) => day < weeks.week))]
}

interface Compared extends Drop {
  readonly used: UsedInstrument
}

const round = (value: number): number => Math.round(value * 100) / 100 + 0

const compareAll = async (store: Store, project: string, weeks: Weeks): Promise<readonly Compared[]> => {
  const scope = { project, test: false, simulated: false, since: startOf(weeks.before), until: startOf(weeks.until) }
  const [used, days] = await Promise.all([store.instruments(scope), store.days(scope)])
  const compared: Compared[] = []
  for (const one of used) {
    const { type, points, countsFrom, fingerprint } = one.instrument
    if (!measured.includes(type)) continue
    const metric = type as MeasuredMetric // one of the list
    const [now, before] = await readScores(store, project, weeks, metric, one.touchpoint.id, fingerprint, days)
    const found = compare(metric, points, countsFrom, now, before)
    if (found === null) continue
    const score = (bars: readonly Bar[]) => {
      const { n, score: value } = estimate(metric, points, new Map(bars.map(({ value: at, count }) => [at, count])), countsFrom)
      return { n, score: value }
    }
    const [min, max] = scaleEnds(metric, points)
    compared.push({
      metric,
      rule: ruleOf(metric, max - min + 1, countsFrom).name,
      fingerprint,
      week: weeks.week,
      until: weeks.until,
      now: score(now),
      before: score(before),
      difference: round(found.difference),
      interval: [round(found.interval[0]), round(found.interval[1])],
      p: found.p,
      used: one,
    })
  }
  return compared
}

/**
 * Tells of touchpoints whose score fell: once a week for each, however often and by however many collectors it is asked. The sequential rule:
 * each week is looked at once a day, after whole days alone, and every look may be wrong by α/7 (Bonferroni), shared among all that is compared
 * (Holm). So a quiet project hears of a drop that is none in less than one week of twenty.
 */
export const tellDrops = async (store: Store, project: string, config: Config | null, now: number): Promise<readonly Alert[]> => {
  const weeks = weeksAt(now)
  const at = new Date(now).toISOString()
  const told: Alert[] = []
  for (const { used, ...drop } of holm(await compareAll(store, project, weeks), ALPHA / LOOKS)) {
    if (drop.difference >= 0) continue
    const touchpoint = used.touchpoint.id
    const alert: Alert = {
      project,
      id: `drop:${touchpoint}:${weeks.week}`,
      reasons: ['drop'],
      touchpoint,
      survey: used.survey,
      owner: ownerOf(config, touchpoint, used.survey),
      score: drop.now.score,
      band: null,
      drop,
      active: true,
      openedAt: at,
      updatedAt: at,
    }
    if (await store.loop.raise(alert)) told.push(alert)
  }
  return told
}
