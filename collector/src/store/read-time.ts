import { type Kysely, sql } from 'kysely'
import { inScope, unrecognised } from './read'
import type { Tables } from './tables'
import type { DayCount, PeriodCount, Scope } from './types'

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

/** Which period an answer fell in: compared as text with each period's first day. Numbers are written out, so that their type is never in doubt. */
const periodOf = (starts: readonly string[]) => {
  const later = starts.slice(1)
  const whens = later.map((start, index) => sql`when occurred_at < ${start} then ${sql.lit(index)}`)
  return later.length > 0 ? sql<number>`case ${sql.join(whens, sql` `)} else ${sql.lit(later.length)} end` : sql<number>`0`
}

export const readPeopleBy = async (
  db: Kysely<Tables>,
  scope: Scope,
  touchpoint: string,
  fingerprint: string,
  starts: readonly string[],
): Promise<PeriodCount[]> => {
  const answers = db
    .selectFrom('responses')
    .select((eb) => [eb.ref('score').$notNull().as('score'), 'respondent_id', 'occurred_at', 'response_id', periodOf(starts).as('period')])
    .where(inScope(scope))
    .where('touchpoint', '=', touchpoint)
    .where('fingerprint', '=', fingerprint)
    .where('score', 'is not', null)
  const placed = db
    .selectFrom(answers.as('answers'))
    .select([
      'period',
      'score',
      sql<number>`row_number() over (partition by period, respondent_id order by occurred_at desc, response_id desc)`.as('place'),
    ])
  const rows = await db
    .selectFrom(placed.as('placed'))
    .select((eb) => ['period', 'score', eb.fn.countAll<number>().as('n')])
    .where('place', '=', 1)
    .groupBy(['period', 'score'])
    .execute()
  return rows.map(({ period, score, n }) => ({ period: Number(period), score, n: Number(n) }))
}
