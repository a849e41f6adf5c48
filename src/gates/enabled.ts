import type { Gate } from './types'

/** The team has not switched the survey off. */
export const enabled: Gate = ({ survey }) => survey.enabled === false && ['disabled']
