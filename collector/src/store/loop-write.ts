import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type ContactDetails, isComment } from '../answers'
import type { Beside } from './beside'
import { runCompiled, valuesOf } from './compiled'
import { type Dialect, inParts } from './dialect'
import { fromChannelRow } from './loop-rows'
import type { AlertsTable, DeliveriesTable } from './loop-tables'
import { type Channel, isKeeper, type Judgement } from './loop-types'
import type { Tables } from './tables'
import type { StoredResponse } from './types'

/** A visitor who has chosen a score often goes on to say why: so long it may take until people are told. */
const SETTLING_MS = 60_000

interface Judged {
  readonly response: StoredResponse
  readonly contact?: ContactDetails | null | undefined
  readonly judgement?: Judgement | null
}
type Known = Judged & { readonly judgement: Judgement }

/** The same for ever for the same channel and subject: whoever gets it twice knows it by this. */
export const deliveryId = (project: string, channel: string, kind: string, subject: string): string =>
  `msg_${createHash('sha256')
    .update(JSON.stringify([project, channel, kind, subject]))
    .digest('base64url')
    .slice(0, 27)}`

/** A delivery that nobody has yet. */
export const delivery = (
  project: string,
  channel: string,
  kind: string,
  subject: string,
  at: string,
  change: Partial<DeliveriesTable> = {},
): DeliveriesTable => ({
  project_id: project,
  delivery_id: deliveryId(project, channel, kind, subject),
  channel_id: channel,
  kind,
  subject_id: subject,
  mark: '',
  state: 'waiting',
  attempts: 0,
  created_at: at,
  next_at: at,
  lease: '',
  lease_until: '',
  sent_at: null,
  status: null,
  reason: null,
  ...change,
})

/** Who hears of an alert: channels that tell people, of this owner or of all. */
export const hears = (channel: Channel, owner: string | null): boolean =>
  !isKeeper(channel.kind) &&
  channel.settings.alerts &&
  channel.state !== 'gone' &&
  (channel.settings.owner === '' || channel.settings.owner === owner)

export const readChannels = async (db: Kysely<Tables>, project: string): Promise<Channel[]> =>
  (await db.selectFrom('channels').selectAll().where('project_id', '=', project).orderBy('created_at').orderBy('channel_id').execute()).map(
    fromChannelRow,
  )

/** Once for each subject and channel, however often it is asked for; resolves with how many are new. */
export const addDeliveries = async (db: Kysely<Tables>, rows: readonly DeliveriesTable[]): Promise<number> => {
  let added = 0
  for (const row of rows) {
    const made = await db
      .insertInto('deliveries')
      .values(row)
      .onConflict((conflict) => conflict.columns(['project_id', 'delivery_id']).doNothing())
      .returning('delivery_id')
      .execute()
    added += made.length
  }
  return added
}

const later = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString()

const nextAt = ({ response: { receivedAt }, judgement }: Known): string => (judgement.settled ? receivedAt : later(receivedAt, SETTLING_MS))

/** What a channel is told of a response, as a hash: what it is not told of changes nothing there. */
const markOf = ({ settings }: Channel, { response, judgement, contact }: Known): string => {
  const comments = Object.entries(response.answers).filter(([key, answer]) => isComment(key, answer, response.instrument))
  const said = [
    [...judgement.reasons].sort(),
    response.score,
    settings.includeComment ? comments : null,
    settings.includeContact ? (contact?.answers ?? null) : null,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16)
}
/** Of what is no longer low. */
const CLOSED = 'closed'

type Telling = Pick<DeliveriesTable, 'mark' | 'state' | 'lease'>
/** What became of the first word of an alert, by channel. */
const readTellings = async (db: Kysely<Tables>, project: string, id: string): Promise<ReadonlyMap<string, Telling>> => {
  const rows = await db
    .selectFrom('deliveries')
    .select(['channel_id', 'mark', 'state', 'lease'])
    .where('project_id', '=', project)
    .where('subject_id', '=', id)
    .where('kind', '=', 'alert')
    .execute()
  return new Map(rows.map(({ channel_id, ...row }) => [channel_id, row]))
}

