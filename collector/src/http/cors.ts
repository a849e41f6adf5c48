import type { MiddlewareHandler } from 'hono'
import { problem, refuse } from './problem'

const localhost = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** An origin as browsers write it: lower case, without a default port. Null for what is more or less than an origin, or a pattern. */
export const originOr = (text: string): string | null => {
  const { origin, href } = URL.canParse(text) ? new URL(text) : { origin: 'null', href: '' }
  if (text === '*') return text
  return /^https?:/.test(origin) && href === `${origin}/` && !origin.includes('*') ? origin : null
}

/** The same of a setting, where it has to be one. */
export const exactOrigin = (text: string): string => {
  const origin = originOr(text)
  if (origin !== null) return origin
  throw new RangeError(`ORIGINS: expected an origin such as https://shop.example, or *, got ${text}`)
}

/** Is this `Origin` ours? The same host always is; then the list, where `*` means anybody; without a list, localhost. */
export const isAllowedOrigin = (origin: string, host: string | undefined, allowed: readonly string[] | undefined): boolean => {
  if (host && /^https?:\/\/(.+)$/.exec(origin)?.[1] === host.toLowerCase()) return true
  return allowed ? allowed.includes('*') || allowed.includes(origin) : localhost.test(origin)
}

/** Whose pages may post. */
export interface Origins {
  /** To the project that an address names; undefined: those on localhost. */
  readonly originsOf: (url: string) => Promise<readonly string[] | undefined>
  /** Told of an origin that was refused. */
  readonly onRefused: (origin: string) => void
}

/**
 * CORS by allow-list (Fetch standard), that of the request's project: preflights name it too. `Retry-After` and `Date` are exposed: the SDK reads its waiting time against the reply's own date. A page
 * of a foreign origin is refused, not merely left without headers: a `text/plain` POST needs no preflight and would be stored.
 */
export const cors =
  ({ originsOf, onRefused }: Origins, methods: string): MiddlewareHandler =>
  async (context, next) => {
    const origin = context.req.header('origin')
    if (origin !== undefined && !isAllowedOrigin(origin, context.req.header('host'), await originsOf(context.req.url))) {
      onRefused(origin.slice(0, 200))
      context.res = refuse(
        problem(
          'origin-not-allowed',
          403,
          'This origin may not use the collector',
          'Add it to the origins of the project at /projects, or to ORIGINS (comma-separated) where the collector starts.',
          [{ path: 'Origin', expected: 'the collector’s own origin, or one that is allowed', got: origin.slice(0, 200) || 'nothing' }],
        ),
        { vary: 'Origin' },
      )
      return
    }
    if (context.req.method === 'OPTIONS') context.res = new Response(null, { status: 204, headers: { allow: `${methods}, OPTIONS` } })
    else await next()
    context.res.headers.append('vary', 'Origin')
    if (origin === undefined) return
    context.res.headers.set('access-control-allow-origin', origin)
    context.res.headers.set('access-control-expose-headers', 'Retry-After, Date')
    if (context.req.method !== 'OPTIONS') return
    context.res.headers.set('access-control-allow-methods', `${methods}, OPTIONS`)
    context.res.headers.set('access-control-allow-headers', 'Content-Type, Idempotency-Key, Authorization, X-Peakend-Key')
    context.res.headers.set('access-control-max-age', '86400')
  }

/**
 * For forms that set or clear a cookie: a browser must say that its own page sent them (Fetch Metadata, else `Origin`). Programs, which send
 * neither, may.
 */
export const sameSiteOnly: MiddlewareHandler = async (context, next) => {
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  const own =
    site === undefined
      ? origin === undefined || isAllowedOrigin(origin, context.req.header('host'), [])
      : site === 'same-origin' || site === 'none'
  if (own) return next()
  return refuse(problem('origin-not-allowed', 403, 'This form was sent by another site'))
}
