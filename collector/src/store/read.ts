import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Answers, Status } from '../../../src/survey/wire'
import { fromRow } from './rows'
import type { Tables } from './tables'
import type { AnswerCount, ChoiceCount, GateCount, InstrumentRef, Scope, ShowingCount, StoredResponse, UsedInstrument } from './types'

type AnyScope = Omit<Scope, 'test'> & { readonly test?: boolean }

/** The rows a scope is about. */
export const inScope = (scope: AnyScope) => (eb: ExpressionBuilder<Tables, 'responses'>) => {
  const conditions = [eb('project_id', '=', scope.project)]
  if (scope.test !== undefined) conditions.push(eb('test', '=', scope.test ? 1 : 0))
  if (scope.since !== undefined) conditions.push(eb('occurred_at', '>=', scope.since))
  if (scope.until !== undefined) conditions.push(eb('occurred_at', '<', scope.until))
  return eb.and(conditions)
}

const statuses = ['shown', 'seen', 'answered', 'completed', 'dismissed'] as const satisfies Status[]

/** Grouped by how the index begins and counted by case: grouping by the status as well would have to sort every row. */
export const readShowings = async (db: Kysely<Tables>, scope: Scope): Promise<ShowingCount[]> => {
  const rows = await db
    .selectFrom('responses')
    .select(['touchpoint', 'fingerprint'])
    .select(statuses.map((status) => sql<number>`sum(case when status = ${sql.lit(status)} then 1 else 0 end)`.as(status)))
    .where(inScope(scope))
    .groupBy(['touchpoint', 'fingerprint'])
    .execute()
  return rows.flatMap(({ touchpoint, fingerprint, ...counts }) =>
    statuses.map((status) => ({ touchpoint, fingerprint, status, n: Number(counts[status]) })).filter(({ n }) => n > 0),
  )
}

/** How many are of people known for one page or session only. */
export const unrecognised = sql<number>`sum(case when respondent_kind in ('page', 'session') then 1 else 0 end)`

export const readChoices = async (db: Kysely<Tables>, scope: Scope): Promise<ChoiceCount[]> => {
  const rows = await db
    .selectFrom('responses')
    .select((eb) => ['touchpoint', 'fingerprint', 'choice', eb.fn.countAll<number>().as('n'), unrecognised.as('unrecognised')])
    .where(inScope(scope))
    .where('metric', '=', 'choice')
    .where('choice', 'is not', null)
    .groupBy(['touchpoint', 'fingerprint', 'choice'])
    .execute()
  return rows.map(({ choice, n, unrecognised, ...row }) => ({
    ...row,
    choice: JSON.parse(choice ?? '[]') as string[],
    n: Number(n),
    unrecognised: Number(unrecognised),
  }))
}

/** Grouped by their text, as any database can: the answers of most are a few taps, and many are the same. */
export const readAnswers = async (db: Kysely<Tables>, scope: Scope, { touchpoint, instrument }: InstrumentRef): Promise<AnswerCount[]> => {
  const rows = await db
    .selectFrom('responses')
    .select((eb) => ['answers', eb.fn.countAll<number>().as('n')])
    .where(inScope(scope))
    .where('touchpoint', '=', touchpoint.id)
    .where('fingerprint', '=', instrument.fingerprint)
    .where('status', 'in', ['answered', 'completed'])
    .groupBy('answers')
    .execute()
  return rows.map(({ answers, n }) => ({ answers: JSON.parse(answers) as Answers, n: Number(n) }))
}

/** Which instruments there are, and when each was used: answered from the index alone. */
const readSpans = (db: Kysely<Tables>, scope: Scope) =>
  db
    .selectFrom('responses')
    .select((eb) => ['touchpoint', 'fingerprint', eb.fn.min('occurred_at').as('first'), eb.fn.max('occurred_at').as('last')])
    .where(inScope(scope))
    .groupBy(['touchpoint', 'fingerprint'])
    .execute()

/** The newest rows of one instrument, along the index. */
const newestOf = (db: Kysely<Tables>, scope: Scope, touchpoint: string, fingerprint: string) =>
  db
    .selectFrom('responses')
    .selectAll()
    .where(inScope(scope))
    .where('touchpoint', '=', touchpoint)
    .where('fingerprint', '=', fingerprint)
    .orderBy('occurred_at', 'desc')
    .orderBy('response_id', 'desc')

export const readInstruments = async (db: Kysely<Tables>, scope: Scope): Promise<UsedInstrument[]> => {
  const used: UsedInstrument[] = []
  for (const { touchpoint, fingerprint, first, last } of await readSpans(db, scope)) {
    const row = await newestOf(db, scope, touchpoint, fingerprint).limit(1).executeTakeFirst()
    // Erased in between.
    if (row === undefined) continue
    const response = fromRow(row)
    used.push({ touchpoint: response.touchpoint, survey: response.survey, instrument: response.instrument, first, last })
  }
  return used
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
  kind: 'answered' | 'commented' | 'lowest',
  perInstrument: number,
  of: readonly InstrumentRef[],
): Promise<StoredResponse[]> => {
  const found: StoredResponse[] = []
  for (const { touchpoint, instrument } of of) {
    const newest = newestOf(db, scope, touchpoint.id, instrument.fingerprint).limit(perInstrument)
    const rows = await {
      answered: newest.where('status', 'in', ['answered', 'completed']),
      commented: newest.where('commented', '=', 1),
      lowest: newest
        .clearOrderBy()
        .where('commented', '=', 1)
        .where('score', 'is not', null)
        .orderBy('score')
        .orderBy('occurred_at', 'desc'),
    }[kind].execute()
    found.push(...rows.map(fromRow))
  }
  const key = ({ occurredAt, id }: StoredResponse) => `${occurredAt} ${id}`
  const height = ({ score, instrument }: StoredResponse) => (score ?? 0) / (instrument.points ?? 1)
  return found.sort((a, b) => (kind === 'lowest' && height(a) - height(b)) || (key(a) < key(b) ? 1 : -1))
}

/** Along the index of its own, no further than `limit`. */
export const readAnswered = async (db: Kysely<Tables>, project: string, survey: string, wave: number, limit: number): Promise<number> => {
  const { n } = await db
    .selectFrom((from) =>
      from
        .selectFrom('responses')
        .select('wave')
        .where('project_id', '=', project)
        .where('survey', '=', survey)
        .where('wave', '=', wave)
        .where('test', '=', 0)
        .where('status', 'in', ['answered', 'completed'])
        .limit(limit)
        .as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
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

/** One response, as it was stored last. */
export const readResponse = async (db: Kysely<Tables>, project: string, id: string): Promise<StoredResponse | null> => {
  const row = await db
    .selectFrom('responses')
    .selectAll()
    .where('project_id', '=', project)
    .where('response_id', '=', id)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}
