import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Instrument, Status, TouchpointRef } from '../../../src/survey/wire'
import { fromRow } from './rows'
import type { Tables } from './tables'
import type { GateCount, Scope, ShowingCount, StoredResponse, UsedInstrument, ValueCount } from './types'

type AnyScope = Omit<Scope, 'test'> & { readonly test?: boolean }

const inScope = (scope: AnyScope) => (eb: ExpressionBuilder<Tables, 'responses'>) => {
  const conditions = [eb('project_id', '=', scope.project)]
  if (scope.test !== undefined) conditions.push(eb('test', '=', scope.test ? 1 : 0))
  if (scope.since !== undefined) conditions.push(eb('occurred_at', '>=', scope.since))
  if (scope.until !== undefined) conditions.push(eb('occurred_at', '<', scope.until))
  return eb.and(conditions)
}

export const readShowings = async (db: Kysely<Tables>, scope: Scope): Promise<ShowingCount[]> => {
  const rows = await db
    .selectFrom('responses')
    .select((eb) => ['touchpoint', 'survey', 'fingerprint', 'status', eb.fn.countAll<number>().as('n')])
    .where(inScope(scope))
    .groupBy(['touchpoint', 'survey', 'fingerprint', 'status'])
    .execute()
  return rows.map((row) => ({ ...row, status: row.status as Status, n: Number(row.n) }))
}

/** Relationship metrics count one latest answer per person (DOMAIN §3): NPS is partitioned by respondent, all else by response. */
export const readValues = async (db: Kysely<Tables>, scope: Scope): Promise<ValueCount[]> => {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('responses')
        .select([
          'touchpoint',
          'fingerprint',
          'score',
          'choice',
          'respondent_kind',
          sql<number>`row_number() over (
            partition by touchpoint, fingerprint, case when metric = 'nps' then respondent_id else response_id end
            order by occurred_at desc, response_id desc)`.as('place'),
        ])
        .where(inScope(scope))
        .where((eb) => eb.or([eb('score', 'is not', null), eb('choice', 'is not', null)]))
        .as('answers'),
    )
    .select((eb) => [
      'touchpoint',
      'fingerprint',
      'score',
      'choice',
      eb.fn.countAll<number>().as('n'),
      sql<number>`sum(case when respondent_kind in ('page', 'session') then 1 else 0 end)`.as('unrecognised'),
    ])
    .where('place', '=', 1)
    .groupBy(['touchpoint', 'fingerprint', 'score', 'choice'])
    .execute()
  return rows.map(({ choice, ...row }) => ({
    ...row,
    choice: choice === null ? null : (JSON.parse(choice) as string[]),
    n: Number(row.n),
    unrecognised: Number(row.unrecognised),
  }))
}

export const readInstruments = async (db: Kysely<Tables>, scope: Scope): Promise<UsedInstrument[]> => {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('responses')
        .select([
          'touchpoint_json',
          'survey',
          'instrument',
          sql<number>`row_number() over (partition by touchpoint, fingerprint order by occurred_at desc, response_id desc)`.as('place'),
          sql<string>`min(occurred_at) over (partition by touchpoint, fingerprint)`.as('first'),
          sql<string>`max(occurred_at) over (partition by touchpoint, fingerprint)`.as('last'),
        ])
        .where(inScope(scope))
        .as('used'),
    )
    .selectAll()
    .where('place', '=', 1)
    .execute()
  return rows.map((row) => ({
    touchpoint: JSON.parse(row.touchpoint_json) as TouchpointRef,
    survey: row.survey,
    instrument: JSON.parse(row.instrument) as Instrument,
    first: row.first,
    last: row.last,
  }))
}

/** Counts carry a day and no test flag: real scopes only. */
export const readGateCounts = async (db: Kysely<Tables>, scope: Scope): Promise<GateCount[]> => {
  if (scope.test) return []
  let query = db
    .selectFrom('gate_counts')
    .select((eb) => [
      'survey',
      eb.fn.sum<number>('triggered').as('triggered'),
      eb.fn.sum<number>('eligible').as('eligible'),
      eb.fn.sum<number>('sampled').as('sampled'),
    ])
    .where('project_id', '=', scope.project)
  if (scope.since !== undefined) query = query.where('day', '>=', scope.since.slice(0, 10))
  if (scope.until !== undefined) query = query.where('day', '<', scope.until)
  const rows = await query.groupBy('survey').execute()
  return rows.map((row) => ({
    survey: row.survey,
    triggered: Number(row.triggered),
    eligible: Number(row.eligible),
    sampled: Number(row.sampled),
  }))
}

export const readLatest = async (
  db: Kysely<Tables>,
  scope: Scope,
  kind: 'answered' | 'commented',
  perInstrument: number,
): Promise<StoredResponse[]> => {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('responses')
        .selectAll()
        .select(
          sql<number>`row_number() over (partition by touchpoint, fingerprint order by occurred_at desc, response_id desc)`.as('place'),
        )
        .where(inScope(scope))
        .where((eb) => (kind === 'commented' ? eb('commented', '=', 1) : eb('status', 'in', ['answered', 'completed'])))
        .as('answers'),
    )
    .selectAll()
    .where('place', '<=', perInstrument)
    .orderBy('occurred_at', 'desc')
    .orderBy('response_id', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** Keyset pages on the primary key: an export of any size holds no lock and little memory. */
export const readPage = async (db: Kysely<Tables>, scope: AnyScope, after: string, limit: number): Promise<StoredResponse[]> => {
  const rows = await db
    .selectFrom('responses')
    .selectAll()
    .where(inScope(scope))
    .where('response_id', '>', after)
    .orderBy('response_id')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}
