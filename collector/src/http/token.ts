import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Role, roles, type StoredToken } from '../store'
import { sameSiteOnly } from './cors'
import type { Limits } from './limits'
import { problem, refuse } from './problem'
import { invalidProject, projectOf } from './project'

const COOKIE = 'peakend-team'
const THIRTY_DAYS_S = 30 * 24 * 3600

/** The name of the first token, which is kept outside of the database. */
export const ROOT = 'root'

export const newToken = (): string => randomBytes(24).toString('base64url')

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
  const token = newToken()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return token
}

/**
 * What is stored of a token. A fast hash is right here: slow ones make up for the few passwords people think of, and nobody guesses one of 2¹⁹²
 * (NIST SP 800-63B, §5.1.2.2, wants the slow ones below 112 bits).
 */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Equal in constant time; both are hashes of one length, or the second is none. */
const same = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** What became of a token that was given: `wrong`, or how long to wait because too many were wrong before. */
export type Given = 'right' | 'wrong' | { readonly waitMs: number }

/** Whose token it is. */
interface Member {
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly role: Role
  readonly projects: readonly string[] | null
}

/** The project a request is about; null where it is about all of them, or names none that there can be. */
export type About = (context: Context) => string | null

/** Who may read results and change things: bearers of a token, or browsers that signed in with one. */
export interface Team {
  /** Every guess counts, by whatever way it comes; who guesses too often is not even compared. */
  readonly judge: (context: Context, token: string) => Promise<Given>
  readonly signedIn: (context: Context) => Promise<Given>
  /** After `judge` said `right`. */
  readonly signIn: (context: Context) => void
  readonly signOut: (context: Context) => void
  /**
   * Lets those through who have this role or a higher one, and whose token is for the project that the request is about (`?project=`, unless
   * `about` says otherwise). Refuses strangers with 401, others with 403, and with 429 after too many guesses.
   */
  readonly may: (role: Role, about?: About) => MiddlewareHandler
  /** As `may('read')`. */
  readonly only: MiddlewareHandler
  /** After `may`, or once `judge` or `signedIn` said `right`: the name of the token, for the trail. */
  readonly who: (context: Context) => string
  /** As `who`: whether they have this role or a higher one, in this project; null: in all. */
  readonly can: (context: Context, role: Role, project: string | null) => boolean
  /** As `who`: says whether their token is still one, for what goes on after the request. */
  readonly stays: (context: Context) => () => Promise<boolean>
  /** As `who`: the projects their token is for; null: all. */
  readonly projectsOf: (context: Context) => readonly string[] | null
}

export interface TeamOptions {
  /** The first token: an `admin` of everything. */
  readonly root: string
  readonly tokens: () => Promise<readonly StoredToken[]>
  readonly tokenUsed: (id: string, day: string) => Promise<void>
  readonly limits: Limits
  readonly now: () => number
}

const changes = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

export const queried: About = (context) => projectOf(context.req.url)
/** For what concerns the collector as a whole. */
export const everything: About = () => null

