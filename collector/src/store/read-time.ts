import { type Kysely, sql } from 'kysely'
import { inScope, unrecognised } from './read'
import type { Tables } from './tables'
import type { DayCount, PeopleCount, Scope } from './types'

/** Times are text in UTC: their first ten characters are the day, in any database. */
const day = sql<string>`substr(occurred_at, 1, 10)`

export const readDays = async (db: Kysely<Tables>, scope: Scope): Promise<DayCount[]> => {
  const rows = await db
    .selectFrom('responses')
    .select((eb) => [
      'touchpoint',
      'fingerprint',
      day.as('day'),
      eb.ref('score').$notNull().as('score'),
      eb.fn.countAll<number>().as('n'),
      unrecognised.as('unrecognised'),
    ])
    .where(inScope(scope))
    .where('score', 'is not', null)
    .groupBy(['touchpoint', 'fingerprint', day, 'score'])
    .execute()
  return rows.map((row) => ({ ...row, n: Number(row.n), unrecognised: Number(row.unrecognised) }))
}

/** Which period a time falls in: compared as text with each period's first day. Numbers are written out, so that their type is never in doubt. */
const periodOf = (column: 'occurred_at' | 'next_at', starts: readonly string[]) => {
  const later = starts.slice(1)
  const whens = later.map((start, index) => sql`when ${sql.ref(column)} < ${start} then ${sql.lit(index)}`)
  return later.length > 0 ? sql<number>`case ${sql.join(whens, sql` `)} else ${sql.lit(later.length)} end` : sql<number>`0`
}

/** One pass for both: an answer is a person's latest in its period when the next one is in another, and the latest of all when there is none. */
export const readPeople = async (
  db: Kysely<Tables>,
  scope: Scope,
  touchpoint: string,
  fingerprint: string,
  starts: readonly string[],
): Promise<PeopleCount[]> => {
  const answers = db
    .selectFrom('responses')
    .select((eb) => [
      eb.ref('score').$notNull().as('score'),
      'respondent_kind',
      periodOf('occurred_at', starts).as('period'),
      sql<string | null>`lead(occurred_at) over (partition by respondent_id order by occurred_at, response_id)`.as('next_at'),
    ])
    .where(inScope(scope))
    .where('touchpoint', '=', touchpoint)
    .where('fingerprint', '=', fingerprint)
    .where('score', 'is not', null)
  const rows = await db
    .selectFrom(answers.as('answers'))
    .select((eb) => [
      'period',
      'score',
      eb.fn.countAll<number>().as('n'),
      sql<number>`sum(case when next_at is null then 1 else 0 end)`.as('latest'),
      sql<number>`sum(case when next_at is null and respondent_kind in ('page', 'session') then 1 else 0 end)`.as('unrecognised'),
    ])
    .where((eb) => eb.or([eb('next_at', 'is', null), eb('period', '<>', periodOf('next_at', starts))]))
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
