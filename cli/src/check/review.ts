import { isObject, members, type Problem } from '../../../src/survey/check-words'
import { locate, type Spot } from '../locate'
import { reviewFile } from '../whole'

/** A mistake or a piece of advice, with its place in the file. */
export interface Finding extends Problem, Spot {}

/** What is said of one file. */
export interface Reviewed {
  readonly file: string
  readonly surveys: number
  readonly problems: readonly Finding[]
}

/** Problems that are about a key rather than about what it holds. */
const ofKeys: readonly string[] = ['unknown-key', 'language-tag']

/** Everything there is to say about the text of a configuration file, in the order of the file: mistakes first. `now`: milliseconds since the epoch. */
export const review = (file: string, text: string, now: number): Reviewed => {
  const { written: config, problems } = reviewFile(text, now)
  if (config === undefined)
    return {
      file,
      surveys: 0,
      // What does not parse has a place of its own, in words.
      problems: problems.map((problem) => {
        const [, line, column] = /^line (\d+), column (\d+)$/.exec(problem.path) ?? []
        return { ...problem, path: '', line: Number(line), column: Number(column) }
      }),
    }
  const places = locate(text)
  const found = problems.map(
    (problem): Finding => ({ ...problem, ...places[ofKeys.includes(problem.code) ? 'key' : 'value'](problem.path) }),
  )
  const doubled = places.doubles.map(({ path, spot }): Finding => {
    const words = { expected: 'every key once', got: 'the key a second time', hint: 'Only the last one counts.' }
    const message = `${path}: expected ${words.expected}, got ${words.got}. ${words.hint}`
    return { path, code: 'duplicate-key', ...words, message, severity: 'advice', ...spot }
  })
  const inOrder = (severity: Problem['severity']) =>
    [...found, ...doubled].filter((finding) => finding.severity === severity).sort((a, b) => a.line - b.line || a.column - b.column)
  return { file, surveys: isObject(config) ? members(config.surveys).length : 0, problems: [...inOrder('error'), ...inOrder('advice')] }
}
