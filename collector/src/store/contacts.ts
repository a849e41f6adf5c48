import type { ExpressionBuilder, Kysely } from 'kysely'
import type { ContactDetails } from '../answers'
import type { Beside } from './beside'
import { fromContactRow, personOf, toContactRow, toResponses } from './rows'
import type { ContactsTable, Tables } from './tables'
import type { ContactPlace, ContactScope, StoredContact, StoredResponse } from './types'

const inScope = (scope: ContactScope) => (eb: ExpressionBuilder<Tables, 'contacts'>) => {
  const conditions = [eb('project_id', '=', scope.project)]
  if (scope.test !== undefined) conditions.push(eb('test', '=', scope.test ? 1 : 0))
  if (scope.survey !== undefined) conditions.push(eb('survey', '=', scope.survey))
  if (scope.since !== undefined) conditions.push(eb('occurred_at', '>=', scope.since))
  if (scope.until !== undefined) conditions.push(eb('occurred_at', '<', scope.until))
  return eb.and(conditions)
}

/** Keyset pages along an index: the last row of one page says where the next begins. */
export const readContacts = async (
  db: Kysely<Tables>,
  scope: ContactScope,
  after: ContactPlace | null,
  limit: number,
): Promise<StoredContact[]> => {
  let query = db.selectFrom('contacts').selectAll().where(inScope(scope))
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('occurred_at', '<', after.occurredAt),
        eb.and([eb('occurred_at', '=', after.occurredAt), eb('response_id', '<', after.response)]),
      ]),
    )
  const rows = await query.orderBy('occurred_at', 'desc').orderBy('response_id', 'desc').limit(limit).execute()
  return rows.map(fromContactRow)
}

export const readContactCounts = async (db: Kysely<Tables>, scope: ContactScope): Promise<{ survey: string; n: number }[]> => {
  const rows = await db
    .selectFrom('contacts')
    .select((eb) => ['survey', eb.fn.countAll<number>().as('n')])
    .where(inScope(scope))
    .groupBy('survey')
    .orderBy('survey')
    .execute()
  return rows.map(({ survey, n }) => ({ survey, n: Number(n) }))
}

export const readPerson = async (
  db: Kysely<Tables>,
  project: string,
  respondent: string,
): Promise<{ responses: StoredResponse[]; contacts: StoredContact[] }> => {
  const [responses, contacts] = await Promise.all([
    db
      .selectFrom('responses')
      .selectAll()
      .where('project_id', '=', project)
      .where('person', '=', personOf(respondent))
      .where('respondent_id', '=', respondent)
      .orderBy('occurred_at')
      .execute(),
    db
      .selectFrom('contacts')
      .selectAll()
      .where('project_id', '=', project)
      .where('respondent_id', '=', respondent)
      .orderBy('occurred_at')
      .execute(),
  ])
  return { responses: await toResponses(db, responses), contacts: contacts.map(fromContactRow) }
}

const excluded = (row: ContactsTable) => (eb: ExpressionBuilder<Tables, 'contacts'>) =>
  Object.fromEntries(Object.keys(row).map((column) => [column, eb.ref(`excluded.${column}` as 'contacts.survey')]))

export interface Written {
  readonly response: StoredResponse
  /** Null takes back what there was; undefined leaves it as it is. */
  readonly contact: ContactDetails | null | undefined
}

/** Keeps contact details as the revisions that were just written have them: a revision without any takes them back. */
export const storeContacts = async (db: Kysely<Tables>, project: string, written: readonly Written[], beside: Beside): Promise<void> => {
  const taken = written.flatMap(({ response, contact }) => (contact === null && beside.contacts.has(response.id) ? [response.id] : []))
  if (taken.length > 0) await db.deleteFrom('contacts').where('project_id', '=', project).where('response_id', 'in', taken).execute()
  const rows = written.flatMap(({ response, contact }) => (!contact ? [] : [toContactRow(response, contact)]))
  if (rows.length === 0) return
  const erased = await db
    .selectFrom('erased_contacts')
    .select('response_id')
    .where('project_id', '=', project)
    .where(
      'response_id',
      'in',
      rows.map((row) => row.response_id),
    )
    .execute()
  const kept = rows.filter((row) => !erased.some(({ response_id }) => response_id === row.response_id))
  const [first] = kept
  if (first === undefined) return
  await db
    .insertInto('contacts')
    .values(kept)
    .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doUpdateSet(excluded(first)))
    .execute()
}

/** Deletes contact details that there are and leaves tombstones, so that no later revision brings them back. */
export const deleteContactsOf = async (db: Kysely<Tables>, project: string, responses: readonly string[]): Promise<number> => {
  await db
    .insertInto('erased_contacts')
    .columns(['project_id', 'response_id'])
    .expression((from) =>
      from
        .selectFrom('contacts')
        .select(['project_id', 'response_id'])
        .where('project_id', '=', project)
        .where('response_id', 'in', responses),
    )
    .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
    .execute()
  const { numDeletedRows } = await db
    .deleteFrom('contacts')
    .where('project_id', '=', project)
    .where('response_id', 'in', responses)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
