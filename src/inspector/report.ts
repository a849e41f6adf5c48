import type { Showing } from '../survey/clocks'
import type { Due } from '../survey/due'
import { short } from './cut'
import type { Entry } from './journal'
import type { NearMiss } from './near-misses'
import type { SurveyView } from './survey-view'
import type { Mistake, Outbox, Pretence, Waiting } from './types'

export interface Reported {
  readonly version: string
  readonly project: string
  readonly path: string
  readonly browser: string
  readonly now: number
  readonly consent: { readonly level: string; readonly origin: string }
  readonly visit: number
  readonly respondent: string | undefined
  readonly pretence: Pretence | undefined
  readonly surveys: readonly SurveyView[]
  readonly due: readonly Due[]
  readonly misses: readonly NearMiss[]
  readonly mistakes: readonly Mistake[]
  readonly journal: readonly Entry[]
  readonly outbox: Outbox
}

const iso = (at: number) => new Date(at).toISOString()
const recordOf = ({ id, type, revision, createdAt, data, dead }: Waiting) => ({
  id,
  type,
  revision,
  created: iso(createdAt),
  survey: data?.survey,
  status: data?.status,
  test: data?.test,
  ...(dead && { refused: dead }),
})
const showingOf = ({ id, s, c, t, o, w, v }: Showing) => ({ response: id, survey: s, class: c, at: iso(t), outcome: o, wave: w, visit: v })

/**
 * All that the inspector shows, for a bug report. Nobody’s answers are in it, nor values of properties or traits: of a moment only its name
 * is, of the respondent only the beginning of the id.
 */
export const reportOf = (all: Reported) => ({
  peakend: all.version,
  project: all.project,
  path: all.path,
  browser: all.browser,
  at: iso(all.now),
  consent: all.consent,
  visit: all.visit,
  respondent: all.respondent && short(all.respondent),
  ...(all.pretence && { pretending: all.pretence }),
  surveys: all.surveys.map(({ id, standing, why, gates }) => ({
    id,
    standing,
    why: why.text,
    refusing: gates
      .filter(({ pass }) => !pass)
      .map(({ gate, code, values, until }) => ({ gate, code, values, ...(until && { until: iso(until) }) })),
  })),
  waiting: all.due.map(({ s, t, k, r, m }) => ({ survey: s, at: iso(t), steps: k, resumes: r, moment: m.name })),
  misspelt: all.misses,
  mistakes: all.mistakes.map(({ path, code, severity, message }) => ({ path, code, severity, message })),
  // The details of moments are their properties.
  happened: all.journal.map(({ at, type, name, detail, calls }) => ({ at: iso(at), type, name, ...(calls ? { calls } : { detail }) })),
  pending: all.outbox.pending.map(recordOf),
  dead: all.outbox.dead.map(recordOf),
  shown: all.outbox.shown.map(showingOf),
})
