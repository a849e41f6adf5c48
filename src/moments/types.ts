import type { Survey, Trigger, TriggerType } from '../survey/config'
import type { MomentRef } from '../survey/wire'

/** One trigger of one survey. */
export interface Listener<T extends Trigger = Trigger> {
  readonly survey: Survey
  readonly trigger: T
}

/** A moment met these triggers: they compete for the one showing. */
export type Happened = (moment: MomentRef, listeners: readonly Listener[]) => void

/** Watches the page for listeners of one trigger type. Costs nothing without listeners. Returns its stop. */
export type Watch<T extends Trigger = Trigger> = (listeners: readonly Listener<T>[], happened: Happened) => () => void
export type TriggerOf<K extends TriggerType> = Extract<Trigger, { on: K }>
