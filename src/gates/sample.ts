import { draw, drawOf } from './draw'
import type { Gate } from './types'

/** Sticky: the same respondents each time. Who is held out stays so, however large the sample becomes, and so does who is in which part of a split. */
export const sample: Gate = ({ survey, respondent }) => {
  const { sample: share = 1, holdout = 0, split } = survey
  const held = draw('holdout ', survey, respondent)
  if (held < holdout) return ['held-out', { share: holdout, position: held }]
  if (split) {
    const { name, from, to } = split
    const position = drawOf(`split ${respondent} ${name}`)
    // Whoever stands where two parts meet is in one of them.
    if (position < from || position >= to) return ['not-in-split', { name, from, to, position }]
  }
  const position = draw('', survey, respondent)
  return share < 1 && [position < share ? '' : 'not-sampled', { share, position }]
}
