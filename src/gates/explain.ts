/** A decision in plain words, for developers and product teams. Every gate has a sentence, those that let it through too. */
import type { Lookup } from '../survey/condition'
import type { Blackout, Hours, Persona, Survey } from '../survey/config'
import { explainCondition } from './explain-condition'
import { isTime, type Names, sentence } from './explain-words'
import { nextWindow } from './opening'
import type { Decision, GateResult } from './types'

export type { Names } from './explain-words'

/** What was decided about: with it the words say more than the gates carry. */
export interface Judged {
  readonly survey: Survey
  readonly lookup: Lookup
  readonly personas?: readonly Persona[] | undefined
  readonly blackouts?: readonly Blackout[] | undefined
}

/** One survey's gates in words. */
export interface Explanation extends Decision {
  readonly gates: readonly (GateResult & { readonly text: string })[]
  readonly text: string
  readonly nextPossible?: string
}

const hoursInWords = ({ from = '00:00', until = '24:00', days, timeZone }: Hours) =>
  [`${from}–${until}`, ...(days ? [days.join(' ')] : []), ...(timeZone ? [timeZone] : [])].join(', ')

/** What takes some working out, and is worked out only here: why the audience fails, and when the window opens. */
const worked = (gate: GateResult, { survey, lookup, personas, blackouts }: Judged, now: number): GateResult => {
  if (gate.code === 'audience')
    return { ...gate, values: { ...gate.values, ...(survey.audience && explainCondition(survey.audience, lookup, personas)) } }
  if (gate.gate !== 'window' || gate.pass) return gate
  const { until: _, ...rest } = gate
  const until = nextWindow({ survey, blackouts, now })
  const hours = gate.code === 'off-hours' && survey.hours && hoursInWords(survey.hours)
  return { ...rest, ...(hours && { values: { ...gate.values, hours } }), ...(isTime(until) && { until }) }
}

/** Every gate in a sentence, all of it in one, and when time alone will have opened the last of those that refuse. */
export const explainDecision = (decision: Decision, names: Names = {}, judged?: Judged): Explanation => {
  const { now = Date.now() } = names
  const gates = decision.gates
    .map((gate) => (judged ? worked(gate, judged, now) : gate))
    .map((gate) => ({ ...gate, text: sentence(gate, names) }))
  const refusing = gates.filter(({ pass }) => !pass)
  const [first] = refusing
  const name = (names.survey ?? ((id: string) => id))(decision.survey)
  const more = refusing.length - 1
  const others = more > 0 ? ` And ${more} more ${more === 1 ? 'reason' : 'reasons'}.` : ''
  const times = refusing.flatMap(({ until }) => (isTime(until) ? until : []))
  const isMatterOfTime = refusing.length > 0 && times.length === refusing.length
  // Its window may have closed again by the time the other gates let it through.
  const next = isMatterOfTime && Math.max(...times)
  const opens = next && judged ? nextWindow({ survey: judged.survey, blackouts: judged.blackouts, now: next }) : next
  return {
    ...decision,
    gates,
    text: first ? `“${name}” does not show. ${first.text}${others}` : `“${name}” may show.`,
    ...(opens && isTime(opens) && { nextPossible: new Date(opens).toISOString() }),
  }
}
