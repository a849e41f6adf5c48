import type { Config } from '../../../src/survey/config'
import { voiceOf } from '../report/instrument'
import { configured, touchpointNameIn } from '../report/journey'
import { type Comment, hasTheme, themesOf } from '../report/themes'
import type { Voice } from '../report/types'
import { bandOf, type CommentPlace, type CommentQuery, type InstrumentRef, type Scope, type Store, type StoredResponse } from '../store'
import { touchpointName } from './names'
import type { View } from './view'

/** Themes are counted in so many of the latest comments: more would take long to read, and say what was, not what is. */
const MOST_SCANNED = 2000
const AT_ONCE = 500

const later = (a: StoredResponse, b: StoredResponse): number =>
  a.occurredAt === b.occurredAt ? (a.id < b.id ? 1 : -1) : a.occurredAt < b.occurredAt ? 1 : -1

/** A page of comments, the newest first: of one touchpoint those of each of its instruments, in one order. */
const readComments = async (
  store: Store,
  scope: Scope,
  of: readonly InstrumentRef[] | null,
  query: Omit<CommentQuery, 'of'>,
): Promise<readonly StoredResponse[]> => {
  if (of === null) return store.comments(scope, query)
  const pages = await Promise.all(of.map((one) => store.comments(scope, { ...query, of: one })))
  return pages.flat().sort(later).slice(0, query.limit)
}

/** The latest comments, as many as themes are counted in. */
const scanComments = async (store: Store, scope: Scope, of: readonly InstrumentRef[] | null): Promise<readonly StoredResponse[]> => {
  const found: StoredResponse[] = []
  for (let after: CommentPlace | undefined; found.length < MOST_SCANNED; ) {
    const page = await readComments(store, scope, of, { limit: AT_ONCE, ...(after && { after }) })
    found.push(...page)
    const last = page.at(-1)
    if (!last || page.length < AT_ONCE) break
    after = last
  }
  return found
}

/** What somebody wrote in one response, as one text. */
const textOf = (response: StoredResponse): string =>
  voiceOf(response)
    .comments.map(({ text }) => text)
    .join('.\n')

const commentOf = (response: StoredResponse): Comment => ({
  respondent: response.respondent.id,
  language: response.instrument.locale,
  text: textOf(response),
  band: response.score === null ? null : bandOf(response.score, response.instrument),
})

/** Those of a theme, after a place, in their order. */
const ofTheme = (
  scanned: readonly StoredResponse[],
  theme: string,
  language: string,
  after: CommentPlace | null,
  limit: number,
): readonly StoredResponse[] => {
  const from = after ? scanned.findIndex(({ id }) => id === after.id) + 1 : 0
  const found: StoredResponse[] = []
  for (const response of scanned.slice(from)) {
    if (found.length === limit) break
    if (hasTheme(commentOf(response), language, theme)) found.push(response)
  }
  return found
}

/** Which comments a page or a file is of. */
export interface CommentsWanted extends Pick<CommentQuery, 'query' | 'band' | 'after' | 'limit'> {
  readonly touchpoint: string | null
  /** By its stems, of a language. */
  readonly theme: { readonly key: string; readonly language: string } | null
}
export interface FoundComments {
  readonly found: readonly StoredResponse[]
  readonly themes: ReturnType<typeof themesOf>
  /** In how many of the latest comments themes were counted. */
  readonly scanned: number
  /** Where anything was asked. */
  readonly touchpoints: readonly string[]
}
/** Comments, wherever they are looked through: two thousand texts word by word take long. */
export interface Findings {
  readonly findComments: (scope: Scope, wanted: CommentsWanted) => Promise<FoundComments>
}

/** Of a store, in this very thread. */
export const findingsOf = (store: Store): Findings => ({
  async findComments(scope, { touchpoint, theme, after, limit, ...query }) {
    const used = await store.instruments(scope)
    const of = touchpoint === null ? null : used.filter((one) => one.touchpoint.id === touchpoint)
    const scanned = await scanComments(store, scope, of)
    const found = theme
      ? ofTheme(scanned, theme.key, theme.language, after ?? null, limit)
      : await readComments(store, scope, of, { ...query, ...(after && { after }), limit })
    return {
      found,
      themes: themesOf(scanned.map(commentOf)),
      scanned: scanned.length,
      touchpoints: used.map(({ touchpoint }) => touchpoint.id),
    }
  },
})

export type PlacedVoice = Voice & { readonly touchpoint: string }
export const placedVoice = (response: StoredResponse): PlacedVoice => ({ ...voiceOf(response), touchpoint: response.touchpoint.id })

/** What touchpoints are called: those configured, and those that were heard. */
export const touchpointNames = (
  view: View,
  config: Config | null,
  heard: readonly string[],
): readonly { readonly id: string; readonly name: string }[] => {
  const known = configured(config)
  return [...new Set([...known.keys(), ...heard])].map((id) => ({
    id,
    name: touchpointName(view, { id, name: touchpointNameIn(config, id) }),
  }))
}
