/**
 * What the collector keeps, without saying how. `sqlite.ts` and `postgres.ts` do it; `test/store-contract.ts` says what every store has to hold.
 * Every call names its project: nothing is shared between two. Any call rejects with `StoreUnavailable` when the database cannot be reached.
 */

import type {
  Answers,
  ConsentLevel,
  CountsData,
  Instrument,
  MomentRef,
  RespondentRef,
  Status,
  TouchpointRef,
} from '../../../src/survey/wire'
import type { ContactDetails } from '../answers'
import type { AccessStore } from './access'
import type { AuditStore, By } from './audit'
import type { BeliefStore } from './beliefs'
import type { ImportStore } from './imports'
import type { LaterCount } from './later'
import type { Judgement, LoopStore } from './loop-types'
import type { NoteStore } from './notes'
import type { ShareStore } from './shares'
import type { SurveyStore } from './surveys'
import type { Together } from './together'

/** What of a response does not fit any form its survey is known in. It is kept all the same. */
export interface Flag {
  /**
   * `unknown-version`: the survey was never published with the version it names. `unknown-question`: it answers what that version does not ask.
   * `unknown-option`: with an option, a row or a point that was not there. `other-instrument`: the main question was asked otherwise.
   */
  readonly code: 'unknown-version' | 'unknown-question' | 'unknown-option' | 'other-instrument'
  /** The key of the answer it is about. */
  readonly at?: string
}

/** One response at its highest revision. Times are ISO 8601 in UTC with milliseconds, so that they sort as text. */
export interface StoredResponse {
  readonly project: string
  readonly id: string
  readonly revision: number
  readonly survey: string
  readonly surveyVersion: number | null
  readonly wave: number
  readonly touchpoint: TouchpointRef
  readonly status: Status
  readonly answers: Answers
  readonly instrument: Instrument
  /** The number given to the instrument's question. */
  readonly score: number | null
  /** The options chosen, where the instrument's question is a choice. */
  readonly choice: readonly string[] | null
  /** At least one answer is a text with something in it. */
  readonly commented: boolean
  readonly personas: readonly string[]
  readonly variant: string | null
  readonly moment: MomentRef
  readonly context: Readonly<Record<string, unknown>>
  readonly respondent: RespondentRef
  readonly consent: ConsentLevel
  readonly test: boolean
  /** Sample data: nobody was asked. */
  readonly simulated: boolean
  readonly sdk: string
  /** The device's clock. */
  readonly createdAt: string
  /** When this revision was given, by the device's clock; null: its event does not say. */
  readonly updatedAt: string | null
  /** When it happened by our clock (DELIVERY, "Clock"). */
  readonly occurredAt: string
  readonly receivedAt: string
  /** Empty where everything fits, or nothing is known of its survey's project. */
  readonly flags: readonly Flag[]
}

/** How to reach somebody who answered, and what they agreed to. */
export interface StoredContact extends ContactDetails {
  readonly project: string
  /** The response it was given in. */
  readonly response: string
  readonly survey: string
  readonly touchpoint: string
  readonly respondent: RespondentRef
  readonly test: boolean
  /** The language it was asked in. */
  readonly locale: string
  readonly occurredAt: string
  readonly receivedAt: string
}

/** One validated event. A response comes without what says how to reach somebody: that is its contact. */
export type StoreItem =
  | {
      readonly type: 'response'
      readonly response: StoredResponse
      readonly contact: ContactDetails | null
      /** What is to be made of it, if it is stored. Absent: nothing. */
      readonly judgement?: Judgement | null
    }
  | { readonly type: 'counts'; readonly eventId: string; readonly counts: CountsData['counts']; readonly simulated?: boolean }
  | { readonly type: 'forget'; readonly eventId: string; readonly respondents: readonly string[] }

/** `failed`: this one could not be written now; nothing of it was. */
export type Outcome =
  | { readonly status: 'stored' }
  | { readonly status: 'duplicate' }
  | { readonly status: 'stale'; readonly current: number; readonly time?: string }
  | { readonly status: 'failed'; readonly cause: unknown }

/**
 * What responses may be told apart by: of whom (`persona`: each one of theirs), on which kind of device, in which language it was asked, on which
 * page (numbers of orders and the like stand as `:id`), of which variant, at which level of consent, and the properties of the event that were sent.
 */
export type Dimension = 'persona' | 'device' | 'language' | 'page' | 'variant' | 'consent' | `event.${string}`

/** Only responses that have this value. */
export interface Filter {
  readonly dimension: Dimension
  readonly value: string
}

/** Which responses a question is about. `since` is included, `until` is not. */
export interface Scope {
  readonly project: string
  /** Test answers alone, or real ones alone. */
  readonly test: boolean
  /** Sample data alone, or all but that. Default both: whoever shows it says so. */
  readonly simulated?: boolean
  readonly since?: string
  readonly until?: string
  /** All of them hold. Counts of gates carry no values: with a filter there are none. Default none. */
  readonly filters?: readonly Filter[]
}

