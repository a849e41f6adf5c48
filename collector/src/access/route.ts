import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { fileHeaders, stream } from '../export/stream'
import { readBody, refuseBody } from '../http/body'
import { problem, refuse } from '../http/problem'
import { projectPattern } from '../http/project'
import { type About, everything, type Team } from '../http/token'
import { errorsOf } from '../ingest/errors'
import { type AuditEntry, type AuditScope, type By, KEYS_AT_ONCE, type Store, type StoredProject, type StoredToken } from '../store'
import type { Access } from './access'
import { makeToken, newKey } from './make'
import { newProject, newTokenAt, projectChange } from './schema'

export interface AccessRouteOptions {
  readonly store: Store
  readonly access: Access
  readonly team: Team
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
}

const MOST_BYTES = 16 * 1024
const PAGE = 500
const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' }

const missing = (what: string): Response => refuse(problem('not-found', 404, `There is no such ${what}`))

/** The body as what it has to be, or its refusal. */
const bodyAs = async <Schema extends z.ZodType>(context: Context, schema: Schema): Promise<{ value: z.output<Schema> } | Response> => {
  const body = await readBody(context.req.raw, MOST_BYTES)
  if ('refused' in body) return refuseBody(body.refused, MOST_BYTES)
  let parsed: unknown
  try {
    parsed = JSON.parse(body.text)
  } catch {
    return refuse(problem('malformed-json', 400, 'The body is not JSON', 'Expected an object.'))
  }
  const checked = schema.safeParse(parsed, { reportInput: true })
  if (checked.success) return { value: checked.data }
  return refuse(problem('invalid-value', 422, 'Something in the body is not valid', 'Nothing was changed.', errorsOf(checked.error)))
}

/** Everything but the hash, which is for nobody's eyes. */
const shown = ({ hash, ...token }: StoredToken): Omit<StoredToken, 'hash'> => token

async function* entries(store: Store, scope: AuditScope): AsyncGenerator<string> {
  let before: string | null = null
  for (;;) {
    const page: readonly AuditEntry[] = await store.audit.list(scope, before, PAGE)
    if (page.length > 0) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('')
    before = page.at(-1)?.id ?? null
    if (page.length < PAGE) return
  }
}

/**
 * `/v1/projects`, their keys, `/v1/tokens` and `/v1/audit`: for those who may `admin`. A token for some projects changes those, and sees the trail
 * of one at a time; tokens and new projects want one for all.
 */
