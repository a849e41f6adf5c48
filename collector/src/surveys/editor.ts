import { createHash } from 'node:crypto'
import type { Problem } from '../../../src/survey/check-words'
import type { Config } from '../../../src/survey/config'
import type { ConfigSource } from '../config/current'
import type { ConfigChange, ConfigHead, KnownSurvey, Store, VersionMeta } from '../store'
import { type Document, findSurvey, isError, review, withEnabled, withRecipes, withSurvey } from './document'
import { knownIn } from './known'

/** The document that an edit begins from. */
export interface Opened {
  /** Names exactly this state: whoever saves says which one they began from. */
  readonly revision: string
  /** `draft`: being worked on. `published`, `file`: what visitors have, and nothing is being worked on. `none`: there is nothing yet. */
  readonly state: 'draft' | 'published' | 'file' | 'none'
  readonly document: Document
  /** Who saved it when; null of a file. */
  readonly meta: VersionMeta | null
  readonly head: ConfigHead
  /** There is a configuration file, whether it counts for this project or not. */
  readonly hasFile: boolean
}

/** `conflict`: somebody else was first, and this is theirs. */
export type Outcome =
  | { readonly done: true; readonly opened: Opened }
  | { readonly done: false; readonly why: 'conflict'; readonly theirs: Opened }
  | { readonly done: false; readonly why: 'errors'; readonly problems: readonly Problem[] }
  | { readonly done: false; readonly why: 'nothing' | 'unknown-version' | 'unknown-survey' }

export interface Doer {
  readonly who: string
  readonly note?: string
}

/** Everything a team may do to the configuration of a project. */
export interface Editor {
  open(project: string): Promise<Opened>
  /** What visitors have now; null: nothing. */
  published(project: string): Promise<Document | null>
  /** The configuration file, whether it counts or not. */
  file(): Document | null
  version(project: string, number: number): Promise<{ readonly meta: VersionMeta; readonly document: Document } | null>
  /** Saves a draft in place of the state it began from. It may hold mistakes. */
  save(
    project: string,
    revision: string,
    document: Document,
    doer: Doer & Pick<ConfigChange, 'survey'> & { action?: 'saved' | 'added' | 'deleted' },
  ): Promise<Outcome>
  /** Puts the draft before visitors, unless `check` finds errors in it. */
  publish(project: string, revision: string, doer: Doer): Promise<Outcome>
  /** Puts an earlier version before visitors again, null the file. `from`: what is published, as whoever asks saw it. */
  rollBack(project: string, to: number | null, from: number | null, doer: Doer): Promise<Outcome>
  discard(project: string, revision: string, doer: Doer): Promise<Outcome>
  /** Pauses or resumes a survey at once, in what is published and in a draft, whatever else the draft holds. */
  enable(project: string, survey: string, enabled: boolean, doer: Doer): Promise<Outcome>
}

const parse = (content: string): Document => JSON.parse(content) as Document
const known = (document: Document | null): readonly KnownSurvey[] => (document ? knownIn(document as unknown as Config) : [])

/** Two that pause at the same moment: the later one tries again. */
const TRIES = 5

