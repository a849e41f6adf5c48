/**
 * Names of moments, in human words: what a visitor is asked to choose from. A table and a chunk of its own in each language, loaded only with the
 * question that offers them. A missing key does not compile. Names of things that were done, never titles or products: the screen may be shared.
 */
import type { MomentId } from '../../survey/journey'

export interface MomentWords {
  /** BCP 47 tag of these words. */
  readonly lang: string
  readonly names: Readonly<Record<MomentId | 'other' | 'none', string>>
  /** What is remembered for it, and what is sent: beside “Why am I being asked?”. */
  readonly why: string
}
