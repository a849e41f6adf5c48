import type { Kysely } from 'kysely'
import { runCompiled } from './compiled'
import type { Tables } from './tables'

/** What stands beside responses that are there already, by their ids: most have nothing, and then nothing has to be taken back. */
export interface Beside {
  /** An alert that is not taken back. */
  readonly alerts: ReadonlySet<string>
  /** A delivery of an alert: somebody was told, or is about to be. */
  readonly deliveries: ReadonlySet<string>
  readonly contacts: ReadonlySet<string>
  readonly comments: ReadonlySet<string>
  /** Somebody may have to be told. */
  readonly hasChannels: boolean
}

/**
 * Read in one go, once the rows of the responses are held: nobody else changes it then. Not together with those rows: a statement that waits for a
 * row sees all others as they were before it waited.
 */
export const readBeside = async (db: Kysely<Tables>, project: string, ids: readonly string[]): Promise<Beside> => {
  const channels = () =>
    db
      .selectFrom('channels')
      .select((eb) => [eb.val('channel').as('kind'), 'channel_id as id'])
      .where('project_id', '=', project)
  const build = () => {
    if (ids.length === 0) return channels().compile()
    return channels()
      .unionAll(
        db
          .selectFrom('alerts')
          .select((eb) => [eb.val('alert').as('kind'), 'alert_id as id'])
          .where('project_id', '=', project)
          .where('alert_id', 'in', ids)
          .where('active', '=', 1),
      )
      .unionAll(
        db
          .selectFrom('deliveries')
          .select((eb) => [eb.val('delivery').as('kind'), 'subject_id as id'])
          .where('project_id', '=', project)
          .where('subject_id', 'in', ids)
          .where('kind', '=', 'alert'),
      )
      .unionAll(
        db
          .selectFrom('contacts')
          .select((eb) => [eb.val('contact').as('kind'), 'response_id as id'])
          .where('project_id', '=', project)
          .where('response_id', 'in', ids),
      )
      .unionAll(
        db
          .selectFrom('comments')
          .select((eb) => [eb.val('comment').as('kind'), 'response_id as id'])
          .where('project_id', '=', project)
          .where('response_id', 'in', ids),
      )
      .compile()
  }
  // In the order in which they stand above.
  const parameters =
    ids.length === 0
      ? ['channel', project]
      : [
          ...['channel', project],
          ...['alert', project, ...ids, 1],
          ...['delivery', project, ...ids, 'alert'],
          ...['contact', project, ...ids],
          ...['comment', project, ...ids],
        ]
  const { rows } = await runCompiled<{ kind: string; id: string }>(db, `beside ${ids.length}`, build, parameters)
  const of = (kind: string): Set<string> => new Set(rows.flatMap((row) => (row.kind === kind ? [row.id] : [])))
  return {
    alerts: of('alert'),
    deliveries: of('delivery'),
    contacts: of('contact'),
    comments: of('comment'),
    hasChannels: rows.some(({ kind }) => kind === 'channel'),
  }
}
