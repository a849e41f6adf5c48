import { type Kysely, sql, type Transaction } from 'kysely'
import { audit } from './audit'
import { dayOf, msOf } from './clock'
import { kinds } from './counted'
import type { Dialect } from './dialect'
import { readRollups } from './rollups'
import { seriesIn } from './scope'
import type { ConfigHistoryTable, ConfigVersionsTable, Tables } from './tables'
import type { Transact } from './transact'

/** One state of a project's configuration, without its content. Numbers count from 1 in each project. */
export interface VersionMeta {
  readonly number: number
  /** `draft` until it was published for the first time. Which one visitors have now is told by the head. */
  readonly state: 'draft' | 'published'
  readonly author: string
  /** ISO 8601 in UTC, as all times here. */
  readonly createdAt: string
  readonly note: string
}
export interface ConfigVersion extends VersionMeta {
  /** JSON of the whole document. */
  readonly content: string
}
/** Where a project stands: nulls where nothing is published here, or nothing is being worked on. */
export interface ConfigHead {
  readonly published: number | null
  readonly draft: number | null
}
export type ConfigAction = 'saved' | 'discarded' | 'published' | 'rolled-back' | 'paused' | 'resumed' | 'deleted' | 'added'
export interface HistoryEntry {
  readonly at: string
  readonly who: string
  readonly action: ConfigAction
  /** What it led to; null: nothing is published here any more, or no draft is left. */
  readonly version: number | null
  /** What was there before. */
  readonly from: number | null
  readonly survey: string | null
  readonly note: string
}
/** A survey as visitors had it. `version` empty: it names none. */
export interface KnownSurvey {
  readonly survey: string
  readonly version: string
  readonly hash: string
  readonly content: string
}
/** How often a survey was shown and answered, since three times. Tests are not in it. */
export interface SurveyCount {
  readonly survey: string
  readonly shown: readonly [since: number, since: number, all: number]
  readonly answered: readonly [since: number, since: number, all: number]
}
export interface Doing {
  readonly who: string
  readonly at: string
  readonly note?: string
}
/** A change of what a project has. What is left out stays as it is; a text is a new version with that content, a number one that is there. */
export interface ConfigChange extends Doing {
  readonly action: ConfigAction
  readonly survey?: string
  readonly published?: string | number | null
  readonly draft?: string | null
  /** Surveys that visitors have from now on, or had until now. */
  readonly known?: readonly KnownSurvey[]
}

export interface SurveyStore {
  head(project: string): Promise<ConfigHead>
  /** What is published, of every project that has something published here. */
  published(): Promise<ReadonlyMap<string, number>>
  version(project: string, number: number): Promise<ConfigVersion | null>
  /** The newest first. */
  versions(project: string, limit: number): Promise<VersionMeta[]>
  /** The newest first. */
  history(project: string, limit: number): Promise<HistoryEntry[]>
  /**
   * Changes it if it still is as `head` says, with an entry in the history, in one transaction. Resolves with the head after it; `changed` false:
   * somebody else was first, nothing was done, and it is theirs.
   */
  change(project: string, head: ConfigHead, change: ConfigChange): Promise<{ readonly changed: boolean; readonly head: ConfigHead }>
  /** Notes surveys as visitors have them. Those already known cost nothing. */
  know(project: string, surveys: readonly KnownSurvey[]): Promise<void>
  /** Every form in which visitors had a survey, with this version or with any. */
  known(project: string, survey: string, version?: string): Promise<KnownSurvey[]>
  /** Whether any survey of the project is known. */
  knowsAny(project: string): Promise<boolean>
  /** Showings and answers of each survey, since the days (UTC) of two times and altogether. */
  counts(project: string, since: readonly [string, string]): Promise<SurveyCount[]>
  /** How many real responses carry flags, by survey. */
  flagged(project: string): Promise<ReadonlyMap<string, number>>
}

type Row = Tables['config_heads']
const headOf = (row: Pick<Row, 'published' | 'draft'> | undefined): ConfigHead => ({
  published: row?.published ?? null,
  draft: row?.draft ?? null,
})
const metaOf = (row: Omit<ConfigVersionsTable, 'content'>): VersionMeta => ({
  number: row.number,
  state: row.state as VersionMeta['state'],
  author: row.author,
  createdAt: row.created_at,
  note: row.note,
})
const entryOf = (row: ConfigHistoryTable): HistoryEntry => ({
  at: row.at,
  who: row.who,
  action: row.action as ConfigAction,
  version: row.version,
  from: row.from_version,
  survey: row.survey,
  note: row.note,
})

/** Takes the project's row for itself until the transaction ends: whoever changes it too waits here. */
const takeHead = (db: Transaction<Tables>, project: string): Promise<Row> =>
  db
    .insertInto('config_heads')
    .values({ project_id: project, published: null, draft: null, last: 0, entries: 0 })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet((eb) => ({ last: eb.ref('config_heads.last') })))
    .returningAll()
    .executeTakeFirstOrThrow()

const know = async (db: Kysely<Tables>, project: string, surveys: readonly KnownSurvey[]): Promise<void> => {
  for (const one of surveys)
    await db
      .insertInto('known_surveys')
      .values({ project_id: project, ...one })
      .onConflict((conflict) => conflict.columns(['project_id', 'survey', 'version', 'hash']).doNothing())
      .execute()
}

