import { triggersOf } from '../survey/compile'
import type { Lookup } from '../survey/condition'
import type { AfterTrigger, EventTrigger, SequenceTrigger, Survey, Trigger } from '../survey/config'
import type { Due } from '../survey/due'
import { shortHash } from '../survey/hash'
import { holds } from '../survey/holds'
import { matchesPlace, type Place, type Placed } from '../survey/pattern'
import type { MomentRef } from '../survey/wire'
import { isEligible, result } from './decide'
import type { Decision, GateResult } from './types'

/** How long a question waits for a quiet moment or its turn, seconds. */
const PATIENCE_S = 600
/** So many wait for their turn; of more the lowest priorities go. */
const MAX_QUEUE = 3

/** What is known when questions compete for the one showing. */
export interface Contest {
  /** Everything that waits. */
  readonly due: readonly Due[]
  readonly surveys: ReadonlyMap<string, Survey>
  readonly now: number
  readonly place: Place
  /** Whether another question is open or was a moment ago, whether it is a quiet moment for this survey, whether we stay within our budget. */
  readonly page: (survey: Survey) => readonly [open: GateResult, quiet: GateResult, budget: GateResult]
  readonly judge: (survey: Survey, moment: MomentRef, key: string | undefined) => Decision
  readonly lookup: (moment: MomentRef) => Lookup
  /** Told of what could not be judged. */
  readonly failed?: (error: unknown) => void
}

export interface Contender {
  readonly due: Due
  readonly survey: Survey
  readonly trigger: Trigger
  /** What `oncePer` tells apart: a hash of the value of that property. */
  readonly key: string | undefined
}

/** What comes of it. Nothing is changed here: whoever asks keeps `kept`, shows `winner`, and tells about the others. */
export interface Settled {
  /** What goes on waiting. */
  readonly kept: readonly Due[]
  /** When to look again, whatever happens until then; `Infinity` where nothing waits. */
  readonly againAt: number
  readonly winner?: Contender | undefined
  /** Called for, and not shown. */
  readonly refused: readonly (readonly [survey: string, gates: readonly GateResult[]])[]
  /** How far each of those that were looked at for the first time came: 0 triggered, 1 eligible, 2 sampled. */
  readonly reached: readonly (readonly [survey: string, stage: number])[]
}

const allPass = (gates: readonly GateResult[]) => gates.every(({ pass }) => pass)

/**
 * Of the questions whose time has come the highest priority that every gate lets through wins; what only waits for a quiet moment or its
 * turn goes on waiting, until its patience ends. One code for the page and the simulator.
 */
export const compete = ({ due, surveys, now, place, page, judge, lookup, failed }: Contest): Settled => {
  const kept: Due[] = []
  const refused: [string, readonly GateResult[]][] = []
  const reached: [string, number][] = []
  const passing: (Contender & { readonly lateAt: number })[] = []
  let againAt = Infinity
  const look = (one: Due) => {
    const { s, i, m, t, k, r } = one
    const survey = surveys.get(s)
    const trigger = survey && triggersOf(survey)[i]
    // No longer in the configuration.
    if (!trigger) return
    // What some triggers have and others do not.
    const {
      where,
      oncePer,
      path,
      not,
      delaySeconds = 0,
      days = 0,
      withinDays = 30,
      withinSeconds = 1800,
      patienceSeconds = PATIENCE_S,
    } = trigger as Partial<EventTrigger & Placed & Omit<AfterTrigger, 'on'> & Omit<SequenceTrigger, 'on'>>
    const lateAt = t + (k ? withinSeconds : days ? withinDays * 86400 : patienceSeconds) * 1000
    const isLate = now > lateAt
    if (k || t > now) {
      // The clock was set back: it waits its own delay from now on, not for the clock to catch up.
      const latest = now + (delaySeconds + days * 86400) * 1000
      // A sequence that came to nothing calls for nothing.
      if (!k || !isLate) kept.push(k || t <= latest ? one : { ...one, t: latest })
      return
    }
    if (where && !holds(where, lookup(m))) return
    const { props = {} } = m
    const value = oncePer && Object.hasOwn(props, oncePer) ? props[oncePer] : null
    const key = value == null ? undefined : shortHash(`${value}`)
    const { gates } = judge(survey, m, key)
    const mayBe = isEligible(gates)
    const stage = +mayBe + +(mayBe && gates.every(({ gate, pass }) => pass || gate !== 'sample'))
    const here = [
      ...gates,
      result('place', isLate ? ['too-late', { due: t }] : !matchesPlace({ path, not }, place) && ['elsewhere', { path: place.pathname }]),
    ]
    if (!r && !one.c) reached.push([s, stage])
    // What is resumed has been asked already: only whether it may still be asked counts.
    if (r ? mayBe : allPass(here)) passing.push({ due: one, survey, trigger, key, lateAt })
    else refused.push([s, isLate ? [...here, ...page(survey)] : here])
  }
  for (const one of due)
    try {
      look(one)
    } catch (error) {
      // Storage may hold anything, and so may what a page hands over: what cannot be judged is called off, and holds up no other.
      failed?.(error)
    }
  passing.sort((a, b) => (b.survey.priority ?? 0) - (a.survey.priority ?? 0))
  let winner: (typeof passing)[0] | undefined
  const waiting: typeof passing = []
  for (const each of passing) {
    const { due: one, survey, key, lateAt } = each
    // The same thing called for twice is asked about once.
    if ([winner, ...waiting].some((other) => other?.survey === survey && other.key === key)) continue
    const gates = page(survey)
    const rank = result('priority', winner && ['outranked', { by: winner.survey.id }])
    const now = [rank, ...gates]
    if (allPass(now)) winner = each
    else if (gates[2].pass && waiting.length < MAX_QUEUE) {
      waiting.push(each)
      kept.push(one.r ? one : { ...one, c: 1 })
      againAt = Math.min(againAt, lateAt + 1, ...gates.map(({ until = Infinity }) => until))
    } else refused.push([survey.id, now])
  }
  return { kept, againAt, winner, refused, reached }
}
