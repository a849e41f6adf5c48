/**
 * The moments of a visit, as a device remembers them: what the question “which moment stands out?” offers. Pure: the watcher of journeys writes
 * it (`moments/journey.ts`), the question reads it. Only ids of moments that have a name in human words are in it; never titles, products or what
 * somebody searched for.
 */
import type { Config, Touchpoint } from './config'

/** One moment: the id of a touchpoint or of a moment with a built-in name, when it began, and what scales at it were answered. */
export interface Lived {
  readonly t: string
  /** Milliseconds since the epoch. */
  readonly a: number
  /** By question id. */
  readonly f?: Readonly<Record<string, number>>
}
/** Beside the rest of the device's memory, where the consent level allows. */
export interface Journey {
  /** Number of the visit. */
  readonly n: number
  readonly m: readonly Lived[]
  /** What was tracked and now waits for stillness, by survey and event: when, and the event's properties. */
  readonly w?: Readonly<Record<string, readonly [at: number, props?: Readonly<Record<string, unknown>>]>> | undefined
  /** The moments of the visit before. */
  readonly l?: readonly Lived[] | undefined
}

/** Moments with a built-in name in every language (`widget/words/moment-….ts`). */
export const momentIds = [
  'home',
  'search',
  'no-results',
  'listing',
  'product',
  'reviews',
  'compare',
  'size-guide',
  'cart',
  'account',
  'delivery-options',
  'payment',
  'payment-declined',
  'confirmation',
  'help-page',
  'chat-bot',
  'chat-team',
  'tracking',
  'return',
  'error',
  'slow',
] as const
export type MomentId = (typeof momentIds)[number]

/** Days the moments of the last visit are kept. */
export const LAST_VISIT_DAYS = 7
export const DAY_MS = 864e5
/** A visit of more moments has told its story; so much may be read at every look at the memory. */
const MAX_MOMENTS = 40
const MAX_CHARACTERS = 2500

/** Storage holds anything: what is no moment is left out. */
const momentsIn = (stored: unknown): readonly Lived[] =>
  Array.isArray(stored) ? stored.filter((one: Partial<Lived> | null) => typeof one?.t === 'string' && Number.isFinite(one.a)) : []

/** The journey of visit `n`, out of what is stored: that of an earlier visit becomes the last one where `keepsLast`, for so many days. */
export const journeyOf = (stored: unknown, n: number, now: number, keepsLast: boolean): Journey => {
  const { n: of, m, l, w } = Object(stored) as Partial<Journey>
  const isSame = of === n
  const last = momentsIn(isSame ? l : m)
  const end = last.at(-1)?.a ?? Number.NEGATIVE_INFINITY
  return {
    n,
    m: isSame ? momentsIn(m) : [],
    ...(isSame && w && { w: Object(w) }),
    ...(keepsLast && now - end < LAST_VISIT_DAYS * DAY_MS && { l: last }),
  }
}

/**
 * One more moment, each once in a row. What is felt at a touchpoint belongs to the latest time there. Of too many the oldest but the first go: how a
 * visit began and how it ended are what is remembered of it, and the first holds the order of the rest.
 */
export const withMoment = (moments: readonly Lived[], { t, a, f }: Lived): readonly Lived[] => {
  const next = [...moments]
  const at = f ? next.map((one) => one.t).lastIndexOf(t) : next.at(-1)?.t === t ? next.length - 1 : -1
  const met = next[at]
  if (met) next[at] = { ...met, ...(f && { f: { ...met.f, ...f } }) }
  else next.push({ t, a, ...(f && { f }) })
  while (next.length > MAX_MOMENTS || (next.length > 2 && JSON.stringify(next).length > MAX_CHARACTERS)) next.splice(1, 1)
  return next
}

/** Ids, each once, in the order first lived; of more than `max` the first and the last ones. */
export const distinct = (moments: readonly Lived[], max = Number.POSITIVE_INFINITY): readonly string[] => {
  const ids = [...new Set(moments.map(({ t }) => t))]
  return ids.filter((_, i) => !i || i > ids.length - max).slice(0, max)
}

/** All touchpoints of a configuration, those written inline in a survey too. */
export const touchpointsOf = ({ touchpoints, surveys }: Config): readonly Touchpoint[] => [
  ...(touchpoints ?? []),
  ...surveys.flatMap(({ touchpoint }) => (typeof touchpoint === 'string' ? [] : touchpoint)),
]
