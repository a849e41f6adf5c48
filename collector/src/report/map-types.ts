/** The journey on one map: what every touchpoint is worth, what binds them, and where nobody listens. */
import type { Category, Channel, Stage, Target, Text } from '../../../src/survey/config'
import type { Interval, MeasuredMetric, Precision } from '../metrics'
import type { Recovery, Shift } from './effects'
import type { Lift } from './lift'

/** `heard`: somebody answered in the period. `waiting`: a survey is on. `unasked`: nobody asks there. */
export type Hearing = 'heard' | 'waiting' | 'unasked'

/** One way of asking at one touchpoint. */
export interface MapPoint {
  readonly fingerprint: string
  readonly survey: string
  readonly metric: MeasuredMetric
  /** Only points of one rule stand on one scale. */
  readonly rule: string
  /** The ends of the scale that was answered on. */
  readonly min: number
  readonly max: number
  readonly question: string
  readonly locale: string
  readonly n: number
  /** Null below ten answers. */
  readonly score: number | null
  /** 95 %, sampling only. */
  readonly interval: Interval | null
  /** Drawn only when `enough`. */
  readonly precision: Precision
  /** Above or below all others of its rule, no interval touching another. */
  readonly extreme: 'highest' | 'lowest' | null
  /** Other instruments of this rule at this touchpoint, in other languages or other words: not on the map. */
  readonly others: number
  /** Of the same people at the touchpoint that was chosen: see `JourneyMap.same`. Null without one, and below ten people. */
  readonly there: { readonly score: number; readonly interval: Interval } | null
}

/** What staff expected, in the unit of the point’s score. */
export interface Belief {
  readonly value: number
  /** How many of them said so; null where it was written into the configuration. */
  readonly n: number | null
  /** When the last of them did, `YYYY-MM-DD`. */
  readonly at: string | null
  /** The rule they were scored by; null where it was written into the configuration, for the metric of the target or the first score. */
  readonly rule: string | null
}

/**
 * Whether those who rate this touchpoint higher rate the relationship higher, among the people who rated both. `few`: fewer than thirty people
 * have. `unclear`: chance alone could bring it. Nothing is said of a cause.
 */
export interface Link {
  readonly verdict: 'together' | 'opposite' | 'unclear' | 'few'
  readonly n: number
  /** Spearman’s rank correlation. Null below thirty people, or where all chose alike. */
  readonly r: number | null
  readonly interval: Interval | null
  /** Two-sided, corrected for all of the map’s links at once (Holm). */
  readonly p: number | null
}

export interface MapPlace {
  readonly id: string
  readonly name: Text | null
  readonly stage: Stage | null
  readonly category: Category | null
  readonly channel: Channel | null
  readonly truth: boolean
  readonly hearing: Hearing
  readonly target: Target | null
  readonly belief: Belief | null
  /** What mending it would cost, as the team entered it. */
  readonly effort: number | null
  /** One for each rule, most answers first. */
  readonly points: readonly MapPoint[]
  /** With the relationship score. Null for the relationship itself, where there is no such score, or nothing is measured here. */
  readonly link: Link | null
}

/** Points that are one question, asked in the same way in several places: the only ones that are joined. In the order of the journey. */
export interface MapLine {
  readonly rule: string
  readonly points: readonly { readonly touchpoint: string; readonly fingerprint: string }[]
}

/** A moment of the visit that people named. */
export interface NamedMoment {
  /** A touchpoint, or another thing that happened; `other` and `none` as they were chosen. */
  readonly moment: string
  readonly n: number
  /** How many of them rated it 4 or 5. */
  readonly pleasant: number
  /** How many rated it 1 or 2. */
  readonly unpleasant: number
}
/** A mean on the one scale of five points that peak and end share. */
export interface FivePoints {
  readonly n: number
  readonly score: number | null
  readonly interval: Interval | null
  readonly precision: Precision
}
/** What stayed with people, and how it ended: of one survey, asked in one way. */
export interface PeakEnd {
  readonly survey: string
  readonly fingerprint: string
  readonly locale: string
  /** Who named a moment. */
  readonly named: number
  /** Those named by five people or more, most often named first. */
  readonly moments: readonly NamedMoment[]
  /** How many named one of the others. */
  readonly rest: number
  readonly peak: FivePoints | null
  readonly end: FivePoints | null
}

/** One field of stages × categories. */
export interface Coverage {
  readonly stage: Stage
  readonly category: Category
  readonly touchpoints: readonly string[]
  /** The best of its touchpoints; `unasked` where there is none. */
  readonly hearing: Hearing
}

export interface JourneyMap {
  /** In the order of the journey, whether anybody was asked there or not. */
  readonly places: readonly MapPlace[]
  readonly lines: readonly MapLine[]
  /** Whose score is the relationship score. */
  readonly relationship: string | null
  /**
   * Only people who also answered there. Of those known beyond one visit the latest two thousand, the latest answer of each; null: everybody, as
   * in the rest of the report.
   */
  readonly same: { readonly touchpoint: string; readonly people: number; readonly isPart: boolean } | null
  readonly peakEnds: readonly PeakEnd[]
  /** After the shop’s answer to a doubt. */
  readonly shifts: readonly Shift[]
  /** What that answer did, against those who were asked again before they read it. */
  readonly lifts: readonly Lift[]
  /** After help that was offered to those who answered low. */
  readonly recoveries: readonly Recovery[]
  /** Every field, by stage and then by category. */
  readonly coverage: readonly Coverage[]
}
