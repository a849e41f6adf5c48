import type { ExpressionBuilder, Kysely } from 'kysely'
import { DAY_MS, dayOf, msOf } from './clock'
import type { SeriesTable, Tables } from './tables'
import type { AnyScope, Scope } from './types'

export type Series = Pick<SeriesTable, 'touchpoint' | 'fingerprint' | 'survey' | 'wave' | 'metric'> & { readonly id: number }

/** The series of a project, of tests or of real responses: as many as there are instruments, so they are read first. */
export const seriesIn = async (db: Kysely<Tables>, { project, test, simulated }: AnyScope): Promise<Series[]> => {
  let query = db
    .selectFrom('series')
    .select(['id', 'touchpoint', 'fingerprint', 'survey', 'wave', 'metric'])
    .where('project_id', '=', project)
  if (test !== undefined) query = query.where('test', '=', test ? 1 : 0)
  if (simulated !== undefined) query = query.where('simulated', '=', simulated ? 1 : 0)
  return (await query.orderBy('id').execute()).map((row) => ({ ...row, id: Number(row.id), wave: Number(row.wave) }))
}

/** Those of one instrument. */
export const seriesOf = async (db: Kysely<Tables>, scope: Scope, touchpoint: string, fingerprint: string): Promise<Series[]> =>
  (await seriesIn(db, scope)).filter((one) => one.touchpoint === touchpoint && one.fingerprint === fingerprint)

type Numbered = ExpressionBuilder<Tables, 'dims_values'>
/** What a value of a dimension is known by. */
const numberOf = (project: string, dimension: string, value: string) => (from: Numbered) =>
  from
    .selectFrom('dim_values')
    .select('dim_values.id')
    .where('project_id', '=', project)
    .where('dimension', '=', dimension)
    .where('dim_values.value', '=', value)

/**
 * The rows of a table that have every value the scope asks for. Each row is looked up by itself: a list of all combinations that have the value
 * would be made anew for every one of the many small questions of a report.
 */
export const matching =
  ({ project, filters = [] }: AnyScope, table: 'responses' | 'comments' = 'responses') =>
  <Table extends 'responses' | 'comments'>(given: ExpressionBuilder<Tables, Table>) => {
    // Both tables have the column that is asked for.
    const eb = given as unknown as ExpressionBuilder<Tables, 'responses' | 'comments'>
    return eb.and(
      filters.map(({ dimension, value }) =>
        eb.exists(
          eb
            .selectFrom('dims_values')
            .select('dims_values.dims')
            .whereRef('dims_values.dims', '=', `${table}.dims`)
            .where('dims_values.value', '=', numberOf(project, dimension, value)),
        ),
      ),
    )
  }

/**
 * The same for one large question: with a list of all combinations that have the value, which is then made once for many rows. Half the time where
 * most rows are counted.
 */
export const matchingMany =
  ({ project, filters = [] }: AnyScope) =>
  (eb: ExpressionBuilder<Tables, 'responses'>) =>
    eb.and(
      filters.map(({ dimension, value }) =>
        eb(
          'responses.dims',
          'in',
          eb
            .selectFrom('dims_values')
            .select('dims_values.dims')
            .where('dims_values.value', '=', numberOf(project, dimension, value)),
        ),
      ),
    )

/** From the first to before the last, in milliseconds; null has no end. */
export interface Span {
  readonly from: number | null
  readonly to: number | null
}

export const spanOf = ({ since, until }: AnyScope): Span => ({
  from: since === undefined ? null : msOf(since),
  to: until === undefined ? null : msOf(until),
})

/** The whole days of a scope, which are counted already, and what of a day is left at its ends. */
export const daysOf = (scope: AnyScope): { readonly whole: Span | null; readonly edges: readonly Span[] } => {
  const { from, to } = spanOf(scope)
  const first = from === null ? null : dayOf(from - 1) + 1
  const last = to === null ? null : dayOf(to)
  if (first !== null && last !== null && first >= last) return { whole: null, edges: [{ from, to }] }
  const edges: Span[] = []
  if (from !== null && first !== null && from < first * DAY_MS) edges.push({ from, to: first * DAY_MS })
  if (to !== null && last !== null && last * DAY_MS < to) edges.push({ from: last * DAY_MS, to })
  return { whole: { from: first, to: last }, edges }
}
