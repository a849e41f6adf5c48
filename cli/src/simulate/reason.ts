import type { GateCode, GateResult } from '../../../src/gates/types'

/** Why a call came to nothing, in one code: the first gate that refused. */
export interface Reason {
  readonly code: GateCode
  /** The survey that stood in the way, where another did. */
  readonly by?: string | undefined
}

/** Where each code names the survey it holds back for. */
const namedBy: { readonly [Code in GateCode]?: string } = {
  reserved: 'for',
  outranked: 'by',
  busy: 'open',
  'between-days': 'other',
  'per-visit': 'other',
  'weekly-cap': 'other',
}

/** `gates`: those that refused. That a question came too late tells less than what it waited for until then. */
export const reasonOf = (survey: string, gates: readonly GateResult[]): Reason | undefined => {
  const first = gates.find(({ code }) => code && code !== 'too-late') ?? gates[0]
  if (!first?.code) return undefined
  const name = namedBy[first.code]
  const other = name && first.values?.[name]
  return { code: first.code, ...(typeof other === 'string' && other !== survey && { by: other }) }
}
