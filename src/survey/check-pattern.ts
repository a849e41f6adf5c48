import { type Path, quote, type Report } from './check-words'
import { isSafePattern } from './pattern'

const compiles = (pattern: string): boolean => {
  try {
    return !!new RegExp(pattern)
  } catch {
    return false
  }
}

/** Whether the regular expression under `matches` may run in a visitor's page. */
export const checkPattern = (report: Report, path: Path, matches: unknown): void => {
  if (typeof matches !== 'string' || isSafePattern(matches)) return
  const at = [...path, 'matches']
  if (compiles(matches))
    report(
      at,
      'unsafe-pattern',
      'a pattern that is quick on any text',
      quote(matches),
      'Repeat no group, refer to none, use at most three of * + {n,}.',
    )
  else report(at, 'broken-pattern', 'a regular expression', quote(matches), 'Check its brackets, and write \\\\ for a backslash.')
}
