/** The public contract. Names here are fixed. */

import type { Explanation } from './gates/explain'
import type { GateResult } from './gates/types'
import type { OutboxRecord } from './outbox/types'
import type { ConfigSource } from './survey/config'
import type { Answers, ConsentLevel, Durability, MomentRef, Problem, ResponseEvent, WireEvent } from './survey/wire'

export type Traits = Readonly<Record<string, unknown>>
export type Props = Readonly<Record<string, unknown>>

/** Options of `init`, `createPeakend` and, as `data-…` attributes, of the script tag. */
export interface Options {
  /** Where responses are posted: an address, or several destinations, each of which acknowledges for itself. Without one they are kept until there is one. */
  readonly endpoint?: string | readonly Destination[]
  /** A configuration, its URL, or `#id` of an inline JSON script. */
  readonly config?: string | ConfigSource
  /** Names of recipes, separated by spaces: ready-made surveys, beside those of the configuration; see docs/recipes. */
  readonly recipes?: string
  /** Default `none`. `auto` asks a consent connector and starts at `none`. */
  readonly consent?: ConsentLevel | 'auto'
  /**
   * Connectors, parted by spaces: chats, checkouts and analytics by name, as in `chatwoot ga4 to-posthog`, and, at consent `auto`, the one consent platform to hear
   * (`didomi`, `axeptio`, `tarteaucitron`, `tcf`, `consent-mode`) with, after a colon, what it calls Peakend, as in `didomi:c:peakend-x7`. Default: no
   * chat or shop; every consent platform that is there, `peakend`.
   */
  readonly connect?: string
  /**
   * Takes e-mail addresses, telephone, card and account numbers, and the queries of addresses out of what visitors write, before anything is
   * stored. What a question asks for (contact details) stays. Default true.
   */
  readonly scrub?: boolean
  /** Separates storage, keys and copies. Default `default`. */
  readonly project?: string
  /** URL of the folder that holds `chunks/`, with a slash at its end. Default: beside the script. */
  readonly base?: string
  /** Fills `{{brand|…}}`. */
  readonly brand?: string
  /** Body of the requests. Default `cloudevents`. */
  readonly format?: Format
  /** Project API key of `posthog`, write key of `segment`. */
  readonly key?: string
  /** Makes what is posted out of a batch of CloudEvents: JSON, or a text as it is. Synchronous. From code only. */
  readonly transform?: Transform
  /** Let contact data into `json`, `posthog` and `segment`. Default false. */
  readonly contact?: boolean
  /** Looks at each response before it leaves: gives it back, changed, or null to keep it from this destination. Synchronous. From code only. */
  readonly beforeSend?: BeforeSend
  /** Colours of the card. Default `auto`: follows the page's `color-scheme`. */
  readonly theme?: 'auto' | 'light' | 'dark'
  /** BCP 47. Default: the page's `lang`, then the browser's. */
  readonly locale?: string
  /** Checks the configuration at start, and writes errors to the console. Default false. */
  readonly debug?: boolean
  /** `false` forbids the inspector. Default true. */
  readonly inspector?: boolean
  /** Run inside a frame. Default false: silent there. */
  readonly frame?: boolean
  /** Let free text into window events, where every script of the page can hear it. Default false. */
  readonly eventText?: boolean
  /** 2xx without a receipt does not acknowledge; only with `cloudevents`. Default false (plain webhooks). */
  readonly requireReceipt?: boolean
}

/** Bodies of requests: a CloudEvents batch, one flat object for each revision, or what PostHog and Segment understand. */
export type Format = 'cloudevents' | 'json' | 'posthog' | 'segment'
export type Transform = (batch: readonly WireEvent[]) => unknown
/** What may not be changed is put back: `id` (the response and its revision), `type`, `source` and `data.project`. */
export type BeforeSend = (event: ResponseEvent, destination: string) => ResponseEvent | null

/** One of several places that responses are sent to. */
export interface Destination {
  /** Where to. With a `format` of another service, or a `transform`, as it is; else `?project=…` is added. */
  readonly url: string
  /** Stable name under which its acknowledgements are kept on the device, and which `delivered` tells. Default: `url` without its query; `main` for an `endpoint` that is a text. */
  readonly id?: string
  /** Body of the requests. Default `cloudevents`. */
  readonly format?: Format
  /** Project API key of `posthog`, write key of `segment`. */
  readonly key?: string
  /** Makes what is posted out of a batch of CloudEvents: JSON, or a text as it is. Synchronous. */
  readonly transform?: Transform
  /** 2xx without a receipt does not acknowledge; only with `cloudevents`. Default false (plain webhooks). */
  readonly requireReceipt?: boolean
  /** Let contact data into `json`, `posthog` and `segment`. Default false. */
  readonly contact?: boolean
}

