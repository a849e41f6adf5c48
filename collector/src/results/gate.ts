import type { Context } from 'hono'
import { refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { isUnavailable, type Role, type Store } from '../store'
import { createDoor } from './door'
import { goOn, headers, placeOf, viewOf } from './http'
import { hrefOf, type Place } from './place'
import { viewIn } from './sample'
import { errorPage } from './sign-in'
import type { Html, View } from './view'

export interface GateOptions {
  readonly store: Store
  readonly team: Team
  readonly demo: string | null
  readonly log: (message: string, cause?: unknown) => void
}

/** A page, or another reply where there is a better one. */
export type Made = Html | Response

/** The way into every page of results: who may not read stands before the door, and what cannot be made is said. */
export interface Gate {
  /** For those who have this role in the project. */
  readonly enter: (context: Context, what: string, role: Role, make: (view: View, place: Place) => Promise<Made>) => Promise<Response>
  /** Makes a page for whoever came in another way. */
  readonly show: (context: Context, place: Place, what: string, make: (view: View) => Promise<Made>) => Promise<Response>
}

export const createGate = ({ store, team, demo, log }: GateOptions): Gate => {
  const door = createDoor(team)

  /** The status of a page that could not be made. That the database is away is told by the store, once. */
  const failed = (what: string, cause: unknown): 500 | 503 => {
    if (isUnavailable(cause)) return 503
    log(`${what} could not be made`, cause)
    return 500
  }

  const show: Gate['show'] = async (context, place, what, make) => {
    try {
      const made = await make(await viewIn(context, store, place.project))
      return made instanceof Response ? made : context.html(made, 200, headers)
    } catch (cause) {
      return context.html(errorPage(viewOf(context), hrefOf(place, {}, context.req.path)), failed(what, cause), headers)
    }
  }

  return {
    show,
    async enter(context, what, role, make) {
      const project = projectOf(context.req.url)
      if (project === null) return refuse(invalidProject)
      const place = placeOf(context, project, demo)
      const given = await team.signedIn(context)
      if (given !== 'right') return door.signIn(context, place, given, false)
      if (!team.can(context, role, project)) {
        const [first] = team.projectsOf(context) ?? []
        // Whoever named none wants to see what there is for them.
        return first !== undefined && context.req.path === '/results' && context.req.query('project') === undefined
          ? goOn(context, hrefOf(place, { project: first }, context.req.path))
          : door.forbidden(context, place)
      }
      const may = (role: Role) => team.can(context, role, project)
      return show(context, place, what, (view) => make(view, { ...place, admin: may('admin'), editor: may('edit') }))
    },
  }
}
