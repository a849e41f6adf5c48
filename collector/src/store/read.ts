import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Answers, Status } from '../../../src/survey/wire'
import { DAY_MS, dateOf, isoOf } from './clock'
import { isAnswered, kinds } from './counted'
import type { Dialect } from './dialect'
import { type Counts, readRollups } from './rollups'
import { toResponses } from './rows'
import { daysOf, matching, type Series, type Span, seriesIn, seriesOf, spanOf } from './scope'
import type { ResponsesTable, Tables } from './tables'
import type {
  AnswerCount,
  AnyScope,
  ChoiceCount,
  DayCount,
  GateCount,
  InstrumentRef,
  Scope,
  ShowingCount,
  StoredResponse,
  UsedInstrument,
} from './types'

const isFiltered = ({ filters = [] }: Scope): boolean => filters.length > 0

/** Of people known for one page or session only. */
export const unrecognised = sql<number>`sum(case when respondent_kind in ('page', 'session') then 1 else 0 end)`

export const within =
  ({ from, to }: Span) =>
  (eb: ExpressionBuilder<Tables, 'responses'>) =>
    eb.and([...(from === null ? [] : [eb('occurred_at', '>=', from)]), ...(to === null ? [] : [eb('occurred_at', '<', to)])])
const withinDays =
  ({ from, to }: Span) =>
  (eb: ExpressionBuilder<Tables, 'responses'>) =>
    eb.and([...(from === null ? [] : [eb('day', '>=', from)]), ...(to === null ? [] : [eb('day', '<', to)])])

type Column = 'status' | 'score' | 'choice' | 'taps'

/**
 * Counted from the rows, where no count is kept: with filters, and at the ends of a scope that begins or ends in the middle of a day. In the order of
 * the index first, which needs no sorting, then by what is asked.
 */
const countRows = async (
  db: Kysely<Tables>,
  scope: Scope,
  series: readonly number[],
  column: Column,
  span: { readonly days: Span } | { readonly times: Span },
  byDay: boolean,
): Promise<Counts[]> => {
  if (series.length === 0) return []
  let rows = db
    .selectFrom('responses')
    .where('series', 'in', series)
    .where('days' in span ? withinDays(span.days) : within(span.times))
    .where(matching(scope))
  if (column !== 'status') rows = rows.where('taps', 'is not', null).where(column, 'is not', null)
  if (column === 'taps') rows = rows.where('status', 'in', ['answered', 'completed'])
  const select = rows.select((eb) => [
    'series',
    sql<string | number>`${eb.ref(column)}`.as('value'),
    eb.fn.countAll<number>().as('n'),
    // The index of showings does not tell of whom they are, and nobody asks.
    column === 'status' ? sql<number>`0`.as('unrecognised') : unrecognised.as('unrecognised'),
  ])
  const found = byDay
    ? await select.select('day').groupBy(['series', 'day', column]).execute()
    : (await select.groupBy(['series', column]).execute()).map((row) => ({ ...row, day: 0 }))
  return found.map((row) => ({
    ...row,
    value: String(row.value),
    n: Number(row.n),
    unrecognised: Number(row.unrecognised),
  }))
}

/** How many of each value there are in a scope, from what is kept and from the rows. */
const count = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  scope: Scope,
  series: readonly number[],
  kind: Column,
  byDay = false,
): Promise<Counts[]> => {
  const { whole, edges } = daysOf(scope)
  const parts = [
    ...(whole === null
      ? []
      : [
          isFiltered(scope)
            ? countRows(db, scope, series, kind, { days: whole }, byDay)
            : readRollups(db, dialect, series, kinds[kind], whole, byDay),
        ]),
    ...edges.map((times) => countRows(db, scope, series, kind, { times }, byDay)),
  ]
  return (await Promise.all(parts)).flat()
}

