import type { CountsData, Problem } from '../survey/wire'
import { mergeAhead } from './ahead'
import { createLine } from './line'
import type { LockDeps } from './lock'
import { createPost, type PostDeps } from './post'
import { createRun } from './run'
import type { Shape } from './shape'
import type { sweep } from './sweep'
import type { createTrouble } from './trouble'
import type { Ahead, OutboxLoss, OutboxRecord } from './types'

export interface Endpoint {
  /** Stable name under which acknowledgements are kept; the same endpoint at a new URL keeps it. */
  readonly id: string
  readonly url: string
  /** Posted to the address as it is, without `?project=…`. */
  readonly isForeign?: boolean
  /** 2xx without a receipt does not acknowledge (a captive portal answers 200 with HTML). Default: as `requireReceipt` of all. */
  readonly requireReceipt?: boolean
  /** What is posted where that is not the plain batch of CloudEvents; fetched when something is to be sent. Undefined: it could not be had. */
  readonly shape?: () => Promise<Shape | undefined>
}
export interface SenderDeps extends PostDeps, LockDeps {
  readonly endpoints: readonly Endpoint[]
  /** URL of the page: resolves relative endpoints, and decides what is same-origin. */
  readonly base: string
  readonly emit: {
    delivered(event: { readonly response: string; readonly revision: number; readonly endpoint: string }): void
    loss(event: { readonly code: OutboxLoss; readonly count: number; readonly problem?: Problem; readonly endpoint?: string }): void
    error(event: { readonly code: string; readonly message: string; readonly cause?: unknown }): void
  }
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly random: () => number
  /** `navigator.onLine`: a hint only. */
  readonly online: () => boolean
  /** No endpoint waits for this revision any more. */
  readonly arrived?: (response: string, revision: number) => void
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

/** Drains the outbox to its endpoints, each in its own time. Throws a TypeError on an endpoint that is no URL; later trouble goes to `emit`. */
export function createSender(deps: SenderDeps): Sender {
  const { store, emit, now, allowed, ahead } = deps
  const { post, stop: abort } = createPost(deps)
  let stopped = false
  let isHome = false
  const isOver = () => stopped || !allowed()
  /** Trouble of the store; opting out in the middle is none. */
  const tell = (cause: unknown) => isOver() || emit.error({ code: 'outbox', message: String(cause), cause })
  /** What an earlier page wrote ahead; this page's own comes home when it is saved. */
  const bringHome = async () => {
    if (ahead && !isHome) await mergeAhead(store, ahead)
    isHome = true
  }
  const runs = deps.endpoints.map((endpoint) => createRun(deps, createLine(deps, endpoint, post, isOver), isOver, bringHome, tell))

  return {
    wake: (urgent) => {
      for (const run of runs) run.wake(urgent)
    },
    flush: async () => {
      await Promise.all(runs.map((run) => run.flush()))
    },
    sweep: async () => {
      const care = await deps.care()
      if (isOver()) return
      try {
        // For where there is no endpoint yet.
        await bringHome()
        const loss = (code: OutboxLoss, count: number) => emit.loss({ code, count })
        await care?.sweep(
          store,
          now(),
          loss,
          deps.endpoints.map(({ id }) => id),
        )
      } catch (cause) {
        tell(cause)
      }
    },
    unload: () => {
      if (!isOver()) for (const run of runs) run.unload()
    },
    stop: () => {
      stopped = true
      for (const run of runs) run.stop()
      abort()
    },
  }
}
