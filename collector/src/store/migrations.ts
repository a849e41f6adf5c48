import type { Kysely, Migration } from 'kysely'
import type { Answers, Instrument } from '../../../src/survey/wire'
import { splitContact } from '../answers'
import type { Dialect } from './dialect'
import { access } from './migration-access'
import { belief } from './migration-belief'
import { imports } from './migration-digest'
import { loop } from './migration-loop'
import { notes } from './migration-notes'
import { received } from './migration-received'
import { fromOldRow, type OldTables, rollups } from './migration-rollups'
import { simulated } from './migration-simulated'
import { surveys } from './migration-surveys'
import { toContactRow } from './rows'
import type { Tables } from './tables'

const responses = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('responses')
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('response_id', text, (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('survey', text, (column) => column.notNull())
      .addColumn('survey_version', 'bigint')
      .addColumn('touchpoint', text, (column) => column.notNull())
      .addColumn('touchpoint_json', text, (column) => column.notNull())
      .addColumn('status', text, (column) => column.notNull())
      .addColumn('answers', text, (column) => column.notNull())
      .addColumn('fingerprint', text, (column) => column.notNull())
      .addColumn('instrument', text, (column) => column.notNull())
      .addColumn('metric', text, (column) => column.notNull())
      .addColumn('score', 'double precision')
      .addColumn('choice', text)
      .addColumn('commented', 'integer', (column) => column.notNull())
      .addColumn('personas', text, (column) => column.notNull())
      .addColumn('variant', text)
      .addColumn('moment', text, (column) => column.notNull())
      .addColumn('context', text, (column) => column.notNull())
      .addColumn('respondent_id', text, (column) => column.notNull())
      .addColumn('respondent_kind', text, (column) => column.notNull())
      .addColumn('consent', text, (column) => column.notNull())
      .addColumn('test', 'integer', (column) => column.notNull())
      .addColumn('sdk', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('occurred_at', text, (column) => column.notNull())
      .addColumn('received_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('responses_key', ['project_id', 'response_id'])
      .execute()
    // Holds all that the report counts by, so that counting never reads the rows themselves.
    await db.schema
      .createIndex('responses_report')
      .on('responses')
      .columns([
        'project_id',
        'test',
        'touchpoint',
        'fingerprint',
        'occurred_at',
        'response_id',
        'status',
        'metric',
        'score',
        'commented',
        'respondent_kind',
        'respondent_id',
      ])
      .execute()
    await db.schema.createIndex('responses_respondent').on('responses').columns(['project_id', 'respondent_id']).execute()
    await db.schema
      .createTable('events')
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('event_id', text, (column) => column.notNull())
      .addColumn('received_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('events_key', ['project_id', 'event_id'])
      .execute()
    await db.schema
      .createTable('gate_counts')
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('survey', text, (column) => column.notNull())
      .addColumn('day', text, (column) => column.notNull())
      .addColumn('triggered', 'bigint', (column) => column.notNull())
      .addColumn('eligible', 'bigint', (column) => column.notNull())
      .addColumn('sampled', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('gate_counts_key', ['project_id', 'survey', 'day'])
      .execute()
    await db.schema
      .createTable('erased_respondents')
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('respondent_hash', text, (column) => column.notNull())
      .addColumn('scope', text, (column) => column.notNull())
      .addColumn('until', text)
      .addPrimaryKeyConstraint('erased_respondents_key', ['project_id', 'respondent_hash', 'scope'])
      .execute()
    await db.schema
      .createTable('erased_responses')
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('response_id', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('erased_responses_key', ['project_id', 'response_id'])
      .execute()
  },
})

/** The wave that was asked, and an index that counts its answers for a quota. */
const wave: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('responses')
      .addColumn('wave', 'integer', (column) => column.notNull().defaultTo(1))
      .execute()
    await db.schema.createIndex('responses_quota').on('responses').columns(['project_id', 'survey', 'wave', 'test', 'status']).execute()
  },
}

/** Moves how to reach somebody out of the answers of old. May be stopped anywhere and begun again: what was moved is found no more. */
const moveContacts = async (db: Kysely<Tables & OldTables>): Promise<void> => {
  for (const { project_id: project } of await db.selectFrom('responses').select('project_id').distinct().execute())
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('responses')
        .selectAll()
        .where('project_id', '=', project)
        .where('response_id', '>', after)
        .orderBy('response_id')
        .limit(500)
        .execute()
      const last = rows.at(-1)
      if (last === undefined) break
      after = last.response_id
      for (const row of rows) {
        const { answers, contact } = splitContact(JSON.parse(row.answers) as Answers, JSON.parse(row.instrument) as Instrument)
        if (contact === null) continue
        await db
          .insertInto('contacts')
          .values(toContactRow(fromOldRow(row), contact))
          .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
          .execute()
        await db
          .updateTable('responses')
          .set({ answers: JSON.stringify(answers) })
          .where('project_id', '=', project)
          .where('response_id', '=', row.response_id)
          .execute()
      }
    }
}

/** Contact details in a store of their own, and an index by age for what has had its time. */
const contacts = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('contacts')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('response_id', text, (column) => column.notNull())
      .addColumn('survey', text, (column) => column.notNull())
      .addColumn('touchpoint', text, (column) => column.notNull())
      .addColumn('respondent_id', text, (column) => column.notNull())
      .addColumn('respondent_kind', text, (column) => column.notNull())
      .addColumn('test', 'integer', (column) => column.notNull())
      .addColumn('locale', text, (column) => column.notNull())
      .addColumn('answers', text, (column) => column.notNull())
      .addColumn('texts', text, (column) => column.notNull())
      .addColumn('agreed', text, (column) => column.notNull())
      .addColumn('occurred_at', text, (column) => column.notNull())
      .addColumn('received_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('contacts_key', ['project_id', 'response_id'])
      .execute()
    await db.schema
      .createTable('erased_contacts')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('response_id', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('erased_contacts_key', ['project_id', 'response_id'])
      .execute()
    const index = (name: string, table: 'contacts' | 'responses', columns: readonly string[]) =>
      db.schema
        .createIndex(name)
        .ifNotExists()
        .on(table)
        .columns([...columns])
        .execute()
    await index('contacts_time', 'contacts', ['project_id', 'test', 'occurred_at', 'response_id'])
    await index('contacts_respondent', 'contacts', ['project_id', 'respondent_id'])
    await index('contacts_age', 'contacts', ['occurred_at'])
    await index('responses_age', 'responses', ['occurred_at'])
    await moveContacts(db as Kysely<Tables & OldTables>)
  },
})

/** When a revision was given, by its device's clock. */
const updated = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('responses').addColumn('updated_at', text).execute()
  },
})

/** In the order of their names. They are only ever added: what ran once somewhere never changes, but for a database that is made anew. */
export const migrations = (dialect: Dialect): Readonly<Record<string, Migration>> => ({
  '001-responses': responses(dialect.text),
  '002-wave': wave,
  '003-contacts': contacts(dialect.text),
  '004-updated': updated(dialect.text),
  '006-access': access(dialect.text),
  '007-surveys': surveys(dialect.text),
  '008-loop': loop(dialect.text),
  '009-notes': notes(dialect.text),
  '010-received': received,
  '011-rollups': rollups(dialect),
  '012-digest': imports(dialect.text),
  '013-belief': belief(dialect.text),
  '014-simulated': simulated(dialect.text),
})
