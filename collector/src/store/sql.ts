import { type Kysely, sql } from 'kysely'
import { deleteContacts, expire, readContactCounts, readContacts, readPerson } from './contacts'
import { migrate } from './migrations'
import { readAnswered, readAnswers, readChoices, readGateCounts, readInstruments, readLatest, readPage, readShowings } from './read'
import { readDays, readPeople } from './read-time'
import type { Tables } from './tables'
import type { Outcome, Store, StoreItem } from './types'
import { applyItem, eraseRespondent } from './write'

/** The store over any database kysely speaks that knows ON CONFLICT, RETURNING and window functions. Brings its tables up to date first. */
export const createSqlStore = async (db: Kysely<Tables>): Promise<Store> => {
  await migrate(db)

  const applyTogether = (project: string, items: readonly StoreItem[]): Promise<Outcome[]> =>
    db.transaction().execute(async (transaction) => {
      const outcomes: Outcome[] = []
      for (const item of items) outcomes.push(await applyItem(transaction, project, item))
      return outcomes
    })

  /** One commit for the batch is one sync of the disk. Should it fail, each item gets its own, so that one poison harms itself alone. */
  const apply = async (project: string, items: readonly StoreItem[]): Promise<Outcome[]> => {
    if (items.length === 0) return []
    try {
      return await applyTogether(project, items)
    } catch (cause) {
      if (items.length === 1) return [{ status: 'failed', cause }]
      const outcomes: Outcome[] = []
      for (const item of items) outcomes.push(...(await apply(project, [item])))
      return outcomes
    }
  }

  return {
    apply,
    erase: (project, respondent, now) =>
      db
        .transaction()
        .execute(
          async (transaction) =>
            (await eraseRespondent(transaction, project, respondent, 'user', now)) +
            (await eraseRespondent(transaction, project, respondent, 'random', null)),
        ),
    person: (project, respondent) => readPerson(db, project, respondent),
    contacts: (scope, after, limit) => readContacts(db, scope, after, limit),
    contactCounts: (scope) => readContactCounts(db, scope),
    deleteContacts: (project, responses) => deleteContacts(db, project, responses),
    expire: (before) => expire(db, before),
    showings: (scope) => readShowings(db, scope),
    choices: (scope) => readChoices(db, scope),
    days: (scope) => readDays(db, scope),
    people: (scope, touchpoint, fingerprint, starts) => readPeople(db, scope, touchpoint, fingerprint, starts),
    answers: (scope, of) => readAnswers(db, scope, of),
    instruments: (scope) => readInstruments(db, scope),
    gateCounts: (scope) => readGateCounts(db, scope),
    latest: (scope, kind, perInstrument, of) => readLatest(db, scope, kind, perInstrument, of),
    answered: (project, survey, wave, limit) => readAnswered(db, project, survey, wave, limit),
    page: (scope, after, limit) => readPage(db, scope, after, limit),
    projects: async () => {
      const rows = await db.selectFrom('responses').select('project_id').distinct().orderBy('project_id').execute()
      return rows.map((row) => row.project_id)
    },
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close: () => db.destroy(),
  }
}
