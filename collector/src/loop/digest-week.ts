import { Temporal } from 'temporal-polyfill'
import type { Span } from '../report/periods'
import type { Channel, DigestSettings } from '../store'

type When = Pick<DigestSettings, 'weekday' | 'hour' | 'timeZone'>

const DAY_MS = 24 * 3600 * 1000

/** A digest that could not go out when it was due still does for so long, as every other delivery. */
export const LATE_MS = 3 * DAY_MS

/** Whether there is such a time zone, as `Europe/Paris`. Offsets such as `+01:00` are none: they know no summer. */
export const isTimeZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * When it was last due, weeks apart: `weeks` 0 is the last time up to now, 1 the next one. An hour that the clocks skip is due when they have (RFC
 * 5545 §3.3.5 and Temporal's `compatible` say the same), one that comes twice when it comes first.
 */
export const dueAt = ({ weekday, hour, timeZone }: When, now: number, weeks: 0 | 1 = 0): number => {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const at = (date: Temporal.PlainDate): number => date.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds
  const day = today.subtract({ days: (today.dayOfWeek - weekday + 7) % 7 })
  const last = at(day) > now ? day.subtract({ days: 7 }) : day
  return at(last.add({ days: 7 * weeks }))
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The seven whole days before it is due: those of UTC, as on every page, so that the page says the same. */
export const weekBefore = (due: number): Span => {
  const until = Math.floor(due / DAY_MS) * DAY_MS
  return { from: dayOf(until - 7 * DAY_MS), until: dayOf(until) }
}

/** The same week from its first day; null where the text is no day. */
export const weekFrom = (from: string): Span | null => {
  const ms = /^\d{4}-\d\d-\d\d$/.test(from) ? Date.parse(from) : Number.NaN
  return Number.isNaN(ms) ? null : { from: dayOf(ms), until: dayOf(ms + 7 * DAY_MS) }
}

/** The week that was last told of, or would have been; of a channel without a digest that of a Monday morning in UTC. */
export const lastWeek = ({ settings: { digest } }: Channel, now: number): Span =>
  weekBefore(dueAt(digest ?? { weekday: 1, hour: 8, timeZone: 'UTC' }, now))

/** The week to tell of now, if there is one: due, not before it was asked for, and not too late. */
export const weekToTell = (settings: DigestSettings, now: number): Span | null => {
  const due = dueAt(settings, now)
  return due >= Date.parse(settings.since) && now - due < LATE_MS ? weekBefore(due) : null
}