/**
 * Whoever was told something else hears of it once more, and only once. What was not told yet says how things stand when it is sent; what is under
 * way may have been told already.
 */
const tellAgain = async (db: Kysely<Tables>, one: Known, told: Telling | undefined, channel: string, mark: string): Promise<void> => {
  const { project, id, receivedAt } = one.response
  // Told before it was noted what.
  if (told === undefined || told.mark === '') return
  const isTold = told.state === 'sent' || told.lease !== ''
  if (!isTold) {
    if (told.mark === mark) return
    await db
      .updateTable('deliveries')
      .set({ mark })
      .where('project_id', '=', project)
      .where('delivery_id', '=', deliveryId(project, channel, 'alert', id))
      .execute()
    return
  }
  const update = delivery(project, channel, 'update', id, receivedAt, { mark, next_at: nextAt(one) })
  if (told.mark === mark)
    await db
      .deleteFrom('deliveries')
      .where('project_id', '=', project)
      .where('delivery_id', '=', update.delivery_id)
      .where('attempts', '=', 0)
      .execute()
  else
    await db
      .insertInto('deliveries')
      .values(update)
      .onConflict((conflict) => conflict.columns(['project_id', 'delivery_id']).doUpdateSet({ mark }).where('deliveries.attempts', '=', 0))
      .execute()
}

/** Of an alert that is taken back, what it was about stays. */
const whileActive = (column: 'touchpoint' | 'survey' | 'owner') =>
  sql<string>`case when excluded.active = 1 then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`alerts.${column}`)} end`

/** `about`: the revision that was low. */
const toAlertRow = ({ response, judgement }: Known, about: Known): AlertsTable => ({
  project_id: response.project,
  alert_id: response.id,
  response_id: response.id,
  reasons: JSON.stringify(judgement.reasons),
  touchpoint: about.response.touchpoint.id,
  survey: about.response.survey,
  owner: about.judgement.owner,
  score: response.score,
  band: judgement.band,
  drop_json: null,
  active: judgement.reasons.length > 0 ? 1 : 0,
  opened_at: response.receivedAt,
  updated_at: response.receivedAt,
})

/** An alert there is is brought up to date, so that any order of revisions makes one, which says what the latest says. */
const writeAlerts = async (db: Kysely<Tables>, { rowsAtOnce }: Dialect, rows: readonly AlertsTable[]): Promise<void> => {
  for (const some of inParts(rows, rowsAtOnce)) {
    const build = () =>
      db
        .insertInto('alerts')
        .values(some)
        .onConflict((conflict) =>
          conflict.columns(['project_id', 'alert_id']).doUpdateSet((eb) => ({
            reasons: eb.ref('excluded.reasons'),
            touchpoint: whileActive('touchpoint'),
            survey: whileActive('survey'),
            owner: whileActive('owner'),
            score: eb.ref('excluded.score'),
            band: eb.ref('excluded.band'),
            active: eb.ref('excluded.active'),
            updated_at: eb.ref('excluded.updated_at'),
          })),
        )
        .compile()
    await runCompiled<unknown>(db, `alerts ${some.length}`, build, valuesOf(some))
  }
}

/** Who is told of an alert, once it has settled; `wasHeard`: somebody was told, or is about to be. */
const tellOf = async (db: Kysely<Tables>, channels: readonly Channel[], one: Known, wasHeard: boolean): Promise<void> => {
  const { response, judgement } = one
  const { project, id, receivedAt } = response
  const next_at = nextAt(one)
  const heard = channels.filter((channel) => hears(channel, judgement.owner))
  await addDeliveries(
    db,
    heard.map((channel) => delivery(project, channel.id, 'alert', id, receivedAt, { next_at, mark: markOf(channel, one) })),
  )
  if (wasHeard) {
    const told = await readTellings(db, project, id)
    for (const channel of heard) await tellAgain(db, one, told.get(channel.id), channel.id, markOf(channel, one))
  }
  if (judgement.settled && response.revision > 1)
    await db
      .updateTable('deliveries')
      .set({ next_at: receivedAt })
      .where('project_id', '=', project)
      .where('subject_id', '=', id)
      .where('kind', 'in', ['alert', 'update'])
      .where('state', '=', 'waiting')
      .where('attempts', '=', 0)
      .where('next_at', '>', receivedAt)
      .execute()
}

