import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type AuditChange, audit, type By } from './audit'
import type { Dialect } from './dialect'
import { fromAlertRow, fromCaseRow, fromChannelRow, fromDeliveryRow, toChannelRow } from './loop-rows'
import type { CasesTable } from './loop-tables'
import {
  type AlertedCase,
  type AlertPlace,
  type AlertScope,
  type Case,
  type CaseChange,
  type CaseEntry,
  type ChannelSecrets,
  type ChannelSettings,
  type LoopStore,
  noCase,
  type Told,
} from './loop-types'
import { addDeliveries, delivery, hears, readChannels } from './loop-write'
import { fromContactRow, fromRow } from './rows'
import type { Tables } from './tables'
import type { Transact } from './transact'

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

const alertsWithCases = (db: Kysely<Tables>) =>
  db
    .selectFrom('alerts')
    .leftJoin('cases', (join) => join.onRef('cases.project_id', '=', 'alerts.project_id').onRef('cases.subject_id', '=', 'alerts.alert_id'))
    .selectAll('alerts')
    .select(caseColumns)

type Row = Awaited<ReturnType<ReturnType<typeof alertsWithCases>['executeTakeFirstOrThrow']>>
const withCase = (row: Row): AlertedCase => ({ ...fromAlertRow(row), case: fromCaseRow({ ...row, updated_at: row.case_updated_at }) })

