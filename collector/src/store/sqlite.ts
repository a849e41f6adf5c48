import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { CompiledQuery, Kysely, type SqliteDatabase, SqliteDialect, SqliteDriver, type SqliteStatement, sql } from 'kysely'
import Database from 'libsql'
import type { Dialect } from './dialect'
import { migrate } from './migrate'
import { createSqlStore } from './sql'
import type { Tables } from './tables'
import type { Store } from './types'

/** libsql aborts the whole process on a boolean parameter (0.5.29, `statement.rs:28`, "not yet implemented: bool"): refuse it here instead. */
const bindable = (parameters: readonly unknown[]): unknown[] =>
  parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
    throw new TypeError(`SQLite parameter: expected text, a number or null, got ${typeof value}`)
  })

/** Prepared once per text: kysely asks for the same few statements all day. */
const withPreparedStatements = (database: InstanceType<typeof Database>): SqliteDatabase => {
  const prepared = new Map<string, SqliteStatement>()
  return {
    prepare(text) {
      const known = prepared.get(text)
      if (known) return known
      const statement = database.prepare(text)
      const guarded: SqliteStatement = {
        reader: statement.reader,
        all: (parameters) => statement.all(bindable(parameters)),
        run: (parameters) => statement.run(bindable(parameters)),
        iterate: (parameters) => statement.iterate(bindable(parameters)),
      }
      if (prepared.size < 500) prepared.set(text, guarded)
      return guarded
    },
    close() {
      prepared.clear()
      database.close()
    },
  }
}

/** Every transaction of ours writes: one that begins with a read could not go on once another process has written. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(...[connection]: Parameters<SqliteDriver['beginTransaction']>): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

export const sqlite: Dialect = {
  text: 'text',
  numbered: (column) => column.autoIncrement(),
  alongKey: sql`without rowid`,
  // Only one transaction writes at a time.
  concurrent: false,
  longKeys: true,
  // No journey: the same few statements, prepared once.
  rowsAtOnce: 16,
  hold: async () => {},
  takeFree: (query) => query,
  isPassing: (error) => error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code)),
}

const kyselyOver = (database: InstanceType<typeof Database>): Kysely<Tables> => {
  const settings = { database: withPreparedStatements(database) }
  return new Kysely<Tables>({
    dialect: Object.assign(new SqliteDialect(settings), { createDriver: () => new ImmediateDriver(settings) }),
  })
}

/** The same file for another thread, which writes nothing: its tables are there, and it never waits for who writes. */
export const openSqliteReader = (file: string): Store => {
  const database = new Database(file)
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY')
  return createSqlStore(kyselyOver(database), sqlite)
}

/** A statement that waits for another process holds up everything else in this one: a short time, and then `transact` tries again. */
const BUSY_MS = 100

/**
 * Opens (or creates) a SQLite file: WAL so that readers never wait, full sync so that a commit outlives a power cut, patience with another
 * process, and erased pages overwritten.
 */
export const openSqlite = async (file: string): Promise<Store> => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new Database(file)
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
  // Keys of people lie all over an index: with the default of 2 MB, every other one would be read again.
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA cache_size = -32000`)
  const db = kyselyOver(database)
  await migrate(db, sqlite)
  const store = createSqlStore(db, sqlite)
  /** What was deleted still stands in the write-ahead log until that is copied back and cut off. Deferred by a reader: the next one does it. */
  const wipe = (): void => {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }
  // A migration may have moved contact details out of the answers.
  wipe()
  return {
    ...store,
    async apply(project, items) {
      const outcomes = await store.apply(project, items)
      if (items.some(({ type }, index) => type === 'forget' && outcomes[index]?.status === 'stored')) wipe()
      return outcomes
    },
    async erase(project, respondent, by) {
      const erased = await store.erase(project, respondent, by)
      wipe()
      return erased
    },
    async deleteContacts(project, responses, by) {
      const deleted = await store.deleteContacts(project, responses, by)
      if (deleted > 0) wipe()
      return deleted
    },
    async deleteTests(project, by) {
      const deleted = await store.deleteTests(project, by)
      if (deleted > 0) wipe()
      return deleted
    },
    async deleteSimulated(project, by) {
      const deleted = await store.deleteSimulated(project, by)
      if (deleted > 0) wipe()
      return deleted
    },
    async expire(before, of) {
      const deleted = await store.expire(before, of)
      if (deleted.responses + deleted.contacts > 0) wipe()
      return deleted
    },
  }
}
