import { join } from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import Database from 'libsql'
import pg from 'pg'
import type { StoredResponse } from '../src/store'
import { migrate } from '../src/store/migrate'
import type { OldRow, OldTables } from '../src/store/migration-rollups'
import { createDialect } from '../src/store/postgres'
import { sqlite } from '../src/store/sqlite'
import type { ContactsTable, Tables } from '../src/store/tables'
import type { Place } from './stores'

/** As rows were before there were counts of them. */
export const oldRow = (response: StoredResponse): OldRow => ({
  project_id: response.project,
  response_id: response.id,
  revision: response.revision,
  survey: response.survey,
  survey_version: response.surveyVersion,
  wave: response.wave,
  touchpoint: response.touchpoint.id,
  touchpoint_json: JSON.stringify(response.touchpoint),
  status: response.status,
  answers: JSON.stringify(response.answers),
  fingerprint: response.instrument.fingerprint,
  instrument: JSON.stringify(response.instrument),
  metric: response.instrument.type,
  score: response.score,
  choice: response.choice && JSON.stringify(response.choice),
  commented: response.commented ? 1 : 0,
  personas: JSON.stringify(response.personas),
  variant: response.variant,
  moment: JSON.stringify(response.moment),
  context: JSON.stringify(response.context),
  respondent_id: response.respondent.id,
  respondent_kind: response.respondent.kind,
  consent: response.consent,
  test: response.test ? 1 : 0,
  sdk: response.sdk,
  created_at: response.createdAt,
  updated_at: response.updatedAt,
  occurred_at: response.occurredAt,
  received_at: response.receivedAt,
})

export type OldDatabase = Kysely<OldTables & { contacts: ContactsTable }>

/** A database as a version left it that knew no migration after `until`, with what `fill` puts into it. */
export const makeOlder = async ({ options }: Place, until: string, fill: (db: OldDatabase) => Promise<unknown>): Promise<void> => {
  const { dataDir, databaseUrl } = options
  const dialect = databaseUrl
    ? new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) })
    : new SqliteDialect({ database: new Database(join(dataDir, 'peakend.db')) as never })
  const db = new Kysely<Tables>({ dialect })
  await migrate(db, databaseUrl ? createDialect(true) : sqlite, until)
  await fill(db as unknown as OldDatabase)
  await db.destroy()
}
