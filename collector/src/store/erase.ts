import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { deleteContactsOf } from './contacts'
import { type Dialect, inParts, sortedBy } from './dialect'
import type { Tables } from './tables'
import type { Transact } from './transact'
import type { StoredResponse } from './types'

export const hash = (respondent: string): string => createHash('sha256').update(respondent).digest('hex')

const scopeOf = ({ kind }: StoredResponse['respondent']): 'random' | 'user' => (kind === 'user' ? 'user' : 'random')

/** Which of these responses were erased, or everything their respondents did until then: they are acknowledged and dropped. */
export const readErased = async (
  db: Kysely<Tables>,
  { rowsAtOnce }: Dialect,
  project: string,
  responses: readonly StoredResponse[],
): Promise<(response: StoredResponse) => boolean> => {
  const ids = new Set<string>()
  const until = new Map<string, string | null>()
  for (const some of inParts(responses, rowsAtOnce)) {
    const hashes = new Set(some.map(({ respondent }) => hash(respondent.id)))
    const rows = await db
      .selectFrom('erased_responses')
      .select(['response_id as key', sql<string | null>`null`.as('scope'), sql<string | null>`null`.as('until')])
      .where('project_id', '=', project)
      .where('response_id', 'in', [...new Set(some.map(({ id }) => id))])
      .unionAll((eb) =>
        eb
          .selectFrom('erased_respondents')
          .select(['respondent_hash as key', 'scope', 'until'])
          .where('project_id', '=', project)
          .where('respondent_hash', 'in', [...hashes]),
      )
      .execute()
    for (const { key, scope, until: end } of rows) {
      if (scope === null) ids.add(key)
      else until.set(`${scope} ${key}`, end)
    }
  }
  return ({ id, respondent, occurredAt }) => {
    if (ids.has(id)) return true
    const end = until.get(`${scopeOf(respondent)} ${hash(respondent.id)}`)
    return end !== undefined && (end === null || end >= occurredAt)
  }
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

/** Deletes responses and leaves tombstones, so that no replay brings them back. */
const deleteResponsesOf = async (db: Kysely<Tables>, project: string, ids: readonly string[]): Promise<number> => {
  await db
    .insertInto('erased_responses')
    .values(ids.map((response_id) => ({ project_id: project, response_id })))
    .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
    .execute()
  const { numDeletedRows } = await db
    .deleteFrom('responses')
    .where('project_id', '=', project)
    .where('response_id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

const removers = { responses: deleteResponsesOf, contacts: deleteContactsOf }

/** So many at a time: who writes into the project waits for no more than these. */
const EXPIRED_AT_ONCE = 500

const expireIn = async (
  db: Kysely<Tables>,
  { hold }: Dialect,
  transact: Transact,
  table: keyof typeof removers,
  before: string,
): Promise<number> => {
  const projects = await db.selectFrom(table).select('project_id').where('occurred_at', '<', before).distinct().execute()
  let deleted = 0
  for (const { project_id: project } of projects)
    for (let found = EXPIRED_AT_ONCE; found === EXPIRED_AT_ONCE; )
      deleted += await transact(async (transaction) => {
        await hold(transaction, project, 'alone')
        const rows = await transaction
          .selectFrom(table)
          .select('response_id')
          .where('project_id', '=', project)
          .where('occurred_at', '<', before)
          .limit(EXPIRED_AT_ONCE)
          .execute()
        found = rows.length
        if (found === 0) return 0
        const ids = sortedBy(rows, (row) => row.response_id).map((row) => row.response_id)
        return removers[table](transaction, project, ids)
      })
  return deleted
}

/** Deletes what has had its time, in all projects. */
export const expire = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  transact: Transact,
  before: { readonly responses?: string; readonly contacts?: string },
): Promise<{ responses: number; contacts: number }> => ({
  contacts: before.contacts === undefined ? 0 : await expireIn(db, dialect, transact, 'contacts', before.contacts),
  responses: before.responses === undefined ? 0 : await expireIn(db, dialect, transact, 'responses', before.responses),
})

/** Deletes the test answers of a project, and how to reach those who gave them; no replay brings them back. */
export const deleteTests = async (db: Kysely<Tables>, { hold }: Dialect, transact: Transact, project: string): Promise<number> => {
  const some = db
    .selectFrom('responses')
    .select('response_id')
    .where('project_id', '=', project)
    .where('test', '=', 1)
    .limit(EXPIRED_AT_ONCE)
  let deleted = 0
  for (let found = EXPIRED_AT_ONCE; found === EXPIRED_AT_ONCE; )
    deleted += await transact(async (transaction) => {
      await hold(transaction, project, 'alone')
      const rows = await transaction.executeQuery(some).then((result) => result.rows)
      found = rows.length
      if (found === 0) return 0
      const ids = sortedBy(rows, (row) => row.response_id).map((row) => row.response_id)
      await deleteContactsOf(transaction, project, ids)
      return deleteResponsesOf(transaction, project, ids)
    })
  return deleted
}
