import type { Scope } from '../store'

const DAY_MS = 24 * 3600 * 1000
/** The periods the page offers, in days; 0 is all time. */
export const periods: readonly number[] = [7, 30, 90, 0]

/** `?test=1&days=30` (or `since`, `until` as ISO dates): which answers a page, a report or an export is about. */
export const scopeOf = (url: string, project: string, now: number): Scope => {
  const { searchParams } = new URL(url)
  const instant = (name: string) => {
    const ms = Date.parse(searchParams.get(name) ?? '')
    return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
  }
  const days = Number(searchParams.get('days'))
  const since = days > 0 && days <= 10_000 ? new Date(now - days * DAY_MS).toISOString() : instant('since')
  const until = instant('until')
  return {
    project,
    test: searchParams.get('test') === '1',
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  }
}
