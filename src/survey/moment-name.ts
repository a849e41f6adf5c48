import type { Trigger } from './config'

/** Triggers whose moments are named by what they wait for. The others by what was met: a page by its path, friction by its kind, what visitors open by the survey. */
export type NamedTrigger = Exclude<Trigger, { on: 'page' | 'friction' | 'sequence' | 'slot' | 'launcher' | 'manual' }>

/** The name of the moment a trigger waits for, the same on a page and in a simulation: `order_completed`, `#reviews`, `50 %`, `30 s`. */
export const nameOf = (trigger: NamedTrigger): string => {
  switch (trigger.on) {
    case 'event':
    case 'after':
      return trigger.name
    case 'click':
    case 'visible':
      return trigger.selector
    case 'scroll':
      return `${Math.round((trigger.depth ?? 0.5) * 100)} %${trigger.selector ? ` of ${trigger.selector}` : ''}`
    case 'dwell':
    case 'idle':
      return `${trigger.seconds} s`
    case 'exit':
      return 'exit'
    case 'returning':
      return 'visit'
    case 'journey':
      return trigger.after ?? 'last visit'
  }
}
