/** Times are kept as milliseconds since the epoch, which are a third of their text; days as days since the epoch, UTC. */
export const DAY_MS = 24 * 3600 * 1000

export const msOf = (iso: string): number => Date.parse(iso)
export const isoOf = (ms: number): string => new Date(Number(ms)).toISOString()
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS)
/** A report names the same few hundred days thousands of times. */
const dates = new Map<number, string>()
/** `YYYY-MM-DD`. */
export const dateOf = (day: number): string => {
  const known = dates.get(day)
  if (known !== undefined) return known
  const date = isoOf(day * DAY_MS).slice(0, 10)
  if (dates.size < 10_000) dates.set(day, date)
  return date
}
