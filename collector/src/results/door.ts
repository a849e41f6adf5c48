import type { Context } from 'hono'
import type { Given, Team } from '../http/token'
import { headers, viewOf } from './http'
import { hrefOf, type Place } from './place'
import { forbiddenPage, signInPage } from './sign-in'

/** Pages that somebody may come back to after signing in, by what the address calls them. */
const pages: Readonly<Record<string, string>> = { projects: '/projects' }

/** Where somebody goes who has signed in. */
export const afterSignIn = (place: Place, to: string | undefined): string => {
  const path = to === undefined || !Object.hasOwn(pages, to) ? undefined : pages[to]
  return hrefOf(path === undefined ? place : { ...place, project: 'default' }, {}, path)
}

export interface Door {
  /** The form to sign in with, and why: nobody did, the token was wrong, or too many were. `to`: the page they wanted, if not the results. */
  readonly signIn: (context: Context, place: Place, given: Given, guessed: boolean, to?: string) => Response | Promise<Response>
  /** For those who did, and whose token is not for this. */
  readonly forbidden: (context: Context, place: Place) => Response | Promise<Response>
}

export const createDoor = (team: Team): Door => ({
  signIn(context, place, given, guessed, to) {
    const waitMs = typeof given === 'object' ? given.waitMs : 0
    if (waitMs > 0) context.header('retry-after', String(Math.ceil(waitMs / 1000)))
    // A cookie that is none any more would count as a wrong token with every page.
    if (!guessed && given === 'wrong' && context.req.header('cookie') !== undefined) team.signOut(context)
    const href = hrefOf(place, {}, '/results/sign-in')
    const action = to === undefined ? href : `${href}${href.includes('?') ? '&' : '?'}to=${encodeURIComponent(to)}`
    return context.html(signInPage(viewOf(context), action, { wrong: guessed, waitMs }), waitMs > 0 ? 429 : 401, headers)
  },
  forbidden(context, place) {
    const project = team.can(context, 'read', place.project) ? place.project : (team.projectsOf(context)?.[0] ?? place.project)
    const page = forbiddenPage(viewOf(context), hrefOf(place, { project }), hrefOf(place, { project }, '/results/sign-out'))
    return context.html(page, 403, headers)
  },
})
