import type { ExpressionBuilder, Kysely } from 'kysely'
import { readBeside } from './beside'
import { isoOf, msOf } from './clock'
import { storeComments } from './comments'
import { runCompiled, valuesOf } from './compiled'
import { storeContacts, type Written } from './contacts'
import { type CountedRow, countedColumns, createLedger, type Ledger } from './counted'
import { type Dialect, inParts, sortedBy } from './dialect'
import { eraseRespondent, readErased } from './erase'
import { addCounts, type CountsItem, noteSimulated } from './gate-counts'
import { storeJudgements } from './loop-write'
import type { Place } from './names'
import { type Person, relink } from './people'
import { settle } from './rollups'
import { personOf, toRow } from './rows'
import type { ResponsesTable, Tables } from './tables'
import { Raced } from './transact'
import type { Outcome, StoredResponse, StoreItem } from './types'

/** One item may stand in a batch twice: they are told apart by their place. */
interface ResponseItem extends Written {
  readonly at: number
}
type Outcomes = Map<number, Outcome>
type PlaceOf = (response: StoredResponse) => Place

const excluded = (row: ResponsesTable) => (eb: ExpressionBuilder<Tables, 'responses'>) =>
  Object.fromEntries(Object.keys(row).map((column) => [column, eb.ref(`excluded.${column}` as 'responses.answers')]))

/** Resolves with the ids of those that another transaction has just written: they are there after all, and not held. */
const insert = async (db: Kysely<Tables>, { concurrent }: Dialect, rows: readonly ResponsesTable[]): Promise<readonly string[]> => {
  const build = () => {
    const plain = db.insertInto('responses').values(rows)
    if (!concurrent) return plain.compile()
    return plain
      .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doNothing())
      .returning('response_id')
      .compile()
  }
  const written = await runCompiled<unknown>(db, `insert ${rows.length}`, build, valuesOf(rows))
  if (!concurrent || written.rows.length === rows.length) return []
  const made = new Set(written.rows.map((row) => (row as Pick<ResponsesTable, 'response_id'>).response_id))
  return rows.flatMap(({ response_id }) => (made.has(response_id) ? [] : [response_id]))
}

/** Of rows that are there, and held. Never together with new ones: one that just came would be waited for, by who holds what it waits for. */
const replace = async (db: Kysely<Tables>, rows: readonly ResponsesTable[]): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const build = () =>
    db
      .insertInto('responses')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doUpdateSet(excluded(first)))
      .compile()
  await runCompiled<unknown>(db, `replace ${rows.length}`, build, valuesOf(rows))
}

type There = CountedRow & Pick<ResponsesTable, 'response_id' | 'revision' | 'updated_at' | 'respondent_id'> & { readonly metric: string }

/**
 * What is there, with what it is counted by, for nobody else to change until the transaction ends. `free`: only what nobody else holds; who holds
 * other rows already must not wait for these.
 */
const readThere = async (
  db: Kysely<Tables>,
  { concurrent }: Dialect,
  project: string,
  ids: readonly string[],
  which: 'all' | 'free',
): Promise<Map<string, There>> => {
  if (ids.length === 0) return new Map()
  const build = () =>
    db
      .selectFrom('responses')
      .innerJoin('series', 'series.id', 'responses.series')
      .select(countedColumns.map((column) => `responses.${column}` as const))
      .select(['response_id', 'revision', 'updated_at', 'respondent_id', 'metric'])
      .where('responses.project_id', '=', project)
      .where('response_id', 'in', ids)
      .orderBy('response_id')
      .$if(concurrent, (query) => query.forUpdate('responses'))
      .$if(concurrent && which === 'free', (query) => query.skipLocked())
      .compile()
  const { rows } = await runCompiled<There>(db, `there ${which} ${ids.length}`, build, [project, ...ids])
  return new Map(rows.map((row) => [row.response_id, row]))
}

/** Those that are neither erased nor there already, at this revision or a higher one: neither ever changes. */
export const readWanted = async (
  db: Kysely<Tables>,
  project: string,
  responses: readonly StoredResponse[],
): Promise<readonly StoredResponse[]> => {
  const isErased = await readErased(db, project, responses)
  const revisions = new Map<string, number>()
  for (const some of inParts(responses, 500)) {
    const rows = await db
      .selectFrom('responses')
      .select(['response_id', 'revision'])
      .where('project_id', '=', project)
      .where(
        'response_id',
        'in',
        some.map(({ id }) => id),
      )
      .execute()
    for (const { response_id, revision } of rows) revisions.set(response_id, Number(revision))
  }
  return responses.filter((response) => !isErased(response) && (revisions.get(response.id) ?? 0) < response.revision)
}

