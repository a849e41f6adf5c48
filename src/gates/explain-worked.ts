import type { Blackout, Hours, Survey } from '../survey/config'
import { explainCondition, type Known } from './explain-condition'
import { nextWindow } from './opening'
import type { GateResult } from './types'

/** What was decided about: with it the words say more than the gates carry. */
export interface Judged extends Known {
  readonly survey: Survey
  readonly blackouts?: readonly Blackout[] | undefined
}

const inWords = ({ from = '00:00', until = '24:00', days, timeZone }: Hours) =>
  [`${from}–${until}`, ...(days ? [days.join(' ')] : []), ...(timeZone ? [timeZone] : [])].join(', ')

/** A gate with what takes some working out, and is worked out only for whoever asks: why the audience fails, and when the window opens. */
export const worked = (gate: GateResult, judged: Judged, now: number): GateResult => {
  const { survey, blackouts } = judged
  if (gate.code === 'audience') {
    const failing = survey.audience && explainCondition(survey.audience, judged)
    return { ...gate, values: { ...gate.values, ...failing } }
  }
  if (gate.gate !== 'window' || gate.pass) return gate
  const { until: _, ...rest } = gate
  const until = nextWindow({ survey, blackouts, now })
  const hours = gate.code === 'off-hours' && survey.hours && inWords(survey.hours)
  return { ...rest, ...(hours && { values: { ...gate.values, hours } }), ...(until < Infinity && { until }) }
}
