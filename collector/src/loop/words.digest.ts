import type { Verdict } from '../report/tested'
import type { Standing } from '../report/types'

/** Every visible word of the digest: of the mail, its settings and its preview. A missing one does not compile. */
export interface DigestWords {
  readonly subject: (span: string) => string
  readonly subjectTest: (subject: string) => string
  readonly title: string
  readonly isTest: string
  readonly summary: (answers: number, answersText: string, showings: number, showingsText: string) => string
  readonly nobody: string
  readonly nobodyShown: (n: number, text: string) => string
  readonly change: Readonly<Record<Exclude<Verdict, 'unclear'>, (by: string) => string>>
  readonly changeWhy: string
  readonly cascade: (parts: readonly string[]) => string
  readonly standings: Readonly<Record<Exclude<Standing, 'open'>, (target: string) => string>>
  readonly quiet: (names: string) => string
  readonly open: (n: number, text: string, since: string) => string
  readonly noneOpen: string
  readonly toInbox: string
  readonly comments: string
  readonly stale: string
  readonly toResults: string
  readonly foot: (day: string, time: string, zone: string) => string
  readonly toChannels: string
  readonly weekdays: readonly [string, string, string, string, string, string, string]
  /** `on Mondays` */
  readonly onWeekday: readonly [string, string, string, string, string, string, string]
  readonly form: {
    readonly change: string
    readonly sends: string
    readonly what: Readonly<Record<'alerts' | 'digest' | 'both', string>>
    readonly digestWhy: string
    readonly weekday: string
    readonly hour: string
    readonly timeZone: string
    readonly timeZoneHint: string
    readonly sayEmpty: string
    readonly save: string
  }
  readonly next: (when: string) => string
  readonly none: string
  readonly preview: string
  readonly sendNow: string
  readonly sendNowWhy: (to: string) => string
  readonly previewWhy: string
  /** Where there is sample data. */
  readonly previewSample: string
  readonly asHtml: string
  readonly asText: string
  readonly to: string
  readonly subjectLabel: string
  readonly back: string
  readonly noMailServer: string
  readonly problems: Readonly<Record<'timeZone' | 'to', string>>
  readonly notSent: string
  readonly noAnswers: string
  readonly week: (day: string) => string
}
