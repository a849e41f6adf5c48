import { Hono } from 'hono'
import { BOM, line } from '../export/csv'
import { fileHeaders, stream } from '../export/stream'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { scopeOf } from '../report/scope'
import type { ContactPlace, ContactScope, Store, StoredContact } from '../store'

const PAGE = 500

async function* pages(store: Store, scope: ContactScope): AsyncGenerator<readonly StoredContact[]> {
  let after: ContactPlace | null = null
  for (;;) {
    const page: readonly StoredContact[] = await store.contacts(scope, after, PAGE)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last
  }
}

async function* json(store: Store, scope: ContactScope): AsyncGenerator<string> {
  let before = '{"contacts":['
  for await (const page of pages(store, scope)) {
    yield before + page.map((contact) => JSON.stringify(contact)).join(',')
    before = ','
  }
  yield before === ',' ? ']}' : `${before}]}`
}

const columns: readonly (readonly [name: string, of: (contact: StoredContact) => unknown])[] = [
  ['occurred_at', (c) => c.occurredAt],
  ['survey', (c) => c.survey],
  ['touchpoint', (c) => c.touchpoint],
  ['locale', (c) => c.locale],
  ['test', (c) => (c.test ? 1 : 0)],
  ['respondent_kind', (c) => c.respondent.kind],
  ['respondent_id', (c) => c.respondent.id],
  ['response_id', (c) => c.response],
  ['agreed_to', (c) => c.agreed.flatMap(({ texts }) => Object.values(texts)).join(' / ')],
]

/** A column for each answer needs all their names before the first line, so this reads twice. */
async function* csv(store: Store, scope: ContactScope, separator: string): AsyncGenerator<string> {
  const keys = new Set<string>()
  for await (const page of pages(store, scope)) for (const { answers } of page) for (const key of Object.keys(answers)) keys.add(key)
  const names = [...keys].sort()
  yield BOM + line([...columns.map(([name]) => name), ...names.map((name) => `answer.${name}`)], separator)
  for await (const page of pages(store, scope))
    yield page
      .map((contact) => line([...columns.map(([, of]) => of(contact)), ...names.map((name) => contact.answers[name])], separator))
      .join('')
}

/** Which contact details an address is about: as an export, and of one survey where it names one. */
export const contactScopeOf = (url: string, project: string, now: number): ContactScope => {
  // Contact details know no persona, device or page.
  const { test, filters: _, ...span } = scopeOf(url, project, now)
  const { searchParams } = new URL(url)
  const survey = searchParams.get('survey')
  return { ...span, ...(searchParams.get('test') === 'all' ? {} : { test }), ...(survey ? { survey } : {}) }
}

export interface ContactOptions {
  readonly store: Store
  readonly team: Team
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
}

/** `GET /v1/contacts?format=json|csv&survey=…&since=…&until=…`: how to reach those who left word of it, the newest first. */
export const contactRoutes = ({ store, team, now, log }: ContactOptions): Hono => {
  const app = new Hono()
  app.get('/v1/contacts', team.may('edit'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const scope = contactScopeOf(context.req.url, project, now())
    const format = context.req.query('format') ?? 'json'
    if (format !== 'csv' && format !== 'json')
      return refuse(
        problem('malformed-request', 400, 'This format is not known', undefined, [
          { path: 'format', expected: 'json | csv', got: format.slice(0, 40) || 'nothing' },
        ]),
      )
    const separator = context.req.query('separator') === 'semicolon' ? ';' : ','
    const name = `${project}-contacts-${new Date(now()).toISOString().slice(0, 10)}.${format}`
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json'
    // Once the file has begun, it can only end short.
    await store.ping()
    return new Response(stream(format === 'csv' ? csv(store, scope, separator) : json(store, scope), log), {
      headers: fileHeaders(type, name),
    })
  })
  return app
}
