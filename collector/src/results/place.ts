import type { CommentOrder } from '../report/build'
import type { Dimension, Filter } from '../store'

/** Where the page is: what its links must keep. */
export interface Place {
  readonly project: string
  readonly projects: readonly string[]
  readonly test: boolean
  /** The last so many; 0 for all. */
  readonly days: number
  /** Days of the reader's own choice, both included; null where it has no end. Then `days` is 0. */
  readonly since: string | null
  readonly through: string | null
  readonly filters: readonly Filter[]
  /** What every score is broken down by. */
  readonly by: Dimension | null
  readonly comments: CommentOrder
  /** Set when the address names a language: links then keep it. */
  readonly lang: string | null
  /** Where the shop of the demonstration is, if this collector serves one. */
  readonly demo: string | null
  /** The collector's own origin, for the snippet. */
  readonly origin: string
  /** The key that posting needs here, for those who may see it; null: one is needed, and is not for them or not there yet. Absent: none is needed. */
  readonly writeKey?: string | null
  /** Ids of the surveys that are configured; null without a configuration. */
  readonly surveys: readonly string[] | null
  /** How many have left word of how to reach them; 0 as well for those who may not see it. */
  readonly contacts: number
  /** Until when it may be read by somebody who has only a link to it; null for the team. Then nothing leads anywhere else. */
  readonly shared: string | null
  /** Whether there is a way on to the projects. */
  readonly admin: boolean
  /** Whether they may change what a team writes here: notes, links. */
  readonly editor: boolean
}

export type PlaceChange = Partial<Pick<Place, 'project' | 'test' | 'days' | 'since' | 'through' | 'filters' | 'by' | 'lang' | 'comments'>>

/** Nothing chosen but the project and the language. */
export const unchosen: PlaceChange = {
  test: false,
  days: 0,
  since: null,
  through: null,
  filters: [],
  by: null,
  comments: 'newest',
}

/** What an address says of a place; defaults are left out. */
export const queryOf = (place: Place, change: PlaceChange = {}): URLSearchParams => {
  const { project, test, days, since, through, filters, by, lang, comments } = { ...place, ...change }
  return new URLSearchParams([
    ...(project === 'default' ? [] : [['project', project]]),
    ...(days ? [['days', String(days)]] : []),
    ...(since ? [['since', since]] : []),
    ...(through ? [['through', through]] : []),
    ...(test ? [['test', '1']] : []),
    ...filters.map(({ dimension, value }) => [dimension, value]),
    ...(by ? [['by', by]] : []),
    ...(comments === 'lowest' ? [['comments', comments]] : []),
    ...(lang ? [['lang', lang]] : []),
  ])
}

/** An address with some of it changed, and what else a page has of its own. */
export const hrefOf = (
  place: Place,
  change: PlaceChange,
  path = '/results',
  more: Readonly<Record<string, string | null | undefined>> = {},
): string => {
  const query = queryOf(place, change)
  for (const [name, value] of Object.entries(more)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}
