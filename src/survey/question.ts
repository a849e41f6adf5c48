/** What a survey asks: its questions, as a product team writes them. */
import type { Condition } from './condition'
import type { Text } from './text'

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
export type Display = 'numbers' | 'faces' | 'stars' | 'hearts' | 'thumbs'
export interface ScaleBase extends QuestionBase {
  /** One label for each point, worst first; or two, which name the ends. Default: the built-in labels of DOMAIN scales where the type has them. */
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
  /** From which point on an answer counts as satisfied, where a team has its own rule. It is named beside the score. Default: the top boxes. */
  readonly countsFrom?: number
}
/** Customer Effort Score 2.0: agreement 1–7 with “made it easy”. */
export interface CesQuestion extends ScaleBase {
  readonly type: 'ces'
}
/** What a rating measures: how the moment that stands out was, and the end (one scale of 5 points for both, so that they compare); DOMAIN’s other named items. */
export type ReportsAs = 'peak' | 'end' | 'confidence' | 'emotion' | 'effectiveness' | 'ease' | 'success'
/** Any other scale, reported as its distribution and mean. */
export interface RatingQuestion extends ScaleBase {
  readonly type: 'rating'
  /** 2–11. Default 5. */
  readonly points?: number
  /** Default `numbers`. */
  readonly display?: Display
  /** What it measures, the name it is reported by beside other scales. Default: none, a scale of its own. */
  readonly reportsAs?: ReportsAs
}
export interface TextQuestion extends QuestionBase {
  readonly type: 'text'
  /** What is asked for: it decides the keyboard of a phone, what the browser fills in, and what is accepted. Default `text`. */
  readonly format?: 'text' | 'email' | 'url' | 'number' | 'phone'
  /** Several lines. Default true for `text`; other formats have one line. */
  readonly long?: boolean
  readonly placeholder?: Text
  /** Characters, of what is written at all. Default 0. */
  readonly minLength?: number
  /** Characters. Default 2,000. */
  readonly maxLength?: number
  /** Of `number`: the least. */
  readonly min?: number
  /** Of `number`: the most. */
  readonly max?: number
}
export interface ChoiceOption {
  readonly id: string
  readonly text: Text
}
/**
 * What a choice measures. `resolution`, `success` (of a task): the share of the option `yes` among `yes`, `partly` and `no`; any other option, such as “too
 * soon to say”, is told apart. `first-contact`: by its `yes` and `no` a resolution is one at first contact. `purpose`: what the visit was for; a success
 * in the same survey is told by it.
 */
export type ChoiceReportsAs = 'resolution' | 'success' | 'first-contact' | 'purpose'
export interface ChoosableOption extends ChoiceOption {
  /** Opens a field; what is written there is the answer `<question>.<option>`. */
  readonly other?: boolean
  /** “None of these”: takes the others back, and they take it back. */
  readonly none?: boolean
  /** Keeps its place when the others are shuffled. `other` and `none` always do. */
  readonly pin?: boolean
}
export interface ChoiceQuestion extends QuestionBase {
  readonly type: 'choice'
  readonly options: readonly ChoosableOption[]
  /** Several may be chosen. Default false. */
  readonly multiple?: boolean
  /** Of several at least so many. Default 1. */
  readonly min?: number
  /** Of several at most so many. Default: all. */
  readonly max?: number
  /** In an order of its own for each showing (Fisher & Yates). Default false. */
  readonly shuffle?: boolean
  /** `filter`: a list with a field that narrows it down. Default: `filter` above eight options, else `list`. */
  readonly display?: 'list' | 'chips' | 'filter'
  /** What it measures, beside the share of each option. Default: nothing. */
  readonly reportsAs?: ChoiceReportsAs
}
/**
 * Which moment of the visit stands out: a choice over those that this visitor lived (docs/moments), in the order lived, then “another moment”, which opens
 * a field, and “none in particular”. The answer is the id of the moment, `other` or `none`; what was written is `<question>.other`, the place of
 * the chosen one in the list, from 1, `<question>.position`. What else was offered stays on the device.
 */
