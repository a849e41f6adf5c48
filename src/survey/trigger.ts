/** When a survey asks: its triggers, as a product team writes them. */
import type { Condition } from './condition'
import type { Text } from './text'

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
/**
 * There is a visit to look back on: moments of it are remembered (docs/moments), and it comes to an end, by an event, or ended and the visitor
 * is back. `prop` finds the properties of the event, and `visit`: `this` or `last`.
 */
export interface JourneyTrigger extends TrackedBase {
  readonly on: 'journey'
  /** Name of the event that ends what is looked back on: an order, a chat. This, or `visit`. */
  readonly after?: string
  /** And then so many seconds without input on the page that is open; on a later page they begin anew, within half an hour. Default: at once. */
  readonly idleSeconds?: number
  /** `last`: the first page of a visit asks about the one before. Only at consent `persistent`. */
  readonly visit?: 'last'
  /** Of `visit`: days since the last moment of that visit, up to 7: then it is forgotten. Default 7. */
  readonly withinDays?: number
  /** Moments there must be to look back on, each counted once. Default 3. */
  readonly atLeast?: number
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
  | JourneyTrigger
  | SlotTrigger
  | LauncherTrigger
  | ManualTrigger
export type TriggerType = Trigger['on']
