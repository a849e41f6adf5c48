import { type Kysely, sql } from 'kysely'
import { DAY_MS, dateOf, dayOf, msOf } from './clock'
import { isUnrecognised, kinds } from './counted'
import type { Dialect } from './dialect'
import { readRollups } from './rollups'
import { daysOf, matching, seriesOf, spanOf } from './scope'
import type { Tables } from './tables'
import type { PeopleCount, Scope } from './types'

/** Before all there are: a thousand years before the epoch. */
const FIRST_DAY = -365_000

/** The rows of one instrument's scores, with when each person's next one in the scope was. */
const answersOf = (db: Kysely<Tables>, scope: Scope, series: readonly number[]) => {
  const { from, to } = spanOf(scope)
  let query = db
    .selectFrom('responses')
    .select((eb) => [
      eb.ref('score').$notNull().as('score'),
      'respondent_kind',
      'occurred_at',
      sql<number | null>`lead(occurred_at) over (partition by respondent_id order by occurred_at, response_id)`.as('next_at'),
    ])
    .where('series', 'in', series)
    .where('score', 'is not', null)
    // With these two it is plain along which index to go: that of what was answered, which has the values of filters too.
    .where('taps', 'is not', null)
    .where('day', '>=', from === null ? FIRST_DAY : dayOf(from))
    .where(matching(scope))
  if (from !== null) query = query.where('occurred_at', '>=', from)
  if (to !== null) query = query.where('occurred_at', '<', to)
  return query
}

/** Which period a time falls in. Numbers are written out, so that their type is never in doubt. */
const periodOf = (column: 'occurred_at' | 'next_at', starts: readonly number[]) => {
  const later = starts.slice(1)
  const whens = later.map((start, index) => sql`when ${sql.ref(column)} < ${sql.lit(start)} then ${sql.lit(index)}`)
  return later.length > 0 ? sql<number>`case ${sql.join(whens, sql` `)} else ${sql.lit(later.length)} end` : sql<number>`0`
}

/** One pass for both: an answer is a person's latest in its period when the next one is in another, and the latest of all when there is none. */
const countPeople = async (
  db: Kysely<Tables>,
  scope: Scope,
  series: readonly number[],
  starts: readonly number[],
): Promise<PeopleCount[]> => {
  const rows = await db
    .selectFrom(answersOf(db, scope, series).as('answers'))
    .select((eb) => [
      periodOf('occurred_at', starts).as('period'),
      'score',
      eb.fn.countAll<number>().as('n'),
      sql<number>`sum(case when next_at is null then 1 else 0 end)`.as('latest'),
      sql<number>`sum(case when next_at is null and respondent_kind in ('page', 'session') then 1 else 0 end)`.as('unrecognised'),
    ])
    .where((eb) => eb.or([eb('next_at', 'is', null), eb(periodOf('occurred_at', starts), '<>', periodOf('next_at', starts))]))
    .groupBy(['period', 'score'])
    .execute()
  return rows.map(({ period, score, n, latest, unrecognised }) => ({
    period: Number(period),
    score,
    n: Number(n),
    latest: Number(latest),
    unrecognised: Number(unrecognised),
  }))
}

/** From what is counted by day and by the day of the person's next answer: with whole days at the end, that is all there is to know. */
const sumPeople = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  scope: Scope,
  series: readonly number[],
  starts: readonly number[],
): Promise<PeopleCount[]> => {
  const { whole, edges } = daysOf(scope)
  const end = whole?.to == null ? null : dateOf(whole.to)
  const period = (date: string): number => {
    const later = starts.slice(1).findIndex((start) => date < dateOf(start / DAY_MS))
    return later < 0 ? starts.length - 1 : later
  }
  const found = new Map<string, { -readonly [Key in keyof PeopleCount]: PeopleCount[Key] }>()
  const add = (date: string, score: number, next: string | null, n: number, unrecognised: number): void => {
    const at = period(date)
    const isLatest = next === null || (end !== null && next >= end)
    if (!isLatest && period(next) === at) return
    const key = `${at} ${score}`
    const row = found.get(key) ?? { period: at, score, n: 0, latest: 0, unrecognised: 0 }
    row.n += n
    if (isLatest) row.latest += n
    if (isLatest) row.unrecognised += unrecognised
    found.set(key, row)
  }
  if (whole !== null)
    for (const { day, value, n, unrecognised } of await readRollups(db, dialect, series, kinds.people, whole, true)) {
      const [score, next = null] = value.split(' ')
      add(dateOf(day), Number(score), next, n, unrecognised)
    }
  for (const { from, to } of edges) {
    const rows = await db
      .selectFrom('responses')
      .select(['score', 'day', 'next_day', 'respondent_kind'])
      .where('series', 'in', series)
      .where('occurred_at', '>=', from ?? 0)
      .where('occurred_at', '<', to ?? 0)
      .where('score', 'is not', null)
      .execute()
    for (const { score, day, next_day, respondent_kind } of rows)
      add(dateOf(Number(day)), score ?? 0, next_day === null ? null : dateOf(Number(next_day)), 1, isUnrecognised(respondent_kind) ? 1 : 0)
  }
  return [...found.values()]
}

export const readPeople = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  scope: Scope,
  touchpoint: string,
  fingerprint: string,
  starts: readonly string[],
): Promise<PeopleCount[]> => {
  const line = await seriesOf(db, scope, touchpoint, fingerprint)
  if (line.length === 0) return []
  const series = line.map(({ id }) => id)
  const days = starts.map(msOf)
  const { whole, edges } = daysOf(scope)
  // Links are kept between all answers of an NPS, and tell the day: what ends within one has to be looked at row by row.
  const isKept =
    line.every(({ metric }) => metric === 'nps') &&
    !scope.filters?.length &&
    whole !== null &&
    edges.every(({ to }) => whole.from !== null && to === whole.from * DAY_MS)
  return isKept ? sumPeople(db, dialect, scope, series, days) : countPeople(db, scope, series, days)
}