/** What was low is not any more: whom nobody has told need not be told, and who was hears of it. */
const takeBack = async (db: Kysely<Tables>, one: Known): Promise<void> => {
  const { project, id } = one.response
  const told = await readTellings(db, project, id)
  await db
    .deleteFrom('deliveries')
    .where('project_id', '=', project)
    .where('subject_id', '=', id)
    .where('kind', '=', 'alert')
    .where('attempts', '=', 0)
    .execute()
  for (const [channel, telling] of told)
    if (telling.state === 'sent' || telling.lease !== '') await tellAgain(db, one, telling, channel, CLOSED)
}

/** The score of an identified customer goes to who keeps them; again when it changes. */
const keepScore = async (db: Kysely<Tables>, keepers: readonly Channel[], { response, judgement }: Known): Promise<void> => {
  for (const channel of keepers) {
    const mark = `${response.instrument.type} ${response.score} ${judgement.band}`
    const row = delivery(response.project, channel.id, 'score', response.id, response.receivedAt, { mark })
    const { project_id: _, delivery_id: __, ...anew } = row
    await db
      .insertInto('deliveries')
      .values(row)
      .onConflict((conflict) => conflict.columns(['project_id', 'delivery_id']).doUpdateSet(anew).where('deliveries.mark', '!=', mark))
      .execute()
  }
}

const isLow = ({ judgement }: Known): boolean => judgement.reasons.length > 0

/**
 * In the transaction of the responses that cause it: whoever has the one has the other. `stored`: those of one response in the order of its
 * revisions, the last of which counts. `beside`: what there was before.
 */
export const storeJudgements = async (
  db: Kysely<Tables>,
  dialect: Dialect,
  project: string,
  stored: readonly Judged[],
  beside: Beside,
): Promise<void> => {
  const known = stored.filter((one): one is Known => Boolean(one.judgement) && !one.response.test && !one.response.simulated)
  const byId = (those: readonly Known[]) => new Map(those.map((one) => [one.response.id, one]))
  const last = [...byId(known).values()]
  const lowest = byId(known.filter(isLow))
  const scored = byId(known.filter(({ response, judgement }) => response.respondent.kind === 'user' && judgement.band !== null))
  const low = last.filter(isLow)
  const fine = last.filter((one) => !isLow(one) && (lowest.has(one.response.id) || beside.alerts.has(one.response.id)))
  await writeAlerts(
    db,
    dialect,
    last.flatMap((one) => {
      if (isLow(one)) return toAlertRow(one, one)
      return fine.includes(one) ? toAlertRow(one, lowest.get(one.response.id) ?? one) : []
    }),
  )
  for (const one of fine) if (beside.deliveries.has(one.response.id)) await takeBack(db, one)
  if (low.length + scored.size === 0 || !beside.hasChannels) return
  const channels = await readChannels(db, project)
  for (const one of low) await tellOf(db, channels, one, beside.deliveries.has(one.response.id))
  const keepers = channels.filter(({ kind, state }) => isKeeper(kind) && state !== 'gone')
  for (const one of scored.values()) await keepScore(db, keepers, one)
}

/** Everything of these responses: what was noted of them, and what was still to be told. */
export const deleteLoopOf = async (db: Kysely<Tables>, project: string, ids: readonly string[]): Promise<void> => {
  for (const table of ['alerts', 'deliveries', 'cases', 'case_changes'] as const)
    await db
      .deleteFrom(table)
      .where('project_id', '=', project)
      .where(table === 'alerts' ? 'alert_id' : 'subject_id', 'in', ids)
      .execute()
}
