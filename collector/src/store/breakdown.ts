import { type Kysely, sql } from 'kysely'
import { isAnswered } from './counted'
import { MOST_VALUES } from './dimensions'
import { unrecognised } from './read'
import { matching, seriesIn, seriesOf, spanOf } from './scope'
import type { Tables } from './tables'
import type { Breakdown, Dimension, InstrumentRef, Scope, ScoreCount, UsedDimension, ValueCount } from './types'

/** What is told one by one. */
const MOST_SHOWN = 50

/** One instrument's rows in a scope, each with what it is counted by. */
const rowsOf = (db: Kysely<Tables>, scope: Scope, series: readonly number[]) => {
  const { from, to } = spanOf(scope)
  let query = db.selectFrom('responses').where('series', 'in', series).where(matching(scope))
  if (from !== null) query = query.where('occurred_at', '>=', from)
  if (to !== null) query = query.where('occurred_at', '<', to)
  return query
}

type Part = 'each' | { readonly besides: readonly number[] } | 'none'
interface Counted {
  readonly value: number | null
  readonly status: string
  readonly score: number | null
  readonly n: number
  readonly unrecognised: number
}

/** By status and score: for each value, or together for those with other values alone, or for those with none. */
const countRows = async (
  db: Kysely<Tables>,
  scope: Scope,
  series: readonly number[],
  dimension: Dimension,
  part: Part,
  isNps: boolean,
): Promise<Counted[]> => {
  const values = db.selectFrom('dim_values').select('id').where('project_id', '=', scope.project).where('dimension', '=', dimension)
  const having = (besides?: readonly number[]) => {
    const query = db.selectFrom('dims_values').select('dims_values.dims')
    return besides ? query.where('dims_values.value', 'in', besides) : query.where('dims_values.value', 'in', values)
  }
  let rows = rowsOf(db, scope, series)
  if (part === 'none') rows = rows.where('responses.dims', 'not in', having())
  else if (part !== 'each') {
    rows = rows.where('responses.dims', 'in', having())
    if (part.besides.length > 0) rows = rows.where('responses.dims', 'not in', having(part.besides))
  }
  const valued =
    part === 'each'
      ? rows
          .innerJoin('dims_values', 'dims_values.dims', 'responses.dims')
          .where('dims_values.value', 'in', values)
          .select('dims_values.value as of')
      : rows.select(sql<number | null>`null`.as('of'))
  const partition = part === 'each' ? sql`partition by dims_values.value, respondent_id` : sql`partition by respondent_id`
  const next = sql<number | null>`lead(occurred_at) over (${partition} order by occurred_at, response_id)`
  const found = await Promise.all([
    db
      .selectFrom(valued.select(['status', 'respondent_kind']).as('rows'))
      .select((eb) => [
        'of',
        'status',
        sql<number | null>`null`.as('score'),
        eb.fn.countAll<number>().as('n'),
        unrecognised.as('unrecognised'),
      ])
      .groupBy(['of', 'status'])
      .execute(),
    db
      .selectFrom(
        valued
          .select(['status', 'score', 'respondent_kind', (isNps ? next : sql<number | null>`null`).as('next_at')])
          .where('score', 'is not', null)
          .as('rows'),
      )
      .select((eb) => ['of', sql<string>`''`.as('status'), 'score', eb.fn.countAll<number>().as('n'), unrecognised.as('unrecognised')])
      // Of an NPS each person's latest answer alone.
      .where('next_at', 'is', null)
      .groupBy(['of', 'score'])
      .execute(),
  ])
  return found.flat().map(({ of, n, unrecognised, ...row }) => ({
    ...row,
    value: of === null ? null : Number(of),
    n: Number(n),
    unrecognised: Number(unrecognised),
  }))
}

