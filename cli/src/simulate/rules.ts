/** The code of the page that decides. A test hands in a broken one, and sees that it is found. */
import { compete } from '../../../src/gates/compete'
import { decide } from '../../../src/gates/decide'
import { heard } from '../../../src/moments/heard'

export interface Rules {
  /** What a moment does to the memory of a device. */
  readonly heard: typeof heard
  /** Which of the waiting questions shows. */
  readonly compete: typeof compete
  /** All gates of one survey. */
  readonly decide: typeof decide
}

export const pageRules: Rules = { heard, compete, decide }