export const createTeam = ({ root, tokens, tokenUsed, limits, now }: TeamOptions): Team => {
  const first: Member = { id: ROOT, hash: hashOf(root), name: ROOT, role: 'admin', projects: null }
  /** Who sent a request, once that is known. */
  const members = new WeakMap<Request, Member>()
  /** Days that were written down, so that it is done once a day. */
  const used = new Map<string, string>()

  const isLive = ({ expiresAt }: StoredToken): boolean => expiresAt === null || Date.parse(expiresAt) > now()

  /** All are compared, so that the time it takes says nothing. The first needs no database. */
  const find = async (matches: (member: Member) => boolean): Promise<Member | undefined> => {
    if (matches(first)) return first
    return (await tokens()).filter((token) => matches(token)).find(isLive)
  }

  /**
   * The cookie names the token, and until when. What proves it is keyed by the first token, which no colleague knows, and bound to the hash of
   * theirs: nobody makes one of another's, not even with a copy of the database, and it dies with either token.
   */
  const proofOf = (member: Member, until: string): string =>
    createHmac('sha256', `peakend session ${root}`).update(`${member.id} ${member.hash} ${until}`).digest('base64url')
  const cookieOf = (member: Member): string => {
    const until = String(Math.floor(now() / 1000) + THIRTY_DAYS_S)
    return [member.id, until, proofOf(member, until)].join('.')
  }
  const ofCookie = async (cookie: string): Promise<Member | undefined> => {
    const [id, until = '', proof = ''] = cookie.split('.')
    if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 <= now()) return undefined
    return find((member) => member.id === id && same(proofOf(member, until), proof))
  }
  const ofToken = (token: string): Promise<Member | undefined> => {
    const hash = hashOf(token)
    return find((member) => same(member.hash, hash))
  }

  const noteUse = ({ id }: Member): void => {
    const day = new Date(now()).toISOString().slice(0, 10)
    if (id === ROOT || used.get(id) === day) return
    used.set(id, day)
    // Nobody waits for it, and nobody is kept away by it: the next one tries again.
    tokenUsed(id, day).catch(() => used.delete(id))
  }

  /** Counted before it is compared, so that many at once are not more; taken back when it was right. */
  const compare = async (context: Context, look: () => Promise<Member | undefined>): Promise<Given> => {
    const client = limits.clientOf(context)
    const waitMs = await limits.take('wrongTokens', client)
    if (waitMs > 0) return { waitMs }
    const member = await look().catch(async (cause: unknown) => {
      // Nobody knows whether it was wrong.
      await limits.giveBack('wrongTokens', client)
      throw cause
    })
    if (member === undefined) return 'wrong'
    await limits.giveBack('wrongTokens', client)
    members.set(context.req.raw, member)
    noteUse(member)
    return 'right'
  }

  const signedIn = async (context: Context): Promise<Given> => {
    const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) return compare(context, () => ofToken(bearer))
    const cookie = getCookie(context, COOKIE)
    return cookie ? compare(context, () => ofCookie(cookie)) : 'wrong'
  }

  const memberOf = (context: Context): Member => {
    const member = members.get(context.req.raw)
    if (member === undefined) throw new Error('expected somebody who signed in, got a request that nobody asked about')
    return member
  }
  const hasRole = (member: Member, role: Role): boolean => roles.indexOf(member.role) >= roles.indexOf(role)
  const sees = ({ projects }: Member, project: string | null): boolean =>
    projects === null || (project !== null && projects.includes(project))

  /** It does not say whether there is such a project. */
  const forbidden = (member: Member, role: Role, project: string | null): Response =>
    refuse(
      problem('not-allowed', 403, 'This token may not do that', 'Ask somebody who may, or for another token.', [
        hasRole(member, role)
          ? { path: 'project', expected: 'one that the token is for', got: project ?? 'all of them' }
          : { path: 'role', expected: role, got: member.role },
      ]),
    )

  const may: Team['may'] =
    (role, about = queried) =>
    async (context, next) => {
      const given = await signedIn(context)
      if (given === 'wrong')
        return refuse(
          problem(
            'sign-in-required',
            401,
            'This needs the team’s token',
            'Send “Authorization: Bearer <token>”; the collector prints the token when it starts.',
          ),
          { 'www-authenticate': 'Bearer' },
        )
      if (given !== 'right') return limits.refuse(context, 'wrongTokens', given.waitMs)
      const allowed = async (): Promise<Response | undefined> => {
        // Two names in one address may be read one way here, and another way by who comes after.
        if (new URL(context.req.url).searchParams.getAll('project').length > 1) return refuse(invalidProject)
        const member = memberOf(context)
        const project = about(context)
        if (!hasRole(member, role) || !sees(member, project)) return forbidden(member, role, project)
        await next()
        return undefined
      }
      if (!changes(context.req.method) || context.req.header('authorization') !== undefined) return allowed()
      // `SameSite` lets pages of other subdomains send the cookie: what changes something has to come from our own.
      let refused: Response | undefined
      const foreign = await sameSiteOnly(context, async () => {
        refused = await allowed()
      })
      return foreign ?? refused
    }

  return {
    judge: (context, given) => compare(context, () => ofToken(given)),
    signedIn,
    signIn: (context) =>
      setCookie(context, COOKIE, cookieOf(memberOf(context)), {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: THIRTY_DAYS_S,
        secure: new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https',
      }),
    signOut: (context) => {
      deleteCookie(context, COOKIE, { path: '/' })
    },
    may,
    only: may('read'),
    who: (context) => memberOf(context).name,
    can: (context, role, project) => hasRole(memberOf(context), role) && sees(memberOf(context), project),
    stays(context) {
      const { id } = memberOf(context)
      return async () => (await find((member) => member.id === id)) !== undefined
    },
    projectsOf: (context) => memberOf(context).projects,
  }
}
