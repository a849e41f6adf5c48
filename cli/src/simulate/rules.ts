/** The code of the page that decides. A test hands in a broken one, and sees that it is found. */
import { compete } from '../../../src/gates/compete'
import { decide } from '../../../src/gates/decide'
import { heard } from '../../../src/moments/heard'
import { settled } from '../../../src/survey/clocks'

export interface Rules {
  /** What a moment does to the memory of a device. */
  readonly heard: typeof heard
  /** Which of the waiting questions shows. */
  readonly compete: typeof compete
  /** All gates of one survey. */
  readonly decide: typeof decide
  /** The memory of asking, as of now: what a clock that was set back makes of it. */
  readonly settled: typeof settled
}

export const pageRules: Rules = { heard, compete, decide, settled }
