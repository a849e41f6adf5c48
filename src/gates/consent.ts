import { triggersOf } from '../survey/compile'
import type { Gate } from './types'

/**
 * Automatic prompts need a consent level above `none`, but for surveys that say they remember nothing, and where the visitor comes to a
 * place that the page keeps for the question.
 */
export const consent: Gate = ({ survey, level, moment }) => {
  const isSlot = moment ? moment.type === 'slot' : triggersOf(survey).some(({ on }) => on === 'slot')
  return level === 'none' && survey.consent !== level && !isSlot ? ['no-consent', { level, needs: 'session' }] : ['', { level }]
}
