import { type CompiledQuery, type Kysely, sql } from 'kysely'
import { runCompiled, valuesOf } from './compiled'
import type { Ledger } from './counted'
import { type Dialect, inParts } from './dialect'
import type { RollupTable, Tables } from './tables'

const columns = ['series', 'kind', 'day', 'value', 'body', 'n', 'unrecognised'] as const
const plus = (column: 'n' | 'unrecognised') => sql<number>`${sql.ref(`rollups.${column}`)} + ${sql.ref(`excluded.${column}`)}`

type RollupKey = Pick<RollupTable, 'series' | 'kind' | 'day' | 'value'>
/** What was erased leaves no empty count with its answer as the name. */
const removeEmpty = async (db: Kysely<Tables>, changed: readonly (RollupKey & Pick<RollupTable, 'n'>)[]): Promise<void> => {
  for (const { series, kind, day, value, n } of changed)
    if (Number(n) === 0)
      await db
        .deleteFrom('rollups')
        .where('series', '=', series)
        .where('kind', '=', kind)
        .where('day', '=', day)
        .where('value', '=', value)
        .where('n', '=', 0)
        .execute()
}

/** Adds what a transaction changed, as its last step. */
export const settle = async (db: Kysely<Tables>, { concurrent, rowsAtOnce }: Dialect, ledger: Ledger): Promise<void> => {
  const changes = ledger.changes()
  if (concurrent) {
    for (const some of inParts(changes, rowsAtOnce)) {
      const build = () => db.insertInto('rollup_deltas').values(some).compile()
      await runCompiled<unknown>(db, `deltas ${some.length}`, build, valuesOf(some))
    }
    return
  }
  const left: (RollupKey & Pick<RollupTable, 'n'>)[] = []
  for (const some of inParts(changes, rowsAtOnce)) {
    // Only what becomes less may become nothing.
    const isLess = some.some(({ n }) => n < 0)
    const build = () =>
      db
        .insertInto('rollups')
        .values(some)
        .onConflict((conflict) =>
          conflict.columns(['series', 'kind', 'day', 'value']).doUpdateSet({ n: plus('n'), unrecognised: plus('unrecognised') }),
        )
        .$if(isLess, (query) => query.returning(['series', 'kind', 'day', 'value', 'n']))
        .compile()
    const { rows } = await runCompiled<RollupKey & Pick<RollupTable, 'n'>>(
      db,
      `rollups ${some.length} ${isLess}`,
      build as () => CompiledQuery<RollupKey & Pick<RollupTable, 'n'>>,
      valuesOf(some),
    )
    if (isLess) left.push(...rows)
  }
  await removeEmpty(db, left)
}

/** Takes what is still to be added into the rollups. Whoever does it at the same time finds nothing left: either it was added, or it was not. */
export const fold = async (db: Kysely<Tables>): Promise<void> => {
  const folded = await db
    .with('taken', (from) => from.deleteFrom('rollup_deltas').returning([...columns]))
    .insertInto('rollups')
    .columns([...columns])
    .expression((from) =>
      from
        .selectFrom('taken')
        .select((eb) => [
          'series',
          'kind',
          'day',
          'value',
          eb.fn.max('body').as('body'),
          sql<number>`cast(sum(n) as bigint)`.as('n'),
          sql<number>`cast(sum(unrecognised) as bigint)`.as('unrecognised'),
        ])
        .groupBy(['series', 'kind', 'day', 'value'])
        .orderBy('series')
        .orderBy('kind')
        .orderBy('day')
        .orderBy('value'),
    )
    .onConflict((conflict) =>
      conflict.columns(['series', 'kind', 'day', 'value']).doUpdateSet({ n: plus('n'), unrecognised: plus('unrecognised') }),
    )
    .returning(['series', 'kind', 'day', 'value', 'n'])
    .execute()
  await removeEmpty(db, folded)
}

/** Whole days, from the first to before the last. */
export interface Days {
  readonly from: number | null
  readonly to: number | null
}
export type Counts = Pick<RollupTable, 'series' | 'day' | 'value' | 'n' | 'unrecognised'>

