import { Hono } from 'hono'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { scopeOf } from '../report/scope'
import type { AnyScope, ChangePlace, ReceivedSpan, Store } from '../store'
import { BOM, header } from './csv'
import type { Exported, Exports } from './pages'
import { fileHeaders, stream } from './stream'

export interface ExportOptions {
  readonly store: Store
  readonly exports: Exports
  readonly team: Team
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
}

/** A batch that is being stored was received before it is there to be read: so long nothing can be under way (limits of statements and requests). */
const SETTLED_MS = 60_000

/** Page after page, each of which says where the next one begins. */
async function* pagesOf<Page extends { readonly next: ChangePlace | null }>(
  read: (after: ChangePlace | null) => Promise<Page>,
): AsyncGenerator<Page> {
  for (let after: ChangePlace | null = null; ; ) {
    const page: Page = await read(after)
    yield page
    if (page.next === null) return
    after = page.next
  }
}

/** A column per question needs all their names before the first line, so a CSV reads the responses twice. */
async function* csv(exports: Exports, what: Exported, separator: string): AsyncGenerator<string> {
  const found = new Set<string>()
  for await (const { questions } of pagesOf((after) => exports.questions(what, after))) for (const id of questions) found.add(id)
  const questions = [...found].sort()
  yield BOM + header(questions, separator)
  for await (const { text } of pagesOf((after) => exports.lines(what, after, { questions, separator }))) yield text
}

async function* ndjson(exports: Exports, what: Exported): AsyncGenerator<string> {
  for await (const { text } of pagesOf((after) => exports.lines(what, after, null))) yield text
}

const malformed = (path: string, expected: string, got: string): Response =>
  refuse(
    problem('malformed-request', 400, 'The request is not understood', undefined, [{ path, expected, got: got.slice(0, 40) || 'nothing' }]),
  )

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/** `updatedSince`, up to what nothing can change any more; null where it is no time. */
const spanOf = (updatedSince: string, now: number): ReceivedSpan | null => {
  const ms = INSTANT.test(updatedSince) ? Date.parse(updatedSince) : Number.NaN
  if (Number.isNaN(ms)) return null
  return { from: new Date(ms).toISOString(), until: new Date(Math.max(ms, now - SETTLED_MS)).toISOString() }
}

/**
 * `GET /v1/responses?format=csv|ndjson`: every response in scope, streamed. `test=0` (default) real ones, `1` test ones, `all` both.
 * `updatedSince=<instant>`: those alone whose current revision was received since then, up to a minute ago, in that order; the header
 * `Peakend-Next` is the instant for the next time, so that pulls one after the other miss nothing and have nothing twice but what changed.
 * `separator=semicolon` for spreadsheets in languages with a decimal comma. Without contact details: those are at `/v1/contacts`.
 */
export const exportRoutes = ({ store, exports, team, now, log }: ExportOptions): Hono => {
  const app = new Hono()
  app.get('/v1/responses', team.may('read'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const { test, ...span } = scopeOf(context.req.url, project, now())
    const scope: AnyScope = context.req.query('test') === 'all' ? span : { ...span, test }
    const format = context.req.query('format') ?? 'ndjson'
    if (format !== 'csv' && format !== 'ndjson') return malformed('format', 'csv | ndjson', format)
    const updatedSince = context.req.query('updatedSince')
    const receivedIn = updatedSince === undefined ? undefined : spanOf(updatedSince, now())
    if (receivedIn === null) return malformed('updatedSince', 'an instant, e.g. 2027-03-01T09:30:00Z', updatedSince ?? '')
    const what = { scope, received: receivedIn ?? null }
    const separator = context.req.query('separator') === 'semicolon' ? ';' : ','
    const name = `${project}-${new Date(now()).toISOString().slice(0, 10)}${test ? '-test' : ''}.${format}`
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
    // Once the file has begun, it can only end short.
    await store.ping()
    return new Response(stream(format === 'csv' ? csv(exports, what, separator) : ndjson(exports, what), log), {
      headers: { ...fileHeaders(type, name), ...(receivedIn && { 'peakend-next': receivedIn.until }) },
    })
  })
  return app
}
