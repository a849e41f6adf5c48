import { createHmac, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { createClientOf, peerOf, type TrustedProxies } from './address'
import { problem, refuse } from './problem'

/** So many in so long; 0 is no limit. */
export interface Rate {
  readonly points: number
  readonly seconds: number
}

/** What is limited. A distinct address is an IPv4 address or an IPv6 /64. */
export interface Rates {
  /** Events that one address may post; a request counts as one at least. Default 3,000 a minute: an office, a school, a mobile network. */
  readonly responses: Rate
  /** Events that all may post to one project. Default 60,000 a minute. */
  readonly responsesOfProject: Rate
  /** How often one address may ask for the configuration. Default 6,000 a minute. */
  readonly config: Rate
  /** How often all may ask for the configuration of one project. Default 120,000 a minute. */
  readonly configOfProject: Rate
  /** How many wrong tokens one address may send, in whatever way. Default 20 in a quarter of an hour. */
  readonly wrongTokens: Rate
}

export const RATES: Rates = {
  responses: { points: 3_000, seconds: 60 },
  responsesOfProject: { points: 60_000, seconds: 60 },
  config: { points: 6_000, seconds: 60 },
  configOfProject: { points: 120_000, seconds: 60 },
  wrongTokens: { points: 20, seconds: 900 },
}

/** Makes what counts: in this process' memory by default. Processes that share the work share a store here, of those the library brings. */
export type Counters = (name: keyof Rates, rate: Rate) => RateLimiterAbstract

const inMemory: Counters = (name, { points, seconds }) => new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })

export interface Limits {
  /** Counts; resolves with how long to wait before it would be taken, in milliseconds: 0 is now. Of several the first that says no. */
  readonly take: (name: keyof Rates, key: string, points?: number) => Promise<number>
  /** Takes back what was counted without need. */
  readonly giveBack: (name: keyof Rates, key: string) => Promise<void>
  /** Who sent a request, as a key that says nothing about them. */
  readonly clientOf: (context: Context) => string
  /** The refusal that tells how long to wait. */
  readonly refuse: (context: Context, name: keyof Rates, waitMs: number) => Response
}

export interface LimitOptions {
  readonly rates: Partial<Rates>
  readonly trusted: TrustedProxies
  readonly counters: Counters | undefined
  readonly log: (message: string, cause?: unknown) => void
}

/** Limits fail open: a counter that cannot count is told, and keeps nobody away. */
export const createLimits = ({ rates, trusted, counters = inMemory, log }: LimitOptions): Limits => {
  const all: Rates = { ...RATES, ...rates }
  const names = Object.keys(RATES) as readonly (keyof Rates)[]
  const made = new Map(names.flatMap((name) => (all[name].points > 0 ? [[name, counters(name, all[name])] as const] : [])))
  const secret = randomBytes(32)
  const addressOf = createClientOf(trusted)
  let told = false

  const waitOf = (reason: unknown): number => {
    if (reason instanceof RateLimiterRes) return Math.max(1, Math.ceil(reason.msBeforeNext))
    log('A limit could not be counted', reason)
    return 0
  }

  return {
    take: async (name, key, points = 1) =>
      (await made
        .get(name)
        ?.consume(key, points)
        .then(() => 0, waitOf)) ?? 0,
    giveBack: async (name, key) => {
      await made.get(name)?.reward(key).catch(waitOf)
    },
    clientOf: (context) => {
      const address = addressOf(peerOf(context), context.req.header('x-forwarded-for'))
      return createHmac('sha256', secret).update(address).digest('base64url')
    },
    refuse: (context, name, waitMs) => {
      // Everybody behind a proxy that is not named counts as one.
      if (!told && trusted === 0 && context.req.header('x-forwarded-for') !== undefined) {
        told = true
        log('A limit was reached by a request with X-Forwarded-For. If a proxy stands before the collector, name it in TRUST_PROXY.')
      }
      const { points, seconds } = all[name]
      const details = problem('too-many-requests', 429, 'There were too many requests', 'Nothing was changed. Wait, then send it again.', [
        { path: name, expected: `at most ${points} in ${seconds} seconds`, got: 'more' },
      ])
      return refuse({ ...details, retryAfterMs: waitMs }, { 'retry-after': String(Math.ceil(waitMs / 1000)) })
    },
  }
}
