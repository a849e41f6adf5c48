/** A configuration made ready as a page makes it ready (client.ts): each survey on its own, so that a bad one takes no other down. */

import type { Listener, TriggerOf } from '../../../src/moments/types'
import { compile, must, triggersOf } from '../../../src/survey/compile'
import type { Blackout, Config, FrictionTrigger, Persona, SequenceTrigger, Survey, Touchpoint, Trigger } from '../../../src/survey/config'
import { touchpointsOf } from '../../../src/survey/journey'
import { nameOf } from '../../../src/survey/moment-name'
import { matchesPlace, mayMatch, type Placed } from '../../../src/survey/pattern'
import { soundPersonas, vet } from '../../../src/survey/vet'
import { placeOf } from './place'

export interface World {
  readonly surveys: ReadonlyMap<string, Survey>
  readonly reserved: readonly Survey[]
  readonly personas: readonly Persona[]
  readonly blackouts: readonly Blackout[]
  /** The events that conditions count, and `?` where one looks at how a visit began. */
  readonly keeps: ReadonlySet<string>
  /** What listens to a moment, on the page it happens on. */
  readonly met: (type: string, name: string, page: string) => readonly Listener[]
  /** The triggers that wait for somebody to come back. */
  readonly returning: readonly Listener<TriggerOf<'returning'>>[]
  /** The triggers that look back on a visit. */
  readonly journeys: readonly Listener<TriggerOf<'journey'>>[]
  /** Those of the surveys too. */
  readonly touchpoints: readonly Touchpoint[]
}

const isMet = (trigger: Trigger, name: string): boolean => {
  switch (trigger.on) {
    case 'page':
      return true
    case 'friction':
      return friction(trigger).includes(name)
    // What visitors open by themselves is not simulated.
    case 'sequence':
    case 'slot':
    case 'launcher':
    case 'manual':
      return false
    default:
      return nameOf(trigger) === name
  }
}
/** An empty search cannot be told without the element that says so. */
const friction = ({ kinds, selector }: FrictionTrigger): readonly string[] =>
  kinds ?? ['rage-click', 'dead-click', 'failed-submit', 'page-error', ...(selector ? ['empty-search'] : [])]

export const createWorld = (config: Config): World => {
  const personas = soundPersonas(config.personas)
  const surveys = new Map<string, Survey>()
  const keeps = new Set<string>()
  const listeners = new Map<string, Listener[]>()
  // The kill switch: nothing is watched or asked.
  for (const survey of config.enabled === false ? [] : config.surveys) {
    try {
      compile(survey, config, (what) => keeps.add(what))
      vet(survey, personas)
      must(!surveys.has(survey.id))
    } catch {
      continue
    }
    surveys.set(survey.id, survey)
    for (const trigger of triggersOf(survey)) {
      const { steps = [trigger] } = trigger as Partial<Pick<SequenceTrigger, 'steps'>>
      // The last step first: one moment is not two steps.
      for (let k = steps.length; k--; ) {
        const step = steps[k] as Trigger // within the list
        const type = step.on === 'after' ? 'event' : step.on
        listeners.set(type, [...(listeners.get(type) ?? []), { survey, trigger: step, of: trigger, k }])
      }
    }
  }
  /** Looking is the same every time: shops have few pages and events, and many visits. */
  const known = new Map<string, readonly Listener[]>()
  return {
    surveys,
    personas,
    blackouts: config.blackouts ?? [],
    reserved: [...surveys.values()].filter(({ reserve }) => reserve),
    keeps,
    returning: (listeners.get('returning') ?? []) as never, // filed under their own type
    journeys: (listeners.get('journey') ?? []) as never,
    touchpoints: touchpointsOf(config),
    met(type, name, page) {
      const key = type === 'event' ? name : `${type} ${name} ${page}`
      let found = known.get(key)
      if (!found) {
        const place = placeOf(page)
        // A page and a click are heard by path; whether its query fits too is seen when the question is due.
        const here = (trigger: Trigger & Placed) =>
          type === 'event' || (type === 'page' || type === 'click' ? mayMatch(trigger, place.pathname) : matchesPlace(trigger, place))
        found = (listeners.get(type) ?? []).filter(({ trigger }) => isMet(trigger, name) && here(trigger))
        if (known.size < 1e4) known.set(key, found)
      }
      return found
    },
  }
}
