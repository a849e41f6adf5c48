/** What has to hold of a simulation, so that a build can fail when it does not. */
import { isObject, type Path, type Report, show } from '../../../src/survey/check-words'
import { checkKeys, isCount, isShare, type Shape } from './shape'
import type { Summary, SurveySummary } from './summary'

export interface Expectations {
  /** The most showings one person may get in the whole time. */
  readonly maxShowingsPerPerson?: number
  /** The most showings one person may get in any 30 days. */
  readonly maxShowingsPerPersonPer30Days?: number
  /** By survey id. */
  readonly surveys?: Readonly<Record<string, SurveyExpectations>>
  /** By visitor: the ids of the surveys shown to them, in the order of time. */
  readonly visitors?: Readonly<Record<string, readonly string[]>>
}
export interface SurveyExpectations {
  readonly minShown?: number
  readonly maxShown?: number
  /** Answers in 30 days, at the assumed participation. */
  readonly minAnswersPerMonth?: number
  /** Of the people who were due, the share who were shown it at least once: 0–1. */
  readonly minShareShown?: number
  /** Days until the interval is narrow enough for a gauge. */
  readonly maxDaysUntilEnough?: number
}

/** One expectation, and what became of it. */
export interface Verdict {
  /** Where it is written, e.g. `expect.surveys.nps.minShown`. */
  readonly path: string
  readonly expected: string
  readonly got: string
  readonly met: boolean
}

const count = 'a number, 0 or more'
const overall: Shape = {
  '?maxShowingsPerPerson': [count, isCount],
  '?maxShowingsPerPersonPer30Days': [count, isCount],
  '?surveys': ['an object of expectations by survey id', isObject],
  '?visitors': ['an object of lists of survey ids by visitor', isObject],
}
const bySurvey: Shape = {
  '?minShown': [count, isCount],
  '?maxShown': [count, isCount],
  '?minAnswersPerMonth': [count, isCount],
  '?minShareShown': ['a share from 0 to 1', isShare],
  '?maxDaysUntilEnough': ['a number of days, 0 or more', isCount],
}

/** Reports what is no expectation. */
export const checkExpectations = (input: unknown, path: Path, report: Report): void => {
  if (!checkKeys(overall, input, path, report)) return
  for (const [id, survey] of Object.entries(input.surveys ?? {})) checkKeys(bySurvey, survey, [...path, 'surveys', id], report)
  for (const [visitor, list] of Object.entries(input.visitors ?? {}))
    if (!Array.isArray(list) || list.some((id) => typeof id !== 'string'))
      report([...path, 'visitors', visitor], 'wrong-type', 'a list of survey ids', show(list))
}

/** How a number has to lie to the one that is expected. */
const measures: { readonly [Key in keyof Required<SurveyExpectations>]: readonly [least: boolean, of: (survey: SurveySummary) => number] } =
  {
    minShown: [true, ({ shown }) => shown],
    maxShown: [false, ({ shown }) => shown],
    minAnswersPerMonth: [true, ({ answersPerMonth }) => answersPerMonth],
    minShareShown: [true, ({ people }) => (people.due ? people.shown / people.due : 0)],
    maxDaysUntilEnough: [false, ({ precision }) => precision?.daysUntilEnough ?? Number.POSITIVE_INFINITY],
  }

const rounded = (value: number): string => (Number.isFinite(value) ? `${Math.round(value * 1000) / 1000}` : 'never')

/** Every expectation with whether it is met. A survey that the configuration does not have meets none. */
export const judge = (
  expect: Expectations,
  { people, surveys }: Summary,
  shownTo: (visitor: string) => readonly string[],
): readonly Verdict[] => {
  const limit = (path: string, isLeast: boolean, expected: number | undefined, got: number): readonly Verdict[] =>
    expected === undefined
      ? []
      : [
          {
            path: `expect.${path}`,
            expected: `${isLeast ? 'at least' : 'at most'} ${rounded(expected)}`,
            got: rounded(got),
            met: isLeast ? got >= expected : got <= expected,
          },
        ]
  return [
    ...limit('maxShowingsPerPerson', false, expect.maxShowingsPerPerson, people.showings.max),
    ...limit('maxShowingsPerPersonPer30Days', false, expect.maxShowingsPerPersonPer30Days, people.showingsPer30Days.max),
    ...Object.entries(expect.surveys ?? {}).flatMap(([id, expected]) => {
      const survey = surveys.find((one) => one.id === id)
      if (!survey) return [{ path: `expect.surveys.${id}`, expected: 'a survey of the configuration', got: 'none of this id', met: false }]
      return Object.entries(measures).flatMap(([key, [isLeast, of]]) =>
        limit(`surveys.${id}.${key}`, isLeast, expected[key as keyof SurveyExpectations], of(survey)),
      )
    }),
    ...Object.entries(expect.visitors ?? {}).map(([visitor, expected]) => {
      const got = shownTo(visitor)
      const list = (ids: readonly string[]) => ids.join(', ') || 'nothing'
      return { path: `expect.visitors.${visitor}`, expected: list(expected), got: list(got), met: list(expected) === list(got) }
    }),
  ]
}
