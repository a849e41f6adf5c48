import { triggersOf } from '../survey/compile'
import type { Config, Survey } from '../survey/config'
import {
  DAY_MS,
  distinct,
  type Journey,
  journeyOf,
  LAST_VISIT_DAYS,
  type Lived,
  momentIds,
  touchpointsOf,
  withMoment,
} from '../survey/journey'
import { nameOf } from '../survey/moment-name'
import { matchesPath } from '../survey/pattern'
import { isScale } from '../survey/scale'
import type { Answers, ConsentLevel, MomentRef } from '../survey/wire'
import type { Heard } from './heard'
import { idle } from './idle'
import type { Around, Happened, Listener, TriggerOf } from './types'
import { firstThisVisit, visitOf } from './visit'

/** Stillness on a later page still belongs to what was tracked before it, milliseconds: as long as a sequence, and a visit. */
const STILL_WITHIN_MS = 18e5
const DEFAULT_AT_LEAST = 3

interface Told {
  readonly moment: MomentRef
  readonly shown: { readonly survey: string }
  readonly answered: { readonly survey: string; readonly answers: Answers }
}
/** What the journey needs of the page beside what every watcher may. */
export interface JourneyAround extends Pick<Around, 'onNavigate' | 'fail'> {
  readonly memory: { get(): Heard & { readonly j?: Journey | undefined }; set(change: Heard & { readonly j?: Journey }): void }
  readonly on: (<T extends keyof Told>(type: T, fn: (told: Told[T]) => unknown) => () => void) & Around['on']
  readonly level: () => ConsentLevel
  readonly config: Config
  readonly surveys: ReadonlyMap<string, Survey>
  /** What was tracked on this page before this watcher was there. */
  readonly calls?: readonly MomentRef[]
}
type Waiting = Listener<TriggerOf<'journey'>>

/** Looks back itself: no moment to look back on. */
const looksBack = (survey: Survey) =>
  triggersOf(survey).some(({ on }) => on === 'journey') || survey.questions.some(({ type }) => type === 'moment')
const keyOf = ({ survey, trigger }: Waiting) => `${survey.id} ${trigger.after}`

/**
 * Remembers the moments of the visit, as far as consent allows, and tells when it can be looked back on: after an event, perhaps followed by
 * stillness, or on the first page of the next visit.
 */
