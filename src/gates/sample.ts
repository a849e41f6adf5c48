import { draw } from './draw'
import type { Gate } from './types'

/** Sticky: the same respondents each time. Who is held out stays so, however large the sample becomes. */
export const sample: Gate = ({ survey, respondent }) => {
  const { sample: share = 1, holdout = 0 } = survey
  const held = draw('holdout ', survey, respondent)
  const position = draw('', survey, respondent)
  if (held < holdout) return ['held-out', { share: holdout, position: held }]
  return share < 1 && [position < share ? '' : 'not-sampled', { share, position }]
}
