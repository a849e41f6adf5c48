/**
 * What a product team writes: the configuration. `schema.ts` checks it, `dist/peakend.schema.json` completes it in an editor.
 * Everything here is plain JSON.
 */
import type { Condition } from './condition'

/** A text, or one per language (BCP 47 tag → text). */
export type Text = string | Readonly<Record<string, string>>

export type Stage = 'discovery' | 'evaluation' | 'purchase' | 'retention' | 'advocacy'
export type Category = 'marketing' | 'sales' | 'service' | 'product'
export type Channel = 'web' | 'chat' | 'email' | 'phone' | 'store' | 'parcel'
export type Metric = 'nps' | 'csat' | 'ces'

/** A value to reach by a date, e.g. `{ "metric": "csat", "value": 85, "by": "2027-06-30" }`. Never sent to visitors. */
export interface Target {
  readonly metric: Metric
  readonly value: number
  /** ISO date. */
  readonly by: string
  readonly baseline?: number
}

/** One place where customer and brand meet. */
export interface Touchpoint {
  readonly id: string
  readonly stage: Stage
  readonly category: Category
  /** Default `web`. */
  readonly channel?: Channel
  readonly name?: Text
  /** Path pattern(s) of the pages that belong to it; `*` stands for any characters. */
  readonly match?: string | readonly string[]
  /** A moment of truth: one that can tip the whole perception. */
  readonly truth?: boolean
  /** Internal: stripped from what visitors receive. */
  readonly owner?: string
  readonly target?: Target
  readonly belief?: number
  readonly effort?: number
  readonly notes?: string
}

export interface Persona {
  readonly id: string
  readonly name?: Text
  readonly when: Condition
  readonly notes?: string
}

/** What every trigger may add. */
export interface TriggerBase {
  /** Seconds to wait after the moment; survives navigation and reload. Default 0. */
  readonly delaySeconds?: number
  /** Names of events that call a waiting question off. */
  readonly cancelOn?: readonly string[]
  /** Path pattern(s): warm the question up here, the moment is near. */
  readonly near?: string | readonly string[]
}
/** `track(name, props)` was called. */
export interface EventTrigger extends TriggerBase {
  readonly on: 'event'
  readonly name: string
  /** Holds over the event's own properties (`prop`). */
  readonly where?: Condition
  /** Name of a property (an order, a conversation): at most one showing for each of its values. */
  readonly oncePer?: string
}
/** A page was opened, by load or by client-side navigation. */
export interface PageTrigger extends TriggerBase {
  readonly on: 'page'
  readonly path: string | readonly string[]
  readonly not?: string | readonly string[]
}
/** An element was clicked. */
export interface ClickTrigger extends TriggerBase {
  readonly on: 'click'
  /** CSS selector, matched on the clicked element and its ancestors. */
  readonly selector: string
}
/** Only `show(id)` opens it. */
export interface ManualTrigger {
  readonly on: 'manual'
}
export type Trigger = EventTrigger | PageTrigger | ClickTrigger | ManualTrigger
export type TriggerType = Trigger['on']

/** `interaction`: the customer just did something. `relationship`: about the brand as a whole. */
export type FrequencyClass = 'interaction' | 'relationship'
/** A day is 24 elapsed hours. Defaults by class: `gates/frequency.ts`. */
export interface Frequency {
  readonly class?: FrequencyClass
  /** Days before the same survey may show again after an answer. Default 7 (interaction), 90 (relationship). */
  readonly everyDays?: number
  /** Days before the same survey may show again after it was dismissed. Default 7 (interaction), 60 (relationship). */
  readonly afterDismissDays?: number
  /** Days between showings of different surveys of the class. Default 0 (interaction, where 2 in 7 days is the cap), 30 (relationship). */
  readonly betweenDays?: number
  /** Showings of the class per visit. Default 1. */
  readonly perVisit?: number
  /** Ignored showings after which the survey rests until the next wave. Default: none (interaction), 2 (relationship). */
  readonly maxIgnored?: number
  /** Once per wave, whatever became of it. */
  readonly once?: boolean
}

/** Where a condition sends the visitor next; the first rule that holds wins. Without `when` it always holds. */
export type NextRule = { readonly when?: Condition; readonly goTo: string } | { readonly when?: Condition; readonly end: string }

