/** The life of one visitor with a configuration: visit after visit, moment after moment, decided by the code of the page. */
import { isEligible, result } from '../../../src/gates/decide'
import { isInteraction } from '../../../src/gates/frequency'
import { free } from '../../../src/gates/open'
import type { Decision, GateCode } from '../../../src/gates/types'
import { variantOf } from '../../../src/gates/variant'
import type { Heard } from '../../../src/moments/heard'
import { lookBack } from '../../../src/moments/look-back'
import type { Listener } from '../../../src/moments/types'
import { visitOf } from '../../../src/moments/visit'
import { type Outcome, RESPONDENT_MS, type Showing, trimmed } from '../../../src/survey/clocks'
import type { Due } from '../../../src/survey/due'
import { type Journey, journeyOf } from '../../../src/survey/journey'
import type { MomentRef } from '../../../src/survey/wire'
import type { Drawn, Life, Reached, Refused, Shown } from './life'
import { lookupOf } from './lookup'
import { drawReaction, type Participation } from './participation'
import { placeOf } from './place'
import { createRandom } from './random'
import { pageRules, type Rules } from './rules'
import type { Visit, VisitMoment } from './visits'
import type { World } from './world'
import { inZone } from './zoned'

/** An untouched card that was visible for less was hardly noticed: it is not counted as ignored (chunks/ask.ts). */
const NOTICED_MS = 5000

export interface LifeOptions {
  readonly seed: number
  readonly participation: (survey: string) => Participation
  readonly rules?: Rules
}

/** What the device remembers: the part of the SDK's memory that decides. */
interface Memory extends Heard {
  readonly r?: string
  readonly rt?: number
  readonly log?: readonly Showing[]
  readonly j?: Journey
}
type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The card on the page. `closesAt`: by the device's clock; what is ignored stays until the page is left. */
interface Card {
  readonly showing: Writable<Shown>
  readonly id: string
  readonly closesAt: number
  readonly reaction: Outcome
}

/** What a due question is, whatever became of it since. A sequence that has only begun calls for nothing yet. */
const called = (due: readonly Due[] = []) => due.filter(({ k }) => !k)

