import type { Kysely, Migration } from 'kysely'
import type { Dialect } from './dialect'

/** Sample data: series of its own, and what of the counts of gates came from it. */
export const simulated = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('series')
      .addColumn('simulated', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('simulated_counts')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('event_id', text, (column) => column.notNull())
      .addColumn('survey', text, (column) => column.notNull())
      .addColumn('day', text, (column) => column.notNull())
      .addColumn('triggered', 'bigint', (column) => column.notNull())
      .addColumn('eligible', 'bigint', (column) => column.notNull())
      .addColumn('sampled', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('simulated_counts_key', ['project_id', 'event_id', 'survey', 'day'])
      .execute()
  },
})
