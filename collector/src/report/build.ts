import type { Config } from '../../../src/survey/config'
import type { Dimension, Scope, Store, StoredResponse, UsedInstrument } from '../store'
import { askedOf } from './asked'
import { beliefsOf } from './beliefs'
import { breakdownOf } from './breakdown'
import { groupBy, pairKey } from './group'
import { histories, noHistory } from './history'
import { cascadeOf, isMeasured, participationOf, reportInstrument, voiceOf } from './instrument'
import { configured, homeOf, homes, stageOrder, touchpointNameIn } from './journey'
import { type Mark, marksOf } from './marks'
import { type Measure, measuresOf } from './measures'
import type { ToldContacts } from './outcome'
import { prioritiesOf } from './priorities'
import { isCounted, type QuestionReport, reportQuestion } from './questions'
import { readMap } from './read-map'
import { isLowest, standing } from './standing'
import type { InstrumentReport, Report, TouchpointReport } from './types'

const LATEST_ANSWERS = 9
const LATEST_COMMENTS = 8

/** Which comments come first. */
export type CommentOrder = 'newest' | 'lowest'

/** Those in use before those replaced; each weighs as much as it and all whose place it took. */
const inOrder = (instruments: readonly InstrumentReport[]): InstrumentReport[] => {
  const replaced = new Set(instruments.map(({ replaces }) => replaces))
  const weight = ({ n, replaces }: InstrumentReport): number => {
    const before = replaces === null ? undefined : instruments.find(({ fingerprint }) => fingerprint === replaces)
    return before ? n + weight(before) : n
  }
  const isOld = ({ fingerprint }: InstrumentReport) => replaced.has(fingerprint)
  const latestFirst = (a: InstrumentReport, b: InstrumentReport) => (a.lastAt < b.lastAt ? 1 : -1)
  return [...instruments].sort((a, b) => Number(isOld(a)) - Number(isOld(b)) || (isOld(a) ? 0 : weight(b) - weight(a)) || latestFirst(a, b))
}

const CONTACT_NUMBER = 'contact_number'
/** A recipe that a page names by itself sends it, too. */
const sendsContacts = (config: Config | null, { survey }: UsedInstrument): boolean =>
  (config?.send ?? []).includes(CONTACT_NUMBER) || !config?.surveys.some(({ id }) => id === survey)
/** Answers by what the chat told of earlier contacts, where the configuration lets it be sent. */
const readContacts = async (store: Store, scope: Scope, one: UsedInstrument): Promise<ToldContacts> => {
  const dimension = `event.${CONTACT_NUMBER}` as const
  const { values } = await store.breakdown(scope, one, dimension)
  const answersFor = (value: string) => store.answers({ ...scope, filters: [...(scope.filters ?? []), { dimension, value }] }, one)
  const [first = [], ...later] = await Promise.all(
    ['1', ...values.map(({ value }) => value).filter((value) => value !== '1')].map(answersFor),
  )
  return { first, later: later.flat() }
}

/** What was answered beside the score, for the instruments that asked for more. */
const readQuestions = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  used: readonly UsedInstrument[],
  measures: ReadonlyMap<string, ReadonlyMap<string, Measure>>,
): Promise<ReadonlyMap<string, readonly QuestionReport[]>> => {
  const found = new Map<string, readonly QuestionReport[]>()
  for (const one of used) {
    const counted = askedOf(config, one).filter(isCounted)
    if (counted.length === 0) continue
    const answers = await store.answers(scope, one)
    const mine = pairKey(one.touchpoint.id, one.instrument.fingerprint)
    const meant = measures.get(mine) ?? new Map<string, Measure>()
    const told =
      [...meant.values()].includes('resolution') && sendsContacts(config, one) ? await readContacts(store, scope, one) : undefined
    const reports = counted.map((asked) => reportQuestion(asked, answers, meant, counted, told)).filter((report) => report !== null)
    found.set(mine, reports)
  }
  return found
}

