import { triggersOf } from '../survey/compile'
import type { AfterTrigger, EventTrigger, SequenceTrigger } from '../survey/config'
import type { Due } from '../survey/due'
import type { MomentRef } from '../survey/wire'
import type { Listener } from './types'

/** A visit ends after 30 minutes without activity, milliseconds. */
const VISIT_MS = 18e5
/** How often an event is remembered: the first time, and the latest ones. */
const MAX_TIMES = 50
/** So many wait at most: on a page that is never quiet the oldest go. */
const MAX_DUE = 50

/** What moments change in the memory of a device. */
export interface Heard {
  /** Number of this visit, and the last activity in it. */
  readonly n?: number
  readonly a?: number
  /** Milliseconds away before this visit. */
  readonly g?: number
  /** Referrer and query of the page this visit began on, where a condition asks for them. */
  readonly l?: readonly [referrer: string, search: string] | false | undefined
  /** What is to happen once a visit, and has happened in this one. */
  readonly f?: readonly string[] | undefined
  /** When the events that conditions count were tracked: the first time, then the latest ones. */
  readonly ev?: Readonly<Record<string, readonly number[]>>
  readonly due?: readonly Due[]
}

/**
 * What becomes of a device's memory when a moment meets these triggers, `now` by its clock. `keeps` holds the events that
 * conditions count, and `?` where one looks at how the visit began, which is `landing`.
 * One code for the page and the simulator.
 */
export const heard = (
  { n = 0, a = 0, ev, due = [] }: Heard,
  moment: MomentRef,
  met: readonly Listener[],
  now: number,
  keeps: ReadonlySet<string>,
  landing: Heard['l'],
): Heard => {
  const { type, name, props, at = now } = moment
  const isEvent = type === 'event'
  // A stored time in the future counts as a pause.
  const g = Math.abs(now - a)
  // Unchecked JSON, of a configuration or of storage: whatever it is, it is compared.
  let waiting = isEvent && due[0] ? due.filter(({ x = [] }) => ![x].flat().includes(name)) : due
  for (const { survey, trigger, of = trigger, k = 0 } of met) {
    // What some triggers have and others do not.
    const {
      delaySeconds = 0,
      days = 0,
      cancelOn: x,
      steps,
      withinSeconds = 1800,
    } = of as Partial<EventTrigger & Omit<AfterTrigger, 'on'> & Omit<SequenceTrigger, 'on'>>
    const s = survey.id
    const i = triggersOf(survey).indexOf(of)
    const begun = steps && waiting.find((one) => one.s === s && one.i === i && one.k)
    // A step out of its turn, or too late for it.
    if (k && !(begun?.k === k && at <= begun.t + withinSeconds * 1000)) continue
    const isLast = !steps?.[k + 1]
    const m = begun ? { ...moment, props: { ...begun.m?.props, ...props } } : moment
    const t = isLast ? at + (delaySeconds + days * 86400) * 1000 : k && begun ? begun.t : at
    waiting = [...waiting.filter((one) => one !== begun), { s, i, m, t, x, k: isLast ? undefined : k + 1 }]
  }
  return {
    n,
    a: now,
    ...(g > VISIT_MS && { n: n + 1, g: n && g, f: undefined, l: keeps.has('?') && landing }),
    ...(isEvent &&
      keeps.has(name) && {
        // Not what every object has by a name like `constructor`: that is no list.
        ev: { ...ev, [name]: [ev?.[name]?.[0] ? ev[name] : [], at].flat().filter((_, i, { length }) => !i || i > length - MAX_TIMES) },
      }),
    ...(waiting !== due && { due: waiting.slice(-MAX_DUE) }),
  }
}
