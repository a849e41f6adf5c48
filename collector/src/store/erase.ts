import { type Kysely, sql } from 'kysely'
import { audit, type By } from './audit'
import { msOf } from './clock'
import { runCompiled } from './compiled'
import { deleteContactsOf } from './contacts'
import { type CountedRow, countedColumns, createLedger, type Ledger } from './counted'
import { type Dialect, inParts, sortedBy } from './dialect'
import { removeSimulatedCounts } from './gate-counts'
import { deleteLoopOf } from './loop-write'
import { relink } from './people'
import { settle } from './rollups'
import { hash, personOf } from './rows'
import type { ResponsesTable, Tables } from './tables'
import type { Transact } from './transact'
import type { StoredResponse } from './types'

const scopeOf = ({ kind }: StoredResponse['respondent']): 'random' | 'user' => (kind === 'user' ? 'user' : 'random')

/** Which of these responses were erased, or everything their respondents did until then: they are acknowledged and dropped. */
export const readErased = async (
  db: Kysely<Tables>,
  project: string,
  responses: readonly StoredResponse[],
): Promise<(response: StoredResponse) => boolean> => {
  const ids = new Set<string>()
  const until = new Map<string, string | null>()
  for (const some of inParts(responses, 500)) {
    const responseIds = [...new Set(some.map(({ id }) => id))]
    const hashes = [...new Set(some.map(({ respondent }) => hash(respondent.id)))]
    const build = () =>
      db
        .selectFrom('erased_responses')
        .select(['response_id as key', sql<string | null>`null`.as('scope'), sql<string | null>`null`.as('until')])
        .where('project_id', '=', project)
        .where('response_id', 'in', responseIds)
        .unionAll((eb) =>
          eb
            .selectFrom('erased_respondents')
            .select(['respondent_hash as key', 'scope', 'until'])
            .where('project_id', '=', project)
            .where('respondent_hash', 'in', hashes),
        )
        .compile()
    const { rows } = await runCompiled<{ key: string; scope: string | null; until: string | null }>(
      db,
      `erased ${responseIds.length} ${hashes.length}`,
      build,
      [project, ...responseIds, project, ...hashes],
    )
    for (const { key, scope, until: end } of rows) {
      if (scope === null) ids.add(key)
      else until.set(`${scope} ${key}`, end)
    }
  }
  // Nearly always: nobody's hash is made twice for nothing.
  if (ids.size + until.size === 0) return () => false
  return ({ id, respondent, occurredAt }) => {
    if (ids.has(id)) return true
    const end = until.get(`${scopeOf(respondent)} ${hash(respondent.id)}`)
    return end !== undefined && (end === null || end >= occurredAt)
  }
}

type Found = CountedRow & Pick<ResponsesTable, 'response_id' | 'respondent_id' | 'person'> & { readonly metric: string }

const findRows = (db: Kysely<Tables>, project: string) =>
  db
    .selectFrom('responses')
    .innerJoin('series', 'series.id', 'responses.series')
    .select(countedColumns.map((column) => `responses.${column}` as const))
    .select(['response_id', 'respondent_id', 'person', 'metric'])
    .where('responses.project_id', '=', project)

/** Deletes rows with all that was kept beside them, takes them out of every count. `tombstones`: no replay brings them back. */
const removeRows = async (
  db: Kysely<Tables>,
  project: string,
  rows: readonly Found[],
  ledger: Ledger,
  tombstones = true,
): Promise<number> => {
  for (const some of inParts(
    sortedBy(rows, (row) => row.response_id),
    500,
  )) {
    const ids = some.map((row) => row.response_id)
    if (tombstones)
      await db
        .insertInto('erased_responses')
        .values(ids.map((response_id) => ({ project_id: project, response_id })))
        .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
        .execute()
    await db.deleteFrom('comments').where('project_id', '=', project).where('response_id', 'in', ids).execute()
    await deleteLoopOf(db, project, ids)
    await db.deleteFrom('responses').where('project_id', '=', project).where('response_id', 'in', ids).execute()
    for (const row of some) ledger.add(row, row.metric === 'nps', -1)
  }
  const people = rows.filter(({ metric, score }) => metric === 'nps' && score !== null)
  await relink(
    db,
    project,
    people.map(({ person, respondent_id: respondent }) => ({ person: Number(person), respondent })),
    ledger,
  )
  return rows.length
}

/** Deletes a respondent's responses and contact details of one scope and leaves tombstones. Random ids are capabilities; user ids need a team's word. */
export const eraseRespondent = async (
  db: Kysely<Tables>,
  project: string,
  respondent: string,
  scope: 'random' | 'user',
  until: string | null,
  ledger: Ledger,
): Promise<number> => {
  await db
    .insertInto('erased_respondents')
    .values({ project_id: project, respondent_hash: hash(respondent), scope, until })
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'respondent_hash', 'scope']).doUpdateSet({ until: (eb) => eb.ref('excluded.until') }),
    )
    .execute()
  await db
    .deleteFrom('contacts')
    .where('project_id', '=', project)
    .where('respondent_id', '=', respondent)
    .where('respondent_kind', scope === 'user' ? '=' : '!=', 'user')
    .execute()
  const rows = await findRows(db, project)
    .where('person', '=', personOf(respondent))
    .where('respondent_id', '=', respondent)
    .where('respondent_kind', scope === 'user' ? '=' : '!=', 'user')
    .execute()
  return removeRows(db, project, rows, ledger)
}

/** So many at a time: who writes into the project waits for no more than these. */
const EXPIRED_AT_ONCE = 500

/** Removes some of a project's that happened before a time; resolves with how many there were. */
type Remove = (db: Kysely<Tables>, dialect: Dialect, project: string, before: string) => Promise<number>

