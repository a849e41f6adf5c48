/** What the store keeps to close the loop: alerts, what was done about them, where they go, and what is still to be sent. */
import type { By } from './audit'
import type { StoredContact, StoredResponse } from './types'

/** Why somebody should look. `drop`: a touchpoint's score fell; the others are about one response. */
export type Reason = 'detractor' | 'low' | 'callback' | 'drop'
/** How a score reads in a CRM. NPS has its own three. */
export type ScoreBand = 'detractor' | 'passive' | 'promoter' | 'low' | 'middle' | 'high'
export const states = ['new', 'contacted', 'resolved'] as const
export type CaseState = (typeof states)[number]

/** What the rules made of one revision of a response. Stored with the response, or not at all. */
export interface Judgement {
  /** None: nobody has to be told. */
  readonly reasons: readonly Exclude<Reason, 'drop'>[]
  readonly owner: string | null
  /** Null without a score. */
  readonly band: ScoreBand | null
  /** The visitor has finished: nothing is worth waiting for. */
  readonly settled: boolean
}

/** How a touchpoint's score fell. Scores in the unit of the metric. */
export interface Drop {
  readonly metric: string
  readonly rule: string
  readonly fingerprint: string
  /** The first day of the week that is compared, `YYYY-MM-DD`, and the day after the last one in it. */
  readonly week: string
  readonly until: string
  readonly now: { readonly score: number; readonly n: number }
  readonly before: { readonly score: number; readonly n: number }
  readonly difference: number
  /** 95 %. */
  readonly interval: readonly [number, number]
  readonly p: number
}

export interface Alert {
  readonly project: string
  /** The response's id; of a drop `drop:<touchpoint>:<week>`, which no response can have. */
  readonly id: string
  readonly reasons: readonly Reason[]
  readonly touchpoint: string
  readonly survey: string | null
  readonly owner: string | null
  readonly score: number | null
  readonly band: ScoreBand | null
  readonly drop: Drop | null
  /** False: a later revision took the reason away. */
  readonly active: boolean
  readonly openedAt: string
  readonly updatedAt: string
}

/** What was done about a response or a drop. */
export interface Case {
  readonly state: CaseState
  readonly assignee: string
  readonly note: string
  /** What the customer was offered. */
  readonly gesture: string
  readonly gestureAt: string | null
  readonly gestureBy: string | null
  readonly contactedAt: string | null
  readonly resolvedAt: string | null
  readonly updatedAt: string | null
}
export type CaseChange = Partial<Pick<Case, 'state' | 'assignee' | 'note' | 'gesture'>>
/** One field as it was changed, and by whom. */
export interface CaseEntry {
  readonly at: string
  readonly who: string
  readonly field: keyof CaseChange
  readonly from: string
  readonly to: string
}
export const noCase: Case = {
  state: 'new',
  assignee: '',
  note: '',
  gesture: '',
  gestureAt: null,
  gestureBy: null,
  contactedAt: null,
  resolvedAt: null,
  updatedAt: null,
}

export type AlertedCase = Alert & { readonly case: Case }
export interface AlertScope {
  readonly project: string
  /** `open`: new or contacted. Default: all. */
  readonly state?: CaseState | 'open'
  readonly touchpoint?: string
  readonly owner?: string
}
/** The last one of a page: the next begins after it. */
export type AlertPlace = Pick<Alert, 'openedAt' | 'id'>

/** Who tells people, and who keeps scores of customers. */
export const tellers = ['webhook', 'slack', 'teams', 'email'] as const
export const keepers = ['hubspot', 'brevo', 'klaviyo'] as const
export type ChannelKind = (typeof tellers)[number] | (typeof keepers)[number]
export const isKeeper = (kind: ChannelKind): kind is (typeof keepers)[number] => (keepers as readonly string[]).includes(kind)

/** E-mail: when the week's digest goes out. */
export interface DigestSettings {
  /** 1 Monday to 7 Sunday (ISO 8601). */
  readonly weekday: number
  /** 0 to 23, by the clocks of the time zone. */
  readonly hour: number
  /** A name of the IANA database: `Europe/Paris`. */
  readonly timeZone: string
  /** In a week without answers: the mail says so, or there is none. */
  readonly whenEmpty: 'say' | 'skip'
  /** Since when it is sent like this: what was due before is not caught up on. */
  readonly since: string
}

export interface ChannelSettings {
  /** Comments of visitors go with an alert. */
  readonly includeComment: boolean
  /** Contact details go with an alert, where the visitor agreed to be contacted. */
  readonly includeContact: boolean
  /** Alerts of this owner's touchpoints alone; empty: all. */
  readonly owner: string
  /** E-mail: to whom. */
  readonly to: readonly string[]
  /** E-mail: also to the touchpoint's owner, where that is an address. */
  readonly toOwner: boolean
  /** E-mail: alerts are told. Others are for nothing else. */
  readonly alerts: boolean
  /** E-mail: the week in one mail. Null: none. */
  readonly digest: DigestSettings | null
  /** Of what people read. */
  readonly language: 'en' | 'fr'
  /** CRM: how a customer is found there. */
  readonly identifyBy: 'email' | 'id'
  /** HubSpot: the unique property that holds your id. */
  readonly idProperty: string
}

