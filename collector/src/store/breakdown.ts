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
  const isEach = part === 'each'
  /** Counted by what came together first: that is far less than there are rows. */
  const counts = (column: 'status' | 'score') => {
    const narrow = rows
      .select((eb) => ['responses.dims', column, eb.fn.countAll<number>().as('n'), unrecognised.as('unrecognised')])
      .$if(column === 'score', (query) => query.where('taps', 'is not', null).where('score', 'is not', null))
      .groupBy(['responses.dims', column])
    const sums = isEach
      ? db
          .selectFrom(narrow.as('narrow'))
          .innerJoin('dims_values', 'dims_values.dims', 'narrow.dims')
          .where('dims_values.value', 'in', values)
          .select((eb) => [
            'dims_values.value as of',
            `narrow.${column}` as const,
            eb.fn.sum<number>('narrow.n').as('n'),
            eb.fn.sum<number>('narrow.unrecognised').as('unrecognised'),
          ])
          .groupBy(['dims_values.value', `narrow.${column}`])
      : db
          .selectFrom(narrow.as('narrow'))
          .select((eb) => [
            sql<number | null>`null`.as('of'),
            `narrow.${column}` as const,
            eb.fn.sum<number>('narrow.n').as('n'),
            eb.fn.sum<number>('narrow.unrecognised').as('unrecognised'),
          ])
          .groupBy(`narrow.${column}`)
    return sums.execute() as Promise<{ of: number | null; status?: string; score?: number | null; n: number; unrecognised: number }[]>
  }
  /** Of an NPS each person's latest answer alone, for each value by itself. */
  const people = () => {
    const partition = isEach ? sql`partition by dims_values.value, respondent_id` : sql`partition by respondent_id`
    const valued = isEach
      ? rows
          .innerJoin('dims_values', 'dims_values.dims', 'responses.dims')
          .where('dims_values.value', 'in', values)
          .select('dims_values.value as of')
      : rows.select(sql<number | null>`null`.as('of'))
    return db
      .selectFrom(
        valued
          .select([
            'score',
            'respondent_kind',
            sql<number | null>`lead(occurred_at) over (${partition} order by occurred_at, response_id)`.as('next_at'),
          ])
          .where('score', 'is not', null)
          .as('rows'),
      )
      .select((eb) => ['of', 'score', eb.fn.countAll<number>().as('n'), unrecognised.as('unrecognised')])
      .where('next_at', 'is', null)
      .groupBy(['of', 'score'])
      .execute()
  }
  const [showings, scores] = [await counts('status'), await (isNps ? people() : counts('score'))]
  return [...showings, ...scores].map(({ of, n, unrecognised, ...row }) => ({
    status: 'status' in row ? (row.status ?? '') : '',
    score: 'score' in row ? (row.score ?? null) : null,
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
    .select((eb) => ['dims_values.value', eb.fn.sum<number>('counted.n').as('n')])
    .groupBy('dims_values.value')
    .execute()
  const names = await db.selectFrom('dim_values').select(['id', 'dimension', 'value']).where('project_id', '=', scope.project).execute()
  const nameOf = new Map(names.map(({ id, ...name }) => [Number(id), name]))
  const kept = new Map<string, number>()
  for (const { dimension } of names) kept.set(dimension, (kept.get(dimension) ?? 0) + 1)
  const found = new Map<string, { value: string; n: number }[]>()
  for (const { value: id, n } of rows) {
    const { dimension, value } = nameOf.get(Number(id)) ?? { dimension: '', value: '' }
    found.set(dimension, [...(found.get(dimension) ?? []), { value, n: Number(n) }])
  }
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
