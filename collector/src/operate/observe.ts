import type { ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { projectOf } from '../http/project'

/** What is told of a request: never an address, a query, an answer or a token. */
export interface RequestEntry {
  readonly method: string
  /** The pattern it was answered by, `/v1/respondents/:id`; `other` where no route of the collector was. */
  readonly route: string
  readonly status: number
  /** Until its last byte was handed over; of a stream, until it ended. */
  readonly ms: number
  /** Sent, headers included; null without a socket. */
  readonly bytes: number | null
  /** Where the request names one and was not refused. */
  readonly project: string | null
  /** A stream lasts as long as somebody listens. */
  readonly stream: boolean
  /** The client went before it had all of it. */
  readonly aborted: boolean
}

const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Patterns that hold for everything say nothing. */
const routeOf = (context: Context): string => {
  const path = routePath(context)
  return path === '' || path === '*' || path === '/*' ? 'other' : path
}

const projectIn = (context: Context): string | null =>
  context.res.status < 400 && context.req.query('project') !== undefined ? projectOf(context.req.url) : null

const outgoingOf = (context: Context): ServerResponse | undefined =>
  (context.env as { readonly outgoing?: ServerResponse } | undefined)?.outgoing

/** Tells of every request once it is done with. */
export const observe =
  (told: readonly ((entry: RequestEntry) => void)[]): MiddlewareHandler =>
  async (context, next) => {
    const start = performance.now()
    const outgoing = outgoingOf(context)
    const socket = outgoing?.socket
    const before = socket?.bytesWritten ?? 0
    await next()
    const entry = {
      method: methods.includes(context.req.method) ? context.req.method : 'OTHER',
      route: routeOf(context),
      status: context.res.status,
      project: projectIn(context),
      stream: context.res.headers.get('content-type') === 'text/event-stream',
    }
    const tell = (): void => {
      const ms = Math.round((performance.now() - start) * 10) / 10
      const bytes = socket ? socket.bytesWritten - before : null
      for (const one of told) one({ ...entry, ms, bytes, aborted: outgoing !== undefined && !outgoing.writableFinished })
    }
    if (outgoing) outgoing.once('close', tell)
    else tell()
  }
