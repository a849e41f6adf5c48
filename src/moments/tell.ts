import { type NamedTrigger, nameOf } from '../survey/moment-name'
import type { Happened, Listener } from './types'

/** Tells what was met at one time: one moment for each name, with all that wait for it. */
export const tell = (met: readonly Listener<NamedTrigger>[], happened: Happened): void => {
  const byName = new Map<string, Listener<NamedTrigger>[]>()
  for (const listener of met) {
    const name = nameOf(listener.trigger)
    byName.set(name, [...(byName.get(name) ?? []), listener])
  }
  for (const [name, [first, ...others]] of byName) if (first) happened({ type: first.trigger.on, name }, [first, ...others])
}
