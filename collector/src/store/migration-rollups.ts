import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely'
import type { Answers, ConsentLevel, Instrument, MomentRef, RespondentRef, Status, TouchpointRef } from '../../../src/survey/wire'
import { isComment } from '../answers'
import { createLedger } from './counted'
import type { Dialect } from './dialect'
import { createNames } from './names'
import { fold, settle } from './rollups'
import type { Tables } from './tables'
import type { Flag, StoredResponse } from './types'
import { storeResponses } from './write'

/** As rows were until now. */
export interface OldRow {
  project_id: string
  response_id: string
  revision: number
  survey: string
  survey_version: number | null
  wave: number
  touchpoint: string
  touchpoint_json: string
  status: string
  answers: string
  fingerprint: string
  instrument: string
  metric: string
  score: number | null
  choice: string | null
  commented: number
  personas: string
  variant: string | null
  moment: string
  context: string
  respondent_id: string
  respondent_kind: string
  consent: string
  test: number
  sdk: string
  created_at: string
  updated_at: string | null
  occurred_at: string
  received_at: string
  /** Not there yet while contact details are moved. */
  flags?: string | null | undefined
}
/** The table that the first migration made, by the name it has while there are two. */
export interface OldTables {
  responses: OldRow
  old_responses: OldRow
}

/** The casts hold because only validated responses were ever written. */
export const fromOldRow = (row: OldRow): StoredResponse => {
  const [answers, instrument] = [JSON.parse(row.answers) as Answers, JSON.parse(row.instrument) as Instrument]
  return {
    project: row.project_id,
    id: row.response_id,
    revision: Number(row.revision),
    survey: row.survey,
    surveyVersion: row.survey_version,
    wave: Number(row.wave),
    touchpoint: JSON.parse(row.touchpoint_json) as TouchpointRef,
    status: row.status as Status,
    answers,
    instrument,
    score: row.score,
    choice: row.choice === null ? null : (JSON.parse(row.choice) as string[]),
    commented: Object.entries(answers).some(([key, answer]) => isComment(key, answer, instrument)),
    personas: JSON.parse(row.personas) as string[],
    variant: row.variant,
    moment: JSON.parse(row.moment) as MomentRef,
    context: JSON.parse(row.context) as Record<string, unknown>,
    respondent: { id: row.respondent_id, kind: row.respondent_kind as RespondentRef['kind'] },
    consent: row.consent as ConsentLevel,
    test: Boolean(row.test),
    simulated: false,
    sdk: row.sdk,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    flags: row.flags ? (JSON.parse(row.flags) as Flag[]) : [],
  }
}

const PAGE = 500

/** Writes every row again as it would be written today, so that what is counted is counted by the very code that goes on counting. */
const fill = async (db: Kysely<Tables>, dialect: Dialect): Promise<void> => {
  const old = db as unknown as Kysely<OldTables>
  const names = createNames(dialect, (run) => run(db as Parameters<typeof run>[0]))
  for (let [project, after] = ['', '']; ; ) {
    const [at, id] = [project, after]
    const rows = await old
      .selectFrom('old_responses')
      .selectAll()
      .where((eb) => eb.or([eb('project_id', '>', at), eb.and([eb('project_id', '=', at), eb('response_id', '>', id)])]))
      .orderBy('project_id')
      .orderBy('response_id')
      .limit(PAGE)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) break
    project = last.project_id
    after = last.response_id
    for (const here of new Set(rows.map((row) => row.project_id))) {
      const responses = rows.filter((row) => row.project_id === here).map(fromOldRow)
      const placeOf = await names.learn(here, responses, async (unknown) => unknown)
      const ledger = createLedger()
      const items = responses.map((response, index) => ({ type: 'response' as const, response, contact: undefined, at: index }))
      await storeResponses(db, dialect, here, items, () => false, placeOf, ledger)
      await settle(db, dialect, ledger)
    }
  }
  if (dialect.concurrent) await fold(db)
}

