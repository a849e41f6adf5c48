import type { Survey } from '../../../src/survey/config'
import { isUnavailable, type Store } from '../store'
import type { ConfigSource } from './current'
import { etagOf, type Published } from './source'

/** How many answers surveys still want: their `quota` less the answers of their present wave. A count that fails is told, and limits nothing. */
export interface Quotas {
  /** By survey id: those of `surveys` that have a quota. */
  remaining(project: string, surveys: readonly string[]): Promise<Readonly<Record<string, number>>>
  /** The configuration for a project's visitors: `quota` is 0 where no more answers are wanted, so that those who never answered know it too. */
  publish(project: string, published: Published): Promise<Pick<Published, 'body' | 'etag'>>
}

type Limited = Survey & { readonly quota: number }

export const createQuotas = (store: Store, source: ConfigSource, log: (message: string, cause?: unknown) => void): Quotas => {
  const limited = (published: Published | null): readonly Limited[] =>
    published?.config.surveys.filter((survey): survey is Limited => Number.isInteger(survey.quota)) ?? []
  /** Each count stops at the quota, along an index: it costs what the quota is, however much is stored. */
  const left = async (project: string, surveys: readonly Limited[]): Promise<Readonly<Record<string, number>>> => {
    const found: Record<string, number> = {}
    try {
      for (const { id, wave = 1, quota } of surveys) found[id] = quota - (await store.answered(project, id, wave, quota))
    } catch (cause) {
      if (!isUnavailable(cause)) log('The answers of a quota could not be counted', cause)
    }
    return found
  }

  return {
    remaining: async (project, surveys) => {
      const all = limited(await source.current(project))
      return left(
        project,
        all.filter(({ id }) => surveys.includes(id)),
      )
    },
    async publish(project, published) {
      const full = Object.entries(await left(project, limited(published))).flatMap(([id, wanted]) => (wanted > 0 ? [] : [id]))
      if (!full[0]) return published
      const config = JSON.parse(published.body) as { readonly surveys: readonly { readonly id: string }[] }
      const surveys = config.surveys.map((survey) => (full.includes(survey.id) ? { ...survey, quota: 0 } : survey))
      const body = JSON.stringify({ ...config, surveys })
      return { body, etag: etagOf(body) }
    },
  }
}
