import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Beside } from './beside'
import { msOf } from './clock'
import { runCompiled, valuesOf } from './compiled'
import { type Dialect, inParts } from './dialect'
import type { Place } from './names'
import { normal } from './normal'
import { toCommentRow, toResponses } from './rows'
import { matching, seriesIn } from './scope'
import type { CommentsTable, Tables } from './tables'
import type { CommentQuery, Scope, StoredResponse } from './types'

const excluded = (row: CommentsTable) => (eb: ExpressionBuilder<Tables, 'comments'>) =>
  Object.fromEntries(Object.keys(row).map((column) => [column, eb.ref(`excluded.${column}` as 'comments.text')]))

/** Keeps what was written as the revisions that were just written have it. */
export const storeComments = async (
  db: Kysely<Tables>,
  { rowsAtOnce }: Dialect,
  project: string,
  written: readonly { readonly response: StoredResponse; readonly place: Place }[],
  beside: Beside,
): Promise<void> => {
  const gone = written.flatMap(({ response }) => (!response.commented && beside.comments.has(response.id) ? [response.id] : []))
  if (gone.length > 0) await db.deleteFrom('comments').where('project_id', '=', project).where('response_id', 'in', gone).execute()
  const rows = written.flatMap(({ response, place }) => toCommentRow(response, place) ?? [])
  for (const some of inParts(rows, rowsAtOnce)) {
    const [first] = some
    if (first === undefined) continue
    const build = () =>
      db
        .insertInto('comments')
        .values(some)
        .onConflict((conflict) => conflict.columns(['project_id', 'response_id']).doUpdateSet(excluded(first)))
        .compile()
    await runCompiled<unknown>(db, `comments ${some.length}`, build, valuesOf(some))
  }
}

/** Any text as a part of a pattern. */
const part = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

export const readComments = async (
  db: Kysely<Tables>,
  scope: Scope,
  { of, query, language, band, after, limit }: CommentQuery,
): Promise<StoredResponse[]> => {
  const series = (await seriesIn(db, scope))
    .filter(({ touchpoint, fingerprint }) => !of || (touchpoint === of.touchpoint.id && fingerprint === of.instrument.fingerprint))
    .map(({ id }) => id)
  if (series.length === 0) return []
  let found = db
    .selectFrom('comments')
    .select(['response_id', 'occurred_at'])
    .where('series', 'in', series)
    .where(matching(scope, 'comments'))
  if (scope.since !== undefined) found = found.where('occurred_at', '>=', msOf(scope.since))
  if (scope.until !== undefined) found = found.where('occurred_at', '<', msOf(scope.until))
  for (const word of normal(query ?? '')
    .split(' ')
    .slice(0, 20))
    if (word) found = found.where(sql<boolean>`text like ${part(word)} escape '\\'`)
  if (language !== undefined)
    found = found.where((eb) =>
      eb.or([eb('language', '=', language), sql<boolean>`language like ${`${part(language).slice(1, -1)}-%`} escape '\\'`]),
    )
  if (band !== undefined) found = found.where('band', '=', band)
  if (after) {
    const at = msOf(after.occurredAt)
    found = found.where((eb) => eb.or([eb('occurred_at', '<', at), eb.and([eb('occurred_at', '=', at), eb('response_id', '<', after.id)])]))
  }
  const places = await found.orderBy('occurred_at', 'desc').orderBy('response_id', 'desc').limit(limit).execute()
  const ids = places.map(({ response_id }) => response_id)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('responses')
    .selectAll()
    .where('project_id', '=', scope.project)
    .where('response_id', 'in', ids)
    .execute()
  const responses = new Map((await toResponses(db, rows)).map((response) => [response.id, response]))
  return ids.flatMap((id) => responses.get(id) ?? [])
}
