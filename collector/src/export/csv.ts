import type { StoredResponse } from '../store'

/** Tells spreadsheet programs that the file is UTF-8. */
export const BOM = '\ufeff'

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection": = + − @, tab, return, their full-width
 * forms). Numbers are left alone.
 */
const harmless = (text: string): string => (/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text)

/** One field of RFC 4180. */
export const field = (value: unknown, separator: string): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = harmless(typeof value === 'string' ? value : JSON.stringify(value))
  return text.includes('"') || text.includes(separator) || /[\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const columns: readonly (readonly [name: string, of: (response: StoredResponse) => unknown])[] = [
  ['occurred_at', (r) => r.occurredAt],
  ['touchpoint', (r) => r.touchpoint.id],
  ['stage', (r) => r.touchpoint.stage],
  ['category', (r) => r.touchpoint.category],
  ['channel', (r) => r.touchpoint.channel],
  ['survey', (r) => r.survey],
  ['survey_version', (r) => r.surveyVersion],
  ['wave', (r) => r.wave],
  ['status', (r) => r.status],
  ['metric', (r) => r.instrument.type],
  ['points', (r) => r.instrument.points],
  ['score', (r) => r.score],
  ['question', (r) => r.instrument.texts[r.instrument.question]],
  ['locale', (r) => r.instrument.locale],
  ['instrument', (r) => r.instrument.fingerprint],
  ['trigger', (r) => r.instrument.trigger],
  ['personas', (r) => r.personas.join(' ')],
  ['variant', (r) => r.variant],
  ['test', (r) => (r.test ? 1 : 0)],
  ['simulated', (r) => (r.simulated ? 1 : 0)],
  ['consent', (r) => r.consent],
  ['respondent_kind', (r) => r.respondent.kind],
  ['respondent_id', (r) => r.respondent.id],
  ['context', (r) => r.context],
  ['moment_props', (r) => r.moment.props],
  ['response_id', (r) => r.id],
  ['revision', (r) => r.revision],
  ['created_at', (r) => r.createdAt],
  ['received_at', (r) => r.receivedAt],
  ['sdk', (r) => r.sdk],
  ['flags', (r) => r.flags.map(({ code, at }) => (at === undefined ? code : `${code}:${at}`)).join(' ')],
]

export const line = (values: readonly unknown[], separator: string): string =>
  `${values.map((value) => field(value, separator)).join(separator)}\r\n`

export const header = (questions: readonly string[], separator: string): string =>
  line([...columns.map(([name]) => name), ...questions.map((question) => `answer.${question}`)], separator)

export const record = (response: StoredResponse, questions: readonly string[], separator: string): string =>
  line(
    [
      ...columns.map(([, of]) => of(response)),
      ...questions.map((question) => {
        const answer = Object.hasOwn(response.answers, question) ? response.answers[question] : undefined
        return Array.isArray(answer) ? answer.join(' ') : answer
      }),
    ],
    separator,
  )
