import type { Hours } from '../survey/config'

/** Making one takes a hundred times as long as using it. */
const formats: Record<string, Intl.DateTimeFormat> = {}

/** Day of the week and time of the day as the clocks of a zone show them; a zone that this browser does not know is the visitor's own. */
export const clock = (now: number, timeZone?: string): readonly [day: string, time: string] => {
  try {
    formats[`${timeZone}`] ??= new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })
    const text = `${formats[`${timeZone}`]?.format(now)}`
    return [text.slice(0, 3).toLowerCase(), text.slice(-5)]
  } catch {
    return clock(now)
  }
}

/** Whether it may ask now, by the clocks on the wall: they follow daylight saving. Times are `HH:MM`, which sort as text. */
export const isOpen = ({ from = '00:00', until = '24:00', days, timeZone }: Hours, now: number): boolean => {
  const [day, time] = clock(now, timeZone)
  const week = 'satsunmontuewedthufrisat'
  const isEarly = time < from
  const isBefore = time < until
  // Before the time at which it opens it is the opening of the day before: one that ends after midnight.
  const began = isEarly ? week.slice(0, week.lastIndexOf(day)).slice(-3) : day
  return (from < until ? !isEarly && isBefore : !isEarly || isBefore) && (!days || days.includes(began as 'sun'))
}
