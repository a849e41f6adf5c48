import type { CaseChange, CaseState, ChannelKind, Reason } from '../store'
import type { DigestWords } from './words.digest'
import { en } from './words.en'
import { fr } from './words.fr'

/** Every visible word of the inbox, of the channels, and of what is told. A missing one does not compile. */
export interface LoopWords {
  readonly inbox: string
  readonly channels: string
  readonly skip: string
  readonly back: string
  readonly backToInbox: string
  readonly summary: (low: number, contacted: number, share: string, median: string | null) => string
  readonly summaryNone: string
  readonly summaryWhy: string
  /** `2 h 10 min`, from minutes. */
  readonly duration: (minutes: number) => string
  readonly filterState: string
  readonly stateFilters: Readonly<Record<CaseState | 'open' | 'all', string>>
  readonly touchpoint: string
  readonly owner: string
  readonly allTouchpoints: string
  readonly allOwners: string
  readonly filter: string
  readonly reasons: Readonly<Record<Reason, string>>
  readonly noReason: string
  readonly states: Readonly<Record<CaseState, string>>
  readonly percent: (value: string) => string
  readonly columns: { readonly what: string; readonly when: string; readonly state: string }
  readonly oneNew: string
  /** `{n}`: how many. */
  readonly manyNew: string
  readonly emptyTitle: string
  readonly emptyWhy: string
  readonly emptyHere: string
  readonly showAll: string
  readonly noChannels: string
  readonly addChannel: string
  readonly older: string
  readonly assignedTo: (name: string) => string
  readonly answers: string
  readonly noAnswers: string
  readonly moment: string
  readonly facts: {
    readonly when: string
    readonly survey: string
    readonly page: string
    readonly device: string
    readonly language: string
    readonly respondent: string
    readonly moment: string
  }
  readonly anonymous: string
  readonly yes: string
  readonly no: string
  readonly contact: string
  readonly contactWhy: string
  readonly contactNotAgreed: string
  readonly contactNone: string
  readonly toContacts: string
  readonly agreed: string
  readonly status: string
  readonly statusLabels: Readonly<Record<keyof CaseChange, string>>
  readonly statusHints: Readonly<Record<'assignee' | 'note' | 'gesture', string>>
  readonly save: string
  readonly saved: string
  readonly gestureBy: (who: string) => string
  readonly history: string
  readonly noHistory: string
  readonly changed: (who: string, field: string, from: string, to: string) => string
  readonly nothing: string
  readonly quote: (text: string) => string
  readonly missingTitle: string
  readonly missingWhy: string
  readonly drop: {
    readonly week: string
    readonly from: (day: string) => string
    readonly before: string
    readonly difference: string
    readonly why: string
  }
  readonly seeResults: string
  readonly kinds: Readonly<Record<ChannelKind, string>>
  readonly kindHints: Readonly<Record<ChannelKind, string>>
  readonly channelStates: Readonly<Record<'on' | 'paused' | 'gone', string>>
  readonly noChannelsYet: string
  readonly add: string
  readonly form: {
    readonly kind: string
    readonly name: string
    readonly url: string
    readonly urlHint: Readonly<Record<'webhook' | 'slack' | 'teams' | 'keeper', string>>
    readonly to: string
    readonly toHint: string
    readonly toOwner: string
    readonly key: string
    readonly keyHint: string
    readonly identifyBy: string
    readonly byEmail: string
    readonly byId: string
    readonly idProperty: string
    readonly owner: string
    readonly ownerHint: string
    readonly language: string
    readonly includeComment: string
    readonly includeContact: string
    readonly includeWhy: string
    readonly create: string
  }
  readonly secretTitle: string
  readonly secretWhy: string
  readonly rotated: string
  readonly rotate: string
  readonly test: string
  readonly pause: string
  readonly resume: string
  readonly remove: string
  readonly removeWhy: string
  readonly removeForGood: string
  readonly last: string
  readonly noneSent: string
  readonly deliveryColumns: readonly [what: string, when: string, state: string]
  readonly deliveryKinds: Readonly<Record<'alert' | 'update' | 'score' | 'digest' | 'test', string>>
  readonly deliveryStates: Readonly<Record<'waiting' | 'sent' | 'dead', string>>
  readonly attempts: (n: number) => string
  readonly next: string
  readonly replay: string
  readonly deliveryReasons: Readonly<Record<string, string>>
  readonly done: Readonly<Record<'test' | 'paused' | 'on' | 'deleted' | 'replayed' | 'changed', string>>
  readonly problems: Readonly<Record<string, string>>
  readonly problem: string
  readonly includes: Readonly<Record<'comment' | 'contact' | 'none', string>>
  readonly digest: DigestWords
  readonly told: {
    readonly title: (reasons: string, touchpoint: string) => string
    readonly update: (title: string) => string
    readonly testTitle: string
    readonly testWhy: string
    readonly score: string
    readonly question: string
    readonly thisWeek: string
    readonly before: string
    readonly ofN: (score: string, n: number) => string
    readonly user: string
    readonly open: string
  }
}

export const loopWords = { en, fr } as const satisfies Readonly<Record<string, LoopWords>>
