/** Everything that simulated visitors of this shop send: what was shown, what was answered, and how often each gate was reached. Pure. */
import { type Life, type Shown, simulate, type Visit } from '../../../cli/src/simulate'
import { lookupOf } from '../../../cli/src/simulate/lookup'
import { placeOf } from '../../../cli/src/simulate/place'
import { triggersOf } from '../../../src/survey/compile'
import type { Config, Survey } from '../../../src/survey/config'
import { COUNTS_TYPE, type CountsData, RESPONSE_TYPE, type ResponseData, type Status } from '../../../src/survey/wire'
import { idOf, personId } from './ids'
import { dispositionOf, moodOf } from './mood'
import { openedIn } from './opened'
import { createRandom } from './random'
import { respond } from './respond'
import { type Standing, snapshot } from './snapshot'
import type { Circumstances } from './stories'
import { periodOf, shopVisits, timeOf } from './visits'

export interface SampleOptions {
  /** As visitors get it. */
  readonly config: Config
  readonly project: string
  readonly visits: number
  readonly days: number
  readonly seed: number
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly version: string
}

/** An event without what is added when it is sent. */
export interface Pending {
  readonly id: string
  readonly type: typeof RESPONSE_TYPE | typeof COUNTS_TYPE
  readonly subject?: string
  /** When it was given, milliseconds since the epoch. */
  readonly time: number
  readonly data: ResponseData | CountsData
}

export interface Sample {
  readonly people: number
  readonly visits: number
  readonly shown: number
  readonly answered: number
  readonly from: number
  /** What the SDK sends as it goes: first that a question is seen, then what was answered. In this order. */
  readonly events: readonly Pending[]
}

/** How far a card came that nobody answered. */
const unanswered: Readonly<Record<Shown['outcome'], Status>> = {
  answered: 'seen',
  ignored: 'seen',
  unseen: 'shown',
  dismissed: 'dismissed',
  snoozed: 'dismissed',
  never: 'dismissed',
}
/** Revisions: it was shown, seen, and then each time something was stored. */
const SEEN = 2
/** What is older comes at its last revision alone, as from a device that was offline. */
const ONE_BY_ONE_MS = 14 * 864e5
/** A card is seen a moment after it is there, and answered within some seconds. */
const SEEN_AFTER_MS = 1000

interface Asking extends Omit<Standing, 'respondent' | 'consent' | 'language'> {
  readonly visit: Visit
  readonly lived: Shown['lived']
  readonly outcome: Shown['outcome']
  readonly closedAt: number
  readonly respondent: string
  /** Tells it from all others of this person. */
  readonly key: string
}

export const sampleOf = (options: SampleOptions): Sample => {
  const { config, project, seed, now, days } = options
  const period = periodOf(now, days)
  const surveys = new Map(config.surveys.map((survey) => [survey.id, survey]))
  const events: Pending[] = []
  const counts = new Map<string, { survey: string; day: string; triggered: number; eligible: number; sampled: number }>()
  const found = { people: 0, visits: 0, shown: 0, answered: 0 }

  const ask = ({ visit, key, outcome, closedAt, lived, respondent, ...standing }: Asking): void => {
    const language = `${visit.context?.['language'] ?? 'en'}`
    const kind = ({ persistent: 'device', session: 'session', none: 'page' } as const)[visit.consent]
    const of = { id: kind === 'page' ? personId(seed, respondent, key) : personId(seed, respondent), kind }
    const [survey, data] = snapshot({ ...standing, language, consent: visit.consent, respondent: of }, options)
    const { at } = standing
    const id = idOf(at, seed, visit.visitor, key)
    const push = (revision: number, time: number, change: Partial<ResponseData>) =>
      events.push({ id: `${id}:${revision}`, type: RESPONSE_TYPE, subject: `${survey.id}/${id}`, time, data: { ...data, ...change } })
    found.shown++
    const isSeen = outcome !== 'unseen'
    const random = createRandom('answer', seed, visit.visitor, key)
    const circumstances: Circumstances = {
      time: timeOf(period, at),
      device: `${visit.context?.['device'] ?? 'desktop'}`,
      language,
      props: standing.moment.props ?? {},
    }
    const mood = moodOf(survey.id, circumstances, dispositionOf(seed, visit.visitor), random)
    const day = new Date(at).toISOString().slice(0, 10)
    const { status, answers, saves } =
      outcome === 'answered'
        ? respond(survey, { survey: survey.id, at: circumstances, mood, random, day, lived }, standing.lookup)
        : { status: unanswered[outcome], answers: {}, saves: 0 }
    if (saves > 0) found.answered++
    if (!isSeen) push(1, at, { status })
    else if (status === 'seen' || now - at < ONE_BY_ONE_MS) push(SEEN, at + SEEN_AFTER_MS, { status: 'seen' })
    if (isSeen && status !== 'seen') push(SEEN + Math.max(1, saves), Math.max(closedAt, at + SEEN_AFTER_MS), { status, answers })
  }

  const open = (life: Life, visit: Visit): void => {
    for (const { survey: id, at, page } of openedIn(visit, surveys, seed)) {
      const survey = surveys.get(id) as Survey // of these alone
      const moment = { type: 'manual', name: id } as const
      const trigger = triggersOf(survey)[0] ?? { on: 'manual' as const }
      const place = placeOf(page)
      const known = { traits: visit.traits ?? {}, moment, personas: config.personas ?? [], events: {}, visits: 1, now: at }
      const respondent = life.shown[0]?.respondent ?? `nobody asked ${life.visitor}`
      ask({
        ...{ survey, trigger, moment, page, at, visit, respondent },
        lookup: lookupOf(known, visit, place, place),
        variant: undefined,
        lived: [],
        outcome: 'answered',
        closedAt: at + 6000,
        key: `${id} ${visit.start}`,
      })
    }
  }

  const onLife = (life: Life): void => {
    found.people++
    found.visits += life.visits.length
    for (const [index, shown] of life.shown.entries()) {
      const survey = surveys.get(shown.survey)
      if (survey) ask({ ...shown, survey, visit: shown.of, key: `${index}` })
    }
    for (const visit of life.visits) open(life, visit)
    // Whoever did not agree to anything is counted nowhere.
    if (life.visits[0]?.consent === 'none') return
    for (const { survey, at, stage } of life.reached) {
      const day = new Date(at).toISOString().slice(0, 10)
      const count = counts.get(`${day} ${survey}`) ?? { survey, day, triggered: 0, eligible: 0, sampled: 0 }
      count.triggered++
      if (stage > 0) count.eligible++
      if (stage > 1) count.sampled++
      counts.set(`${day} ${survey}`, count)
    }
  }
  simulate(config, shopVisits(config, { visits: options.visits, period, seed }), { seed, onLife })
  events.sort((a, b) => a.time - b.time)
  for (const day of [...new Set([...counts.values()].map((count) => count.day))].sort()) {
    const here = [...counts.values()].filter((count) => count.day === day)
    const time = Date.parse(day)
    events.push({
      id: `${idOf(time, seed, project, 'counts')}:1`,
      type: COUNTS_TYPE,
      time,
      data: { project, simulated: true, counts: here },
    })
  }
  return { ...found, from: period.from, events }
}
