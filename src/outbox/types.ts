/** The records that must arrive, and the seams they pass. DELIVERY promises: correctness comes from revisions, never from locks. */
import type { Showing } from '../survey/clocks'
import type { CountsData, Durability, ForgetData, Problem, ResponseData } from '../survey/wire'

/** Format of the records; an older build ignores records with a higher number and never deletes them. */
export const RECORD_FORMAT = 1

interface RecordBase {
  readonly v: number
  /** UUIDv7; with the revision it is the idempotency key. */
  readonly id: string
  /** Raised by one inside the transaction that changes `data`. */
  readonly revision: number
  /** No more answers will come (completed, dismissed, closed, or resumed too late). */
  readonly done: boolean
  /** Highest revision each endpoint has acknowledged. Pending at an endpoint = `revision > (acked[endpoint] ?? 0)`. */
  readonly acked: Readonly<Record<string, number>>
  /** Set when an endpoint refused it for good: kept, not sent again unless re-driven. */
  readonly dead?: Readonly<Record<string, Problem>>
  readonly createdAt: number
  readonly updatedAt: number
  /** Since when its age counts, where a jump of the clock was seen in its life; else since `createdAt`. Set once: one jump is forgiven. */
  readonly from?: number
}
/** `data` is null in the stub that remains of a finished, acknowledged response. */
export interface ResponseRecord extends RecordBase {
  readonly type: 'response'
  readonly data: ResponseData | null
}
export interface CountsRecord extends RecordBase {
  readonly type: 'counts'
  readonly data: CountsData | null
}
export interface ForgetRecord extends RecordBase {
  readonly type: 'forget'
  readonly data: ForgetData | null
}
export type OutboxRecord = ResponseRecord | CountsRecord | ForgetRecord

/**
 * Keys: `r:<record id>` one per record · `clocks` → Showing[] · `respondent` → string · `backoff:<endpoint>` → Backoff ·
 * `lease:<lock>` → until when another tab sends (only without Web Locks) · `meta` → Ledger · `swept` → Swept · `x:<key>` → a corrupt record, set aside.
 */
export const RECORD_PREFIX = 'r:'

/** Records read or sent at once, at most: work is bounded however much waits. */
export const PAGE = 25
/** A frozen tab keeps what it holds: nobody holds a lock longer than one batch takes. */
export const HOLD_MS = 30_000

/** The named exceptions to the promise that this room can meet; a subset of the public `LossCode`. */
export type OutboxLoss = 'rejected' | 'too-old' | 'contact-too-old' | 'over-capacity' | 'corrupt' | 'vetoed'
/** An error of this room. `cause` is set where something below threw. */
export type OutboxError = Error & { readonly code: OutboxErrorCode }
/** `refused`: consent was withdrawn · `full`: caps reached and nothing may go · `missing`: nothing known to add to · `hung`: the database did not open in time. */
export type OutboxErrorCode = 'refused' | 'hung' | 'too-large' | 'not-json' | 'full' | 'missing' | 'storage'

/** Methods, so that the browser's own fit as they are. */
export interface Timers {
  setTimeout(fn: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

/** Synchronous small storage of the client, for the write-ahead of what is being typed. One slot; what it reads is not trusted. */
export interface Ahead {
  read(): unknown
  write(value: ResponseRecord | null): void
}

/**
 * Where things are kept; the three tiers share this face. `change` is the only write: atomic over all its keys.
 */
export interface Store {
  /** What a commit means right now. It can fall (disk → session → memory) when a tier fails, and rise again when re-probed. */
  durability(): Durability
  get(key: string): Promise<unknown>
  /**
   * Reads `keys` in one write transaction, hands their values to `fn` (pure, synchronous, may run again on another tier),
   * writes `puts` (undefined deletes), and resolves with `result` after the commit. When `fn` throws nothing is written.
   */
  change<R>(keys: readonly string[], fn: (values: readonly unknown[]) => Change<R>): Promise<R>
  /** At most `limit` entries whose key starts with `prefix` and sorts after `after`, in key order. */
  page(prefix: string, limit: number, after?: string): Promise<(readonly [key: string, value: unknown])[]>
  /** Erases everything of this project on this device. */
  clear(): Promise<void>
  /** Lets go of connections, and aborts what is not being committed; the next use opens again. */
  close(): void
  /** Forgets which tiers failed: the next use tries the highest again. For becoming visible. */
  reprobe(): void
}
export interface Change<R> {
  readonly puts?: Readonly<Record<string, unknown>>
  readonly result: R
}

/** The claim of a showing: clocks checked and revision 1 added in one transaction. */
export interface Claim<Refusal> {
  readonly log: readonly Showing[]
  /** Null: it is ours. */
  readonly refused: Refusal | null
}

export interface Saved {
  readonly revision: number
  readonly durability: Durability
  readonly log: readonly Showing[]
}
