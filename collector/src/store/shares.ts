import type { Kysely } from 'kysely'
import type { Tables } from './tables'

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
  add(link: ShareLink, secretHash: string): Promise<void>
  /** From then on the link opens nothing. False where there is none of this id. */
  remove(project: string, id: string): Promise<boolean>
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

export const createShareStore = (db: Kysely<Tables>): ShareStore => ({
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
  async add({ id, project, name, query, comments, createdAt, expiresAt }, secretHash) {
    await db
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
  },
  async remove(project, id) {
    const { numDeletedRows } = await db
      .deleteFrom('share_links')
      .where('project_id', '=', project)
      .where('link_id', '=', id)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  },
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
