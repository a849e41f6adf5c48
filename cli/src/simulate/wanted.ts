/** What a configuration waits for: the events, pages, properties and traits that generated visitors have to bring, or nothing would ever be asked. */
import { triggersOf } from '../../../src/survey/compile'
import type { Condition } from '../../../src/survey/condition'
import type { Config, EventTrigger, JourneyTrigger, PathPattern, PlaceBase, SequenceTrigger, Trigger } from '../../../src/survey/config'
import { touchpointsOf } from '../../../src/survey/journey'
import { pick, type Random } from './random'

/** Draws a value that some conditions let through and others do not. */
type Draw = (random: Random) => unknown
/** By name: what is compared with what. */
type Compared = Map<string, { readonly operator: string; readonly operand: unknown }[]>

export interface Wanted {
  readonly events: readonly string[]
  /** Properties of an event that something looks at, by name: how to draw them; `oncePer` names are drawn anew each time. */
  readonly props: ReadonlyMap<string, ReadonlyMap<string, Draw>>
  readonly pages: readonly PathPattern[]
  readonly traits: ReadonlyMap<string, Draw>
  /** What the page would pass: names that the SDK does not know by itself. */
  readonly context: ReadonlyMap<string, Draw>
  /** Languages of the texts. */
  readonly languages: readonly string[]
}

/** What the SDK finds by itself (gates/context.ts). */
const KNOWN_CONTEXT = /^(path|device|language|referrer|visits|viewport\.(width|height)|query\..*|utm\..*)$/

/** Every leaf of a condition. */
const leaves = (condition: Condition): readonly Readonly<Record<string, unknown>>[] => {
  const { all, any, none } = condition as Readonly<Record<string, readonly Condition[] | undefined>> // a union of plain JSON shapes, read by key
  const group = all ?? any ?? none
  return group ? group.flatMap(leaves) : [condition as never]
}

const collect = (into: Compared, conditions: readonly (Condition | undefined)[], subject: string): void => {
  for (const leaf of conditions.flatMap((condition) => (condition ? leaves(condition) : []))) {
    const name = leaf[subject]
    const operator = Object.keys(leaf).find((key) => key !== subject && key !== 'withinDays' && key !== 'since')
    if (typeof name !== 'string' || !operator) continue
    into.set(name, [...(into.get(name) ?? []), { operator, operand: leaf[operator] }])
  }
}

/** Values on both sides of what is compared with. */
const drawOf =
  (compared: readonly { readonly operator: string; readonly operand: unknown }[]): Draw =>
  (random) => {
    const { operator, operand } = pick(
      random,
      compared.map((one) => [one, 1] as const),
    )
    const values = [operand].flat()
    const value = values[Math.floor(random() * values.length)]
    if (operator === 'exists' || operator === 'matches') return random() < 0.5 ? 'given' : undefined
    if (typeof value === 'boolean') return random() < 0.5
    if (typeof value !== 'number') return random() < 0.5 ? value : 'other'
    if (/^(is|in|not|notIn)$/.test(operator) && random() < 0.5) return value
    const near = value * 2 * random() + random() * 2
    return Number.isInteger(value) ? Math.round(near) : Math.round(near * 100) / 100
  }
const draws = (compared: Compared): ReadonlyMap<string, Draw> => new Map([...compared].map(([name, list]) => [name, drawOf(list)]))

/** The triggers a trigger is made of. */
const stepsOf = (trigger: Trigger): readonly Pick<Trigger, 'on'>[] => (trigger.on === 'sequence' ? trigger.steps : [trigger])

export const wantedBy = (config: Config): Wanted => {
  const { surveys, personas = [] } = config
  const events = new Set<string>()
  const pages = new Map<string, PathPattern>()
  const props = new Map<string, Map<string, Draw>>()
  const languages = new Set<string>()
  const [traits, context, counted]: [Compared, Compared, Compared] = [new Map(), new Map(), new Map()]
  for (const { id, audience, questions, ...survey } of surveys) {
    for (const { text } of questions) if (typeof text === 'object') for (const tag of Object.keys(text)) languages.add(tag)
    collect(traits, [audience], 'trait')
    collect(context, [audience], 'context')
    collect(counted, [audience], 'event')
    for (const trigger of triggersOf({ id, questions, ...survey })) {
      // Pages to look back on.
      if (trigger.on === 'journey')
        for (const { match = [] } of touchpointsOf(config))
          for (const pattern of [match].flat()) pages.set(JSON.stringify(pattern), pattern)
      const { where, oncePer, cancelOn = [] } = trigger as Partial<EventTrigger & SequenceTrigger>
      const compared: Compared = new Map()
      collect(compared, [where], 'prop')
      collect(traits, [where], 'trait')
      const own = new Map(draws(compared))
      if (oncePer) own.set(oncePer, (random) => `${oncePer}-${Math.floor(random() * 1e9).toString(36)}`)
      for (const step of stepsOf(trigger)) {
        const { after, name = after, path = [] } = step as Partial<EventTrigger & PlaceBase & JourneyTrigger>
        if (name && /^(event|after|journey)$/.test(step.on)) {
          events.add(name)
          props.set(name, new Map([...(props.get(name) ?? []), ...own]))
        }
        for (const pattern of [path].flat()) pages.set(JSON.stringify(pattern), pattern)
      }
      for (const name of cancelOn) events.add(name)
    }
  }
  for (const { when } of personas) {
    collect(traits, [when], 'trait')
    collect(context, [when], 'context')
    collect(counted, [when], 'event')
  }
  for (const name of counted.keys()) events.add(name)
  for (const name of [...context.keys()]) if (KNOWN_CONTEXT.test(name)) context.delete(name)
  return {
    events: [...events],
    props,
    pages: [...pages.values()],
    traits: draws(traits),
    context: draws(context),
    languages: [...languages],
  }
}
