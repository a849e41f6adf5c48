import type { Kysely } from 'kysely'
import { dayOf } from './clock'
import { countedColumns, type Ledger } from './counted'
import { inParts } from './dialect'
import type { SeriesTable, Tables } from './tables'

/** Whose answers changed. */
export interface Person {
  readonly person: number
  readonly respondent: string
}

/** One instrument at one touchpoint, of whichever survey and wave. */
const lineOf = ({ test, touchpoint, fingerprint }: Pick<SeriesTable, 'test' | 'touchpoint' | 'fingerprint'>): string =>
  JSON.stringify([test, touchpoint, fingerprint])

/**
 * Says anew of each NPS answer of these people on which day the same person's next one was given, and corrects what it is counted in. Nobody else
 * writes in these people's rows until the transaction ends (`hold`).
 */
export const relink = async (db: Kysely<Tables>, project: string, people: readonly Person[], ledger: Ledger): Promise<void> => {
  const respondents = new Map(people.map(({ respondent, person }) => [respondent, person]))
  for (const some of inParts([...respondents], 100)) {
    const rows = await db
      .selectFrom('responses')
      .innerJoin('series', 'series.id', 'responses.series')
      .select(countedColumns.map((column) => `responses.${column}` as const))
      .select(['response_id', 'respondent_id', 'occurred_at', 'touchpoint', 'fingerprint', 'test'])
      .where('responses.project_id', '=', project)
      .where(
        'person',
        'in',
        some.map(([, person]) => person),
      )
      .where(
        'respondent_id',
        'in',
        some.map(([respondent]) => respondent),
      )
      .where('metric', '=', 'nps')
      .where('score', 'is not', null)
      .execute()
    const key = (row: (typeof rows)[number]) => `${row.respondent_id} ${lineOf(row)}`
    const [time, id] = [(row: (typeof rows)[number]) => Number(row.occurred_at), (row: (typeof rows)[number]) => row.response_id]
    // The latest first, so that each comes after the one it is followed by.
    rows.sort((a, b) => time(b) - time(a) || (id(a) < id(b) ? 1 : -1))
    const next = new Map<string, number>()
    for (const row of rows) {
      const next_day = next.get(key(row)) ?? null
      next.set(key(row), dayOf(time(row)))
      const before = row.next_day === null ? null : Number(row.next_day)
      if (before === next_day) continue
      ledger.add(row, true, -1)
      ledger.add({ ...row, next_day }, true, 1)
      await db
        .updateTable('responses')
        .set({ next_day })
        .where('project_id', '=', project)
        .where('response_id', '=', row.response_id)
        .execute()
    }
  }
}
