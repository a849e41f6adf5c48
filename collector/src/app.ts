import { Hono } from 'hono'
import type { Access } from './access/access'
import { projectPages } from './access/pages'
import { accessRoutes } from './access/route'
import type { ConfigSource } from './config/current'
import { createQuotas } from './config/quotas'
import { configRoutes } from './config/route'
import { contactRoutes } from './contacts/route'
import type { Exports } from './export/pages'
import { exportRoutes } from './export/route'
import type { Limits } from './http/limits'
import { problem, refuse } from './http/problem'
import { type StaticOptions, staticRoutes } from './http/static'
import type { Team } from './http/token'
import { importPages } from './import/pages'
import { importRoutes } from './import/route'
import { ingestRoutes } from './ingest/route'
import { loopPages } from './loop/pages'
import { loopRoutes } from './loop/route'
import { isToBeTold, judged } from './loop/rules'
import type { Loop } from './loop/run'
import { openapiRoutes } from './openapi/route'
import { observe, type RequestEntry } from './operate/observe'
import { operateRoutes } from './operate/route'
import type { Telemetry } from './operate/telemetry'
import type { Reports } from './report/reports'
import { reportRoutes } from './report/route'
import { respondentRoutes } from './respondents'
import type { Live } from './results/live'
import type { Findings } from './results/read-comments'
import { resultsRoutes } from './results/route'
import { simulatedRoutes } from './simulated'
import { isUnavailable, type Store, type StoreItem } from './store'
import { surveyApi } from './surveys/api'
import { createEditor } from './surveys/editor'
import { createFlagging } from './surveys/judge'
import { rightsOf } from './surveys/rights'
import { surveyPages } from './surveys/route'

/** Answers a request that no route of the collector is for. */
export type Pages = (request: Request) => Response | Promise<Response>

/** Everything the routes need, so that tests swap clock, store and log. */
export interface Parts {
  readonly store: Store
  readonly reports: Reports
  readonly exports: Exports
  readonly findings: Findings
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
  readonly loop: Loop
  /** Channels may lead to this machine. */
  readonly allowLocal: boolean
  readonly draining: () => boolean
  /** Who is told of every request that is done with. */
  readonly onRequest: readonly ((entry: RequestEntry) => void)[]
  readonly telemetry: Telemetry | undefined
  readonly metricsToken: string | undefined
  readonly retentionDays: number | null
  readonly auditDays: number | null
}

const methods: Readonly<Record<string, string>> = {
  '/v1/responses': 'POST, GET, OPTIONS',
  '/v1/config': 'GET, OPTIONS',
  '/v1/config/draft': 'GET, PUT, DELETE',
  '/v1/config/publish': 'POST',
  '/v1/config/rollback': 'POST',
  '/v1/config/versions': 'GET',
  '/v1/surveys': 'GET',
  '/v1/import': 'POST',
  '/v1/imports': 'GET',
  '/v1/imports/:id': 'DELETE',
  '/v1/report': 'GET',
  '/v1/openapi.json': 'GET',
  '/v1/contacts': 'GET',
  '/v1/respondents/:id': 'GET, DELETE',
  '/v1/simulated': 'DELETE',
  '/v1/alerts': 'GET',
  '/v1/responses/:id/status': 'GET, PATCH',
  '/v1/channels': 'GET, POST',
  '/v1/channels/:id': 'PATCH, DELETE',
  '/v1/projects': 'GET, POST',
  '/v1/projects/:id': 'PATCH',
  '/v1/projects/:id/keys': 'POST',
  '/v1/projects/:id/keys/:key': 'DELETE',
  '/v1/tokens': 'GET, POST',
  '/v1/tokens/:id': 'DELETE',
  '/v1/audit': 'GET',
  '/healthz': 'GET',
  '/readyz': 'GET',
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
  const { store, limits, config, access, live, loop, log, now, pages, draining, onRequest, telemetry } = parts
  const app = new Hono()
  if (onRequest.length > 0) app.use(observe(onRequest))
  app.use(async (context, next) => {
    await next()
    // A connection that is kept open would be waited for.
    if (draining()) context.header('connection', 'close')
  })
  const quotas = createQuotas(store, config, log)
  const onStored = (project: string, item: StoreItem): void => {
    live.announce(project)
    if (isToBeTold(item)) loop.wake()
  }
  const flagged = createFlagging(store, config, log)
  const judge = async (project: string, items: readonly StoreItem[]): Promise<StoreItem[]> => {
    const own = (await config.current(project))?.config ?? null
    return (await flagged(project, items)).map(judged(() => own))
  }
  app.route('/', ingestRoutes({ ...parts, quotas, onStored, judged: judge, onOutcome: telemetry?.outcome }))
  app.route('/', exportRoutes(parts))
  app.route('/', importRoutes({ ...parts, onStored: live.announce }))
  app.route('/', importPages({ ...parts, onStored: live.announce }))
  app.route('/', contactRoutes(parts))
  app.route('/', respondentRoutes(parts))
  app.route('/', simulatedRoutes({ ...parts, onDeleted: live.announce }))
  app.route('/', configRoutes(config, quotas, limits, access))
  app.route('/', reportRoutes(parts))
  app.route('/', loopRoutes(parts))
  app.route('/', loopPages(parts))
  app.route('/', openapiRoutes())
  app.route('/', accessRoutes(parts))
  app.route('/', projectPages(parts))
  const editor = createEditor(store, config, now)
  const surveys = { ...parts, editor, quotas, rights: rightsOf(parts.team) }
  app.route('/', surveyApi(surveys))
  app.route('/', surveyPages(surveys))
  app.route('/', resultsRoutes({ ...parts, demo: pages ? '/' : null }))
  app.route('/', operateRoutes({ ...parts, unavailable }))
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