export const createEditor = (store: Pick<Store, 'surveys'>, source: ConfigSource, now: () => number): Editor => {
  const { surveys } = store
  const at = (): string => new Date(now()).toISOString()

  const version: Editor['version'] = async (project, number) => {
    const found = await surveys.version(project, number)
    if (found === null) return null
    const { content, ...meta } = found
    return { meta, document: parse(content) }
  }

  const open = async (project: string): Promise<Opened> => {
    const head = await surveys.head(project)
    const file = source.file()
    const hasFile = file !== null
    const number = head.draft ?? head.published
    if (number !== null) {
      const found = await version(project, number)
      if (found === null) throw new Error('expected the version that is named, got none')
      return { revision: `v${number}`, state: head.draft === null ? 'published' : 'draft', ...found, head, hasFile }
    }
    if (file === null) return { revision: 'none', state: 'none', document: { version: 1, surveys: [] }, meta: null, head, hasFile }
    const hash = createHash('sha256').update(JSON.stringify(file.config)).digest('base64url').slice(0, 10)
    return { revision: `file-${hash}`, state: 'file', document: file.config as unknown as Document, meta: null, head, hasFile }
  }

  const publishedOf = async (project: string, head: ConfigHead): Promise<Document | null> =>
    head.published === null
      ? ((source.file()?.config as unknown as Document | undefined) ?? null)
      : ((await version(project, head.published))?.document ?? null)

  /** One change from the state that was looked at; where it is another by now, a conflict. */
  const change = async (project: string, head: ConfigHead, { who, note, ...what }: Omit<ConfigChange, 'at'>): Promise<Outcome> => {
    const { changed } = await surveys.change(project, head, { ...what, who, at: at(), note: note ?? '' })
    if (changed) source.renew()
    const opened = await open(project)
    return changed ? { done: true, opened } : { done: false, why: 'conflict', theirs: opened }
  }

  return {
    open,
    version,
    file: () => (source.file()?.config as unknown as Document | undefined) ?? null,
    published: async (project) => publishedOf(project, await surveys.head(project)),

    async save(project, revision, document, { action = 'saved', ...doer }) {
      const opened = await open(project)
      if (opened.revision !== revision) return { done: false, why: 'conflict', theirs: opened }
      return change(project, opened.head, { ...doer, action, draft: JSON.stringify(withRecipes(document)) })
    },

    async publish(project, revision, doer) {
      const opened = await open(project)
      if (opened.revision !== revision) return { done: false, why: 'conflict', theirs: opened }
      if (opened.head.draft === null) return { done: false, why: 'nothing' }
      const problems = review(opened.document, now()).filter(isError)
      if (problems.length > 0) return { done: false, why: 'errors', problems }
      // Pages that have the file still answer what it asks.
      const before = opened.head.published === null ? known(await publishedOf(project, opened.head)) : []
      return change(project, opened.head, {
        ...doer,
        action: 'published',
        published: opened.head.draft,
        draft: null,
        known: [...before, ...known(opened.document)],
      })
    },

    async rollBack(project, to, from, doer) {
      const opened = await open(project)
      const { head } = opened
      if (head.published !== from) return { done: false, why: 'conflict', theirs: opened }
      if (to === from) return { done: false, why: 'nothing' }
      if (to === null)
        return source.file() === null
          ? { done: false, why: 'unknown-version' }
          : change(project, head, { ...doer, action: 'rolled-back', published: null })
      const found = await version(project, to)
      if (found === null) return { done: false, why: 'unknown-version' }
      const problems = found.meta.state === 'published' ? [] : review(found.document, now()).filter(isError)
      if (problems.length > 0) return { done: false, why: 'errors', problems }
      return change(project, head, { ...doer, action: 'rolled-back', published: to, known: known(found.document) })
    },

    async discard(project, revision, doer) {
      const opened = await open(project)
      if (opened.revision !== revision) return { done: false, why: 'conflict', theirs: opened }
      if (opened.head.draft === null) return { done: false, why: 'nothing' }
      return change(project, opened.head, { ...doer, action: 'discarded', draft: null })
    },

    async enable(project, survey, enabled, doer) {
      const within = (document: Document): string => JSON.stringify(withSurvey(document, survey, (one) => withEnabled(one, enabled)))
      for (let attempt = 1; ; attempt++) {
        const opened = await open(project)
        const { head } = opened
        const published = await publishedOf(project, head)
        if (published === null || !findSurvey(published, survey)) return { done: false, why: 'unknown-survey' }
        const outcome = await change(project, head, {
          ...doer,
          action: enabled ? 'resumed' : 'paused',
          survey,
          published: within(published),
          known: known(published),
          ...(head.draft === null ? {} : { draft: within(opened.document) }),
        })
        if (outcome.done || attempt === TRIES) return outcome
      }
    },
  }
}
