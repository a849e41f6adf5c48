import type { Emit } from '../core/emitter'
import type { Memory } from '../core/memory'
import type { Decision, GateResult, Refusal } from '../gates/types'
import type { OutboxRecord, Store } from '../outbox/types'
import type { Showing } from '../survey/clocks'
import type { Condition, Lookup } from '../survey/condition'
import type { Config, Persona, Survey, Trigger } from '../survey/config'
import type { Due } from '../survey/due'
import type { ConsentLevel, MomentRef } from '../survey/wire'
import type { Options, Peakend, ShowOptions, Traits } from '../types'

/** What the armed script hands to its chunks, so that they carry no second copy of it. */
export interface Shared {
  /** Name of the database and the prefix of every key: `peakend:<project>`. */
  readonly name: string
  readonly project: string
  readonly options: Options
  /** What the page has; there as soon as the script has run. */
  handle?: Peakend
  readonly load: Load
  /** Loads a chunk once and starts it; after a failure it is tried again at the next need. */
  readonly chunk: <Name extends keyof Handed>(name: Name) => Promise<Handed[Name]>
  readonly memory: { get(): Memory; set(change: Partial<Memory>): void; asked(): unknown }
  readonly emit: Emit
  readonly fail: (code: string, error: unknown) => void
  /** Hears an event of the window, in the capture phase, until `destroy()`. */
  readonly listen: (type: string, fn: (event: Event) => unknown) => void
  /** What must happen at `destroy()`, in this order. */
  readonly stops: (() => unknown)[]
  /** The surveys that can be asked, by id; of them those with `reserve`. */
  readonly surveys: Map<string, Survey>
  readonly reserved: readonly Survey[]
  /** Events tracked on this page, the first hundred: who comes late hears them here. */
  readonly calls?: MomentRef[]
  /** Without surveys and personas until it is loaded. */
  config: Config
  readonly level: () => ConsentLevel
  readonly setLevel: (level: ConsentLevel, explicit?: boolean) => Promise<void>
  /** Whether this device or tab may hold answers of ours. Opens nothing. */
  readonly stored: () => Promise<unknown>
  /** Hears what Peakend itself says, as `on()` of the handle does. */
  readonly on: Peakend['on']
  readonly onNavigate: (changed: () => void) => () => void
  /** Tells, through the check chunk, what is wrong with the configuration. */
  readonly report: () => unknown
  /** Looks again at what waits for a quiet moment. */
  readonly look: () => unknown
  /** What the inspector pretends; whatever is shown meanwhile is a trial. */
  pretend?: Pretend | undefined
  /** The survey on its way to the screen or on it. */
  open: string
  /** Told by `identify()`: the page's own id of the person, used at consent `persistent` only, and traits. */
  user: string | null
  traits: Traits
  /** The language asked for by `locale()`. */
  tag?: string | undefined
  /** The store of the current level; whichever chunk comes first opens it. */
  store?: Promise<Store> | undefined
  /** The level it was opened for. */
  storeLevel?: ConsentLevel
  /** What memory holds, whatever the level: a store of a higher level reads it too. */
  readonly box: Record<string, string>
  /** Set by the ask chunk: closes a card that the page took away with what was around it. */
  tidy?: () => void
  /** Set by the ask chunk, for the sender: what this page committed, and its age in milliseconds by a monotonic clock. */
  recent?: () => Iterable<OutboxRecord>
  age?: (id: string) => number | undefined
  /** Set by the ask chunk, for the sender to tell: the endpoint has this revision. */
  arrived?: (id: string, revision: number) => void
}

/** Another day, another person, another device: to try a configuration. */
export interface Pretend {
  /** Milliseconds from now. */
  readonly laterMs?: number
  /** Personas the visitor is said to belong to, by id, instead of those whose rules hold. */
  readonly personas?: readonly string[]
  /** Values of the context, such as `{ device: 'mobile' }`. */
  readonly context?: Readonly<Record<string, unknown>>
}

/** A survey about to be asked: by a moment, by hand, or again after a navigation. */
export interface Asked {
  readonly survey: Survey
  readonly trigger: Trigger
  readonly moment: MomentRef
  readonly key?: string | undefined
  /** What it came from: where it must wait after all, it goes back there. */
  readonly due?: Due
  /** Id of the variant whose questions `survey` has. */
  readonly variant?: string | undefined
  /** The response to go on with. */
  readonly resume?: string | undefined
  /** Set when `show()` opened it: gates are skipped. */
  readonly byHand?: ShowOptions
}

