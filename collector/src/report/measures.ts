import type { ChoiceReportsAs, Config, Question, ReportsAs, Survey } from '../../../src/survey/config'
import { scaleOf } from '../../../src/survey/scale'
import { ChoiceQuestion, RatingQuestion } from '../../../src/survey/schema'
import type { Store } from '../store'
import { versionOf } from '../surveys/known'
import { questionsIn } from './asked'
import { recipeSurvey } from './recipes'

/** What a rating or a choice measures. */
export type Measure = ReportsAs | ChoiceReportsAs

/** Peak and end compare because they have one scale: on another they are ratings like any. */
const isMeant = (question: Extract<Question, { type: 'rating' }>, reportsAs: ReportsAs): boolean =>
  !/^(peak|end)$/.test(reportsAs) || scaleOf(question).max === 5

const measureOf = (question: Question): Measure | undefined => {
  if (question?.type === 'choice') return ChoiceQuestion.shape.reportsAs.safeParse(question.reportsAs).data
  if (question?.type !== 'rating') return undefined
  const { data } = RatingQuestion.shape.reportsAs.safeParse(question.reportsAs)
  return data && isMeant(question, data) ? data : undefined
}

/** What the ratings and choices of a survey measure, by question. */
export const measuresIn = (forms: readonly Survey[]): ReadonlyMap<string, Measure> => {
  const found = new Map<string, Measure>()
  for (const form of forms)
    for (const question of questionsIn(form)) {
      const measure = measureOf(question)
      if (measure) found.set(question.id, measure)
    }
  return found
}

/**
 * The same as the version says that responses name: what a question measured when it was asked, whatever became of it. Where that version is not
 * known (it came from elsewhere), as the configuration says now, or else the recipe that a page names by itself.
 */
export const measuresOf = async (
  store: Pick<Store, 'surveys'>,
  project: string,
  config: Config | null,
  survey: string,
  version: number | null | undefined,
): Promise<ReadonlyMap<string, Measure>> => {
  const now = config?.surveys.find(({ id }) => id === survey)
  const current = [now ?? recipeSurvey(survey)].filter((one) => one !== undefined)
  if (version === undefined || (now && versionOf(now.version) === versionOf(version))) return measuresIn(current)
  const forms = (await store.surveys.known(project, survey, versionOf(version))).map(({ content }) => JSON.parse(content) as Survey)
  return measuresIn(forms.length > 0 ? forms : current)
}
