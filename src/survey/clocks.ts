/**
 * The memory of asking: one line per showing, oldest first. Every frequency rule is a pure function of this log.
 * Short keys: it is also the bulk of the small cache key in web storage.
 */
export interface Showing {
  /** Response id. */
  readonly id: string
  /** Survey id. */
  readonly s: string
  /** Class: interaction or relationship; absent where it does not count (opened by the visitor). */
  readonly c?: 'i' | 'r'
  /** When, milliseconds since the epoch, by this device. */
  readonly t: number
  /** What became of it. Absent while open or when the card was closed before it could be noticed. */
  readonly o?: Outcome
  /** Hash of the `oncePer` value. */
  readonly k?: string
  /** Wave. */
  readonly w?: number
  /** Visit: its number on this device. */
  readonly v?: number
}
/** `snoozed`: “Ask me later”. `never`: “Don’t ask me again”. */
export type Outcome = 'answered' | 'dismissed' | 'ignored' | 'unseen' | 'snoozed' | 'never'

/**
 * 13 months: how long a random device id may live (CNIL's limit for audience measurement), and the memory of asking with it: “never” and a yearly
 * question need no more. Milliseconds.
 */
export const RESPONDENT_MS = 34e9

/** Lines kept on a device; older ones go first. */
export const MAX_SHOWINGS = 100

/** The log as it is kept: the youngest lines. “Don’t ask me again” outlives them all, for its promise is longer than a hundred showings. */
export const trimmed = (log: readonly Showing[]): readonly Showing[] => {
  const kept = log.slice(-MAX_SHOWINGS)
  const never = log.findLast(({ o }) => o === 'never')
  return !never || kept.includes(never) ? kept : [never, ...kept.slice(1)]
}

/**
 * A line of the future was written before the clock was set back. It is dated now, once, and counts from now on like any other:
 * neither a flood of questions nor a lock-out until the clock has caught up. The same list when nothing had to change.
 */
export const settled = (log: readonly Showing[], now: number): readonly Showing[] =>
  log.some(({ t }) => t > now) ? log.map((line) => (line.t > now ? { ...line, t: now } : line)) : log
