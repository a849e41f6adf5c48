/** Persisted per endpoint under `backoff:<endpoint>`, so that neither a reload nor a second tab hammers a struggling endpoint. */
export interface Backoff {
  /** Failures in a row. */
  readonly n: number
  /** Failures in a row without any reply. */
  readonly silent: number
  /** Not before this time, milliseconds since the epoch. */
  readonly at: number
  /** The part of it that the endpoint itself asked for; `flush()` does not override it. */
  readonly floor: number
  /** The URL that answered 410 Gone: nothing more is sent to it. */
  readonly gone?: string
}

export const MAX_JITTER_MS = 5 * 60_000
export const MAX_WAIT_MS = 60 * 60_000
/** A configuration error, or an open breaker: hold everything, and look again. */
export const HOLD_MS = 15 * 60_000
/** Failures without a reply, while online, that open the breaker. */
export const BREAKER = 3

/** Stored by another page: nothing of it is trusted. */
export function readBackoff(value: unknown): Backoff | null {
  const b = value as Partial<Backoff> | null | undefined
  return b && [b.n, b.silent, b.at, b.floor].every(Number.isFinite) ? (b as Backoff) : null
}

/** Milliseconds still to wait. A time further away than any we set was moved there by a jump of the clock: it counts as over. */
export function waitMs(backoff: Backoff | null, now: number, urgent: boolean): number {
  const wait = backoff ? (urgent ? backoff.floor : backoff.at) - now : 0
  return wait > 0 && wait <= MAX_WAIT_MS ? wait : 0
}

/** The next backoff after a failure: full jitter `random(0, min(5 min, 1 s · 2ⁿ))` above what the endpoint asked for. */
export function backOff(
  before: Backoff | null,
  why: { readonly silent: boolean; readonly hold: boolean; readonly floorMs: number; readonly gone: string | undefined },
  { now, random, online }: { readonly now: number; readonly random: number; readonly online: boolean },
): Backoff {
  const n = before?.n ?? 0
  const silent = why.silent ? (before?.silent ?? 0) + +online : 0
  const floorMs = Math.min(why.floorMs, MAX_WAIT_MS)
  const wait = why.hold || silent >= BREAKER ? HOLD_MS : random * Math.min(MAX_JITTER_MS, 1_000 * 2 ** n)
  return {
    n: n + 1,
    silent,
    at: now + Math.max(floorMs, wait),
    floor: now + floorMs,
    ...(why.gone === undefined ? {} : { gone: why.gone }),
  }
}
