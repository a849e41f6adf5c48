import type { Kysely, Migration } from 'kysely'
import type { Dialect } from './dialect'

/** What a team writes beside its results: notes on the trend, and links that show some of it to somebody without a token. */
export const notes = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('notes')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('note_id', text, (column) => column.notNull())
      .addColumn('day', text, (column) => column.notNull())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('text', text, (column) => column.notNull())
      .addColumn('owner', text)
      .addColumn('expected', text)
      .addColumn('touchpoint', text)
      .addColumn('created_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('notes_key', ['project_id', 'note_id'])
      .execute()
    await db.schema
      .createTable('share_links')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('link_id', text, (column) => column.notNull())
      .addColumn('secret_hash', text, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('query', text, (column) => column.notNull())
      .addColumn('comments', 'integer', (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('expires_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('share_links_key', ['project_id', 'link_id'])
      .execute()
    await db.schema.createIndex('share_links_secret').ifNotExists().on('share_links').column('secret_hash').execute()
  },
})
