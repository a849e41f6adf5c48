import type { Config, Survey } from '../../../src/survey/config'
import { scaleEnds } from '../metrics'
import { type AnswerCount, bandOf, type Scope, type Store, type UsedInstrument } from '../store'
import { askedOf } from './asked'
import { askedTwice, type Helped, type Recovery, recoveriesOf, type Shift, shiftsOf, type Twice } from './effects'
import { isMeasured } from './instrument'
import { type Compared, type Lift, liftsOf, type Trial, trialOf } from './lift'

/** The highest score that is low on an instrument’s scale; null where none is. */
const mostLow = ({ instrument }: UsedInstrument): number | null => {
  if (!isMeasured(instrument.type)) return null
  const [min, max] = scaleEnds(instrument.type, instrument.points)
  const low = Array.from({ length: max - min + 1 }, (_, step) => min + step).filter((score) => bandOf(score, instrument) === 'low')
  return low.at(-1) ?? null
}

/** Whether help can be accepted in it: somebody may leave word of how to reach them, or do something. */
const offersHelp = ({ instrument }: UsedInstrument): boolean =>
  Object.values(instrument.types ?? {}).some((type) => /^(contact|callback|action)$|^text\.(email|phone)$/.test(type))

/**
 * What a survey compares, in every form that is known, as it is now first: a variant that is gone from the configuration was answered all the same, and
 * what these people were asked came before they read anything.
 */
const trialsOf = async (store: Store, project: string, config: Config | null, survey: string): Promise<readonly Trial[]> => {
  const known = (await store.surveys.known(project, survey)).map(({ content }) => JSON.parse(content) as Survey)
  const now = config?.surveys.find(({ id }) => id === survey)
  return [...(now ? [now] : []), ...known].map(trialOf).filter((trial) => trial !== null)
}

/** Those that are left when some of them are taken away. */
const without = (counts: readonly AnswerCount[], some: readonly AnswerCount[]): readonly AnswerCount[] => {
  const taken = new Map(some.map(({ answers, n }) => [JSON.stringify(answers), n]))
  return counts.map(({ answers, n }) => ({ answers, n: n - (taken.get(JSON.stringify(answers)) ?? 0) })).filter(({ n }) => n > 0)
}

/** After the shop’s answer to a doubt, and over those who had not read it yet. */
const readAnswered = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  one: UsedInstrument,
): Promise<{ readonly twice: readonly Twice[]; readonly compared: readonly Compared[] }> => {
  const of = { survey: one.survey, fingerprint: one.instrument.fingerprint, touchpoint: one.touchpoint.id }
  const scales = askedOf(config, one).flatMap(({ id, type, points }) => (type === 'rating' ? [[id, points ?? 5] as const] : []))
  const pairs = askedTwice(new Map(scales))
  if (pairs.length === 0) return { twice: [], compared: [] }
  const answersOf = (variant: string) =>
    store.answers({ ...scope, filters: [...(scope.filters ?? []), { dimension: 'variant', value: variant }] }, one)
  const trials = await trialsOf(store, scope.project, config, one.survey)
  let counts: readonly AnswerCount[] = await store.answers(scope, one)
  for (const variant of new Set(trials.map(({ holdout }) => holdout.variant))) counts = without(counts, await answersOf(variant))
  const [trial] = trials
  const holdout = trial && ([trial.holdout, await answersOf(trial.holdout.variant)] as const)
  const compared: Compared[] = []
  for (const way of trial?.others ?? []) {
    const group = [way, await answersOf(way.variant)] as const
    if (holdout) compared.push(...pairs.map((pair) => ({ of, pair, group, holdout })))
  }
  return { twice: pairs.map((pair) => ({ of, pair, counts })), compared }
}

export interface Effects {
  readonly shifts: readonly Shift[]
  readonly lifts: readonly Lift[]
  readonly recoveries: readonly Recovery[]
}

export const readEffects = async (store: Store, scope: Scope, config: Config | null, used: readonly UsedInstrument[]): Promise<Effects> => {
  const [twice, compared, helped]: [Twice[], Compared[], Helped[]] = [[], [], []]
  for (const one of used) {
    const answered = await readAnswered(store, scope, config, one)
    twice.push(...answered.twice)
    compared.push(...answered.compared)
    const { type, points, countsFrom, fingerprint } = one.instrument
    const most = offersHelp(one) ? mostLow(one) : null
    if (most === null || !isMeasured(type)) continue
    const of = { survey: one.survey, fingerprint, touchpoint: one.touchpoint.id, metric: type }
    helped.push({ of, points, countsFrom: countsFrom ?? null, counts: await store.later(scope, one, most) })
  }
  return { shifts: shiftsOf(twice), lifts: liftsOf(compared), recoveries: recoveriesOf(helped) }
}
