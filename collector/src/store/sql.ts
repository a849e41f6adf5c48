import { type Kysely, sql } from 'kysely'
import { deleteContactsOf, readContactCounts, readContacts, readPerson } from './contacts'
import type { Dialect } from './dialect'
import { deleteTests, eraseRespondent, expire } from './erase'
import { createNoteStore } from './notes'
import { breakdown, comments, dimensions } from './provisional'
import {
  readAnswered,
  readAnswers,
  readChoices,
  readGateCounts,
  readInstruments,
  readLatest,
  readPage,
  readResponse,
  readShowings,
} from './read'
import { readDays, readPeople } from './read-time'
import { createShareStore } from './shares'
import type { Tables } from './tables'
import { createTransact } from './transact'
import type { Outcome, Store, StoreItem } from './types'
import { isUnavailable } from './unavailable'
import { applyBatch } from './write'

/** The store over any database kysely speaks that knows ON CONFLICT, RETURNING and window functions. Its tables are there: see `migrate`. */
export const createSqlStore = (db: Kysely<Tables>, dialect: Dialect): Store => {
  const transact = createTransact(db, dialect)

  /** One commit for the batch is one sync of the disk. Should it fail, each item gets its own, so that one poison harms itself alone. */
  const apply = async (project: string, items: readonly StoreItem[]): Promise<Outcome[]> => {
    if (items.length === 0) return []
    try {
      return await transact((transaction) => applyBatch(transaction, dialect, project, items))
    } catch (cause) {
      if (isUnavailable(cause)) throw cause
      if (items.length === 1) return [{ status: 'failed', cause }]
      const outcomes: Outcome[] = []
      for (const item of items) outcomes.push(...(await apply(project, [item])))
      return outcomes
    }
  }

  return {
    apply,
    erase: (project, respondent, now) =>
      transact(async (transaction) => {
        await dialect.hold(transaction, project, 'alone')
        const known = await eraseRespondent(transaction, project, respondent, 'user', now)
        return known + (await eraseRespondent(transaction, project, respondent, 'random', null))
      }),
    person: (project, respondent) => readPerson(db, project, respondent),
    contacts: (scope, after, limit) => readContacts(db, scope, after, limit),
    contactCounts: (scope) => readContactCounts(db, scope),
    deleteContacts: async (project, responses) =>
      responses.length === 0
        ? 0
        : transact(async (transaction) => {
            await dialect.hold(transaction, project, 'alone')
            return deleteContactsOf(transaction, project, responses)
          }),
    expire: (before) => expire(db, dialect, transact, before),
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
    response: (project, id) => readResponse(db, project, id),
    breakdown: (scope, of, dimension) => breakdown(db, scope, of, dimension),
    dimensions: (scope) => dimensions(db, scope),
    comments: (scope, query) => comments(db, scope, query),
    notes: createNoteStore(db),
    shares: createShareStore(db),
    deleteTests: (project) => deleteTests(db, dialect, transact, project),
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
