import { type Context, Hono } from 'hono'
import { refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import { everything, type Team } from '../http/token'
import { createDoor } from '../results/door'
import { goOn, headers, originOf, placeOf, viewOf } from '../results/http'
import { errorPage } from '../results/sign-in'
import type { Html } from '../results/view'
import { type By, isUnavailable, type Store } from '../store'
import type { Access } from './access'
import { attemptOf, days, lines, type Values, valuesOf } from './form'
import { makeToken, newKey } from './make'
import { projectsPage } from './projects'
import { newProject, newTokenAt, projectChange } from './schema'
import { type Attempt, hrefTo, type PagePath, type Shell } from './shell'
import { tokensPage } from './tokens'
import { trailPage } from './trail'
import { type AccessWords, accessWords, type Fault } from './words'

export interface ProjectPagesOptions {
  readonly store: Store
  readonly access: Access
  readonly team: Team
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  readonly contactDays: number | null
  readonly retentionDays: number | null
  readonly auditDays: number | null
}

const ENTRIES_A_PAGE = 50

/** `/projects`, `/projects/tokens` and `/projects/trail`, and the forms on them. What is wrong in a form comes back with it. */
export const projectPages = (options: ProjectPagesOptions): Hono => {
  const { store, access, team, now, log, contactDays, retentionDays, auditDays } = options
  const app = new Hono()
  const door = createDoor(team)
  const by = (context: Context): By => ({ who: team.who(context), at: new Date(now()).toISOString() })

  const shellOf = (context: Context): Shell => {
    const view = viewOf(context)
    const words = accessWords(view.language)
    const lang = context.req.query('lang')
    const done = context.req.query('done') ?? ''
    return {
      view,
      words,
      lang: lang === 'en' || lang === 'fr' ? lang : null,
      origin: originOf(context),
      everything: team.can(context, 'admin', null),
      done: Object.hasOwn(words.done, done) ? (done as keyof AccessWords['done']) : null,
    }
  }

  /** A page for those who may `admin` something at least; `whole`: everything. */
  const page = async (context: Context, path: PagePath, whole: boolean, make: (shell: Shell) => Promise<Html>) => {
    const place = placeOf(context, 'default', null)
    const given = await team.signedIn(context)
    if (given !== 'right') return door.signIn(context, place, given, false, 'projects')
    const [first = null] = team.projectsOf(context) ?? []
    if (!team.can(context, 'admin', whole ? null : first)) return door.forbidden(context, place)
    return shown(context, path, 200, make)
  }

  const shown = async (context: Context, path: PagePath, status: 200 | 409 | 422, make: (shell: Shell) => Promise<Html>) => {
    const shell = shellOf(context)
    try {
      return context.html(await make(shell), status, headers)
    } catch (cause) {
      if (!isUnavailable(cause)) log('A page of the projects could not be made', cause)
      return context.html(errorPage(shell.view, hrefTo(shell, path)), isUnavailable(cause) ? 503 : 500, headers)
    }
  }

  const projects =
    (context: Context, attempt: Attempt | null = null) =>
    async (shell: Shell): Promise<Html> => {
      const [all, answered] = await Promise.all([store.access.projects(), store.projects()])
      const mine = (id: string): boolean => team.can(context, 'admin', id)
      const known = new Set(all.map(({ id }) => id))
      const list = {
        projects: all.filter(({ id }) => mine(id)),
        others: answered.filter((id) => mine(id) && !known.has(id)),
        closed: access.closed,
        contactDays,
        retentionDays,
      }
      return projectsPage(shell, list, attempt)
    }
  const tokens =
    (made: { readonly name: string; readonly token: string } | null, attempt: Attempt | null = null) =>
    async (shell: Shell): Promise<Html> =>
      tokensPage(shell, { tokens: await store.access.tokens(), now: now(), made }, attempt)

  /** Back to the page, with word of it. */
  const done = (context: Context, path: PagePath, what: keyof AccessWords['done']) => {
    access.changed()
    // Else the browser would keep the fragment of the form's address (HTML, "navigate"), and word of it stands at the top.
    return goOn(context, `${hrefTo(shellOf(context), path, { done: what })}#top`)
  }
  const failed = (form: string, fault: Fault, values: Values = {}): Attempt => ({ form, values, faults: [fault] })

  app.get('/projects', (context) => page(context, '/projects', false, projects(context)))
  app.get('/projects/tokens', (context) => page(context, '/projects/tokens', true, tokens(null)))
  app.get('/projects/trail', (context) =>
    page(context, '/projects/trail', false, async (shell) => {
      const theirs = team.projectsOf(context)
      const asked = context.req.query('project') ?? ''
      // Who may see some projects only sees one at a time: a page of several would need one query each.
      const project = theirs === null || theirs.includes(asked) ? asked : (theirs[0] ?? '')
      const action = context.req.query('action') ?? ''
      const scope = { ...(project ? { project } : {}), ...(action ? { action } : {}) }
      const [found, actions, all, answered] = await Promise.all([
        store.audit.list(scope, context.req.query('before') || null, ENTRIES_A_PAGE + 1),
        store.audit.actions(project || undefined),
        store.access.projects(),
        store.projects(),
      ])
      return trailPage(shell, {
        entries: found.slice(0, ENTRIES_A_PAGE),
        more: found.length > ENTRIES_A_PAGE,
        project,
        action,
        actions,
        projects: theirs ?? [...new Set([...all.map(({ id }) => id), ...answered])].sort(),
        auditDays,
      })
    }),
  )

  app.post('/projects/create', team.may('admin', everything), async (context) => {
    const values = await valuesOf(context)
    const checked = newProject.safeParse({
      id: values.id?.trim(),
      ...(values.name?.trim() ? { name: values.name } : {}),
      origins: lines(values.origins),
    })
    const again = (attempt: Attempt, status: 409 | 422) => shown(context, '/projects', status, projects(context, attempt))
    if (!checked.success) return again(attemptOf('create', values, checked.error), 422)
    const { id, name = id } = checked.data
    if (!(await store.access.createProject({ ...checked.data, name }, by(context)))) return again(failed('create', 'taken', values), 409)
    return done(context, '/projects', 'created')
  })

  app.post('/projects/change', team.may('admin'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const values = await valuesOf(context)
    const { words } = shellOf(context)
    const checked = projectChange.safeParse({
      name: values.name ?? '',
      origins: lines(values.origins),
      contactDays: days(words, values.contactDays),
      retentionDays: days(words, values.retentionDays),
      keyRequired: values.keyRequired === 'on',
    })
    const again = (attempt: Attempt, status: 409 | 422) => shown(context, '/projects', status, projects(context, attempt))
    if (!checked.success) return again(attemptOf(`change ${project}`, values, checked.error), 422)
    const {
      name = project,
      origins = null,
      contactDays: contacts = null,
      retentionDays: answers = null,
      keyRequired = false,
    } = checked.data
    const change = { name, origins, contactDays: contacts, retentionDays: answers, keyRequired }
    if (!(await store.access.changeProject(project, change, by(context)))) return again(failed('gone', 'gone'), 409)
    return done(context, '/projects', 'changed')
  })

  app.post('/projects/keys/add', team.may('admin'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const added = await store.access.addKey(project, newKey(), by(context))
    if (added === 'added') return done(context, '/projects', 'keyAdded')
    const attempt = added === 'too-many' ? failed(`keys ${project}`, 'tooManyKeys') : failed('gone', 'gone')
    return shown(context, '/projects', 409, projects(context, attempt))
  })

  app.post('/projects/keys/revoke', team.may('admin'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const { key = '' } = await valuesOf(context)
    if (await store.access.revokeKey(project, key, by(context))) return done(context, '/projects', 'keyRevoked')
    return shown(context, '/projects', 409, projects(context, failed('gone', 'gone')))
  })

  app.post('/projects/tokens/add', team.may('admin', everything), async (context) => {
    const values = await valuesOf(context)
    const day = values.expiresAt?.trim()
    const checked = newTokenAt(now()).safeParse({
      name: values.name ?? '',
      role: values.role,
      projects: lines(values.projects),
      expiresAt: day ? `${day}T23:59:59.999Z` : null,
    })
    const again = (attempt: Attempt, status: 409 | 422) => shown(context, '/projects/tokens', status, tokens(null, attempt))
    if (!checked.success) return again(attemptOf('token', values, checked.error), 422)
    const { token, stored } = makeToken(checked.data)
    if (!(await store.access.addToken(stored, by(context)))) return again(failed('token', 'nameTaken', values), 409)
    access.changed()
    // Not sent on to another address: it is shown this once, and stands in none. Sent again, the name is taken.
    return shown(context, '/projects/tokens', 200, tokens({ name: stored.name, token }))
  })

  app.post('/projects/tokens/revoke', team.may('admin', everything), async (context) => {
    const { id = '' } = await valuesOf(context)
    if (await store.access.revokeToken(id, by(context))) return done(context, '/projects/tokens', 'tokenRevoked')
    return shown(context, '/projects/tokens', 409, tokens(null, failed('gone', 'gone')))
  })
  return app
}