/** Test answers and real ones alike, where it does not say. */
export type AnyScope = Omit<Scope, 'test'> & { readonly test?: boolean }
/** When something was received, by our clock: `from` is included, `until` is not. */
export interface ReceivedSpan {
  readonly from: string
  readonly until: string
}
/** The last one of a page of changes. */
export type ChangePlace = Pick<StoredResponse, 'receivedAt' | 'id'>

/** Which contact details a question is about. */
export interface ContactScope extends Omit<Scope, 'test' | 'filters'> {
  readonly test?: boolean
  readonly survey?: string
}
/** The last one of a page: the next begins after it. */
export type ContactPlace = Pick<StoredContact, 'occurredAt' | 'response'>

/** How many showings ended up in a status. */
export interface ShowingCount {
  readonly touchpoint: string
  readonly fingerprint: string
  readonly status: Status
  readonly n: number
}
/** How often options were chosen together. */
export interface ChoiceCount {
  readonly touchpoint: string
  readonly fingerprint: string
  readonly choice: readonly string[]
  readonly n: number
  /** Of these, from respondents known for one page or one session only: the same person may be among them twice. */
  readonly unrecognised: number
}
/** How much of a scope is sample data. */
export interface SimulatedCount {
  readonly shown: number
  readonly answered: number
}
/** How often the same answers were given together. */
export interface AnswerCount {
  readonly answers: Answers
  readonly n: number
}
/** How often a score was given on a day. Every answer counts, those of an NPS too: which of a person's is the latest depends on the period. */
export interface DayCount {
  readonly touchpoint: string
  readonly fingerprint: string
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string
  readonly score: number
  readonly n: number
  /** Of these, from respondents known for one page or one session only. */
  readonly unrecognised: number
}
/** How often a score was given in a period, where relationship metrics count one latest answer per person (DOMAIN §3). */
export interface PeopleCount {
  /** Which of the given periods, from 0. */
  readonly period: number
  readonly score: number
  /** By people whose latest answer of this period it is. */
  readonly n: number
  /** Of these, by people whose latest answer of all it is. */
  readonly latest: number
  /** Of the latest, from respondents known for one page or one session only. */
  readonly unrecognised: number
}
/** An instrument as last used at a touchpoint. */
export interface UsedInstrument {
  readonly touchpoint: TouchpointRef
  readonly survey: string
  readonly instrument: Instrument
  readonly first: string
  readonly last: string
}
/** As much of it as names an instrument at a touchpoint. */
export interface InstrumentRef {
  readonly touchpoint: Pick<TouchpointRef, 'id'>
  readonly instrument: Pick<Instrument, 'fingerprint'>
}
/** How often a score was given: of an NPS by each person's latest answer, of all others by every answer. */
export interface ScoreCount {
  readonly score: number
  readonly n: number
  /** Of these, from respondents known for one page or one session only. */
  readonly unrecognised: number
}
/** One instrument's figures among the responses with one value. */
export interface ValueCount {
  readonly value: string
  readonly showings: number
  /** Of these, with an answer. */
  readonly answered: number
  readonly scores: readonly ScoreCount[]
}
/** One instrument's figures by the values of a dimension. A response may have several personas, and is then counted with each. */
export interface Breakdown {
  readonly dimension: Dimension
  /** The most frequent, 50 at most, with the most showings first. */
  readonly values: readonly ValueCount[]
  /** Those that have other values only. Null: there are none. */
  readonly rest: Omit<ValueCount, 'value'> | null
  /** Those without any value. Null: there are none. */
  readonly without: Omit<ValueCount, 'value'> | null
}
/** A dimension in use. */
export interface UsedDimension {
  readonly dimension: Dimension
  /** How many values there are. */
  readonly n: number
  /** The most frequent, 50 at most, with how many responses have each. */
  readonly values: readonly { readonly value: string; readonly n: number }[]
  /** There are more values than are told apart: of those that came last, nothing is noted. */
  readonly isFull: boolean
}
/** Where on its scale a score lies: detractors and scores below the middle · what neither is · what counts (promoters, satisfied, easy). */
export type Band = 'low' | 'middle' | 'high'
/** Which comments. */
export interface CommentQuery {
  /** Of one instrument. Default: all. */
  readonly of?: InstrumentRef
  /** What has to be in it, whatever the case and the accents. All of the words, in any place. */
  readonly query?: string
  /** In which it was asked: `fr` finds `fr-CA` too. */
  readonly language?: string
  readonly band?: Band
  /** The last one of the page before. */
  readonly after?: CommentPlace
  readonly limit: number
}
export type CommentPlace = Pick<StoredResponse, 'occurredAt' | 'id'>

export interface GateCount {
  readonly survey: string
  readonly triggered: number
  readonly eligible: number
  readonly sampled: number
}

/** Of a database that is reached over a few connections: how many there are, how many nobody uses, how many requests wait for one. */
export interface Connections {
  readonly total: number
  readonly idle: number
  readonly waiting: number
}

