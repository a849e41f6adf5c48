/** Which of day and month comes first in dates such as 03/04/2027. */
export type DateOrder = 'dmy' | 'mdy'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const time = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*([ap]m)?\s*(z|utc|gmt|[+-]\d\d:?\d\d)?$/i

/** Milliseconds of the day, zone included: UTC where none is named. Null where it is no time. */
const timeOf = (text: string): number | null => {
  if (text === '') return 0
  const [all, hour = '', minute = '', second = '0', fraction = '', half, zone = 'z'] = time.exec(text) ?? []
  if (all === undefined) return null
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  const wrongHalf = half !== undefined && (Number(hour) < 1 || Number(hour) > 12)
  if (wrongHalf || hours > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const [, sign, offsetHours = '0', offsetMinutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -60_000 : 60_000)
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Math.floor(Number(`0.${fraction || 0}`) * 1000) - offset
}

/** A day that the calendar has. */
const dayOf = (year: number, month: number, day: number): number | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null
}

interface Parts {
  readonly year: number
  /** By its number, or two numbers of which it is one. */
  readonly month?: number
  readonly day?: number
  readonly pair?: readonly [number, number]
  readonly rest: string
}

const partsOf = (text: string): Parts | null => {
  const rest = (all: string): string => text.slice(all.length).replace(/^[T,\s]+/, '')
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]), rest: rest(iso[0]) }
  // With dots, nobody writes the month first.
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(text)
  if (dotted) return { year: Number(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]), rest: rest(dotted[0]) }
  const pair = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?!\d)/.exec(text)
  if (pair) return { year: Number(pair[4]), pair: [Number(pair[1]), Number(pair[3])], rest: rest(pair[0]) }
  const named = /^(\d{1,2})[\s-]([a-z]{3,9})\.?,?[\s-](\d{4})(?!\d)/i.exec(text)
  const first = named ? null : /^([a-z]{3,9})\.?\s(\d{1,2}),?\s(\d{4})(?!\d)/i.exec(text)
  const [all, name = '', day, year] = named ? [named[0], named[2], named[1], named[3]] : [first?.[0], first?.[1], first?.[2], first?.[3]]
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  return all !== undefined && month > 0 ? { year: Number(year), month, day: Number(day), rest: rest(all) } : null
}

/**
 * A moment as exports write it, in milliseconds: ISO 8601, `2027-03-01 09:30 UTC`, `1 Mar 2027`, `Mar 1, 2027 9:30 AM`, `01.03.2027`, seconds or
 * milliseconds since 1970; with an order also `01/03/2027`. UTC where no zone is named. Null where it is none, or not without an order.
 */
export const readDate = (given: string, order: DateOrder | null): number | null => {
  const text = given.trim()
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  if (/^\d{13}$/.test(text)) return Number(text)
  const parts = partsOf(text)
  if (parts === null) return null
  const { year, pair, rest } = parts
  if (pair && order === null) return null
  const [first = 0, second = 0] = pair ?? []
  const [day, month] = pair ? (order === 'dmy' ? [first, second] : [second, first]) : [parts.day ?? 0, parts.month ?? 0]
  const start = dayOf(year, month, day)
  const since = timeOf(rest)
  return start === null || since === null ? null : start + since
}

/** What the dates of a file say about their order: every one of them, or nobody may tell. */
export interface OrderFound {
  /** Dates in which the first number cannot be a month; in which the second cannot. */
  readonly dmy: number
  readonly mdy: number
  /** Of two numbers and a year, whichever is the day. */
  readonly pairs: number
  /** The first that may be either. */
  readonly either: string | null
}

export const createOrderFinder = (): { readonly look: (text: string) => void; readonly found: () => OrderFound } => {
  let pairs = 0
  let dmy = 0
  let mdy = 0
  let either: string | null = null
  return {
    look(text) {
      const { pair } = partsOf(text.trim()) ?? {}
      if (!pair) return
      pairs++
      if (pair[0] > 12) dmy++
      else if (pair[1] > 12) mdy++
      // 05/05 is one day however it is read.
      else if (pair[0] !== pair[1]) either ??= text.trim()
    },
    found: () => ({ pairs, dmy, mdy, either }),
  }
}
