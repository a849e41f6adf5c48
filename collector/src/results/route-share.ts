import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { readBody } from '../http/body'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import { scopeOf } from '../report/scope'
import type { Report, TouchpointReport } from '../report/types'
import { chosenText } from './filters'
import type { Gate } from './gate'
import { goOn, headers, placeAt, placeOf } from './http'
import { resultsPage } from './page'
import { hrefOf, type Place } from './place'
import type { ResultsOptions } from './route'
import { viewIn } from './sample'
import { closedPage, lives, SHARE, sharedQuery, sharePage } from './share'
import type { View } from './view'

const DAY_MS = 24 * 3600 * 1000
const LONGEST_NAME = 80

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** What others see: no words of single people unless they are to, and never who in the team looks after what. */
const outside = (report: Report, withComments: boolean): Report => ({
  ...report,
  touchpoints: report.touchpoints.map(
    (touchpoint): TouchpointReport => ({
      ...touchpoint,
      comments: withComments ? touchpoint.comments : [],
      instruments: touchpoint.instruments.map((one) => ({
        ...one,
        latest: withComments ? one.latest : [],
        marks: one.marks.map((mark) => ({ ...mark, note: { ...mark.note, owner: null } })),
      })),
    }),
  ),
})

/** `/results/share`: links are made and revoked. `/results/shared/…`: what one opens, for whoever has it. */
export const shareRoutes = ({ store, reports, config, team, now, demo }: ResultsOptions, gate: Gate): Hono => {
  const app = new Hono()
  /** Who may hand results on. */
  const mayEdit = team.may('edit')
  const time = () => new Date(now()).toISOString()
  const byOf = (context: Context) => ({ who: team.who(context), at: time() })

  const page = async (
    context: Context,
    view: View,
    place: Place,
    { made = null, wrong = [], news = '' }: { made?: string | null; wrong?: readonly ('name' | 'days')[]; news?: string },
  ) => {
    const configuration = (await config.current(place.project))?.config ?? null
    const shows = (query: string) => chosenText(view, placeAt(context, `http://localhost/?${query}`, place.project, null), configuration)
    return sharePage(view, place, { links: await store.shares.list(place.project), now: time(), made, wrong, news, shows }, configuration)
  }

  app.get(SHARE, (context) =>
    gate.enter(context, 'The page of links', 'edit', (view, place) =>
      page(context, view, place, { news: context.req.query('done') === 'revoked' ? view.words.share.revoked : '' }),
    ),
  )

  app.post(SHARE, mayEdit, async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const place = placeOf(context, project, demo)
    const body = await readBody(context.req.raw, 4096)
    const form = new URLSearchParams('text' in body ? body.text : '')
    const name = (form.get('name') ?? '').trim()
    const days = Number(form.get('live'))
    const wrong = [
      ...(name.length > 0 && name.length <= LONGEST_NAME ? [] : (['name'] as const)),
      ...(lives.includes(days) ? [] : (['days'] as const)),
    ]
    const view = await viewIn(context, store, project)
    if (wrong.length > 0) {
      if (context.req.header('accept')?.includes('text/html'))
        return context.html(await page(context, view, place, { wrong }), 422, headers)
      return refuse(
        problem(
          'malformed-request',
          422,
          'This link cannot be made',
          'Nothing was changed.',
          wrong.map((field) =>
            field === 'name'
              ? { path: 'name', expected: `1 to ${LONGEST_NAME} characters`, got: `${name.length} characters` }
              : { path: 'live', expected: `${lives.join(' | ')} days`, got: (form.get('live') ?? '').slice(0, 40) || 'nothing' },
          ),
        ),
      )
    }
    const secret = randomBytes(32).toString('base64url')
    await store.shares.add(
      {
        id: randomUUID(),
        project,
        name,
        query: sharedQuery(place),
        comments: form.get('comments') === 'yes',
        createdAt: time(),
        expiresAt: new Date(now() + days * DAY_MS).toISOString(),
      },
      hashOf(secret),
      byOf(context),
    )
    return context.html(await page(context, view, place, { made: `${place.origin}/results/shared/${secret}` }), 200, headers)
  })

  app.post(`${SHARE}/:id/revoke`, mayEdit, async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const isThere = await store.shares.remove(project, context.req.param('id'), byOf(context))
    if (!isThere) return refuse(problem('not-found', 404, 'There is no such link', 'Nothing was changed. It may have been revoked.'))
    return goOn(context, hrefOf(placeOf(context, project, demo), {}, SHARE, { done: 'revoked' }))
  })

  app.get('/results/shared/:secret', async (context) => {
    // Its address is the key: it goes nowhere as a referrer, and into no index.
    context.header('x-robots-tag', 'noindex, nofollow')
    const here = placeOf(context, 'default', null)
    const response = await gate.show(context, here, 'A shared page', async (view) => {
      const link = await store.shares.find(hashOf(context.req.param('secret')), time())
      if (link === null) return context.html(closedPage(view), 404, { ...headers, 'referrer-policy': 'no-referrer' })
      const url = `http://localhost/?${link.query}`
      const place = { ...placeAt(context, url, link.project, null), lang: here.lang, shared: link.expiresAt }
      const configuration = (await config.current(link.project))?.config ?? null
      const seen = await viewIn(context, store, link.project)
      const report = await reports.report(scopeOf(url, link.project, now()), configuration, now(), {
        by: place.by,
        journey: { same: place.same },
      })
      return resultsPage(seen, place, outside(report, link.comments), { choices: [], config: configuration, stale: [], news: '' })
    })
    response.headers.set('referrer-policy', 'no-referrer')
    return response
  })
  return app
}
