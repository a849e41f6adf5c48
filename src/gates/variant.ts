import type { Survey, Variant } from '../survey/config'
import { draw } from './draw'

/** Which way a respondent is asked: the same one each time, by weight, whatever sample and holdout drew. None where no variant has a weight. */
export const variantOf = (survey: Survey, respondent: string): Variant | undefined => {
  const weighed = (survey.variants ?? []).filter(({ weight = 1 }) => weight > 0)
  let left = draw('variant ', survey, respondent) * weighed.reduce((sum, { weight = 1 }) => sum + weight, 0)
  // The sums may differ in their last bit: what is left over is the last one's.
  return weighed.find(({ weight = 1 }) => (left -= weight) < 0) ?? weighed.at(-1)
}

/** The survey as a variant asks it. */
export const asVariant = (survey: Survey, variant: Variant | undefined): Survey => {
  const { questions, endings, layout } = variant ?? {}
  return { ...survey, ...(questions && { questions }), ...(endings && { endings }), ...(layout && { layout }) }
}
