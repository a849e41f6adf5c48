import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Answers, Status } from '../../../src/survey/wire'
import { DAY_MS, dateOf, isoOf } from './clock'
import { isAnswered, kinds } from './counted'
import { type Dialect, inParts } from './dialect'
import { type Counts, readRollups } from './rollups'
import { toResponses } from './rows'
import { daysOf, matching, matchingMany, type Series, type Span, seriesIn, seriesOf, spanOf } from './scope'
import type { ResponsesTable, Tables } from './tables'
import type {
  AnswerCount,
  AnyScope,
  ChoiceCount,
  DayCount,
  InstrumentRef,
  Scope,
  ShowingCount,
  SimulatedCount,
  StoredResponse,
  UsedInstrument,
} from './types'

const isFiltered = ({ filters = [] }: AnyScope): boolean => filters.length > 0

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
  scope: AnyScope,
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
    .where('days' in span && (column === 'status' || column === 'score') ? matchingMany(scope) : matching(scope))
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
  scope: AnyScope,
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

/** Of what is in scope, that which is sample data. Where there never was any, nothing is counted. */
export const readSimulated = async (db: Kysely<Tables>, dialect: Dialect, scope: AnyScope): Promise<SimulatedCount> => {
  const series = scope.simulated === false ? [] : await seriesIn(db, { ...scope, simulated: true })
  if (series.length === 0) return { shown: 0, answered: 0 }
  const counts = await count(db, dialect, scope, ids(series), 'status')
  const sum = (rows: readonly Counts[]) => rows.reduce((total, { n }) => total + n, 0)
  return { shown: sum(counts), answered: sum(counts.filter(({ value }) => isAnswered(value))) }
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
  const series = (await seriesIn(db, scope)).filter(({ metric }) => metric !== 'choice')
  const counts = await count(db, dialect, scope, ids(series), 'score', true)
  /** Of each instrument, by day and value: they are many, and a text for each would be most of the work. */
  const instruments = new Map<number, Map<number, Map<string, DayCount & Sum>>>()
  const of = byId(series)
  const found: (DayCount & Sum)[] = []
  for (const { series, day, value, n, unrecognised } of counts) {
    const { of: instrument, touchpoint, fingerprint } = of(series)
    const days = instruments.get(instrument) ?? new Map<number, Map<string, DayCount & Sum>>()
    if (days.size === 0) instruments.set(instrument, days)
    const values = days.get(day) ?? new Map<string, DayCount & Sum>()
    if (values.size === 0) days.set(day, values)
    const known = values.get(value)
    if (known !== undefined) {
      known.n += n
      known.unrecognised += unrecognised
      continue
    }
    const row = { touchpoint, fingerprint, day: dateOf(day), score: Number(value), n, unrecognised }
    values.set(value, row)
    found.push(row)
  }
  return found
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

type Rows<Row> = SelectQueryBuilder<Tables, 'responses' | 'comments', Row>
/** Many small questions, each with an order and an end of its own, as one: a journey for each, and the parts of a statement that are made anew, would be most of the work. */
const together = async <Row>(db: Kysely<Tables>, parts: readonly Rows<Row>[]): Promise<Row[]> => {
  const found: Row[] = []
  for (const some of inParts(parts, PARTS_AT_ONCE)) {
    const [first, ...others] = some.map((part, index) => db.selectFrom(part.as(`part${index}`)).selectAll())
    if (first === undefined) continue
    const rows = await others.reduce((all, other) => all.unionAll(other as typeof first), first).execute()
    // As every part has them.
    found.push(...(rows as Row[]))
  }
  return found
}
const PARTS_AT_ONCE = 100

/** The first rows of one series in a span, along its index. */
const firstRows = (
  db: Kysely<Tables>,
  scope: Scope,
  series: number,
  span: Span,
  order: Order,
  limit: number,
  statuses: readonly Status[],
): Rows<ResponsesTable> =>
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

/**
 * The newest rows of each series, or the oldest. With a filter they may be far between: then the index that has the values tells first within which
 * days they lie.
 */
const nearest = async (
  db: Kysely<Tables>,
  scope: Scope,
  series: readonly number[],
  order: Order,
  limit: number,
  statuses: readonly Status[],
): Promise<ReadonlyMap<number, readonly ResponsesTable[]>> => {
  const first = (one: number, span: Span) => firstRows(db, scope, one, span, order, limit, statuses)
  const parts: Rows<ResponsesTable>[] = []
  if (!isFiltered(scope)) {
    // With a beginning it is plain along which index to go.
    const { from, to } = spanOf(scope)
    parts.push(...series.map((one) => first(one, { from: from ?? 0, to })))
  } else {
    const { whole, edges } = daysOf(scope)
    parts.push(...series.flatMap((one) => edges.map((edge) => first(one, edge))))
    if (whole !== null)
      for (const [one, { from, to }] of await daysOfNearest(db, scope, series, whole, order, limit, statuses))
        parts.push(first(one, { from: from * DAY_MS, to: (to + 1) * DAY_MS }))
  }
  const rows = groupedBy(await together(db, parts), ({ series }) => series)
  return new Map([...rows].map(([one, found]) => [one, found.sort(inOrder(order)).slice(0, limit)]))
}

const groupedBy = <Row, Key>(rows: readonly Row[], key: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** On which days the nearest rows of each series lie. */
const daysOfNearest = async (
  db: Kysely<Tables>,
  scope: Scope,
  series: readonly number[],
  whole: Span,
  order: Order,
  limit: number,
  statuses: readonly Status[],
): Promise<ReadonlyMap<number, { readonly from: number; readonly to: number }>> => {
  const rows = await together(
    db,
    series.flatMap((one) =>
      statuses.map((status) =>
        db
          .selectFrom('responses')
          .select(['series', 'day'])
          .where('series', '=', one)
          .where('status', '=', status)
          .where(withinDays(whole))
          .where(matching(scope))
          .orderBy('day', order)
          .limit(limit),
      ),
    ),
  )
  const found = new Map<number, { from: number; to: number }>()
  for (const [one, mine] of groupedBy(rows, ({ series }) => series)) {
    const days = mine
      .map(({ day }) => Number(day))
      .sort((a, b) => (order === 'asc' ? a - b : b - a))
      .slice(0, limit)
    found.set(one, { from: Math.min(...days), to: Math.max(...days) })
  }
  return found
}

const all = ['shown', 'seen', 'answered', 'completed', 'dismissed'] as const satisfies Status[]

/** Those with any row that a filter leaves: in the others, the nearest one would be looked for among all there are, in vain. */
const withAny = async (db: Kysely<Tables>, scope: Scope, series: readonly number[]): Promise<number[]> => {
  if (!isFiltered(scope) || series.length === 0) return [...series]
  const rows = await db
    .selectFrom('series')
    .select('id')
    .where('id', 'in', series)
    .where((eb) =>
      eb.exists(
        eb.selectFrom('responses').select('responses.series').whereRef('responses.series', '=', 'series.id').where(matchingMany(scope)),
      ),
    )
    .execute()
  return rows.map(({ id }) => Number(id))
}

export const readInstruments = async (db: Kysely<Tables>, scope: Scope): Promise<UsedInstrument[]> => {
  const used = new Map<string, { newest: ResponsesTable; first: number }>()
  const series = await seriesIn(db, scope)
  const asked = await withAny(db, scope, ids(series))
  const [newestOf, oldestOf] = [await nearest(db, scope, asked, 'desc', 1, all), await nearest(db, scope, asked, 'asc', 1, all)]
  for (const { id, touchpoint, fingerprint } of series) {
    const [newest, oldest] = [newestOf.get(id)?.[0], oldestOf.get(id)?.[0]]
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

/** The rows of comments of each series, the newest or the lowest first. */
const commented = async (
  db: Kysely<Tables>,
  scope: Scope,
  series: readonly number[],
  kind: 'commented' | 'lowest',
  limit: number,
): Promise<ReadonlyMap<number, readonly ResponsesTable[]>> => {
  const { from, to } = spanOf(scope)
  const found = await together(
    db,
    series.map((one) => {
      let query = db.selectFrom('comments').select('response_id').where('series', '=', one).where(matching(scope, 'comments'))
      if (from !== null) query = query.where('occurred_at', '>=', from)
      if (to !== null) query = query.where('occurred_at', '<', to)
      if (kind === 'lowest') query = query.where('score', '>=', 0).orderBy('score')
      return query.orderBy('occurred_at', 'desc').orderBy('response_id', 'desc').limit(limit)
    }),
  )
  const rows: ResponsesTable[] = []
  for (const some of inParts(found, 500))
    rows.push(
      ...(await db
        .selectFrom('responses')
        .selectAll()
        .where('project_id', '=', scope.project)
        .where(
          'response_id',
          'in',
          some.map(({ response_id }) => response_id),
        )
        .execute()),
    )
  return groupedBy(rows, ({ series }) => series)
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
  const lower = (a: StoredResponse, b: StoredResponse) => (kind === 'lowest' ? (a.score ?? 0) - (b.score ?? 0) : 0)
  const wanted = new Set(of.map(({ touchpoint, instrument }) => JSON.stringify([touchpoint.id, instrument.fingerprint])))
  const series = groupedBy(await seriesIn(db, scope), ({ touchpoint, fingerprint }) => JSON.stringify([touchpoint, fingerprint]))
  const lines = [...series].flatMap(([instrument, line]) => (wanted.has(instrument) ? [line] : []))
  const rowsOf =
    kind === 'answered'
      ? await nearest(db, scope, ids(lines.flat()), 'desc', perInstrument, ['answered', 'completed'])
      : await commented(db, scope, ids(lines.flat()), kind, perInstrument)
  const responses = new Map((await toResponses(db, [...rowsOf.values()].flat())).map((response) => [response.id, response]))
  const found = lines.flatMap((line) =>
    line
      .flatMap(({ id }) => rowsOf.get(id) ?? [])
      .flatMap(({ response_id }) => responses.get(response_id) ?? [])
      .sort((a, b) => lower(a, b) || newerFirst(a, b))
      .slice(0, perInstrument),
  )
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
  const all = await seriesIn(db, { project, test: false, simulated: false })
  const series = all.filter((one) => one.survey === survey && one.wave === wave)
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
