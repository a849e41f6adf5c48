/** How often each gate was reached, by survey and day: counted without identity, so that sample data has to be noted to be taken off again. */
import { type Kysely, sql } from 'kysely'
import { runCompiled, valuesOf } from './compiled'
import { type Dialect, inParts, sortedBy } from './dialect'
import type { Tables } from './tables'
import type { GateCount, Scope, StoreItem } from './types'

export type CountsItem = Extract<StoreItem, { type: 'counts' }>

/** No honest day comes near; beyond what a number holds exactly, a report could not be read any more. */
const MOST_COUNTED = 1e12
const gates = ['triggered', 'eligible', 'sampled'] as const
const sumOf = (gate: (typeof gates)[number]) => {
  const sum = sql`${sql.ref(`gate_counts.${gate}`)} + ${sql.ref(`excluded.${gate}`)}`
  return sql<number>`case when ${sum} > ${sql.lit(MOST_COUNTED)} then ${sql.lit(MOST_COUNTED)} else ${sum} end`
}

/** Adds up first what the whole batch counts: every row is touched once, in order. */
export const addCounts = async (
  db: Kysely<Tables>,
  { rowsAtOnce }: Dialect,
  project: string,
  items: readonly CountsItem[],
): Promise<void> => {
  const rows = new Map<string, Tables['gate_counts']>()
  for (const { counts } of items)
    for (const { survey, day, ...counted } of counts) {
      const key = `${day} ${survey}`
      const row = rows.get(key) ?? { project_id: project, survey, day, triggered: 0, eligible: 0, sampled: 0 }
      for (const gate of gates) row[gate] = Math.min(MOST_COUNTED, row[gate] + counted[gate])
      rows.set(key, row)
    }
  const sorted = sortedBy([...rows], ([key]) => key).map(([, row]) => row)
  for (const some of inParts(sorted, rowsAtOnce)) {
    const build = () =>
      db
        .insertInto('gate_counts')
        .values(some)
        .onConflict((conflict) =>
          conflict.columns(['project_id', 'survey', 'day']).doUpdateSet({
            triggered: sumOf('triggered'),
            eligible: sumOf('eligible'),
            sampled: sumOf('sampled'),
          }),
        )
        .compile()
    await runCompiled<unknown>(db, `gates ${some.length}`, build, valuesOf(some))
  }
}

/** Sample data is counted as all else, and noted to be taken off again. */
export const noteSimulated = async (
  db: Kysely<Tables>,
  { rowsAtOnce }: Dialect,
  project: string,
  items: readonly CountsItem[],
): Promise<void> => {
  const rows = new Map<string, Tables['simulated_counts']>()
  for (const { eventId, counts, simulated } of items)
    for (const { survey, day, ...counted } of simulated ? counts : []) {
      const key = `${eventId} ${day} ${survey}`
      const row = rows.get(key) ?? { project_id: project, event_id: eventId, survey, day, triggered: 0, eligible: 0, sampled: 0 }
      for (const gate of gates) row[gate] += counted[gate]
      rows.set(key, row)
    }
  for (const some of inParts([...rows.values()], rowsAtOnce)) await db.insertInto('simulated_counts').values(some).execute()
}

/** Takes sample data off the counts of gates, and forgets which events brought it. */
export const removeSimulatedCounts = async (db: Kysely<Tables>, project: string): Promise<void> => {
  const rows = await db
    .selectFrom('simulated_counts')
    .selectAll()
    .where('project_id', '=', project)
    .orderBy('day')
    .orderBy('survey')
    .execute()
  for (const { survey, day, ...counted } of rows) {
    const less = (gate: 'triggered' | 'eligible' | 'sampled') =>
      sql<number>`case when ${sql.ref(gate)} > ${Number(counted[gate])} then ${sql.ref(gate)} - ${Number(counted[gate])} else 0 end`
    await db
      .updateTable('gate_counts')
      .set({ triggered: less('triggered'), eligible: less('eligible'), sampled: less('sampled') })
      .where('project_id', '=', project)
      .where('survey', '=', survey)
      .where('day', '=', day)
      .execute()
  }
  await db.deleteFrom('gate_counts').where('project_id', '=', project).where('triggered', '=', 0).execute()
  const events = [...new Set(rows.map(({ event_id }) => event_id))]
  for (const some of inParts(events, 500))
    await db.deleteFrom('events').where('project_id', '=', project).where('event_id', 'in', some).execute()
  await db.deleteFrom('simulated_counts').where('project_id', '=', project).execute()
}

const sumGates = async (db: Kysely<Tables>, table: 'gate_counts' | 'simulated_counts', scope: Scope): Promise<GateCount[]> => {
  let query = db
    // Both tables have the columns that are asked for.
    .selectFrom(table as 'gate_counts')
    .select((eb) => [
      'survey',
      eb.fn.sum<number>('triggered').as('triggered'),
      eb.fn.sum<number>('eligible').as('eligible'),
      eb.fn.sum<number>('sampled').as('sampled'),
    ])
    .where('project_id', '=', scope.project)
  if (scope.since !== undefined) query = query.where('day', '>=', scope.since.slice(0, 10))
  if (scope.until !== undefined) query = query.where('day', '<', scope.until)
  const rows = await query.groupBy('survey').execute()
  return rows.map((row) => ({
    survey: row.survey,
    triggered: Number(row.triggered),
    eligible: Number(row.eligible),
    sampled: Number(row.sampled),
  }))
}

/** Counts carry a day, no test flag and no values: real scopes without filters only. */
export const readGateCounts = async (db: Kysely<Tables>, scope: Scope): Promise<GateCount[]> => {
  if (scope.test || (scope.filters ?? []).length > 0) return []
  if (scope.simulated) return sumGates(db, 'simulated_counts', scope)
  const all = await sumGates(db, 'gate_counts', scope)
  if (scope.simulated === undefined) return all
  const sample = new Map((await sumGates(db, 'simulated_counts', scope)).map((one) => [one.survey, one]))
  return all.map(({ survey, triggered, eligible, sampled }) => {
    const less = sample.get(survey)
    return {
      survey,
      triggered: triggered - (less?.triggered ?? 0),
      eligible: eligible - (less?.eligible ?? 0),
      sampled: sampled - (less?.sampled ?? 0),
    }
  })
}
