import { Hono } from 'hono'
import { scopeOf } from '../report/scope'
import type { Gate } from './gate'
import { PRIORITIES, prioritiesPage } from './priorities'
import type { ResultsOptions } from './route'

/** `/results/priorities`: what to mend first. */
export const priorityRoutes = ({ store, reports, config, now }: ResultsOptions, gate: Gate): Hono => {
  const app = new Hono()
  app.get(PRIORITIES, (context) =>
    gate.enter(context, 'The page of priorities', 'read', async (view, place) => {
      const configured = (await config.current(place.project))?.config ?? null
      const [report, notes] = await Promise.all([
        reports.report(scopeOf(context.req.url, place.project, now()), configured, now(), { journey: { same: null } }),
        store.notes.list(place.project),
      ])
      return prioritiesPage(view, { ...place, same: null }, report, notes, configured)
    }),
  )
  return app
}
