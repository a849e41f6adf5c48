/**
 * Says everything that is wrong with a configuration at once, each with its path, what was expected and what to do. A chunk
 * of its own: loaded only after something failed, or in debug. `check-review.ts` adds advice, for the command line.
 */
import { parseJson } from './check-json'
import { checkMeaning } from './check-meaning'
import { checkShape } from './check-shape'
import { createReport, type Problem } from './check-words'

export type { Problem }

/** What shapes get wrong, then what ids and values do. Never throws. */
export const checkConfig = (input: unknown): Problem[] => {
  const { problems, report } = createReport()
  try {
    checkShape(input, report)
    checkMeaning(input, report)
  } catch {
    // A stack that overflows, a getter that throws: nothing a file could hold.
    report([], 'not-plain', 'plain JSON of reasonable depth', 'something that cannot be read')
  }
  return problems
}

/** Hands on each mistake of a configuration, in whatever form that came. */
export const tell = (source: unknown, fail: (code: string, problem: Problem) => void): void => {
  for (const problem of explainConfig(source)) fail(problem.code, problem)
}

/** A configuration in whatever form it came: a file's text or an object. */
export const explainConfig = (source: unknown): readonly Problem[] => {
  if (typeof source !== 'string') return checkConfig(source)
  const read = parseJson(source)
  return 'problem' in read ? [read.problem] : checkConfig(read.value)
}
