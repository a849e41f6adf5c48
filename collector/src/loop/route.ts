import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { ConfigSource } from '../config/current'
import { readBody } from '../http/body'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import type { Reports } from '../report/reports'
import { placeOf } from '../results/http'
import type { Live } from '../results/live'
import { type AlertScope, type By, type Channel, type ChannelChange, isKeeper, type Store, states } from '../store'
import { lastWeek } from './digest-week'
import { caseChange, channelChange, channelFrom, Invalid, newSecret, shown } from './input'
import { type Rights, rightsOf } from './rights'
import type { Loop } from './run'

export interface LoopRouteOptions {
  readonly store: Store
  readonly reports: Reports
  readonly config: ConfigSource
  readonly team: Team
  readonly loop: Loop
  readonly live: Pick<Live, 'announce'>
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  /** Channels may lead to this machine: see `GuardOptions`. */
  readonly allowLocal: boolean
}

export const ALERTS_A_PAGE = 30
export const DELIVERIES_SHOWN = 10
/** How long a former secret still signs. */
const OVERLAP_MS = 24 * 3600 * 1000

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' }
const notFound = (what: string): Response => refuse(problem('not-found', 404, `There is no such ${what}`))

const isState = (text: string | undefined): text is NonNullable<AlertScope['state']> =>
  text === 'open' || states.some((state) => state === text)

/** Which alerts an address is about. `state=all`, or another that is none: all of them. */
export const alertScopeOf = (context: Context, project: string, fallback: AlertScope['state'] | undefined): AlertScope => {
  const { state, touchpoint, owner } = context.req.query()
  const wanted = state === undefined ? fallback : isState(state) ? state : undefined
  return { project, ...(wanted ? { state: wanted } : {}), ...(touchpoint ? { touchpoint } : {}), ...(owner ? { owner } : {}) }
}

/** `before=<openedAt>~<id>` of the last one. */
export const placeAfter = (context: Context): { readonly openedAt: string; readonly id: string } | null => {
  const before = context.req.query('before') ?? ''
  const split = before.indexOf('~')
  return split > 0 ? { openedAt: before.slice(0, split), id: before.slice(split + 1) } : null
}

/** What a route does with its project, or the refusal. */
export const inProject =
  (run: (context: Context, project: string) => Promise<Response>) =>
  async (context: Context): Promise<Response> => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    try {
      return await run(context, project)
    } catch (error) {
      if (error instanceof Invalid) return refuse(problem('malformed-request', 400, 'Nothing was changed', undefined, error.errors))
      throw error
    }
  }

/** Of a path whose route has it. */
export const param = (context: Context, name: string): string => context.req.param(name) ?? ''

/** The body as JSON. */
const jsonOf = async (context: Context): Promise<unknown> => {
  const body = await readBody(context.req.raw, 16 * 1024)
  try {
    if ('text' in body) return JSON.parse(body.text)
  } catch {
    // Said below.
  }
  throw new Invalid([{ path: '', expected: 'a JSON object of at most 16 KiB', got: 'something else' }])
}

/** What teams do with channels, by program or by page. */
export const channelActions = ({ store, loop, team, now, allowLocal }: Omit<LoopRouteOptions, 'config' | 'live' | 'log'>) => {
  const at = () => new Date(now()).toISOString()
  const by = (context: Context): By => ({ who: team.who(context), at: at() })
  return {
    at,
    add: async (context: Context, project: string, value: unknown) => {
      const base = placeOf(context, project, null).origin
      const made = channelFrom(value, { project, base, at: at(), allowLocal })
      await store.loop.addChannel(made.channel, made.secrets, by(context))
      return made
    },
    /** Sends a test and waits for it; the delivery says what came of it. */
    test: async (project: string, channel: Channel) => {
      const id = `msg_${randomUUID().replaceAll('-', '')}`
      await store.loop.addTest(project, channel.id, id, at())
      await loop.now(project, id)
      return id
    },
    /** Sends the week's digest as a test, and waits for it. */
    testDigest: async (channel: Channel) => {
      const { project, id } = channel
      const test = `msg_${randomUUID().replaceAll('-', '')}`
      await store.loop.addTest(project, id, test, at(), lastWeek(channel, now()).from)
      await loop.now(project, test)
      return test
    },
    change: (context: Context, { project, id }: Channel, change: ChannelChange) =>
      store.loop.changeChannel(project, id, change, by(context)),
    remove: (context: Context, { project, id }: Channel) => store.loop.deleteChannel(project, id, by(context)),
    rotate: async (context: Context, { project, id }: Channel) => {
      const known = await store.loop.secrets(project, id)
      const secret = newSecret()
      const previousUntil = new Date(now() + OVERLAP_MS).toISOString()
      await store.loop.changeSecrets(project, id, { secret, previous: known?.secret ?? '', previousUntil }, by(context))
      return secret
    },
    replay: async (project: string, channel: string, id: string) => {
      const found = await store.loop.replay(project, channel, id, at())
      if (found) await loop.now(project, id)
      return found
    },
  }
}

