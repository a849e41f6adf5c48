import { cut } from './cut'
import type { Told, ToldType } from './types'
import type { Outcome } from './words'

/** One line of what happened, newest last. */
export interface Entry {
  /** Counts up, so that each line keeps its place on the screen. */
  readonly n: number
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The type of a moment, or what became of a survey or an answer. */
  readonly type: string
  /** Name of the moment, id of the survey, or a code. */
  readonly name: string
  readonly detail?: string
  /** Surveys a moment called for; absent where it is no moment. */
  readonly calls?: readonly string[]
}
/** So many lines are kept. */
const MAX_ENTRIES = 150

export const added = (journal: readonly Entry[], entry: Omit<Entry, 'n'>): Entry[] =>
  [...journal, { n: (journal.at(-1)?.n ?? 0) + 1, ...entry }].slice(-MAX_ENTRIES)

/** What the page is told, as a line. Nobody’s answers are in it. */
export const entryOf = <Type extends Exclude<ToldType, 'moment' | 'ready'>>(
  type: Type,
  told: Told[Type],
  at: number,
  sentence: (survey: string, gate: Told['suppressed']['gates'][number]) => string,
): Omit<Entry, 'n'> => {
  // Told what it is by its type.
  const all = told as Partial<Told['suppressed'] & Told['answered'] & Told['delivered'] & Told['loss'] & Told['error']>
  const { survey = '', gates = [], durability, response, revision, endpoint, code, count, problem, message } = all
  switch (type as Outcome) {
    case 'suppressed':
      return { at, type, name: survey, detail: gates[0] ? sentence(survey, gates[0]) : '' }
    case 'answered':
      return { at, type, name: survey, detail: `${durability}` }
    case 'delivered':
      return { at, type, name: `${response}:${revision}`, detail: `${endpoint}` }
    case 'loss':
      return { at, type, name: `${code} × ${count}`, ...(problem && { detail: `${problem.status} ${problem.title}` }) }
    case 'error':
      return { at, type, name: `${code}`, detail: `${message}` }
    default:
      return { at, type, name: survey }
  }
}

/** A moment as a line. */
export const momentEntry = ({ type, name, props }: Told['moment'], at: number, calls: readonly string[]): Omit<Entry, 'n'> => ({
  at,
  type,
  name,
  calls,
  ...(props && { detail: cut(props) }),
})