interface Sum {
  n: number
  unrecognised: number
}
/** Several series may be of one instrument, and a scope of several parts: their counts are added. */
const summed = <Row extends { n: number }>(rows: readonly (readonly [key: string, Row])[]): Row[] => {
  const sums = new Map<string, Row>()
  for (const [key, row] of rows) {
    const sum = sums.get(key) as (Row & Partial<Sum>) | undefined
    if (sum === undefined) sums.set(key, row)
    else {
      sum.n += row.n
      if (sum.unrecognised !== undefined) sum.unrecognised += (row as Row & Partial<Sum>).unrecognised ?? 0
    }
  }
  return [...sums.values()]
}

/** What a series is of, and a number for it: the same for all series of one instrument. */
const byId = (series: readonly Series[]) => {
  const keys = new Map<string, number>()
  const found = new Map(
    series.map(({ id, touchpoint, fingerprint }) => {
      const key = JSON.stringify([touchpoint, fingerprint])
      const of = keys.get(key) ?? keys.size
      keys.set(key, of)
      return [id, { of, touchpoint, fingerprint }]
    }),
  )
  return (id: number) => found.get(id) ?? { of: -1, touchpoint: '', fingerprint: '' }
}
const ids = (series: readonly Series[]): number[] => series.map(({ id }) => id)

export const readShowings = async (db: Kysely<Tables>, dialect: Dialect, scope: Scope): Promise<ShowingCount[]> => {
  const series = await seriesIn(db, scope)
  const of = byId(series)
  const counts = await count(db, dialect, scope, ids(series), 'status')
  return summed(
    counts.map(({ series, value, n }) => {
      const { touchpoint, fingerprint, ...one } = of(series)
      return [`${one.of} ${value}`, { touchpoint, fingerprint, status: value as Status, n }]
    }),
  )
}

export const readChoices = async (db: Kysely<Tables>, dialect: Dialect, scope: Scope): Promise<ChoiceCount[]> => {
  const series = (await seriesIn(db, scope)).filter(({ metric }) => metric === 'choice')
  const of = byId(series)
  const counts = await count(db, dialect, scope, ids(series), 'choice')
  return summed(
    counts.map(({ series, value, n, unrecognised }) => {
      const { touchpoint, fingerprint, ...one } = of(series)
      return [`${one.of} ${value}`, { touchpoint, fingerprint, choice: JSON.parse(value) as string[], n, unrecognised }]
    }),
  )
}

export const readDays = async (db: Kysely<Tables>, dialect: Dialect, scope: Scope): Promise<DayCount[]> => {
  const series = await seriesIn(db, scope)
  const of = byId(series)
  const counts = await count(db, dialect, scope, ids(series), 'score', true)
  return summed(
    counts.map(({ series, day, value, n, unrecognised }) => {
      const { touchpoint, fingerprint, ...one } = of(series)
      return [`${one.of} ${day} ${value}`, { touchpoint, fingerprint, day: dateOf(day), score: Number(value), n, unrecognised }]
    }),
  )
}

/** Those of the same taps together: what somebody wrote would tell every one apart. */
export const readAnswers = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  scope: Scope,
  { touchpoint, instrument }: InstrumentRef,
): Promise<AnswerCount[]> => {
  const series = ids(await seriesOf(db, scope, touchpoint.id, instrument.fingerprint))
  const counts = await count(db, dialect, scope, series, 'taps')
  return summed(counts.map(({ value, n }) => [value, { answers: JSON.parse(value) as Answers, n }]))
}

type Order = 'asc' | 'desc'
const inOrder =
  (order: Order) =>
  (one: ResponsesTable, other: ResponsesTable): number => {
    const later = Number(one.occurred_at) - Number(other.occurred_at) || (one.response_id < other.response_id ? -1 : 1)
    return order === 'asc' ? later : -later
  }

