/**
 * What a product team writes: the configuration. `schema.ts` checks it, `dist/peakend.schema.json` completes it in an editor.
 * Everything here is plain JSON.
 */
import type { Condition } from './condition'
import type { Link, Question } from './question'
import type { Text } from './text'
import type { Trigger } from './trigger'

export type * from './question'
export type { Text } from './text'
export type * from './trigger'

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
  /** What they come to do. Internal, as `frustrations` and `notes`: stripped from what visitors receive. */
  readonly goals?: readonly Text[]
  /** What gets in their way. */
  readonly frustrations?: readonly Text[]
  readonly notes?: string
}

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
  /** Days until it may show again after “Ask me later”. Default 7. */
  readonly snoozeDays?: number
  /** Ignored showings after which the survey rests until the next wave. Default: none (interaction), 2 (relationship). */
  readonly maxIgnored?: number
  /** Once per wave, answered or not; a showing put off by “Ask me later” does not count. */
  readonly once?: boolean
}

export interface Ending {
  readonly id: string
  readonly text: Text
  /** Where the last sentence may lead: the guide, the way to change an order. */
  readonly link?: Link
}

/** A share of respondents, by a draw that surveys have in common: whoever is in one part of it is in no other. */
export interface Split {
  /** Of the draw: surveys that share something name the same one. */
  readonly name: string
  /** Where this part begins, from 0. */
  readonly from: number
  /** Where it ends, up to 1; who stands exactly there is in the next part. */
  readonly to: number
}

export type Corner = 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start'
export interface Layout {
  /**
   * `card`: in a corner; a sheet at the bottom of narrow screens. `modal`: in the middle, a dialog that everything else waits for. `bar`: along
   * an edge. In a slot or a target it has no layout: it is part of the page. Default `card`.
   */
  readonly type?: 'card' | 'modal' | 'bar'
  /** Of a card a corner, default `bottom-end`; logical: `end` is left in right-to-left pages. Of a bar `top` or `bottom`, default `bottom`. */
  readonly at?: Corner | 'top' | 'bottom'
}

/** Colours are CSS colours, lengths CSS lengths; see docs/theming. Where two of the colours could not be told apart, one is corrected. */
export interface ThemeTokens {
  /** Of what is chosen and of the main button. */
  readonly accent?: string
  /** On the accent. */
  readonly accentText?: string
  /** Of the card. */
  readonly surface?: string
  readonly text?: string
  /** Of lines that matter less. */
  readonly muted?: string
  /** Around fields and points. */
  readonly border?: string
}
export interface Theme extends ThemeTokens {
  /** Of the card’s corners; those of buttons and fields follow it. */
  readonly radius?: string
  /** A font family list; `inherit` takes the page’s. */
  readonly font?: string
  /** Padding of the card; everything else follows it. */
  readonly spacing?: string
  /** Of the card, a CSS `box-shadow`; `none`: no shadow. */
  readonly shadow?: string
  /** How long it moves, a CSS time; `0s`: not at all. */
  readonly motion?: string
  /** Other colours where it is dark. */
  readonly dark?: ThemeTokens
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
/** When in the week it may ask. */
export interface Hours {
  /** `HH:MM`, from which on. Default `00:00`. A time after `until` means over midnight. */
  readonly from?: string
  /** `HH:MM`, until which. Default `24:00`. */
  readonly until?: string
  /** Days on which the opening begins. Default: every day. */
  readonly days?: readonly Weekday[]
  /** IANA name, e.g. `Europe/Paris`. Default: the visitor's own. */
  readonly timeZone?: string
}
/** Dates on which nobody is asked unprompted: a sale, a strike, a day of mourning. */
export interface Blackout {
  /** ISO 8601 instants, or dates taken as UTC midnight. */
  readonly from: string
  readonly until: string
  readonly name?: string
}
/** One way to ask, drawn once for each respondent and wave; what it leaves out is the survey's own. */
export interface Variant {
  readonly id: string
  /** Its share is its weight among all of them. Default 1. */
  readonly weight?: number
  /** The way the others are compared with: lift is told against it. One at most. Default false. */
  readonly holdout?: boolean
  readonly questions?: readonly Question[]
  readonly endings?: readonly Ending[]
  readonly layout?: Layout
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
  /** Only at these hours. Default: always. */
  readonly hours?: Hours
  readonly touchpoint: string | Touchpoint
  readonly trigger: Trigger | readonly Trigger[]
  readonly audience?: Condition
  readonly frequency?: Frequency
  /** Redraws the sample and forgets ignored showings when raised. Default 1. */
  readonly wave?: number
  /** Share of respondents, 0–1; the same people each time. Default 1. */
  readonly sample?: number
  /** The part of respondents it is for, the same people each time, whatever the wave: surveys on one event share it without starving each other. Default: all. */
  readonly split?: Split
  /** Share of respondents who are never asked, 0–1, so that what they do can be compared with your own figures; the same people each time. Default 0. */
  readonly holdout?: number
  /** Different ways to ask, to compare them. Default: one. */
  readonly variants?: readonly Variant[]
  /**
   * Answers that are enough: the endpoint says in its replies how many remain, and at none the survey rests until `wave` is raised. 0: none are
   * wanted any more, as the collector publishes it then.
   */
  readonly quota?: number
  /** Says to whoever asks why they are asked this: true, and in their words. Default: said from the trigger. What is kept is said beside it. */
  readonly why?: Text
  /** A message that helps, not a question: it may come right after an error. Default false. */
  readonly help?: boolean
  /** The higher one shows when several could. Default 0. */
  readonly priority?: number
  /** Lower priorities of the relationship class hold back while this survey is due or falls due within their cooldown. */
  readonly reserve?: boolean
  /** `none`: may be asked without consent, remembering nothing. */
  readonly consent?: 'none'
  readonly layout?: Layout
  /** Over the configuration’s own, token by token. */
  readonly theme?: Theme
  /** Says how far one is, where there is more than one question. Default true. */
  readonly progress?: boolean
  /** Seconds after which an untouched card goes by itself. Any touch stops it. Default: it stays. */
  readonly closeAfterSeconds?: number
  readonly questions: readonly Question[]
  /** Default: the built-in thanks. */
  readonly endings?: readonly Ending[]
  readonly owner?: string
  readonly notes?: string
}

/** A survey out of a recipe, and over it whatever fields of a survey stand beside: `id`, `sample`, `priority`, …; see docs/recipes. */
export interface RecipeEntry extends Partial<Survey> {
  /** Name of the recipe, e.g. `post-purchase`. */
  readonly recipe: string
  /** Its options. */
  readonly with?: Readonly<Record<string, unknown>>
}
/** A configuration as it is written: some of its surveys may be out of recipes. */
export interface ConfigSource extends Omit<Config, 'surveys'> {
  readonly surveys: readonly (Survey | RecipeEntry)[]
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
  /** Dates on which nobody is asked unprompted. */
  readonly blackouts?: readonly Blackout[]
  /** How every question looks. */
  readonly theme?: Theme
  /** Address of the privacy notice, which “Why am I being asked?” links to. */
  readonly privacy?: Text
  readonly surveys: readonly Survey[]
}
