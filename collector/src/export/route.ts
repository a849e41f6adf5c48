import { Hono } from 'hono'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { scopeOf } from '../report/scope'
import type { Store, StoredResponse } from '../store'
import { BOM, header, record } from './csv'
import { fileHeaders, stream } from './stream'

export interface ExportOptions {
  readonly store: Store
  readonly team: Team
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
}

type ExportScope = Parameters<Store['page']>[0]
const PAGE = 500

async function* pages(store: Store, scope: ExportScope): AsyncGenerator<readonly StoredResponse[]> {
  let after = ''
  for (;;) {
    const page = await store.page(scope, after, PAGE)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.id
  }
}

/** A column per question needs all their names before the first line, so a CSV reads the responses twice. */
async function* csv(store: Store, scope: ExportScope, separator: string): AsyncGenerator<string> {
  const questions = new Set<string>()
  for await (const page of pages(store, scope)) for (const { answers } of page) for (const id of Object.keys(answers)) questions.add(id)
  const names = [...questions].sort()
  yield BOM + header(names, separator)
  for await (const page of pages(store, scope)) yield page.map((response) => record(response, names, separator)).join('')
}

async function* ndjson(store: Store, scope: ExportScope): AsyncGenerator<string> {
  for await (const page of pages(store, scope)) yield page.map((response) => `${JSON.stringify(response)}\n`).join('')
}

/**
 * `GET /v1/responses?format=csv|ndjson`: every response in scope, streamed. `test=0` (default) real ones, `1` test ones, `all` both.
 * `separator=semicolon` for spreadsheets in languages with a decimal comma. Without contact details: those are at `/v1/contacts`.
 */
export const exportRoutes = ({ store, team, now, log }: ExportOptions): Hono => {
  const app = new Hono()
  app.get('/v1/responses', team.may('read'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const { test, ...span } = scopeOf(context.req.url, project, now())
    const scope: ExportScope = context.req.query('test') === 'all' ? span : { ...span, test }
    const format = context.req.query('format') ?? 'ndjson'
    if (format !== 'csv' && format !== 'ndjson')
      return refuse(
        problem('malformed-request', 400, 'This format is not known', undefined, [
          { path: 'format', expected: 'csv | ndjson', got: format.slice(0, 40) || 'nothing' },
        ]),
      )
    const separator = context.req.query('separator') === 'semicolon' ? ';' : ','
    const name = `${project}-${new Date(now()).toISOString().slice(0, 10)}${test ? '-test' : ''}.${format}`
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
    // Once the file has begun, it can only end short.
    await store.ping()
    return new Response(stream(format === 'csv' ? csv(store, scope, separator) : ndjson(store, scope), log), {
      headers: fileHeaders(type, name),
    })
  })
  return app
}
