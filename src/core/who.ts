import type { Lookup } from '../survey/condition'
import type { Config } from '../survey/config'
import { holds, must } from '../survey/holds'
import type { MomentRef } from '../survey/wire'
import type { Traits } from '../types'
import { context } from './context'
import type { createMemory } from './memory'

/** A visit ends after 30 minutes without activity. */
export const VISIT_MS = 18e5
/** 13 months: how long a device id may live (CNIL's limit for audience measurement). */
const RESPONDENT_MS = 34e9
const DAY = 864e5

/** Who is here and what is known of them: the subjects of conditions, the respondent, the visit. */
export const createWho = ({ get, set }: ReturnType<typeof createMemory>, config: () => Config) => {
  let user: string | null = null
  let traits: Traits = {}

  /** The random id of this device (session, page): what samples are drawn from. */
  const device = (): string => {
    const { r, rt = 0 } = get()
    if (r && Date.now() < rt + RESPONDENT_MS) return r
    set({ r: crypto.getRandomValues(new Uint32Array(4)).join('-'), rt: Date.now() })
    return device()
  }
  const lookup =
    (moment?: MomentRef, extra?: object): Lookup =>
    (kind, key, withinDays = Infinity) => {
      const own = (from?: object): unknown => (Object.hasOwn(from ?? {}, key) ? from?.[key as never] : undefined)
      if (kind === 'persona') {
        const persona = config().personas?.find(({ id }) => id === key)
        must(persona)
        // A persona is not made of personas: its own lookup knows none.
        return holds(persona.when, (inner, ...rest) => inner !== kind && lookup(moment, extra)(inner, ...rest))
      }
      if (kind === 'event') return ((own(get().ev) ?? []) as number[]).filter((at) => at > Date.now() - withinDays * DAY).length
      if (kind === 'context') return own(extra) ?? context(key, get().n ?? 1)
      return own(kind === 'trait' ? traits : moment?.props)
    }
  return {
    device,
    lookup,
    identify(id: string | null, about?: Traits) {
      if (!id && user) set({ r: undefined })
      traits = { ...(id && traits), ...about }
      user = id
    },
    /** The id given by the page, if any: used at consent `persistent` only. */
    user: () => user,
    /** Marks activity; a new visit begins after a pause. A stored time in the future counts as a pause too. */
    active() {
      const { n = 0, a = 0 } = get()
      set({ n: n + +(Math.abs(Date.now() - a) > VISIT_MS), a: Date.now() })
    },
  }
}
