/** At most so many origins are named within an hour: whoever makes them up fills no log. */
export const MAX_NAMED = 20
const HOUR_MS = 3600_000

/**
 * Tells once of each origin that is refused, as most often it is a shop of one's own that `ORIGINS` lacks. At most 20 an hour; who was passed over is told
 * of when asking again later. `now`: milliseconds since the epoch.
 */
export const createRefusedOrigins = (log: (message: string) => void, now: () => number): ((origin: string) => void) => {
  const named = new Set<string>()
  let since = Number.NEGATIVE_INFINITY
  let left = 0
  return (origin) => {
    if (now() - since >= HOUR_MS) {
      since = now()
      left = MAX_NAMED
    }
    if (left === 0 || named.has(origin)) return
    left--
    // What is remembered has an end, too: a day of the most that is named.
    if (named.size >= MAX_NAMED * 24) named.clear()
    named.add(origin)
    log(`refused ${origin}: not among ORIGINS, nor among the origins of its project`)
  }
}
