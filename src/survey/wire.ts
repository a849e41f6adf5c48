/** What travels: CloudEvents 1.0 in a JSON batch, and the endpoint's reply. DELIVERY promises stand on these shapes. */
import type { Category, Channel, QuestionType, Stage, TriggerType } from './config'

export type ConsentLevel = 'none' | 'session' | 'persistent'
/** Where an answer is kept until it is acknowledged: IndexedDB committed · session storage (or localStorage where IndexedDB fails) · this page. */
export type Durability = 'disk' | 'session' | 'memory'
/** `shown`: claimed. `seen`: half the card was in view. `answered`: at least one answer. `completed`: reached an ending. `dismissed`: closed without an answer. */
export type Status = 'shown' | 'seen' | 'answered' | 'completed' | 'dismissed'
/** A scale gives a number, a text a string, a choice or a ranking the ids of options, a consent `true`. */
export type Answer = number | string | boolean | readonly string[]
/** By question id; what a question asks beside its own answer (a matrix row, a contact field, what “other” is) by `<question>.<part>`. */
export type Answers = Readonly<Record<string, Answer>>

/** What exactly was asked. Different instruments are never merged silently. */
export interface Instrument {
  /** Hash of all fields below but `types` and `texts` of other questions, `trigger` and `delaySeconds` included. */
  readonly fingerprint: string
  /** The question it describes: the survey's first scale, else its first question that is no mere message. */
  readonly question: string
  readonly type: QuestionType
  /** Of a scale as `Display`, of a choice as it is configured. */
  readonly display: string | null
  /** Of a matrix those of each row. */
  readonly points: number | null
  /** From which point on an answer counts, where a team has its own rule. */
  readonly countsFrom?: number
  /** Of a slider: its ends and its step. */
  readonly range?: readonly [min: number, max: number, step: number]
  readonly orientation: 'horizontal' | 'vertical'
  readonly labels: readonly string[]
  /**
   * Every question's text in the language it was shown in, by question id; of its options and rows by `<question>.<option>`; what stands beside the
   * box of a consent or on a button by `<question>.label`. What they take up of the visitor is left as it is written: `Hi {{trait.firstName|there}}`.
   */
  readonly texts: Readonly<Record<string, string>>
  /** What each answer is, by question id: the type, and of a text its format (`text.email`). Absent in records of earlier builds. */
  readonly types?: Readonly<Record<string, string>>
  readonly locale: string
  /** The page was machine-translated while it was shown. */
  readonly translated: boolean
  readonly trigger: string
  readonly delaySeconds: number
}

export interface RespondentRef {
  readonly id: string
  readonly kind: 'page' | 'session' | 'device' | 'user'
}

export interface TouchpointRef {
  readonly id: string
  readonly stage?: Stage
  readonly category?: Category
  readonly channel?: Channel
}

/** What happened that called for the question. */
export interface MomentRef {
  readonly type: TriggerType
  readonly name: string
  /** Only those the configuration's `send` names leave the page. */
  readonly props?: Readonly<Record<string, unknown>>
  /** Milliseconds since the epoch, by the device. */
  readonly at?: number
}

/** The whole state of one showing at one revision: every revision carries the full snapshot. */
export interface ResponseData {
  readonly project: string
  readonly survey: string
  readonly surveyVersion: number | null
  /** Of the survey when it was asked: what a quota counts. Absent in records of earlier builds: 1. */
  readonly wave?: number
  readonly instrument: Instrument
  readonly touchpoint: TouchpointRef
  readonly personas: readonly string[]
  readonly variant: string | null
  readonly moment: MomentRef
  readonly status: Status
  readonly answers: Answers
  readonly respondent: RespondentRef
  readonly context: Readonly<Record<string, unknown>>
  readonly consent: ConsentLevel
  readonly test: boolean
  /** Sample data: nobody was asked. No page ever sends it; `npm run demo:data` does. Absent: somebody was. */
  readonly simulated?: true
  readonly sdk: string
  /** ISO 8601, the device's clock. */
  readonly createdAt: string
}

/** Added when it is sent. */
export interface SentAt {
  readonly sentAt: string
  /** Milliseconds since `createdAt` by a monotonic clock; only within the page load that created it. */
  readonly ageMs?: number
}

/** Identifier-free: how often each gate was reached, per survey and UTC day. */
export interface CountsData {
  readonly project: string
  /** As of a response. */
  readonly simulated?: true
  readonly counts: readonly {
    readonly survey: string
    /** `YYYY-MM-DD`, UTC. */
    readonly day: string
    readonly triggered: number
    readonly eligible: number
    readonly sampled: number
  }[]
}

/** Erases what was kept about these random respondent ids, which are the capability to do so. */
export interface ForgetData {
  readonly project: string
  readonly respondents: readonly string[]
}

export const RESPONSE_TYPE = 'peakend.response.v1'
export const COUNTS_TYPE = 'peakend.counts.v1'
export const FORGET_TYPE = 'peakend.forget.v1'

interface Envelope<Type extends string, Data> {
  readonly specversion: '1.0'
  /** `<responseId>:<revision>`; `<id>:1` for counts and forget. */
  readonly id: string
  /** `/peakend/<project>` */
  readonly source: string
  readonly type: Type
  /** `<surveyId>/<responseId>` for a response. */
  readonly subject?: string
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly data: Data
}
export type ResponseEvent = Envelope<typeof RESPONSE_TYPE, ResponseData & SentAt>
export type CountsEvent = Envelope<typeof COUNTS_TYPE, CountsData>
export type ForgetEvent = Envelope<typeof FORGET_TYPE, ForgetData>
export type WireEvent = ResponseEvent | CountsEvent | ForgetEvent

/** Per item: `stored` (new or newer), `duplicate` (this revision is there), `stale` (a higher one is; `current` names it), `rejected` (never will be), `retry`. */
export interface ItemResult {
  readonly id: string
  readonly status: 'stored' | 'duplicate' | 'stale' | 'rejected' | 'retry'
  /** Of `stale`: the revision that is there. */
  readonly current?: number
  /** Of `stale`: the `time` of that revision's event, to tell which of the two the visitor gave later. */
  readonly time?: string
  readonly retryAfterMs?: number
  readonly problem?: Problem
}
export interface Reply {
  readonly serverTime: string
  readonly results: readonly ItemResult[]
  /** How many answers are still wanted, by survey id: of surveys in this batch that have a quota. */
  readonly remaining?: Readonly<Record<string, number>>
}
/** RFC 9457. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly errors?: readonly { readonly path: string; readonly expected: string; readonly got: string; readonly hint?: string }[]
}
