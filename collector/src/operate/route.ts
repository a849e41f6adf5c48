import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import type { Limits } from '../http/limits'
import { problem, refuse } from '../http/problem'
import { everything, type Team } from '../http/token'
import { isUnavailable, type Store } from '../store'
import type { Log } from './log'
import type { Telemetry } from './telemetry'

export interface OperateOptions {
  readonly store: Store
  readonly team: Team
  readonly limits: Limits
  readonly log: Log
  /** It is being stopped: no new visitors, please. */
  readonly draining: () => boolean
  /** Undefined: there is no `/metrics`. */
  readonly telemetry: Telemetry | undefined
  /** A token of its own for who reads the metrics; undefined: the team's. */
  readonly metricsToken: string | undefined
  /** The refusal of a database that does not answer. */
  readonly unavailable: () => Response
}

const noStore = { 'cache-control': 'no-store' }
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The bearer of one token and nobody else. Guesses count as those of the team's token do. */
const bearerOf =
  (token: string, limits: Limits): MiddlewareHandler =>
  async (context, next) => {
    const client = limits.clientOf(context)
    const waitMs = await limits.take('wrongTokens', client)
    if (waitMs > 0) return limits.refuse(context, 'wrongTokens', waitMs)
    const given = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? ''
    if (!timingSafeEqual(digest(given), digest(token)))
      return refuse(problem('sign-in-required', 401, 'This needs the token of METRICS_TOKEN', 'Send “Authorization: Bearer <token>”.'), {
        'www-authenticate': 'Bearer',
      })
    await limits.giveBack('wrongTokens', client)
    return next()
  }

/**
 * `GET /healthz`: this process lives; restart it when it does not answer. `GET /readyz`: send visitors here; the database answers, its tables are
 * today’s (or it would not have started), and it is not being stopped. `GET /metrics`: where it was switched on.
 */
export const operateRoutes = ({ store, team, limits, log, draining, telemetry, metricsToken, unavailable }: OperateOptions): Hono => {
  const app = new Hono()
  app.get('/healthz', (context) => context.json({ status: 'ok' }, 200, noStore))
  app.get('/readyz', async (context) => {
    if (draining()) return context.json({ status: 'stopping' }, 503, noStore)
    try {
      await store.ping()
      return context.json({ status: 'ready' }, 200, noStore)
    } catch (cause) {
      if (!isUnavailable(cause)) log('The database does not answer', cause)
      return unavailable()
    }
  })
  if (telemetry)
    app.get('/metrics', metricsToken === undefined ? team.may('read', everything) : bearerOf(metricsToken, limits), async (context) => {
      const { body, type } = await telemetry.text()
      return context.body(body, 200, { ...noStore, 'content-type': type, 'x-content-type-options': 'nosniff' })
    })
  return app
}
