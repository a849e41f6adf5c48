import type { Config, Question, ReportsAs, Survey } from '../../../src/survey/config'
import { scaleOf } from '../../../src/survey/scale'
import { RatingQuestion } from '../../../src/survey/schema'
import type { Store } from '../store'
import { versionOf } from '../surveys/known'

/** Peak and end compare because they have one scale: on another they are ratings like any. */
const isMeant = (question: Extract<Question, { type: 'rating' }>, reportsAs: ReportsAs): boolean =>
  !/^(peak|end)$/.test(reportsAs) || scaleOf(question).max === 5

/** What the ratings of a survey measure, by question. */
export const measuresIn = (forms: readonly Survey[]): ReadonlyMap<string, ReportsAs> => {
  const found = new Map<string, ReportsAs>()
  for (const form of forms)
    for (const question of [form, ...(form.variants ?? [])].flatMap(({ questions = [] }) => questions)) {
      if (question?.type !== 'rating') continue
      const { data } = RatingQuestion.shape.reportsAs.safeParse(question.reportsAs)
      if (data && isMeant(question, data)) found.set(question.id, data)
    }
  return found
}

/**
 * The same as the version says that responses name: what a question measured when it was asked, whatever became of it. Where that version is not
 * known (it came from elsewhere), as the configuration says now.
 */
export const measuresOf = async (
  store: Pick<Store, 'surveys'>,
  project: string,
  config: Config | null,
  survey: string,
  version: number | null | undefined,
): Promise<ReadonlyMap<string, ReportsAs>> => {
  const now = config?.surveys.find(({ id }) => id === survey)
  const current = now ? [now] : []
  if (version === undefined || (now && versionOf(now.version) === versionOf(version))) return measuresIn(current)
  const forms = (await store.surveys.known(project, survey, versionOf(version))).map(({ content }) => JSON.parse(content) as Survey)
  return measuresIn(forms.length > 0 ? forms : current)
}
