import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from './tables'

/** Who changes something, and when. */
export interface By {
  /** The name of their token; `root` for the first. */
  readonly who: string
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
}

/** What was changed. Nothing personal is ever in it: no answers, no contact details, respondents as `hash` makes them. */
export interface AuditChange {
  /** Null: it was about the collector as a whole. */
  readonly project: string | null
  /** A thing and what was done to it: `token.revoked`. */
  readonly action: string
  /** The id of what was changed. */
  readonly target?: string
  /** In a few words and numbers. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

export interface AuditEntry extends By, Required<Omit<AuditChange, 'target'>> {
  /** Sorts by time. */
  readonly id: string
  readonly target: string | null
}

/** Which entries; without a project those of all, and those that are about none. */
export interface AuditScope {
  readonly project?: string
  readonly action?: string
}

/** The trail of what was changed, by whom. It is only ever added to, by the transaction of the change itself: see `audit`. */
export interface AuditStore {
  /** A page of it, the newest first. `before`: the id of the last one of the page before. */
  list(scope: AuditScope, before: string | null, limit: number): Promise<AuditEntry[]>
  /** Every action that was written down, of a project or of all, sorted. */
  actions(project?: string): Promise<string[]>
  /** Deletes what was written down before this time. Resolves with how many there were. */
  expire(before: string): Promise<number>
}

let last = { ms: 0, count: 0 }

/** As UUIDv7 (RFC 9562): time, a counter for those of one millisecond in this process, and chance. */
const idAt = (at: string): string => {
  const ms = Date.parse(at)
  last = { ms, count: last.ms === ms ? (last.count + 1) % 0x1000 : 0 }
  const time = ms.toString(16).padStart(12, '0')
  const random = randomBytes(8)
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
  const rest = random.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${last.count.toString(16).padStart(3, '0')}-${rest.slice(0, 4)}-${rest.slice(4)}`
}

/** Writes down what a transaction changes: both are there, or neither. */
export const audit = async (
  transaction: Kysely<Tables>,
  { who, at }: By,
  { project, action, target, detail = {} }: AuditChange,
): Promise<void> => {
  await transaction
    .insertInto('audit')
    .values({ audit_id: idAt(at), at, who, project_id: project, action, target: target ?? null, detail: JSON.stringify(detail) })
    .execute()
}

export const createAuditStore = (db: Kysely<Tables>): AuditStore => ({
  async list({ project, action }, before, limit) {
    let query = db.selectFrom('audit').selectAll()
    if (project !== undefined) query = query.where('project_id', '=', project)
    if (action !== undefined) query = query.where('action', '=', action)
    if (before !== null) query = query.where('audit_id', '<', before)
    const rows = await query.orderBy('audit_id', 'desc').limit(limit).execute()
    return rows.map((row) => ({
      id: row.audit_id,
      at: row.at,
      who: row.who,
      project: row.project_id,
      action: row.action,
      target: row.target,
      // Only `audit` writes it.
      detail: JSON.parse(row.detail) as AuditEntry['detail'],
    }))
  },
  async actions(project) {
    let query = db.selectFrom('audit').select('action').distinct()
    if (project !== undefined) query = query.where('project_id', '=', project)
    const rows = await query.orderBy('action').execute()
    return rows.map(({ action }) => action)
  },
  async expire(before) {
    const { numDeletedRows } = await db.deleteFrom('audit').where('at', '<', before).executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  },
})
