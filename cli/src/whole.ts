/** Configurations as they are written, recipes and all: for programs that read files. A page gets them from the chunk `setup`. */
import { expand } from '../../src/recipes/prepare'
import { checkConfig } from '../../src/survey/check'
import { parseJson } from '../../src/survey/check-json'
import { reviewConfig } from '../../src/survey/check-review'
import { isInside, type Problem } from '../../src/survey/check-words'
import type { Config } from '../../src/survey/config'

export interface Whole {
  /** Surveys in place of recipes; an entry that is wrong is left as it is written. */
  readonly config: Config
  readonly problems: readonly Problem[]
}

const wholeBy = (written: unknown, judge: (config: unknown) => readonly Problem[]): Whole => {
  const { config, problems } = expand(written)
  // What is no survey yet is not judged as one.
  const entries = problems.map(({ path }) => path.slice(0, path.indexOf(']') + 1))
  const others = judge(config).filter(({ path }) => !entries.some((entry) => isInside(path, entry)))
  return { config: config as Config, problems: [...problems, ...others] }
}

/** Whole surveys, and every mistake. */
export const checkWhole = (written: unknown): Whole => wholeBy(written, checkConfig)
/** Whole surveys, every mistake, and advice. `now`: milliseconds since the epoch. */
export const reviewWhole = (written: unknown, now?: number): Whole => wholeBy(written, (config) => reviewConfig(config, now))
/** The same of the text of a file; without `written` it is no JSON at all. */
export const reviewFile = (text: string, now?: number): { readonly written?: unknown; readonly problems: readonly Problem[] } => {
  const read = parseJson(text)
  return 'problem' in read ? { problems: [read.problem] } : { written: read.value, problems: reviewWhole(read.value, now).problems }
}
