import type { Kysely } from 'kysely'
import { msOf } from './clock'
import { within } from './read'
import { toResponses } from './rows'
import { matching, seriesIn, spanOf } from './scope'
import type { Tables } from './tables'
import type { AnyScope, ChangePlace, ReceivedSpan, StoredResponse } from './types'

/** A page of what was received in a span, along its index: who arrives meanwhile is beyond the span, and moves nobody. */
export const readChanges = async (
  db: Kysely<Tables>,
  scope: AnyScope,
  { from, until }: ReceivedSpan,
  after: ChangePlace | null,
  limit: number,
): Promise<StoredResponse[]> => {
  const series = (await seriesIn(db, scope)).map(({ id }) => id)
  if (series.length === 0) return []
  let query = db
    .selectFrom('responses')
    .selectAll()
    .where('project_id', '=', scope.project)
    .where('series', 'in', series)
    .where(within(spanOf(scope)))
    .where(matching(scope))
    .where('received_at', '<', msOf(until))
  query =
    after === null
      ? query.where('received_at', '>=', msOf(from))
      : query.where((eb) =>
          eb.or([
            eb('received_at', '>', msOf(after.receivedAt)),
            eb.and([eb('received_at', '=', msOf(after.receivedAt)), eb('response_id', '>', after.id)]),
          ]),
        )
  return toResponses(db, await query.orderBy('received_at').orderBy('response_id').limit(limit).execute())
}
