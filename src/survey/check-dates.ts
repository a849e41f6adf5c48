import { isObject, type Path, quote, type Report } from './check-words'
import { ISO_INSTANT, TIME } from './schema'

/** Milliseconds of a date or instant that is in the calendar; undefined where the schema has already objected. */
export const checkDate = (report: Report, path: Path, date: unknown): number | undefined => {
  if (typeof date !== 'string' || !ISO_INSTANT.test(date)) return
  const day = date.slice(0, 10)
  const time = Date.parse(date)
  // Some engines take 30 February for 2 March.
  const exists = !Number.isNaN(time) && new Date(Date.parse(day)).toISOString().startsWith(day)
  if (exists) return time
  report(path, 'wrong-date', 'a date that is in the calendar', quote(date))
  return
}

/** `from` and `until` of a survey or of a blackout. */
export const checkSpan = (report: Report, path: Path, { from, until }: Readonly<Record<string, unknown>>): void => {
  const begin = checkDate(report, [...path, 'from'], from)
  const end = checkDate(report, [...path, 'until'], until)
  if (begin !== undefined && end !== undefined && begin >= end)
    report([...path, 'until'], 'from-after-until', `an instant after "from" (${quote(from)})`, quote(until))
}

/** Opening hours that are some, in a time zone that exists. */
export const checkHours = (report: Report, path: Path, hours: unknown): void => {
  if (!isObject(hours)) return
  const { from = '00:00', until = '24:00', timeZone } = hours
  if (from === until && TIME.test(`${from}`))
    report([...path, 'until'], 'no-hours', `another time than "from" (${quote(from)})`, quote(until), 'Leave both out for the whole day.')
  if (typeof timeZone !== 'string' || !timeZone.trim()) return
  try {
    Intl.DateTimeFormat('en', { timeZone })
  } catch {
    const expected = 'the IANA name of a time zone like "Europe/Paris"'
    report([...path, 'timeZone'], 'unknown-time-zone', expected, quote(timeZone), 'Leave it out for the visitor’s own.')
  }
}
