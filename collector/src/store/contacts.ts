import type { ExpressionBuilder, Kysely } from 'kysely'
import type { ContactDetails } from '../answers'
import { fromContactRow, fromRow, toContactRow } from './rows'
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
  return { responses: responses.map(fromRow), contacts: contacts.map(fromContactRow) }
}

const withoutKey = ({ project_id, response_id, ...rest }: ContactsTable): Omit<ContactsTable, 'project_id' | 'response_id'> => rest

/** Keeps a response's contact details as its revision has them: a revision without any takes them back. */
export const storeContact = async (db: Kysely<Tables>, response: StoredResponse, contact: ContactDetails | null): Promise<void> => {
  const { project, id } = response
  if (contact === null) {
    if (response.revision > 1) await db.deleteFrom('contacts').where('project_id', '=', project).where('response_id', '=', id).execute()
    return
  }
  const erased = await db
    .selectFrom('erased_contacts')
    .select('response_id')
    .where('project_id', '=', project)
    .where('response_id', '=', id)
    .executeTakeFirst()
  if (erased) return
  const row = toContactRow(response, contact)
  await db
    .insertInto('contacts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doUpdateSet(withoutKey(row)))
    .execute()
}

type OfContacts = (eb: ExpressionBuilder<Tables, 'contacts'>) => ReturnType<ReturnType<typeof inScope>>

/** Deletes and leaves tombstones, so that no later revision brings them back. */
const deleteWhere = async (db: Kysely<Tables>, which: OfContacts): Promise<number> => {
  await db
    .insertInto('erased_contacts')
    .columns(['project_id', 'response_id'])
    .expression((from) => from.selectFrom('contacts').select(['project_id', 'response_id']).where(which))
    .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
    .execute()
  const { numDeletedRows } = await db.deleteFrom('contacts').where(which).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

export const deleteContacts = (db: Kysely<Tables>, project: string, responses: readonly string[]): Promise<number> =>
  responses.length === 0
    ? Promise.resolve(0)
    : db
        .transaction()
        .execute((transaction) =>
          deleteWhere(transaction, (eb) => eb.and([eb('project_id', '=', project), eb('response_id', 'in', responses)])),
        )

/** What has had its time, in all projects. */
export const expire = (
  db: Kysely<Tables>,
  before: { readonly responses?: string; readonly contacts?: string },
): Promise<{ responses: number; contacts: number }> =>
  db.transaction().execute(async (transaction) => {
    const { contacts, responses } = before
    const deleted = { responses: 0, contacts: 0 }
    if (contacts !== undefined) deleted.contacts = await deleteWhere(transaction, (eb) => eb.and([eb('occurred_at', '<', contacts)]))
    if (responses === undefined) return deleted
    await transaction
      .insertInto('erased_responses')
      .columns(['project_id', 'response_id'])
      .expression((from) => from.selectFrom('responses').select(['project_id', 'response_id']).where('occurred_at', '<', responses))
      .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
      .execute()
    const { numDeletedRows } = await transaction.deleteFrom('responses').where('occurred_at', '<', responses).executeTakeFirstOrThrow()
    return { ...deleted, responses: Number(numDeletedRows) }
  })
