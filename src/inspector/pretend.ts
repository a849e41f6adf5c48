import type { Pretence } from './types'
import type { Device } from './words'

export const DAY = 864e5
/** Buttons that add to the date that is pretended. */
export const leaps = [1, 7, 30, 90] as const

/** A date as a date field has it, in the time zone of the device: `2026-12-09`. */
export const dateValue = (at: number): string => {
  const date = new Date(at)
  const two = (value: number) => `${value}`.padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
/** How far ahead of `now` (or behind) that day is at this time of day, milliseconds; nothing for what is no date. */
export const laterFor = (value: string, now: number): number | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []
  if (!year) return
  const date = new Date(now)
  date.setFullYear(Number(year), Number(month) - 1, Number(day))
  const later = date.getTime() - now
  return Number.isNaN(later) ? undefined : later
}

/** A pretence with something changed; what is not pretended any more is left out. Nothing at all left: it goes on as a trial. */
export const changed = (
  pretence: Pretence = {},
  change: {
    readonly laterMs?: number | undefined
    readonly personas?: readonly string[] | undefined
    readonly device?: Device | undefined
  },
): Pretence => {
  const { laterMs, personas, device } = { ...pretence, device: pretence.context?.['device'] as Device | undefined, ...change }
  return {
    ...(laterMs ? { laterMs } : {}),
    ...(personas ? { personas } : {}),
    ...(device ? { context: { device } } : {}),
  }
}
