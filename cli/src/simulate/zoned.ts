import type { Survey } from '../../../src/survey/config'

const known = new WeakMap<object, Map<string, unknown>>()
const zoned = (survey: Survey, timeZone: string): Survey =>
  survey.hours && !survey.hours.timeZone ? { ...survey, hours: { ...survey.hours, timeZone } } : survey

/**
 * The surveys as somebody in a time zone meets them: hours without a zone are the visitor's own, and here there is no device to say which
 * that is.
 */
export const inZone = <T extends ReadonlyMap<string, Survey> | readonly Survey[]>(surveys: T, timeZone: string): T => {
  const all: readonly Survey[] = [...surveys.values()]
  if (!all.some(({ hours }) => hours && !hours.timeZone)) return surveys
  const byZone = known.get(surveys) ?? new Map<string, unknown>()
  known.set(surveys, byZone)
  const found = byZone.get(timeZone) ?? made(surveys, timeZone)
  byZone.set(timeZone, found)
  return found as T // kept under its own surveys
}
const made = (surveys: ReadonlyMap<string, Survey> | readonly Survey[], timeZone: string) =>
  surveys instanceof Map
    ? new Map([...surveys].map(([id, survey]: [string, Survey]) => [id, zoned(survey, timeZone)]))
    : [...surveys.values()].map((survey) => zoned(survey, timeZone))