const readAlerts = async (db: Kysely<Tables>, scope: AlertScope, after: AlertPlace | null, limit: number): Promise<AlertedCase[]> => {
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

const readTold = async (db: Kysely<Tables>, project: string, ids: readonly string[]): Promise<Told[]> => {
  if (ids.length === 0) return []
  const [responses, contacts] = await Promise.all([
    db.selectFrom('responses').selectAll().where('project_id', '=', project).where('response_id', 'in', ids).execute(),
    db.selectFrom('contacts').selectAll().where('project_id', '=', project).where('response_id', 'in', ids).execute(),
  ])
  return responses.map((row) => {
    const contact = contacts.find(({ response_id }) => response_id === row.response_id)
    return { response: fromRow(row), contact: contact ? fromContactRow(contact) : null }
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

const changeCase = async (
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

const readCase = async (db: Kysely<Tables>, project: string, id: string) => {
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

const told = ({ includeComment, includeContact }: ChannelSettings) => ({ includeComment, includeContact })

/** Everything about closing the loop, over any database. */
export const createLoopStore = (db: Kysely<Tables>, dialect: Dialect, transact: Transact): LoopStore => {
  const channelRow = (project: string, id: string) =>
    db.selectFrom('channels').selectAll().where('project_id', '=', project).where('channel_id', '=', id).executeTakeFirst()
  /** One change of a channel, and word of it in the trail: never an address or a secret. */
  const onChannel = (
    project: string,
    id: string,
    by: By,
    action: string,
    change: (transaction: Kysely<Tables>) => Promise<bigint>,
    detail: AuditChange['detail'] = {},
  ): Promise<boolean> =>
    transact(async (transaction) => {
      if ((await change(transaction)) === 0n) return false
      await audit(transaction, by, { project, action, target: id, detail })
      return true
    })
  const updated = (project: string, id: string, set: Readonly<Record<string, string>>) => async (transaction: Kysely<Tables>) =>
    (
      await transaction
        .updateTable('channels')
        .set(set)
        .where('project_id', '=', project)
        .where('channel_id', '=', id)
        .executeTakeFirstOrThrow()
    ).numUpdatedRows
  return {
    alerts: (scope, after, limit) => readAlerts(db, scope, after, limit),
    alert: async (project, id) => {
      const row = await alertsWithCases(db).where('alerts.project_id', '=', project).where('alerts.alert_id', '=', id).executeTakeFirst()
      return row ? withCase(row) : null
    },
    facets: async (project) => {
      const rows = await db.selectFrom('alerts').select(['touchpoint', 'owner']).distinct().where('project_id', '=', project).execute()
      const unique = (all: readonly (string | null)[]) => [...new Set(all.filter((one) => one !== null))].sort()
      return { touchpoints: unique(rows.map((row) => row.touchpoint)), owners: unique(rows.map((row) => row.owner)) }
    },
    recovery: async (project, since) => {
      const rows = await alertsWithCases(db)
        .where('alerts.project_id', '=', project)
        .where('alerts.opened_at', '>=', since)
        .where('alerts.response_id', 'is not', null)
        .where('alerts.active', '=', 1)
        // Who asks to be called may be as glad as can be.
        .where('alerts.reasons', '!=', JSON.stringify(['callback']))
        .execute()
      return rows.map((row) => ({ openedAt: row.opened_at, contactedAt: row.contacted_at }))
    },
    open: (alert) =>
      transact(async (transaction) => {
        const { project, id, openedAt } = alert
        const row = {
          project_id: project,
          alert_id: id,
          response_id: null,
          reasons: JSON.stringify(alert.reasons),
          touchpoint: alert.touchpoint,
          survey: alert.survey,
          owner: alert.owner,
          score: alert.score,
          band: alert.band,
          drop_json: alert.drop && JSON.stringify(alert.drop),
          active: 1,
          opened_at: openedAt,
          updated_at: alert.updatedAt,
        }
        const made = await transaction
          .insertInto('alerts')
          .values(row)
          .onConflict((conflict) => conflict.columns(['project_id', 'alert_id']).doNothing())
          .returning('alert_id')
          .execute()
        if (made.length === 0) return false
        const channels = await readChannels(transaction, project)
        const heard = channels.filter((channel) => hears(channel, alert.owner))
        await addDeliveries(
          transaction,
          heard.map((channel) => delivery(project, channel.id, 'alert', id, openedAt)),
        )
        return true
      }),
    response: async (project, id) => (await readTold(db, project, [id]))[0] ?? null,
    responses: (project, ids) => readTold(db, project, ids),
    case: (project, id) => readCase(db, project, id),
    changeCase: (project, id, change, who, at) =>
      transact(async (transaction) => {
        await dialect.hold(transaction, project, 'beside')
        return changeCase(transaction, project, id, change, who, at)
      }),
    channels: (project) => readChannels(db, project),
    channel: async (project, id) => {
      const row = await channelRow(project, id)
      return row ? fromChannelRow(row) : null
    },
    secrets: async (project, id) => {
      const row = await channelRow(project, id)
      return row ? (JSON.parse(row.secrets) as ChannelSecrets) : null
    },
    addChannel: (channel, secrets, by) =>
      transact(async (transaction) => {
        const { project, id, name, kind, settings } = channel
        await transaction.insertInto('channels').values(toChannelRow(channel, secrets)).execute()
        await audit(transaction, by, { project, action: 'channel.added', target: id, detail: { name, kind, ...told(settings) } })
      }),
    changeChannel: (project, id, { settings, ...change }, by) =>
      onChannel(
        project,
        id,
        by,
        'channel.changed',
        updated(project, id, { ...change, ...(settings && { settings: JSON.stringify(settings) }) }),
        { ...(change.name && { name: change.name }), ...(change.state && { state: change.state }), ...(settings && told(settings)) },
      ),
    changeSecrets: (project, id, secrets, by) =>
      onChannel(project, id, by, 'channel.secret', updated(project, id, { secrets: JSON.stringify(secrets) })),
    deleteChannel: (project, id, by) =>
      onChannel(project, id, by, 'channel.deleted', async (transaction) => {
        await transaction.deleteFrom('deliveries').where('project_id', '=', project).where('channel_id', '=', id).execute()
        const { numDeletedRows } = await transaction
          .deleteFrom('channels')
          .where('project_id', '=', project)
          .where('channel_id', '=', id)
          .executeTakeFirstOrThrow()
        return numDeletedRows
      }),
    deliveries: async (project, channel, limit) => {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('project_id', '=', project)
        .where('channel_id', '=', channel)
        .orderBy('created_at', 'desc')
        .orderBy('delivery_id')
        .limit(limit)
        .execute()
      return rows.map(fromDeliveryRow)
    },
    addTest: (project, channel, id, at) =>
      transact((transaction) => addDeliveries(transaction, [delivery(project, channel, 'test', id, at, { delivery_id: id })])),
    replay: (project, channel, id, at) =>
      transact(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('deliveries')
          .set({ state: 'waiting', attempts: 0, created_at: at, next_at: at, lease: '', lease_until: '', reason: null })
          .where('project_id', '=', project)
          .where('channel_id', '=', channel)
          .where('delivery_id', '=', id)
          .executeTakeFirstOrThrow()
        return numUpdatedRows > 0n
      }),
    claim: (now, leaseUntil, limit, { only, without = [] } = {}) =>
      transact(async (transaction) => {
        let due = transaction
          .selectFrom('deliveries')
          .selectAll()
          .where('state', '=', 'waiting')
          .where('next_at', '<=', now)
          .where('lease_until', '<=', now)
        // A test says whether a channel works: it goes even where that rests.
        due = due.where((eb) =>
          eb.or([
            eb('kind', '=', 'test'),
            eb.exists(
              eb
                .selectFrom('channels')
                .select('channels.channel_id')
                .whereRef('channels.project_id', '=', 'deliveries.project_id')
                .whereRef('channels.channel_id', '=', 'deliveries.channel_id')
                .where('channels.state', '=', 'on'),
            ),
          ]),
        )
        if (without.length > 0) due = due.where('channel_id', 'not in', without)
        if (only) due = due.where('project_id', '=', only.project).where('delivery_id', '=', only.id)
        const rows = await dialect.takeFree(due.orderBy('next_at').limit(limit)).execute()
        const lease = randomUUID()
        for (const row of rows)
          await transaction
            .updateTable('deliveries')
            .set({ lease, lease_until: leaseUntil, attempts: Number(row.attempts) + 1 })
            .where('project_id', '=', row.project_id)
            .where('delivery_id', '=', row.delivery_id)
            .execute()
        return rows.map((row) => ({ ...fromDeliveryRow(row), attempts: Number(row.attempts) + 1, lease }))
      }),
    finish: ({ project, id, lease }, what) =>
      transact(async (transaction) => {
        await transaction
          .updateTable('deliveries')
          .set({
            state: what.state,
            status: what.status,
            lease: '',
            lease_until: '',
            reason: what.state === 'sent' ? null : what.reason,
            ...(what.state === 'sent' && { sent_at: what.at }),
            ...(what.state === 'waiting' && { next_at: what.nextAt }),
          })
          .where('project_id', '=', project)
          .where('delivery_id', '=', id)
          .where('lease', '=', lease)
          .execute()
      }),
    expireDeliveries: (before) =>
      transact(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('deliveries')
          .where('state', 'in', ['sent', 'dead'])
          .where('next_at', '<', before)
          .executeTakeFirstOrThrow()
        return Number(numDeletedRows)
      }),
  }
}
