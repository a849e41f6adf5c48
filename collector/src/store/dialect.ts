import type { ColumnDefinitionBuilder, Expression, Kysely, RawBuilder } from 'kysely'
import type { Tables } from './tables'

/** All that differs between the databases. `sqlite.ts` and `postgres.ts` each hold one; nothing else asks which it is. */
export interface Dialect {
  /** A column of text that is compared by its bytes: ids and times then sort the same everywhere, whatever language the database was made for. */
  readonly text: 'text' | RawBuilder<unknown>
  /** An integer that the database gives to each new row. */
  readonly numbered: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
  /** Said at the end of a table that is only ever read along its key; null where there is no such thing. */
  readonly alongKey: Expression<unknown> | null
  /** Many write at the same time: rows that are read to be changed are locked, and what everybody counts in is added up later. */
  readonly concurrent: boolean
  /** An index takes texts of any length. */
  readonly longKeys: boolean
  /** How many rows go into one statement: as many as one journey is worth, where there is one. */
  readonly rowsAtOnce: number
  /**
   * Held until the transaction ends. `alone` waits for everybody in this project, and they for it: who erases. `beside` is held by many at once:
   * who writes. So nobody looks for a tombstone, finds none, and writes after it was set. `people`: who alone writes in these persons' rows.
   */
  readonly hold: (transaction: Kysely<Tables>, project: string, how: 'alone' | 'beside', people?: readonly number[]) => Promise<void>
  /** True for what would succeed if the whole transaction were tried again: it was in another's way. */
  readonly isPassing: (error: unknown) => boolean
}

/** A list in parts of so many. */
export const inParts = <Item>(list: readonly Item[], size: number): (readonly Item[])[] => {
  const parts: (readonly Item[])[] = []
  for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size))
  return parts
}

/** By a key, in one order everywhere: two transactions that take rows in one order never wait for each other in a circle. */
export const sortedBy = <Item>(list: readonly Item[], key: (item: Item) => string): Item[] =>
  [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
