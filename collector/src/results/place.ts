import type { CommentOrder } from '../report/build'

/** Where the page is: what its links must keep. */
export interface Place {
  readonly project: string
  readonly projects: readonly string[]
  readonly test: boolean
  /** The last so many; 0 for all. */
  readonly days: number
  readonly comments: CommentOrder
  /** Set when the address names a language: links then keep it. */
  readonly lang: string | null
  /** Where the shop of the demonstration is, if this collector serves one. */
  readonly demo: string | null
  /** The collector's own origin, for the snippet. */
  readonly origin: string
  /** Ids of the surveys that are configured; null without a configuration. */
  readonly surveys: readonly string[] | null
  /** How many have left word of how to reach them; 0 as well for those who may not see it. */
  readonly contacts: number
  /** Whether there is a way on to the projects. */
  readonly admin: boolean
}

/** An address of this page with some of it changed; defaults are left out. */
export const hrefOf = (
  place: Place,
  change: Partial<Pick<Place, 'project' | 'test' | 'days' | 'lang' | 'comments'>>,
  path = '/results',
): string => {
  const { project, test, days, lang, comments } = { ...place, ...change }
  const query = new URLSearchParams({
    ...(project === 'default' ? {} : { project }),
    ...(days ? { days: String(days) } : {}),
    ...(test ? { test: '1' } : {}),
    ...(comments === 'lowest' ? { comments } : {}),
    ...(lang ? { lang } : {}),
  })
  return query.size > 0 ? `${path}?${query}` : path
}
