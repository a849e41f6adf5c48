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
    return context.json({ project, respondent, ...(await store.person(project, respondent)) }, 200, headers)
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