/** What the ratings and choices of each instrument measure, by the version that its latest response names. */
const readMeasures = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  used: readonly UsedInstrument[],
  latest: ReadonlyMap<string, readonly StoredResponse[]>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Measure>>> => {
  const found = new Map<string, ReadonlyMap<string, Measure>>()
  for (const { touchpoint, survey, instrument } of used) {
    if (!Object.values(instrument.types ?? { main: instrument.type }).some((type) => type === 'rating' || type === 'choice')) continue
    const mine = pairKey(touchpoint.id, instrument.fingerprint)
    found.set(mine, await measuresOf(store, scope.project, config, survey, latest.get(mine)?.[0]?.surveyVersion))
  }
  return found
}

/** What of a report is not always wanted. */
export interface ReportOptions {
  /** Default `newest`. */
  readonly comments?: CommentOrder
  /** What scores are broken down by. Default nothing. */
  readonly by?: Dimension | null
  /** The map of the journey; `same`: among those alone who also answered at this touchpoint. Default none. */
  readonly journey?: { readonly same: string | null } | null
}

/** Each measured instrument's score by a dimension. */
const withBreakdown = async (store: Store, scope: Scope, by: Dimension | null, one: UsedInstrument, report: InstrumentReport) => {
  const { metric, points, countsFrom, n } = report
  if (by === null || n === 0 || !isMeasured(metric)) return report
  const cells = await store.breakdown(scope, one, by)
  const all = new Map(report.distribution.map(({ value, count }) => [value, count]))
  return { ...report, breakdown: breakdownOf({ metric, points, countsFrom }, cells, all) }
}

