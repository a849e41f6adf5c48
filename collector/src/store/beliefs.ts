import type { Kysely } from 'kysely'
import type { Text } from '../../../src/survey/config'
import { audit, type By } from './audit'
import type { Tables } from './tables'
import type { Transact } from './transact'

/** A scale as customers are asked it. */
export interface BeliefQuestion {
  readonly survey: string
  readonly metric: 'nps' | 'csat' | 'ces' | 'rating'
  readonly text: Text
  /** Its number of points: 11 of an NPS. */
  readonly points: number
  readonly countsFrom: number | null
  readonly labels: readonly Text[]
}

/** A link by which staff say what they expect. */
export interface BeliefLink {
  readonly id: string
  readonly project: string
  readonly touchpoint: string
  readonly asked: BeliefQuestion
  readonly createdAt: string
  /** From then on it asks nobody; its answers stay. */
  readonly closedAt: string | null
}
/** One with what was answered: how often each value, and on which day the last time. */
export interface BeliefCount extends BeliefLink {
  readonly values: readonly { readonly value: number; readonly n: number }[]
  readonly lastOn: string | null
}

/** What staff expect. */
export interface BeliefStore {
  /** The newest first. */
  list(project: string): Promise<BeliefCount[]>
  add(link: BeliefLink, secretHash: string, by: By): Promise<void>
  /** From then on the link asks nobody. False where there is none of this id that is open. */
  close(project: string, id: string, by: By): Promise<boolean>
  /** The link with all its answers, for good. False where there is none of this id. */
  remove(project: string, id: string, by: By): Promise<boolean>
  /** What a secret opens; null where there is none, or it is closed. */
  find(secretHash: string): Promise<BeliefLink | null>
  /** Whether this browser has answered. */
  has(link: Pick<BeliefLink, 'project' | 'id'>, browserHash: string): Promise<boolean>
  /** One answer of a browser: the first. `full`: as many as a team has people, and more. */
  answer(link: Pick<BeliefLink, 'project' | 'id'>, browserHash: string, value: number, day: string): Promise<'kept' | 'before' | 'full'>
}

const MOST_LINKS = 200
/** A link that went further than a team is not asked any more. */
const MOST_ANSWERS = 5000

const fromRow = (row: Tables['belief_links']): BeliefLink => ({
  id: row.link_id,
  project: row.project_id,
  touchpoint: row.touchpoint,
  // Only what was made of a configuration is ever written.
  asked: JSON.parse(row.asked) as BeliefQuestion,
  createdAt: row.created_at,
  closedAt: row.closed_at,
})

export const createBeliefStore = (db: Kysely<Tables>, transact: Transact): BeliefStore => ({
  async list(project) {
    const links = await db
      .selectFrom('belief_links')
      .selectAll()
      .where('project_id', '=', project)
      .orderBy('created_at', 'desc')
      .orderBy('link_id')
      .limit(MOST_LINKS)
      .execute()
    if (links.length === 0) return []
    const counts = await db
      .selectFrom('belief_answers')
      .select((eb) => ['link_id', 'value', eb.fn.countAll<number>().as('n'), eb.fn.max('answered_on').as('last')])
      .where('project_id', '=', project)
      .groupBy(['link_id', 'value'])
      .orderBy('value')
      .execute()
    return links.map((link) => {
      const own = counts.filter(({ link_id }) => link_id === link.link_id)
      return {
        ...fromRow(link),
        values: own.map(({ value, n }) => ({ value: Number(value), n: Number(n) })),
        lastOn:
          own
            .map(({ last }) => last)
            .sort()
            .at(-1) ?? null,
      }
    })
  },
  add: ({ id, project, touchpoint, asked, createdAt, closedAt }, secretHash, by) =>
    transact(async (transaction) => {
      await transaction
        .insertInto('belief_links')
        .values({
          project_id: project,
          link_id: id,
          secret_hash: secretHash,
          touchpoint,
          asked: JSON.stringify(asked),
          created_at: createdAt,
          closed_at: closedAt,
        })
        .execute()
      await audit(transaction, by, { project, action: 'belief.asked', target: touchpoint })
    }),
  close: (project, id, by) =>
    transact(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('belief_links')
        .set({ closed_at: by.at })
        .where('project_id', '=', project)
        .where('link_id', '=', id)
        .where('closed_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows > 0n) await audit(transaction, by, { project, action: 'belief.closed', target: id })
      return numUpdatedRows > 0n
    }),
  remove: (project, id, by) =>
    transact(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('belief_links')
        .where('project_id', '=', project)
        .where('link_id', '=', id)
        .executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) return false
      await transaction.deleteFrom('belief_answers').where('project_id', '=', project).where('link_id', '=', id).execute()
      await audit(transaction, by, { project, action: 'belief.removed', target: id })
      return true
    }),
  async find(secretHash) {
    const row = await db
      .selectFrom('belief_links')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return row ? fromRow(row) : null
  },
  async has({ project, id }, browserHash) {
    const row = await db
      .selectFrom('belief_answers')
      .select('value')
      .where('project_id', '=', project)
      .where('link_id', '=', id)
      .where('browser_hash', '=', browserHash)
      .executeTakeFirst()
    return row !== undefined
  },
  answer: ({ project, id }, browserHash, value, day) =>
    transact(async (transaction) => {
      const known = transaction.selectFrom('belief_answers').where('project_id', '=', project).where('link_id', '=', id)
      const { n } = await known.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
      if (Number(n) >= MOST_ANSWERS) return 'full'
      const { numInsertedOrUpdatedRows = 0n } = await transaction
        .insertInto('belief_answers')
        .values({ project_id: project, link_id: id, browser_hash: browserHash, value, answered_on: day })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows > 0n ? 'kept' : 'before'
    }),
})
