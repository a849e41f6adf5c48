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

/**
 * Which pages: `"/help"` exactly that path, `"/shoes/*"` with `*` for any characters; `"/search?sort=price*"` also looks at parameters
 * of the query (each named one must match, others do not matter), `"/app#/cart*"` at the fragment; a part left out matches anything.
 * Or a regular expression over path and query: `{ "matches": "^/order/\\d+$" }`, without nested or ambiguous quantifiers.
 */
export type PathPattern = string | { readonly matches: string }
export type PathPatterns = PathPattern | readonly PathPattern[]

/** What every trigger may add. */
export interface TriggerBase {
  /** Seconds to wait after the moment; survives navigation and reload. Default 0. */
  readonly delaySeconds?: number
  /** Seconds the question may wait, once it is due, for a quiet moment or for its turn; then it gives up and says so. Default 600. */
  readonly patienceSeconds?: number
  /** Names of events that call a waiting question off. */
  readonly cancelOn?: readonly string[]
  /** Path pattern(s): warm the question up here, the moment is near. */
  readonly near?: string | readonly string[]
}
/** What a trigger that follows from something tracked may add. */
export interface TrackedBase extends TriggerBase {
  /** Holds over the event's own properties (`prop`). */
  readonly where?: Condition
  /** Name of a property (an order, a conversation): at most one showing for each of its values, those put off by “Ask me later” not counted. */
  readonly oncePer?: string
}
/** What a trigger that belongs to a page may add. */
export interface PlaceBase extends TriggerBase {
  /** The pages it is listened to on, and may be asked on. Default: all. */
  readonly path?: PathPatterns
  /** Pages that are left out. */
  readonly not?: PathPatterns
}
/** `track(name, props)` was called. */
export interface EventTrigger extends TrackedBase {
  readonly on: 'event'
  readonly name: string
}
/** A page was opened, by load or by client-side navigation. */
export interface PageTrigger extends PlaceBase {
  readonly on: 'page'
  readonly path: PathPatterns
}
/** An element was clicked. */
export interface ClickTrigger extends PlaceBase {
  readonly on: 'click'
  /** CSS selector, matched on the clicked element and its ancestors. */
  readonly selector: string
}
/** So much of an element was in view for so long. */
export interface VisibleTrigger extends PlaceBase {
  readonly on: 'visible'
  /** CSS selector; elements that come later are seen too. */
  readonly selector: string
  /** Share of the element, or of the window where the element is larger, above 0 to 1. Default 0.5. */
  readonly share?: number
  /** Seconds without a break. Default 1. */
  readonly seconds?: number
}
/** The page, or an element that scrolls, was read down to a depth. */
export interface ScrollTrigger extends PlaceBase {
  readonly on: 'scroll'
  /** Share of what can be scrolled, above 0 to 1. What need not scroll never fires. Default 0.5. */
  readonly depth?: number
  /** CSS selector of the element that scrolls. Default: the page. */
  readonly selector?: string
}
/**
 * The visitor is about to leave: the pointer goes toward the tabs; where there is none, the page is scrolled up fast, or comes back
 * into view after it was left. At most once a visit.
 */
export interface ExitTrigger extends PlaceBase {
  readonly on: 'exit'
  /** Seconds the page was open before it counts. Default 5. */
  readonly seconds?: number
}
/** So long on the page, counting only the time it was in view and used (some input in the last 30 seconds). */
export interface DwellTrigger extends PlaceBase {
  readonly on: 'dwell'
  readonly seconds: number
}
/** No input for so long while the page was in view. */
export interface IdleTrigger extends PlaceBase {
  readonly on: 'idle'
  readonly seconds: number
}
/**
 * `rage-click`: three clicks or more in one place within a second. `dead-click`: a click on what looks clickable changed nothing within 2
 * seconds. `failed-submit`: a form was refused twice. `page-error`: an uncaught error or rejection of the page. `empty-search`: the
 * element `selector` names came into view.
 */