const removeOldContacts: Remove = async (db, _, project, before) => {
  const rows = await db
    .selectFrom('contacts')
    .select('response_id')
    .where('project_id', '=', project)
    .where('occurred_at', '<', before)
    .limit(EXPIRED_AT_ONCE)
    .execute()
  if (rows.length === 0) return 0
  return deleteContactsOf(db, project, rows.map((row) => row.response_id).sort())
}

const removeOldResponses: Remove = async (db, dialect, project, before) => {
  const rows = await findRows(db, project)
    .where('responses.series', 'in', (from) => from.selectFrom('series').select('id').where('project_id', '=', project))
    .where('occurred_at', '<', msOf(before))
    .limit(EXPIRED_AT_ONCE)
    .execute()
  const ledger = createLedger()
  const removed = await removeRows(db, project, rows, ledger)
  await settle(db, dialect, ledger)
  return removed
}

const expireIn = async (
  dialect: Dialect,
  transact: Transact,
  projects: readonly string[],
  remove: Remove,
  before: string,
  of: (project: string) => boolean,
): Promise<number> => {
  let deleted = 0
  for (const project of projects.filter(of))
    for (let found = EXPIRED_AT_ONCE; found === EXPIRED_AT_ONCE; ) {
      found = await transact(async (transaction) => {
        await dialect.hold(transaction, project, 'alone')
        return remove(transaction, dialect, project, before)
      })
      deleted += found
    }
  return deleted
}

const contactsBefore = async (db: Kysely<Tables>, before: string): Promise<string[]> => {
  const rows = await db.selectFrom('contacts').select('project_id').where('occurred_at', '<', before).distinct().execute()
  return rows.map((row) => row.project_id)
}

/** Along the index of each series: its oldest row tells. */
const responsesBefore = async (db: Kysely<Tables>, before: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('series')
    .select('project_id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('responses')
          .select('responses.series')
          .whereRef('responses.series', '=', 'series.id')
          .where('responses.occurred_at', '<', msOf(before)),
      ),
    )
    .distinct()
    .execute()
  return rows.map((row) => row.project_id)
}

/** Deletes what has had its time, in the projects that `of` says. */
export const expire = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  transact: Transact,
  before: { readonly responses?: string; readonly contacts?: string },
  of: (project: string) => boolean = () => true,
): Promise<{ responses: number; contacts: number }> => ({
  contacts:
    before.contacts === undefined
      ? 0
      : await expireIn(dialect, transact, await contactsBefore(db, before.contacts), removeOldContacts, before.contacts, of),
  responses:
    before.responses === undefined
      ? 0
      : await expireIn(dialect, transact, await responsesBefore(db, before.responses), removeOldResponses, before.responses, of),
})

/** Deletes the test answers of a project, and how to reach those who gave them; no replay brings them back. */
export const deleteTests = (dialect: Dialect, transact: Transact, project: string, by: By): Promise<number> => {
  const removeTests: Remove = async (transaction) => {
    const rows = await findRows(transaction, project).where('series.test', '=', 1).limit(EXPIRED_AT_ONCE).execute()
    if (rows.length === 0) return 0
    await deleteContactsOf(transaction, project, rows.map((row) => row.response_id).sort())
    const ledger = createLedger()
    const removed = await removeRows(transaction, project, rows, ledger)
    await settle(transaction, dialect, ledger)
    await audit(transaction, by, { project, action: 'tests.deleted', detail: { responses: removed } })
    return removed
  }
  return expireIn(dialect, transact, [project], removeTests, '', () => true)
}

/**
 * Deletes rows that no device has, so that nothing has to keep them from coming back. `which`: some of these rows, in the order of their ids, after
 * an id. Resolves with how many there were.
 */
const removeForGood = async (
  dialect: Dialect,
  transact: Transact,
  project: string,
  which: (rows: ReturnType<typeof findRows>) => ReturnType<typeof findRows>,
): Promise<number> => {
  let [removed, after] = [0, '']
  for (let found = EXPIRED_AT_ONCE; found === EXPIRED_AT_ONCE; ) {
    const last = await transact(async (transaction) => {
      await dialect.hold(transaction, project, 'alone')
      const rows = await which(findRows(transaction, project))
        .where('response_id', '>', after)
        .orderBy('response_id')
        .limit(EXPIRED_AT_ONCE)
        .execute()
      const ids = rows.map((row) => row.response_id)
      if (ids.length === 0) return { n: 0, id: after }
      await transaction.deleteFrom('contacts').where('project_id', '=', project).where('response_id', 'in', ids).execute()
      const ledger = createLedger()
      await removeRows(transaction, project, rows, ledger, false)
      await settle(transaction, dialect, ledger)
      return { n: ids.length, id: ids.at(-1) ?? after }
    })
    found = last.n
    after = last.id
    removed += last.n
  }
  return removed
}

/** Deletes what an import brought, told by its moment. */
export const removeImported = (dialect: Dialect, transact: Transact, project: string, survey: string, moment: string): Promise<number> =>
  removeForGood(dialect, transact, project, (rows) => rows.where('series.survey', '=', survey).where('responses.moment', '=', moment))

/** Deletes all sample data of a project. */
export const deleteSimulated = async (dialect: Dialect, transact: Transact, project: string, by: By): Promise<number> => {
  const responses = await removeForGood(dialect, transact, project, (rows) => rows.where('series.simulated', '=', 1))
  await transact(async (transaction) => {
    await dialect.hold(transaction, project, 'alone')
    await removeSimulatedCounts(transaction, project)
    await audit(transaction, by, { project, action: 'simulated.deleted', detail: { responses } })
  })
  return responses
}
