import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sameSiteOnly } from './cors'
import type { Limits } from './limits'
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

/** What became of a token that was given: `wrong`, or how long to wait because too many were wrong before. */
export type Given = 'right' | 'wrong' | { readonly waitMs: number }

/** Who may read results: a bearer of the token, or a browser that signed in with it. */
export interface Team {
  /** Every guess counts, by whatever way it comes; who guesses too often is not even compared. */
  readonly judge: (context: Context, token: string) => Promise<Given>
  readonly signedIn: (context: Context) => Promise<Given>
  readonly signIn: (context: Context) => void
  readonly signOut: (context: Context) => void
  /** Refuses everybody else with 401, or 429 after too many guesses. */
  readonly only: MiddlewareHandler
}

const changes = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** The cookie holds a hash of the token, so it never hands out the token itself and dies when the token changes. */
export const createTeam = (token: string, limits: Limits): Team => {
  const session = createHash('sha256').update(`peakend session ${token}`).digest('base64url')
  /** Counted before it is compared, so that many at once are not more; taken back when it was right. */
  const compare = async (context: Context, given: string, expected: string): Promise<Given> => {
    const client = limits.clientOf(context)
    const waitMs = await limits.take('wrongTokens', client)
    if (waitMs > 0) return { waitMs }
    if (!same(given, expected)) return 'wrong'
    await limits.giveBack('wrongTokens', client)
    return 'right'
  }
  const signedIn = async (context: Context): Promise<Given> => {
    const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) return compare(context, bearer, token)
    const cookie = getCookie(context, COOKIE)
    return cookie ? compare(context, cookie, session) : 'wrong'
  }
  const signOut = (context: Context): void => {
    deleteCookie(context, COOKIE, { path: '/' })
  }
  return {
    judge: (context, given) => compare(context, given, token),
    signedIn,
    signIn: (context) =>
      setCookie(context, COOKIE, session, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: THIRTY_DAYS,
        secure: new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https',
      }),
    signOut,
    only: async (context, next) => {
      const given = await signedIn(context)
      // `SameSite` lets pages of other subdomains send the cookie: what changes something has to come from our own.
      if (given === 'right')
        return changes(context.req.method) && context.req.header('authorization') === undefined ? sameSiteOnly(context, next) : next()
      if (given !== 'wrong') return limits.refuse(context, 'wrongTokens', given.waitMs)
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
