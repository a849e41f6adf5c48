import { members } from '../../../src/survey/check-words'
import type { Trigger } from '../../../src/survey/config'
import type { Quotas } from '../config/quotas'
import type { Store, SurveyCount } from '../store'
import { type Document, findSurvey, idOf, type Node, surveysOf } from './document'
import type { Editor, Opened } from './editor'

/**
 * `on`: it may ask now. `paused`: by its `enabled`. `off`: all are, by the configuration's own. `waiting`, `over`: by its dates. `full`: its quota is
 * reached. `new`: it is in the draft alone.
 */
export type Live = 'on' | 'paused' | 'off' | 'waiting' | 'over' | 'full' | 'new'

/** Today, in the last seven days, altogether. */
export interface Counted {
  readonly today: number
  readonly week: number
  readonly all: number
}

export interface SurveyState {
  readonly id: string
  readonly live: Live
  readonly touchpoint: { readonly id: string; readonly name?: unknown; readonly stage?: string } | null
  readonly owner: string | null
  readonly from: string | null
  readonly until: string | null
  readonly version: number | null
  readonly triggers: readonly Trigger[]
  readonly shown: Counted
  readonly answered: Counted
  /** Of the showings of the last seven days the share that was answered, 0–1; null: there were none. */
  readonly participation: number | null
  readonly quota: { readonly of: number; readonly left: number | null } | null
  /** How often what it waits for has happened, as far as pages count. */
  readonly triggered: number
  /** It waits for something that was never seen to happen. */
  readonly neverSeen: boolean
  /** Answers that do not fit the version they name. */
  readonly flagged: number
  /** It is not what it was in what visitors have, or is gone from it. */
  readonly draft: 'changed' | 'removed' | null
}

export interface ProjectState {
  readonly opened: Opened
  readonly published: Document | null
  /** What visitors have comes from here, or from the file. */
  readonly source: 'database' | 'file' | 'none'
  /** There is a file too, which does not count. */
  readonly hasFile: boolean
  readonly enabled: boolean
  readonly surveys: readonly SurveyState[]
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const DAY_MS = 864e5

const touchpointOf = (document: Document, survey: Node): SurveyState['touchpoint'] & { readonly owner?: unknown } => {
  const { touchpoint } = survey
  const found = typeof touchpoint === 'string' ? members(document.touchpoints).find((one) => idOf(Object(one)) === touchpoint) : touchpoint
  const { id, name, stage, owner } = Object(found) as Node
  return {
    id: text(id) ?? text(touchpoint) ?? '',
    ...(name === undefined ? {} : { name }),
    ...(typeof stage === 'string' ? { stage } : {}),
    ...(owner === undefined ? {} : { owner }),
  }
}

const liveOf = (document: Document, survey: Node, left: number | null, now: number): Live => {
  if (document.enabled === false) return 'off'
  if (survey.enabled === false) return 'paused'
  if (Date.parse(text(survey.from) ?? '') > now) return 'waiting'
  if (Date.parse(text(survey.until) ?? '') <= now) return 'over'
  return left !== null && left <= 0 ? 'full' : 'on'
}

/** Moments that pages count only once they happened; what is opened by hand has none. */
const isHeard = ({ on }: Trigger): boolean => !['manual', 'slot', 'launcher'].includes(on)

/** How the surveys of a project are doing. */
export const stateOf = async (
  { store, editor, quotas, now }: { readonly store: Store; readonly editor: Editor; readonly quotas: Quotas; readonly now: () => number },
  project: string,
): Promise<ProjectState> => {
  const at = now()
  const today = new Date(at).toISOString().slice(0, 10)
  const week = new Date(at - 7 * DAY_MS).toISOString()
  const [opened, published] = await Promise.all([editor.open(project), editor.published(project)])
  const document = published ?? { surveys: [] }
  const ids = surveysOf(document).map(idOf)
  const [counts, flagged, gates, left] = await Promise.all([
    store.surveys.counts(project, [`${today}T00:00:00.000Z`, week]),
    store.surveys.flagged(project),
    store.gateCounts({ project, test: false }),
    quotas.remaining(project, ids),
  ])
  const counted = (id: string, what: 'shown' | 'answered'): Counted => {
    const [today, week, all] = counts.find(({ survey }: SurveyCount) => survey === id)?.[what] ?? [0, 0, 0]
    return { today, week, all }
  }
  const draft = opened.state === 'draft' ? opened.document : null
  const added = draft ? surveysOf(draft).filter((survey) => !ids.includes(idOf(survey))) : []
  const one = (from: Document, survey: Node, isNew: boolean): SurveyState => {
    const id = idOf(survey)
    const { owner, ...touchpoint } = touchpointOf(from, survey)
    const triggers = [survey.trigger].flat().filter((trigger): trigger is Trigger => typeof Object(trigger).on === 'string')
    const [shown, answered] = [counted(id, 'shown'), counted(id, 'answered')]
    const triggered = gates.find((gate) => gate.survey === id)?.triggered ?? 0
    const remaining = left[id] ?? null
    const other = draft && findSurvey(draft, id)
    return {
      id,
      live: isNew ? 'new' : liveOf(from, survey, remaining, at),
      touchpoint: touchpoint.id ? touchpoint : null,
      owner: text(survey.owner) ?? text(owner),
      from: text(survey.from),
      until: text(survey.until),
      version: typeof survey.version === 'number' ? survey.version : null,
      triggers,
      shown,
      answered,
      participation: shown.week > 0 ? answered.week / shown.week : null,
      quota: typeof survey.quota === 'number' ? { of: survey.quota, left: remaining === null ? null : Math.max(0, remaining) } : null,
      triggered,
      neverSeen: !isNew && triggered === 0 && shown.all === 0 && triggers.some(isHeard),
      flagged: flagged.get(id) ?? 0,
      draft:
        draft === null || isNew
          ? null
          : other === undefined
            ? 'removed'
            : JSON.stringify(other) === JSON.stringify(survey)
              ? null
              : 'changed',
    }
  }
  return {
    opened,
    published,
    source: opened.head.published !== null ? 'database' : published === null ? 'none' : 'file',
    hasFile: opened.head.published !== null && opened.hasFile,
    enabled: document.enabled !== false,
    surveys: [
      ...surveysOf(document).map((survey) => one(document, survey, false)),
      ...(draft === null ? [] : added.map((survey) => one(draft, survey, true))),
    ],
  }
}
