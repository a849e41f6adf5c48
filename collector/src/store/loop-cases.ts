import { type Kysely, sql } from 'kysely'
import { fromAlertRow, fromCaseRow } from './loop-rows'
import type { CasesTable } from './loop-tables'
import {
  type AlertedCase,
  type AlertPlace,
  type AlertScope,
  type Case,
  type CaseChange,
  type CaseEntry,
  noCase,
  type Told,
} from './loop-types'
import { fromContactRow, toResponses } from './rows'
import type { Tables } from './tables'

const caseColumns = [
  'cases.state',
  'cases.assignee',
  'cases.note',
  'cases.gesture',
  'cases.gesture_at',
  'cases.gesture_by',
  'cases.contacted_at',
  'cases.resolved_at',
  'cases.updated_at as case_updated_at',
] as const

export const alertsWithCases = (db: Kysely<Tables>) =>
  db
    .selectFrom('alerts')
    .leftJoin('cases', (join) => join.onRef('cases.project_id', '=', 'alerts.project_id').onRef('cases.subject_id', '=', 'alerts.alert_id'))
    .selectAll('alerts')
    .select(caseColumns)

type Row = Awaited<ReturnType<ReturnType<typeof alertsWithCases>['executeTakeFirstOrThrow']>>
export const withCase = (row: Row): AlertedCase => ({
  ...fromAlertRow(row),
  case: fromCaseRow({ ...row, updated_at: row.case_updated_at }),
})

/** Alerts of a scope with what was done about them. */
const inScope = (db: Kysely<Tables>, scope: AlertScope) => {
  let query = alertsWithCases(db).where('alerts.project_id', '=', scope.project)
  if (scope.touchpoint !== undefined) query = query.where('alerts.touchpoint', '=', scope.touchpoint)
  if (scope.owner !== undefined) query = query.where('alerts.owner', '=', scope.owner)
  const { state } = scope
  if (state === 'open' || state === 'new')
    query = query.where((eb) =>
      eb.or([eb('cases.state', 'is', null), eb('cases.state', 'in', state === 'open' ? ['new', 'contacted'] : ['new'])]),
    )
  else if (state !== undefined) query = query.where('cases.state', '=', state)
  // What was taken back by the visitor needs nobody.
  if (state === 'open' || state === 'new') query = query.where('alerts.active', '=', 1)
  return query
}

export const readAlerts = async (
  db: Kysely<Tables>,
  scope: AlertScope,
  after: AlertPlace | null,
  limit: number,
): Promise<AlertedCase[]> => {
  let query = inScope(db, scope)
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('alerts.opened_at', '<', after.openedAt),
        eb.and([eb('alerts.opened_at', '=', after.openedAt), eb('alerts.alert_id', '<', after.id)]),
      ]),
    )
  const rows = await query.orderBy('alerts.opened_at', 'desc').orderBy('alerts.alert_id', 'desc').limit(limit).execute()
  return rows.map(withCase)
}

export const countAlerts = async (db: Kysely<Tables>, scope: AlertScope): Promise<{ n: number; oldest: string | null }> => {
  const row = await inScope(db, scope)
    .clearSelect()
    .select(({ fn }) => [fn.countAll().as('n'), fn.min('alerts.opened_at').as('oldest')])
    .executeTakeFirstOrThrow()
  return { n: Number(row.n), oldest: row.oldest }
}

export const readTold = async (db: Kysely<Tables>, project: string, ids: readonly string[]): Promise<Told[]> => {
  if (ids.length === 0) return []
  const [responses, contacts] = await Promise.all([
    db.selectFrom('responses').selectAll().where('project_id', '=', project).where('response_id', 'in', ids).execute(),
    db.selectFrom('contacts').selectAll().where('project_id', '=', project).where('response_id', 'in', ids).execute(),
  ])
  return (await toResponses(db, responses)).map((response) => {
    const contact = contacts.find(({ response_id }) => response_id === response.id)
    return { response, contact: contact ? fromContactRow(contact) : null }
  })
}

const exists = async (db: Kysely<Tables>, project: string, id: string): Promise<boolean> => {
  const [response, alert] = await Promise.all([
    db.selectFrom('responses').select('response_id').where('project_id', '=', project).where('response_id', '=', id).executeTakeFirst(),
    db.selectFrom('alerts').select('alert_id').where('project_id', '=', project).where('alert_id', '=', id).executeTakeFirst(),
  ])
  return response !== undefined || alert !== undefined
}

const fields = ['state', 'assignee', 'note', 'gesture'] as const satisfies readonly (keyof CaseChange)[]

/** What follows from a change: when somebody was reached, when it was over, who made the gesture. */
const changed = (before: Case, change: CaseChange, who: string, at: string): Case => {
  const after = { ...before, ...change, updatedAt: at }
  const isBack = after.state === 'new'
  return {
    ...after,
    ...(after.gesture === before.gesture ? {} : after.gesture ? { gestureAt: at, gestureBy: who } : { gestureAt: null, gestureBy: null }),
    contactedAt: isBack ? null : (before.contactedAt ?? (after.state === 'contacted' ? at : null)),
    resolvedAt: after.state === 'resolved' ? (before.resolvedAt ?? at) : null,
  }
}

const toCaseRow = (one: Case, updated_at: string): Omit<CasesTable, 'project_id' | 'subject_id' | 'version'> => ({
  state: one.state,
  assignee: one.assignee,
  note: one.note,
  gesture: one.gesture,
  gesture_at: one.gestureAt,
  gesture_by: one.gestureBy,
  contacted_at: one.contactedAt,
  resolved_at: one.resolvedAt,
  updated_at,
})

export const changeCase = async (
  db: Kysely<Tables>,
  project: string,
  id: string,
  change: CaseChange,
  who: string,
  at: string,
): Promise<Case | null> => {
  if (!(await exists(db, project, id))) return null
  const key = { project_id: project, subject_id: id }
  await db
    .insertInto('cases')
    .values({ ...key, ...toCaseRow(noCase, at), version: 0 })
    .onConflict((conflict) => conflict.columns(['project_id', 'subject_id']).doNothing())
    .execute()
  // Written before it is read: from here on it is this transaction's alone.
  const row = await db
    .updateTable('cases')
    .set({ version: sql<number>`cases.version + 1` })
    .where('project_id', '=', project)
    .where('subject_id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const before = fromCaseRow(row)
  const after = changed(before, change, who, at)
  const entries = fields.flatMap((field) =>
    before[field] === after[field]
      ? []
      : [{ ...key, version: Number(row.version), field, at, who, before: before[field], after: after[field] }],
  )
  if (entries.length === 0) return before
  await db.updateTable('cases').set(toCaseRow(after, at)).where('project_id', '=', project).where('subject_id', '=', id).execute()
  await db.insertInto('case_changes').values(entries).execute()
  return after
}

export const readCase = async (db: Kysely<Tables>, project: string, id: string) => {
  if (!(await exists(db, project, id))) return null
  const [row, entries] = await Promise.all([
    db.selectFrom('cases').selectAll().where('project_id', '=', project).where('subject_id', '=', id).executeTakeFirst(),
    db
      .selectFrom('case_changes')
      .selectAll()
      .where('project_id', '=', project)
      .where('subject_id', '=', id)
      .orderBy('version', 'desc')
      .orderBy('field')
      .execute(),
  ])
  const history = entries.map(
    ({ at, who, field, before, after }): CaseEntry => ({ at, who, field: field as CaseEntry['field'], from: before, to: after }),
  )
  return { case: row ? fromCaseRow(row) : noCase, history }
}