/** The report both `/v1/report` and `/results` show: one source for every number. */
export const buildReport = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  now: number,
  { comments: order = 'newest', by = null, journey = null }: ReportOptions = {},
): Promise<Report> => {
  const isFiltered = (scope.filters ?? []).length > 0
  const used = await store.instruments(scope)
  const [showings, choices, days, gates, latest, commented, apart, notes, links, simulated] = await Promise.all([
    store.showings(scope),
    store.choices(scope),
    store.days(scope),
    // Counts without identity carry nothing to filter by.
    isFiltered ? [] : store.gateCounts(scope),
    store.latest(scope, 'answered', LATEST_ANSWERS, used),
    store.latest(scope, order === 'lowest' ? 'lowest' : 'commented', LATEST_COMMENTS, used),
    store.showings({ ...scope, test: !scope.test }),
    store.notes.list(scope.project),
    store.beliefs.list(scope.project),
    store.simulated(scope),
  ])
  const bounds = { since: scope.since ?? null, until: scope.until ?? null, now }
  const history = await histories(store, scope, used, days)
  const latestOf = groupBy(latest, (one) => pairKey(one.touchpoint.id, one.instrument.fingerprint))
  const measures = await readMeasures(store, scope, config, used, latestOf)
  const questions = await readQuestions(store, scope, config, used, measures)
  const marks = await marksOf(store, scope, used, notes, isMeasured)
  const beliefs = beliefsOf(links)
  const noMarks: readonly Mark[] = []
  const known = configured(config)
  const home = homes(config, used)
  const showingsOf = groupBy(showings, (one) => pairKey(one.touchpoint, one.fingerprint))
  const choicesOf = groupBy(choices, (one) => pairKey(one.touchpoint, one.fingerprint))
  const usedAt = groupBy(used, (one) => one.touchpoint.id)
  const gatesAt = groupBy(gates, (one) => home.get(one.survey) ?? '')
  const listening = new Set((config?.surveys ?? []).filter((survey) => survey.enabled !== false).map(homeOf))

  const reportTouchpoint = async (id: string): Promise<Omit<TouchpointReport, 'lowest'>> => {
    const here = usedAt.get(id) ?? []
    const told = [...here].sort((a, b) => (a.last < b.last ? 1 : -1))[0]?.touchpoint
    const touchpoint = known.get(id)
    const counted = gatesAt.get(id)
    const sum = (gate: 'triggered' | 'eligible' | 'sampled') => counted?.reduce((total, one) => total + one[gate], 0) ?? null
    const cascade = {
      triggered: sum('triggered'),
      eligible: sum('eligible'),
      sampled: sum('sampled'),
      ...cascadeOf(showings.filter((one) => one.touchpoint === id)),
    }
    const reports: InstrumentReport[] = []
    for (const one of here) {
      const mine = pairKey(id, one.instrument.fingerprint)
      const counted = {
        showings: showingsOf.get(mine) ?? [],
        choices: choicesOf.get(mine) ?? [],
        history: history.get(mine) ?? noHistory,
        latest: latestOf.get(mine) ?? [],
        options: askedOf(config, one).find(({ isMain }) => isMain)?.parts ?? [],
        questions: questions.get(mine) ?? [],
        reportsAs: measures.get(mine)?.get(one.instrument.question) ?? null,
        marks: marks.get(mine) ?? noMarks,
      }
      const report = await withBreakdown(store, scope, by, one, reportInstrument(one, counted, bounds))
      // Nobody waits for test answers, nor for those of a part.
      reports.push(scope.test || isFiltered ? { ...report, forecast: null } : report)
    }
    const instruments = inOrder(reports)
    const target = touchpoint?.target ?? null
    const staff = beliefs.get(id)
    return {
      id,
      name: touchpointNameIn(config, id),
      stage: touchpoint?.stage ?? told?.stage ?? null,
      category: touchpoint?.category ?? told?.category ?? null,
      channel: touchpoint?.channel ?? told?.channel ?? null,
      truth: touchpoint?.truth ?? false,
      target,
      belief: staff !== undefined && staff.rule === instruments[0]?.rule ? staff.value : (touchpoint?.belief ?? null),
      believed: staff ?? null,
      standing: instruments[0] ? standing(instruments[0], target) : null,
      surveys: [
        ...new Set([...[...home].filter(([, at]) => at === id).map(([survey]) => survey), ...here.map((one) => one.survey)]),
      ].sort(),
      cascade,
      participation: participationOf(cascade),
      instruments,
      comments: commented
        .filter((one) => one.touchpoint.id === id)
        .slice(0, LATEST_COMMENTS)
        .map(voiceOf),
    }
  }

  const places = [...known.keys()]
  const ids = new Set([...usedAt.keys(), ...gatesAt.keys(), ...(scope.test || isFiltered ? [] : listening)])
  ids.delete('')
  const place = (id: string) => (places.includes(id) ? places.indexOf(id) : places.length)
  const touchpoints = (await Promise.all([...ids].map(reportTouchpoint))).sort(
    (a, b) => stageOrder(a.stage) - stageOrder(b.stage) || place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1),
  )
  const firsts = touchpoints.flatMap(({ instruments }) => instruments.slice(0, 1))
  const whole = touchpoints.map((one) => ({ ...one, lowest: one.instruments[0] ? isLowest(one.instruments[0], firsts) : false }))
  const map = journey && (await readMap(store, scope, config, used, whole, journey.same, beliefs, measures))
  const all = cascadeOf(showings)
  const isPart = isFiltered || scope.since !== undefined || scope.until !== undefined
  return {
    project: scope.project,
    test: scope.test,
    since: bounds.since,
    until: bounds.until,
    filters: scope.filters ?? [],
    by,
    generatedAt: new Date(now).toISOString(),
    shown: all.shown,
    answered: all.answered,
    imported: all.imported,
    simulated,
    answeredApart: cascadeOf(apart).answered,
    outside: all.shown === 0 && isPart && (await store.showings({ project: scope.project, test: scope.test })).length > 0,
    touchpoints: whole,
    journey: map,
    priorities: map && prioritiesOf(whole, map),
  }
}
