import { openPostgres, type PostgresOptions } from './postgres'
import { openSqlite } from './sqlite'
import type { Store } from './types'

export interface StoreOptions extends PostgresOptions {
  /** `postgres://user:password@host:5432/database`. Undefined: SQLite. */
  readonly url: string | undefined
  /** Where SQLite keeps everything. */
  readonly file: string
}

/** What may be told of an address: it holds a password. */
const kindOf = (url: string): string => /^([a-z][\w+.-]*:)/i.exec(url)?.[1] ?? 'something without a scheme'

/** The store that `DATABASE_URL` names. */
export const openStore = async ({ url, file, ...options }: StoreOptions): Promise<Store> => {
  if (url === undefined) return openSqlite(file, options.log)
  if (/^postgres(ql)?:\/\//i.test(url)) return openPostgres(url, options)
  throw new RangeError(
    `DATABASE_URL: expected postgres://user:password@host:5432/database, or nothing for SQLite in DATA_DIR, got ${kindOf(url)}`,
  )
}
