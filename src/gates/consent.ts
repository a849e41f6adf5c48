import type { Gate } from './types'

/** Automatic prompts need a consent level above `none`, but for surveys that say they remember nothing. */
export const consent: Gate = ({ survey, level }) =>
  level === 'none' && survey.consent !== level ? ['no-consent', { level, needs: 'session' }] : ['', { level }]
