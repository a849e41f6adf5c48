import type { Condition, Lookup } from '../survey/condition'
import type { Persona } from '../survey/config'
import type { holds } from '../survey/holds'

/** The part of a condition that decides against it, in words: what it asks, and what there is instead, where one value says it. */
export interface Failing {
  readonly failed: string
  readonly got?: string
}

/** Longer texts are cut. */
const MAX_CHARS = 80
/** Of several that all fail, so many are named. */
const MAX_NAMED = 3

const cut = (text: string) => (text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text)
/** A value for people. A text that looks like another type says that it is one: `"5"` is no 5. */
const say = (value: unknown): string => {
  if (value == null) return 'missing'
  if (Array.isArray(value)) return value.map(say).join(', ') || 'an empty list'
  if (typeof value === 'number') return `${Math.round(value * 100) / 100}`
  if (typeof value !== 'string') return cut(JSON.stringify(value))
  return value.trim() === '' || !Number.isNaN(Number(value)) || /^(true|false|null|missing)$/.test(value)
    ? `the text "${cut(value)}"`
    : cut(value)
}

const operators: Readonly<Record<string, (operand: unknown) => string>> = {
  is: (operand) => `is ${say(operand)}`,
  not: (operand) => `is not ${say(operand)}`,
  in: (operand) => `is one of ${say(operand)}`,
  notIn: (operand) => `is none of ${say(operand)}`,
  gt: (operand) => `is above ${say(operand)}`,
  gte: (operand) => `is at least ${say(operand)}`,
  lt: (operand) => `is below ${say(operand)}`,
  lte: (operand) => `is at most ${say(operand)}`,
  contains: (operand) => `contains ${say(operand)}`,
  startsWith: (operand) => `begins with ${say(operand)}`,
  endsWith: (operand) => `ends with ${say(operand)}`,
  matches: (operand) => `matches ${cut(String(operand))}`,
  exists: (operand) => (operand ? 'is known' : 'is missing'),
}

type Kind = 'trait' | 'prop' | 'answer' | 'context' | 'event'
/** The parts of a condition that is no group and no persona. A union of plain JSON shapes, read by key. */
const leafOf = (condition: Condition) => {
  const { withinDays, since, ...leaf } = condition as Readonly<Record<string, unknown>>
  const kind = (['trait', 'prop', 'answer', 'context', 'event'] as const).find((name) => name in leaf) ?? 'trait'
  const [operator = 'is'] = Object.keys(leaf).filter((key) => key !== kind)
  return {
    kind: kind as Kind,
    name: String(leaf[kind]),
    operator,
    operand: leaf[operator],
    withinDays: withinDays as number | undefined,
    since: since as 'first' | 'last' | undefined,
  }
}
const inWords = (condition: Condition): string => {
  const { kind, name, operator, operand, withinDays, since } = leafOf(condition)
  const window = withinDays === undefined ? '' : ` within ${say(withinDays)} days`
  const subject =
    kind !== 'event'
      ? `${kind} ${name}`
      : since
        ? `the number of days since the ${since} ${name}${window}`
        : `the number of times ${name} was tracked${window}`
  return `${subject} ${operators[operator]?.(operand) ?? operator}`
}

/** What explains a condition; `holds` is handed in, since whoever decided has it already. */
export interface Known {
  readonly lookup: Lookup
  readonly holds: typeof holds
  readonly personas?: readonly Persona[] | undefined
}

/** The part of a condition that fails for what is known of the visitor; undefined where it holds. */
export const explainCondition = (condition: Condition, { lookup, holds, personas = [] }: Known): Failing | undefined => {
  const named = (id: string) => {
    const name = personas.find((persona) => persona.id === id)?.name ?? id
    return `the visitor is “${typeof name === 'string' ? name : (name['en'] ?? Object.values(name)[0])}”`
  }
  const asks = (one: Condition): string => {
    if ('persona' in one) return named(one.persona)
    if ('all' in one) return one.all.map(asks).join(' and ')
    if ('any' in one) return one.any.map(asks).join(' or ')
    if ('none' in one) return `not (${one.none.map(asks).join(' or ')})`
    return inWords(one)
  }
  const got = (one: Condition): string => {
    const { kind, name, withinDays, since } = leafOf(one)
    return kind === 'prop' || kind === 'answer' ? 'not known before it happens' : say(lookup(kind, name, withinDays, since))
  }
  const isGroup = (one: Condition) => 'all' in one || 'any' in one || 'none' in one
  const failing = (one: Condition): Failing | undefined => {
    if (holds(one, lookup)) return
    if ('persona' in one) {
      const inner = personas.find(({ id }) => id === one.persona)
      const why = inner && failing(inner.when)
      return { ...why, failed: why ? `${named(one.persona)}, that is, that ${why.failed}` : named(one.persona) }
    }
    if ('all' in one) return one.all.map(failing).find((found) => found)
    if ('any' in one) {
      const all = one.any.flatMap((inner) => failing(inner) ?? [])
      const [first] = all
      if (!all[1]) return first ?? { failed: 'one of no conditions holds' }
      const parts = all.slice(0, MAX_NAMED).map(({ failed, got }) => (got ? `${failed} (here: ${got})` : failed))
      const more = all.length - parts.length
      return { failed: [...parts, ...(more ? [`one of ${more} more holds`] : [])].join(' or ') }
    }
    if ('none' in one) {
      const held = one.none.find((inner) => holds(inner, lookup))
      if (!held) return
      return { failed: `not ${asks(held)}`, ...(!isGroup(held) && !('persona' in held) && { got: got(held) }) }
    }
    return { failed: inWords(one), got: got(one) }
  }
  return failing(condition)
}