export const journey = (listeners: readonly Waiting[], happened: Happened, around: JourneyAround): (() => void) => {
  const { memory, on, onNavigate, level, config, surveys, calls = [] } = around
  const touchpoints = touchpointsOf(config)
  const hasName = (id: string) => touchpoints.some((one) => one.id === id && one.name) || (momentIds as readonly string[]).includes(id)
  /** The touchpoint of this page is in the journey; not so before consent. */
  let isMet = false
  let stopIdle: (() => void) | undefined

  const read = () => journeyOf(memory.get().j, visitOf(around).visit, Date.now(), level() === 'persistent')
  const write = (change: Partial<Journey>) => memory.set({ j: { ...read(), ...change } })
  /** Gives whether it may be remembered at all. */
  const live = (t: unknown, a = Date.now(), f?: Lived['f']): boolean => {
    if (level() === 'none') return false
    if (typeof t === 'string' && hasName(t)) write({ m: withMoment(read().m, { t, a, ...(f && { f }) }) })
    return true
  }
  const meetPage = () => {
    const here = touchpoints.find(({ match }) => match && matchesPath(match, location.pathname))
    if (!isMet) isMet = live(here?.id)
  }
  const meet: typeof live = (...moment) => {
    meetPage()
    return live(...moment)
  }

  /** Tells all that wait for the same and have enough to look back on. */
  const look = (met: readonly Waiting[], moments: readonly Lived[], props: object) => {
    const enough = met.filter(({ trigger: { atLeast = DEFAULT_AT_LEAST } }) => distinct(moments).length >= atLeast)
    const [first] = enough
    if (first) happened({ type: 'journey', name: nameOf(first.trigger), props: { ...props }, at: Date.now() }, enough)
  }
  const begin = (listener: Waiting, at: number, props?: MomentRef['props']) =>
    write({ w: { ...read().w, [keyOf(listener)]: props ? [at, props] : [at] } })
  const end = (met: readonly Waiting[]) => {
    const w = { ...read().w }
    for (const listener of met) delete w[keyOf(listener)]
    write({ w: Object.keys(w)[0] ? w : undefined })
  }
  const begun = (listener: Waiting) => {
    const [at = 0, props] = read().w?.[keyOf(listener)] ?? []
    return at > Date.now() - STILL_WITHIN_MS ? { props } : undefined
  }
  /** Watches for stillness anew where something waits for it. */
  const watch = () => {
    stopIdle?.()
    const waiting = listeners.filter((listener) => level() !== 'none' && begun(listener))
    const still = (_: unknown, met: readonly Listener[]) => {
      for (const { of, survey } of met) {
        const listener = waiting.find((one) => one.survey === survey && one.trigger === of)
        const found = listener && begun(listener)
        if (!found) continue
        end([listener])
        meetPage()
        look([listener], read().m, { ...found.props, visit: 'this' })
      }
    }
    stopIdle =
      waiting[0] &&
      idle(
        waiting.map(({ survey, trigger }) => ({ survey, trigger: { on: 'idle', seconds: trigger.idleSeconds ?? 0 }, of: trigger })),
        still,
        around,
      )
  }
  const hear = ({ type, name, props, at = Date.now() }: MomentRef) => {
    if (type === 'friction') meet(name === 'empty-search' ? 'no-results' : 'error')
    if (type !== 'event' || level() === 'none') return
    meet(props?.touchpoint, at)
    const off = listeners.filter(({ trigger }) => trigger.cancelOn?.includes(name))
    if (off[0]) end(off)
    const met = listeners.filter(({ trigger }) => trigger.after === name)
    const later = met.filter(({ trigger }) => trigger.idleSeconds)
    for (const listener of later) begin(listener, at, props)
    if (off[0] || later[0]) watch()
    look(
      met.filter((listener) => !later.includes(listener)),
      read().m,
      { ...props, visit: 'this' },
    )
  }
  /** A page was opened. What is asked of the visit before is asked once, on the first page that is seen of this one. */
  const turn = () => {
    isMet = false
    // What is over seven days old goes, and what was this visit is the last one, whether anything is met here or not.
    if (memory.get().j) write({})
    meetPage()
    const { l = [] } = read()
    const away = (Date.now() - (l.at(-1)?.a ?? 0)) / DAY_MS
    const back = listeners.filter(({ trigger: { visit, withinDays = LAST_VISIT_DAYS } }) => visit && away <= withinDays)
    if (l[0] && back[0] && firstThisVisit(around, 'journey')) look(back, l, { visit: 'last' })
  }
  const at = (id: string) => {
    const survey = surveys.get(id)
    return survey && !looksBack(survey) ? survey : undefined
  }
  const idOf = ({ touchpoint }: Survey) => (typeof touchpoint === 'string' ? touchpoint : touchpoint.id)
  const offs = [
    on('moment', hear),
    on('shown', ({ survey: id }) => {
      const survey = at(id)
      if (survey) meet(idOf(survey))
    }),
    on('answered', ({ survey: id, answers }) => {
      const survey = at(id)
      const asked = survey ? [survey, ...(survey.variants ?? [])].flatMap(({ questions = [] }) => questions).filter(isScale) : []
      const felt = asked.flatMap(({ id }) => (typeof answers[id] === 'number' ? [[id, answers[id]] as const] : []))
      if (survey && felt[0]) meet(idOf(survey), Date.now(), Object.fromEntries(felt))
    }),
    onNavigate(turn),
  ]
  // Agreed to on this very page, and left before anything else happened on it.
  addEventListener('pagehide', meetPage)
  turn()
  for (const moment of calls) hear(moment)
  watch()
  return () => {
    for (const off of offs) off()
    removeEventListener('pagehide', meetPage)
    stopIdle?.()
  }
}
