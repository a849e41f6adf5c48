/**
 * Says everything that is wrong with a configuration at once, each with its path, what was expected and what to do. A chunk
 * of its own: loaded only after something failed, or in debug; and by the command line and the collector.
 */
import { adviseFlow, adviseTriggers } from './check-flow'
import { parseJson } from './check-json'
import { checkMeaning } from './check-meaning'
import { checkShape } from './check-shape'
import { adviseLanguages } from './check-texts'
import { createReport, eachObject, isObject, type Problem } from './check-words'

export type { Problem }

/** What shapes get wrong, then what ids and values do, then advice about surveys without errors. Never throws. */
export const checkConfig = (input: unknown): Problem[] => {
  const { problems, report } = createReport()
  try {
    checkShape(input, report)
    checkMeaning(input, report)
    const surveys = isObject(input) && input.surveys
    eachObject(surveys, (survey, index) => {
      const path = `surveys[${index}]`
      if (problems.some((problem) => problem.severity === 'error' && isInside(problem.path, path))) return
      adviseFlow(report, ['surveys', index], survey)
      adviseLanguages(report, ['surveys', index], survey)
    })
    adviseTriggers(report, surveys)
  } catch {
    // A stack that overflows, a getter that throws: nothing a file could hold.
    report([], 'not-plain', 'plain JSON of reasonable depth', 'something that cannot be read')
  }
  return problems
}

const isInside = (path: string, outer: string) => path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)

/** What concerns one survey of a configuration: of `surveys[index]`. */
export const checkSurvey = (config: unknown, index: number): Problem[] =>
  checkConfig(config).filter(({ path }) => isInside(path, `surveys[${index}]`))

/** Reads a configuration file. `config` is absent where it is not JSON at all. */
export const parseConfig = (text: string): { readonly config?: unknown; readonly problems: readonly Problem[] } => {
  const read = parseJson(text)
  return 'problem' in read ? { problems: [read.problem] } : { config: read.value, problems: checkConfig(read.value) }
}

/** A configuration in whatever form it came: a file's text or an object. */
export const explainConfig = (source: unknown): readonly Problem[] =>
  typeof source === 'string' ? parseConfig(source).problems : checkConfig(source)
