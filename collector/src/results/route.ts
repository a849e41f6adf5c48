import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import type { ConfigSource } from '../config/source'
import { readBody } from '../http/body'
import { sameSiteOnly } from '../http/cors'
import { refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { buildReport } from '../report/build'
import { periods, scopeOf } from '../report/scope'
import type { Store } from '../store'
import type { Live } from './live'
import { resultsPage } from './page'
import { hrefOf, type Place } from './place'
import { errorPage, signInPage } from './sign-in'
import { createView, type View } from './view'
import { languageOf } from './words'

export interface ResultsOptions {
  readonly store: Store
  readonly config: ConfigSource
  readonly team: Team
  readonly live: Live
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  /** Folder of the page's styles and script, and of nothing else. */
  readonly assets: string
  readonly demo: string | null
}

/** No HTML is ever made from a string in the browser: trusted types are refused altogether. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cache-control': 'no-store',
  // Not `no-referrer`: forms would then be sent with `Origin: null` (Fetch, "append a request Origin header").
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const viewOf = (context: Context): View => createView(languageOf(context.req.query('lang'), context.req.header('accept-language')))

/** The address visitors use, where a proxy says that it speaks https for us. */
const originOf = (context: Context): string => {
  const { protocol, host } = new URL(context.req.url)
  return `${context.req.header('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`
}

const placeOf = (context: Context, project: string, demo: string | null): Place => {
  const days = Number(context.req.query('days'))
  const lang = context.req.query('lang')
  return {
    project,
    projects: [],
    surveys: null,
    demo,
    test: context.req.query('test') === '1',
    days: periods.includes(days) ? days : 0,
    comments: context.req.query('comments') === 'lowest' ? 'lowest' : 'newest',
    lang: lang === 'en' || lang === 'fr' ? lang : null,
    origin: originOf(context),
  }
}

/** `/results`, its sign-in, its files and its events. */
export const resultsRoutes = ({ store, config, team, live, now, log, assets, demo }: ResultsOptions): Hono => {
  const app = new Hono()
  const files = new Map(readdirSync(assets).map((name) => [name, readFileSync(join(assets, name))]))
  app.post('/results/*', sameSiteOnly)

  app.get('/results', async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const view = viewOf(context)
    const place = placeOf(context, project, demo)
    const token = context.req.query('token')
    if (token !== undefined) {
      if (!team.isToken(token)) return context.html(signInPage(view, hrefOf(place, {}, '/results/sign-in'), true), 401, headers)
      team.signIn(context)
      return context.redirect(hrefOf(place, {}), 303)
    }
    if (!team.isSignedIn(context)) return context.html(signInPage(view, hrefOf(place, {}, '/results/sign-in'), false), 401, headers)
    try {
      const scope = scopeOf(context.req.url, project, now())
      const configured = config.current()?.config ?? null
      const [report, projects] = await Promise.all([buildReport(store, scope, configured, now(), place.comments), store.projects()])
      const surveys = configured?.surveys.filter(({ enabled }) => enabled !== false).map(({ id }) => id) ?? null
      return context.html(
        resultsPage(view, { ...place, surveys, projects: [...new Set([...projects, project])].sort() }, report),
        200,
        headers,
      )
    } catch (cause) {
      log('The results page could not be made', cause)
      return context.html(errorPage(view, hrefOf(place, {})), 500, headers)
    }
  })

  app.post('/results/sign-in', async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const body = await readBody(context.req.raw, 4096)
    const given = 'text' in body ? (new URLSearchParams(body.text).get('token') ?? '').trim() : ''
    const place = placeOf(context, project, demo)
    if (!team.isToken(given)) return context.html(signInPage(viewOf(context), hrefOf(place, {}, '/results/sign-in'), true), 401, headers)
    team.signIn(context)
    return context.redirect(hrefOf(place, {}), 303)
  })

  app.post('/results/sign-out', (context) => {
    team.signOut(context)
    const lang = context.req.query('lang')
    return context.redirect(lang === 'en' || lang === 'fr' ? `/results?lang=${lang}` : '/results', 303)
  })

  app.get('/results/events', team.only, (context) => {
    const project = projectOf(context.req.url)
    return project === null ? refuse(invalidProject) : live.stream(project)
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
