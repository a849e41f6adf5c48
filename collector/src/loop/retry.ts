const MINUTE_MS = 60_000
const LONGEST_MS = 24 * 60 * MINUTE_MS
/** After so long a delivery is given up, and waits to be replayed by hand. */
const PATIENCE_MS = 3 * 24 * 60 * MINUTE_MS

/**
 * How long to wait after so many attempts: 1, 4, 16 minutes, … up to a day, each between half and one and a half of it at random, and no less
 * than the receiver asks for. Null: it was tried for three days.
 */
export const waitMs = (attempts: number, ageMs: number, retryAfter: number | null, random: () => number): number | null => {
  if (ageMs >= PATIENCE_MS) return null
  const backoff = Math.min(LONGEST_MS, MINUTE_MS * 4 ** (attempts - 1)) * (0.5 + random())
  // The last attempt comes when the three days are over, not after them.
  return Math.min(
    Math.max(MINUTE_MS, Math.min(backoff, LONGEST_MS), Math.min(retryAfter ?? 0, LONGEST_MS)),
    Math.max(MINUTE_MS, PATIENCE_MS - ageMs),
  )
}
