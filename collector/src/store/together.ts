import { type Kysely, sql } from 'kysely'
import { inParts } from './dialect'
import { within } from './read'
import { matching, type Series, seriesIn, spanOf } from './scope'
import type { Tables } from './tables'
import type { InstrumentRef, Scope } from './types'

/** What the same people answered at two instruments: of each person the latest answer to each. */
export interface TogetherCount {
  readonly touchpoint: string
  readonly fingerprint: string
  /** Their answer to the first instrument. */
  readonly first: number
  /** Their answer to this one. */
  readonly score: number
  readonly n: number
}
export interface Together {
  /** Whose answers to the first instrument were looked at. Only those who are known beyond one visit. */
  readonly people: number
  /** There are more of them: the latest were taken. */
  readonly isPart: boolean
  readonly counts: readonly TogetherCount[]
}

/**
 * So many people are enough: a correlation of two thousand is known to ±0.04. It keeps what a report costs the same, however many answers there are.
 */
export const MOST_PEOPLE = 2000

const isOf = ({ touchpoint, instrument }: InstrumentRef, one: Series): boolean =>
  one.touchpoint === touchpoint.id && one.fingerprint === instrument.fingerprint

interface Row {
  readonly series: number
  readonly respondent_id: string
  readonly score: number | null
  readonly occurred_at: number
  readonly response_id: string
}
const isLater = (one: Row, other: Row): boolean => {
  const later = Number(one.occurred_at) - Number(other.occurred_at)
  return later > 0 || (later === 0 && one.response_id > other.response_id)
}

export const readTogether = async (
  db: Kysely<Tables>,
  scope: Scope,
  first: InstrumentRef,
  others: readonly InstrumentRef[],
): Promise<Together> => {
  const all = await seriesIn(db, scope)
  const [anchors, rest] = [all.filter((one) => isOf(first, one)), all.filter((one) => others.some((other) => isOf(other, one)))]
  if (anchors.length === 0) return { people: 0, isPart: false, counts: [] }
  const span = spanOf(scope)
  const rows = () =>
    db
      .selectFrom('responses')
      .select(['series', 'respondent_id', 'person', 'score', 'occurred_at', 'response_id'])
      .where('score', 'is not', null)
      .where('respondent_kind', 'in', ['device', 'user'])
      // With a beginning it is plain along which index to go.
      .where(within({ ...span, from: span.from ?? 0 }))
      .where(matching(scope))
  const newest: (Row & { readonly person: number })[] = []
  for (const { id } of anchors)
    newest.push(
      ...(await rows()
        .where('series', '=', id)
        .orderBy('occurred_at', 'desc')
        .orderBy('response_id', 'desc')
        .limit(MOST_PEOPLE + 1)
        .execute()),
    )
  const found = newest.sort((a, b) => (isLater(a, b) ? -1 : 1))
  const people = new Map<string, (typeof found)[number]>()
  for (const row of found.slice(0, MOST_PEOPLE)) if (!people.has(row.respondent_id)) people.set(row.respondent_id, row)
  const nameOf = new Map(rest.map(({ id, touchpoint, fingerprint }) => [id, JSON.stringify([touchpoint, fingerprint])]))
  /** By person and instrument. */
  const latest = new Map<string, { readonly row: Row; readonly of: string; readonly first: number }>()
  if (rest.length > 0)
    for (const some of inParts([...people.values()], 400))
      for (const row of await rows()
        .where(
          'person',
          'in',
          some.map(({ person }) => person),
        )
        // Looked up by person: the few rows of each are then told apart by themselves, which the plus says to SQLite.
        .where(
          sql<number>`+series`,
          'in',
          rest.map(({ id }) => id),
        )
        .execute()) {
        // Two people may share the short number.
        const anchor = people.get(row.respondent_id)
        const of = nameOf.get(Number(row.series))
        if (anchor === undefined || anchor.score === null || of === undefined) continue
        const key = `${of} ${row.respondent_id}`
        const before = latest.get(key)
        if (before === undefined || isLater(row, before.row)) latest.set(key, { row, of, first: Number(anchor.score) })
      }
  const counts = new Map<string, { of: string; first: number; score: number; n: number }>()
  for (const { row, of, first } of latest.values()) {
    const key = `${of} ${first} ${row.score}`
    const one = counts.get(key) ?? { of, first, score: Number(row.score), n: 0 }
    one.n += 1
    counts.set(key, one)
  }
  return {
    people: people.size,
    isPart: found.length > MOST_PEOPLE,
    counts: [...counts.values()].map(({ of, ...one }) => {
      // It was made above.
      const [touchpoint, fingerprint] = JSON.parse(of) as [string, string]
      return { touchpoint, fingerprint, ...one }
    }),
  }
}
