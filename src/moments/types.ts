import type { Survey, Trigger, TriggerType } from '../survey/config'
import type { MomentRef } from '../survey/wire'

/** One trigger of one survey. */
export interface Listener<T extends Trigger = Trigger> {
  readonly survey: Survey
  readonly trigger: T
  /** Where this moment is a step of a sequence: the sequence, and the number of the step. */
  readonly of?: Extract<Trigger, { on: 'sequence' }>
  readonly k?: number
}

/** A moment met these triggers: they compete for the one showing. */
export type Happened = (moment: MomentRef, listeners: readonly Listener[]) => void

/** What a watcher may need of the page beside its own listeners. */
export interface Around {
  /** Calls `changed` after each client-side navigation; returns its off. */
  readonly onNavigate: (changed: () => void) => () => void
  /** What the device remembers of its visits, where consent allows: the number of this one, and the days away before it. */
  readonly visit: () => { readonly visit: number; readonly daysAway: number }
  /** Whether this has not yet happened in this visit; from then on it has, on later pages too. */
  readonly firstThisVisit: (what: string) => boolean
}

/** Watches the page for listeners of one trigger type. Costs nothing without listeners. Returns its stop. */
export type Watch<T extends Trigger = Trigger> = (listeners: readonly Listener<T>[], happened: Happened) => () => void
/** The same for a watcher that is a chunk of its own. */
export type LazyWatch<T extends Trigger = Trigger> = (listeners: readonly Listener<T>[], happened: Happened, around: Around) => () => void
export type TriggerOf<K extends TriggerType> = Extract<Trigger, { on: K }>