const figuresOf = (rows: readonly Counted[]): Omit<ValueCount, 'value'> => {
  const sum = (some: readonly Counted[]) => some.reduce((total, { n }) => total + n, 0)
  const showings = rows.filter(({ status }) => status !== '')
  const scores = rows.flatMap(({ score, n, unrecognised }): ScoreCount[] => (score === null ? [] : [{ score, n, unrecognised }]))
  return {
    showings: sum(showings),
    answered: sum(showings.filter(({ status }) => isAnswered(status))),
    scores: scores.sort((a, b) => a.score - b.score),
  }
}

export const readBreakdown = async (
  db: Kysely<Tables>,
  scope: Scope,
  { touchpoint, instrument }: InstrumentRef,
  dimension: Dimension,
): Promise<Breakdown> => {
  const line = await seriesOf(db, scope, touchpoint.id, instrument.fingerprint)
  if (line.length === 0) return { dimension, values: [], rest: null, without: null }
  const series = line.map(({ id }) => id)
  const isNps = line.some(({ metric }) => metric === 'nps')
  const names = new Map(
    (
      await db
        .selectFrom('dim_values')
        .select(['id', 'value'])
        .where('project_id', '=', scope.project)
        .where('dimension', '=', dimension)
        .execute()
    ).map(({ id, value }) => [Number(id), value]),
  )
  const rows = new Map<number, Counted[]>()
  for (const row of await countRows(db, scope, series, dimension, 'each', isNps))
    if (row.value !== null) rows.set(row.value, [...(rows.get(row.value) ?? []), row])
  const all = [...rows]
    .map(([id, counted]) => ({ id, value: names.get(id) ?? '', ...figuresOf(counted) }))
    .sort((a, b) => b.showings - a.showings || (a.value < b.value ? -1 : 1))
  const shown = all.slice(0, MOST_SHOWN)
  const others = async (part: Part) => {
    const figures = figuresOf(await countRows(db, scope, series, dimension, part, isNps))
    return figures.showings > 0 ? figures : null
  }
  return {
    dimension,
    values: shown.map(({ id, ...figures }) => figures),
    rest: all.length > MOST_SHOWN ? await others({ besides: shown.map(({ id }) => id) }) : null,
    without: await others('none'),
  }
}

const ORDER = ['persona', 'device', 'language', 'page', 'variant', 'consent']
const place = (dimension: string): number => (ORDER.includes(dimension) ? ORDER.indexOf(dimension) : ORDER.length)

export const readDimensions = async (db: Kysely<Tables>, scope: Scope): Promise<UsedDimension[]> => {
  const series = (await seriesIn(db, scope)).map(({ id }) => id)
  if (series.length === 0) return []
  const rows = await db
    .selectFrom(
      rowsOf(db, scope, series)
        .select((eb) => ['dims', eb.fn.countAll<number>().as('n')])
        .groupBy('dims')
        .as('counted'),
    )
    .innerJoin('dims_values', 'dims_values.dims', 'counted.dims')
    .innerJoin('dim_values', 'dim_values.id', 'dims_values.value')
    .select((eb) => ['dim_values.dimension', 'dim_values.value', eb.fn.sum<number>('counted.n').as('n')])
    .groupBy(['dim_values.dimension', 'dim_values.value'])
    .execute()
  const kept = new Map(
    (
      await db
        .selectFrom('dim_values')
        .select((eb) => ['dimension', eb.fn.countAll<number>().as('n')])
        .where('project_id', '=', scope.project)
        .groupBy('dimension')
        .execute()
    ).map(({ dimension, n }) => [dimension, Number(n)]),
  )
  const found = new Map<string, { value: string; n: number }[]>()
  for (const { dimension, value, n } of rows) found.set(dimension, [...(found.get(dimension) ?? []), { value, n: Number(n) }])
  return [...found]
    .map(([dimension, values]) => ({
      // Only `dimensionsOf` writes them.
      dimension: dimension as Dimension,
      n: values.length,
      values: values.sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1)).slice(0, MOST_SHOWN),
      isFull: (kept.get(dimension) ?? 0) >= MOST_VALUES,
    }))
    .sort((a, b) => place(a.dimension) - place(b.dimension) || (a.dimension < b.dimension ? -1 : 1))
}