export interface MomentQuestion extends QuestionBase {
  readonly type: 'moment'
  /** Moments offered at most: the first and the last ones. Default 6. */
  readonly max?: number
  /** Default: “Another moment”. */
  readonly other?: Text
  /** Default: “None in particular”. */
  readonly none?: Text
}
/** Options put in order, best first. The answer is the ids in that order. */
export interface RankingQuestion extends QuestionBase {
  readonly type: 'ranking'
  readonly options: readonly ChoiceOption[]
  /** In an order of its own for each showing. Default false. */
  readonly shuffle?: boolean
}
/** Several lines on one scale. Each line is an answer of its own: `<question>.<row>`, from 1. */
export interface MatrixQuestion extends QuestionBase {
  readonly type: 'matrix'
  /** What is rated, a line each. */
  readonly rows: readonly ChoiceOption[]
  /** 2–7. Default: as many as labels, else 5. */
  readonly points?: number
  /** As for scales. Default for 7 points: agreement, for 5: how it went. */
  readonly labels?: readonly Text[]
  /** Its lines in an order of their own for each showing. Default false. */
  readonly shuffle?: boolean
}
/** A number on a line. Nothing is selected before the visitor does. */
export interface SliderQuestion extends QuestionBase {
  readonly type: 'slider'
  /** Where it begins. Default 0. */
  readonly min?: number
  /** Where it ends. Default 100. */
  readonly max?: number
  /** From one value to the next. Default 1. */
  readonly step?: number
  /** Two: its ends. */
  readonly labels?: readonly Text[]
}
/** A day. The answer is an ISO date. */
export interface DateQuestion extends QuestionBase {
  readonly type: 'date'
  /** The first day: an ISO date, or `today`. */
  readonly min?: string
  /** The last day: an ISO date, or `today`. */
  readonly max?: string
}
export type ContactField = 'name' | 'firstName' | 'lastName' | 'email' | 'phone' | 'company' | 'postcode' | 'city' | 'country'
/** How to reach somebody. Each field is an answer of its own: `<question>.<field>`. */
export interface ContactQuestion extends QuestionBase {
  readonly type: 'contact'
  /** What is asked for, in this order. */
  readonly fields: readonly ContactField[]
  /** Of them those that cannot be left empty once one is filled in. Default: none. */
  readonly required?: readonly ContactField[]
}
/** Address: `https:`, `http:`, `mailto:`, `tel:`, or one of this site. Anything else is no link. */
export interface Link {
  /** Where it leads; one address, or one for each language. */
  readonly href: Text
  readonly text: Text
}
/** A box to tick, never ticked beforehand. The answer is `true`; no answer where it is not ticked. */
export interface ConsentQuestion extends QuestionBase {
  readonly type: 'consent'
  /** What is agreed to, beside the box. */
  readonly label: Text
  /** Where it is explained. */
  readonly link?: Link
}
/** Something to do: the answer is its name once it was done. `callback` asks for a telephone number, the answer `<question>.phone`. */
export interface ActionQuestion extends QuestionBase {
  readonly type: 'action'
  /** `link` leads somewhere, `copy` copies a code, `share` opens what the device shares with, `callback` asks for a telephone number. */
  readonly action: 'link' | 'copy' | 'share' | 'callback'
  /** What the button says. */
  readonly label: Text
  /** Of `link` and `share`. Default of `share`: this page. */
  readonly href?: Text
  /** What `copy` copies. */
  readonly code?: Text
}
/** Says something and asks nothing: the shop’s answer to a doubt, a way to get help. */
export interface MessageQuestion extends QuestionBase {
  readonly type: 'message'
  /** Lines with a dot before each. */
  readonly list?: readonly Text[]
  /** Where there is more. */
  readonly link?: Link
}
export type Question =
  | NpsQuestion
  | CsatQuestion
  | CesQuestion
  | RatingQuestion
  | TextQuestion
  | ChoiceQuestion
  | MomentQuestion
  | RankingQuestion
  | MatrixQuestion
  | SliderQuestion
  | DateQuestion
  | ContactQuestion
  | ConsentQuestion
  | ActionQuestion
  | MessageQuestion
export type ScaleQuestion = NpsQuestion | CsatQuestion | CesQuestion | RatingQuestion
export type QuestionType = Question['type']
