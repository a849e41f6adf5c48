import { type Kysely, sql } from 'kysely'
import type { Answers } from '../../../src/survey/wire'
import { inParts } from './dialect'
import { within } from './read'
import { matching, seriesOf, spanOf } from './scope'
import type { Tables } from './tables'
import { MOST_PEOPLE } from './together'
import type { Scope, UsedInstrument } from './types'

/** What people who had answered low answered later: of each the first low answer, and the latest one after it. */
export interface LaterCount {
  /** They left word of how to reach them, or did what was offered, with their low answer. */
  readonly accepted: boolean
  /** Null: they have not answered again. */
  readonly score: number | null
  readonly n: number
}

/** Of people known beyond one visit. `most`: the highest score that is low. Contact details that were deleted since count as left. */
export const readLater = async (
  db: Kysely<Tables>,
  scope: Scope,
  { touchpoint, instrument }: Pick<UsedInstrument, 'touchpoint' | 'instrument'>,
  most: number,
): Promise<LaterCount[]> => {
  const series = (await seriesOf(db, scope, touchpoint.id, instrument.fingerprint)).map(({ id }) => id)
  const span = spanOf(scope)
  const low = []
  for (const id of series)
    low.push(
      ...(await db
        .selectFrom('responses')
        .select(['response_id', 'respondent_id', 'person', 'occurred_at', 'taps'])
        .where('series', '=', id)
        .where('score', '<=', most)
        .where('respondent_kind', 'in', ['device', 'user'])
        .where(within({ ...span, from: span.from ?? 0 }))
        .where(matching(scope))
        .orderBy('occurred_at', 'desc')
        .limit(MOST_PEOPLE)
        .execute()),
    )
  // The latest first, so that of each person the first of all stays.
  const first = new Map(low.sort((a, b) => Number(b.occurred_at) - Number(a.occurred_at)).map((row) => [row.respondent_id, row]))
  const actions = Object.entries(instrument.types ?? {}).flatMap(([id, type]) => (type === 'action' ? [id] : []))
  const accepted = new Set(
    [...first.values()].flatMap(({ response_id, taps }) => {
      const answers = JSON.parse(taps ?? '{}') as Answers
      return actions.some((id) => Object.hasOwn(answers, id)) ? [response_id] : []
    }),
  )
  const latest = new Map<string, { readonly score: number; readonly at: number }>()
  for (const some of inParts([...first.values()], 400)) {
    const ids = some.map(({ response_id }) => response_id)
    for (const table of ['contacts', 'erased_contacts'] as const)
      for (const { response_id } of await db
        .selectFrom(table)
        .select('response_id')
        .where('project_id', '=', scope.project)
        .where('response_id', 'in', ids)
        .execute())
        accepted.add(response_id)
    for (const row of await db
      .selectFrom('responses')
      .select(['respondent_id', 'score', 'occurred_at'])
      .where(
        'person',
        'in',
        some.map(({ person }) => person),
      )
      .where(sql<number>`+series`, 'in', series)
      .where('score', 'is not', null)
      .where(matching(scope))
      .where(within(span))
      .execute()) {
      const [before, at] = [first.get(row.respondent_id), Number(row.occurred_at)]
      if (before === undefined || row.score === null || at <= Number(before.occurred_at)) continue
      if (at > (latest.get(row.respondent_id)?.at ?? 0)) latest.set(row.respondent_id, { score: Number(row.score), at })
    }
  }
  const counts = new Map<string, LaterCount>()
  for (const [respondent, { response_id }] of first) {
    const one = { accepted: accepted.has(response_id), score: latest.get(respondent)?.score ?? null }
    const key = JSON.stringify(one)
    counts.set(key, { ...one, n: (counts.get(key)?.n ?? 0) + 1 })
  }
  return [...counts.values()]
}
