import type { Kysely, Migration } from 'kysely'
import type { Dialect } from './dialect'

/** What was imported, by whom and from which file, so that it can be taken back. Imports of before are in no list: nobody noted which rows were theirs. */
export const imports = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('imports')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('import_id', text, (column) => column.notNull())
      .addColumn('at', text, (column) => column.notNull())
      .addColumn('who', text, (column) => column.notNull())
      .addColumn('source', text, (column) => column.notNull())
      .addColumn('file', text)
      .addColumn('touchpoint', text, (column) => column.notNull())
      .addColumn('rows', 'bigint', (column) => column.notNull())
      .addColumn('imported', 'bigint', (column) => column.notNull())
      .addColumn('duplicates', 'bigint', (column) => column.notNull())
      .addColumn('skipped', 'bigint', (column) => column.notNull())
      .addColumn('taken_back_at', text)
      .addColumn('taken_back_by', text)
      .addPrimaryKeyConstraint('imports_key', ['project_id', 'import_id'])
      .execute()
  },
})
