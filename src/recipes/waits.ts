import { triggersOf } from '../survey/compile'
import type { Persona, Survey, Trigger } from '../survey/config'
import { nameOf } from '../survey/moment-name'
import type { Step } from '../survey/trigger'

const said = (trigger: Trigger | Step): string => {
  switch (trigger.on) {
    case 'event':
      return `the event "${trigger.name}"`
    case 'after':
      return `${trigger.days} days after the event "${trigger.name}"`
    case 'journey':
      return trigger.after ? `a visit to look back on, after the event "${trigger.after}"` : 'the visit after one to look back on'
    case 'page':
      return `a page of ${JSON.stringify(trigger.path)}`
    case 'sequence':
      return trigger.steps.map(said).join(', then ')
    case 'friction':
    case 'slot':
    case 'launcher':
    case 'manual':
      return `"${trigger.on}"`
    default:
      return `"${trigger.on}" (${nameOf(trigger as Exclude<typeof trigger, Step>)})`
  }
}

/** The events that a trigger hears. */
const eventsOf = (trigger: Trigger | Step): readonly string[] => {
  if (trigger.on === 'sequence') return trigger.steps.flatMap(eventsOf)
  if (trigger.on === 'journey') return trigger.after ? [trigger.after] : []
  return trigger.on === 'event' || trigger.on === 'after' ? [trigger.name] : []
}

/** Of whom something has to hold before they are asked, in the words of the configuration; a persona is what it says. */
const whom = ({ audience }: Survey, personas: readonly Persona[]): string => {
  if (!audience) return ''
  const text = JSON.stringify(audience, (_, value) => personas.find(({ id }) => id === value?.persona)?.when ?? value)
  return ` It asks only where this holds: ${text}.${text.includes('"trait"') ? " Traits are what peakend('identify', …) says." : ''}`
}

/**
 * What each survey waits for, a line each, for `debug`: a recipe says nothing until its moment comes, and many moments come only if the page or a connector
 * tells them. `whoSays`: which of the connectors that are named can say one of these events. Default: none is named.
 * `personas`: those of the configuration, by which an audience is said.
 */
export const waits = (
  surveys: readonly Survey[],
  whoSays?: ((events: readonly string[]) => readonly string[]) | '',
  personas: readonly Persona[] = [],
): readonly string[] =>
  surveys.map((survey) => {
    const triggers = triggersOf(survey)
    const line = `${survey.id} waits for ${triggers.map(said).join(', or ')}.`
    const events = triggers.flatMap(eventsOf)
    const only = whom(survey, personas)
    if (!events[0]) return line + only
    const able = whoSays ? whoSays(events).join(', ') : ''
    const who = able
      ? `, or one of these connectors: ${able}`
      : whoSays
        ? '; none of the connectors that are named can'
        : '; no connector is named ("data-connect")'
    return `${line} Whoever says it is peakend('track', …)${who}.${only}`
  })
