import type { Showing } from '../survey/clocks'
import type { Lookup } from '../survey/condition'
import type { Blackout, Survey } from '../survey/config'
import type { ConsentLevel, MomentRef } from '../survey/wire'

export type GateName =
  | 'enabled'
  | 'window'
  | 'consent'
  | 'audience'
  | 'sample'
  | 'quota'
  | 'frequency'
  | 'reserve'
  | 'place'
  | 'priority'
  | 'open'
  | 'quiet'
  | 'budget'

/** Codes are the stable vocabulary of `suppressed` events and `explain()`; prose lives in a lazy chunk. */
export type GateCode =
  | 'disabled'
  | 'not-yet'
  | 'over'
  | 'off-hours'
  | 'blackout'
  | 'no-consent'
  | 'audience'
  | 'not-sampled'
  | 'not-in-split'
  | 'held-out'
  | 'quota-full'
  | 'never-again'
  | 'snoozed'
  | 'once-per'
  | 'once'
  | 'every-days'
  | 'after-dismiss-days'
  | 'between-days'
  | 'per-visit'
  | 'weekly-cap'
  | 'max-ignored'
  | 'reserved'
  | 'elsewhere'
  | 'too-late'
  | 'outranked'
  | 'busy'
  | 'resting'
  | 'hidden'
  | 'dialog'
  | 'banner'
  | 'fullscreen'
  | 'media'
  | 'frame'
  | 'typing'
  | 'error'
  | 'scrolling'
  | 'landing'
  | 'not-now'
  | 'over-budget'
  | 'vetoed'
  | 'full'

export type Values = Readonly<Record<string, string | number | boolean>>

/** One reason for or against. */
export interface GateResult {
  readonly gate: GateName
  readonly pass: boolean
  /** Why not, when it does not pass. */
  readonly code?: GateCode
  /** What was compared, e.g. `{ asked: 1763…, days: 30 }`; where it passes too, if there is something to tell. */
  readonly values?: Values
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
  /** What called for it. Default: nothing did, it is only looked at. */
  readonly moment?: Pick<MomentRef, 'type'> | undefined
  /** The configuration's surveys with `reserve`, so that a decision costs the same however many are configured. */
  readonly reserved: readonly Survey[]
  readonly now: number
  readonly level: ConsentLevel
  readonly lookup: Lookup
  /** What the sticky sample is drawn from: hash of respondent × survey × wave. */
  readonly respondent: string
  readonly log: readonly Showing[]
  readonly visit: number
  /** Hash of the `oncePer` value of the moment, if the trigger has one. */
  readonly key: string | undefined
  /** Of the configuration. Default: none. */
  readonly blackouts?: readonly Blackout[] | undefined
  /** How many answers the endpoint still wanted when it last said so, by `quotaKey`. Default: nothing is known. */
  readonly remaining?: Readonly<Record<string, number>> | undefined
}

/**
 * Why not: a code, what was compared, and until when where that is known (`Infinity`: time alone will not do). No code, or nothing: it
 * passes.
 */
export type Refusal = readonly [code: GateCode | '', values?: Values, until?: number] | false | undefined
export type Gate = (input: GateInput) => Refusal
