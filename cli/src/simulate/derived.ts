/** From what a visitor does on a page to what the configured triggers would notice of it. */

import { triggersOf } from '../../../src/survey/compile'
import type { Config, FrictionKind, Trigger } from '../../../src/survey/config'
import { type NamedTrigger, nameOf } from '../../../src/survey/moment-name'
import { matchesPlace, type Placed } from '../../../src/survey/pattern'
import { placeOf } from './place'
import type { Random } from './random'
import type { View } from './shop'
import type { VisitMoment, VisitMomentType } from './visits'

/** How likely it is that an element is looked at, clicked, a visitor about to leave noticed, or something goes wrong on a page. */
const SEEN = 0.6
const CLICKED = 0.15
const LEFT_BY_POINTER = 0.5
/** Who goes up to the tabs may come back down: so long, at most, before the page is left. */
const LINGERED_SECONDS = 30
const FRICTION: { readonly [Kind in FrictionKind]: number } = {
  'rage-click': 0.01,
  'dead-click': 0.02,
  'failed-submit': 0.01,
  'page-error': 0.01,
  'empty-search': 0.02,
}

/** What is listened to beside pages and events, once each. */
export type Noticed = readonly { readonly trigger: Trigger & Placed; readonly type: VisitMomentType; readonly name: string }[]

export const noticedBy = ({ surveys }: Config): Noticed => {
  const found = new Map<string, Noticed[number]>()
  const add = (trigger: Trigger & Placed, name: string) =>
    found.set(JSON.stringify([trigger.on, name, trigger.path, trigger.not]), { trigger, type: trigger.on as VisitMomentType, name })
  const own = /^(click|visible|scroll|exit|dwell|idle)$/
  for (const survey of surveys)
    for (const trigger of triggersOf(survey)) {
      if (trigger.on === 'sequence') for (const step of trigger.steps) if (step.on === 'click') add(step, nameOf(step))
      if (trigger.on === 'journey' && trigger.idleSeconds) {
        const still = { on: 'idle', seconds: trigger.idleSeconds } as const
        add(still, nameOf(still))
      }
      if (own.test(trigger.on)) add(trigger, nameOf(trigger as NamedTrigger)) // as its type says
      if (trigger.on === 'friction') for (const kind of trigger.kinds ?? (Object.keys(FRICTION) as FrictionKind[])) add(trigger, kind)
    }
  return [...found.values()]
}

/** When in a view a trigger is met, seconds; nothing where it is not. */
const timeOf = (trigger: Trigger, name: string, { seconds, depth, idleSeconds, isLast }: View, random: Random): number | undefined => {
  const chance = random()
  const within = random()
  switch (trigger.on) {
    case 'click':
      return chance < CLICKED ? within * seconds : undefined
    case 'visible':
      return chance < SEEN && seconds > (trigger.seconds ?? 1)
        ? (trigger.seconds ?? 1) + within * (seconds - (trigger.seconds ?? 1))
        : undefined
    case 'scroll':
      return depth >= (trigger.depth ?? 0.5) ? (0.9 * seconds * (trigger.depth ?? 0.5)) / depth : undefined
    case 'exit':
      return isLast && chance < LEFT_BY_POINTER && seconds > (trigger.seconds ?? 5) + 1
        ? Math.max(trigger.seconds ?? 5, seconds - 1 - within * LINGERED_SECONDS)
        : undefined
    case 'dwell':
      return seconds - idleSeconds >= trigger.seconds ? trigger.seconds + Math.min(idleSeconds, within * idleSeconds) : undefined
    case 'idle':
      return idleSeconds >= trigger.seconds && seconds > trigger.seconds
        ? trigger.seconds + within * (seconds - trigger.seconds)
        : undefined
    case 'friction':
      return chance < FRICTION[name as FrictionKind] ? within * seconds : undefined
    default:
      return undefined
  }
}

/** What would be noticed on one page, seconds from when it was opened. */
export const derived = (noticed: Noticed, view: View, random: Random): readonly VisitMoment[] => {
  const here = placeOf(view.path)
  const moments = new Map<string, VisitMoment>()
  for (const { trigger, type, name } of noticed) {
    const at = timeOf(trigger, name, view, random)
    // Two surveys may wait for the same thing: it happens once.
    if (at !== undefined && matchesPlace(trigger, here)) moments.set(`${type} ${name}`, { at, type, name })
  }
  return [...moments.values()]
}