/** As much of a state as the next revision is compared with. */
type State = Pick<There, 'revision' | 'updated_at'>

/** What becomes of a revision that is no higher than the one that is there. */
const outcomeBeside = ({ revision, updatedAt }: StoredResponse, there: State): Outcome => {
  const current = Number(there.revision)
  const time = there.updated_at === null ? null : isoOf(there.updated_at)
  // The same number for another state: the device lost its memory of the first, and counted on from before it.
  const isSame = current === revision && (time === updatedAt || !time || !updatedAt)
  return isSame ? { status: 'duplicate' } : { status: 'stale', current, ...(time && { time }) }
}

/** All that a batch brings of one response, in its order; never empty. */
type Chain = readonly [ResponseItem, ...ResponseItem[]]

/** The one that is left of a chain in the end: the highest revision, and the first that has it. */
const lastOf = (chain: Chain): ResponseItem => chain.reduce((last, item) => (item.response.revision > last.response.revision ? item : last))

/** Tells what becomes of each, as if one were written after the other; those that would be. */
const judgeChain = (chain: Chain, before: State | undefined, outcomes: Outcomes): readonly ResponseItem[] => {
  let state = before
  return chain.filter(({ at, response }) => {
    if (state && Number(state.revision) >= response.revision) {
      outcomes.set(at, outcomeBeside(response, state))
      return false
    }
    outcomes.set(at, { status: 'stored' })
    state = { revision: response.revision, updated_at: response.updatedAt === null ? null : msOf(response.updatedAt) }
    return true
  })
}

/**
 * Inserts those that are not there. Who was quicker with one of them has committed by now; its row is taken up then, as if it had been there from
 * the start, unless it is somebody's again: waiting for it could be waiting in a circle.
 */
const insertNew = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  rows: readonly ResponsesTable[],
  there: Map<string, There>,
): Promise<void> => {
  for (const part of inParts(rows, dialect.rowsAtOnce)) {
    const others = await insert(db, dialect, part)
    for (const [id, row] of await readThere(db, dialect, project, others, 'free')) there.set(id, row)
    if (!others.every((id) => there.has(id))) throw new Raced('expected a response to be new, got one that just came')
  }
}

/**
 * Writes one row for each response: the highest revision wins, so duplicates and any order of arrival commute (DELIVERY). Of several revisions in
 * one batch the last alone is written.
 */
const writeChains = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  chains: readonly Chain[],
  placeOf: PlaceOf,
  ledger: Ledger,
  outcomes: Outcomes,
): Promise<void> => {
  const ids = chains.map(([{ response }]) => response.id)
  const there = await readThere(db, dialect, project, ids, 'all')
  const rows = new Map<string, ResponsesTable>()
  for (const chain of chains) {
    const { response } = lastOf(chain)
    if (Number(there.get(response.id)?.revision ?? 0) < response.revision) rows.set(response.id, toRow(response, placeOf(response)))
  }
  await insertNew(
    db,
    dialect,
    project,
    [...rows.values()].filter(({ response_id }) => !there.has(response_id)),
    there,
  )
  const older: ResponsesTable[] = []
  const stored: ResponseItem[] = []
  const written: { readonly response: StoredResponse; readonly place: Place }[] = []
  const contacts: Written[] = []
  const people: Person[] = []
  for (const chain of chains) {
    const { response } = lastOf(chain)
    const before = there.get(response.id)
    const kept = judgeChain(chain, before, outcomes)
    const row = rows.get(response.id)
    if (kept.length === 0 || !row) continue
    stored.push(...kept)
    const place = placeOf(response)
    written.push({ response, place })
    // One that says nothing of contact details leaves them as the one before it had them.
    const reached = kept.findLast(({ contact }) => contact !== undefined)
    if (reached) contacts.push(reached)
    ledger.add(row, place.isNps, 1)
    const wasNps = before?.metric === 'nps' && before.score !== null
    if (before) {
      older.push(row)
      ledger.add(before, before.metric === 'nps', -1)
    }
    if (wasNps || (place.isNps && row.score !== null)) people.push({ person: row.person, respondent: row.respondent_id })
    if (before && wasNps && before.respondent_id !== row.respondent_id)
      people.push({ person: personOf(before.respondent_id), respondent: before.respondent_id })
  }
  for (const part of inParts(older, dialect.rowsAtOnce)) await replace(db, part)
  if (written.length === 0) return
  const beside = await readBeside(
    db,
    project,
    older.map(({ response_id }) => response_id),
  )
  await storeContacts(db, project, contacts, beside)
  await storeComments(db, dialect, project, written, beside)
  await storeJudgements(db, dialect, project, stored, beside)
  await relink(db, project, people, ledger)
}

