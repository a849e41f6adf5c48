import { CONNECTIONS, openPostgres, openPostgresReader, type PostgresOptions } from './postgres'
import { openSqlite, openSqliteReader } from './sqlite'
import type { Store } from './types'

/** Where a store is. */
export interface StorePlace {
  /** `postgres://user:password@host:5432/database`. Undefined: SQLite. */
  readonly url: string | undefined
  /** Where SQLite keeps everything. */
  readonly file: string
  /** To PostgreSQL, at one time. Default 10. */
  readonly connections?: number
}
export type StoreOptions = StorePlace & PostgresOptions
/** Where the thread that reads finds it. */
export type ReaderPlace = StorePlace

/** What may be told of an address: it holds a password. */
const kindOf = (url: string): string => /^([a-z][\w+.-]*:)/i.exec(url)?.[1] ?? 'something without a scheme'

/** The store that `DATABASE_URL` names. */
export const openStore = async ({ url, file, ...options }: StoreOptions): Promise<Store> => {
  if (url === undefined) return openSqlite(file)
  if (/^postgres(ql)?:\/\//i.test(url)) return openPostgres(url, options)
  throw new RangeError(
    `DATABASE_URL: expected postgres://user:password@host:5432/database, or nothing for SQLite in DATA_DIR, got ${kindOf(url)}`,
  )
}

/** The same once more, whose tables are there, for a thread that only reads. */
export const openReader = ({ url, file, connections }: ReaderPlace): Store =>
  url === undefined ? openSqliteReader(file) : openPostgresReader(url, connections)

/** A reader's share of the connections: a report asks several things at once, and whoever writes needs few. */
const READERS_SHARE = 0.4

/** A place in two: for who writes, and for the thread that reads; null where there is nothing to share, or nowhere else to find it. */
export const sharedWithReader = (place: StorePlace): { readonly own: StorePlace; readonly reader: ReaderPlace | null } => {
  const { url, file, connections = CONNECTIONS } = place
  if (url === undefined) return { own: place, reader: file === ':memory:' ? null : place }
  const readers = Math.floor(connections * READERS_SHARE) || 1
  return connections < 2
    ? { own: place, reader: null }
    : { own: { ...place, connections: connections - readers }, reader: { ...place, connections: readers } }
}
