import type { Kysely } from 'kysely'
import { audit, type By } from './audit'
import type { Tables } from './tables'
import type { Transact } from './transact'

export const noteKinds = ['launch', 'outage', 'sales', 'action'] as const
/** `action`: something was changed so that a score would. */
export type NoteKind = (typeof noteKinds)[number]

/** Something that happened on a day and may be seen in a trend. */
export interface Note {
  readonly id: string
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string
  readonly kind: NoteKind
  readonly text: string
  /** Who looks after it. */
  readonly owner: string | null
  /** What it was meant to do. */
  readonly expected: string | null
  /** The one touchpoint it is about; null: all of them. */
  readonly touchpoint: string | null
  /** When it was written down. */
  readonly createdAt: string
}

/** Notes of a project. */
export interface NoteStore {
  /** The latest day first, as many as a team ever reads. */
  list(project: string): Promise<Note[]>
  add(project: string, note: Note, by: By): Promise<void>
  /** False where there is none of this id. When it was written down stays. */
  change(project: string, note: Omit<Note, 'createdAt'>, by: By): Promise<boolean>
  /** False where there is none of this id. */
  remove(project: string, id: string, by: By): Promise<boolean>
}

const MOST_NOTES = 500

export const createNoteStore = (db: Kysely<Tables>, transact: Transact): NoteStore => ({
  async list(project) {
    const rows = await db
      .selectFrom('notes')
      .selectAll()
      .where('project_id', '=', project)
      .orderBy('day', 'desc')
      .orderBy('note_id')
      .limit(MOST_NOTES)
      .execute()
    return rows.map(({ note_id, kind, created_at, day, text, owner, expected, touchpoint }) => ({
      id: note_id,
      day,
      // Only what was checked is ever written.
      kind: kind as NoteKind,
      text,
      owner,
      expected,
      touchpoint,
      createdAt: created_at,
    }))
  },
  add: (project, { id, createdAt, ...note }, by) =>
    transact(async (transaction) => {
      await transaction
        .insertInto('notes')
        .values({ project_id: project, note_id: id, created_at: createdAt, ...note })
        .execute()
      await audit(transaction, by, { project, action: 'note.added', target: id })
    }),
  change: (project, { id, ...note }, by) =>
    transact(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('notes')
        .set(note)
        .where('project_id', '=', project)
        .where('note_id', '=', id)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows > 0n) await audit(transaction, by, { project, action: 'note.changed', target: id })
      return numUpdatedRows > 0n
    }),
  remove: (project, id, by) =>
    transact(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('notes')
        .where('project_id', '=', project)
        .where('note_id', '=', id)
        .executeTakeFirstOrThrow()
      if (numDeletedRows > 0n) await audit(transaction, by, { project, action: 'note.removed', target: id })
      return numDeletedRows > 0n
    }),
})
