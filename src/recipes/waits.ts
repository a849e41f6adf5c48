import { triggersOf } from '../survey/compile'
import type { Survey, Trigger } from '../survey/config'
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

/**
 * What each survey waits for, a line each, for `debug`: a recipe says nothing until its moment comes, and many moments come only if the page or a connector
 * tells them. `connect`: the connectors that are named.
 */
export const waits = (surveys: readonly Survey[], connect = ''): readonly string[] =>
  surveys.map((survey) => {
    const all = triggersOf(survey).map(said).join(', or ')
    const who = connect ? `, or one of these connectors: ${connect}` : '; no connector is named ("data-connect")'
    return `${survey.id} waits for ${all}.${all.includes('event "') ? ` Whoever says it is peakend('track', …)${who}.` : ''}`
  })
