import type { Kysely, Migration } from 'kysely'
import type { Dialect } from './dialect'

/** Versions of the configuration with who made and published them, surveys as visitors have had them, and what of a response does not fit. */
export const surveys = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('config_versions')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('state', text, (column) => column.notNull())
      .addColumn('author', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('note', text, (column) => column.notNull())
      .addColumn('content', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('config_versions_key', ['project_id', 'number'])
      .execute()
    await db.schema
      .createTable('config_heads')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('published', 'integer')
      .addColumn('draft', 'integer')
      .addColumn('last', 'integer', (column) => column.notNull())
      .addColumn('entries', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('config_heads_key', ['project_id'])
      .execute()
    await db.schema
      .createTable('config_history')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('entry', 'integer', (column) => column.notNull())
      .addColumn('at', text, (column) => column.notNull())
      .addColumn('who', text, (column) => column.notNull())
      .addColumn('action', text, (column) => column.notNull())
      .addColumn('version', 'integer')
      .addColumn('from_version', 'integer')
      .addColumn('survey', text)
      .addColumn('note', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('config_history_key', ['project_id', 'entry'])
      .execute()
    await db.schema
      .createTable('known_surveys')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('survey', text, (column) => column.notNull())
      .addColumn('version', text, (column) => column.notNull())
      .addColumn('hash', text, (column) => column.notNull())
      .addColumn('content', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('known_surveys_key', ['project_id', 'survey', 'version', 'hash'])
      .execute()
    await db.schema.alterTable('responses').addColumn('flags', text).execute()
    // Holds all that surveys are counted by since a day: without it every row of the project is read.
    await db.schema
      .createIndex('responses_since')
      .ifNotExists()
      .on('responses')
      .columns(['project_id', 'test', 'occurred_at', 'survey', 'status'])
      .execute()
    // Few rows are in it: it costs what it finds.
    await db.schema
      .createIndex('responses_flagged')
      .ifNotExists()
      .on('responses')
      .columns(['project_id', 'survey'])
      .where('flags' as never, 'is not', null)
      .execute()
  },
})
