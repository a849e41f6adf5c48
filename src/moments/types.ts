import type { Survey, Trigger, TriggerType } from '../survey/config'
import type { MomentRef } from '../survey/wire'
import type { Heard } from './heard'

/** One trigger of one survey. */
export interface Listener<T extends Trigger = Trigger> {
  readonly survey: Survey
  readonly trigger: T
  /** The trigger as configured, and where that is a sequence the number of this step of it. Default: the trigger itself. */
  readonly of?: Trigger
  readonly k?: number
}

/** A moment met these triggers: they compete for the one showing. */
export type Happened = (moment: MomentRef, listeners: readonly Listener[]) => void

/** What a watcher of its own chunk may need of the page beside its listeners. */
export interface Around {
  /** Calls `changed` after each client-side navigation; returns its off. */
  readonly onNavigate: (changed: () => void) => () => void
  /** Hears what Peakend itself says; returns its off. */
  readonly on: (type: 'suppressed', fn: (told: { readonly survey: string }) => unknown) => () => void
  /** What the device remembers of this visit, as far as consent allows. */
  readonly memory: { get(): Heard; set(change: Heard): void }
  /** Tells what cannot be watched on this page: what the browser calls later must not throw into it. */
  readonly fail: (code: 'internal', cause: unknown) => void
}

/** Watches the page for listeners of one trigger type. Costs nothing without listeners. Returns its stop. */
export type Watch<T extends Trigger = Trigger> = (listeners: readonly Listener<T>[], happened: Happened) => () => void
/** The same for a watcher that is a chunk of its own. */
export type LazyWatch<T extends Trigger = Trigger> = (listeners: readonly Listener<T>[], happened: Happened, around: Around) => () => void
export type TriggerOf<K extends TriggerType> = Extract<Trigger, { on: K }>
