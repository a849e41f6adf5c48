/** What the inspector needs of the page it looks at: plain values and a few calls, handed in by the chunk that wires it. */
import type { Showing } from '../survey/clocks'
import type { Config, Survey } from '../survey/config'
import type { Due } from '../survey/due'
import type { ConsentLevel, MomentRef, Problem as Refusal } from '../survey/wire'
import type { Words } from './words'

/** One gate's answer, with its sentence. */
export interface Gate {
  readonly gate: string
  readonly pass: boolean
  readonly code?: string
  readonly text: string
  readonly values?: Readonly<Record<string, string | number | boolean>>
  /** Milliseconds since the epoch: when it would let through. */
  readonly until?: number
}
/** What `explain` says of a survey, by the time that is pretended. */
export interface Explained {
  readonly gates: readonly Gate[]
  /** ISO 8601. */
  readonly nextPossible?: string
}
/** How often a survey may show, defaults included; days. */
export interface Rules {
  readonly isInteraction: boolean
  readonly everyDays: number
  readonly afterDismissDays: number
  readonly betweenDays: number
  readonly perVisit: number
}
/** One thing to mend in the configuration. */
export interface Mistake {
  readonly path: string
  readonly code: string
  readonly message: string
  readonly severity: 'error' | 'advice'
}
/** A record of the outbox, as far as the inspector looks at it. */
export interface Waiting {
  readonly id: string
  readonly type: string
  readonly revision: number
  readonly createdAt: number
  readonly dead?: Readonly<Record<string, Refusal>>
  readonly data: { readonly survey?: string; readonly status?: string; readonly test?: boolean } | null
}
export interface Outbox {
  readonly pending: readonly Waiting[]
  readonly dead: readonly Waiting[]
  readonly shown: readonly Showing[]
}
/** Another day, another person, another device. */
export interface Pretence {
  readonly laterMs?: number
  readonly personas?: readonly string[]
  readonly context?: Readonly<Record<string, unknown>>
}

/** What the public object tells, by type. */
export interface Told {
  readonly ready: { readonly surveys: readonly string[] }
  readonly moment: MomentRef
  readonly suppressed: { readonly survey: string; readonly gates: readonly Omit<Gate, 'text'>[] }
  readonly shown: { readonly survey: string; readonly response: string }
  readonly answered: { readonly survey: string; readonly response: string; readonly durability: string }
  readonly completed: { readonly survey: string; readonly response: string }
  readonly dismissed: { readonly survey: string; readonly response: string }
  readonly delivered: { readonly response: string; readonly revision: number; readonly endpoint: string }
  readonly loss: { readonly code: string; readonly count: number; readonly problem?: Refusal }
  readonly error: { readonly code: string; readonly message: string }
}
export type ToldType = keyof Told

export interface World {
  readonly version: string
  readonly project: string
  readonly endpoint: string | undefined
  /** Labels in the language of the page. */
  readonly words: Words
  readonly theme: 'auto' | 'light' | 'dark'
  /** The `consent` option as it was given. */
  readonly consentOption: string | undefined
  /** Milliseconds since the epoch, as the device says. */
  readonly now: () => number
  /** Without surveys until it is there. */
  readonly config: () => Partial<Config>
  /** Those that are watched; one with a mistake is not. */
  readonly surveys: () => readonly Survey[]
  readonly look: (survey: Survey) => Explained
  /** A refusal in words. */
  readonly sentence: (survey: string, gate: Omit<Gate, 'text'>) => string
  readonly rules: (survey: Survey) => Rules
  /** The survey on the screen, or on its way there. */
  readonly open: () => string
  readonly due: () => readonly Due[]
  /** The latest showing, as the device remembers it. */
  readonly latest: () => Showing | undefined
  readonly level: () => ConsentLevel
  /** When the visitor refused, milliseconds since the epoch. */
  readonly refusedAt: () => number | undefined
  readonly visit: () => number
  /** The random id, and whether the page has told who it is. */
  readonly respondent: () => { readonly id: string | undefined; readonly isKnown: boolean }
  readonly traits: () => Readonly<Record<string, unknown>>
  /** What conditions find under `context`. */
  readonly context: (name: string) => unknown
  /** What happened on this page before it could be heard, as far as that can be known. */
  readonly early: () => readonly MomentRef[]
  /** Events this device remembers from before. */
  readonly remembered: () => readonly string[]
  readonly outbox: () => Promise<Outbox>
  /** Sends again what was refused for good. */
  readonly retry: () => Promise<void>
  readonly mistakes: () => Promise<readonly Mistake[]>
  readonly pretence: { readonly get: () => Pretence | undefined; readonly set: (to: Pretence | undefined) => void }
  /** Shows a survey now, as a test. */
  readonly show: (survey: string) => Promise<string | null>
  readonly track: (event: string, props?: Readonly<Record<string, unknown>>) => void
  readonly hear: <Type extends ToldType>(type: Type, fn: (told: Told[Type]) => void) => () => void
  readonly onNavigate: (changed: () => void) => () => void
  /** What is to be there on the next page of this tab, where consent allows, and that it is open; nothing: it is closed. */
  readonly kept: { readonly read: () => unknown; readonly write: (value: unknown) => void }
  /** Something went wrong in here; the page is not to notice. */
  readonly failed: (error: unknown) => void
  /** It was closed by hand. */
  readonly closed: () => void
}
