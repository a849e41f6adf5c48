import type { Advised } from './check-advice'
import type { Question } from './config'

/** Whether a rating of these is asked again: `sure`, then `sure-after`. */
const asksTwice = (questions: readonly Question[]): boolean => {
  const ratings = new Set(questions.flatMap(({ id, type }) => (type === 'rating' ? [id] : [])))
  return [...ratings].some((id) => ratings.has(`${id}-after`))
}

/** A way to compare with, where nothing can be: lift is that of a rating asked twice, over one that is asked twice in another order. */
export const adviseHoldout = ({ survey, at, advise }: Advised): void => {
  const { variants = [], questions: own } = survey
  const ways = variants.map(({ holdout, weight = 1, questions = own }) => ({ holdout, canCompare: weight > 0 && asksTwice(questions) }))
  for (const [index, { holdout, canCompare }] of ways.entries()) {
    if (!holdout) continue
    const place = [...at, 'variants', index, 'holdout']
    const asked = 'a rating that is asked twice, such as "sure" and then "sure-after", in this variant and another'
    if (!canCompare || !ways.some((way) => !way.holdout && way.canCompare))
      advise(place, 'no-effect', asked, 'none', 'Lift is told of such a rating alone.')
  }
}
