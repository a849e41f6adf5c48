import type { MomentRef } from '../survey/wire'
import type { Happened, Listener, TriggerOf } from './types'

/** Finds what listens to an event by its name, so that an event costs the same however many surveys are configured. */
export const event = (listeners: readonly Listener<TriggerOf<'event' | 'after'>>[], happened: Happened) => {
  const byName = new Map<string, Listener<TriggerOf<'event' | 'after'>>[]>()
  for (const listener of listeners) {
    const { name } = listener.trigger
    byName.set(name, [...(byName.get(name) ?? []), listener])
  }
  return (moment: MomentRef) => happened(moment, byName.get(moment.name) ?? [])
}
