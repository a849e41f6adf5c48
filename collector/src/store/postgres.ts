import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely'
import pg from 'pg'
import type { Dialect } from './dialect'
import { migrate } from './migrate'
import { createSqlStore } from './sql'
import { analyzeNew, createStatistics } from './statistics'
import type { Tables } from './tables'
import type { Connections, Store } from './types'
import { isUnavailable, StoreUnavailable } from './unavailable'

export interface PostgresOptions {
  /** Connections at one time, of this process. Default 10. */
  readonly connections?: number
  /** How long to wait at the start for a database that does not answer yet, in milliseconds. Default 30,000. */
  readonly patienceMs?: number
  /**
   * Whether its advisory locks keep writing and erasing apart. Default: when it has them. Otherwise every transaction is serializable, which is
   * slower where many write at once.
   */
  readonly advisoryLocks?: boolean
  /** How long counts may wait to be added up, in milliseconds: every report reads what waits. Default 1,000. */
  readonly foldMs?: number
  /** Where trouble is told. */
  readonly log: (message: string, cause?: unknown) => void
}

export const CONNECTIONS = 10
const PATIENCE_MS = 30_000
/** For a new connection, or for one of the pool to be free. An SDK waits ten seconds for its reply. */
const CONNECT_MS = 5_000
/** Longer than any report takes; a statement that takes it holds a connection of a few. */
const STATEMENT_MS = 30_000
/** The server ends a transaction whose collector fell silent: what it holds, others wait for. */
const SILENT_MS = 30_000
/** A database that comes and goes is told of no more often. */
const QUIET_MS = 60_000

/** Classes and codes of SQLSTATE (PostgreSQL documentation, appendix A) after which a connection is of no more use, or the server is not. */
const lostClasses = ['08', '53', '57P', '58']
/** Whether it was committed is not known. */
const UNKNOWN = '40003'
/** A server that has become a copy: the one to write to is elsewhere by now. */
const READ_ONLY = '25006'
/** It took too long. The connection is as good as before. */
const CANCELLED = '57014'
/** Serialization failure, deadlock, lock not available. */
const passing = ['40001', '40P01', '55P03']

const stateOf = (error: unknown): string | null => (error instanceof pg.DatabaseError ? (error.code ?? '') : null)

/** What comes without a word of the server came from the connection. */
const isLost = (error: unknown): boolean => {
  const state = stateOf(error)
  return state === null || [READ_ONLY, CANCELLED, UNKNOWN].includes(state) || lostClasses.some((start) => state.startsWith(start))
}

/** PostgreSQL knows no U+0000 in a text: what asks for one finds nothing. Nothing that is stored has one (`ingest/clean.ts`). */
const storable = (parameter: unknown): unknown =>
  typeof parameter === 'string' && parameter.includes('\0') ? parameter.replaceAll('\0', '\ufffd') : parameter

/** Counts come as 64-bit integers, sums as numerics: all of ours are numbers that JavaScript holds exactly. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC ? Number : pg.types.getTypeParser(oid, format),
}

/** The library's pool, which gives back no connection that was lost, and tells what is lost from what is wrong. */
const guarded = (pool: pg.Pool, log: PostgresOptions['log']): PostgresPool => {
  let away = false
  let [told, toldAt] = [false, Number.NEGATIVE_INFINITY]
  pool.on('connect', (client) => {
    // Without a listener, a connection that breaks between two statements would end the process. The next statement tells.
    client.on('error', () => {})
  })
  // The same of those that nobody uses: the pool drops them.
  pool.on('error', () => {})
  const lost = (cause: unknown): StoreUnavailable => {
    if (!away && performance.now() - toldAt > QUIET_MS) {
      log('The database does not answer; what arrives is refused until it does', cause)
      told = true
      toldAt = performance.now()
    }
    away = true
    return new StoreUnavailable('expected the database to answer, got none', { cause })
  }
  return {
    async connect() {
      const client = await pool.connect().catch((cause: unknown) => {
        throw lost(cause)
      })
      let gone: StoreUnavailable | undefined
      const query = async (text: string, parameters: readonly unknown[]) => {
        // Not even the end of its transaction could be said to it.
        if (gone) throw gone
        try {
          const result = await client.query(text, parameters.map(storable))
          away = false
          if (told) log('The database answers again')
          told = false
          return result
        } catch (cause) {
          if (!isLost(cause)) throw cause
          const unavailable = lost(cause)
          if (stateOf(cause) !== CANCELLED) gone = unavailable
          throw unavailable
        }
      }
      // kysely's type also takes cursors, which only its streams use, and ours do not.
      return { query, release: () => client.release(gone !== undefined) } as unknown as Awaited<ReturnType<PostgresPool['connect']>>
    },
    end: () => pool.end(),
  }
}

/** The first 64 bits of a hash: two projects that share one wait for each other now and then, and that is all. */
const keyOf = (what: string): string => createHash('sha256').update(`peakend ${what}`).digest().readBigInt64BE().toString()

