import type { Kysely, Migration } from 'kysely'
import type { Dialect } from './dialect'

/** Projects with their keys, tokens of colleagues, and the trail of what was changed. What an earlier start left is taken as it is. */
export const access = (text: Dialect['text']): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('projects')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('origins', text)
      .addColumn('contact_days', 'integer')
      .addColumn('retention_days', 'integer')
      .addColumn('key_required', 'integer', (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('projects_key', ['project_id'])
      .execute()
    await db.schema
      .createTable('project_keys')
      .ifNotExists()
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('write_key', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('revoked_at', text)
      .addPrimaryKeyConstraint('project_keys_key', ['project_id', 'write_key'])
      .execute()
    await db.schema
      .createTable('tokens')
      .ifNotExists()
      .addColumn('token_id', text, (column) => column.notNull())
      .addColumn('token_hash', text, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull().unique())
      .addColumn('role', text, (column) => column.notNull())
      .addColumn('projects', text)
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('expires_at', text)
      .addColumn('used_on', text)
      .addPrimaryKeyConstraint('tokens_key', ['token_id'])
      .execute()
    await db.schema
      .createTable('audit')
      .ifNotExists()
      .addColumn('audit_id', text, (column) => column.notNull())
      .addColumn('at', text, (column) => column.notNull())
      .addColumn('who', text, (column) => column.notNull())
      .addColumn('project_id', text)
      .addColumn('action', text, (column) => column.notNull())
      .addColumn('target', text)
      .addColumn('detail', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_key', ['audit_id'])
      .execute()
    await db.schema.createIndex('audit_project').ifNotExists().on('audit').columns(['project_id', 'audit_id']).execute()
  },
})
