import { type Kysely, sql } from 'kysely'
import { audit, type By } from './audit'
import type { Dialect } from './dialect'
import { removeImported } from './erase'
import type { Tables } from './tables'
import type { Transact } from './transact'

/** What became of rows. */
export interface ImportCounts {
  readonly rows: number
  readonly imported: number
  readonly duplicates: number
  readonly skipped: number
}

/** Answers that came from elsewhere at one time, in one part or in many. */
export interface StoredImport extends ImportCounts {
  readonly project: string
  readonly id: string
  readonly at: string
  readonly who: string
  readonly source: string
  /** Its name, where whoever imported it said one. */
  readonly file: string | null
  readonly touchpoint: string
  /** When, and by whom; its answers are gone. */
  readonly takenBack: By | null
}
export type NewImport = Pick<StoredImport, 'project' | 'id' | 'source' | 'file' | 'touchpoint'>

/** What an imported answer names as its moment: where it is from, and the import that brought it. */
export const importMoment = (source: string, id: string) => ({ type: 'import', name: source, props: { import: id } }) as const

/** Imports, with who did them. */
export interface ImportStore {
  /** The newest first. */
  list(project: string, limit: number): Promise<StoredImport[]>
  get(project: string, id: string): Promise<StoredImport | null>
  /** Begins one, in the trail with how many rows it is said to have. */
  begin(one: NewImport, announced: number, by: By): Promise<void>
  /** Adds what became of some more rows. */
  count(project: string, id: string, counts: ImportCounts): Promise<void>
  /**
   * Deletes its answers for good, with contact details and counts. They may be imported again: unlike answers that somebody wants erased, they leave
   * nothing behind. Resolves with how many there were; null where there is no such import.
   */
  takeBack(project: string, id: string, by: By): Promise<number | null>
}

export const createImportStore = (db: Kysely<Tables>, dialect: Dialect, transact: Transact): ImportStore => {
  const from = (row: Tables['imports']): StoredImport => ({
    project: row.project_id,
    id: row.import_id,
    at: row.at,
    who: row.who,
    source: row.source,
    file: row.file,
    touchpoint: row.touchpoint,
    rows: Number(row.rows),
    imported: Number(row.imported),
    duplicates: Number(row.duplicates),
    skipped: Number(row.skipped),
    takenBack: row.taken_back_at === null ? null : { at: row.taken_back_at, who: row.taken_back_by ?? '' },
  })
  const get: ImportStore['get'] = async (project, id) => {
    const row = await db.selectFrom('imports').selectAll().where('project_id', '=', project).where('import_id', '=', id).executeTakeFirst()
    return row ? from(row) : null
  }
  return {
    get,
    list: async (project, limit) => {
      const query = db.selectFrom('imports').selectAll().where('project_id', '=', project)
      return (await query.orderBy('at', 'desc').orderBy('import_id', 'desc').limit(limit).execute()).map(from)
    },
    begin: ({ project, id, source, file, touchpoint }, announced, by) =>
      transact(async (transaction) => {
        await transaction
          .insertInto('imports')
          .values({
            project_id: project,
            import_id: id,
            at: by.at,
            who: by.who,
            source,
            file,
            touchpoint,
            rows: 0,
            imported: 0,
            duplicates: 0,
            skipped: 0,
            taken_back_at: null,
            taken_back_by: null,
          })
          .execute()
        await audit(transaction, by, { project, action: 'import.begun', target: id, detail: { source, file, rows: announced } })
      }),
    count: (project, id, counts) =>
      transact(async (transaction) => {
        const sum = (name: keyof ImportCounts) => sql<number>`${sql.ref(`imports.${name}`)} + ${counts[name]}`
        await transaction
          .updateTable('imports')
          .set({ rows: sum('rows'), imported: sum('imported'), duplicates: sum('duplicates'), skipped: sum('skipped') })
          .where('project_id', '=', project)
          .where('import_id', '=', id)
          .execute()
      }),
    takeBack: async (project, id, by) => {
      const found = await get(project, id)
      if (found === null) return null
      // From here on nothing more is taken into it. Who was stopped half way may ask again.
      await transact(async (transaction) => {
        await transaction
          .updateTable('imports')
          .set({ taken_back_at: by.at, taken_back_by: by.who })
          .where('project_id', '=', project)
          .where('import_id', '=', id)
          .where('taken_back_at', 'is', null)
          .execute()
      })
      const moment = JSON.stringify(importMoment(found.source, id))
      const responses = await removeImported(dialect, transact, project, `import-${found.source}`, moment)
      if (found.takenBack === null || responses > 0)
        await transact((transaction) => audit(transaction, by, { project, action: 'import.taken-back', target: id, detail: { responses } }))
      return responses
    },
  }
}