export const accessRoutes = ({ store, access, team, now, log }: AccessRouteOptions): Hono => {
  const app = new Hono()
  const by = (context: Context): By => ({ who: team.who(context), at: new Date(now()).toISOString() })
  const named: About = (context) => context.req.param('id') ?? null
  const anyOfTheirs: About = (context) => team.projectsOf(context)?.[0] ?? null

  app.get('/v1/projects', team.may('admin', anyOfTheirs), async (context) => {
    const theirs = team.projectsOf(context)
    const projects = (await store.access.projects()).filter(({ id }) => theirs === null || theirs.includes(id))
    return context.json({ projects }, 200, headers)
  })

  app.post('/v1/projects', team.may('admin', everything), async (context) => {
    const body = await bodyAs(context, newProject)
    if (body instanceof Response) return body
    const { name = body.value.id, ...rest } = body.value
    const created = await store.access.createProject({ ...rest, name }, by(context))
    access.changed()
    if (!created)
      return refuse(
        problem('already-there', 409, 'There is a project with this id', 'Change it with PATCH, or choose another id.', [
          { path: 'id', expected: 'one that is not taken', got: rest.id },
        ]),
      )
    return context.json(await only(rest.id), 201, { ...headers, location: `/v1/projects/${rest.id}` })
  })

  /** As it is now. */
  const only = async (id: string): Promise<StoredProject | undefined> => (await store.access.projects()).find((one) => one.id === id)

  app.patch('/v1/projects/:id', team.may('admin', named), async (context) => {
    const body = await bodyAs(context, projectChange)
    if (body instanceof Response) return body
    const id = context.req.param('id')
    // What is not named stays; zod leaves it out.
    const changed = await store.access.changeProject(id, body.value as Partial<StoredProject>, by(context))
    access.changed()
    return changed ? context.json(await only(id), 200, headers) : missing('project')
  })

  app.post('/v1/projects/:id/keys', team.may('admin', named), async (context) => {
    const key = newKey()
    const added = await store.access.addKey(context.req.param('id'), key, by(context))
    access.changed()
    if (added === 'no-project') return missing('project')
    if (added === 'too-many')
      return refuse(
        problem('too-many-keys', 409, 'There are enough keys', 'Revoke one first.', [
          { path: 'keys', expected: `at most ${KEYS_AT_ONCE} that are valid`, got: 'one more' },
        ]),
      )
    return context.json({ key }, 201, headers)
  })

  app.delete('/v1/projects/:id/keys/:key', team.may('admin', named), async (context) => {
    const revoked = await store.access.revokeKey(context.req.param('id'), context.req.param('key'), by(context))
    access.changed()
    return revoked ? context.json({ revoked }, 200, headers) : missing('valid key')
  })

  app.get('/v1/tokens', team.may('admin', everything), async (context) =>
    context.json({ tokens: (await store.access.tokens()).map(shown) }, 200, headers),
  )

  app.post('/v1/tokens', team.may('admin', everything), async (context) => {
    const body = await bodyAs(context, newTokenAt(now()))
    if (body instanceof Response) return body
    const { token, stored } = makeToken(body.value)
    const who = by(context)
    const added = await store.access.addToken(stored, who)
    access.changed()
    if (!added)
      return refuse(
        problem('already-there', 409, 'There is a token with this name', 'Revoke that one, or choose another name.', [
          { path: 'name', expected: 'one that is not taken', got: stored.name },
        ]),
      )
    return context.json({ ...shown({ ...stored, createdAt: who.at, usedOn: null }), token }, 201, headers)
  })

  app.delete('/v1/tokens/:id', team.may('admin', everything), async (context) => {
    const revoked = await store.access.revokeToken(context.req.param('id'), by(context))
    access.changed()
    return revoked ? context.json({ revoked }, 200, headers) : missing('token')
  })

  const asked: About = (context) => new URL(context.req.url).searchParams.get('project')
  app.get('/v1/audit', team.may('admin', asked), async (context) => {
    const project = asked(context) ?? undefined
    const { action, before, format = 'json' } = context.req.query()
    const limit = Number(context.req.query('limit') ?? 100)
    const wrong = [
      ...(project === undefined || projectPattern.test(project)
        ? []
        : [{ path: 'project', expected: 'the id of a project', got: 'something else' }]),
      ...(Number.isInteger(limit) && limit >= 1 && limit <= PAGE
        ? []
        : [{ path: 'limit', expected: `a whole number from 1 to ${PAGE}`, got: context.req.query('limit')?.slice(0, 40) || 'nothing' }]),
      ...(format === 'json' || format === 'ndjson'
        ? []
        : [{ path: 'format', expected: 'json | ndjson', got: format.slice(0, 40) || 'nothing' }]),
    ]
    if (wrong.length > 0) return refuse(problem('malformed-request', 400, 'This address is not understood', undefined, wrong))
    const scope: AuditScope = { ...(project === undefined ? {} : { project }), ...(action ? { action } : {}) }
    if (format === 'ndjson') {
      // Once the file has begun, it can only end short.
      await store.ping()
      return new Response(stream(entries(store, scope), log), {
        headers: fileHeaders('application/x-ndjson', `audit-${new Date(now()).toISOString().slice(0, 10)}.ndjson`),
      })
    }
    const found = await store.audit.list(scope, before || null, limit + 1)
    const page = found.slice(0, limit)
    return context.json({ entries: page, before: found.length > limit ? (page.at(-1)?.id ?? null) : null }, 200, headers)
  })
  return app
}