export interface Store {
  /**
   * Writes a batch in its order, each item on its own: one that fails does not stop the others. Committed when it resolves; when it rejects, all
   * of it may be sent again, whatever was written.
   */
  apply(project: string, items: readonly StoreItem[]): Promise<Outcome[]>
  /** Erases all responses and contact details of a respondent of any kind, on a team's word, which is written down. Resolves with how many responses there were. */
  erase(project: string, respondent: string, by: By): Promise<number>
  /** Everything that is held about a respondent of any kind, tests too. */
  person(project: string, respondent: string): Promise<{ readonly responses: StoredResponse[]; readonly contacts: StoredContact[] }>
  /** A page of contact details, the newest first. */
  contacts(scope: ContactScope, after: ContactPlace | null, limit: number): Promise<StoredContact[]>
  /** How many contact details there are, by survey. */
  contactCounts(scope: ContactScope): Promise<{ readonly survey: string; readonly n: number }[]>
  /** Deletes the contact details of these responses, for good: the answers stay. Resolves with how many there were. */
  deleteContacts(project: string, responses: readonly string[], by: By): Promise<number>
  /** Deletes for good, in all projects or in those that `of` says, what happened before these times. Resolves with how many of each there were. */
  expire(
    before: { readonly responses?: string; readonly contacts?: string },
    of?: (project: string) => boolean,
  ): Promise<{ readonly responses: number; readonly contacts: number }>
  showings(scope: Scope): Promise<ShowingCount[]>
  choices(scope: Scope): Promise<ChoiceCount[]>
  days(scope: Scope): Promise<DayCount[]>
  /** One instrument's scores by person. `starts`: the first day of each period, `YYYY-MM-DD`, in order; what came before the second is in the first. */
  people(scope: Scope, touchpoint: string, fingerprint: string, starts: readonly string[]): Promise<PeopleCount[]>
  /** What was answered to one instrument, without what somebody wrote. */
  answers(scope: Scope, of: InstrumentRef): Promise<AnswerCount[]>
  instruments(scope: Scope): Promise<UsedInstrument[]>
  /** What the people who answered the first instrument answered to the others: of the latest two thousand known beyond one visit, the latest of each. */
  together(scope: Scope, first: InstrumentRef, others: readonly InstrumentRef[]): Promise<Together>
  /** What people who gave the instrument a score of `most` or less, and so might be helped, gave it later. */
  later(scope: Scope, of: Pick<UsedInstrument, 'touchpoint' | 'instrument'>, most: number): Promise<LaterCount[]>
  gateCounts(scope: Scope): Promise<GateCount[]>
  /** The latest answered responses (or those with a comment, or of these the lowest scores) of each of the instruments, in that order. */
  latest(
    scope: Scope,
    kind: 'answered' | 'commented' | 'lowest',
    perInstrument: number,
    of: readonly InstrumentRef[],
  ): Promise<StoredResponse[]>
  /** One instrument's figures by the values of a dimension. */
  breakdown(scope: Scope, of: InstrumentRef, dimension: Dimension): Promise<Breakdown>
  /** Which dimensions there are to filter and break down by. */
  dimensions(scope: Scope): Promise<UsedDimension[]>
  /** A page of responses with a comment, the newest first. */
  comments(scope: Scope, which: CommentQuery): Promise<StoredResponse[]>
  /** How many real answers, of people who were asked, a survey has in a wave; counting stops at `limit`. */
  answered(project: string, survey: string, wave: number, limit: number): Promise<number>
  /** A page of responses in id order, after an id; for exports. */
  /** Closing the loop: alerts, what was done about them, and what is sent where. */
  readonly loop: LoopStore
  page(scope: AnyScope, after: string, limit: number): Promise<StoredResponse[]>
  /** A page of responses whose current revision was received in a span, in the order it was; for exports of what is new. */
  changes(scope: AnyScope, span: ReceivedSpan, after: ChangePlace | null, limit: number): Promise<StoredResponse[]>
  /** Configurations: their versions, what is published, and how surveys are doing. */
  readonly surveys: SurveyStore
  /** One response; null where there is none, or it was erased. */
  response(project: string, id: string): Promise<StoredResponse | null>
  /** What a team wrote beside its trends. */
  readonly notes: NoteStore
  /** What came from elsewhere, and by whom. */
  readonly imports: ImportStore
  /** Links that show results to somebody without a token. */
  readonly shares: ShareStore
  /** What staff expect customers to say. */
  readonly beliefs: BeliefStore
  /** Deletes all test answers of a project, with what was kept apart of them, for good. Resolves with how many there were. */
  deleteTests(project: string, by: By): Promise<number>
  /** Of what is in scope, that which is sample data. */
  simulated(scope: AnyScope): Promise<SimulatedCount>
  /** Deletes all sample data of a project for good, with its counts. It may come again, unlike what somebody wants erased. Resolves with how many responses there were. */
  deleteSimulated(project: string, by: By): Promise<number>
  /** Projects with at least one response. */
  projects(): Promise<string[]>
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  /** Absent where there is one connection only. */
  connections?(): Promise<Connections>
  readonly access: AccessStore
  readonly audit: AuditStore
  close(): Promise<void>
}
