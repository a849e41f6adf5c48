import type { DayCount, PeopleCount, Scope, Store, UsedInstrument } from '../store'
import { groupBy, pairKey } from './group'
import { replacements } from './lineage'
import { type PeriodUnit, unitFor } from './periods'
import { spansOf, type TimedCount } from './trend'

export type PeopleScore = TimedCount & Pick<PeopleCount, 'latest' | 'unrecognised'>

/** What is known of one instrument over time. */
export interface History {
  readonly unit: PeriodUnit
  readonly days: readonly DayCount[]
  /** NPS: by each person's latest answer, in each period (by its first day) and of all. Null for the others: the days' own counts hold. */
  readonly people: readonly PeopleScore[] | null
  /** The fingerprint of the instrument whose place it took. */
  readonly replaces: string | null
}

/** Of an instrument nobody has answered. */
export const noHistory: History = { unit: 'week', days: [], people: null, replaces: null }

/** The first of the instruments that took one another's place. */
const rootOf = (replaced: ReadonlyMap<string, string>, fingerprint: string): string => {
  const before = replaced.get(fingerprint)
  return before === undefined ? fingerprint : rootOf(replaced, before)
}

const sumByDay = (days: readonly DayCount[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const { day, n } of days) sums.set(day, (sums.get(day) ?? 0) + n)
  return sums
}

/** Each instrument's history, by `pairKey`. Those that took one another's place share their periods, so that they fit on one axis. */
export const histories = async (
  store: Store,
  scope: Scope,
  used: readonly UsedInstrument[],
  days: readonly DayCount[],
): Promise<ReadonlyMap<string, History>> => {
  const daysOf = groupBy(days, ({ touchpoint, fingerprint }) => pairKey(touchpoint, fingerprint))
  const found = new Map<string, History>()
  for (const [touchpoint, here] of groupBy(used, (one) => one.touchpoint.id)) {
    const replaced = replacements(here)
    for (const line of groupBy(here, ({ instrument }) => rootOf(replaced, instrument.fingerprint)).values()) {
      const keys = line.map(({ instrument }) => pairKey(touchpoint, instrument.fingerprint))
      const unit = unitFor(sumByDay(keys.flatMap((key) => daysOf.get(key) ?? [])))
      for (const { instrument } of line) {
        const { fingerprint, type } = instrument
        const key = pairKey(touchpoint, fingerprint)
        const mine = daysOf.get(key) ?? []
        const starts = spansOf(unit, mine).map(({ from }) => from)
        const counted = type === 'nps' && starts.length > 0 ? await store.people(scope, touchpoint, fingerprint, starts) : null
        const people = counted?.map(({ period, ...one }) => ({ ...one, day: starts[period] ?? '' })) ?? null
        found.set(key, { unit, days: mine, people, replaces: replaced.get(fingerprint) ?? null })
      }
    }
  }
  return found
}
