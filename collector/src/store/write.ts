import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { storeContacts } from './contacts'
import { type Dialect, inParts, sortedBy } from './dialect'
import { eraseRespondent, readErased } from './erase'
import { storeJudgements } from './loop-write'
import { toRow } from './rows'
import type { ResponsesTable, Tables } from './tables'
import type { Outcome, StoredResponse, StoreItem } from './types'

/** One item may stand in a batch twice: they are told apart by their place. */
type ResponseItem = Extract<StoreItem, { type: 'response' }> & { readonly at: number }
type Outcomes = Map<number, Outcome>
type CountsItem = Extract<StoreItem, { type: 'counts' }>

const excluded = (row: ResponsesTable) => (eb: ExpressionBuilder<Tables, 'responses'>) =>
  Object.fromEntries(Object.keys(row).map((column) => [column, eb.ref(`excluded.${column}` as 'responses.survey')]))

/** The one write that matters: the highest revision wins, so duplicates and any order of arrival commute (DELIVERY). Each id once, in order. */
const upsert = async (db: Kysely<Tables>, rows: readonly ResponsesTable[]): Promise<ReadonlySet<string>> => {
  const [first] = rows
  if (first === undefined) return new Set()
  const written = await db
    .insertInto('responses')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'response_id'])
        .doUpdateSet(excluded(first))
        .where(sql<boolean>`excluded.revision > responses.revision`),
    )
    .returning('response_id')
    .execute()
  return new Set(written.map((row) => row.response_id))
}

type There = Pick<ResponsesTable, 'response_id' | 'revision' | 'updated_at'>

const readThere = async (db: Kysely<Tables>, project: string, ids: readonly string[]): Promise<ReadonlyMap<string, There>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('responses')
    .select(['response_id', 'revision', 'updated_at'])
    .where('project_id', '=', project)
    .where('response_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.response_id, row]))
}

/** What becomes of a revision that is no higher than the one that is there. */
const outcomeBeside = ({ revision, updatedAt }: StoredResponse, { updated_at, ...there }: There): Outcome => {
  const current = Number(there.revision)
  // The same number for another state: the device lost its memory of the first, and counted on from before it.
  const isSame = current === revision && (updated_at === updatedAt || !updated_at || !updatedAt)
  return isSame ? { status: 'duplicate' } : { status: 'stale', current, ...(updated_at && { time: updated_at }) }
}

/** Items that write one row each. */
const writeOnce = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  items: readonly ResponseItem[],
  outcomes: Outcomes,
): Promise<void> => {
  for (const some of inParts(
    sortedBy(items, ({ response }) => response.id),
    dialect.rowsAtOnce,
  )) {
    const written = await upsert(
      db,
      some.map(({ response }) => toRow(response)),
    )
    const [stored, older] = [
      some.filter(({ response }) => written.has(response.id)),
      some.filter(({ response }) => !written.has(response.id)),
    ]
    for (const { at } of stored) outcomes.set(at, { status: 'stored' })
    await storeContacts(db, project, stored)
    await storeJudgements(db, project, stored)
    const there = await readThere(
      db,
      project,
      older.map(({ response }) => response.id),
    )
    for (const { at, response } of older) {
      const row = there.get(response.id)
      if (row === undefined) throw new Error('expected the response that was in the way, got none')
      outcomes.set(at, outcomeBeside(response, row))
    }
  }
}

/** Several revisions of one response are written one after the other, as a statement may touch a row only once. */
const storeResponses = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  items: readonly ResponseItem[],
  outcomes: Outcomes,
): Promise<void> => {
  const isErased = await readErased(
    db,
    dialect,
    project,
    items.map(({ response }) => response),
  )
  let left: readonly ResponseItem[] = items
  while (left.length > 0) {
    const now = new Map<string, ResponseItem>()
    const later: ResponseItem[] = []
    for (const item of left) {
      if (isErased(item.response)) outcomes.set(item.at, { status: 'duplicate' })
      else if (now.has(item.response.id)) later.push(item)
      else now.set(item.response.id, item)
    }
    await writeOnce(db, dialect, project, [...now.values()], outcomes)
    left = later
  }
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
    const rows = await db
      .insertInto('events')
      .values(some.map((event_id) => ({ project_id: project, event_id, received_at })))
      .onConflict((conflict) => conflict.columns(['project_id', 'event_id']).doNothing())
      .returning('event_id')
      .execute()
    for (const { event_id } of rows) fresh.add(event_id)
  }
  return fresh
}

/** No honest day comes near; beyond what a number holds exactly, a report could not be read any more. */
const MOST_COUNTED = 1e12
const gates = ['triggered', 'eligible', 'sampled'] as const
const sumOf = (gate: (typeof gates)[number]) => {
  const sum = sql`${sql.ref(`gate_counts.${gate}`)} + ${sql.ref(`excluded.${gate}`)}`
  return sql<number>`case when ${sum} > ${sql.lit(MOST_COUNTED)} then ${sql.lit(MOST_COUNTED)} else ${sum} end`
}

/** Adds up first what the whole batch counts: every row is touched once, in order. */
const addCounts = async (db: Kysely<Tables>, { rowsAtOnce }: Dialect, project: string, items: readonly CountsItem[]): Promise<void> => {
  const rows = new Map<string, Tables['gate_counts']>()
  for (const { counts } of items)
    for (const { survey, day, ...counted } of counts) {
      const key = `${day} ${survey}`
      const row = rows.get(key) ?? { project_id: project, survey, day, triggered: 0, eligible: 0, sampled: 0 }
      for (const gate of gates) row[gate] = Math.min(MOST_COUNTED, row[gate] + counted[gate])
      rows.set(key, row)
    }
  const sorted = sortedBy([...rows], ([key]) => key).map(([, row]) => row)
  for (const some of inParts(sorted, rowsAtOnce))
    await db
      .insertInto('gate_counts')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['project_id', 'survey', 'day']).doUpdateSet({
          triggered: sumOf('triggered'),
          eligible: sumOf('eligible'),
          sampled: sumOf('sampled'),
        }),
      )
      .execute()
}

/**
 * Applies a batch inside a transaction, as if one item after the other. Every transaction takes its rows in one order: ids of events, responses
 * with their contact details, counts; each sorted. Who erases is alone. So none ever waits for one that waits for it.
 */
export const applyBatch = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  items: readonly StoreItem[],
): Promise<Outcome[]> => {
  await dialect.hold(db, project, items.some(({ type }) => type === 'forget') ? 'alone' : 'beside')
  const fresh = await noteEvents(
    db,
    dialect,
    project,
    items.filter((item) => item.type !== 'response'),
  )
  const outcomes: Outcomes = new Map()
  const counted: CountsItem[] = []
  let waiting: ResponseItem[] = []
  const flush = async (): Promise<void> => {
    await storeResponses(db, dialect, project, waiting, outcomes)
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
        for (const respondent of item.respondents) await eraseRespondent(db, project, respondent, 'random', null)
      }
    }
  }
  await flush()
  await addCounts(db, dialect, project, counted)
  return items.map((_, at) => outcomes.get(at) ?? { status: 'failed', cause: new Error('expected an outcome, got none') })
}
