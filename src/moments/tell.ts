import { type NamedTrigger, nameOf } from '../survey/moment-name'
import type { Happened, Listener } from './types'

/** Tells what was met at one time: one moment for each name, with all that wait for it. */
export const tell = (type: NamedTrigger['on'], met: readonly Listener<NamedTrigger>[], happened: Happened): void => {
  const names = met.map(({ trigger }) => nameOf(trigger))
  for (const name of new Set(names))
    happened(
      { type, name },
      met.filter((_, index) => names[index] === name),
    )
}
