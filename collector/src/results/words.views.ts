import type { CompareWith } from '../report/compare'
import type { Verdict } from '../report/tested'
import type { Band, NoteKind } from '../store'

/** The words of filters, and of scores by what they tell apart. */
export interface FilterWords {
  readonly title: string
  /** `2 filters`, for the line that opens them. */
  readonly active: (n: number) => string
  readonly any: string
  readonly dimensions: Readonly<Record<'persona' | 'device' | 'language' | 'page' | 'variant' | 'consent', string>>
  /** A property of an event, by its name. */
  readonly event: (name: string) => string
  readonly devices: Readonly<Record<'mobile' | 'tablet' | 'desktop', string>>
  readonly consents: Readonly<Record<'none' | 'session' | 'persistent', string>>
  readonly from: string
  readonly through: string
  readonly by: string
  readonly noBreakdown: string
  readonly apply: string
  readonly remove: (what: string) => string
  readonly clear: string
  readonly since: (day: string) => string
  readonly until: (day: string) => string
  readonly nothing: string
  /** A file of all scores of the page. */
  readonly figures: string
  readonly countsWithout: string
}

export interface BreakdownWords {
  readonly title: (dimension: string) => string
  readonly columns: { readonly score: string; readonly interval: string; readonly answers: string; readonly against: string }
  /** A value nobody told. */
  readonly unknown: string
  readonly together: string
  readonly few: string
  readonly verdicts: Readonly<Record<Verdict, string>>
  /** `+9 (2 to 16)`. */
  readonly by: (difference: string, low: string, high: string) => string
  readonly untested: string
  readonly hidden: (n: number, text: string, least: number) => string
  readonly least: (least: number) => string
  readonly staff: (least: number) => string
  readonly method: Readonly<Record<'nps' | 'share' | 'mean', string>>
  readonly holm: string
  readonly cause: string
  readonly none: string
}

export interface CompareWords {
  readonly title: string
  readonly link: string
  readonly back: string
  readonly skip: string
  readonly with: Readonly<Record<CompareWith, string>>
  readonly segments: string
  readonly dimension: string
  readonly show: string
  readonly first: string
  readonly second: string
  readonly columns: { readonly what: string; readonly difference: string }
  readonly summary: (n: number, text: string) => string
  readonly nothingTold: string
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly untested: string
  readonly changed: string
  readonly allTime: string
  readonly chooseBoth: string
  readonly none: string
  readonly span: (from: string, to: string) => string
  readonly footnote: string
}

export interface CommentWords {
  readonly title: string
  readonly link: string
  readonly skip: string
  readonly back: string
  readonly search: string
  readonly find: string
  readonly touchpoint: string
  readonly all: string
  readonly language: string
  readonly band: string
  readonly bands: Readonly<Record<Band, string>>
  readonly older: string
  readonly none: string
  readonly noneWhy: string
  readonly clear: string
  readonly themes: string
  readonly themesWhy: string
  readonly noThemes: string
  readonly themesOf: (language: string) => string
  readonly themeColumns: { readonly theme: string; readonly people: string; readonly low: string; readonly high: string }
  readonly theme: (phrase: string) => string
  readonly scanned: (n: string) => string
  readonly open: string
}

export interface ResponseWords {
  readonly title: string
  readonly back: string
  readonly skip: string
  readonly answers: string
  readonly noAnswers: string
  readonly statuses: Readonly<Record<'shown' | 'seen' | 'answered' | 'completed' | 'dismissed', string>>
  readonly agreed: string
  readonly refused: string
  readonly facts: string
  readonly when: string
  readonly touchpoint: string
  readonly survey: string
  readonly moment: string
  readonly language: string
  readonly personas: string
  readonly variant: string
  readonly consent: string
  readonly kinds: Readonly<Record<'page' | 'session' | 'device' | 'user', string>>
  readonly respondent: string
  readonly context: string
  readonly properties: string
  readonly journey: string
  readonly journeyOf: Readonly<Record<'device' | 'user', string>>
  readonly alone: Readonly<Record<'page' | 'session' | 'device' | 'user', string>>
  readonly here: string
  readonly contact: string
  readonly notFound: string
  readonly more: (n: string) => string
}

export interface NoteWords {
  readonly title: string
  readonly link: string
  readonly skip: string
  readonly back: string
  readonly kinds: Readonly<Record<NoteKind, string>>
  readonly day: string
  readonly kind: string
  readonly text: string
  readonly owner: string
  readonly expected: string
  readonly touchpoint: string
  readonly everywhere: string
  readonly optional: string
  readonly add: string
  readonly save: string
  readonly edit: string
  readonly remove: string
  readonly removeForGood: string
  readonly none: string
  readonly noneWhy: string
  readonly errors: Readonly<Record<'day' | 'kind' | 'text' | 'owner' | 'expected' | 'touchpoint', string>>
  readonly gone: string
  readonly saved: string
  readonly removed: string
  /** On the trend. */
  readonly marks: string
  readonly effect: (before: string, after: string) => string
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly untested: string
  readonly window: string
  readonly of: (owner: string) => string
  readonly meant: (expected: string) => string
  readonly belief: (value: string) => string
}

export interface ShareWords {
  readonly title: string
  readonly link: string
  readonly skip: string
  readonly back: string
  readonly why: string
  readonly name: string
  readonly days: string
  readonly dayCount: (n: number) => string
  readonly comments: string
  readonly shows: string
  readonly create: string
  readonly created: string
  readonly once: string
  readonly existing: string
  readonly none: string
  readonly expires: (day: string) => string
  readonly expired: string
  readonly withComments: string
  readonly revoke: string
  readonly revoked: string
  readonly errors: Readonly<Record<'name' | 'days', string>>
  readonly banner: (day: string) => string
  readonly gone: string
  readonly goneWhy: string
}

/** What has gone quiet, and what may be cleared away. */
export interface CareWords {
  readonly stale: string
  readonly staleWhy: string
  readonly unasked: (day: string) => string
  readonly never: string
  readonly unanswered: (n: number, text: string) => string
  readonly deleteTests: string
  readonly deleteTestsWhy: (n: number, text: string) => string
  readonly deleteForGood: string
  readonly deleted: (n: number, text: string) => string
}

export interface LiveWords {
  readonly lost: string
  readonly failed: string
  readonly signedOut: string
}

/** The words of what one does with results: filter, break down, compare, read, note, share. */
export interface ViewWords {
  readonly filters: FilterWords
  readonly breakdown: BreakdownWords
  readonly compare: CompareWords
  readonly voices: CommentWords
  readonly response: ResponseWords
  readonly notes: NoteWords
  readonly share: ShareWords
  readonly care: CareWords
  readonly live: LiveWords
  readonly printed: (day: string) => string
}
