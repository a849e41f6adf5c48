import { Hono } from 'hono'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { scopeOf } from '../report/scope'
import type { AnyScope, ChangePlace, ReceivedSpan, Store, StoredResponse } from '../store'
import { BOM, header, record } from './csv'
import { fileHeaders, stream } from './stream'

export interface ExportOptions {
  readonly store: Store
  readonly team: Team
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
}

const PAGE = 500
/** A batch that is being stored was received before it is there to be read: so long nothing can be under way (limits of statements and requests). */
const SETTLED_MS = 60_000

/** A list of which only a page is in memory at a time. Read twice, it is read again. */
type Pages = () => AsyncGenerator<readonly StoredResponse[]>

const everything = (store: Store, scope: AnyScope): Pages =>
  async function* () {
    yield* pagesOf(
      '',
      ({ id }) => id,
      (after) => store.page(scope, after, PAGE),
    )
  }

const received = (store: Store, scope: AnyScope, span: ReceivedSpan): Pages =>
  async function* () {
    yield* pagesOf<ChangePlace | null>(
      null,
      (last) => last,
      (after) => store.changes(scope, span, after, PAGE),
    )
  }

async function* pagesOf<Place>(
  start: Place,
  placeOf: (last: StoredResponse) => Place,
  read: (after: Place) => Promise<readonly StoredResponse[]>,
): AsyncGenerator<readonly StoredResponse[]> {
  let after = start
  for (;;) {
    const page = await read(after)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = placeOf(last)
  }
}

/** A column per question needs all their names before the first line, so a CSV reads the responses twice. */
async function* csv(pages: Pages, separator: string): AsyncGenerator<string> {
  const questions = new Set<string>()
  for await (const page of pages()) for (const { answers } of page) for (const id of Object.keys(answers)) questions.add(id)
  const names = [...questions].sort()
  yield BOM + header(names, separator)
  for await (const page of pages()) yield page.map((response) => record(response, names, separator)).join('')
}

async function* ndjson(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages()) yield page.map((response) => `${JSON.stringify(response)}\n`).join('')
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
export const exportRoutes = ({ store, team, now, log }: ExportOptions): Hono => {
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
    const pages = receivedIn ? received(store, scope, receivedIn) : everything(store, scope)
    const separator = context.req.query('separator') === 'semicolon' ? ';' : ','
    const name = `${project}-${new Date(now()).toISOString().slice(0, 10)}${test ? '-test' : ''}.${format}`
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
    // Once the file has begun, it can only end short.
    await store.ping()
    return new Response(stream(format === 'csv' ? csv(pages, separator) : ndjson(pages), log), {
      headers: { ...fileHeaders(type, name), ...(receivedIn && { 'peakend-next': receivedIn.until }) },
    })
  })
  return app
}
