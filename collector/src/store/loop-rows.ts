import type { AlertsTable, CasesTable, ChannelsTable, DeliveriesTable } from './loop-tables'
import {
  type Alert,
  type Case,
  type CaseState,
  type Channel,
  type ChannelSecrets,
  type ChannelSettings,
  type Delivery,
  type Drop,
  noCase,
  type Reason,
  type ScoreBand,
} from './loop-types'

/** The casts hold because only the store writes these columns. */
export const fromAlertRow = (row: AlertsTable): Alert => ({
  project: row.project_id,
  id: row.alert_id,
  reasons: JSON.parse(row.reasons) as Reason[],
  touchpoint: row.touchpoint,
  survey: row.survey,
  owner: row.owner,
  score: row.score,
  band: row.band as ScoreBand | null,
  drop: row.drop_json === null ? null : (JSON.parse(row.drop_json) as Drop),
  active: Boolean(row.active),
  openedAt: row.opened_at,
  updatedAt: row.updated_at,
})

/** What is left of a case in a row that was joined: all of it, or nothing. */
type MaybeCase = { [Column in keyof CasesTable]: CasesTable[Column] | null }

export const fromCaseRow = (row: Omit<MaybeCase, 'project_id' | 'subject_id' | 'version'>): Case =>
  row.state === null
    ? noCase
    : {
        state: row.state as CaseState,
        assignee: row.assignee ?? '',
        note: row.note ?? '',
        gesture: row.gesture ?? '',
        gestureAt: row.gesture_at,
        gestureBy: row.gesture_by,
        contactedAt: row.contacted_at,
        resolvedAt: row.resolved_at,
        updatedAt: row.updated_at,
      }

/** Settings that came later, which no row of before has. */
const later: Partial<ChannelSettings> = { alerts: true, digest: null }

/** Without its secrets: they are read by themselves, to send. */
export const fromChannelRow = (row: ChannelsTable): Channel => ({
  project: row.project_id,
  id: row.channel_id,
  kind: row.kind as Channel['kind'],
  name: row.name,
  url: row.url,
  settings: { ...later, ...(JSON.parse(row.settings) as ChannelSettings) },
  state: row.state as Channel['state'],
  base: row.base,
  createdAt: row.created_at,
})

export const toChannelRow = (channel: Channel, secrets: ChannelSecrets): ChannelsTable => ({
  project_id: channel.project,
  channel_id: channel.id,
  kind: channel.kind,
  name: channel.name,
  url: channel.url,
  settings: JSON.stringify(channel.settings),
  secrets: JSON.stringify(secrets),
  state: channel.state,
  base: channel.base,
  created_at: channel.createdAt,
})

export const fromDeliveryRow = (row: DeliveriesTable): Delivery => ({
  project: row.project_id,
  id: row.delivery_id,
  channel: row.channel_id,
  kind: row.kind as Delivery['kind'],
  subject: row.subject_id,
  mark: row.mark,
  state: row.state as Delivery['state'],
  attempts: Number(row.attempts),
  createdAt: row.created_at,
  nextAt: row.next_at,
  sentAt: row.sent_at,
  status: row.status,
  reason: row.reason,
})
