import { checkCondition, type Scope } from './check-conditions'
import { checkPattern } from './check-pattern'
import { eachObject, isObject, members, type Path, quote, type Report } from './check-words'

type Node = Readonly<Record<string, unknown>>

/** Only a browser knows its selectors; elsewhere nothing is said. */
const checkSelector = (report: Report, path: Path, selector: unknown): void => {
  if (typeof selector !== 'string' || !selector.trim() || typeof document === 'undefined') return
  try {
    document.querySelector(selector)
  } catch {
    report([...path, 'selector'], 'bad-selector', 'a CSS selector', quote(selector))
  }
}

/** What a trigger and a step of a sequence have in common: where, and on what. */
const checkPlace = (report: Report, path: Path, trigger: Node): void => {
  checkSelector(report, path, trigger.selector)
  for (const key of ['path', 'not']) {
    const patterns = trigger[key]
    if (isObject(patterns)) checkPattern(report, [...path, key], patterns.matches)
    eachObject(patterns, ({ matches }, index) => {
      checkPattern(report, [...path, key, index], matches)
    })
  }
}

/** An end by an event, or the next visit: one of the two, and what belongs to it. */
const checkJourney = (report: Report, path: Path, { after, visit, idleSeconds, withinDays, where, oncePer }: Node): void => {
  if (after === undefined && visit === undefined)
    report(path, 'no-end', '"after" (the event that ends what is looked back on) or "visit": "last"', 'neither')
  if (after !== undefined && visit !== undefined)
    report([...path, 'visit'], 'two-ends', '"after" or "visit"', 'both', 'Make them two triggers: "trigger" may be a list.')
  const only = (key: string, value: unknown, of: string, has: unknown) => {
    if (value !== undefined && has === undefined) report([...path, key], 'not-of-this', `${quote(of)} beside it`, 'none', 'Remove it.')
  }
  only('idleSeconds', idleSeconds, 'after', after ?? (visit === undefined ? '' : undefined))
  only('where', where, 'after', after ?? (visit === undefined ? '' : undefined))
  only('oncePer', oncePer, 'after', after ?? (visit === undefined ? '' : undefined))
  only('withinDays', withinDays, 'visit', visit ?? (after === undefined ? '' : undefined))
}

const checkTrigger = (report: Report, path: Path, trigger: Node, scope: Scope): void => {
  const { on, where, steps, kinds, selector } = trigger
  checkCondition(report, [...path, 'where'], where, scope)
  checkPlace(report, path, trigger)
  if (on === 'friction' && selector === undefined && members(kinds).includes('empty-search'))
    report([...path, 'selector'], 'missing', 'a CSS selector of what says that a search found nothing', 'nothing')
  if (on === 'journey') checkJourney(report, path, trigger)
  if (on !== 'sequence') return
  eachObject(steps, (step, index) => {
    checkPlace(report, [...path, 'steps', index], step)
  })
  if (members(steps).length === 1)
    report([...path, 'steps'], 'one-step', 'two steps or more', 'a list of 1', 'One moment is a trigger of its own.')
}

/** What the triggers of a survey refer to, one or a list. */
export const checkTriggers = (report: Report, path: Path, triggers: unknown, scope: Scope): void => {
  if (isObject(triggers)) checkTrigger(report, path, triggers, scope)
  eachObject(triggers, (trigger, index) => {
    checkTrigger(report, [...path, index], trigger, scope)
  })
}
