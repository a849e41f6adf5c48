import { triggersOf } from '../survey/compile'
import type { Survey, Touchpoint } from '../survey/config'
import { DAY_MS, distinct, type Journey, journeyOf, LAST_VISIT_DAYS, type Lived, momentIds, withMoment } from '../survey/journey'
import { nameOf } from '../survey/moment-name'
import { matchesPath } from '../survey/pattern'
import { isScale } from '../survey/scale'
import type { Answers, ConsentLevel, MomentRef } from '../survey/wire'
import type { Heard } from './heard'
import type { Happened, Listener, TriggerOf } from './types'
import { firstThisVisit, visitOf } from './visit'

/** Stillness on a later page still belongs to what was tracked before it, milliseconds: as long as a sequence, and a visit. */
const STILL_WITHIN_MS = 18e5
const DEFAULT_AT_LEAST = 3

/** A survey that looks back on a visit. */
export type Waiting = Listener<TriggerOf<'journey'>>
/** A device and the page on it. */
export interface LookBackAround {
  /** What the device remembers of this visit, as far as consent allows. */
  readonly memory: { get(): Heard & { readonly j?: Journey | undefined }; set(change: Heard & { readonly j?: Journey }): void }
  readonly level: () => ConsentLevel
  readonly touchpoints: readonly Touchpoint[]
  readonly surveys: ReadonlyMap<string, Survey>
  /** Milliseconds since the epoch, by the device's clock. */
  readonly now: () => number
  /** Path of the page. */
  readonly path: () => string
}

/** Looks back itself: no moment to look back on. */
const looksBack = (survey: Survey) =>
  triggersOf(survey).some(({ on }) => on === 'journey') || survey.questions.some(({ type }) => type === 'moment')
const keyOf = ({ survey, trigger }: Waiting) => `${survey.id} ${trigger.after}`

/**
 * Remembers the moments of the visit, as far as consent allows, and tells when it can be looked back on: after an event, perhaps followed by
 * stillness, or on the first page of the next visit. One code for the page and the simulator, which tell it what happens.
 */
export const lookBack = (listeners: readonly Waiting[], happened: Happened, around: LookBackAround) => {
  const { memory, level, touchpoints, surveys, now, path } = around
  const hasName = (id: string) => touchpoints.some((one) => one.id === id && one.name) || (momentIds as readonly string[]).includes(id)
  /** The touchpoint of this page is in the journey; not so before consent. */
  let isMet = false

  const read = () => journeyOf(memory.get().j, visitOf(around).visit, now(), level() === 'persistent')
  const write = (change: Partial<Journey>) => memory.set({ j: { ...read(), ...change } })
  /** Gives whether it may be remembered at all. */
  const live = (t: unknown, a = now(), f?: Lived['f']): boolean => {
    if (level() === 'none') return false
    if (typeof t === 'string' && hasName(t)) write({ m: withMoment(read().m, { t, a, ...(f && { f }) }) })
    return true
  }
  const meetPage = () => {
    const here = touchpoints.find(({ match }) => match && match !== '*' && matchesPath(match, path()))
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
    if (first) happened({ type: 'journey', name: nameOf(first.trigger), props: { ...props }, at: now() }, enough)
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
    return at > now() - STILL_WITHIN_MS ? { props } : undefined
  }
  const at = (id: string) => {
    const survey = surveys.get(id)
    return survey && !looksBack(survey) ? survey : undefined
  }
  const idOf = ({ touchpoint }: Survey) => (typeof touchpoint === 'string' ? touchpoint : touchpoint.id)

  return {
    meetPage,
    /** What waits for stillness now. */
    waiting: () => listeners.filter((listener) => level() !== 'none' && begun(listener)),
    /** The stillness that this waits for has come. */
    still(listener: Waiting) {
      const found = begun(listener)
      if (!found) return
      end([listener])
      meetPage()
      look([listener], read().m, { ...found.props, visit: 'this' })
    },
    /** Gives whether something else waits for stillness than before, which is then to be watched for anew. */
    hear({ type, name, props, at = now() }: MomentRef): boolean {
      if (type === 'friction') meet(name === 'empty-search' ? 'no-results' : 'error')
      if (type !== 'event' || level() === 'none') return false
      meet(props?.touchpoint, at)
      const off = listeners.filter(({ trigger }) => trigger.cancelOn?.includes(name))
      if (off[0]) end(off)
      const met = listeners.filter(({ trigger }) => trigger.after === name)
      const later = met.filter(({ trigger }) => trigger.idleSeconds)
      for (const listener of later) begin(listener, at, props)
      look(
        met.filter((listener) => !later.includes(listener)),
        read().m,
        { ...props, visit: 'this' },
      )
      return !!(off[0] || later[0])
    },
    /** A page was opened. What is asked of the visit before is asked once, on the first page that is seen of this one. */
    turn() {
      isMet = false
      // What is over seven days old goes, and what was this visit is the last one, whether anything is met here or not.
      if (memory.get().j) write({})
      meetPage()
      const { l = [] } = read()
      const away = (now() - (l.at(-1)?.a ?? 0)) / DAY_MS
      const back = listeners.filter(({ trigger: { visit, withinDays = LAST_VISIT_DAYS } }) => visit && away <= withinDays)
      if (l[0] && back[0] && firstThisVisit(around, 'journey')) look(back, l, { visit: 'last' })
    },
    shown(id: string) {
      const survey = at(id)
      if (survey) meet(idOf(survey))
    },
    answered(id: string, answers: Answers) {
      const survey = at(id)
      const asked = survey ? [survey, ...(survey.variants ?? [])].flatMap(({ questions = [] }) => questions).filter(isScale) : []
      const felt = asked.flatMap(({ id }) => (typeof answers[id] === 'number' ? [[id, answers[id]] as const] : []))
      if (survey && felt[0]) meet(idOf(survey), now(), Object.fromEntries(felt))
    },
  }
}
