import type { ResponseEvent } from '../../survey/wire'

/** One revision of a response on its way out. */
export interface Leaving {
  readonly event: ResponseEvent
  /** This destination has acknowledged none of its revisions yet. */
  readonly isFirst: boolean
}
/** Of a destination what an adapter may need. */
export interface Settings {
  readonly key?: string | undefined
  /** Contact data may leave. */
  readonly contact?: boolean | undefined
}
/** What is posted for a batch, as JSON values. Pure, and the same for the same revisions: a retry is no second answer. */
export type Adapter = (batch: readonly Leaving[], settings: Settings) => unknown