export const live = (world: World, visits: readonly Visit[], { seed, participation, rules = pageRules }: LifeOptions): Life => {
  const visitor = visits[0]?.visitor ?? ''
  const shown: Writable<Shown>[] = []
  const refused: Refused[] = []
  const reached: Reached[] = []
  const drawn = new Map<string, Drawn>()
  const calledOff: string[] = []
  let memory: Memory = {}
  let respondents = 0

  for (const visit of visits) {
    const { consent: level, clockOffsetSeconds = 0, end, moments, timeZone = 'UTC' } = visit
    const start = Date.parse(visit.start)
    // What is not persistent does not outlive the tab, and takes with it what was there before.
    if (level !== 'persistent') memory = {}
    const surveys = inZone(world.surveys, timeZone)
    const reserved = inZone(world.reserved, timeZone)
    const landing = placeOf(moments.find(({ type }) => type === 'page')?.name ?? '/')
    let { traits = {} } = visit
    let page = '/'
    let busy = ''
    let open: Card | undefined
    let closedAt: number | undefined
    let againAt = Number.POSITIVE_INFINITY
    /** What the device's clock says of the moment that is told to the journey. */
    let time = 0
    const journey =
      world.journeys[0] &&
      lookBack(world.journeys, (moment, met) => happened(moment, met, time), {
        memory: {
          get: () => memory,
          set(change) {
            memory = { ...memory, ...change }
          },
        },
        level: () => level,
        touchpoints: world.touchpoints,
        surveys,
        now: () => time,
        path: () => placeOf(page).pathname,
      })
    /** Seconds of the visit → what the device's clock says. */
    const clockAt = (seconds: number) => start + (seconds + clockOffsetSeconds) * 1000

    const trueTime = (now: number) => now - clockOffsetSeconds * 1000

    const device = (now: number): string => {
      const { r, rt = 0 } = memory
      if (r && now < rt + RESPONDENT_MS) return r
      const random = createRandom('respondent', seed, visitor, ++respondents)
      // As the page makes them: samples are drawn from it.
      const fresh = Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32)).join('-')
      memory = { ...memory, r: fresh, rt: now }
      return fresh
    }
    const note = (survey: string, respondent: string, { gates }: Decision) => {
      if (!isEligible(gates)) return
      const isIn = gates.every(({ gate, pass }) => pass || gate !== 'sample')
      drawn.set(`${survey} ${respondent} ${isIn}`, { survey, respondent, isIn })
    }
    const close = (outcome: Outcome, now: number) => {
      if (!open) return
      const { id, showing } = open
      showing.outcome = outcome
      showing.closedAt = trueTime(now)
      memory = { ...memory, log: (memory.log ?? []).map((line) => (line.id === id ? { ...line, o: outcome } : line)) }
      open = undefined
      closedAt = now
    }
    /** The page goes away under the card. */
    const leave = (now: number) => {
      if (!open) return
      if (visit.reaction) close(visit.reaction, now)
      else close(now - open.showing.deviceAt < NOTICED_MS ? 'unseen' : 'ignored', now)
    }
    /** What a question would offer that looks back (chunks/moment.ts). */
    const livedIn = ({ props }: MomentRef, n: number, now: number) => {
      const { m, l = [] } = journeyOf(memory.j, n, now, level === 'persistent')
      return props?.visit === 'last' ? l : m
    }
    /** Takes what is ripe, as the page does (chunks/gates.ts). */
    const look = (now: number) => {
      const due = memory.due ?? []
      if (!called(due).some(({ t }) => t <= now)) return
      memory = { ...memory, log: rules.settled(memory.log ?? [], now) }
      const respondent = device(now)
      const { n = 1, ev = {}, log = [] } = memory
      const here = placeOf(page)
      const lookup = (moment: MomentRef) =>
        lookupOf({ traits, moment, personas: world.personas, events: ev, visits: n, now }, visit, here, landing)
      const contest = rules.compete({
        due,
        surveys,
        now,
        place: here,
        page: ({ help }) => [
          result('open', free(open?.showing.survey ?? '', closedAt, now)),
          result('quiet', !!busy && !(help && busy === 'error') && [busy as GateCode]),
          result('budget', false),
        ],
        lookup,
        judge(survey, moment, key) {
          const known = { survey, reserved, log, key, now, level, lookup: lookup(moment), respondent, visit: n, blackouts: world.blackouts }
          const decision = rules.decide(known)
          if (survey.sample !== undefined || survey.holdout !== undefined || survey.split) note(survey.id, respondent, decision)
          return decision
        },
      })
      const { kept, winner } = contest
      againAt = contest.againAt
      memory = { ...memory, due: kept }
      const at = trueTime(now)
      for (const [survey, stage] of contest.reached) reached.push({ survey, at, stage })
      for (const [survey, gates] of contest.refused) refused.push({ survey, at, gates: gates.filter(({ pass }) => !pass) })
      if (!winner) return
      const {
        survey,
        key,
        trigger,
        due: { m: moment },
      } = winner
      const { wave = 1 } = survey
      const interaction = isInteraction(survey)
      const id = `${visitor} ${shown.length + 1}`
      const times = shown.filter((earlier) => earlier.survey === survey.id).length
      const { reaction, seconds } = drawReaction(participation(survey.id), visit.reaction, seed, visitor, survey.id, times)
      const showing: Writable<Shown> = {
        visitor,
        survey: survey.id,
        class: interaction ? 'interaction' : 'relationship',
        at,
        deviceAt: now,
        visit: n,
        wave,
        key,
        respondent,
        outcome: 'unseen',
        closedAt: at,
        of: visit,
        page,
        moment,
        trigger,
        variant: variantOf(survey, respondent)?.id,
        lookup: lookup(moment),
        lived: livedIn(moment, n, now),
      }
      const line: Showing = { id, s: survey.id, t: now, w: wave, v: n, c: interaction ? 'i' : 'r', ...(key && { k: key }) }
      memory = { ...memory, log: trimmed([...log, line]) }
      open = { showing, id, closesAt: now + seconds * 1000, reaction }
      shown.push(showing)
      time = now
      journey?.shown(survey.id)
    }
    const happened = (moment: MomentRef, met: readonly Listener[], now: number) => {
      const before = called(memory.due)
      const change = rules.heard(memory, moment, met, now, world.keeps, [`${visit.context?.referrer ?? ''}`, landing.search])
      memory = { ...memory, ...change }
      if (before[0]) for (const due of before) if (!memory.due?.includes(due)) calledOff.push(due.s)
      look(now)
    }
    const notice = ({ type, name, props }: VisitMoment, now: number) => {
      if (type === 'quiet') {
        busy = name
        if (!busy) look(now)
      } else if (type === 'identify') traits = { ...traits, ...props }
      else {
        if (type === 'page') {
          leave(now)
          page = name
          busy = ''
          // A new page knows nothing of the one before.
          closedAt = undefined
          if (level === 'none') memory = {}
        }
        const { n } = memory
        const path = placeOf(page).pathname
        const moment: MomentRef = { type, name: type === 'page' ? path : name, at: now, ...(props && { props }) }
        const met = world.met(type, name, page)
        happened(moment, met, now)
        // Told by the first page of a visit, whether the recorder saw it or not.
        if (type === 'page' && memory.n !== n) back(now)
        // Friction that nothing listens to is not watched for.
        if (type !== 'friction' || met[0]) remember(moment)
      }
    }
    /** What it is to the journey. */
    const remember = (moment: MomentRef) => {
      if (!journey) return
      time = moment.at ?? time
      if (moment.type === 'page') journey.turn()
      else journey.hear(moment)
      if (moment.type !== 'idle') return
      const seconds = Number.parseFloat(moment.name)
      for (const listener of journey.waiting()) if ((listener.trigger.idleSeconds ?? 0) <= seconds) journey.still(listener)
    }
    const back = (now: number) => {
      const { visit: number, daysAway } = visitOf({ memory: { get: () => memory, set: () => {} } })
      const met = world.returning.filter(({ trigger }) => number >= (trigger.visit ?? 2) && daysAway >= (trigger.daysAway ?? 0))
      if (met[0]) happened({ type: 'returning', name: 'visit', at: now }, met, now)
    }
    /** When something happens by itself: a card closes, a delay is over, patience ends. */
    const nextAt = (now: number): number => {
      let next = Math.min(open?.closesAt ?? Number.POSITIVE_INFINITY, againAt)
      for (const { t, k } of memory.due ?? []) if (!k && t > now) next = Math.min(next, t)
      return next
    }
    const until = (from: number, to: number) => {
      for (let at = nextAt(from); at <= to; at = nextAt(at)) {
        if (open && open.closesAt <= at) close(open.reaction, at)
        if (againAt <= at) againAt = Number.POSITIVE_INFINITY
        look(at)
      }
    }
    let now = clockAt(0)
    for (const moment of moments) {
      const at = clockAt(moment.at)
      until(now, at)
      now = at
      notice(moment, now)
    }
    until(now, clockAt(end))
    leave(clockAt(end))
  }
  return { visitor, visits, shown, refused, reached, drawn: [...drawn.values()], calledOff, waiting: called(memory.due).map(({ s }) => s) }
}