export interface Channel {
  readonly project: string
  readonly id: string
  readonly kind: ChannelKind
  readonly name: string
  /** Empty for e-mail. */
  readonly url: string
  readonly settings: ChannelSettings
  /** `gone`: the receiver said 410, or somebody has to look at it. */
  readonly state: 'on' | 'paused' | 'gone'
  /** Where the collector's own pages were when it was made: links lead there. */
  readonly base: string
  readonly createdAt: string
}
export type ChannelChange = Partial<Pick<Channel, 'name' | 'url' | 'settings' | 'state'>>

/** What signs or opens a channel. Read only to send. `previous` still signs until its time. */
export interface ChannelSecrets {
  readonly secret: string
  readonly previous: string
  readonly previousUntil: string
}

export type DeliveryKind = 'alert' | 'update' | 'score' | 'digest' | 'test'
export interface Delivery {
  readonly project: string
  /** Stable: every attempt carries it, and the receiver knows it again by it. */
  readonly id: string
  readonly channel: string
  readonly kind: DeliveryKind
  /** The alert or the response it is about; of a digest the first day of its week. */
  readonly subject: string
  /** Of an alert and its update: a hash of what there was to tell. Of a score: metric, score and band. Of a test: what it is a test of, `digest`; empty: an alert. */
  readonly mark: string
  readonly state: 'waiting' | 'sent' | 'dead'
  readonly attempts: number
  readonly createdAt: string
  readonly nextAt: string
  readonly sentAt: string | null
  /** What the receiver last answered. */
  readonly status: number | null
  /** Why it failed last: a code of ours, never a word of the receiver's. */
  readonly reason: string | null
}
/** One that this process may send until its lease is over. */
export interface Leased extends Delivery {
  readonly lease: string
}
export type Finished =
  | { readonly state: 'sent'; readonly at: string; readonly status: number | null }
  | { readonly state: 'waiting'; readonly nextAt: string; readonly status: number | null; readonly reason: string }
  | { readonly state: 'dead'; readonly status: number | null; readonly reason: string }

/** A response with how to reach who gave it. */
export interface Told {
  readonly response: StoredResponse
  readonly contact: StoredContact | null
}

/** Which deliveries are wanted. Default: all that are due. */
export interface Which {
  readonly only?: { readonly project: string; readonly id: string }
  /** Channels that have enough under way. */
  readonly without?: readonly string[]
}

export interface LoopStore {
  /** Newest first. */
  alerts(scope: AlertScope, after: AlertPlace | null, limit: number): Promise<AlertedCase[]>
  alert(project: string, id: string): Promise<AlertedCase | null>
  /** How many alerts of a scope still hold, and since when the oldest does. */
  open(scope: AlertScope): Promise<{ readonly n: number; readonly oldest: string | null }>
  /** What the alerts of a project are about, for filters. */
  facets(project: string): Promise<{ readonly touchpoints: readonly string[]; readonly owners: readonly string[] }>
  /** Of the alerts about a low score that still hold: when they came, and when somebody got back to the customer. */
  recovery(project: string, since: string): Promise<{ readonly openedAt: string; readonly contactedAt: string | null }[]>
  /** Opens an alert that is about no response, once; resolves with whether it was this call. */
  raise(alert: Alert): Promise<boolean>
  response(project: string, id: string): Promise<Told | null>
  /** Those of these that there are. */
  responses(project: string, ids: readonly string[]): Promise<Told[]>
  /** Null where there is neither a response nor an alert of this id. */
  case(project: string, id: string): Promise<{ readonly case: Case; readonly history: readonly CaseEntry[] } | null>
  changeCase(project: string, id: string, change: CaseChange, who: string, at: string): Promise<Case | null>
  channels(project: string): Promise<Channel[]>
  channel(project: string, id: string): Promise<Channel | null>
  secrets(project: string, id: string): Promise<ChannelSecrets | null>
  addChannel(channel: Channel, secrets: ChannelSecrets, by: By): Promise<void>
  changeChannel(project: string, id: string, change: ChannelChange, by: By): Promise<boolean>
  changeSecrets(project: string, id: string, secrets: ChannelSecrets, by: By): Promise<boolean>
  /** With everything that is still to be sent there. */
  deleteChannel(project: string, id: string, by: By): Promise<boolean>
  /** The latest first. */
  deliveries(project: string, channel: string, limit: number): Promise<Delivery[]>
  /** `digest`: of this week, which begins on that day. Default: of an alert. */
  addTest(project: string, channel: string, id: string, at: string, digest?: string): Promise<void>
  /** Channels, of all projects, that are on and send a digest. */
  digests(): Promise<Channel[]>
  /** Notes that a channel is to be sent its digest, once for a week; resolves with whether it was this call. */
  addDigest(project: string, channel: string, week: string, at: string): Promise<boolean>
  /** Sends it again from now on, under the same id; resolves with whether there was one to send. */
  replay(project: string, channel: string, id: string, at: string): Promise<boolean>
  /** Takes deliveries that are due, of channels that are on; nobody else gets them until `leaseUntil`. */
  claim(now: string, leaseUntil: string, limit: number, which?: Which): Promise<Leased[]>
  /** Says what became of it; of no effect once the lease is another's. */
  finish(delivery: Leased, what: Finished): Promise<void>
  /** Deletes what was sent, or given up, before this. */
  expireDeliveries(before: string): Promise<number>
}
