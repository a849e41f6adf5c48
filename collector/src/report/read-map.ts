import type { Config } from '../../../src/survey/config'
import type { Scope, Store, UsedInstrument } from '../store'
import { type Asked, askedOf } from './asked'
import { pairKey } from './group'
import { configured, homeOf } from './journey'
import { firsts, inOrder, mapOf, relationshipOf, type Site } from './map'
import type { Belief, JourneyMap, PeakEnd } from './map-types'
import type { Measure } from './measures'
import { type PeakEndQuestions, peakEndOf } from './peak-end'
import { readEffects } from './read-effects'
import type { InstrumentReport, TouchpointReport } from './types'

/** Every touchpoint of the report, and those configured where nobody is asked, which the report leaves out. */
const sitesOf = (
  config: Config | null,
  touchpoints: readonly TouchpointReport[],
  beliefs: ReadonlyMap<string, Belief>,
): readonly Site[] => {
  const known = configured(config)
  const listening = new Set((config?.surveys ?? []).filter(({ enabled }) => enabled !== false).map(homeOf))
  const reported = new Map(touchpoints.map((one) => [one.id, one]))
  // As they are configured; those that only answers name come after.
  const ids = [...new Set([...known.keys(), ...reported.keys()])]
  return inOrder(
    ids.map((id): Site => {
      const [one, own] = [reported.get(id), known.get(id)]
      const believed = own?.belief ?? null
      return {
        id,
        name: one?.name ?? own?.name ?? null,
        stage: one?.stage ?? own?.stage ?? null,
        category: one?.category ?? own?.category ?? null,
        channel: one?.channel ?? own?.channel ?? null,
        truth: one?.truth ?? own?.truth ?? false,
        target: one?.target ?? own?.target ?? null,
        belief: beliefs.get(id) ?? (believed === null ? null : { value: believed, n: null, at: null, rule: null }),
        effort: own?.effort ?? null,
        instruments: one?.instruments ?? [],
        surveys: one?.surveys ?? [],
        isListening: listening.has(id),
      }
    }),
  )
}

/** What the ratings of each instrument measure, by touchpoint and fingerprint, then by question. */
type Measures = ReadonlyMap<string, ReadonlyMap<string, Measure>>

/** Which questions of an instrument ask for the moment, the peak and the end. */
export const peakEndQuestions = (asked: readonly Asked[], measures: ReadonlyMap<string, Measure>): PeakEndQuestions | null => {
  const as = (name: 'peak' | 'end') => asked.find(({ id, type }) => type === 'rating' && measures.get(id) === name)?.id ?? null
  const found = { moment: asked.find(({ type }) => type === 'moment')?.id ?? null, peak: as('peak'), end: as('end') }
  return Object.values(found).some((id) => id !== null) ? found : null
}

const readPeakEnds = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  used: readonly UsedInstrument[],
  measures: Measures,
): Promise<readonly PeakEnd[]> => {
  const found: PeakEnd[] = []
  for (const one of used) {
    const questions = peakEndQuestions(
      askedOf(config, one),
      measures.get(pairKey(one.touchpoint.id, one.instrument.fingerprint)) ?? new Map(),
    )
    if (questions === null) continue
    const { fingerprint, locale } = one.instrument
    const report = peakEndOf({ survey: one.survey, fingerprint, locale }, questions, await store.answers(scope, one))
    if (report) found.push(report)
  }
  return found.sort((a, b) => b.named - a.named)
}

const refOf = (touchpoint: string, { fingerprint }: InstrumentReport) => ({ touchpoint: { id: touchpoint }, instrument: { fingerprint } })

/** The map of a report that was made already. `same`: only people who also answered at this touchpoint. */
export const readMap = async (
  store: Store,
  scope: Scope,
  config: Config | null,
  used: readonly UsedInstrument[],
  touchpoints: readonly TouchpointReport[],
  same: string | null,
  beliefs: ReadonlyMap<string, Belief>,
  measures: Measures,
): Promise<JourneyMap> => {
  const sites = sitesOf(config, touchpoints, beliefs)
  const all = sites.flatMap((site) => firsts(site).map((one) => refOf(site.id, one)))
  const relationship = relationshipOf(sites)
  const others = relationship ? all.filter(({ touchpoint }) => touchpoint.id !== relationship.site.id) : []
  const chosen = sites.find(({ id }) => id === same)
  const [anchor] = chosen ? firsts(chosen) : []
  const [linked, together, peakEnds, effects] = await Promise.all([
    relationship && others.length > 0 ? store.together(scope, refOf(relationship.site.id, relationship.asked), others) : null,
    chosen && anchor ? store.together(scope, refOf(chosen.id, anchor), all) : null,
    readPeakEnds(store, scope, config, used, measures),
    readEffects(store, scope, config, used),
  ])
  return mapOf(sites, {
    relationship: linked,
    same: chosen && together ? { touchpoint: chosen.id, together } : null,
    peakEnds,
    ...effects,
  })
}
