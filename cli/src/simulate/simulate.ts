/**
 * Replays visits against a configuration and tells who would be asked what and when. A pure function: the same configuration, visits and options
 * give the same result, on every machine; what decides is the code of the page.
 */
import type { Config } from '../../../src/survey/config'
import { type Expectations, judge, type Verdict } from './expectations'
import type { Life } from './life'
import { DEFAULT_PARTICIPATION, type Participation } from './participation'
import { live } from './person'
import type { Rules } from './rules'
import { createSummary, type Summary } from './summary'
import type { Recording, Visit } from './visits'
import { createWorld } from './world'

export interface SimulateOptions {
  /** What is drawn (reactions, samples): another seed, other draws. Default 1. */
  readonly seed?: number
  /** Shares of the showings that are answered, dismissed, put off or refused for good; and for single surveys, by id. Default: `DEFAULT_PARTICIPATION`. */
  readonly participation?: Participation & { readonly surveys?: Readonly<Record<string, Participation>> }
  /** Days that the visits come from: answers a month are counted by it. Default: from the first visit to the last. */
  readonly days?: number
  /** Default: those of the file of visits. */
  readonly expect?: Expectations | undefined
  /** Hears of each visitor when the last of their visits is over. */
  readonly onLife?: (life: Life) => void
  /** The code that decides; for tests. Default: that of the page. */
  readonly rules?: Rules
}

export interface Simulation extends Summary {
  /** What was expected, and whether it is so. */
  readonly expectations: readonly Verdict[]
}

/** The visits of each visitor in the order of time. Those of a generator come that way and are not held. */
function* byVisitor(visits: Recording | Iterable<Visit>): Generator<readonly Visit[]> {
  if ('visits' in visits) {
    const people = new Map<string, Visit[]>()
    for (const visit of visits.visits) people.set(visit.visitor, [...(people.get(visit.visitor) ?? []), visit])
    for (const all of people.values()) yield all.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
    return
  }
  let all: Visit[] = []
  for (const visit of visits) {
    if (all[0] && all[0].visitor !== visit.visitor) {
      yield all
      all = []
    }
    all.push(visit)
  }
  if (all[0]) yield all
}

/**
 * `visits`: a recording, or visits of which those of one visitor follow each other in the order of time, as `traffic` makes them. Surveys that
 * are not right are left out, as on a page; `check` says why.
 */
export const simulate = (config: Config, visits: Recording | Iterable<Visit>, options: SimulateOptions = {}): Simulation => {
  const { seed = 1, participation: { surveys: bySurvey = {}, ...overall } = {}, onLife, rules } = options
  const expect = options.expect ?? ('visits' in visits ? visits.expect : undefined) ?? {}
  const world = createWorld(config)
  const summary = createSummary(world.surveys.values(), options.days)
  const expected = new Map<string, readonly string[]>()
  const participation = (survey: string) => ({ ...DEFAULT_PARTICIPATION, ...overall, ...bySurvey[survey] })
  for (const own of byVisitor(visits)) {
    const life = live(world, own, { seed, participation, ...(rules && { rules }) })
    summary.add(life)
    if (expect.visitors?.[life.visitor])
      expected.set(
        life.visitor,
        life.shown.map(({ survey }) => survey),
      )
    onLife?.(life)
  }
  const result = summary.result()
  return { ...result, expectations: judge(expect, result, (visitor) => expected.get(visitor) ?? []) }
}
