import { Hono } from 'hono'
import type { ConfigSource } from '../config/current'
import { refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { dimensionOf } from './filters'
import type { Reports } from './reports'
import { scopeOf } from './scope'

export interface ReportOptions {
  readonly reports: Reports
  readonly config: ConfigSource
  readonly team: Team
  readonly now: () => number
}

/** `GET /v1/report`: the numbers of `/results` as JSON, filtered and broken down (`by=device`) as that page is. */
export const reportRoutes = ({ reports, config, team, now }: ReportOptions): Hono => {
  const app = new Hono()
  app.get('/v1/report', team.may('read'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const scope = scopeOf(context.req.url, project, now())
    const text = await reports.reportText(scope, (await config.current(project))?.config ?? null, now(), {
      by: dimensionOf(context.req.query('by')),
    })
    return context.body(text, 200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  })
  return app
}
