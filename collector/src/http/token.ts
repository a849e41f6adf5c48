import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { problem, refuse } from './problem'

const COOKIE = 'peakend-team'
const THIRTY_DAYS = 30 * 24 * 3600

/** The given token, else the one kept in the data folder, else a new one kept there (readable by its owner only). */
export const teamToken = (dataDir: string, given?: string): string => {
  if (given) return given
  const file = join(dataDir, 'admin-token')
  try {
    const kept = readFileSync(file, 'utf8').trim()
    if (kept) return kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const token = randomBytes(24).toString('base64url')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return token
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
/** Equal in constant time, whatever the lengths. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

/** Who may read results: a bearer of the token, or a browser that signed in with it. */
export interface Team {
  readonly isToken: (token: string) => boolean
  readonly isSignedIn: (context: Context) => boolean
  readonly signIn: (context: Context) => void
  readonly signOut: (context: Context) => void
  /** Refuses everybody else with 401. */
  readonly only: MiddlewareHandler
}

/** The cookie holds a hash of the token, so it never hands out the token itself and dies when the token changes. */
export const createTeam = (token: string): Team => {
  const session = createHash('sha256').update(`peakend session ${token}`).digest('base64url')
  const isToken = (given: string) => same(given, token)
  const isSignedIn = (context: Context): boolean => {
    const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) return isToken(bearer)
    const cookie = getCookie(context, COOKIE)
    return cookie !== undefined && same(cookie, session)
  }
  return {
    isToken,
    isSignedIn,
    signIn: (context) =>
      setCookie(context, COOKIE, session, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: THIRTY_DAYS,
        secure: new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https',
      }),
    signOut: (context) => {
      deleteCookie(context, COOKIE, { path: '/' })
    },
    only: async (context, next) => {
      if (isSignedIn(context)) return next()
      return refuse(
        problem(
          'sign-in-required',
          401,
          'This needs the team’s token',
          'Send “Authorization: Bearer <token>”; the collector prints the token when it starts.',
        ),
        { 'www-authenticate': 'Bearer' },
      )
    },
  }
}
