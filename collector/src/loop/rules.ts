import type { Config } from '../../../src/survey/config'
import { ruleOf } from '../../../src/survey/score'
import type { ContactDetails } from '../answers'
import { type MeasuredMetric, scaleEnds } from '../metrics'
import { configured } from '../report/journey'
import type { Judgement, ScoreBand, StoredResponse, StoreItem } from '../store'

const scales: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies MeasuredMetric[]
const isScale = (type: string | undefined): type is MeasuredMetric => scales.includes(type ?? '')

/** The highest value of the two lowest points; of a scale of two or three, where two would be most of it, of the lowest one. */
const lowUpTo = (type: MeasuredMetric, points: number | null): number => {
  const [min, max] = scaleEnds(type, points)
  return max - min + 1 > 3 ? min + 1 : min
}

/** How a score reads in a CRM: NPS by its three groups, anything else by what counts as good and what as low. */
export const bandOf = (type: MeasuredMetric, points: number | null, countsFrom: number | null | undefined, score: number): ScoreBand => {
  if (type === 'nps') return score <= 6 ? 'detractor' : score <= 8 ? 'passive' : 'promoter'
  const [min, max] = scaleEnds(type, points)
  if (score <= lowUpTo(type, points)) return 'low'
  // A rating is read by its mean; its best two points are what a CSAT counts.
  const { counts } = ruleOf(type === 'rating' ? 'csat' : type, max - min + 1, countsFrom)
  return score >= (counts?.[0] ?? max) ? 'high' : 'middle'
}

/** How many points a scale has that stands beside the instrument's own: the configuration knows. */
const pointsOf = (config: Config | null, survey: string, question: string): number | null => {
  const found = config?.surveys.find(({ id }) => id === survey)?.questions.find(({ id }) => id === question)
  return found && 'points' in found && typeof found.points === 'number' ? found.points : null
}

/** Every scale that was answered, such as the score of a visit and, asked later, how it ended. */
const scalesOf = ({ instrument, answers, survey }: StoredResponse, config: Config | null) =>
  Object.entries(answers).flatMap(([question, value]) => {
    const isOwn = question === instrument.question
    const type = isOwn
      ? instrument.type
      : instrument.types && Object.hasOwn(instrument.types, question)
        ? instrument.types[question]
        : undefined
    if (!isScale(type) || typeof value !== 'number') return []
    return [{ type, value, points: isOwn ? instrument.points : pointsOf(config, survey, question) }]
  })

/** They asked for it: by leaving word of how to reach them and agreeing to it, or by a button that says “call me back”. */
const wantsCall = ({ instrument }: StoredResponse, contact: ContactDetails | null): boolean => {
  if (contact === null) return false
  const isCallback = (key: string) => instrument.types?.[key.split('.')[0] ?? ''] === 'action'
  return contact.agreed.some(({ answer }) => answer === true) || Object.keys(contact.answers).some(isCallback)
}

/** Who looks after a touchpoint: its own owner, else that of the survey. */
export const ownerOf = (config: Config | null, touchpoint: string, survey: string | null): string | null =>
  configured(config).get(touchpoint)?.owner ?? config?.surveys.find(({ id }) => id === survey)?.owner ?? null

/** What a revision calls for. Null: nothing ever, as it is a test, sample data, or nothing was answered. */
export const judge = (response: StoredResponse, contact: ContactDetails | null, config: Config | null): Judgement | null => {
  if (response.test || response.simulated) return null
  const { instrument, score } = response
  const answered = scalesOf(response, config)
  const reasons = [
    ...(answered.some(({ type, value }) => type === 'nps' && value <= 6) ? (['detractor'] as const) : []),
    ...(answered.some(({ type, value, points }) => type !== 'nps' && value <= lowUpTo(type, points)) ? (['low'] as const) : []),
    ...(wantsCall(response, contact) ? (['callback'] as const) : []),
  ]
  return {
    reasons,
    owner: reasons.length > 0 ? ownerOf(config, response.touchpoint.id, response.survey) : null,
    band: score !== null && isScale(instrument.type) ? bandOf(instrument.type, instrument.points, instrument.countsFrom, score) : null,
    settled: response.status === 'completed',
  }
}

/** An item with what is to be made of it, for the store to write in one go. */
export const judged =
  (config: () => Config | null) =>
  (item: StoreItem): StoreItem =>
    item.type === 'response' ? { ...item, judgement: judge(item.response, item.contact, config()) } : item

/** Whether a channel could want to hear of it. */
export const isToBeTold = (item: StoreItem): boolean =>
  item.type === 'response' &&
  Boolean(
    item.judgement && (item.judgement.reasons.length > 0 || (item.judgement.band !== null && item.response.respondent.kind === 'user')),
  )