const answeredStatuses = ['answered', 'completed'] as const

/** Versions of configurations, and what is known of the surveys in them. */
export const createSurveyStore = (db: Kysely<Tables>, dialect: Dialect, transact: Transact): SurveyStore => ({
  head: async (project) =>
    headOf(await db.selectFrom('config_heads').select(['published', 'draft']).where('project_id', '=', project).executeTakeFirst()),

  published: async () => {
    const rows = await db.selectFrom('config_heads').select(['project_id', 'published']).where('published', 'is not', null).execute()
    return new Map(rows.flatMap(({ project_id, published }) => (published === null ? [] : [[project_id, published] as const])))
  },

  version: async (project, number) => {
    const row = await db
      .selectFrom('config_versions')
      .selectAll()
      .where('project_id', '=', project)
      .where('number', '=', number)
      .executeTakeFirst()
    return row ? { ...metaOf(row), content: row.content } : null
  },

  versions: async (project, limit) => {
    const rows = await db
      .selectFrom('config_versions')
      .select(['project_id', 'number', 'state', 'author', 'created_at', 'note'])
      .where('project_id', '=', project)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute()
    return rows.map(metaOf)
  },

  history: async (project, limit) => {
    const rows = await db
      .selectFrom('config_history')
      .selectAll()
      .where('project_id', '=', project)
      .orderBy('entry', 'desc')
      .limit(limit)
      .execute()
    return rows.map(entryOf)
  },

  change: (project, expected, { action, survey = null, published, draft, known = [], who, at, note = '' }) =>
    transact(async (transaction) => {
      const row = await takeHead(transaction, project)
      const there = headOf(row)
      if (there.published !== expected.published || there.draft !== expected.draft) return { changed: false, head: there }
      let { last } = row
      const add = async (content: string, state: VersionMeta['state']): Promise<number> => {
        last++
        await transaction
          .insertInto('config_versions')
          .values({ project_id: project, number: last, state, author: who, created_at: at, note, content })
          .execute()
        return last
      }
      const next = {
        published:
          published === undefined ? there.published : typeof published === 'string' ? await add(published, 'published') : published,
        draft: draft === undefined ? there.draft : draft === null ? null : await add(draft, 'draft'),
      }
      if (typeof published === 'number')
        await transaction
          .updateTable('config_versions')
          .set({ state: 'published' })
          .where('project_id', '=', project)
          .where('number', '=', published)
          .execute()
      await transaction
        .updateTable('config_heads')
        .set({ ...next, last, entries: row.entries + 1 })
        .where('project_id', '=', project)
        .execute()
      const [version, from] = published === undefined ? [next.draft, there.draft] : [next.published, there.published]
      await transaction
        .insertInto('config_history')
        .values({ project_id: project, entry: row.entries + 1, at, who, action, version, from_version: from, survey, note })
        .execute()
      await know(transaction, project, known)
      await audit(
        transaction,
        { who, at },
        {
          project,
          action: `config.${action}`,
          ...(survey === null ? {} : { target: survey }),
          // Notes are free text: they stay in the history.
          detail: { version, from },
        },
      )
      return { changed: true, head: next }
    }),

  know: (project, surveys) => know(db, project, surveys),

  known: async (project, survey, version) => {
    const all = db
      .selectFrom('known_surveys')
      .select(['survey', 'version', 'hash', 'content'])
      .where('project_id', '=', project)
      .where('survey', '=', survey)
    return (version === undefined ? all : all.where('version', '=', version)).execute()
  },

  knowsAny: async (project) =>
    (await db.selectFrom('known_surveys').select('survey').where('project_id', '=', project).limit(1).execute()).length > 0,

  counts: async (project, [first, second]) => {
    const surveyOf = new Map((await seriesIn(db, { project, test: false })).map(({ id, survey }) => [id, survey]))
    const count = async (since: string | null) => {
      const days = { from: since === null ? null : dayOf(msOf(since)), to: null }
      const counts = await readRollups(db, dialect, [...surveyOf.keys()], kinds.status, days, false)
      return counts.map(({ series, value, n }) => ({ survey: surveyOf.get(series) ?? '', status: value, n }))
    }
    const found = new Map<string, { shown: [number, number, number]; answered: [number, number, number] }>()
    for (const [at, since] of ([first, second, null] as const).entries())
      for (const { survey, status, n } of await count(since)) {
        const one = found.get(survey) ?? { shown: [0, 0, 0], answered: [0, 0, 0] }
        one.shown[at as 0] += Number(n)
        if (answeredStatuses.some((answered) => answered === status)) one.answered[at as 0] += Number(n)
        found.set(survey, one)
      }
    return [...found].map(([survey, one]) => ({ survey, ...one }))
  },

  flagged: async (project) => {
    const rows = await db
      .selectFrom('responses')
      .innerJoin('series', 'series.id', 'responses.series')
      .select((eb) => ['survey', eb.fn.countAll<number>().as('n')])
      .where('responses.project_id', '=', project)
      .where(sql<boolean>`flags is not null`)
      .where('test', '=', 0)
      .groupBy('survey')
      .execute()
    return new Map(rows.map(({ survey, n }) => [survey, Number(n)]))
  },
})
