import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { type Access, daysOf } from '../access/access'
import type { ConfigSource } from '../config/current'
import { contactScopeOf } from '../contacts/route'
import { fileHeaders } from '../export/stream'
import { readBody } from '../http/body'
import { sameSiteOnly } from '../http/cors'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import type { Reports } from '../report/reports'
import { scopeOf } from '../report/scope'
import { staleSurveys } from '../report/stale'
import type { By, Store } from '../store'
import { contactsHref, contactsPage } from './contacts'
import { afterSignIn, createDoor } from './door'
import { figuresCsv } from './figures'
import { choicesOf } from './filters'
import { createGate } from './gate'
import { goOn, placeOf } from './http'
import type { Live } from './live'
import { resultsPage } from './page'
import { hrefOf, unchosen } from './place'
import type { Findings } from './read-comments'
import { beliefRoutes } from './route-belief'
import { commentRoutes } from './route-comments'
import { compareRoutes } from './route-compare'
import { noteRoutes } from './route-notes'
import { priorityRoutes } from './route-priorities'
import { shareRoutes } from './route-share'
import { newestKey } from './snippet'

export interface ResultsOptions {
  readonly store: Store
  readonly reports: Reports
  readonly findings: Findings
  readonly config: ConfigSource
  readonly team: Team
  readonly access: Access
  readonly live: Live
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  /** Folder of the page's styles and script, and of nothing else. */
  readonly assets: string
  readonly demo: string | null
  /** How long contact details are kept; null for good. */
  readonly contactDays: number | null
}

const CONTACTS_A_PAGE = 50

