import type { Target } from '../../../src/survey/config'
import type { Interval } from '../metrics'
import type { InstrumentReport, Standing } from './types'

type Figure = Pick<InstrumentReport, 'metric' | 'rule' | 'interval'>

/** Where a figure stands to its touchpoint's target; null without a target for this metric. Only an interval wholly on one side decides. */
export const standing = ({ metric, interval }: Figure, target: Target | null): Standing | null => {
  if (target?.metric !== metric) return null
  if (interval === null) return 'open'
  return interval[0] >= target.value ? 'reached' : interval[1] < target.value ? 'below' : 'open'
}

/** The intervals of all others of its rule. */
const othersOf = (one: Figure, all: readonly Figure[]): readonly Interval[] =>
  all.flatMap((other) => (other !== one && other.rule === one.rule && other.interval !== null ? [other.interval] : []))

/** True for a figure that lies below all others of its own rule, its interval touching none of theirs: otherwise there is no lowest. */
export const isLowest = (one: Figure, all: readonly Figure[]): boolean => {
  const { interval } = one
  const others = othersOf(one, all)
  return interval !== null && others.length > 0 && others.every((other) => interval[1] < other[0])
}

/** The same above. */
export const isHighest = (one: Figure, all: readonly Figure[]): boolean => {
  const { interval } = one
  const others = othersOf(one, all)
  return interval !== null && others.length > 0 && others.every((other) => interval[0] > other[1])
}
