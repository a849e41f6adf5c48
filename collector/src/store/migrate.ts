import { setTimeout } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Dialect } from './dialect'
import { migrations } from './migrations'
import type { Tables } from './tables'
import { createTransact } from './transact'
import { isUnavailable } from './unavailable'

/** As kysely's own migrator names and makes them: files of earlier versions have them. */
interface MigrationTables {
  kysely_migration: { name: string; timestamp: string }
  kysely_migration_lock: { id: string; is_locked: number }
}
const LOCK = 'migration_lock'

class NewerDatabase extends Error {
  constructor(migration: string) {
    super(
      `expected a database of this version or an earlier one, got one that a newer version has changed (${migration}). Start that version, or restore a backup.`,
    )
  }
}

const said = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

const readNames = async (db: Kysely<MigrationTables>): Promise<string[]> =>
  (await db.selectFrom('kysely_migration').select('name').orderBy('name').execute()).map(({ name }) => name)

/** What is done, or null where there is nothing to wait at yet. */
const readState = async (db: Kysely<MigrationTables>): Promise<string[] | null> => {
  const lock = await db.selectFrom('kysely_migration_lock').select('id').where('id', '=', LOCK).execute()
  return lock.length === 0 ? null : readNames(db)
}

/** Two that make a table at the same time may fail in spite of IF NOT EXISTS: the next attempt finds it made. */
const makeTables = async (db: Kysely<MigrationTables>): Promise<void> => {
  for (let attempt = 1; ; attempt++)
    try {
      await db.schema
        .createTable('kysely_migration')
        .ifNotExists()
        .addColumn('name', 'varchar(255)', (column) => column.notNull().primaryKey())
        .addColumn('timestamp', 'varchar(255)', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('kysely_migration_lock')
        .ifNotExists()
        .addColumn('id', 'varchar(255)', (column) => column.notNull().primaryKey())
        .addColumn('is_locked', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db
        .insertInto('kysely_migration_lock')
        .values({ id: LOCK, is_locked: 0 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
      return
    } catch (cause) {
      if (isUnavailable(cause)) throw cause
      if (attempt === 10)
        throw new Error(
          `expected a database where tables may be made, got “${said(cause)}”. Let the user own it, or create in its schema.`,
          {
            cause,
          },
        )
      await setTimeout(50 * Math.random() * attempt)
    }
}

/**
 * Brings a database of any age to today's tables; refuses one of a newer version. Each migration is one transaction, which begins by taking one
 * row for itself: those who start at the same time wait there, then find it done. A row is what every database can lock. kysely's migrator
 * takes an advisory lock instead, which CockroachDB has not, and none at all in SQLite. `until`: the last one to run, for a database as an earlier
 * version left it.
 */
export const migrate = async (tables: Kysely<Tables>, dialect: Dialect, until?: string): Promise<void> => {
  const db = tables as unknown as Kysely<MigrationTables>
  const all = Object.entries(migrations(dialect)).sort(([a], [b]) => (a < b ? -1 : 1))
  const missing = (done: readonly string[]) => {
    const unknown = done.find((name) => !all.some(([known]) => known === name))
    if (unknown !== undefined) throw new NewerDatabase(unknown)
    return all.filter(([name]) => !done.includes(name) && (until === undefined || name <= until))
  }
  // Who may not make tables may still start, once they are there.
  const done = await readState(db).catch(() => null)
  if (done === null) await makeTables(db)
  const transact = createTransact(tables, dialect, 100)
  for (const [name, { up }] of missing(done ?? []))
    await transact(async (transaction) => {
      const own = transaction as unknown as Kysely<MigrationTables>
      const { numUpdatedRows } = await own
        .updateTable('kysely_migration_lock')
        .set({ is_locked: 0 })
        .where('id', '=', LOCK)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows !== 1n) throw new Error('expected one row to wait at, got none')
      if (!missing(await readNames(own)).some(([left]) => left === name)) return
      await up(transaction)
      await own.insertInto('kysely_migration').values({ name, timestamp: new Date().toISOString() }).execute()
    }).catch((cause: unknown) => {
      if (isUnavailable(cause) || cause instanceof NewerDatabase) throw cause
      throw new Error(
        `expected the database to take today’s tables, got a failure in ${name}: “${said(cause)}”. Nothing was changed. Restore a backup, or report it.`,
        { cause },
      )
    })
}
