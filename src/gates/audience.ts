import { holds } from '../survey/holds'
import type { Gate } from './types'

/** The visitor is one of those the team wants to ask. */
export const audience: Gate = ({ survey: { audience }, lookup }) =>
  audience && !holds(audience, lookup) && ['audience', { condition: JSON.stringify(audience) }]
