import type { ChoiceOption, Config, Stage, Survey, Touchpoint } from '../../../src/survey/config'
import type { Scope, Store, UsedInstrument } from '../store'
import { cascadeOf, participationOf, reportInstrument, voiceOf } from './instrument'
import type { Report, TouchpointReport } from './types'

/** The order of the journey (DOMAIN §1). */
export const stages: readonly Stage[] = ['discovery', 'evaluation', 'purchase', 'retention', 'advocacy']
const LATEST_ANSWERS = 9
const LATEST_COMMENTS = 8

const touchpointOf = (survey: Survey, known: ReadonlyMap<string, Touchpoint>): Touchpoint | undefined =>
  typeof survey.touchpoint === 'string' ? known.get(survey.touchpoint) : survey.touchpoint
const idOf = ({ touchpoint }: Survey): string => (typeof touchpoint === 'string' ? touchpoint : touchpoint.id)

/** Everything configured, in the file's order, those surveys carry inline included. */
const configured = (config: Config | null): ReadonlyMap<string, Touchpoint> => {
  const known = new Map((config?.touchpoints ?? []).map((touchpoint) => [touchpoint.id, touchpoint]))
  for (const survey of config?.surveys ?? []) {
    const touchpoint = touchpointOf(survey, known)
    if (touchpoint && !known.has(touchpoint.id)) known.set(touchpoint.id, touchpoint)
  }
  return known
}

/** Which touchpoint a survey's counts belong to: the configured one, else where it was last seen. */
const homes = (config: Config | null, used: readonly UsedInstrument[]): ReadonlyMap<string, string> => {
  const latestLast = [...used].sort((a, b) => (a.last < b.last ? -1 : 1))
  const map = new Map(latestLast.map(({ survey, touchpoint }) => [survey, touchpoint.id]))
  for (const survey of config?.surveys ?? []) map.set(survey.id, idOf(survey))
  return map
}

const optionsOf = (config: Config | null, { survey, instrument }: UsedInstrument): readonly ChoiceOption[] => {
  const question = config?.surveys.find(({ id }) => id === survey)?.questions?.find(({ id }) => id === instrument.question)
  return question?.type === 'choice' ? question.options : []
}

const stageOrder = (stage: Stage | null): number => (stage === null ? stages.length : stages.indexOf(stage))
const groupBy = <T>(list: readonly T[], key: (entry: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const entry of list) {
    const group = groups.get(key(entry))
    if (group) group.push(entry)
    else groups.set(key(entry), [entry])
  }
  return groups
}

/** The report both `/v1/report` and `/results` show: one source for every number. */
export const buildReport = async (store: Store, scope: Scope, config: Config | null, now: number): Promise<Report> => {
  const [showings, values, used, gates, latest, commented, apart] = await Promise.all([
    store.showings(scope),
    store.values(scope),
    store.instruments(scope),
    store.gateCounts(scope),
    store.latest(scope, 'answered', LATEST_ANSWERS),
    store.latest(scope, 'commented', LATEST_COMMENTS),
    store.showings({ ...scope, test: !scope.test }),
  ])
  const known = configured(config)
  const home = homes(config, used)
  const key = (touchpoint: string, fingerprint: string) => JSON.stringify([touchpoint, fingerprint])
  const showingsOf = groupBy(showings, (one) => key(one.touchpoint, one.fingerprint))
  const valuesOf = groupBy(values, (one) => key(one.touchpoint, one.fingerprint))
  const latestOf = groupBy(latest, (one) => key(one.touchpoint.id, one.instrument.fingerprint))
  const usedAt = groupBy(used, (one) => one.touchpoint.id)
  const gatesAt = groupBy(gates, (one) => home.get(one.survey) ?? '')
  const listening = new Set((config?.surveys ?? []).filter((survey) => survey.enabled !== false).map(idOf))

  const reportTouchpoint = (id: string): TouchpointReport => {
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
    const instruments = here.map((one) => {
      const mine = key(id, one.instrument.fingerprint)
      return reportInstrument(one, showingsOf.get(mine) ?? [], valuesOf.get(mine) ?? [], latestOf.get(mine) ?? [], optionsOf(config, one))
    })
    return {
      id,
      name: touchpoint?.name ?? null,
      stage: touchpoint?.stage ?? told?.stage ?? null,
      category: touchpoint?.category ?? told?.category ?? null,
      channel: touchpoint?.channel ?? told?.channel ?? null,
      truth: touchpoint?.truth ?? false,
      target: touchpoint?.target ?? null,
      surveys: [
        ...new Set([...[...home].filter(([, at]) => at === id).map(([survey]) => survey), ...here.map((one) => one.survey)]),
      ].sort(),
      cascade,
      participation: participationOf(cascade),
      instruments: instruments.sort((a, b) => b.n - a.n || (a.lastAt < b.lastAt ? 1 : -1)),
      comments: commented
        .filter((one) => one.touchpoint.id === id)
        .slice(0, LATEST_COMMENTS)
        .map(voiceOf),
    }
  }

  const order = [...known.keys()]
  const ids = new Set([...usedAt.keys(), ...gatesAt.keys(), ...(scope.test ? [] : listening)])
  ids.delete('')
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  const touchpoints = [...ids]
    .map(reportTouchpoint)
    .sort((a, b) => stageOrder(a.stage) - stageOrder(b.stage) || place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1))
  const all = cascadeOf(showings)
  return {
    project: scope.project,
    test: scope.test,
    since: scope.since ?? null,
    until: scope.until ?? null,
    generatedAt: new Date(now).toISOString(),
    shown: all.shown,
    answered: all.answered,
    answeredApart: cascadeOf(apart).answered,
    touchpoints,
  }
}
