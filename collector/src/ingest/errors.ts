import type { z } from 'zod'
import type { ProblemError } from '../http/problem'

/** A value in a few words, for its sender to recognise. Never logged. */
const got = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

const unit: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', record: ' entries' }

const expected = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return issue.expected
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value)).join(' | ')
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unit[issue.origin] ?? ''}`
  if (issue.code === 'too_small') return `at least ${issue.minimum}${unit[issue.origin] ?? ''}`
  return issue.message
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)), '')

/** A key may be as long as a body: nobody needs to read all of it. */
export const shortPath = (path: string): string => (path.length > 300 ? `${path.slice(0, 299)}…` : path)

/** At most eight of zod's issues as path, expected and got. Parse with `reportInput`, or `got` stays empty. */
export const errorsOf = (error: z.ZodError): ProblemError[] =>
  error.issues.slice(0, 8).map((issue) => ({ path: shortPath(pathOf(issue.path)), expected: expected(issue), got: got(issue.input) }))