/** Writes what was not erased, in the order of the ids. */
export const storeResponses = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  items: readonly ResponseItem[],
  isErased: (response: StoredResponse) => boolean,
  placeOf: PlaceOf,
  ledger: Ledger,
): Promise<Outcomes> => {
  const outcomes: Outcomes = new Map()
  const chains = new Map<string, [ResponseItem, ...ResponseItem[]]>()
  for (const item of items) {
    const chain = chains.get(item.response.id)
    if (isErased(item.response)) outcomes.set(item.at, { status: 'duplicate' })
    else if (chain) chain.push(item)
    else chains.set(item.response.id, [item])
  }
  const sorted = sortedBy([...chains.values()], ([{ response }]) => response.id)
  for (const some of inParts(sorted, 500)) await writeChains(db, dialect, project, some, placeOf, ledger, outcomes)
  return outcomes
}

/** Notes these ids of events; resolves with those never seen before in the project. */
const noteEvents = async (
  db: Kysely<Tables>,
  { rowsAtOnce }: Dialect,
  project: string,
  items: readonly { readonly eventId: string }[],
): Promise<Set<string>> => {
  const ids = [...new Set(items.map(({ eventId }) => eventId))]
  const fresh = new Set<string>()
  const received_at = new Date().toISOString()
  for (const some of inParts(
    sortedBy(ids, (id) => id),
    rowsAtOnce,
  )) {
    const events = some.map((event_id) => ({ project_id: project, event_id, received_at }))
    const build = () =>
      db
        .insertInto('events')
        .values(events)
        .onConflict((conflict) => conflict.columns(['project_id', 'event_id']).doNothing())
        .returning('event_id')
        .compile()
    const { rows } = await runCompiled<{ event_id: string }>(db, `events ${events.length}`, build, valuesOf(events))
    for (const { event_id } of rows) fresh.add(event_id)
  }
  return fresh
}

/**
 * Applies a batch inside a transaction, as if one item after the other. Every transaction takes its rows in one order: people, ids of events,
 * responses with their contact details, counts; each sorted. Who erases is alone. So none ever waits for one that waits for it.
 */
export const applyBatch = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  items: readonly StoreItem[],
  placeOf: PlaceOf,
): Promise<Outcome[]> => {
  const people = items.flatMap((item) =>
    item.type === 'response' && item.response.instrument.type === 'nps' ? [personOf(item.response.respondent.id)] : [],
  )
  await dialect.hold(db, project, items.some(({ type }) => type === 'forget') ? 'alone' : 'beside', people)
  const fresh = await noteEvents(
    db,
    dialect,
    project,
    items.filter((item) => item.type !== 'response'),
  )
  const outcomes: Outcomes = new Map()
  const ledger = createLedger()
  const counted: CountsItem[] = []
  let waiting: ResponseItem[] = []
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return
    const isErased = await readErased(
      db,
      project,
      waiting.map(({ response }) => response),
    )
    for (const [at, outcome] of await storeResponses(db, dialect, project, waiting, isErased, placeOf, ledger)) outcomes.set(at, outcome)
    waiting = []
  }
  for (const [at, item] of items.entries()) {
    if (item.type === 'response') waiting.push({ ...item, at })
    else if (!fresh.delete(item.eventId)) outcomes.set(at, { status: 'duplicate' })
    else {
      outcomes.set(at, { status: 'stored' })
      if (item.type === 'counts') counted.push(item)
      else {
        await flush()
        for (const respondent of item.respondents) await eraseRespondent(db, project, respondent, 'random', null, ledger)
      }
    }
  }
  await flush()
  await addCounts(db, dialect, project, counted)
  await noteSimulated(db, dialect, project, counted)
  await settle(db, dialect, ledger)
  return items.map((_, at) => outcomes.get(at) ?? { status: 'failed', cause: new Error('expected an outcome, got none') })
}
