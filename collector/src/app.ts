import { Hono } from 'hono'
import type { Access } from './access/access'
import { projectPages } from './access/pages'
import { accessRoutes } from './access/route'
import { createQuotas } from './config/quotas'
import { configRoutes } from './config/route'
import type { ConfigSource } from './config/source'
import { contactRoutes } from './contacts/route'
import { exportRoutes } from './export/route'
import type { Limits } from './http/limits'
import { problem, refuse } from './http/problem'
import { type StaticOptions, staticRoutes } from './http/static'
import type { Team } from './http/token'
import { ingestRoutes } from './ingest/route'
import { reportRoutes } from './report/route'
import { respondentRoutes } from './respondents'
import type { Live } from './results/live'
import { resultsRoutes } from './results/route'
import { isUnavailable, type Store } from './store'

/** Answers a request that no route of the collector is for. */
export type Pages = (request: Request) => Response | Promise<Response>

/** Everything the routes need, so that tests swap clock, store and log. */
export interface Parts {
  readonly store: Store
  readonly limits: Limits
  readonly config: ConfigSource
  readonly team: Team
  readonly live: Live
  readonly access: Access
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  readonly assets: string
  readonly pages: Pages | undefined
  readonly files: StaticOptions
  readonly contactDays: number | null
  readonly retentionDays: number | null
  readonly auditDays: number | null
}

const methods: Readonly<Record<string, string>> = {
  '/v1/responses': 'POST, GET, OPTIONS',
  '/v1/config': 'GET, OPTIONS',
  '/v1/report': 'GET',
  '/v1/contacts': 'GET',
  '/v1/respondents/:id': 'GET, DELETE',
  '/v1/projects': 'GET, POST',
  '/v1/projects/:id': 'PATCH',
  '/v1/projects/:id/keys': 'POST',
  '/v1/projects/:id/keys/:key': 'DELETE',
  '/v1/tokens': 'GET, POST',
  '/v1/tokens/:id': 'DELETE',
  '/v1/audit': 'GET',
  '/healthz': 'GET',
}

/** Nothing is known of what was under way: whoever sends it again loses nothing and doubles nothing. */
const RETRY_AFTER_S = 5
const unavailable = (): Response =>
  refuse(
    { ...problem('unavailable', 503, 'The database does not answer', 'Send it again later.'), retryAfterMs: RETRY_AFTER_S * 1000 },
    { 'retry-after': String(RETRY_AFTER_S) },
  )

/** All routes of the collector. */
export const createApp = (parts: Parts): Hono => {
  const { store, limits, config, access, live, log, pages } = parts
  const app = new Hono()
  const quotas = createQuotas(store, config, log)
  app.route('/', ingestRoutes({ ...parts, quotas, onStored: live.announce }))
  app.route('/', exportRoutes(parts))
  app.route('/', contactRoutes(parts))
  app.route('/', respondentRoutes(parts))
  app.route('/', configRoutes(config, quotas, limits, access))
  app.route('/', reportRoutes(parts))
  app.route('/', accessRoutes(parts))
  app.route('/', projectPages(parts))
  app.route('/', resultsRoutes({ ...parts, demo: pages ? '/' : null }))
  app.get('/healthz', async (context) => {
    try {
      await store.ping()
      return context.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' })
    } catch (cause) {
      if (!isUnavailable(cause)) log('The database does not answer', cause)
      return unavailable()
    }
  })
  for (const [path, allow] of Object.entries(methods))
    app.all(path, (context) =>
      refuse(problem('method-not-allowed', 405, 'This method is not for this address', `Use ${allow}, got ${context.req.method}.`), {
        allow,
      }),
    )
  app.route('/', staticRoutes(parts.files))
  app.notFound((context) =>
    // An address of the endpoint is one for programs, and so is its refusal.
    pages && !context.req.path.startsWith('/v1/')
      ? pages(context.req.raw)
      : refuse(problem('not-found', 404, 'There is nothing at this address')),
  )
  app.onError((cause) => {
    // Told once by the store, not by every request.
    if (isUnavailable(cause)) return unavailable()
    log('A request failed', cause)
    return refuse(problem('internal', 500, 'The collector failed', 'Nothing was changed. Its log says more.'))
  })
  return app
}
