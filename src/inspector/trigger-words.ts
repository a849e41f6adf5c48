import type { Condition } from '../survey/condition'
import type { FrictionKind, PathPattern, PathPatterns, Step, Trigger } from '../survey/config'
import { duration } from './duration'
import { put } from './put'
import type { Words } from './words'

const patternText = (pattern: PathPattern) => (typeof pattern === 'string' ? pattern : `/${pattern.matches}/`)
const paths = (patterns: PathPatterns, { or }: Words) => [patterns].flat().map(patternText).join(` ${or} `)

/** When a trigger calls for its survey, as a clause: “when order_completed is tracked”. `id` is the survey's. */
export const whenWords = (trigger: Trigger | Step, words: Words, id = ''): string => {
  const { when, kinds, andThen } = words
  const time = (seconds: number) => duration(seconds, words)
  switch (trigger.on) {
    case 'event':
      return put(when.event, { name: trigger.name })
    case 'page':
      return put(when.page, { path: paths(trigger.path, words) })
    case 'click':
      return put(when.click, { selector: trigger.selector })
    case 'visible':
      return put(when.visible, { selector: trigger.selector, time: time(trigger.seconds ?? 1) })
    case 'scroll': {
      const depth = Math.round((trigger.depth ?? 0.5) * 100)
      return trigger.selector ? put(when.scrollIn, { depth, selector: trigger.selector }) : put(when.scroll, { depth })
    }
    case 'exit':
      return when.exit
    case 'dwell':
    case 'idle':
      return put(when[trigger.on], { time: time(trigger.seconds) })
    case 'friction': {
      const all = (Object.keys(kinds) as FrictionKind[]).filter((kind) => kind !== 'empty-search' || trigger.selector)
      return put(when.friction, { kinds: (trigger.kinds ?? all).map((kind) => kinds[kind]).join(', ') })
    }
    case 'returning':
      return put(when.returning, { visit: trigger.visit ?? 2 })
    case 'after':
      return put(when.after, { name: trigger.name, time: time(trigger.days * 86_400) })
    case 'sequence':
      return put(when.sequence, { steps: trigger.steps.map((step) => stepName(step, words)).join(`, ${andThen} `) })
    case 'journey': {
      const { after: name, idleSeconds, atLeast: count = 3 } = trigger
      const clause = put(name ? when.journey : when.lastVisit, { count, name: `${name}` })
      return idleSeconds ? `${clause}, ${put(when.idle, { time: time(idleSeconds) })}` : clause
    }
    case 'slot':
      return put(when.slot, { id })
    case 'launcher':
      return trigger.selector ? put(when.click, { selector: trigger.selector }) : when.launcher
    case 'manual':
      return put(when.manual, { id })
  }
}
const stepName = (step: Step, words: Words): string =>
  step.on === 'event' ? step.name : step.on === 'page' ? paths(step.path, words) : step.selector

/** What a trigger adds to that: its delay, its condition, what calls it off, its pages. */
export const conditionWords = (trigger: Trigger, words: Words): string[] => {
  const { conditions } = words
  // What some triggers have and others do not.
  const { delaySeconds, where, oncePer, cancelOn, path, not, withinSeconds, daysAway } = trigger as {
    readonly delaySeconds?: number
    readonly where?: Condition
    readonly oncePer?: string
    readonly cancelOn?: readonly string[]
    readonly path?: PathPatterns
    readonly not?: PathPatterns
    readonly withinSeconds?: number
    readonly daysAway?: number
  }
  return [
    daysAway ? put(conditions.away, { days: daysAway }) : '',
    trigger.on === 'sequence' ? put(conditions.within, { time: duration(withinSeconds ?? 1800, words) }) : '',
    path && trigger.on !== 'page' ? put(conditions.path, { path: paths(path, words) }) : '',
    not ? put(conditions.not, { path: paths(not, words) }) : '',
    where ? put(conditions.where, { condition: JSON.stringify(where) }) : '',
    oncePer ? put(conditions.oncePer, { prop: oncePer }) : '',
    delaySeconds ? put(conditions.delay, { time: duration(delaySeconds, words) }) : '',
    cancelOn?.[0] ? put(conditions.cancelOn, { names: cancelOn.join(', ') }) : '',
  ].filter((text) => text)
}
