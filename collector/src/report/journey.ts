import type { Config, Stage, Survey, Text, Touchpoint } from '../../../src/survey/config'
import type { UsedInstrument } from '../store'
import { recipeTouchpoint } from './recipes'

/** The order of the journey (DOMAIN §1). */
export const stages: readonly Stage[] = ['discovery', 'evaluation', 'purchase', 'retention', 'advocacy']

/** Where a stage comes; what has none comes last. */
export const stageOrder = (stage: Stage | null): number => (stage === null ? stages.length : stages.indexOf(stage))

const touchpointOf = (survey: Survey, known: ReadonlyMap<string, Touchpoint>): Touchpoint | undefined =>
  typeof survey.touchpoint === 'string' ? known.get(survey.touchpoint) : survey.touchpoint

/** The touchpoint a survey belongs to. */
export const homeOf = ({ touchpoint }: Survey): string => (typeof touchpoint === 'string' ? touchpoint : touchpoint.id)

/** Everything configured, in the file's order, those surveys carry inline included. */
export const configured = (config: Config | null): ReadonlyMap<string, Touchpoint> => {
  const known = new Map((config?.touchpoints ?? []).map((touchpoint) => [touchpoint.id, touchpoint]))
  for (const survey of config?.surveys ?? []) {
    const touchpoint = touchpointOf(survey, known)
    if (touchpoint && !known.has(touchpoint.id)) known.set(touchpoint.id, touchpoint)
  }
  return known
}

/** What a touchpoint is called: in the configuration, else in the recipe that a page names by itself. */
export const touchpointNameIn = (config: Config | null, id: string): Text | null =>
  configured(config).get(id)?.name ?? recipeTouchpoint(id)?.name ?? null

/** Which touchpoint a survey's counts belong to: the configured one, else where it was last seen. */
export const homes = (config: Config | null, used: readonly UsedInstrument[]): ReadonlyMap<string, string> => {
  const latestLast = [...used].sort((a, b) => (a.last < b.last ? -1 : 1))
  const map = new Map(latestLast.map(({ survey, touchpoint }) => [survey, touchpoint.id]))
  for (const survey of config?.surveys ?? []) map.set(survey.id, homeOf(survey))
  return map
}