export interface QuestionBase {
  readonly id: string
  readonly text: Text
  /** A line above the question. */
  readonly intro?: Text
  /** A line below the question. */
  readonly help?: Text
  /** The first question may be skipped. Default false. Follow-ups always may: the score already counts. */
  readonly optional?: boolean
  readonly next?: readonly NextRule[]
}
export type Display = 'numbers' | 'faces' | 'stars'
export interface ScaleBase extends QuestionBase {
  /** One label for each point, worst first. Default: the built-in labels of DOMAIN scales where the type has them. */
  readonly labels?: readonly Text[]
}
/** Net Promoter item, 0–10 (Reichheld 2003). End labels only. */
export interface NpsQuestion extends ScaleBase {
  readonly type: 'nps'
}
/** Satisfaction with one interaction. Top boxes by number of points. */
export interface CsatQuestion extends ScaleBase {
  readonly type: 'csat'
  /** Default 5. */
  readonly points?: number
  /** Default `faces` for 2–5 points, else `numbers`. */
  readonly display?: Display
}
/** Customer Effort Score 2.0: agreement 1–7 with “made it easy”. */
export interface CesQuestion extends ScaleBase {
  readonly type: 'ces'
}
/** Any other scale, reported as its distribution and mean. */
export interface RatingQuestion extends ScaleBase {
  readonly type: 'rating'
  /** 2–11. Default 5. */
  readonly points?: number
  /** Default `numbers`. */
  readonly display?: Display
}
export interface TextQuestion extends QuestionBase {
  readonly type: 'text'
  /** Several lines. Default true. */
  readonly long?: boolean
  readonly placeholder?: Text
  /** Characters. Default 2,000. */
  readonly maxLength?: number
}
export interface ChoiceOption {
  readonly id: string
  readonly text: Text
}
export interface ChoiceQuestion extends QuestionBase {
  readonly type: 'choice'
  readonly options: readonly ChoiceOption[]
  /** Several may be chosen. Default false. */
  readonly multiple?: boolean
}
export type Question = NpsQuestion | CsatQuestion | CesQuestion | RatingQuestion | TextQuestion | ChoiceQuestion
export type ScaleQuestion = NpsQuestion | CsatQuestion | CesQuestion | RatingQuestion
export type QuestionType = Question['type']

export interface Ending {
  readonly id: string
  readonly text: Text
}

export type Corner = 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start'
export interface Layout {
  /** A card in a corner; a bottom sheet on narrow screens. */
  readonly type?: 'card'
  /** Default `bottom-end`. Logical: `end` is left in right-to-left pages. */
  readonly at?: Corner
}

export interface Survey {
  readonly id: string
  /** Raised by a team when wording changes; sent with each response. */
  readonly version?: number
  /** Default true. */
  readonly enabled?: boolean
  /** Shown from / until these ISO 8601 instants (or dates, taken as UTC midnight). */
  readonly from?: string
  readonly until?: string
  readonly touchpoint: string | Touchpoint
  readonly trigger: Trigger | readonly Trigger[]
  readonly audience?: Condition
  readonly frequency?: Frequency
  /** Redraws the sample and forgets ignored showings when raised. Default 1. */
  readonly wave?: number
  /** Share of respondents, 0–1; the same people each time. Default 1. */
  readonly sample?: number
  /** The higher one shows when several could. Default 0. */
  readonly priority?: number
  /** Lower priorities of the relationship class hold back while this survey is due or falls due within their cooldown. */
  readonly reserve?: boolean
  /** `none`: may be asked without consent, remembering nothing. */
  readonly consent?: 'none'
  readonly layout?: Layout
  readonly questions: readonly Question[]
  /** Default: the built-in thanks. */
  readonly endings?: readonly Ending[]
  readonly owner?: string
  readonly notes?: string
}

export interface Config {
  readonly $schema?: string
  readonly version: 1
  /** `false` is the kill switch: nothing is watched, asked or stored. Default true. */
  readonly enabled?: boolean
  /** Names of traits and event properties that may leave the page with a response. Default none. */
  readonly send?: readonly string[]
  readonly touchpoints?: readonly Touchpoint[]
  readonly personas?: readonly Persona[]
  readonly surveys: readonly Survey[]
}
