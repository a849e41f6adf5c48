import { type CompiledQuery, type Kysely, type SelectQueryBuilder, sql } from 'kysely'
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

/**
 * Each count stands there once, and they are many: as one text a series, since SQLite's driver takes longer for a row than for its making. Of scores
 * and the like, which are short.
 */
const readLines = async (
  counts: SelectQueryBuilder<Tables, 'rollups', Pick<RollupTable, 'series' | 'day' | 'value' | 'n' | 'unrecognised'>>,
): Promise<Counts[]> => {
  const rows = await counts
    .clearSelect()
    .select('series')
    .select(sql<string>`group_concat(day || ' ' || n || ' ' || unrecognised || ' ' || value, char(10))`.as('lines'))
    .groupBy('series')
    .execute()
  return rows.flatMap(({ series, lines }) =>
    lines.split('\n').map((line) => {
      const [day = '', n = '', unrecognised = '', ...value] = line.split(' ')
      return { series, day: Number(day), value: value.join(' '), n: Number(n), unrecognised: Number(unrecognised) }
    }),
  )
}

/** Counts of one kind by series and value, and by day where that is asked. */
export const readRollups = async (
  db: Kysely<Tables>,
  { concurrent }: Dialect,
  series: readonly number[],
  kind: number,
  { from, to }: Days,
  byDay: boolean,
): Promise<Counts[]> => {
  if (series.length === 0) return []
  const part = (table: 'rollups' | 'rollup_deltas') => {
    let query = db
      // Both have the same columns.
      .selectFrom(table as 'rollups')
      .select(['series', 'value', 'body', 'day', 'n', 'unrecognised'])
      .where('series', 'in', series)
      .where('kind', '=', kind)
    if (from !== null) query = query.where('day', '>=', from)
    if (to !== null) query = query.where('day', '<', to)
    return query
  }
  if (!concurrent && byDay) return readLines(part('rollups'))
  const all = concurrent ? part('rollups').unionAll(part('rollup_deltas')) : part('rollups')
  const sums = db
    .selectFrom(all.as('counted'))
    .select((eb) => [
      'series',
      'value',
      eb.fn.max('body').as('body'),
      eb.fn.sum<number>('n').as('n'),
      eb.fn.sum<number>('unrecognised').as('unrecognised'),
    ])
  const rows = byDay
    ? await sums.select('day').groupBy(['series', 'day', 'value']).execute()
    : (await sums.groupBy(['series', 'value']).execute()).map((row) => ({ ...row, day: 0 }))
  return rows
    .map(({ body, value, n, unrecognised, ...row }) => ({
      ...row,
      value: body ?? value,
      n: Number(n),
      unrecognised: Number(unrecognised),
    }))
    .filter(({ n }) => n > 0)
}