/** Counts that every upsert keeps, values to filter by, comments to search; and rows that hold what is their own alone. */
export const rollups = (dialect: Dialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const { text, numbered: given, alongKey } = dialect
    const keyed = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
      alongKey === null ? table : table.modifyEnd(alongKey)
    const numbered = (name: string) =>
      db.schema
        .createTable(name)
        .addColumn('id', 'integer', (column) => given(column.primaryKey()))
        .addColumn('project_id', text, (column) => column.notNull())
    const interned = (name: string) => numbered(name).addColumn('key', text, (column) => column.notNull())

    await interned('frames')
      .addColumn('body', text, (column) => column.notNull())
      .addUniqueConstraint('frames_key', ['project_id', 'key'])
      .execute()
    await interned('series')
      .addColumn('test', 'integer', (column) => column.notNull())
      .addColumn('touchpoint', text, (column) => column.notNull())
      .addColumn('fingerprint', text, (column) => column.notNull())
      .addColumn('survey', text, (column) => column.notNull())
      .addColumn('wave', 'integer', (column) => column.notNull())
      .addColumn('metric', text, (column) => column.notNull())
      .addUniqueConstraint('series_key', ['project_id', 'key'])
      .execute()
    await interned('dims').addUniqueConstraint('dims_key', ['project_id', 'key']).execute()
    await numbered('dim_values')
      .addColumn('dimension', text, (column) => column.notNull())
      .addColumn('value', text, (column) => column.notNull())
      .addUniqueConstraint('dim_values_key', ['project_id', 'dimension', 'value'])
      .execute()
    await keyed(
      db.schema
        .createTable('dims_values')
        .addColumn('value', 'integer', (column) => column.notNull())
        .addColumn('dims', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('dims_values_key', ['value', 'dims']),
    ).execute()
    await db.schema.createIndex('dims_values_dims').on('dims_values').column('dims').execute()

    const counts = (name: string) =>
      db.schema
        .createTable(name)
        .addColumn('series', 'integer', (column) => column.notNull())
        .addColumn('kind', 'integer', (column) => column.notNull())
        .addColumn('day', 'integer', (column) => column.notNull())
        .addColumn('value', text, (column) => column.notNull())
        .addColumn('body', text)
        .addColumn('n', 'bigint', (column) => column.notNull())
        .addColumn('unrecognised', 'bigint', (column) => column.notNull())
    await keyed(counts('rollups').addPrimaryKeyConstraint('rollups_key', ['series', 'kind', 'day', 'value'])).execute()
    await counts('rollup_deltas').execute()

    await db.schema
      .createTable('comments')
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('response_id', text, (column) => column.notNull())
      .addColumn('series', 'integer', (column) => column.notNull())
      .addColumn('dims', 'integer', (column) => column.notNull())
      .addColumn('occurred_at', 'bigint', (column) => column.notNull())
      .addColumn('language', text, (column) => column.notNull())
      .addColumn('band', text)
      .addColumn('score', 'double precision')
      .addColumn('text', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('comments_key', ['project_id', 'response_id'])
      .execute()
    await db.schema.createIndex('comments_time').on('comments').columns(['series', 'occurred_at']).execute()
    await db.schema.createIndex('comments_score').on('comments').columns(['series', 'score', 'occurred_at desc']).execute()

    await db.schema.alterTable('responses').renameTo('old_responses').execute()
    await db.schema
      .createTable('responses')
      .addColumn('project_id', text, (column) => column.notNull())
      .addColumn('response_id', text, (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('frame', 'integer', (column) => column.notNull())
      .addColumn('series', 'integer', (column) => column.notNull())
      .addColumn('dims', 'integer', (column) => column.notNull())
      .addColumn('day', 'integer', (column) => column.notNull())
      .addColumn('status', text, (column) => column.notNull())
      .addColumn('answers', text, (column) => column.notNull())
      .addColumn('taps', text)
      .addColumn('score', 'double precision')
      .addColumn('choice', text)
      .addColumn('moment', text, (column) => column.notNull())
      .addColumn('context', text, (column) => column.notNull())
      .addColumn('respondent_id', text, (column) => column.notNull())
      .addColumn('respondent_kind', text, (column) => column.notNull())
      .addColumn('person', 'bigint', (column) => column.notNull())
      .addColumn('next_day', 'integer')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint')
      .addColumn('occurred_at', 'bigint', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addColumn('flags', text)
      .addPrimaryKeyConstraint('responses_id', ['project_id', 'response_id'])
      .execute()
    const index = (name: string, columns: readonly string[]) =>
      db.schema
        .createIndex(name)
        .on('responses')
        .columns([...columns])
        .execute()
    await index('responses_time', ['series', 'occurred_at'])
    await index('responses_person', ['person'])
    // Two that hold all that is counted with filters, so that counting never reads the rows themselves: of showings, and of what was answered.
    await index('responses_counted', ['series', 'status', 'day', 'dims'])
    await db.schema
      .createIndex('responses_answered')
      .on('responses')
      .columns(['series', 'day', 'score', 'respondent_kind', 'status', ...(dialect.longKeys ? ['taps', 'choice'] : []), 'dims'])
      .where(sql.ref<string | null>('taps'), 'is not', null)
      .execute()
    await fill(db as Kysely<Tables>, dialect)
    // With its indexes, two of which are made again under their names.
    await db.schema.dropTable('old_responses').execute()
    await index('responses_received', ['project_id', 'received_at', 'response_id'])
    // Few rows are in it: it costs what it finds.
    await db.schema.createIndex('responses_flagged').on('responses').column('project_id').where(sql.ref('flags'), 'is not', null).execute()
  },
})
