/** What one visitor was asked, when, and why not: line by line. */
import type { Life } from './person'
import { reasonOf } from './reason'
import { reasonWords } from './reason-words'

/** `timeZone`: that of the dates; the visitor's own where their visits name one. */
export const diary = ({ visitor, visits, shown, refused }: Life): string => {
  const timeZone = visits[0]?.timeZone ?? 'UTC'
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const entries = [
    ...shown.map(({ at, survey, outcome }) => ({ at, survey, what: `shown, ${outcome}` })),
    ...refused.map(({ at, survey, gates }) => {
      const reason = reasonOf(survey, gates)
      return {
        at,
        survey,
        what: reason ? `not shown: ${reasonWords[reason.code] ?? reason.code}${reason.by ? ` (${reason.by})` : ''}` : 'not shown',
      }
    }),
  ].sort((a, b) => a.at - b.at)
  const width = Math.max(0, ...entries.map(({ survey }) => survey.length))
  const lines = entries.map(({ at, survey, what }) => `  ${date.format(at)}  ${survey.padEnd(width)}  ${what}`)
  return `${visitor} (${timeZone})\n${lines.join('\n') || '  Nothing called for a question.'}\n`
}
