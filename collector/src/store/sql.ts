import { type Kysely, sql } from 'kysely'
import { createAccessStore } from './access'
import { audit, createAuditStore } from './audit'
import { createBeliefStore } from './beliefs'
import { readBreakdown, readDimensions } from './breakdown'
import { readChanges } from './changes'
import { readComments } from './comments'
import { deleteContactsOf, readContactCounts, readContacts, readPerson } from './contacts'
import { createLedger } from './counted'
import type { Dialect } from './dialect'
import { deleteSimulated, deleteTests, eraseRespondent, expire } from './erase'
import { createFolding } from './folding'
import { readGateCounts } from './gate-counts'
import { createGroups } from './groups'
import { createImportStore } from './imports'
import { readLater } from './later'
import { createLoopStore } from './loop'
import { createNames } from './names'
import { createNoteStore } from './notes'
import {
  readAnswered,
  readAnswers,
  readChoices,
  readDays,
  readInstruments,
  readLatest,
  readPage,
  readResponse,
  readShowings,
  readSimulated,
} from './read'
import { readPeople } from './read-time'
import { settle } from './rollups'
import { hash } from './rows'
import { createShareStore } from './shares'
import { createSurveyStore } from './surveys'
import type { Tables } from './tables'
import { readTogether } from './together'
import { createTransact } from './transact'
import type { Outcome, Store, StoreItem } from './types'
import { isUnavailable } from './unavailable'
import { applyBatch, readWanted } from './write'

/** The store over any database kysely speaks that knows ON CONFLICT, RETURNING and window functions. Its tables are there: see `migrate`. */
export const createSqlStore = (db: Kysely<Tables>, dialect: Dialect, foldMs?: number): Store => {
  const transact = createTransact(db, dialect)

  const names = createNames(dialect, transact)
  const folding = createFolding(db, dialect, foldMs)

  const write = async (project: string, items: readonly StoreItem[]): Promise<Outcome[]> => {
    const responses = items.flatMap((item) => (item.type === 'response' ? [item.response] : []))
    const placeOf = await names.learn(project, responses, (unknown) => readWanted(db, project, unknown))
    return transact((transaction) => applyBatch(transaction, dialect, project, items, placeOf))
  }

  /** One commit for the batch is one sync of the disk. Should it fail, each item gets its own, so that one poison harms itself alone. */
  const applyAlone = async (project: string, items: readonly StoreItem[]): Promise<Outcome[]> => {
    try {
      return await write(project, items)
    } catch (cause) {
      if (isUnavailable(cause)) throw cause
      if (items.length === 1) return [{ status: 'failed', cause }]
      const outcomes: Outcome[] = []
      for (const item of items) outcomes.push(...(await applyAlone(project, [item])))
      return outcomes
    }
  }

  const groups = createGroups({ write, applyAlone, atOnce: dialect.concurrent ? 2 : 1 })
  const apply = async (project: string, items: readonly StoreItem[]): Promise<Outcome[]> => {
    if (items.length === 0) return []
    try {
      return await groups.apply(project, items)
    } catch (cause) {
      // The one that answers next may be another.
      if (isUnavailable(cause)) names.forget()
      throw cause
    } finally {
      folding.soon()
    }
  }

  return {
    apply,
    erase: (project, respondent, by) =>
      transact(async (transaction) => {
        await dialect.hold(transaction, project, 'alone')
        const ledger = createLedger()
        const known = await eraseRespondent(transaction, project, respondent, 'user', by.at, ledger)
        const responses = known + (await eraseRespondent(transaction, project, respondent, 'random', null, ledger))
        await settle(transaction, dialect, ledger)
        await audit(transaction, by, { project, action: 'respondent.erased', target: hash(respondent), detail: { responses } })
        return responses
      }),
    person: (project, respondent) => readPerson(db, project, respondent),
    contacts: (scope, after, limit) => readContacts(db, scope, after, limit),
    contactCounts: (scope) => readContactCounts(db, scope),
    deleteContacts: async (project, responses, by) =>
      responses.length === 0
        ? 0
        : transact(async (transaction) => {
            await dialect.hold(transaction, project, 'alone')
            const contacts = await deleteContactsOf(transaction, project, responses)
            const [only] = responses
            if (contacts > 0)
              await audit(transaction, by, {
                project,
                action: 'contacts.deleted',
                ...(responses.length === 1 && only !== undefined ? { target: only } : {}),
                detail: { contacts },
              })
            return contacts
          }),
    expire: (before, of) => expire(db, dialect, transact, before, of),
    showings: (scope) => readShowings(db, dialect, scope),
    choices: (scope) => readChoices(db, dialect, scope),
    days: (scope) => readDays(db, dialect, scope),
    people: (scope, touchpoint, fingerprint, starts) => readPeople(db, dialect, scope, touchpoint, fingerprint, starts),
    answers: (scope, of) => readAnswers(db, dialect, scope, of),
    instruments: (scope) => readInstruments(db, scope),
    later: (scope, of, most) => readLater(db, scope, of, most),
    together: (scope, first, others) => readTogether(db, scope, first, others),
    gateCounts: (scope) => readGateCounts(db, scope),
    latest: (scope, kind, perInstrument, of) => readLatest(db, scope, kind, perInstrument, of),
    breakdown: (scope, of, dimension) => readBreakdown(db, scope, of, dimension),
    dimensions: (scope) => readDimensions(db, scope),
    comments: (scope, which) => readComments(db, scope, which),
    answered: (project, survey, wave, limit) => readAnswered(db, dialect, project, survey, wave, limit),
    page: (scope, after, limit) => readPage(db, scope, after, limit),
    surveys: createSurveyStore(db, dialect, transact),
    loop: createLoopStore(db, dialect, transact),
    changes: (scope, span, after, limit) => readChanges(db, scope, span, after, limit),
    response: (project, id) => readResponse(db, project, id),
    notes: createNoteStore(db, transact),
    shares: createShareStore(db, transact),
    beliefs: createBeliefStore(db, transact),
    imports: createImportStore(db, dialect, transact),
    deleteTests: (project, by) => deleteTests(dialect, transact, project, by),
    simulated: (scope) => readSimulated(db, dialect, scope),
    deleteSimulated: (project, by) => deleteSimulated(dialect, transact, project, by),
    projects: async () => {
      const rows = await db
        .selectFrom('series')
        .select('project_id')
        .where((eb) => eb.exists(eb.selectFrom('responses').select('responses.series').whereRef('responses.series', '=', 'series.id')))
        .distinct()
        .orderBy('project_id')
        .execute()
      return rows.map((row) => row.project_id)
    },
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    access: createAccessStore(db, transact),
    audit: createAuditStore(db),
    close: async () => {
      await folding.stop()
      await db.destroy()
    },
  }
}
