import { holds } from '../survey/holds'
import type { Gate } from './types'

/** The visitor is one of those the team wants to ask. Which part of the condition fails is worked out by `explain`, when someone asks. */
export const audience: Gate = ({ survey: { audience }, lookup }) => audience && !holds(audience, lookup) && ['audience']