export interface Gates {
  /** Random id of this device (session, page). */
  device(): string
  lookup(moment?: MomentRef, extra?: object): Lookup
  /** All gates of a survey; with a log, judged by that memory: a claim hands in the database's own. */
  judge(survey: Survey, moment?: MomentRef, key?: string, log?: readonly Showing[]): Decision
  /** The gates that look at this page: is something open, is it a quiet moment for this survey, are we within our budget. */
  page(survey: Survey): readonly [open: GateResult, quiet: GateResult, budget: GateResult]
  /** What nothing of ours may come over, if there is such a thing on the page. */
  modal(): Refusal
  /** Whether everything in a survey is what it should be; one that is not is told, and is no longer asked. */
  sound(survey: Survey): boolean
  /** Those whose rules are sound. */
  readonly personas: readonly Persona[]
  /** Tells why a survey that was called for does not show. */
  suppress(survey: string, gates: readonly GateResult[]): null
  /** Puts a survey on the page through the ask chunk; one at a time. */
  present(asked: Asked): Promise<string | null>
  /** Lets what is ripe compete. */
  compete(): void
  /** Whether a decision says that the visitor may be asked at all, now or later. */
  isEligible(gates: readonly GateResult[]): boolean
  isInteraction(survey: Survey): boolean
  holds(condition: Condition, lookup: Lookup): boolean
  shortHash(text: string): string
  settled(log: readonly Showing[], now: number): readonly Showing[]
}

export interface Ask {
  /** Resolves once it is on the page (its response id) or will not be (null); `over` is called when it is gone: was it seen? */
  present(asked: Asked, over: (wasSeen: boolean) => void): Promise<string | null>
  hide(): void
  /** The language changed. */
  update(): Promise<void>
}

export interface Send {
  wake(): void
  /** Sends what an earlier page left, and sets aside or removes what cannot be sent any more. Never rejects: nobody waits for it. */
  sweep(): Promise<void>
  flush(): Promise<void>
  inspect(): Promise<Pick<import('../types').Inspection, 'pending' | 'dead'>>
  /** Consent rose: what a lower level kept is committed where this one keeps it. */
  lift(): Promise<void>
  /** The visitor withdrew: stops flights, erases, reports what will not arrive. */
  optOut(from: Promise<Store>): Promise<void>
}

/** Methods of the handle that few pages ever call. */
export type Tools = Pick<Peakend, 'show' | 'explain' | 'flush' | 'inspect' | 'export' | 'forget'> & {
  /** Opens the inspector, or what the address asks for: `show:<survey>`. */
  inspector(wanted?: string): Promise<void>
}
export type ToolBox = Tools & {
  /** Puts a decision into words; the inspector carries no second copy of them. */
  readonly explainDecision: typeof import('../gates/explain').explainDecision
  /** Every gate of a survey, in words. */
  look(gates: Gates, survey: Survey): import('../gates/explain').Explanation
}
/** The inspector's overlay. */
export interface Inspector {
  /** Opens it, or closes it where it is open. */
  toggle(): void
}

/** What is kept of a request to forget until the endpoint has acknowledged it: nothing but random ids. */
export interface ForgetRequest {
  /** UUIDv7: its idempotency key. */
  readonly id: string
  /** When, milliseconds since the epoch. */
  readonly at: number
  readonly respondents: readonly string[]
}
/** Sends a request to forget until the endpoint has acknowledged it; at its start the one that is kept on the device. */
export interface Forget {
  ask(request: ForgetRequest): void
}

/**
 * Does what a configuration or an option asks for by name: recipes become surveys. Gives back a configuration of surveys alone. Undefined: the configuration
 * cannot be had; when it comes after all, `arm` takes its surveys.
 */
export type Setup = (config: Config | undefined, arm: (config: Config) => void) => Promise<Config>

