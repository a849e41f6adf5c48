import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, inject } from 'vitest'
import { openStore, type PostgresOptions, type Store } from '../src/store'

/** A database with nothing in it. */
export interface Place {
  /** What a collector is told to work there. */
  readonly options: { readonly dataDir: string; readonly databaseUrl?: string }
  /** The store there, which whoever opens it closes. */
  readonly open: () => Promise<Store>
  readonly leave: () => Promise<void>
}

/** Tests of what every store has to do: `describe.each(stores)('on $name', (on) => …)`. */
export interface StoreKind {
  readonly name: string
  readonly take: () => Promise<Place>
}

const log = (message: string, cause?: unknown): void => {
  throw new Error(message, { cause })
}

export const sqlite: StoreKind = {
  name: 'SQLite',
  async take() {
    const dataDir = mkdtempSync(join(tmpdir(), 'peakend-store-'))
    return {
      options: { dataDir },
      open: () => openStore({ url: undefined, file: join(dataDir, 'peakend.db'), log }),
      leave: async () => rmSync(dataDir, { recursive: true, force: true }),
    }
  },
}

/** Connects to the run's own server. */
export const server = async <Result>(database: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client(`${inject('postgres')}${database}`)
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/** Makes an empty database; resolves with its name. */
export const createDatabase = async (): Promise<string> => {
  const name = `peakend_${randomBytes(6).toString('hex')}`
  await server('postgres', (client) => client.query(`create database ${name}`))
  return name
}

/** Emptied ones, for the next test of this file. */
const free: string[] = []

const empty = (database: string) =>
  server(database, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
    )
    if (rows.length > 0) await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
  })

const postgresWith = (name: string, options: Partial<PostgresOptions> = {}): StoreKind => ({
  name,
  async take() {
    const database = free.pop() ?? (await createDatabase())
    const databaseUrl = `${inject('postgres')}${database}`
    const dataDir = mkdtempSync(join(tmpdir(), 'peakend-store-'))
    return {
      options: { databaseUrl, dataDir },
      open: () => openStore({ url: databaseUrl, file: 'none', log, ...options }),
      leave: async () => {
        rmSync(dataDir, { recursive: true, force: true })
        await empty(database)
        free.push(database)
      },
    }
  },
})

export const postgres = postgresWith('PostgreSQL')
/** As databases are that speak PostgreSQL’s protocol and have no advisory locks. */
export const serializable = postgresWith('PostgreSQL without advisory locks', { advisoryLocks: false })

/** Counts are added up as soon as they are written, and so while others are written and read. */
export const folding = postgresWith('PostgreSQL that adds up at once', { foldMs: 1 })

export const stores: readonly StoreKind[] = [sqlite, postgres]

/** An empty store of its own for each test of a block, by the one name. */
export const useStore = (take: StoreKind['take']): Store => {
  let place: Place
  let current: Store
  beforeEach(async () => {
    place = await take()
    current = await place.open()
  })
  afterEach(async () => {
    await current.close()
    await place.leave()
  })
  return new Proxy({} as Store, { get: (_, name) => Reflect.get(current, name) })
}