/** What it cannot give, a serializable transaction notices: it fails, and is tried again. */
export const createDialect = (advisoryLocks: boolean): Dialect => ({
  text: sql`text collate "C"`,
  // Not a serial: whoever may insert may then do so, with no grant for its sequence.
  numbered: (column) => column.generatedByDefaultAsIdentity(),
  alongKey: null,
  concurrent: true,
  longKeys: false,
  rowsAtOnce: 500,
  async hold(transaction, project, how, people = []) {
    if (!advisoryLocks) return
    const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared')
    await sql`select ${lock}(${keyOf(project)}::bigint)`.execute(transaction)
    if (how === 'alone' || people.length === 0) return
    // In one order, as all rows are taken.
    const keys = sql.join([...new Set(people)].map((person) => sql`(${keyOf(`${project} ${person}`)}::bigint)`))
    await sql`select pg_advisory_xact_lock(key) from (select key from (values ${keys}) as given (key) order by key) as sorted`.execute(
      transaction,
    )
  },
  takeFree: (query) => query.forUpdate().skipLocked(),
  isPassing: (error) => passing.includes(stateOf(error) ?? ''),
})

/** PostgreSQL and Citus have them; CockroachDB and YugabyteDB only of late. */
const hasAdvisoryLocks = (db: Kysely<Tables>): Promise<boolean> =>
  sql`select pg_advisory_xact_lock_shared(0)`.execute(db).then(
    () => true,
    (error: unknown) => {
      if (isUnavailable(error)) throw error
      return false
    },
  )

/** In any other encoding there are answers that it could never take. */
const mustHoldAnyText = async (db: Kysely<Tables>): Promise<void> => {
  const { rows } = await sql<{ encoding: string }>`select current_setting('server_encoding') as encoding`.execute(db)
  const encoding = rows[0]?.encoding
  if (encoding !== 'UTF8')
    throw new Error(
      `DATABASE_URL: expected a database with the encoding UTF8, got ${encoding}. Make one with ENCODING 'UTF8' TEMPLATE template0.`,
    )
}

/** Wrong password, no such database: waiting does not help. */
const isRefusal = (error: unknown): boolean => /^(28|3D)/.test(stateOf(error) ?? '')

const unreadable = (cause: unknown): RangeError =>
  new RangeError('DATABASE_URL: expected postgres://user:password@host:5432/database, got an address that cannot be read', { cause })

const poolOf = (url: string, more: pg.PoolConfig): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    types,
    application_name: 'peakend',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    ...more,
  })
/** The server’s own limit comes first; the other is for one that nothing is heard of. */
const limitedPool = (url: string, max: number, settings: string): pg.Pool =>
  poolOf(url, {
    max,
    query_timeout: STATEMENT_MS + CONNECT_MS,
    onConnect: async (client) => {
      await client.query(`set statement_timeout = ${STATEMENT_MS}; ${settings}`)
    },
  })
const connectionsOf = ({ totalCount, idleCount, waitingCount }: pg.Pool): Connections => ({
  total: totalCount,
  idle: idleCount,
  waiting: waitingCount,
})
const kyselyOver = (pool: pg.Pool, log: PostgresOptions['log']): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: guarded(pool, log) }) })

/** The same database for another thread, which writes nothing: its tables are there. That the database is away is told by who writes. */
export const openPostgresReader = (url: string, connections = CONNECTIONS): Store => {
  const pool = limitedPool(url, connections, 'set default_transaction_read_only = on')
  const db = kyselyOver(pool, () => {})
  return { ...createSqlStore(db, createDialect(false)), connections: async () => connectionsOf(pool) }
}

/** Opens a PostgreSQL database, or one that speaks its protocol, and brings its tables up to date. */
export const openPostgres = async (
  url: string,
  { connections, patienceMs, advisoryLocks, foldMs, log }: PostgresOptions,
): Promise<Store> => {
  try {
    new pg.Client(url)
  } catch (cause) {
    throw unreadable(cause)
  }

  // Without limits of time: a migration reads as much as there is.
  const owner = kyselyOver(poolOf(url, { max: 1 }), log)
  const end = Date.now() + (patienceMs ?? PATIENCE_MS)
  let locks = advisoryLocks
  try {
    for (;;)
      try {
        await mustHoldAnyText(owner)
        locks ??= await hasAdvisoryLocks(owner)
        await migrate(owner, createDialect(locks))
        await analyzeNew(owner)
        break
      } catch (error) {
        if (!isUnavailable(error)) throw error
        const { cause } = error
        const said = cause instanceof Error ? cause.message : String(cause)
        if (isRefusal(cause)) throw new Error(`DATABASE_URL: expected a database that lets its user in, got “${said}”`, { cause })
        if (Date.now() > end) throw new Error(`DATABASE_URL: expected a database that answers, got “${said}”`, { cause })
        await setTimeout(250)
      }
  } finally {
    await owner.destroy()
  }

  const isolation = locks ? '' : "set default_transaction_isolation = 'serializable'"
  const pool = limitedPool(url, connections ?? CONNECTIONS, `set idle_in_transaction_session_timeout = ${SILENT_MS}; ${isolation}`)
  const db = kyselyOver(pool, log)
  const store = createSqlStore(db, createDialect(locks), foldMs)
  const statistics = createStatistics(db)
  return {
    ...store,
    async apply(project, items) {
      const outcomes = await store.apply(project, items)
      statistics.written(items.length)
      return outcomes
    },
    connections: async () => connectionsOf(pool),
    close: async () => {
      await statistics.stop()
      await store.close()
    },
  }
}
