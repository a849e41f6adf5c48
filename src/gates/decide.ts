import { audience } from './audience'
import { consent } from './consent'
import { enabled } from './enabled'
import { frequency } from './frequency'
import { quota } from './quota'
import { reserve } from './reserve'
import { sample } from './sample'
import type { Decision, Gate, GateInput, GateName, GateResult, Refusal } from './types'
import { activeWindow } from './window'

/** In the order they are explained: who is eligible, who is sampled, whether it is time. */
const gates: readonly (readonly [GateName, Gate])[] = [
  ['enabled', enabled],
  ['window', activeWindow],
  ['consent', consent],
  ['audience', audience],
  ['sample', sample],
  ['quota', quota],
  ['frequency', frequency],
  ['reserve', reserve],
]

/** Gates that say who may be asked at all; `sample` draws among them, and the others say whether it is time. */
const eligibility: readonly GateName[] = ['enabled', 'window', 'consent', 'audience']
export const isEligible = (results: readonly GateResult[]): boolean =>
  results.every(({ gate, pass }) => pass || !eligibility.includes(gate))

/** A gate's answer with its name. */
export const result = (gate: GateName, refusal: Refusal): GateResult => {
  if (!refusal) return { gate, pass: true }
  const [code, values = {}, until = Infinity] = refusal
  if (!code) return { gate, pass: true, values }
  return { gate, pass: false, code, values, ...(until < Infinity && { until }) }
}

/** All gates of one survey, with codes and values: none hides behind another. */
export const decide = (input: GateInput): Decision => {
  const results = gates.map(([name, gate]) => result(name, gate(input)))
  return { survey: input.survey.id, pass: results.every(({ pass }) => pass), gates: results }
}