export type FrictionKind = 'rage-click' | 'dead-click' | 'failed-submit' | 'page-error' | 'empty-search'
/** Something went wrong for the visitor. */
export interface FrictionTrigger extends PlaceBase {
  readonly on: 'friction'
  /** Default: all but `empty-search`, and that too where there is a `selector`. */
  readonly kinds?: readonly FrictionKind[]
  /** CSS selector of what says that a search found nothing. */
  readonly selector?: string
}
/** A visitor came back: the first page of a visit. Once a visit. */
export interface ReturningTrigger extends TriggerBase {
  readonly on: 'returning'
  /** From this visit on. Default 2. */
  readonly visit?: number
  /** And away for at least so many days. Default 0. */
  readonly daysAway?: number
}
/** So many days after an event was tracked, on whatever page the visitor then is: the product question 13 days after delivery. */
export interface AfterTrigger extends TrackedBase {
  readonly on: 'after'
  readonly name: string
  readonly days: number
  /** Days it then waits for the visitor to come back. Default 30. */
  readonly withinDays?: number
}
/** What a sequence is made of. */
export type Step =
  | Pick<EventTrigger, 'on' | 'name'>
  | Pick<PageTrigger, 'on' | 'path' | 'not'>
  | Pick<ClickTrigger, 'on' | 'selector' | 'path' | 'not'>
/** One moment after another: an order, then the page of thanks. `prop` finds the properties of all its events, of the later one first. */
export interface SequenceTrigger extends TrackedBase {
  readonly on: 'sequence'
  /** Two or more, in order; other moments may lie between them. */
  readonly steps: readonly Step[]
  /** Seconds from the first to the last. Default 1800. */
  readonly withinSeconds?: number
}
/** A place in the page, `<peakend-slot survey="…">`, asks as soon as it comes into view; see docs/moments. */
export interface SlotTrigger {
  readonly on: 'slot'
}
/** A tab at an edge, or an element of the page that already looks like a button, opens it: the visitor asked for it. */
export interface LauncherTrigger extends Pick<PlaceBase, 'path' | 'not'> {
  readonly on: 'launcher'
  /** CSS selector of the element of the page that opens it. Default: a tab of our own. */
  readonly selector?: string
  /** What the tab says. Default: “Your opinion”. */
  readonly text?: Text
  /** Where the tab is: at the middle of an edge, or in a corner. Default `end`. */
  readonly at?: 'end' | 'start' | 'bottom-end' | 'bottom-start'
}
/** Only `show(id)` opens it. */
export interface ManualTrigger {
  readonly on: 'manual'
}
export type Trigger =
  | EventTrigger
  | PageTrigger
  | ClickTrigger
  | VisibleTrigger
  | ScrollTrigger
  | ExitTrigger
  | DwellTrigger
  | IdleTrigger
  | FrictionTrigger
  | ReturningTrigger
  | AfterTrigger
  | SequenceTrigger
  | SlotTrigger
  | LauncherTrigger
  | ManualTrigger
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
  /** Days until it may show again after “Ask me later”. Default 7. */
  readonly snoozeDays?: number
  /** Ignored showings after which the survey rests until the next wave. Default: none (interaction), 2 (relationship). */
  readonly maxIgnored?: number
  /** Once per wave, answered or not; a showing put off by “Ask me later” does not count. */
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

export interface Ending {
  readonly id: string
  readonly text: Text
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
  /** Share of respondents who are never asked, 0–1, so that they can be compared; the same people each time. Default 0. */
  readonly holdout?: number
  /** Different ways to ask, to compare them. Default: one. */
  readonly variants?: readonly Variant[]
  /**
   * Answers that are enough: the endpoint says in its replies how many remain, and at none the survey rests until `wave` is raised. 0: none are
   * wanted any more, as the collector publishes it then.
   */
  readonly quota?: number
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
