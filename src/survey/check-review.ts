/**
 * A configuration as its author wants it read: every mistake, then advice about what has none. For the command line and the tests of
 * configurations; a browser loads `check.ts` alone, which knows no advice.
 */
import { checkConfig } from './check'
import type { Advise, Advised } from './check-advice'
import { adviseBurden } from './check-advice-burden'
import { adviseConditions, advisePersonas } from './check-advice-conditions'
import { adviseFlow } from './check-advice-flow'
import { adviseHoldout } from './check-advice-holdout'
import { adviseKinds } from './check-advice-kinds'
import { adviseLanguages, adviseNames } from './check-advice-languages'
import { adviseMoments } from './check-advice-moments'
import { adviseNever } from './check-advice-never'
import { adviseNps } from './check-advice-nps'
import { adviseOptional } from './check-advice-optional'
import { advisePrivacy } from './check-advice-privacy'
import { adviseReviews } from './check-advice-reviews'
import { adviseRivals } from './check-advice-rivals'
import { adviseScales } from './check-advice-scales'
import { adviseThemes } from './check-advice-theme'
import { parseJson } from './check-json'
import { createReport, isInside, isObject, members, type Path, type Problem, pathText } from './check-words'
import type { Config } from './config'

/** Advice about one survey, in the order it is given. */
const perSurvey: readonly ((advised: Advised) => void)[] = [
  adviseFlow,
  adviseNever,
  adviseMoments,
  adviseNps,
  adviseReviews,
  adviseOptional,
  adviseScales,
  adviseKinds,
  adviseBurden,
  adviseHoldout,
  advisePrivacy,
  adviseConditions,
  adviseLanguages,
]
/** Advice about what stands side by side. */
const acrossSurveys = [adviseRivals, advisePersonas, adviseNames, adviseThemes]

/** What of a list has no error, with its place. */
const soundOf = (config: Readonly<Record<string, unknown>>, key: string, errors: readonly Problem[], places: Map<unknown, Path>) =>
  members(config[key]).filter((item, index) => {
    const at = [key, index]
    const isSound = isObject(item) && !errors.some(({ path }) => isInside(path, pathText(at)))
    if (isSound) places.set(item, at)
    return isSound
  })

/** Mistakes, then advice about surveys without any. `now`: milliseconds since the epoch, for dates that are past. Never throws. */
export const reviewConfig = (input: unknown, now: number = Date.now()): Problem[] => {
  const errors = checkConfig(input)
  const { problems, report } = createReport()
  // An error without a place is about the whole: there is nothing to advise about.
  if (!isObject(input) || errors.some(({ path }) => !path)) return errors
  const advise: Advise = (path, code, expected, got, hint) => report(path, code, expected, got, hint, 'advice')
  const places = new Map<unknown, Path>()
  const sound = (key: string) => soundOf(input, key, errors, places)
  const isRight = (key: string) => input[key] !== undefined && !errors.some(({ path }) => isInside(path, key))
  // The schema has seen each of them.
  const config = {
    version: 1,
    touchpoints: sound('touchpoints'),
    personas: sound('personas'),
    blackouts: sound('blackouts'),
    surveys: sound('surveys'),
    ...Object.fromEntries(['privacy', 'theme'].filter(isRight).map((key) => [key, input[key]])),
  } as Config
  for (const survey of config.surveys) for (const advice of perSurvey) advice({ survey, at: places.get(survey) ?? [], config, now, advise })
  for (const advice of acrossSurveys) advice(config, places, advise)
  return [...errors, ...problems]
}

/** Reads a configuration file. `config` is absent where it is not JSON at all. */
export const reviewText = (text: string, now?: number): { readonly config?: unknown; readonly problems: readonly Problem[] } => {
  const read = parseJson(text)
  return 'problem' in read ? { problems: [read.problem] } : { config: read.value, problems: reviewConfig(read.value, now) }
}
