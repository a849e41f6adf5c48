import type { MeasuredMetric } from '../metrics'
import type { Scope } from '../store'
import { type Tested, testAll } from './tested'
import type { InstrumentReport, Report, TouchpointReport } from './types'

/** Against what: the period just before, the same one a year earlier, or another group of the same period. */
export type CompareWith = 'before' | 'year' | 'segments'

/** One instrument at one touchpoint on both sides. */
export interface ComparedRow {
  readonly touchpoint: TouchpointReport
  /** Null where it was not asked, or nobody answered, on this side. */
  readonly first: InstrumentReport | null
  readonly second: InstrumentReport | null
  /** Null where a side has fewer than ten answers. */
  readonly tested: Tested | null
}

const YEAR_MS = 364 * 24 * 3600 * 1000

/** What a scope is compared with; null where nothing lies before it. A year is 52 weeks, so that weekends meet weekends. */
export const earlierScope = (scope: Scope, against: 'before' | 'year', now: number): Scope | null => {
  if (scope.since === undefined) return null
  const since = Date.parse(scope.since)
  const until = scope.until === undefined ? now : Math.min(now, Date.parse(scope.until))
  const back = against === 'year' ? YEAR_MS : until - since
  if (back <= 0) return null
  return { ...scope, since: new Date(since - back).toISOString(), until: new Date(until - back).toISOString() }
}

const countsOf = (report: InstrumentReport): ReadonlyMap<number, number> =>
  new Map(report.distribution.map(({ value, count }) => [value, count]))

const isMeasured = ({ rule, n }: InstrumentReport): boolean => rule !== null && n > 0

/** Two reports, question by question: only what is one instrument is compared, and all tests on the page are corrected together. */
export const compareReports = (first: Report, second: Report): readonly ComparedRow[] => {
  const ids = [...new Set([...first.touchpoints, ...second.touchpoints].map(({ id }) => id))]
  const pairs = ids.flatMap((id) => {
    const [a, b] = [first, second].map(({ touchpoints }) => touchpoints.find((one) => one.id === id))
    const touchpoint = a ?? b
    if (!touchpoint) return []
    const known = [a, b].map((one) => (one?.instruments ?? []).filter(isMeasured))
    const fingerprints = [...new Set(known.flat().map(({ fingerprint }) => fingerprint))]
    return fingerprints.map((fingerprint) => {
      const [one = null, other = null] = known.map((reports) => reports.find((report) => report.fingerprint === fingerprint))
      return { touchpoint, first: one, second: other }
    })
  })
  const tests = testAll(
    pairs.map(({ first, second }) => {
      const either = first ?? second
      return {
        // Only what has a rule came this far.
        metric: (either?.metric ?? 'csat') as MeasuredMetric,
        points: either?.points ?? null,
        countsFrom: either?.countsFrom ?? null,
        first: first ? countsOf(first) : new Map(),
        second: second ? countsOf(second) : new Map(),
      }
    }),
  )
  return pairs.map((pair, index) => ({ ...pair, tested: tests[index] ?? null }))
}