const rollupsOf = (db: Kysely<Tables>, table: 'rollups' | 'rollup_deltas', series: readonly number[], kind: number, { from, to }: Days) => {
  let query = db
    // Both have the same columns.
    .selectFrom(table as 'rollups')
    .where('series', 'in', series)
    .where('kind', '=', kind)
  if (from !== null) query = query.where('day', '>=', from)
  if (to !== null) query = query.where('day', '<', to)
  return query
}

/** A count in a list of numbers and texts: day, how many, of these unrecognised, value. */
const WIDTH = 4
const countsIn = (series: number, list: string): Counts[] => {
  const flat = JSON.parse(`[${list}]`) as (number | string)[]
  const counts: Counts[] = []
  for (let at = 0; at < flat.length; at += WIDTH)
    counts.push({
      series,
      day: Number(flat[at]),
      value: String(flat[at + 3]),
      n: Number(flat[at + 1]),
      unrecognised: Number(flat[at + 2]),
    })
  return counts
}

/**
 * By day there are many, and a driver takes longer for a row than the database for its making: they come as one text a series. Of scores and people
 * alone, whose values are short and plain. What waits to be added comes with them, in one statement.
 */
const readByDay = async (
  db: Kysely<Tables>,
  { concurrent }: Dialect,
  series: readonly number[],
  kind: number,
  days: Days,
): Promise<Counts[]> => {
  const part = (table: 'rollups' | 'rollup_deltas') =>
    rollupsOf(db, table, series, kind, days)
      .select(['series', sql<number>`${sql.lit(table === 'rollups' ? 0 : 1)}`.as('waiting')])
      .select(sql<string>`string_agg(day || ',' || n || ',' || unrecognised || ',"' || value || '"', ',')`.as('list'))
      .groupBy('series')
  const rows = await (concurrent ? part('rollups').unionAll(part('rollup_deltas')) : part('rollups')).execute()
  const found = new Map<number, Counts[]>()
  const unsettled = new Set<number>()
  for (const { series, waiting, list } of rows) {
    const known = found.get(series) ?? []
    found.set(series, known.concat(countsIn(series, list)))
    if (waiting === 1) unsettled.add(series)
  }
  // What came to nothing stands there until it is deleted.
  return [...found].flatMap(([one, counts]) => (unsettled.has(one) ? added(counts) : counts).filter(({ n }) => n > 0))
}

/** Each value of each day once. */
const added = (counts: readonly Counts[]): Counts[] => {
  const sums = new Map<string, Counts>()
  for (const one of counts) {
    const key = `${one.day} ${one.value}`
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? one : { ...sum, n: sum.n + one.n, unrecognised: sum.unrecognised + one.unrecognised })
  }
  return [...sums.values()]
}

/** Counts of one kind by series and value, and by day where that is asked. */
export const readRollups = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  series: readonly number[],
  kind: number,
  days: Days,
  byDay: boolean,
): Promise<Counts[]> => {
  if (series.length === 0) return []
  if (byDay) return readByDay(db, dialect, series, kind, days)
  const part = (table: 'rollups' | 'rollup_deltas') =>
    rollupsOf(db, table, series, kind, days).select(['series', 'value', 'body', 'n', 'unrecognised'])
  const all = dialect.concurrent ? part('rollups').unionAll(part('rollup_deltas')) : part('rollups')
  const rows = await db
    .selectFrom(all.as('counted'))
    .select((eb) => [
      'series',
      'value',
      eb.fn.max('body').as('body'),
      eb.fn.sum<number>('n').as('n'),
      eb.fn.sum<number>('unrecognised').as('unrecognised'),
    ])
    .groupBy(['series', 'value'])
    .execute()
  return rows
    .map(({ body, value, n, unrecognised, series }) => ({
      series,
      day: 0,
      value: body ?? value,
      n: Number(n),
      unrecognised: Number(unrecognised),
    }))
    .filter(({ n }) => n > 0)
}
