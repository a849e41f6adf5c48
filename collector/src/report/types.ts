import type { Category, Channel, QuestionType, Stage, Target, Text } from '../../../src/survey/config'
import type { Answers, Status } from '../../../src/survey/wire'
import type { Bar, Interval, MeasuredMetric, Precision } from '../metrics'
import type { Dimension, Filter, SimulatedCount } from '../store'
import type { Breakdown } from './breakdown'
import type { Belief, JourneyMap } from './map-types'
import type { Mark } from './marks'
import type { Measure } from './measures'
import type { PeriodUnit, Span } from './periods'
import type { Priorities } from './priorities'
import type { QuestionReport } from './questions'
import type { TopRate } from './rate'
import type { Tested } from './tested'

/** From the moment to the last answer. The first three are counted by the SDK only where the visitor consented; null: none arrived. */
export interface Cascade {
  readonly triggered: number | null
  readonly eligible: number | null
  readonly sampled: number | null
  /** Showings claimed. */
  readonly shown: number
  /** Half the card was in view: `seen` and all that follows from it. */
  readonly seen: number
  readonly answered: number
  readonly completed: number
  /** Closed without an answer. */
  readonly dismissed: number
  /** Answers that were brought from elsewhere: they were asked there, and are among none of the steps. */
  readonly imported: number
}

/** Answered of shown, in percent: the *participation rate over showings*, not a response rate. Null without showings. */
export interface Participation {
  readonly rate: number
  readonly interval: Interval
}

/** One response, as much of it as a team reads. */
export interface Voice {
  readonly response: string
  readonly occurredAt: string
  readonly score: number | null
  /** The best value of the scale the score was given on. */
  readonly max: number | null
  readonly choice: readonly string[] | null
  /** What they wrote, by question (`why`, `reason.other`); how to reach them is not among it. */
  readonly comments: readonly { readonly question: string; readonly text: string }[]
  readonly answers: Answers
  readonly status: Status
  readonly locale: string
}

/** One period of a trend. */
export interface TrendPeriod extends Span {
  /** Answers in it; for NPS people, the latest answer of each in this period. */
  readonly n: number
  /** In the unit of the instrument's score. Null below five answers. */
  readonly score: number | null
  /** 95 %, sampling only. Null below five answers. */
  readonly interval: Interval | null
  /** False while it is still running, and where the period looked at begins or ends within it. */
  readonly whole: boolean
}

/** A score over time. */
export interface Trend {
  readonly unit: PeriodUnit
  /** Those of all periods together. For NPS more than the instrument's own n where people answered in several periods. */
  readonly n: number
  /** Oldest first, from the first answer's to the last's; those without an answer too. */
  readonly periods: readonly TrendPeriod[]
  /** The last of those with ten answers or more against the first of them; null where there are no two. */
  readonly change: Tested | null
}

/** How many answers are expected by a day, `YYYY-MM-DD`, if they go on as in the last four weeks. */
export interface Forecast {
  readonly answers: number
  readonly by: string
}

/** A figure against its target: `open` while the interval holds the target, or there is no score yet. */
export type Standing = 'reached' | 'below' | 'open'

