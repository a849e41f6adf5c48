import type { Config } from '../../../src/survey/config'
import { type ComparedRow, compareReports } from '../report/compare'
import type { Span } from '../report/periods'
import type { Reports } from '../report/reports'
import { type StaleSurvey, staleSurveys } from '../report/stale'
import type { Report, TouchpointReport, Voice } from '../report/types'
import type { Channel, Store } from '../store'
import { weekToTell } from './digest-week'
import { ownerOf } from './rules'

/** What a team reads of a week. */
export interface Digest {
  readonly project: string
  readonly week: Span
  readonly report: Report
  /** Against the week before, all tests corrected together. */
  readonly compared: readonly ComparedRow[]
  /** Alerts that nobody has dealt with yet, of any week. */
  readonly open: { readonly n: number; readonly oldest: string | null }
  readonly stale: readonly StaleSurvey[]
  /** The newest of the week, where the channel takes them. */
  readonly comments: readonly (Voice & { readonly touchpoint: TouchpointReport })[]
  /** A mail that says that it is a test. */
  readonly test: boolean
  readonly links: { readonly results: string; readonly inbox: string; readonly channels: string }
}

/** Enough to hear the tone; the page has all of them. */
const MOST_COMMENTS = 5

const startOf = (day: string): string => `${day}T00:00:00.000Z`
const daysBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * 24 * 3600 * 1000).toISOString()

export interface DigestOptions {
  readonly store: Store
  readonly reports: Reports
  readonly config: (project: string) => Promise<Config | null>
  readonly publicUrl: string | null
  readonly now: () => number
}

/** As the week stands now, which is a little more than when it was due where answers came late. */
export const buildDigest = async (
  { store, reports, config: configOf, publicUrl, now }: DigestOptions,
  channel: Channel,
  week: Span,
  test: boolean,
): Promise<Digest> => {
  const { project, settings } = channel
  const config = await configOf(project)
  // A week of people: of sample data nobody has to hear.
  const scope = { project, test: false, simulated: false, since: startOf(week.from), until: startOf(week.until) }
  const before = { ...scope, since: daysBefore(week.from, 7), until: scope.since }
  const owner = settings.owner === '' ? {} : { owner: settings.owner }
  const [report, earlier, open, stale] = await Promise.all([
    reports.report(scope, config, now()),
    reports.report(before, config, now()),
    store.loop.open({ project, state: 'open', ...owner }),
    staleSurveys(store, project, config, now()),
  ])
  const isOurs = (touchpoint: string, survey: string | null) =>
    settings.owner === '' || ownerOf(config, touchpoint, survey) === settings.owner
  const ours = (of: Report): Report => ({ ...of, touchpoints: of.touchpoints.filter(({ id, surveys }) => isOurs(id, surveys[0] ?? null)) })
  const own = ours(report)
  const comments = settings.includeComment
    ? own.touchpoints
        .flatMap((touchpoint) => touchpoint.comments.map((voice) => ({ ...voice, touchpoint })))
        .sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1))
        .slice(0, MOST_COMMENTS)
    : []
  const base = publicUrl ?? channel.base
  const href = (path: string, more: Readonly<Record<string, string>> = {}): string => {
    const query = new URLSearchParams({ ...(project === 'default' ? {} : { project }), ...more })
    return `${base}${path}${query.size > 0 ? `?${query}` : ''}`
  }
  return {
    project,
    week,
    report: own,
    compared: compareReports(own, ours(earlier)),
    open,
    stale: stale.filter(({ survey }) => isOurs(homeIn(config, survey), survey)),
    comments,
    test,
    links: {
      results: href('/results', { since: week.from, through: daysBefore(week.until, 1).slice(0, 10) }),
      inbox: href('/inbox', owner),
      channels: href('/channels'),
    },
  }
}

const homeIn = (config: Config | null, survey: string): string => {
  const touchpoint = config?.surveys.find(({ id }) => id === survey)?.touchpoint
  return typeof touchpoint === 'string' ? touchpoint : (touchpoint?.id ?? '')
}

/** What was answered at the touchpoints it is about. */
export const answeredIn = ({ report }: Digest): number =>
  report.touchpoints.reduce((sum, { cascade }) => sum + cascade.answered + cascade.imported, 0)

/** Notes what is due, once for each channel and week, however often and by however many collectors it is asked. */
export const noteDigests = async (store: Store, now: number): Promise<number> => {
  let noted = 0
  for (const { project, id, settings } of await store.loop.digests()) {
    const week = settings.digest && weekToTell(settings.digest, now)
    if (week && (await store.loop.addDigest(project, id, week.from, new Date(now).toISOString()))) noted++
  }
  return noted
}
