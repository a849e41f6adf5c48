import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables'

/** Those whose rows are counted and searched; the others are read by their keys. */
const tables = ['responses', 'comments', 'rollups', 'dims_values', 'dims', 'dim_values'] as const satisfies readonly (keyof Tables)[]
/** Smaller ones are read whole, whatever is known of them. */
const LEAST_BYTES = 100_000
/** Looked at again after so many. */
const WRITTEN = 2_000

/**
 * Has PostgreSQL look at tables that have grown and that it has not looked at yet. It does so by itself, within some minutes, where nobody has
 * turned that off; until then it takes a table with a hundred thousand rows for an empty one, and reports take several times as long. Resolves with
 * those it looked at. Whatever fails is left to the database: not everybody who speaks its protocol has all of this.
 */
export const analyzeNew = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  try {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where oid in (${sql.join(tables.map((name) => sql`to_regclass(${name})`))})
        and reltuples <= 0 and pg_relation_size(oid) > ${sql.lit(LEAST_BYTES)}`.execute(db)
    for (const { name } of rows) await sql`analyze ${sql.ref(name)}`.execute(db)
    return rows.map(({ name }) => name)
  } catch {
    return []
  }
}

export interface Statistics {
  /** So many were written. */
  written(items: number): void
  /** Waits for what is under way. */
  stop(): Promise<void>
}

/** Has new tables looked at from time to time, while something is written. */
export const createStatistics = (db: Kysely<Tables>): Statistics => {
  let [since, running]: [number, Promise<unknown> | undefined] = [0, undefined]
  return {
    written(items) {
      since += items
      if (since < WRITTEN || running !== undefined) return
      since = 0
      running = analyzeNew(db).finally(() => {
        running = undefined
      })
    },
    async stop() {
      await running
    },
  }
}
