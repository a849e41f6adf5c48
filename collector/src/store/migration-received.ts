import type { Kysely, Migration } from 'kysely'

/** What was received since a time is found along an index, in the order it came. */
export const received: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('responses_received')
      .ifNotExists()
      .on('responses')
      .columns(['project_id', 'received_at', 'response_id'])
      .execute()
  },
}
