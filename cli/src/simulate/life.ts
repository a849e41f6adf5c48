/** What becomes of one visitor: everything they were asked, and everything they were not. */
import type { GateResult } from '../../../src/gates/types'
import type { Outcome } from '../../../src/survey/clocks'
import type { Lookup } from '../../../src/survey/condition'
import type { Trigger } from '../../../src/survey/config'
import type { Lived } from '../../../src/survey/journey'
import type { MomentRef } from '../../../src/survey/wire'
import type { Visit } from './visits'

/** A question that was shown. Times are true ones, milliseconds since the epoch. */
export interface Shown {
  readonly visitor: string
  readonly survey: string
  readonly class: 'interaction' | 'relationship'
  readonly at: number
  /** What the device's clock said. */
  readonly deviceAt: number
  /** Number of the visit on this device, as the SDK counts. */
  readonly visit: number
  readonly wave: number
  readonly key: string | undefined
  readonly respondent: string
  /** `unseen`: gone before it could be noticed. */
  readonly outcome: Outcome
  /** When it went away. */
  readonly closedAt: number
  /** The visit it was shown in. */
  readonly of: Visit
  /** The page it stood on: path with query and fragment. */
  readonly page: string
  /** What called for it, with all its properties, and the trigger that this met. */
  readonly moment: MomentRef
  readonly trigger: Trigger
  /** Id of the variant it was asked as. */
  readonly variant: string | undefined
  /** What conditions of its questions find: traits, context, personas and events as they were then. */
  readonly lookup: Lookup
  /** What a question of type `moment` offers: what was lived of the visit it looks back on. */
  readonly lived: readonly Lived[]
}
/** A question that was called for and came to nothing. */
export interface Refused {
  readonly survey: string
  readonly at: number
  readonly gates: readonly GateResult[]
}
/** How far a call came: 0 triggered, 1 eligible, 2 sampled. */
export interface Reached {
  readonly survey: string
  /** True time, milliseconds since the epoch. */
  readonly at: number
  readonly stage: number
}
/** Whether somebody who may be asked was in the sample of a survey that has one. */
export interface Drawn {
  readonly survey: string
  readonly respondent: string
  readonly isIn: boolean
}
export interface Life {
  readonly visitor: string
  readonly visits: readonly Visit[]
  readonly shown: readonly Shown[]
  readonly refused: readonly Refused[]
  readonly reached: readonly Reached[]
  /** Each once, however often it was looked at: also of what went on waiting, which no count of calls has. */
  readonly drawn: readonly Drawn[]
  /** Surveys called off by an event (`cancelOn`), once for each time. */
  readonly calledOff: readonly string[]
  /** Surveys still waiting when the visitor was last seen. */
  readonly waiting: readonly string[]
}