/** The first rows of one series in a span, along its index. */
const firstRows = (
  db: Kysely<Tables>,
  scope: Scope,
  series: number,
  span: Span,
  order: Order,
  limit: number,
  statuses: readonly Status[],
) =>
  db
    .selectFrom('responses')
    .selectAll()
    .where('series', '=', series)
    .where(within(span))
    .where(matching(scope))
    .where('status', 'in', statuses)
    .orderBy('occurred_at', order)
    .orderBy('response_id', order)
    .limit(limit)
    .execute()

/**
 * The newest rows of one series, or the oldest. With a filter they may be far between: then the index that has the values tells first within which
 * days they lie.
 */
const nearest = async (
  db: Kysely<Tables>,
  scope: Scope,
  series: number,
  order: Order,
  limit: number,
  statuses: readonly Status[],
): Promise<ResponsesTable[]> => {
  if (!isFiltered(scope)) {
    // With a beginning it is plain along which index to go.
    const { from, to } = spanOf(scope)
    return firstRows(db, scope, series, { from: from ?? 0, to }, order, limit, statuses)
  }
  const { whole, edges } = daysOf(scope)
  const found: ResponsesTable[] = []
  for (const edge of edges) found.push(...(await firstRows(db, scope, series, edge, order, limit, statuses)))
  if (whole !== null) {
    const days: number[] = []
    for (const status of statuses) {
      const some = await db
        .selectFrom('responses')
        .select('day')
        .where('series', '=', series)
        .where('status', '=', status)
        .where(withinDays(whole))
        .where(matching(scope))
        .orderBy('day', order)
        .limit(limit)
        .execute()
      days.push(...some.map(({ day }) => Number(day)))
    }
    days.sort((a, b) => (order === 'asc' ? a - b : b - a)).splice(limit)
    const [first, last] = [days[0], days.at(-1)]
    if (first !== undefined && last !== undefined)
      found.push(
        ...(await db
          .selectFrom('responses')
          .selectAll()
          .where('series', '=', series)
          .where(within({ from: Math.min(first, last) * DAY_MS, to: (Math.max(first, last) + 1) * DAY_MS }))
          .where('status', 'in', statuses)
          .where(matching(scope))
          .orderBy('occurred_at', order)
          .orderBy('response_id', order)
          .limit(limit)
          .execute()),
      )
  }
  return found.sort(inOrder(order)).slice(0, limit)
}

const all = ['shown', 'seen', 'answered', 'completed', 'dismissed'] as const satisfies Status[]

export const readInstruments = async (db: Kysely<Tables>, scope: Scope): Promise<UsedInstrument[]> => {
  const used = new Map<string, { newest: ResponsesTable; first: number }>()
  for (const { id, touchpoint, fingerprint } of await seriesIn(db, scope)) {
    const [[newest], [oldest]] = [await nearest(db, scope, id, 'desc', 1, all), await nearest(db, scope, id, 'asc', 1, all)]
    if (newest === undefined || oldest === undefined) continue
    const key = JSON.stringify([touchpoint, fingerprint])
    const before = used.get(key)
    const first = Number(oldest.occurred_at)
    used.set(key, {
      newest: before && inOrder('desc')(before.newest, newest) < 0 ? before.newest : newest,
      first: Math.min(first, before?.first ?? first),
    })
  }
  const rows = [...used.values()]
  const responses = await toResponses(
    db,
    rows.map(({ newest }) => newest),
  )
  return responses.map(({ touchpoint, survey, instrument, occurredAt }, index) => ({
    touchpoint,
    survey,
    instrument,
    first: isoOf(rows[index]?.first ?? 0),
    last: occurredAt,
  }))
}