/** One way of asking at one touchpoint. Different instruments are never merged. */
export interface InstrumentReport {
  readonly fingerprint: string
  readonly survey: string
  /** The instrument's type; the four with a figure are `nps`, `csat`, `ces`, `rating`. */
  readonly metric: MeasuredMetric | QuestionType
  /** What a rating or a choice measures, by the version of its survey that responses name: `peak`, `end`, …; null where it is a scale of its own. */
  readonly reportsAs: Measure | null
  /** The rule the score follows, e.g. `top-2-of-5`; null where there is no score. */
  readonly rule: string | null
  readonly question: string
  readonly display: string | null
  readonly points: number | null
  /** From which point on an answer counts, where a team has its own rule. */
  readonly countsFrom: number | null
  readonly labels: readonly string[]
  readonly locale: string
  readonly translated: boolean
  readonly orientation: 'horizontal' | 'vertical'
  readonly trigger: string
  readonly delaySeconds: number
  readonly firstAt: string
  readonly lastAt: string
  /** Answers counted; for NPS the latest of each respondent. */
  readonly n: number
  readonly min: number | null
  readonly max: number | null
  readonly score: number | null
  readonly interval: Interval | null
  readonly halfWidth: number | null
  readonly precision: Precision | null
  readonly enough: boolean
  readonly limit: number | null
  readonly needed: number | null
  /** When there will be 30 answers, or as many as `needed`; null where there are enough, or no pace to tell it from. */
  readonly forecast: Forecast | null
  readonly mean: { readonly score: number; readonly interval: Interval } | null
  /** Of a rating that reports as `confidence`: how many chose the best points. Null for any other. */
  readonly top: TopRate | null
  readonly distribution: readonly Bar[]
  /** Null where there is no score: choices and texts. */
  readonly trend: Trend | null
  /** Its score by what was asked for; null where nothing was, or there is no score. */
  readonly breakdown: Breakdown | null
  /** What happened while it was asked, oldest first, with the score before and after. */
  readonly marks: readonly Mark[]
  /** The fingerprint of the instrument whose place it took at this touchpoint. */
  readonly replaces: string | null
  /** Where a choice was asked: how often each option was chosen. */
  readonly choices: readonly { readonly option: string; readonly label: Text; readonly count: number }[]
  /** Questions without a score, and further scales, in the order they were asked; those nobody answered are left out. */
  readonly questions: readonly QuestionReport[]
  /** Answers of people known for one page or session only: the same person may be among them twice. */
  readonly unrecognised: number
  readonly cascade: Omit<Cascade, 'triggered' | 'eligible' | 'sampled'>
  readonly participation: Participation | null
  readonly latest: readonly Voice[]
}

export interface TouchpointReport {
  readonly id: string
  readonly name: Text | null
  readonly stage: Stage | null
  readonly category: Category | null
  readonly channel: Channel | null
  readonly truth: boolean
  readonly target: Target | null
  /** The score its staff expected, asked before they saw it. */
  readonly belief: number | null
  /** The same as staff said it by a link: how many, and when. Null where fewer than five did. */
  readonly believed: Belief | null
  /** Of the first instrument. Null without a target for its metric. */
  readonly standing: Standing | null
  /** The first instrument's score lies below that of every other touchpoint measured by the same rule, and no interval touches another. */
  readonly lowest: boolean
  readonly surveys: readonly string[]
  readonly cascade: Cascade
  readonly participation: Participation | null
  /** Those in use first, most answers first (with those of the instruments whose place they took); then the replaced ones, latest first. */
  readonly instruments: readonly InstrumentReport[]
  /** Newest first, or lowest score first where that was asked for. */
  readonly comments: readonly Voice[]
}

export interface Report {
  readonly project: string
  readonly test: boolean
  readonly since: string | null
  readonly until: string | null
  /** The answers that all of these hold for. */
  readonly filters: readonly Filter[]
  /** What scores are broken down by. */
  readonly by: Dimension | null
  readonly generatedAt: string
  readonly shown: number
  readonly answered: number
  /** Answers that were brought from elsewhere, which are among neither. */
  readonly imported: number
  /** Of `shown` and `answered`, those that are sample data: nobody was asked. */
  readonly simulated: SimulatedCount
  /** Answers of the other kind (test answers, or real ones where this is about test answers): never mixed in. */
  readonly answeredApart: number
  /** Nothing was shown in the period, but something outside it. */
  readonly outside: boolean
  /** In the order of the journey. Those configured come even when nothing was heard there yet. */
  readonly touchpoints: readonly TouchpointReport[]
  /** Null where nobody asked for it. */
  readonly journey: JourneyMap | null
  /** What to mend first. Comes with the journey. */
  readonly priorities: Priorities | null
}
