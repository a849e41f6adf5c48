import { type Context, Hono } from 'hono'
import type { ItemResult, Reply } from '../../../src/survey/wire'
import type { Access } from '../access/access'
import type { Quotas } from '../config/quotas'
import { readBody, refuseBody } from '../http/body'
import { cors } from '../http/cors'
import type { Limits } from '../http/limits'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Outcome, Store, StoreItem } from '../store'
import { check } from './item'
import { isCleanJson } from './usual'

/** A page's keepalive budget holds at most this many small events; the SDK sends 25. */
export const MAX_EVENTS = 100
const RETRY_AFTER_MS = 5000

/** CloudEvents as they say they are, and the same bytes as `text/plain`, which needs no preflight. */
const types = ['application/cloudevents-batch+json', 'application/cloudevents+json', 'application/json', 'text/plain']

export interface IngestOptions {
  readonly store: Store
  readonly quotas: Quotas
  readonly limits: Limits
  readonly access: Access
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  /** Called once per item that was stored, but for counts. */
  readonly onStored: (project: string, item: StoreItem) => void
  /** Adds to each response of a batch what is to be made of it, which is stored with it. In their order. */
  readonly judged: (project: string, items: readonly StoreItem[]) => Promise<StoreItem[]>
  /** Called once per event with what became of it. */
  readonly onOutcome?: ((status: ItemResult['status']) => void) | undefined
}

const resultOf = (id: string, outcome: Outcome): ItemResult => {
  if (outcome.status === 'failed') return { id, status: 'retry', retryAfterMs: RETRY_AFTER_MS }
  return { id, ...outcome }
}

interface Events {
  readonly events: readonly unknown[]
  /** Nothing in them has to be cleaned. */
  readonly isClean: boolean
}

/** The events of a body, or the refusal of the whole of it. */
const eventsOf = async (context: Context): Promise<Events | Response> => {
  const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const encoding = context.req.header('content-encoding') ?? 'identity'
  if (!types.includes(type) || encoding !== 'identity')
    return refuse(
      problem('unsupported-type', 415, 'This type of body is not understood', undefined, [
        types.includes(type)
          ? { path: 'Content-Encoding', expected: 'identity', got: encoding.slice(0, 100) || 'nothing' }
          : { path: 'Content-Type', expected: types.join(' | '), got: type.slice(0, 100) || 'nothing' },
      ]),
      { 'accept-post': types.join(', ') },
    )
  const body = await readBody(context.req.raw)
  if ('refused' in body) return refuseBody(body.refused)
  let parsed: unknown
  try {
    parsed = JSON.parse(body.text)
  } catch {
    return refuse(problem('malformed-json', 400, 'The body is not JSON', 'Expected a CloudEvents JSON batch: a list of events.'))
  }
  if (typeof parsed !== 'object' || parsed === null)
    return refuse(
      problem('malformed-request', 400, 'The body is no list of events', 'Expected a CloudEvents JSON batch: a list of events.'),
    )
  const events: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  if (events.length > MAX_EVENTS)
    return refuse(problem('too-many-events', 413, 'There are too many events', `Send at most ${MAX_EVENTS}, got ${events.length}.`))
  return { events, isClean: isCleanJson(body.text) }
}

/** `POST /v1/responses`: each item is judged on its own and answered by id (DELIVERY, "Replies"). 200 means committed. */
export const ingestRoutes = ({ store, quotas, limits, access, now, log, onStored, judged, onOutcome }: IngestOptions): Hono => {
  const app = new Hono()
  app.use('/v1/responses', cors(access, 'POST, GET'))
  app.post('/v1/responses', async (context) => {
    const client = limits.clientOf(context)
    const waitMs = await limits.take('responses', client)
    if (waitMs > 0) return limits.refuse(context, 'responses', waitMs)
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const refused = (await access.refuseUnknown(project)) ?? (await access.refuseKey(context, project))
    if (refused) return refused
    const waitProjectMs = await limits.take('responsesOfProject', project)
    if (waitProjectMs > 0) return limits.refuse(context, 'responsesOfProject', waitProjectMs)
    const read = await eventsOf(context)
    if (read instanceof Response) return read
    const { events, isClean } = read
    // A batch that was begun is taken whole; what it holds beyond one event counts for the next.
    if (events.length > 1) {
      await limits.take('responses', client, events.length - 1)
      await limits.take('responsesOfProject', project, events.length - 1)
    }
    const receivedAtMs = now()
    const checked = events.map((event) => check(event, project, receivedAtMs, isClean))
    const items = await judged(
      project,
      checked.flatMap((one) => ('item' in one ? [one.item] : [])),
    )
    const outcomes = await store.apply(project, items)
    let next = 0
    const results = checked.map((one): ItemResult => {
      if ('problem' in one) return { id: one.id, status: 'rejected', problem: one.problem }
      const outcome: Outcome = outcomes[next] ?? { status: 'failed', cause: undefined }
      const item = items[next++] ?? one.item
      if (outcome.status === 'failed') log('An event could not be stored and will be sent again', outcome.cause)
      if (outcome.status === 'stored' && item.type !== 'counts') onStored(project, item)
      return resultOf(one.id, outcome)
    })
    for (const { status } of results) onOutcome?.(status)
    const surveys = items.flatMap((item) => (item.type === 'response' ? [item.response.survey] : []))
    const remaining = await quotas.remaining(project, surveys)
    const reply: Reply = {
      serverTime: new Date(receivedAtMs).toISOString(),
      results,
      ...(Object.keys(remaining)[0] && { remaining }),
    }
    return context.json(reply, 200, { 'cache-control': 'no-store' })
  })
  return app
}
