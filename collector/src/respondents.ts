import { Hono } from 'hono'
import { refuse } from './http/problem'
import { invalidProject, projectOf } from './http/project'
import type { Team } from './http/token'
import type { Store } from './store'

export interface RespondentOptions {
  readonly store: Store
  readonly team: Team
  readonly now: () => number
}

/** `GET /v1/respondents/:id`: everything held about one person. `DELETE`: erases it. Both on the word of somebody who may `edit`. */
export const respondentRoutes = ({ store, team, now }: RespondentOptions): Hono => {
  const app = new Hono()
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' }
  app.get('/v1/respondents/:id', team.may('edit'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const respondent = context.req.param('id')
    const held = await store.person(project, respondent)
    const known = await Promise.all(held.responses.map(async ({ id }) => ({ response: id, ...(await store.loop.case(project, id)) })))
    // What a team noted of somebody is held about them too.
    const cases = known.flatMap(({ case: one, ...more }) => (one?.updatedAt ? [{ ...more, ...one }] : []))
    return context.json({ project, respondent, ...held, cases }, 200, headers)
  })
  app.delete('/v1/respondents/:id', team.may('edit'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const erased = await store.erase(project, context.req.param('id'), {
      who: team.who(context),
      at: new Date(now()).toISOString(),
    })
    return context.json({ erased }, 200, headers)
  })
  return app
}
