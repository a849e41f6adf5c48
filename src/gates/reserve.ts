import { audience } from './audience'
import { consent } from './consent'
import { enabled } from './enabled'
import { DAY, frequency, frequencyOf, isInteraction } from './frequency'
import { quota } from './quota'
import { sample } from './sample'
import type { Gate } from './types'
import { activeWindow } from './window'

/**
 * A relationship survey holds back while a reserved one of higher priority is due, or falls due within the cooldown that a showing now would start:
 * priority alone cannot protect a quarterly NPS, since the two are rarely due at the same moment.
 */
export const reserve: Gate = (input) => {
  const { survey, reserved, now } = input
  const holder = reserved.find((other) => {
    const theirs = { ...input, survey: other, key: undefined, moment: undefined }
    try {
      const soon = now + Math.max(frequencyOf(survey).betweenDays, frequencyOf(other).betweenDays) * DAY
      return (
        (other.priority ?? 0) > (survey.priority ?? 0) &&
        [enabled, activeWindow, consent, audience, sample, quota, frequency].every((gate) => {
          const [code, , until = Infinity] = gate(theirs) || []
          // Hours come round again every week.
          return !code || code === 'off-hours' || until <= soon
        })
      )
    } catch {
      // Unchecked JSON: one that cannot be judged takes no other down.
      return false
    }
  })
  return holder && !isInteraction(survey) && ['reserved', { for: holder.id }]
}
