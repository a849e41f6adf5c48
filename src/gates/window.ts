import { isOpen } from './hours'
import type { GateInput, Refusal } from './types'

/** Now lies within the survey's dates and hours, and in no blackout. When its hours begin again is worked out by `explain`. */
export const activeWindow = ({ survey, blackouts = [], now }: Pick<GateInput, 'survey' | 'blackouts' | 'now'>): Refusal => {
  // NaN where there is none: every comparison is then false.
  const from = Date.parse(survey.from ?? '')
  const until = Date.parse(survey.until ?? '')
  if (now < from) return ['not-yet', { from }, from]
  if (now >= until) return ['over', { until }]
  for (const { name = '', from, until } of blackouts) {
    const end = Date.parse(until)
    if (now >= Date.parse(from) && now < end) return ['blackout', { name, until: end }, end]
  }
  return survey.hours && !isOpen(survey.hours, now) && ['off-hours']
}
