import type { Survey } from '../survey/config'
import type { Gate } from './types'

/** Under which name it is remembered how many answers remain: a new wave, or another quota, counts anew. */
export const quotaKey = ({ id, wave = 1, quota }: Survey): string => `${id} ${wave} ${quota}`

/** Answers are still wanted, as far as is known: the endpoint says so in its replies, and a configuration it publishes says 0 when none are. */
export const quota: Gate = ({ survey, remaining }) => {
  const { quota } = survey
  if (quota === undefined) return
  const left = quota && remaining?.[quotaKey(survey)]
  return [left === undefined || left > 0 ? '' : 'quota-full', { quota, ...(left !== undefined && { remaining: left }) }]
}
