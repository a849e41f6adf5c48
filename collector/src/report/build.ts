import type { Config } from '../../../src/survey/config'
import type { Scope, Store, UsedInstrument } from '../store'
import { askedOf } from './asked'
import { groupBy, pairKey } from './group'
import { histories, noHistory } from './history'
import { cascadeOf, participationOf, reportInstrument, voiceOf } from './instrument'
import { configured, homeOf, homes, stageOrder } from './journey'
import { isCounted, type QuestionReport, reportQuestion } from './questions'
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

/** What was answered beside the score, for the instruments that asked for more. */
const readQuestions = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  used: readonly UsedInstrument[],
): Promise<ReadonlyMap<string, readonly QuestionReport[]>> => {
  const found = new Map<string, readonly QuestionReport[]>()
  for (const one of used) {
    const counted = askedOf(config, one).filter(isCounted)
    if (counted.length === 0) continue
    const answers = await store.answers(scope, one)
    const reports = counted.map((asked) => reportQuestion(asked, answers)).filter((report) => report !== null)
    found.set(pairKey(one.touchpoint.id, one.instrument.fingerprint), reports)
  }
  return found
}

/** The report both `/v1/report` and `/results` show: one source for every number. */
export const buildReport = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  now: number,
  order: CommentOrder = 'newest',
): Promise<Report> => {
  const used = await store.instruments(scope)
  const [showings, choices, days, gates, latest, commented, apart] = await Promise.all([
    store.showings(scope),
    store.choices(scope),
    store.days(scope),
    store.gateCounts(scope),
    store.latest(scope, 'answered', LATEST_ANSWERS, used),
    store.latest(scope, order === 'lowest' ? 'lowest' : 'commented', LATEST_COMMENTS, used),
    store.showings({ ...scope, test: !scope.test }),
  ])
  const bounds = { since: scope.since ?? null, until: scope.until ?? null, now }
  const history = await histories(store, scope, used, days)
  const questions = await readQuestions(store, scope, config, used)
  const known = configured(config)
  const home = homes(config, used)
  const showingsOf = groupBy(showings, (one) => pairKey(one.touchpoint, one.fingerprint))
  const choicesOf = groupBy(choices, (one) => pairKey(one.touchpoint, one.fingerprint))
  const latestOf = groupBy(latest, (one) => pairKey(one.touchpoint.id, one.instrument.fingerprint))
  const usedAt = groupBy(used, (one) => one.touchpoint.id)
  const gatesAt = groupBy(gates, (one) => home.get(one.survey) ?? '')
  const listening = new Set((config?.surveys ?? []).filter((survey) => survey.enabled !== false).map(homeOf))

  const reportTouchpoint = (id: string): Omit<TouchpointReport, 'lowest'> => {
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
    const instruments = inOrder(
      here.map((one) => {
        const mine = pairKey(id, one.instrument.fingerprint)
        const counted = {
          showings: showingsOf.get(mine) ?? [],
          choices: choicesOf.get(mine) ?? [],
          history: history.get(mine) ?? noHistory,
          latest: latestOf.get(mine) ?? [],
          options: askedOf(config, one).find(({ isMain }) => isMain)?.parts ?? [],
          questions: questions.get(mine) ?? [],
        }
        const report = reportInstrument(one, counted, bounds)
        // Nobody waits for test answers.
        return scope.test ? { ...report, forecast: null } : report
      }),
    )
    const target = touchpoint?.target ?? null
    return {
      id,
      name: touchpoint?.name ?? null,
      stage: touchpoint?.stage ?? told?.stage ?? null,
      category: touchpoint?.category ?? told?.category ?? null,
      channel: touchpoint?.channel ?? told?.channel ?? null,
      truth: touchpoint?.truth ?? false,
      target,
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
  const ids = new Set([...usedAt.keys(), ...gatesAt.keys(), ...(scope.test ? [] : listening)])
  ids.delete('')
  const place = (id: string) => (places.includes(id) ? places.indexOf(id) : places.length)
  const touchpoints = [...ids]
    .map(reportTouchpoint)
    .sort((a, b) => stageOrder(a.stage) - stageOrder(b.stage) || place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1))
  const firsts = touchpoints.flatMap(({ instruments }) => instruments.slice(0, 1))
  const all = cascadeOf(showings)
  const isPart = scope.since !== undefined || scope.until !== undefined
  return {
    project: scope.project,
    test: scope.test,
    since: bounds.since,
    until: bounds.until,
    generatedAt: new Date(now).toISOString(),
    shown: all.shown,
    answered: all.answered,
    answeredApart: cascadeOf(apart).answered,
    outside: all.shown === 0 && isPart && (await store.showings({ project: scope.project, test: scope.test })).length > 0,
    touchpoints: touchpoints.map((one) => ({ ...one, lowest: one.instruments[0] ? isLowest(one.instruments[0], firsts) : false })),
  }
}
