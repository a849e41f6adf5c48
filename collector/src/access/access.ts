import type { Context } from 'hono'
import type { Origins } from '../http/cors'
import { type ProblemError, problem, refuse } from '../http/problem'
import { projectOf } from '../http/project'
import type { Days, Store, StoredProject, StoredToken } from '../store'
import { type Cached, cached } from './cached'

/** A change reaches every collector on the database within this time. */
export const ACCESS_CACHE_MS = 5_000

/** What is known of projects and tokens, some seconds old at most. */
export interface Access extends Origins {
  /** Undefined: it was never set up. */
  readonly project: (id: string) => Promise<StoredProject | undefined>
  /** All that were set up, by id. */
  readonly projects: () => Promise<readonly StoredProject[]>
  /** The refusal of a request for a project that has to be set up and is not. */
  readonly refuseUnknown: (project: string) => Promise<Response | null>
  /** The refusal of a request that has to bring a key of the project and does not. */
  readonly refuseKey: (context: Context, project: string) => Promise<Response | null>
  /** Rejects when the database is away: a token that was revoked in the meantime may do nothing. */
  readonly tokens: () => Promise<readonly StoredToken[]>
  readonly tokenUsed: (id: string, day: string) => Promise<void>
  /** Something was changed here: it holds at once. */
  readonly changed: () => void
  /** Whether projects that were never set up are refused. */
  readonly closed: boolean
}

export interface AccessOptions {
  readonly store: Store
  readonly origins: readonly string[] | undefined
  readonly closed: boolean
  readonly cacheMs: number
  readonly onRefused: Origins['onRefused']
}

/** How many days of it hold for a project: its own, else the collector's. */
export const daysOf = (own: Days | undefined, otherwise: number | null): number | null =>
  own === undefined || own === null ? otherwise : own === 'forever' ? null : own

const KEY_HEADER = 'x-peakend-key'

const keyOf = (context: Context): string | undefined =>
  context.req.query('key') ?? context.req.header(KEY_HEADER) ?? /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]

export const createAccess = ({ store, origins, closed, cacheMs, onRefused }: AccessOptions): Access => {
  // Answers go on being taken, and refused, as before; the store itself says when it cannot keep them.
  const projects = cached(
    async () => {
      const all = await store.access.projects()
      return { all, byId: new Map(all.map((project) => [project.id, project])) }
    },
    { ms: cacheMs, evenIfOld: true },
  )
  const tokens: Cached<readonly StoredToken[]> = cached(() => store.access.tokens(), { ms: cacheMs, evenIfOld: false })
  const project: Access['project'] = async (id) => (await projects.get()).byId.get(id)

  return {
    onRefused,
    project,
    projects: async () => (await projects.get()).all,
    async originsOf(url) {
      const id = projectOf(url)
      return (id === null ? undefined : (await project(id))?.origins) ?? origins
    },
    async refuseUnknown(id) {
      if (!closed || (await project(id)) !== undefined) return null
      return refuse(
        problem(
          'unknown-project',
          403,
          'This project is not known',
          'Set it up at /projects, or start the collector without PROJECTS=closed.',
          [{ path: 'project', expected: 'one that was set up', got: id }],
        ),
      )
    },
    async refuseKey(context, id) {
      const found = await project(id)
      if (!found?.keyRequired) return null
      const given = keyOf(context)
      if (given !== undefined && found.keys.some(({ key, revokedAt }) => revokedAt === null && key === given)) return null
      // What was sent stays unsaid: it may be something else that is secret.
      const error: ProblemError = {
        path: 'key',
        expected: 'a valid key of the project',
        got: given === undefined ? 'nothing' : 'another',
        hint: 'Put it into the endpoint’s address: /v1/responses?key=pk_…. It stands at /projects.',
      }
      return refuse(
        problem('key-required', 401, 'This project wants a key', 'Nothing was changed. Send it again with a valid key.', [error]),
        {
          'www-authenticate': 'Bearer',
        },
      )
    },
    tokens: tokens.get,
    tokenUsed: (id, day) => store.access.tokenUsed(id, day),
    changed() {
      projects.drop()
      tokens.drop()
    },
    closed,
  }
}