/** `/results`, its sign-in, its files and its events. */
export const resultsRoutes = (options: ResultsOptions): Hono => {
  const { store, reports, config, team, access, live, now, log, assets, demo, contactDays } = options
  const app = new Hono()
  const files = new Map(readdirSync(assets).map((name) => [name, readFileSync(join(assets, name))]))
  app.post('/results/*', sameSiteOnly)
  const door = createDoor(team)

  const gate = createGate({ store, team, demo, log })
  app.route('/', commentRoutes(options, gate))
  app.route('/', compareRoutes(options, gate))
  app.route('/', noteRoutes(options, gate))
  app.route('/', shareRoutes(options, gate))
  app.route('/', priorityRoutes(options, gate))
  app.route('/', beliefRoutes(options, gate))

  app.get('/results', async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const token = context.req.query('token')
    if (token !== undefined) {
      const place = placeOf(context, project, demo)
      const given = await team.judge(context, token)
      if (given !== 'right') return door.signIn(context, place, given, true)
      team.signIn(context)
      return goOn(context, hrefOf(place, {}))
    }
    return gate.enter(context, 'The results page', 'read', async (view, place) => {
      // What a form left empty stands in no address that is kept or passed on.
      const { searchParams } = new URL(context.req.url)
      if ([...searchParams.values()].includes('')) return context.redirect(hrefOf(place, {}), 303)
      const scope = scopeOf(context.req.url, project, now())
      const configured = (await config.current(project))?.config ?? null
      const [report, projects, counts, dimensions, stale, own] = await Promise.all([
        reports.report(scope, configured, now(), { comments: place.comments, by: place.by, journey: { same: place.same } }),
        store.projects(),
        store.contactCounts(contactScopeOf(context.req.url, project, now())),
        store.dimensions({ ...scope, filters: [] }),
        staleSurveys(store, project, configured, now()),
        access.project(project),
      ])
      const surveys = configured?.surveys.filter(({ enabled }) => enabled !== false).map(({ id }) => id) ?? null
      const contacts = place.editor ? counts.reduce((sum, { n }) => sum + n, 0) : 0
      const seen = [...new Set([...projects, ...(team.projectsOf(context) ?? []), project])].filter((one) => team.can(context, 'read', one))
      const key = own?.keyRequired ? { writeKey: place.admin ? newestKey(own.keys) : null } : {}
      const here = { ...place, ...key, surveys, contacts, projects: seen.sort() }
      const [tests, sample] = ['deleted', 'erased'].map((name) => Number(context.req.query(name)) || 0) as [number, number]
      const news =
        tests > 0
          ? view.words.care.deleted(tests, view.whole(tests))
          : sample > 0
            ? view.words.sample.removed(sample, view.whole(sample))
            : ''
      return resultsPage(view, here, report, { choices: choicesOf(dimensions), config: configured, stale, news })
    })
  })

  app.get('/results/figures.csv', (context) =>
    gate.enter(context, 'The file of scores', 'read', async (_, { project, by }) => {
      const report = await reports.report(
        scopeOf(context.req.url, project, now()),
        (await config.current(project))?.config ?? null,
        now(),
        { by },
      )
      const separator = context.req.query('separator') === 'semicolon' ? ';' : ','
      return new Response(figuresCsv(report, separator), { headers: fileHeaders('text/csv; charset=utf-8', `${project}-figures.csv`) })
    }),
  )

  app.get('/results/contacts', (context) =>
    gate.enter(context, 'The page of contact details', 'edit', async (view, place) => {
      const { project } = place
      const scope = contactScopeOf(context.req.url, project, now())
      const [occurredAt, response] = (context.req.query('before') ?? '').split('~')
      const [own, found, counts, all] = await Promise.all([
        access.project(project),
        store.contacts(scope, occurredAt && response ? { occurredAt, response } : null, CONTACTS_A_PAGE + 1),
        store.contactCounts({ project, test: place.test }),
        store.contactCounts({ project }),
      ])
      const total = all.reduce((sum, { n }) => sum + n, 0)
      const list = {
        found: found.slice(0, CONTACTS_A_PAGE),
        more: found.length > CONTACTS_A_PAGE,
        counts,
        total,
        contactDays: daysOf(own?.contactDays, contactDays),
      }
      return contactsPage(view, place, scope.survey ?? null, list, Number(context.req.query('deleted')) || 0)
    }),
  )

  app.post('/results/contacts/delete', team.may('edit'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const body = await readBody(context.req.raw, 4096)
    const responses = 'text' in body ? new URLSearchParams(body.text).getAll('response') : []
    const deleted = await store.deleteContacts(project, responses, {
      who: team.who(context),
      at: new Date(now()).toISOString(),
    })
    return goOn(context, contactsHref(placeOf(context, project, demo), context.req.query('survey') ?? null, { deleted: String(deleted) }))
  })

  /** A form that deletes for good, once that was confirmed. */
  const deletion = (path: string, what: string, told: 'deleted' | 'erased', run: (project: string, by: By) => Promise<number>) =>
    app.post(path, team.may('admin'), async (context) => {
      const project = projectOf(context.req.url)
      if (project === null) return refuse(invalidProject)
      const body = await readBody(context.req.raw, 1024)
      if (!('text' in body) || new URLSearchParams(body.text).get('confirm') !== 'yes')
        return refuse(
          problem('malformed-request', 422, `${what} deleted for good`, 'Nothing was deleted. Send confirm=yes.', [
            { path: 'confirm', expected: 'yes', got: 'nothing' },
          ]),
        )
      const deleted = await run(project, { who: team.who(context), at: new Date(now()).toISOString() })
      return goOn(context, hrefOf(placeOf(context, project, demo), unchosen, '/results', { [told]: String(deleted) }))
    })
  deletion('/results/tests/delete', 'Test answers are', 'deleted', store.deleteTests)
  deletion('/results/sample/delete', 'Sample data is', 'erased', store.deleteSimulated)

  app.post('/results/sign-in', async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const body = await readBody(context.req.raw, 4096)
    const token = 'text' in body ? (new URLSearchParams(body.text).get('token') ?? '').trim() : ''
    const place = placeOf(context, project, demo)
    const given = await team.judge(context, token)
    const to = context.req.query('to')
    if (given !== 'right') return door.signIn(context, place, given, true, to)
    team.signIn(context)
    return goOn(context, afterSignIn(place, to))
  })

  app.post('/results/sign-out', (context) => {
    team.signOut(context)
    const lang = context.req.query('lang')
    return context.redirect(lang === 'en' || lang === 'fr' ? `/results?lang=${lang}` : '/results', 303)
  })

  app.get('/results/events', team.may('read'), (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    // Nobody would ever end the stream of a reply without a body.
    return context.req.method === 'HEAD' ? context.body(null) : live.stream(project, team.stays(context))
  })

  app.get('/results/:file', (context) => {
    const name = context.req.param('file')
    const body = files.get(name)
    if (!body) return context.notFound()
    return context.body(new Uint8Array(body), 200, {
      'content-type': name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
  })
  return app
}
