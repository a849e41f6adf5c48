import type { Kysely } from 'kysely'
import { audit, type By } from './audit'
import type { Tables } from './tables'
import type { Transact } from './transact'

export const roles = ['read', 'edit', 'admin'] as const
/** Each may what those before it may. */
export type Role = (typeof roles)[number]

/** Days things are kept: null as the collector does, `forever`, or so many. */
export type Days = number | 'forever' | null

/** What names a page that may post. Everybody can read it there: it is not a secret. */
export interface WriteKey {
  readonly key: string
  readonly createdAt: string
  /** Null: it is valid. */
  readonly revokedAt: string | null
}

/** What a team sets for a project. */
export interface ProjectSettings {
  readonly name: string
  /** Whose pages may post; null: those of the collector. */
  readonly origins: readonly string[] | null
  readonly contactDays: Days
  readonly retentionDays: Days
  /** Whether posting needs one of the keys. */
  readonly keyRequired: boolean
}
export interface StoredProject extends ProjectSettings {
  readonly id: string
  readonly createdAt: string
  /** In the order in which they were made. */
  readonly keys: readonly WriteKey[]
}

export interface StoredToken {
  readonly id: string
  /** SHA-256 of it: the token itself is never stored. */
  readonly hash: string
  /** No two have the same. */
  readonly name: string
  readonly role: Role
  /** The projects it may see; null: all. */
  readonly projects: readonly string[] | null
  readonly createdAt: string
  /** Null: never. */
  readonly expiresAt: string | null
  /** The day it was last used, `YYYY-MM-DD`. */
  readonly usedOn: string | null
}

/** So many are valid at one time: the one that pages have, and the one they shall have. */
export const KEYS_AT_ONCE = 2

/** Projects that were set up, and who may do what. Each change is written down in the same transaction: see `audit`. */
export interface AccessStore {
  /** Those that were set up, by id; others may have answers all the same. */
  projects(): Promise<StoredProject[]>
  /** False: there is one with this id. */
  createProject(project: Pick<StoredProject, 'id'> & Omit<ProjectSettings, 'keyRequired'>, by: By): Promise<boolean>
  /** False: there is none. */
  changeProject(id: string, change: Partial<ProjectSettings>, by: By): Promise<boolean>
  /** Adds a key; with the first, posting needs one. */
  addKey(id: string, key: string, by: By): Promise<'added' | 'no-project' | 'too-many'>
  /** False: there is no such key that is valid. */
  revokeKey(id: string, key: string, by: By): Promise<boolean>
  /** By name. */
  tokens(): Promise<StoredToken[]>
  /** False: there is one with this name. */
  addToken(token: Omit<StoredToken, 'createdAt' | 'usedOn'>, by: By): Promise<boolean>
  /** Deletes it. False: there is none. */
  revokeToken(id: string, by: By): Promise<boolean>
  /** Remembers the day. */
  tokenUsed(id: string, day: string): Promise<void>
}

const FOREVER = 0
const toDays = (days: Days): number | null => (days === 'forever' ? FOREVER : days)
const fromDays = (days: number | null): Days => (days === FOREVER ? 'forever' : days)
const toList = (list: readonly string[] | null): string | null => list && JSON.stringify(list)
/** Only `toList` writes these columns. */
const fromList = (text: string | null): string[] | null => (text === null ? null : (JSON.parse(text) as string[]))

const toColumns = ({ name, origins, contactDays, retentionDays, keyRequired }: Partial<ProjectSettings>) => ({
  ...(name === undefined ? {} : { name }),
  ...(origins === undefined ? {} : { origins: toList(origins) }),
  ...(contactDays === undefined ? {} : { contact_days: toDays(contactDays) }),
  ...(retentionDays === undefined ? {} : { retention_days: toDays(retentionDays) }),
  ...(keyRequired === undefined ? {} : { key_required: keyRequired ? 1 : 0 }),
})

/** What of a change is written down: all of it is set by the team, and none of it is about a visitor. */
const told = (change: Partial<ProjectSettings>) => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

