import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type AuditChange, audit, type By } from './audit'
import type { Dialect } from './dialect'
import { alertsWithCases, changeCase, countAlerts, readAlerts, readCase, readTold, withCase } from './loop-cases'
import { fromChannelRow, fromDeliveryRow, toChannelRow } from './loop-rows'
import type { ChannelSecrets, ChannelSettings, LoopStore } from './loop-types'
import { addDeliveries, delivery, hears, readChannels } from './loop-write'
import type { Tables } from './tables'
import type { Transact } from './transact'

/** `1 08:00 Europe/Paris`: weekday, hour, zone. */
const digestIn = ({ digest }: ChannelSettings): string | null =>
  digest && `${digest.weekday} ${String(digest.hour).padStart(2, '0')}:00 ${digest.timeZone}`

const told = (settings: ChannelSettings) => ({
  includeComment: settings.includeComment,
  includeContact: settings.includeContact,
  ...(settings.digest && { digest: digestIn(settings) }),
})

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
    open: (scope) => countAlerts(db, scope),
    raise: (alert) =>
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
    addTest: (project, channel, id, at, digest) =>
      transact(async (transaction) => {
        const what = digest === undefined ? { delivery_id: id } : { delivery_id: id, subject_id: digest, mark: 'digest' }
        await addDeliveries(transaction, [delivery(project, channel, 'test', id, at, what)])
      }),
    digests: async () => {
      const rows = await db.selectFrom('channels').selectAll().where('kind', '=', 'email').where('state', '=', 'on').execute()
      return rows.map(fromChannelRow).filter(({ settings }) => settings.digest !== null)
    },
    addDigest: (project, channel, week, at) =>
      transact(async (transaction) => (await addDeliveries(transaction, [delivery(project, channel, 'digest', week, at)])) > 0),
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
