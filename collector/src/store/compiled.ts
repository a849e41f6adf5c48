import type { CompiledQuery, Kysely, QueryResult } from 'kysely'
import type { Tables } from './tables'

/** Statements that are the same for every batch are built once: building them takes longer than the database does. By what they are named. */
const statements = new Map<string, CompiledQuery<unknown>>()
/** As many as there are sizes of batches, times the few statements. */
const MOST = 2_000

/** Runs a statement with these parameters, in the order of those it is built with. */
export const runCompiled = <Row>(
  db: Kysely<Tables>,
  name: string,
  build: () => CompiledQuery<Row>,
  parameters: readonly unknown[],
): Promise<QueryResult<Row>> => {
  // Named after the dialect's own way to write it: two databases in one process do not share a text.
  const key = `${db.getExecutor().adapter.constructor.name} ${name}`
  let known = statements.get(key) as CompiledQuery<Row> | undefined
  if (known === undefined) {
    known = build()
    if (statements.size < MOST) statements.set(key, known)
  }
  return db.executeQuery({ ...known, parameters })
}

/** The values of rows that all have the same columns, in that order. */
export const valuesOf = (rows: readonly object[]): unknown[] => rows.flatMap((row) => Object.values(row))
