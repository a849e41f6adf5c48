import { must } from '../survey/compile'
import type { Lookup } from '../survey/condition'
import type { Persona } from '../survey/config'
import { holds } from '../survey/holds'
import type { MomentRef } from '../survey/wire'
import { context, type Landing } from './context'

/** What is known of the visitor: where each kind of subject is looked up. */
export interface Known {
  readonly traits: object
  readonly moment?: MomentRef | undefined
  /** What the page passed with `show()`. */
  readonly extra?: object | undefined
  readonly personas: readonly Persona[]
  /** When the events that conditions count were tracked: the first time, then the latest ones, in order. */
  readonly events: object
  /** What is found of the page and the device, beside `extra`. Default: what the browser says of this one. */
  readonly context?: (name: string) => unknown
  /** How this visit began. Default: with this page. */
  readonly landing?: Landing | undefined
  readonly visits: number
  readonly now: number
}

const DAY = 864e5

/** What the page declares of itself: `<meta name="peakend:page_type" content="product">`. */
const declared = (name: string) => (document.getElementsByName(`peakend:${name}`)[0] as HTMLMetaElement | undefined)?.content

/** Looks up the subjects of conditions. Own properties only: a trait called `constructor` is missing unless it was given. */
export const subjects =
  (known: Known): Lookup =>
  (kind, key, withinDays = Infinity, since) => {
    const own = (from?: object): unknown => (Object.hasOwn(from ?? {}, key) ? from?.[key as never] : undefined)
    const { traits, moment, extra, personas, events, visits, landing, now } = known
    if (kind === 'persona') {
      const persona = personas.find(({ id }) => id === key)
      must(persona)
      // A persona is not made of personas: within its rule none is known.
      return holds(persona.when, subjects({ ...known, personas: [] }))
    }
    if (kind === 'event') {
      const times = [own(events)].flat().filter((at): at is number => typeof at === 'number' && at > now - withinDays * DAY)
      if (!since) return times.length
      const at = times.at(since === 'first' ? 0 : -1)
      return at && Math.max(now - at, 0) / DAY
    }
    if (kind === 'context')
      return own(extra) ?? (known.context ? known.context(key) : (declared(key) ?? own(context(key, visits, landing))))
    return own(kind === 'trait' ? traits : kind === 'prop' ? moment?.props : undefined)
  }
