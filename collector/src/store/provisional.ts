import type { Kysely } from 'kysely'
import { bandOf } from '../report/band'
import { readPage } from './read'
import type { Tables } from './tables'
import type { Breakdown, CommentQuery, Dimension, InstrumentRef, Scope, StoredResponse, UsedDimension } from './types'

const scan = async (db: Kysely<Tables>, scope: Scope): Promise<StoredResponse[]> => {
  const found: StoredResponse[] = []
  for (let after = ''; ; ) {
    const page = await readPage(db, scope, after, 500)
    found.push(...page)
    const last = page.at(-1)
    if (!last || page.length < 500)
      return found.filter((one) => (scope.filters ?? []).every(({ dimension, value }) => valuesOf(one, dimension).includes(value)))
    after = last.id
  }
}
const valuesOf = (response: StoredResponse, dimension: Dimension): string[] => {
  if (dimension === 'persona') return [...response.personas]
  const value =
    dimension === 'device'
      ? response.context.device
      : dimension === 'language'
        ? response.instrument.locale
        : dimension === 'page'
          ? response.context.path
          : dimension === 'variant'
            ? response.variant
            : dimension === 'consent'
              ? response.consent
              : response.moment.props?.[dimension.slice(6)]
  return value === null || value === undefined ? [] : [String(value)]
}
export const breakdown = async (db: Kysely<Tables>, scope: Scope, of: InstrumentRef, dimension: Dimension): Promise<Breakdown> => {
  const cells = new Map<string | null, StoredResponse[]>()
  for (const one of await scan(db, scope)) {
    if (one.touchpoint.id !== of.touchpoint.id || one.instrument.fingerprint !== of.instrument.fingerprint) continue
    const values = valuesOf(one, dimension)
    for (const value of values.length ? values : [null]) cells.set(value, [...(cells.get(value) ?? []), one])
  }
  const figures = (list: StoredResponse[]) => {
    const scores = new Map<number, number>()
    for (const { score } of list) if (score !== null) scores.set(score, (scores.get(score) ?? 0) + 1)
    return { showings: list.length, answered: list.length, scores: [...scores].map(([score, n]) => ({ score, n, unrecognised: 0 })) }
  }
  const without = cells.get(null)
  return {
    dimension,
    values: [...cells].flatMap(([value, list]) => (value === null ? [] : [{ value, ...figures(list) }])),
    rest: null,
    without: without ? figures(without) : null,
  }
}
export const dimensions = async (db: Kysely<Tables>, scope: Scope): Promise<UsedDimension[]> => {
  const counts = new Map<Dimension, Map<string, number>>()
  for (const one of await scan(db, scope)) {
    const names: Dimension[] = [
      'persona',
      'device',
      'language',
      'page',
      'variant',
      'consent',
      ...Object.keys(one.moment.props ?? {}).map((name) => `event.${name}` as const),
    ]
    for (const dimension of names)
      for (const value of valuesOf(one, dimension)) {
        const known = counts.get(dimension) ?? new Map<string, number>()
        counts.set(dimension, known)
        known.set(value, (known.get(value) ?? 0) + 1)
      }
  }
  return [...counts].map(([dimension, values]) => ({
    dimension,
    n: values.size,
    values: [...values].map(([value, n]) => ({ value, n })),
    isFull: false,
  }))
}
export const comments = async (db: Kysely<Tables>, scope: Scope, query: CommentQuery): Promise<StoredResponse[]> =>
  (await scan(db, scope))
    .filter((one) => one.commented)
    .filter((one) => !query.of || one.touchpoint.id === query.of.touchpoint.id)
    .filter((one) => !query.language || one.instrument.locale === query.language)
    .filter((one) => !query.band || bandOf(one.instrument, one.score) === query.band)
    .filter((one) => !query.query || JSON.stringify(one.answers).toLowerCase().includes(query.query.toLowerCase()))
    .sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1))
    .filter((one) => !query.after || one.occurredAt < query.after.occurredAt)
    .slice(0, query.limit)
