/** What visitors open by themselves: no gate decides that. Whether a help page was helpful, and the tab that is on every page. */
import type { Visit } from '../../../cli/src/simulate'
import type { Survey } from '../../../src/survey/config'
import { createRandom } from './random'

/** One page of a visit on which somebody opens a survey. */
export interface Opened {
  readonly survey: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Path with query. */
  readonly page: string
}

/** On so many of these pages. */
const HELPFUL = 0.3
const FEEDBACK = 0.012

/** At most one of each survey in a visit. */
export const openedIn = (visit: Visit, surveys: ReadonlyMap<string, Survey>, seed: number): readonly Opened[] => {
  const random = createRandom('opened', seed, visit.visitor, visit.start)
  const found = new Map<string, Opened>()
  for (const { type, name, at } of visit.moments) {
    if (type !== 'page') continue
    const chances = [
      ['page-helpful', /^(\/fr)?\/help\/./.test(name) ? HELPFUL : 0],
      ['feedback', FEEDBACK],
    ] as const
    for (const [survey, chance] of chances)
      if (random() < chance && surveys.has(survey) && !found.has(survey))
        found.set(survey, { survey, at: Date.parse(visit.start) + (at + 12) * 1000, page: name })
  }
  return [...found.values()]
}
