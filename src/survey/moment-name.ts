import type { Trigger } from './config'

/** What a moment that meets this trigger is called, on the wire and in recordings; a page and an event have names of their own. */
export const nameOf = (trigger: Trigger): string => {
  switch (trigger.on) {
    case 'click':
    case 'visible':
      return trigger.selector
    case 'scroll':
      return `${Math.round((trigger.depth ?? 0.5) * 100)} %${trigger.selector ? ` of ${trigger.selector}` : ''}`
    case 'dwell':
    case 'idle':
      return `${trigger.seconds} s`
    case 'returning':
      return 'visit'
    default:
      return trigger.on
  }
}
