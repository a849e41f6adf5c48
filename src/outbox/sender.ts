import type { CountsData, Problem } from '../survey/wire'
import { mergeAhead } from './ahead'
import { createLine } from './line'
import { createLock, type LockDeps } from './lock'
import { createPost, type PostDeps } from './post'
import type { sweep } from './sweep'
import type { createTrouble } from './trouble'
import { type Ahead, type OutboxLoss, type OutboxRecord, RECORD_PREFIX } from './types'

/** Between two wake-ups, so that a burst of commits is one batch. */
const GAP_MS = 1_000
/** After trouble in our own storage. */
const TROUBLE_MS = 60_000

export interface Endpoint {
  /** Stable name under which acknowledgements are kept; the same endpoint at a new URL keeps it. */
  readonly id: string
  readonly url: string
}
export interface SenderDeps extends PostDeps, LockDeps {
  readonly endpoints: readonly Endpoint[]
  /** URL of the page: resolves relative endpoints, and decides what is same-origin. */
  readonly base: string
  readonly emit: {
    delivered(event: { readonly response: string; readonly revision: number; readonly endpoint: string }): void
    loss(event: { readonly code: OutboxLoss; readonly count: number; readonly problem?: Problem }): void
    error(event: { readonly code: string; readonly message: string; readonly cause?: unknown }): void
  }
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly random: () => number
  /** `navigator.onLine`: a hint only. */
  readonly online: () => boolean
  /** False after opting out, here or in another tab: nothing leaves any more. */
  readonly allowed: () => boolean
  /** `sendBeacon`, only where `keepalive` is missing (Firefox < 133): blockers kill pings, and under a CSP block it says true. */
  readonly beacon?: (url: string, body: string) => boolean
  /** 2xx without a receipt does not acknowledge (a captive portal answers 200 with HTML). */
  readonly requireReceipt?: boolean
  /** Milliseconds since a record was made, by a monotonic clock; undefined when another page load made it. */
  readonly age?: (id: string) => number | undefined
  /** Hands over the counts, once: a crash may lose them, never double them. */
  readonly takeCounts?: () => CountsData['counts'] | null
  /** Told with each reply that says so: how many answers are still wanted, by survey id. */
  readonly remaining?: (left: Readonly<Record<string, number>>) => void
  /** What this page committed, for `unload`, which has no time to read the store: `writer.recent`. */
  readonly recent?: () => Iterable<OutboxRecord>
  readonly ahead?: Ahead
  /** What is needed once something is not plain success; undefined where it cannot be fetched. */
  readonly care: () => Promise<{ readonly createTrouble: typeof createTrouble; readonly sweep: typeof sweep } | undefined>
}
export interface Sender {
  /** Something may be waiting. `urgent`: our own backoff is skipped, not what the endpoint asked for (back online). */
  wake(urgent?: boolean): void
  /** Sends what is pending now; resolves when the attempt is over. Never rejects. */
  flush(): Promise<void>
  /** Sets aside or removes what cannot be sent any more. Never rejects. */
  sweep(): Promise<void>
  /** The page may go: sends synchronously what it committed and nobody acknowledged. Deletes nothing; the next page sends again. */
  unload(): void
  /** Aborts flights and clears timers, for good. */
  stop(): void
}

/** Drains the outbox to its endpoints. Throws a TypeError on an endpoint that is no URL; later trouble goes to `emit`. */
export function createSender(deps: SenderDeps): Sender {
  const { store, emit, now, random, allowed, setTimeout, clearTimeout } = deps
  const { post, stop: abort } = createPost(deps)
  const locked = createLock(deps)
  let stopped = false
  const lines = deps.endpoints.map((endpoint) => createLine(deps, endpoint, post, () => stopped))
  let flight: Promise<void> | undefined
  let again = false
  let timer: unknown
  let delay = 0
  let hurry = false
  let last = -Infinity
  let isHome = false

  /** One timer, the shorter one. Delays are compared, not times of the clock, which may jump. */
  const schedule = (ms: number) => {
    if (stopped || (timer && ms >= delay)) return
    clearTimeout(timer)
    delay = ms
    timer = setTimeout(() => {
      timer = undefined
      void drain()
    }, ms)
  }
  const wake = (urgent = false) => {
    hurry ||= urgent
    if (flight) again = true
    // Clamped: the clock may have been set back since.
    else schedule(Math.min(Math.max(last + GAP_MS - now(), 0), GAP_MS) * (1 + random() / 4))
  }

  const pass = async (line: (typeof lines)[number], urgent: boolean) => {
    let at: string | number | undefined = RECORD_PREFIX
    while (typeof at === 'string' && allowed() && !stopped) {
      const after: string = at
      at = await locked(line.id, () => line.step(after, urgent))
    }
    // Another tab is at it: what we have it may have missed.
    if (at === undefined) schedule(GAP_MS * (1 + 4 * random()))
    else if (typeof at === 'number' && at < Infinity) schedule(at)
  }

  /** Trouble of the store is told, and tried again; opting out in the middle is none. */
  const tell = (cause: unknown) => {
    if (stopped || !allowed()) return
    emit.error({ code: 'outbox', message: String(cause), cause })
    schedule(TROUBLE_MS)
  }
  const run = async () => {
    const urgent = hurry
    last = now()
    again = hurry = false
    try {
      if (stopped || !allowed()) return
      // What an earlier page wrote ahead; this page's own comes home when it is saved.
      if (deps.ahead && !isHome) await mergeAhead(store, deps.ahead)
      isHome = true
      for (const line of lines) await pass(line, urgent)
    } catch (cause) {
      tell(cause)
    }
  }

  /** One flight per tab. */
  const drain = (): Promise<void> =>
    (flight ??= run().finally(() => {
      flight = undefined
      if (again) wake()
    }))

  return {
    wake,
    flush: async () => {
      await flight
      hurry = true
      await drain()
    },
    sweep: async () => {
      const care = await deps.care()
      if (!stopped && allowed())
        await care
          ?.sweep(
            store,
            now(),
            (code, count) => emit.loss({ code, count }),
            lines.map(({ id }) => id),
          )
          .catch(tell)
    },
    unload: () => {
      if (stopped || !allowed()) return
      for (const line of lines) line.unload()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      timer = undefined
      abort()
    },
  }
}
