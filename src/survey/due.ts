import type { MomentRef } from './wire'

/** A question that waits: for its delay, for the next step of its sequence, for a quiet moment, or to be resumed on the next page. */
export interface Due {
  /** Survey id, and which of its triggers. */
  readonly s: string
  readonly i: number
  readonly m: MomentRef
  /** Not before, milliseconds since the epoch. */
  readonly t: number
  /** Steps of its sequence that have happened, while some have not. */
  readonly k?: number | undefined
  /** Events that call it off. */
  readonly x?: readonly string[] | undefined
  /** It has been counted. */
  readonly c?: 1
  /** Response to resume. */
  readonly r?: string
}
