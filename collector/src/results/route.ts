import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { type Access, daysOf } from '../access/access'
import type { ConfigSource } from '../config/source'
import { contactScopeOf } from '../contacts/route'
import { readBody } from '../http/body'
import { sameSiteOnly } from '../http/cors'
import { refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { buildReport } from '../report/build'
import { scopeOf } from '../report/scope'
import { isUnavailable, type Store } from '../store'
import { contactsHref, contactsPage } from './contacts'
import { afterSignIn, createDoor } from './door'
import { goOn, headers, placeOf, viewOf } from './http'
import type { Live } from './live'
import { resultsPage } from './page'
import { hrefOf } from './place'
import { errorPage } from './sign-in'

export interface ResultsOptions {
  readonly store: Store
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
export const resultsRoutes = ({ store, config, team, access, live, now, log, assets, demo, contactDays }: ResultsOptions): Hono => {
  const app = new Hono()
  const files = new Map(readdirSync(assets).map((name) => [name, readFileSync(join(assets, name))]))
  app.post('/results/*', sameSiteOnly)
  const door = createDoor(team)

  /** The status of a page that could not be made. That the database is away is told by the store, once. */
  const failed = (what: string, cause: unknown): 500 | 503 => {
    if (isUnavailable(cause)) return 503
    log(what, cause)
    return 500
  }

  app.get('/results', async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const view = viewOf(context)
    const place = placeOf(context, project, demo)
    const token = context.req.query('token')
    if (token !== undefined) {
      const given = await team.judge(context, token)
      if (given !== 'right') return door.signIn(context, place, given, true)
      team.signIn(context)
      return goOn(context, hrefOf(place, {}))
    }
    const given = await team.signedIn(context)
    if (given !== 'right') return door.signIn(context, place, given, false)
    if (!team.can(context, 'read', project)) {
      const [first] = team.projectsOf(context) ?? []
      // Whoever named none wants to see what there is for them.
      return first !== undefined && context.req.query('project') === undefined
        ? goOn(context, hrefOf(place, { project: first }))
        : door.forbidden(context, place)
    }
    try {
      const scope = scopeOf(context.req.url, project, now())
      const configured = config.current()?.config ?? null
      const [report, projects, counts] = await Promise.all([
        buildReport(store, scope, configured, now(), place.comments),
        store.projects(),
        store.contactCounts(scope),
      ])
      const surveys = configured?.surveys.filter(({ enabled }) => enabled !== false).map(({ id }) => id) ?? null
      const contacts = team.can(context, 'edit', project) ? counts.reduce((sum, { n }) => sum + n, 0) : 0
      const admin = team.can(context, 'admin', project)
      const seen = [...new Set([...projects, ...(team.projectsOf(context) ?? []), project])].filter((one) => team.can(context, 'read', one))
      return context.html(resultsPage(view, { ...place, surveys, contacts, admin, projects: seen.sort() }, report), 200, headers)
    } catch (cause) {
      return context.html(errorPage(view, hrefOf(place, {})), failed('The results page could not be made', cause), headers)
    }
  })

  app.get('/results/contacts', async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const view = viewOf(context)
    const place = placeOf(context, project, demo)
    const given = await team.signedIn(context)
    if (given !== 'right') return door.signIn(context, place, given, false)
    if (!team.can(context, 'edit', project)) return door.forbidden(context, place)
    const scope = contactScopeOf(context.req.url, project, now())
    const [occurredAt, response] = (context.req.query('before') ?? '').split('~')
    try {
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
      const deleted = Number(context.req.query('deleted')) || 0
      return context.html(contactsPage(view, place, scope.survey ?? null, list, deleted), 200, headers)
    } catch (cause) {
      const status = failed('The page of contact details could not be made', cause)
      return context.html(errorPage(view, hrefOf(place, {}, '/results/contacts')), status, headers)
    }
  })

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
