import type { Kysely, Migration } from 'kysely'
import type { Dialect } from './dialect'

/** What staff expect customers to say: links that ask them, and what was answered. Of who answered, a hash that tells browsers apart. */
export const belief = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('belief_links')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('link_id', text, (column) => column.notNull())
      .addColumn('secret_hash', text, (column) => column.notNull())
      .addColumn('touchpoint', text, (column) => column.notNull())
      .addColumn('asked', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('closed_at', text)
      .addPrimaryKeyConstraint('belief_links_key', ['project_id', 'link_id'])
      .execute()
    await db.schema.createIndex('belief_links_secret').ifNotExists().on('belief_links').column('secret_hash').execute()
    await db.schema
      .createTable('belief_answers')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('link_id', text, (column) => column.notNull())
      .addColumn('browser_hash', text, (column) => column.notNull())
      .addColumn('value', 'integer', (column) => column.notNull())
      .addColumn('answered_on', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('belief_answers_key', ['project_id', 'link_id', 'browser_hash'])
      .execute()
  },
})