const alertRoutes = (app: Hono, rights: Rights, { store, live, now }: LoopRouteOptions): void => {
  app.get(
    '/v1/alerts',
    rights.read,
    inProject(async (context, project) => {
      const found = await store.loop.alerts(alertScopeOf(context, project, undefined), placeAfter(context), ALERTS_A_PAGE + 1)
      const alerts = found.slice(0, ALERTS_A_PAGE)
      const last = alerts.at(-1)
      const next = found.length > ALERTS_A_PAGE && last ? `${last.openedAt}~${last.id}` : null
      return context.json({ alerts, next }, 200, headers)
    }),
  )
  app.get(
    '/v1/responses/:id/status',
    rights.read,
    inProject(async (context, project) => {
      const id = param(context, 'id')
      const found = await store.loop.case(project, id)
      return found ? context.json({ response: id, ...found.case, history: found.history }, 200, headers) : notFound('response')
    }),
  )
  app.patch(
    '/v1/responses/:id/status',
    rights.edit,
    inProject(async (context, project) => {
      const id = param(context, 'id')
      const change = caseChange(await jsonOf(context))
      const changed = await store.loop.changeCase(project, id, change, rights.who(context), new Date(now()).toISOString())
      if (changed) live.announce(project)
      return changed ? context.json({ response: id, ...changed }, 200, headers) : notFound('response')
    }),
  )
}

const channelRoutes = (app: Hono, rights: Rights, options: LoopRouteOptions): void => {
  const { store, allowLocal } = options
  const actions = channelActions(options)
  const onChannel = (run: (context: Context, project: string, channel: Channel) => Promise<Response>) =>
    inProject(async (context, project) => {
      const channel = await store.loop.channel(project, param(context, 'id'))
      return channel ? run(context, project, channel) : notFound('channel')
    })
  app.get(
    '/v1/channels',
    rights.admin,
    inProject(async (context, project) => context.json({ channels: (await store.loop.channels(project)).map(shown) }, 200, headers)),
  )
  app.post(
    '/v1/channels',
    rights.admin,
    inProject(async (context, project) => {
      const { channel, secrets } = await actions.add(context, project, await jsonOf(context))
      return context.json({ ...shown(channel), ...(channel.kind === 'webhook' ? { secret: secrets.secret } : {}) }, 201, headers)
    }),
  )
  app.patch(
    '/v1/channels/:id',
    rights.admin,
    onChannel(async (context, project, channel) => {
      await actions.change(context, channel, channelChange(await jsonOf(context), channel, { at: actions.at(), allowLocal }))
      options.loop.wake()
      const changed = await store.loop.channel(project, channel.id)
      return changed ? context.json(shown(changed), 200, headers) : notFound('channel')
    }),
  )
  app.delete(
    '/v1/channels/:id',
    rights.admin,
    onChannel(async (context, _project, channel) => {
      await actions.remove(context, channel)
      return context.body(null, 204, headers)
    }),
  )
  app.post(
    '/v1/channels/:id/test',
    rights.admin,
    onChannel(async (context, project, channel) => {
      if (isKeeper(channel.kind))
        throw new Invalid([
          { path: 'id', expected: 'a channel that tells people', got: channel.kind, hint: 'A test of a CRM would change a customer.' },
        ])
      const isDigest = context.req.query('what') === 'digest'
      if (isDigest && channel.kind !== 'email') throw new Invalid([{ path: 'what', expected: 'a channel of e-mail', got: channel.kind }])
      const id = await (isDigest ? actions.testDigest(channel) : actions.test(project, channel))
      const found = (await store.loop.deliveries(project, channel.id, DELIVERIES_SHOWN)).find((one) => one.id === id)
      return context.json(found ?? null, 200, headers)
    }),
  )
  app.post(
    '/v1/channels/:id/secret',
    rights.admin,
    onChannel(async (context, _project, channel) => {
      if (channel.kind !== 'webhook') throw new Invalid([{ path: 'id', expected: 'a webhook', got: channel.kind }])
      return context.json({ secret: await actions.rotate(context, channel) }, 200, headers)
    }),
  )
  app.get(
    '/v1/channels/:id/deliveries',
    rights.admin,
    onChannel(async (context, project, channel) =>
      context.json({ deliveries: await store.loop.deliveries(project, channel.id, 100) }, 200, headers),
    ),
  )
  app.post(
    '/v1/channels/:id/deliveries/:delivery/replay',
    rights.admin,
    onChannel(async (context, project, channel) =>
      (await actions.replay(project, channel.id, param(context, 'delivery')))
        ? context.json({ replayed: true }, 200, headers)
        : notFound('delivery'),
    ),
  )
}

/** `/v1/alerts`, `/v1/responses/:id/status`, `/v1/channels`: closing the loop for programs. */
export const loopRoutes = (options: LoopRouteOptions): Hono => {
  const app = new Hono()
  const rights = rightsOf(options.team)
  alertRoutes(app, rights, options)
  channelRoutes(app, rights, options)
  return app
}
