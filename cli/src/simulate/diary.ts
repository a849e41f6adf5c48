/** What one visitor was asked, when, and why not. */
import type { Life } from './life'
import { type Reason, reasonOf } from './reason'
import { reasonWords } from './reason-words'

export interface Entry {
  /** ISO 8601, true time. */
  readonly at: string
  readonly survey: string
  readonly shown: boolean
  /** What became of it, where it was shown. */
  readonly outcome?: string
  /** Why it was not. */
  readonly reason?: Reason | undefined
}
export interface Diary {
  readonly visitor: string
  readonly entries: readonly Entry[]
}

/** In the order of time. */
export const diaryData = ({ visitor, shown, refused }: Life): Diary => {
  const entries = [
    ...shown.map(({ at, survey, outcome }) => ({ at, survey, shown: true, outcome })),
    ...refused.map(({ at, survey, gates }) => ({ at, survey, shown: false, reason: reasonOf(survey, gates) })),
  ]
  return { visitor, entries: entries.sort((a, b) => a.at - b.at).map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })) }
}

const words = ({ shown, outcome, reason }: Entry): string => {
  if (shown) return `shown, ${outcome}`
  // A recording may name what no gate of this build knows.
  return `not shown${reason ? `: ${reasonWords[reason.code] ?? reason.code}` : ''}${reason?.by ? ` (${reason.by})` : ''}`
}

/** Line by line, by the visitor's own clock. */
export const diary = (life: Life): string => {
  const timeZone = life.visits[0]?.timeZone ?? 'UTC'
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const { visitor, entries } = diaryData(life)
  const width = Math.max(0, ...entries.map(({ survey }) => survey.length))
  const lines = entries.map((entry) => `  ${date.format(Date.parse(entry.at))}  ${entry.survey.padEnd(width)}  ${words(entry)}`)
  return `${visitor} (${timeZone})\n${lines.join('\n') || '  Nothing called for a question.'}\n`
}