/** What `on(type, …)` hands over, by type. The same goes out as `CustomEvent`s `peakend:<type>` on `window`. */
export interface Events {
  /** The configuration is in place. */
  readonly ready: { readonly surveys: readonly string[] }
  /** Something happened that a survey listens to, or `track` was called. */
  readonly moment: MomentRef
  /** About to show; `return false` or `preventDefault()` vetoes, and nothing is counted. */
  readonly beforeshow: { readonly survey: string; readonly moment: MomentRef }
  /** Half of the card is in view. */
  readonly shown: { readonly survey: string; readonly response: string }
  /** An answer was committed; `durability` says where. */
  readonly answered: {
    readonly survey: string
    readonly response: string
    readonly revision: number
    readonly answers: Answers
    readonly durability: Durability
  }
  /** An ending was reached, and the last answer committed. */
  readonly completed: { readonly survey: string; readonly response: string; readonly answers: Answers }
  /** Closed without an answer. */
  readonly dismissed: { readonly survey: string; readonly response: string }
  /** A moment called for a survey and a gate said no. */
  readonly suppressed: { readonly survey: string; readonly gates: readonly GateResult[] }
  /** An endpoint acknowledged a revision. */
  readonly delivered: { readonly response: string; readonly revision: number; readonly endpoint: string }
  /** Answers that will not arrive, and why. */
  readonly loss: { readonly code: LossCode; readonly count: number; readonly problem?: Problem; readonly endpoint?: string }
  /** Something went wrong; nothing is ever thrown into the page. */
  readonly error: { readonly code: string; readonly message: string; readonly cause?: unknown }
}
export type EventType = keyof Events
/**
 * The named exceptions to the promise of delivery. `rejected` stays on the device as a dead letter. `contact-too-old`: how to reach somebody was
 * removed after 7 days without an endpoint; the rest of the answer still waits.
 */
export type LossCode = 'rejected' | 'opted-out' | 'too-old' | 'contact-too-old' | 'over-capacity' | 'corrupt' | 'vetoed'

export interface ShowOptions {
  /** An element, or its selector, to mount in instead of a corner. */
  readonly target?: Element | string
  /** Reachable in conditions and texts as `context.x`; sent along. */
  readonly context?: Readonly<Record<string, unknown>>
  /** The visitor asked for it (a click on a feedback button): it then starts no clock. Default false. */
  readonly byVisitor?: boolean
  /** Marks the answers as a trial: kept out of results. Default false. */
  readonly test?: boolean
}
export interface FlushOptions {
  /** Also sends again what was refused for good, for when its cause was mended. Default false. */
  readonly dead?: boolean
}

export type { Explanation }

export interface Inspection {
  /** Not yet acknowledged by every endpoint. */
  readonly pending: readonly OutboxRecord[]
  /** Refused for good; `dead` of each says by which endpoint and why. */
  readonly dead: readonly OutboxRecord[]
  /** The memory of asking, oldest first. */
  readonly shown: readonly import('./survey/clocks').Showing[]
  /** The moments of this visit and of the one before, oldest first. Only where a survey looks back on them and consent allows. */
  readonly journey?: { readonly visit: readonly LivedMoment[]; readonly last: readonly LivedMoment[] }
}
/** A moment of a visit, as this device remembers it. */
export interface LivedMoment {
  /** Id of the touchpoint, or of a moment with a built-in name. */
  readonly moment: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** What scales at it were answered, by question. */
  readonly feelings?: Readonly<Record<string, number>>
}

/** The handle. Nothing here ever throws into the page after creation: trouble goes to the `error` event, and a promise then gives null. */
export interface Peakend {
  /** Something happened. Cheap enough for any handler. */
  track(event: string, props?: Props): void
  /** Who this is, or nobody any more (`null`: a new device id, the same clocks). Traits stay in memory. */
  identify(id: string | null, traits?: Traits): void
  /** Shows a survey now. Skips trigger, audience, sample and clocks. Resolves with the response id, or null when it may not. */
  show(survey: string, options?: ShowOptions): Promise<string | null>
  /** Closes the open card. */
  hide(): void
  /** Listens; returns its off. */
  on<T extends EventType>(type: T, fn: (event: Events[T]) => unknown): () => void
  /** Raises or lowers what may be stored; lowering erases. */
  consent(level: ConsentLevel): Promise<void>
  /** Every gate of each survey (or one), with its values and a sentence. */
  explain(survey?: string): Promise<Explanation[]>
  /** Sends what is pending now; resolves when the attempt is over. */
  flush(options?: FlushOptions): Promise<void>
  /** Changes the language of what shows next, and of an open card. */
  locale(tag: string): void
  /** What waits on this device, what was refused for good, and whom it asked. */
  inspect(): Promise<Inspection>
  /** Opens the inspector: surveys and their gates live, moments as they happen, the outbox, and switches to try things; or closes it. */
  inspector(): Promise<void>
  /** Everything this device holds for this project. */
  export(): Promise<Readonly<Record<string, unknown>>>
  /** Erases this device and asks the endpoint to erase what it holds about its random ids. */
  forget(): Promise<void>
  /** Leaves nothing behind: no listener, timer, node or style. What is stored stays for the next page. */
  destroy(): Promise<void>
}

/**
 * What the global `peakend` accepts: a method's name and its arguments. Before the script arrives calls wait in `peakend.q` and give
 * nothing back. `init` begins; the `ready` event says when the configuration is in place.
 */
export interface PeakendGlobal {
  (method: 'init', options?: Options): void
  <M extends keyof Peakend>(method: M, ...args: Parameters<Peakend[M]>): ReturnType<Peakend[M]>
  q?: IArguments[]
}