export const createAccessStore = (db: Kysely<Tables>, transact: Transact): AccessStore => ({
  async projects() {
    const [projects, keys] = await Promise.all([
      db.selectFrom('projects').selectAll().orderBy('project_id').execute(),
      db.selectFrom('project_keys').selectAll().orderBy('created_at').orderBy('write_key').execute(),
    ])
    const keysOf = new Map<string, WriteKey[]>()
    for (const { project_id, write_key, created_at, revoked_at } of keys)
      keysOf.set(project_id, [...(keysOf.get(project_id) ?? []), { key: write_key, createdAt: created_at, revokedAt: revoked_at }])
    return projects.map((row) => ({
      id: row.project_id,
      name: row.name,
      origins: fromList(row.origins),
      contactDays: fromDays(row.contact_days),
      retentionDays: fromDays(row.retention_days),
      keyRequired: Boolean(row.key_required),
      createdAt: row.created_at,
      keys: keysOf.get(row.project_id) ?? [],
    }))
  },

  createProject: ({ id, name, origins, contactDays, retentionDays }, by) =>
    transact(async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('projects')
        .values({
          project_id: id,
          name,
          origins: toList(origins),
          contact_days: toDays(contactDays),
          retention_days: toDays(retentionDays),
          key_required: 0,
          created_at: by.at,
        })
        .onConflict((conflict) => conflict.column('project_id').doNothing())
        .executeTakeFirstOrThrow()
      if (!numInsertedOrUpdatedRows) return false
      await audit(transaction, by, {
        project: id,
        action: 'project.created',
        target: id,
        detail: told({ name, origins, contactDays, retentionDays }),
      })
      return true
    }),

  changeProject: (id, change, by) =>
    transact(async (transaction) => {
      const columns = toColumns(change)
      if (Object.keys(columns).length === 0)
        return (await transaction.selectFrom('projects').select('project_id').where('project_id', '=', id).executeTakeFirst()) !== undefined
      const { numUpdatedRows } = await transaction
        .updateTable('projects')
        .set(columns)
        .where('project_id', '=', id)
        .executeTakeFirstOrThrow()
      if (!numUpdatedRows) return false
      await audit(transaction, by, { project: id, action: 'project.changed', target: id, detail: told(change) })
      return true
    }),

  addKey: (id, key, by) =>
    transact(async (transaction) => {
      // Writing the row first takes it: of two who add at the same time one waits, and counts the other's.
      const { numUpdatedRows } = await transaction
        .updateTable('projects')
        .set((eb) => ({ name: eb.ref('name') }))
        .where('project_id', '=', id)
        .executeTakeFirstOrThrow()
      if (!numUpdatedRows) return 'no-project'
      const known = await transaction.selectFrom('project_keys').select('revoked_at').where('project_id', '=', id).execute()
      if (known.filter((one) => one.revoked_at === null).length >= KEYS_AT_ONCE) return 'too-many'
      await transaction.insertInto('project_keys').values({ project_id: id, write_key: key, created_at: by.at, revoked_at: null }).execute()
      if (known.length === 0) await transaction.updateTable('projects').set({ key_required: 1 }).where('project_id', '=', id).execute()
      await audit(transaction, by, { project: id, action: 'key.added', target: key })
      return 'added'
    }),

  revokeKey: (id, key, by) =>
    transact(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('project_keys')
        .set({ revoked_at: by.at })
        .where('project_id', '=', id)
        .where('write_key', '=', key)
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (!numUpdatedRows) return false
      await audit(transaction, by, { project: id, action: 'key.revoked', target: key })
      return true
    }),

  async tokens() {
    const rows = await db.selectFrom('tokens').selectAll().orderBy('name').execute()
    return rows.map((row) => ({
      id: row.token_id,
      hash: row.token_hash,
      name: row.name,
      role: row.role as Role,
      projects: fromList(row.projects),
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      usedOn: row.used_on,
    }))
  },

  addToken: ({ id, hash, name, role, projects, expiresAt }, by) =>
    transact(async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('tokens')
        .values({
          token_id: id,
          token_hash: hash,
          name,
          role,
          projects: toList(projects),
          created_at: by.at,
          expires_at: expiresAt,
          used_on: null,
        })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow()
      if (!numInsertedOrUpdatedRows) return false
      await audit(transaction, by, { project: null, action: 'token.added', target: id, detail: { name, role, projects, expiresAt } })
      return true
    }),

  revokeToken: (id, by) =>
    transact(async (transaction) => {
      const gone = await transaction.deleteFrom('tokens').where('token_id', '=', id).returning('name').executeTakeFirst()
      if (gone === undefined) return false
      await audit(transaction, by, { project: null, action: 'token.revoked', target: id, detail: { name: gone.name } })
      return true
    }),

  async tokenUsed(id, day) {
    await db.updateTable('tokens').set({ used_on: day }).where('token_id', '=', id).execute()
  },
})
