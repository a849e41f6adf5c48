import { createHash } from 'node:crypto'
import type { Config, Survey } from '../../../src/survey/config'
import type { KnownSurvey } from '../store'

/** As responses name a version: empty where the survey has none. */
export const versionOf = (version: number | null | undefined): string => (version == null ? '' : String(version))

/** A survey as far as an answer can be held against it, and compared with others. */
export const knownOf = ({ id, version, questions, variants }: Survey): KnownSurvey => {
  const content = JSON.stringify({
    id,
    version,
    questions,
    variants: variants?.map(({ id, holdout, questions }) => ({ id, holdout, questions })),
  })
  return {
    survey: id,
    version: versionOf(version),
    hash: createHash('sha256').update(content).digest('base64url').slice(0, 22),
    content,
  }
}

/** All of a configuration that can be told apart: mistakes are left out, as a page leaves them out. */
export const knownIn = (config: Config): readonly KnownSurvey[] =>
  config.surveys.flatMap((survey) => (typeof survey.id === 'string' && Array.isArray(survey.questions) ? [knownOf(survey)] : []))