/** Chunks that are started with what the page shares, once. */
export interface Handed {
  readonly gates: Gates
  readonly ask: Ask
  readonly send: Send
  readonly tools: ToolBox
  readonly inspector: Inspector
  readonly forget: Forget
  readonly consent: unknown
  readonly setup: Setup
}
type Started<T> = { readonly start: (shared: Shared) => T }
export interface Chunks {
  readonly gates: Started<Gates>
  readonly ask: Started<Ask>
  readonly send: Started<Send>
  readonly tools: Started<ToolBox>
  readonly inspector: Started<Inspector>
  readonly forget: Started<Forget>
  readonly consent: Started<unknown>
  readonly setup: Started<Setup>
  readonly said: typeof import('./said')
  readonly scrub: typeof import('./scrub')
  readonly care: typeof import('./care')
  readonly destinations: typeof import('./destinations')
  readonly 'to-json': typeof import('../outbox/formats/json')
  readonly 'to-posthog': typeof import('../outbox/formats/posthog')
  readonly 'to-segment': typeof import('../outbox/formats/segment')
  readonly check: typeof import('../survey/check')
  readonly 'q-choice': typeof import('../widget/questions/choice')
  readonly 'q-moment': typeof import('./moment')
  readonly 'q-ranking': typeof import('../widget/questions/ranking')
  readonly 'q-matrix': typeof import('../widget/questions/matrix')
  readonly 'q-slider': typeof import('../widget/questions/slider')
  readonly 'q-date': typeof import('../widget/questions/date')
  readonly 'q-field': typeof import('../widget/questions/field')
  readonly 'q-filter': typeof import('../widget/questions/filter')
  readonly 'q-contact': typeof import('../widget/questions/contact')
  readonly 'q-consent': typeof import('../widget/questions/consent')
  readonly 'q-action': typeof import('../widget/questions/action')
  readonly 'q-callback': typeof import('../widget/questions/callback')
  readonly 'q-message': typeof import('../widget/questions/message')
  readonly drawings: typeof import('../widget/questions/drawings')
  readonly 'layout-modal': typeof import('../widget/layout-modal')
  readonly 'layout-bar': typeof import('../widget/layout-bar')
  readonly float: typeof import('../widget/float')
  readonly tab: typeof import('./tab')
  readonly theme: typeof import('../widget/theme')
  readonly 'on-slot': typeof import('../moments/slot')
  readonly 'on-launcher': typeof import('./launcher')
  readonly 'menu-ar': typeof import('../widget/words/menu-ar')
  readonly 'menu-de': typeof import('../widget/words/menu-de')
  readonly 'menu-en': typeof import('../widget/words/menu-en')
  readonly 'menu-es': typeof import('../widget/words/menu-es')
  readonly 'menu-fr': typeof import('../widget/words/menu-fr')
  readonly 'menu-he': typeof import('../widget/words/menu-he')
  readonly 'menu-it': typeof import('../widget/words/menu-it')
  readonly 'menu-ja': typeof import('../widget/words/menu-ja')
  readonly 'menu-nl': typeof import('../widget/words/menu-nl')
  readonly 'menu-pl': typeof import('../widget/words/menu-pl')
  readonly 'menu-pt': typeof import('../widget/words/menu-pt')
  readonly 'menu-zh': typeof import('../widget/words/menu-zh')
  readonly 'extra-ar': typeof import('../widget/words/extra-ar')
  readonly 'extra-de': typeof import('../widget/words/extra-de')
  readonly 'extra-en': typeof import('../widget/words/extra-en')
  readonly 'extra-es': typeof import('../widget/words/extra-es')
  readonly 'extra-fr': typeof import('../widget/words/extra-fr')
  readonly 'extra-he': typeof import('../widget/words/extra-he')
  readonly 'extra-it': typeof import('../widget/words/extra-it')
  readonly 'extra-ja': typeof import('../widget/words/extra-ja')
  readonly 'extra-nl': typeof import('../widget/words/extra-nl')
  readonly 'extra-pl': typeof import('../widget/words/extra-pl')
  readonly 'extra-pt': typeof import('../widget/words/extra-pt')
  readonly 'extra-zh': typeof import('../widget/words/extra-zh')
  readonly 'moment-ar': typeof import('../widget/words/moment-ar')
  readonly 'moment-de': typeof import('../widget/words/moment-de')
  readonly 'moment-en': typeof import('../widget/words/moment-en')
  readonly 'moment-es': typeof import('../widget/words/moment-es')
  readonly 'moment-fr': typeof import('../widget/words/moment-fr')
  readonly 'moment-he': typeof import('../widget/words/moment-he')
  readonly 'moment-it': typeof import('../widget/words/moment-it')
  readonly 'moment-ja': typeof import('../widget/words/moment-ja')
  readonly 'moment-nl': typeof import('../widget/words/moment-nl')
  readonly 'moment-pl': typeof import('../widget/words/moment-pl')
  readonly 'moment-pt': typeof import('../widget/words/moment-pt')
  readonly 'moment-zh': typeof import('../widget/words/moment-zh')
  readonly more: typeof import('./more')
  readonly why: typeof import('./why')
  readonly watch: typeof import('./watch')
  readonly 'recipe-kit': typeof import('../recipes/page')
  readonly 'recipe-check': typeof import('../recipes/check')
  readonly inherited: typeof import('../recipes/inherited')
  readonly 'recipe-waits': typeof import('./waits')
  readonly 'recipe-post-purchase': typeof import('../recipes/post-purchase')
  readonly 'recipe-checkout-csat': typeof import('../recipes/checkout-csat')
  readonly 'recipe-chat-end': typeof import('../recipes/chat-end')
  readonly 'recipe-peak-end': typeof import('../recipes/peak-end')
  readonly 'recipe-relationship-nps': typeof import('../recipes/relationship-nps')
  readonly 'recipe-exit-reason': typeof import('../recipes/exit-reason')
  readonly 'recipe-pre-purchase': typeof import('../recipes/pre-purchase')
  readonly 'recipe-checkout-effort': typeof import('../recipes/checkout-effort')
  readonly 'recipe-visit-purpose': typeof import('../recipes/visit-purpose')
  readonly 'recipe-page-helpful': typeof import('../recipes/page-helpful')
  readonly 'recipe-friction-help': typeof import('../recipes/friction-help')
  readonly 'recipe-discovery-source': typeof import('../recipes/discovery-source')
  readonly 'recipe-three-e': typeof import('../recipes/three-e')
  readonly 'recipe-product-followup': typeof import('../recipes/product-followup')
  readonly 'recipe-delivery-received': typeof import('../recipes/delivery-received')
  readonly 'recipe-onboarding': typeof import('../recipes/onboarding')
  readonly 'recipe-first-use': typeof import('../recipes/first-use')
  readonly 'recipe-cancellation': typeof import('../recipes/cancellation')
  readonly 'recipe-what-do-you-remember': typeof import('../recipes/what-do-you-remember')
  readonly connect: typeof import('../connectors/setup')
  readonly 'connect-chat': typeof import('../connectors/chats/talk')
  readonly 'connect-intercom': typeof import('../connectors/chats/intercom')
  readonly 'connect-zendesk': typeof import('../connectors/chats/zendesk')
  readonly 'connect-crisp': typeof import('../connectors/chats/crisp')
  readonly 'connect-tawk': typeof import('../connectors/chats/tawk')
  readonly 'connect-hubspot': typeof import('../connectors/chats/hubspot')
  readonly 'connect-livechat': typeof import('../connectors/chats/livechat')
  readonly 'connect-iadvize': typeof import('../connectors/chats/iadvize')
  readonly 'connect-freshchat': typeof import('../connectors/chats/freshchat')
  readonly 'connect-chatwoot': typeof import('../connectors/chats/chatwoot')
  readonly 'connect-ga4': typeof import('../connectors/shops/ga4')
  readonly 'connect-shopify': typeof import('../connectors/shops/shopify')
  readonly 'connect-segment': typeof import('../connectors/shops/segment')
  readonly 'connect-rudderstack': typeof import('../connectors/shops/rudderstack')
  readonly 'connect-delighted': typeof import('../connectors/orphans/delighted')
  readonly 'connect-wootric': typeof import('../connectors/orphans/wootric')
  readonly 'connect-to-ga4': typeof import('../connectors/out/to-ga4')
  readonly 'connect-to-segment': typeof import('../connectors/out/to-segment')
  readonly 'connect-to-posthog': typeof import('../connectors/out/to-posthog')
  readonly 'connect-to-matomo': typeof import('../connectors/out/to-matomo')
  readonly 'on-visible': typeof import('../moments/visible')
  readonly 'on-scroll': typeof import('../moments/scroll')
  readonly 'on-exit': typeof import('../moments/exit')
  readonly 'on-dwell': typeof import('../moments/dwell')
  readonly 'on-idle': typeof import('../moments/idle')
  readonly 'on-friction': typeof import('../moments/friction')
  readonly 'on-journey': typeof import('../moments/journey')
  readonly 'on-returning': typeof import('../moments/returning')
  readonly 'inspector-fr': typeof import('../inspector/words-fr')
  readonly 'words-ar': typeof import('../widget/words/words-ar')
  readonly 'words-de': typeof import('../widget/words/words-de')
  readonly 'words-es': typeof import('../widget/words/words-es')
  readonly 'words-fr': typeof import('../widget/words/words-fr')
  readonly 'words-he': typeof import('../widget/words/words-he')
  readonly 'words-it': typeof import('../widget/words/words-it')
  readonly 'words-ja': typeof import('../widget/words/words-ja')
  readonly 'words-nl': typeof import('../widget/words/words-nl')
  readonly 'words-pl': typeof import('../widget/words/words-pl')
  readonly 'words-pt': typeof import('../widget/words/words-pt')
  readonly 'words-zh': typeof import('../widget/words/words-zh')
}
/** Lazy chunks, by name. The script finds them beside itself, a bundler follows the imports of the npm entry. */
export type Load = <Name extends keyof Chunks>(name: Name) => Promise<Chunks[Name]>
