import type { Scope } from '../store'
import { filtersOf } from './filters'

const DAY_MS = 24 * 3600 * 1000
/** The periods the page offers, in days; 0 is all time. */
export const periods: readonly number[] = [7, 30, 90, 0]

/** `2027-02-28` as it stands in an address; null for anything else. */
export const dayIn = (text: string | null | undefined): string | null =>
  text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

/**
 * `?test=1&days=30` (or `since`, `until` as ISO dates; `through`: the last day that is part of it), and filters such as `device=mobile`: which
 * answers a page, a report or an export is about.
 */
export const scopeOf = (url: string, project: string, now: number): Scope => {
  const { searchParams } = new URL(url)
  const instant = (name: string) => {
    const ms = Date.parse(searchParams.get(name) ?? '')
    return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
  }
  const days = Number(searchParams.get('days'))
  const isSpan = searchParams.get('since') || searchParams.get('through')
  const since = !isSpan && days > 0 && days <= 10_000 ? new Date(now - days * DAY_MS).toISOString() : instant('since')
  const through = dayIn(searchParams.get('through'))
  const until = through === null ? instant('until') : new Date(Date.parse(through) + DAY_MS).toISOString()
  const filters = filtersOf(searchParams)
  return {
    project,
    test: searchParams.get('test') === '1',
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(filters.length > 0 && { filters }),
  }
}
