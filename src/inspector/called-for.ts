import { triggersOf } from '../survey/compile'
import type { Survey } from '../survey/config'
import { nameOf } from '../survey/moment-name'
import { matchesPlace, type Place } from '../survey/pattern'
import type { MomentRef } from '../survey/wire'

type Listened = ReturnType<typeof triggersOf>[number] | Extract<ReturnType<typeof triggersOf>[number], { on: 'sequence' }>['steps'][number]

const meets = (trigger: Listened, { type, name }: Pick<MomentRef, 'type' | 'name'>, place: Place, id: string): boolean => {
  switch (trigger.on) {
    case 'sequence':
      return trigger.steps.some((step) => meets(step, { type, name }, place, id))
    case 'manual':
      return false
    // What visitors open is named by the survey.
    case 'slot':
    case 'launcher':
      return type === trigger.on && name === id
    case 'page':
      return type === 'page' && matchesPlace(trigger, place)
    case 'event':
    case 'after':
      return type === 'event' && trigger.name === name
    case 'returning':
    case 'journey':
      return type === trigger.on && nameOf(trigger) === name
    case 'friction':
      return type === 'friction' && matchesPlace(trigger, place) && (trigger.kinds ?? [name]).includes(name as never)
    default:
      return type === trigger.on && nameOf(trigger) === name && matchesPlace(trigger, place)
  }
}

/** Ids of the surveys that a moment calls for on this page, or of whose sequence it is a step. Whether they may then show is the gates' affair. */
export const calledFor = (surveys: readonly Survey[], moment: Pick<MomentRef, 'type' | 'name'>, place: Place): string[] =>
  surveys.flatMap((survey) => (triggersOf(survey).some((trigger) => meets(trigger, moment, place, survey.id)) ? [survey.id] : []))
