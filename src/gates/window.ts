import type { Gate } from './types'

/** Now lies within the survey's dates. */
export const activeWindow: Gate = ({ survey, now }) => {
  // NaN where there is none: every comparison is then false.
  const from = Date.parse(survey.from ?? '')
  const until = Date.parse(survey.until ?? '')
  return now < from ? ['not-yet', { from }, from] : now >= until && ['over', { until }]
}
