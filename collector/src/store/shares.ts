import type { Kysely } from 'kysely'
import { audit, type By } from './audit'
import type { Tables } from './tables'
import type { Transact } from './transact'

/** A link that shows a part of the results to somebody who has no token. */
export interface ShareLink {
  readonly id: string
  readonly project: string
  /** For whom, or what for. */
  readonly name: string
  /** What it shows, as the query of an address: period, filters, tests. */
  readonly query: string
  /** Whether comments are among it. */
  readonly comments: boolean
  readonly createdAt: string
  readonly expiresAt: string
}

/** Links that show results. What opens one is kept as a hash alone. */
export interface ShareStore {
  /** The newest first; those that have expired too, until they are removed. */
  list(project: string): Promise<ShareLink[]>
  add(link: ShareLink, secretHash: string, by: By): Promise<void>
  /** From then on the link opens nothing. False where there is none of this id. */
  remove(project: string, id: string, by: By): Promise<boolean>
  /** The link that a secret opens; null where there is none, or it has expired. */
  find(secretHash: string, now: string): Promise<ShareLink | null>
}

const MOST_LINKS = 200

const fromRow = (row: Tables['share_links']): ShareLink => ({
  id: row.link_id,
  project: row.project_id,
  name: row.name,
  query: row.query,
  comments: Boolean(row.comments),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})

export const createShareStore = (db: Kysely<Tables>, transact: Transact): ShareStore => ({
  async list(project) {
    const rows = await db
      .selectFrom('share_links')
      .selectAll()
      .where('project_id', '=', project)
      .orderBy('created_at', 'desc')
      .orderBy('link_id')
      .limit(MOST_LINKS)
      .execute()
    return rows.map(fromRow)
  },
  add: ({ id, project, name, query, comments, createdAt, expiresAt }, secretHash, by) =>
    transact(async (transaction) => {
      await transaction
        .insertInto('share_links')
        .values({
          link_id: id,
          project_id: project,
          secret_hash: secretHash,
          name,
          query,
          comments: comments ? 1 : 0,
          created_at: createdAt,
          expires_at: expiresAt,
        })
        .execute()
      await audit(transaction, by, { project, action: 'link.made', target: id, detail: { comments, until: expiresAt } })
    }),
  remove: (project, id, by) =>
    transact(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('share_links')
        .where('project_id', '=', project)
        .where('link_id', '=', id)
        .executeTakeFirstOrThrow()
      if (numDeletedRows > 0n) await audit(transaction, by, { project, action: 'link.revoked', target: id })
      return numDeletedRows > 0n
    }),
  async find(secretHash, now) {
    const row = await db
      .selectFrom('share_links')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    return row ? fromRow(row) : null
  },
})
