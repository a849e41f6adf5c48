import { hash } from '../survey/hash'
import type { Gate } from './types'

/** Sticky: the same respondents each time, drawn anew only when the wave is raised. */
export const sample: Gate = ({ survey: { id, sample = 1, wave = 1 }, respondent }) => {
  const position = hash(`${respondent} ${id} ${wave}`) / 2 ** 32
  return position >= sample && ['not-sampled', { share: sample, position }]
}
