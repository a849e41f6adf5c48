import type { FrictionKind } from '../survey/config'
import type { Difference } from './near-misses'

/** What stands between a survey and the screen, at a glance. */
export type Standing = 'open' | 'waits' | 'may' | 'busy' | 'no' | 'broken'
export type Device = 'mobile' | 'tablet' | 'desktop'
export type Tab = 'surveys' | 'moments' | 'outbox' | 'config' | 'trial'
/** Kinds of what happened, beside moments. */
export type Outcome = 'suppressed' | 'shown' | 'answered' | 'completed' | 'dismissed' | 'delivered' | 'loss' | 'error'
export type ConsentOrigin = 'refused' | 'gpc' | 'platform' | 'platform-silent' | 'option' | 'call' | 'default'

/** Every label of the inspector. `{{name}}` is filled in. What `explain` and the check say is English. */
export interface Words {
  readonly lang: 'en' | 'fr'
  readonly region: string
  readonly tabs: { readonly [Name in Tab]: string }
  readonly tablist: string
  readonly move: string
  readonly shrink: string
  readonly grow: string
  readonly close: string
  readonly summary: string
  readonly noConsent: string

  readonly standings: { readonly [Name in Standing]: string }
  readonly onScreen: string
  readonly more: { readonly one: string; readonly other: string }
  readonly nextPossible: string
  readonly killed: string
  readonly noSurveys: string
  readonly noConfig: string
  readonly triggers: string
  readonly gates: string
  readonly frequency: string
  readonly waiting: string
  readonly passes: string
  readonly refuses: string
  readonly showNow: string
  readonly classes: { readonly interaction: string; readonly relationship: string }
  readonly rules: string
  readonly between: string
  readonly or: string
  readonly when: {
    readonly event: string
    readonly page: string
    readonly click: string
    readonly visible: string
    readonly scroll: string
    readonly scrollIn: string
    readonly exit: string
    readonly dwell: string
    readonly idle: string
    readonly friction: string
    readonly returning: string
    readonly after: string
    readonly sequence: string
    readonly journey: string
    readonly lastVisit: string
    readonly slot: string
    readonly launcher: string
    readonly manual: string
  }
  readonly kinds: { readonly [Kind in FrictionKind]: string }
  readonly andThen: string
  readonly conditions: {
    readonly delay: string
    readonly where: string
    readonly oncePer: string
    readonly cancelOn: string
    readonly path: string
    readonly not: string
    readonly within: string
    readonly away: string
  }
  readonly waits: {
    readonly delay: string
    readonly quiet: string
    readonly turn: string
    readonly sequence: string
    readonly resume: string
  }
  readonly units: { readonly d: string; readonly h: string; readonly min: string; readonly s: string }

  readonly neverSeen: string
  readonly allSeen: string
  readonly didYouMean: string
  readonly differences: { readonly [Kind in Difference]: string }
  readonly waitsFor: string
  readonly happened: string
  readonly nothingYet: string
  readonly callsFor: string
  readonly callsForNone: string
  readonly outcomes: { readonly [Kind in Outcome]: string }
  readonly record: string
  readonly recordWhy: string
  readonly copyVisit: string
  readonly saveVisit: string

  readonly visitor: string
  readonly consent: string
  readonly origins: { readonly [Kind in ConsentOrigin]: string }
  readonly visit: string
  readonly respondent: string
  readonly noRespondent: string
  readonly identified: string
  readonly endpoint: string
  readonly noEndpoint: string
  readonly pending: string
  readonly noPending: string
  readonly pendingWhy: string
  readonly dead: string
  readonly deadWhy: string
  readonly aboutProblem: string
  readonly tryAgain: string
  readonly revision: string
  readonly shownLog: string
  readonly noShown: string
  readonly shownOutcomes: { readonly [Kind in 'answered' | 'dismissed' | 'ignored' | 'unseen' | 'snoozed' | 'never' | 'open']: string }
  readonly trial: string
  readonly uncounted: string
  readonly delivery: string
  readonly bugReport: string
  readonly bugReportWhy: string
  readonly copyReport: string

  readonly mistakes: string
  readonly advice: string
  readonly noMistakes: string
  readonly whole: string
  readonly checking: string

  readonly pretending: string
  readonly backToReality: string
  readonly pretend: string
  readonly pretendWhy: string
  readonly date: string
  readonly later: { readonly one: string; readonly other: string }
  readonly personas: string
  readonly ownPersonas: string
  readonly noPersonas: string
  readonly device: string
  readonly ownDevice: string
  readonly devices: { readonly [Name in Device]: string }
  readonly trials: string
  readonly fire: string
  readonly event: string
  readonly noEvents: string
  readonly props: string
  readonly badProps: string
  readonly fireNow: string
  readonly fired: string
  readonly showing: string
  readonly showRefused: string
  readonly copied: string
  readonly copyByHand: string
  readonly copyText: string
}
