import { createHash } from 'node:crypto'
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { ContactDetails } from '../answers'
import { storeContact } from './contacts'
import { toRow } from './rows'
import type { ResponsesTable, Tables } from './tables'
import type { Outcome, StoredResponse, StoreItem } from './types'

const hash = (respondent: string): string => createHash('sha256').update(respondent).digest('hex')

/** Was this response, or everything its respondent did until then, erased? Then it is acknowledged and dropped. */
const isErased = async (db: Kysely<Tables>, { project, id, respondent, occurredAt }: StoredResponse): Promise<boolean> => {
  const byResponse = await db
    .selectFrom('erased_responses')
    .select('response_id')
    .where('project_id', '=', project)
    .where('response_id', '=', id)
    .executeTakeFirst()
  if (byResponse) return true
  const byRespondent = await db
    .selectFrom('erased_respondents')
    .select('scope')
    .where('project_id', '=', project)
    .where('respondent_hash', '=', hash(respondent.id))
    .where('scope', '=', respondent.kind === 'user' ? 'user' : 'random')
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', occurredAt)]))
    .executeTakeFirst()
  return byRespondent !== undefined
}

const excluded = (row: ResponsesTable) => (eb: ExpressionBuilder<Tables, 'responses'>) =>
  Object.fromEntries(Object.keys(row).map((column) => [column, eb.ref(`excluded.${column}` as 'responses.survey')]))

/** The one write that matters: the highest revision wins, so duplicates and any order of arrival commute (DELIVERY). */
const storeResponse = async (db: Kysely<Tables>, response: StoredResponse, contact: ContactDetails | null): Promise<Outcome> => {
  if (await isErased(db, response)) return { status: 'duplicate' }
  const row = toRow(response)
  const written = await db
    .insertInto('responses')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'response_id'])
        .doUpdateSet(excluded(row))
        .where(sql<boolean>`excluded.revision > responses.revision`),
    )
    .returning('revision')
    .executeTakeFirst()
  if (written) {
    await storeContact(db, response, contact)
    return { status: 'stored' }
  }
  const there = await db
    .selectFrom('responses')
    .select(['revision', 'updated_at'])
    .where('project_id', '=', response.project)
    .where('response_id', '=', response.id)
    .executeTakeFirstOrThrow()
  const current = Number(there.revision)
  // The same number for another state: the device lost its memory of the first, and counted on from before it.
  const isSame = current === response.revision && (there.updated_at === response.updatedAt || !there.updated_at || !response.updatedAt)
  return isSame ? { status: 'duplicate' } : { status: 'stale', current, ...(there.updated_at && { time: there.updated_at }) }
}

/** True the first time an event id is seen in a project. */
const isNew = async (db: Kysely<Tables>, project: string, eventId: string): Promise<boolean> =>
  (await db
    .insertInto('events')
    .values({ project_id: project, event_id: eventId, received_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.columns(['project_id', 'event_id']).doNothing())
    .returning('event_id')
    .executeTakeFirst()) !== undefined

/** No honest day comes near; beyond what a number holds exactly, a report could not be read any more. */
const MOST_COUNTED = 1e12
const sumOf = (gate: 'triggered' | 'eligible' | 'sampled') => {
  const sum = sql`${sql.ref(`gate_counts.${gate}`)} + ${sql.ref(`excluded.${gate}`)}`
  return sql<number>`case when ${sum} > ${sql.lit(MOST_COUNTED)} then ${sql.lit(MOST_COUNTED)} else ${sum} end`
}

const addCounts = async (db: Kysely<Tables>, project: string, counts: Extract<StoreItem, { type: 'counts' }>['counts']): Promise<void> => {
  for (const { survey, day, triggered, eligible, sampled } of counts)
    await db
      .insertInto('gate_counts')
      .values({ project_id: project, survey, day, triggered, eligible, sampled })
      .onConflict((conflict) =>
        conflict.columns(['project_id', 'survey', 'day']).doUpdateSet({
          triggered: sumOf('triggered'),
          eligible: sumOf('eligible'),
          sampled: sumOf('sampled'),
        }),
      )
      .execute()
}

/** Deletes a respondent's responses and contact details of one scope and leaves tombstones. Random ids are capabilities; user ids need a team's word. */
export const eraseRespondent = async (
  db: Kysely<Tables>,
  project: string,
  respondent: string,
  scope: 'random' | 'user',
  until: string | null,
): Promise<number> => {
  await db
    .insertInto('erased_respondents')
    .values({ project_id: project, respondent_hash: hash(respondent), scope, until })
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'respondent_hash', 'scope']).doUpdateSet({ until: (eb) => eb.ref('excluded.until') }),
    )
    .execute()
  await db
    .insertInto('erased_responses')
    .columns(['project_id', 'response_id'])
    .expression((from) =>
      from
        .selectFrom('responses')
        .select(['project_id', 'response_id'])
        .where('project_id', '=', project)
        .where('respondent_id', '=', respondent)
        .where('respondent_kind', scope === 'user' ? '=' : '!=', 'user'),
    )
    .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
    .execute()
  await db
    .deleteFrom('contacts')
    .where('project_id', '=', project)
    .where('respondent_id', '=', respondent)
    .where('respondent_kind', scope === 'user' ? '=' : '!=', 'user')
    .execute()
  const deleted = await db
    .deleteFrom('responses')
    .where('project_id', '=', project)
    .where('respondent_id', '=', respondent)
    .where('respondent_kind', scope === 'user' ? '=' : '!=', 'user')
    .executeTakeFirst()
  return Number(deleted.numDeletedRows)
}

/** Applies one item inside a transaction. */
export const applyItem = async (db: Kysely<Tables>, project: string, item: StoreItem): Promise<Outcome> => {
  if (item.type === 'response') return storeResponse(db, item.response, item.contact)
  if (!(await isNew(db, project, item.eventId))) return { status: 'duplicate' }
  if (item.type === 'counts') await addCounts(db, project, item.counts)
  else for (const respondent of item.respondents) await eraseRespondent(db, project, respondent, 'random', null)
  return { status: 'stored' }
}
