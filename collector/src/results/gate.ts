import type { Context } from 'hono'
import { refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Given, Team } from '../http/token'
import { isUnavailable } from '../store'
import { headers, placeOf, viewOf } from './http'
import { hrefOf, type Place } from './place'
import { errorPage, signInPage } from './sign-in'
import type { Html, View } from './view'

export interface GateOptions {
  readonly team: Team
  readonly demo: string | null
  readonly log: (message: string, cause?: unknown) => void
}

/** A page, or another reply where there is a better one. */
export type Made = Html | Response

/** The way into every page of results: who may not read stands before the door, and what cannot be made is said. */
export interface Gate {
  /** The form to sign in with, and why: nobody did, the token was wrong, or too many were. */
  readonly door: (context: Context, place: Place, given: Given, guessed: boolean) => Response | Promise<Response>
  readonly enter: (context: Context, what: string, make: (view: View, place: Place) => Promise<Made>) => Promise<Response>
  /** Makes a page for whoever came in another way. */
  readonly show: (context: Context, place: Place, what: string, make: (view: View) => Promise<Made>) => Promise<Response>
}

export const createGate = ({ team, demo, log }: GateOptions): Gate => {
  /** The status of a page that could not be made. That the database is away is told by the store, once. */
  const failed = (what: string, cause: unknown): 500 | 503 => {
    if (isUnavailable(cause)) return 503
    log(`${what} could not be made`, cause)
    return 500
  }

  const door: Gate['door'] = (context, place, given, guessed) => {
    const waitMs = typeof given === 'object' ? given.waitMs : 0
    if (waitMs > 0) context.header('retry-after', String(Math.ceil(waitMs / 1000)))
    // A cookie that is none any more would count as a wrong token with every page.
    if (!guessed && given === 'wrong' && context.req.header('cookie') !== undefined) team.signOut(context)
    const page = signInPage(viewOf(context), hrefOf(place, {}, '/results/sign-in'), { wrong: guessed, waitMs })
    return context.html(page, waitMs > 0 ? 429 : 401, headers)
  }

  const show: Gate['show'] = async (context, place, what, make) => {
    const view = viewOf(context)
    try {
      const made = await make(view)
      return made instanceof Response ? made : context.html(made, 200, headers)
    } catch (cause) {
      return context.html(errorPage(view, hrefOf(place, {}, context.req.path)), failed(what, cause), headers)
    }
  }

  return {
    door,
    show,
    async enter(context, what, make) {
      const project = projectOf(context.req.url)
      if (project === null) return refuse(invalidProject)
      const place = placeOf(context, project, demo)
      const given = await team.signedIn(context)
      if (given !== 'right') return door(context, place, given, false)
      return show(context, place, what, (view) => make(view, place))
    },
  }
}
