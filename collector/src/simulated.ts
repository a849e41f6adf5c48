import { Hono } from 'hono'
import { refuse } from './http/problem'
import { invalidProject, projectOf } from './http/project'
import type { Team } from './http/token'
import type { Store } from './store'

export interface SimulatedOptions {
  readonly store: Store
  readonly team: Team
  readonly now: () => number
  /** Whoever looks at results sees that they are others. */
  readonly onDeleted: (project: string) => void
}

/** `DELETE /v1/simulated`: erases the sample data of a project, on the word of an `admin`. What visitors answered stays. */
export const simulatedRoutes = ({ store, team, now, onDeleted }: SimulatedOptions): Hono => {
  const app = new Hono()
  app.delete('/v1/simulated', team.may('admin'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const deleted = await store.deleteSimulated(project, { who: team.who(context), at: new Date(now()).toISOString() })
    onDeleted(project)
    return context.json({ deleted }, 200, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  return app
}
