import type { Survey, Trigger, TriggerType } from '../survey/config'
import type { MomentRef } from '../survey/wire'

/** Something that happened and may call for a question. */
export interface Moment extends MomentRef {
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** One trigger of one survey. */
export interface Listener<T extends Trigger = Trigger> {
  readonly survey: Survey
  readonly trigger: T
}

/** Starts watching the page for the given listeners; calls `happened` for each one whose trigger is met. Returns its stop. */
export type Watch<T extends Trigger = Trigger> = (
  listeners: readonly Listener<T>[],
  happened: (listener: Listener<T>, moment: Moment) => void,
  now: () => number,
) => () => void
export type Watches = { readonly [K in Exclude<TriggerType, 'manual' | 'event'>]: Watch<Extract<Trigger, { on: K }>> }