/** Counts carry a day, no test flag and no values: real scopes without filters only. */
export const readGateCounts = async (db: Kysely<Tables>, scope: Scope): Promise<GateCount[]> => {
  if (scope.test || isFiltered(scope)) return []
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

/** The rows of comments of one series, the newest or the lowest first. */
const commented = async (db: Kysely<Tables>, scope: Scope, series: number, kind: 'commented' | 'lowest', limit: number) => {
  const { from, to } = spanOf(scope)
  let query = db.selectFrom('comments').select('response_id').where('series', '=', series).where(matching(scope, 'comments'))
  if (from !== null) query = query.where('occurred_at', '>=', from)
  if (to !== null) query = query.where('occurred_at', '<', to)
  if (kind === 'lowest') query = query.where('score', '>=', 0).orderBy('score')
  const found = await query.orderBy('occurred_at', 'desc').orderBy('response_id', 'desc').limit(limit).execute()
  if (found.length === 0) return []
  return db
    .selectFrom('responses')
    .selectAll()
    .where('project_id', '=', scope.project)
    .where(
      'response_id',
      'in',
      found.map(({ response_id }) => response_id),
    )
    .execute()
}

export const readLatest = async (
  db: Kysely<Tables>,
  scope: Scope,
  kind: 'answered' | 'commented' | 'lowest',
  perInstrument: number,
  of: readonly InstrumentRef[],
): Promise<StoredResponse[]> => {
  const key = ({ occurredAt, id }: StoredResponse) => `${occurredAt} ${id}`
  const newerFirst = (a: StoredResponse, b: StoredResponse) => (key(a) < key(b) ? 1 : -1)
  const found: StoredResponse[] = []
  const series = await seriesIn(db, scope)
  for (const { touchpoint, instrument } of of) {
    const rows: ResponsesTable[] = []
    for (const { id } of series.filter((one) => one.touchpoint === touchpoint.id && one.fingerprint === instrument.fingerprint))
      rows.push(
        ...(kind === 'answered'
          ? await nearest(db, scope, id, 'desc', perInstrument, ['answered', 'completed'])
          : await commented(db, scope, id, kind, perInstrument)),
      )
    const here = await toResponses(db, rows)
    const lower = (a: StoredResponse, b: StoredResponse) => (kind === 'lowest' ? (a.score ?? 0) - (b.score ?? 0) : 0)
    found.push(...here.sort((a, b) => lower(a, b) || newerFirst(a, b)).slice(0, perInstrument))
  }
  const height = ({ score, instrument }: StoredResponse) => (score ?? 0) / (instrument.points ?? 1)
  return found.sort((a, b) => (kind === 'lowest' && height(a) - height(b)) || newerFirst(a, b))
}

/** From the counts of its series. */
export const readAnswered = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  survey: string,
  wave: number,
  limit: number,
): Promise<number> => {
  const series = (await seriesIn(db, { project, test: false })).filter((one) => one.survey === survey && one.wave === wave)
  const counts = await readRollups(db, dialect, ids(series), kinds.status, { from: null, to: null }, false)
  return Math.min(
    limit,
    counts.reduce((sum, { value, n }) => (isAnswered(value) ? sum + n : sum), 0),
  )
}

/** Keyset pages on the primary key: an export of any size holds no lock and little memory. */
export const readPage = async (db: Kysely<Tables>, scope: AnyScope, after: string, limit: number): Promise<StoredResponse[]> => {
  const series = ids(await seriesIn(db, scope))
  if (series.length === 0) return []
  const rows = await db
    .selectFrom('responses')
    .selectAll()
    .where('project_id', '=', scope.project)
    .where('series', 'in', series)
    .where(within(spanOf(scope)))
    .where(matching(scope))
    .where('response_id', '>', after)
    .orderBy('response_id')
    .limit(limit)
    .execute()
  return toResponses(db, rows)
}

/** One response, as it was stored last. */
export const readResponse = async (db: Kysely<Tables>, project: string, id: string): Promise<StoredResponse | null> => {
  const rows = await db.selectFrom('responses').selectAll().where('project_id', '=', project).where('response_id', '=', id).execute()
  const [response] = await toResponses(db, rows)
  return response ?? null
}
