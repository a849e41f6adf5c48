import type { Kysely } from 'kysely'
import { inScope } from './read'
import { fromRow } from './rows'
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
  let query = db.selectFrom('responses').selectAll().where(inScope(scope)).where('received_at', '<', until)
  query =
    after === null
      ? query.where('received_at', '>=', from)
      : query.where((eb) =>
          eb.or([
            eb('received_at', '>', after.receivedAt),
            eb.and([eb('received_at', '=', after.receivedAt), eb('response_id', '>', after.id)]),
          ]),
        )
  const rows = await query.orderBy('received_at').orderBy('response_id').limit(limit).execute()
  return rows.map(fromRow)
}
