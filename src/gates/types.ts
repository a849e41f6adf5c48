import type { Showing } from '../survey/clocks'
import type { Lookup } from '../survey/condition'
import type { Config, Survey, Trigger } from '../survey/config'
import type { ConsentLevel } from '../survey/wire'

export const gateNames = [
  'enabled',
  'window',
  'consent',
  'audience',
  'sample',
  'frequency',
  'reserve',
  'priority',
  'open',
  'quiet',
] as const
export type GateName = (typeof gateNames)[number]

/** Codes are the stable vocabulary of `suppressed` events and `explain()`; prose lives in the explain chunk. */
export type GateCode =
  | 'disabled'
  | 'not-yet'
  | 'over'
  | 'no-consent'
  | 'audience'
  | 'not-sampled'
  | 'once-per'
  | 'once'
  | 'every-days'
  | 'after-dismiss-days'
  | 'between-days'
  | 'per-visit'
  | 'weekly-cap'
  | 'max-ignored'
  | 'reserved'
  | 'outranked'
  | 'busy'
  | 'hidden'
  | 'dialog'
  | 'typing'
  | 'vetoed'

/** One reason for or against. `code` is set when it does not pass. */
export interface GateResult {
  readonly gate: GateName
  readonly pass: boolean
  readonly code?: GateCode
  /** What was compared, e.g. `{ asked: 1763…, days: 30 }`. */
  readonly values?: Readonly<Record<string, string | number | boolean>>
  /** Milliseconds since the epoch: when this gate would let it through, where that is known. */
  readonly until?: number
}

/** All gates of one survey at one moment. */
export interface Decision {
  readonly survey: string
  readonly pass: boolean
  readonly gates: readonly GateResult[]
}

/** What every gate may look at: plain values, so that a gate is a pure function. */
export interface GateInput {
  readonly survey: Survey
  readonly config: Config
  readonly trigger: Trigger | null
  readonly now: number
  readonly level: ConsentLevel
  readonly lookup: Lookup
  /** Sticky sample position of this respondent: what the hash of respondent × survey × wave is drawn from. */
  readonly respondent: string
  readonly log: readonly Showing[]
  readonly visit: number
  /** Hash of the `oncePer` value of the moment, if the trigger has one. */
  readonly key: string | null
}
export type Gate = (input: GateInput) => GateResult
