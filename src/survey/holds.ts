import type { Condition, Lookup, SubjectKind } from './condition'
import { isSafePattern, MAX_MATCH_LENGTH } from './pattern'

/** Throws when what the configuration says cannot be right. The words for it live in the check chunk. */
export const must: (condition: unknown) => asserts condition = (condition) => {
  if (!condition) throw new TypeError('bad configuration')
}

type Test = (value: never, operand: never) => unknown

/** A test of two values of one type: a value of another type fails it, an operand of another type is a mistake. */
const both =
  <T>(type: 'number' | 'string', test: (value: T, operand: T) => boolean): Test =>
  (value: unknown, operand: unknown) => {
    must(typeof operand === type)
    return typeof value === type && test(value as T, operand as T)
  }
// An answer to a several-choice question is a list: `is` and `in` ask whether one of the chosen is meant.
const among: Test = (value: unknown, operand: readonly unknown[]) => [value].flat().some((one) => operand.some((item) => item === one))

/** Every operator, strictly typed and without coercion. */
export const operators: Readonly<Record<string, Test>> = {
  is: (value: never, operand: unknown) => among(value, [operand] as never),
  not: (value: never, operand: unknown) => !among(value, [operand] as never),
  in: among,
  notIn: (value, operand) => !among(value, operand),
  gt: both<number>('number', (value, operand) => value > operand),
  gte: both<number>('number', (value, operand) => value >= operand),
  lt: both<number>('number', (value, operand) => value < operand),
  lte: both<number>('number', (value, operand) => value <= operand),
  contains: (value: unknown, operand: never) => (Array.isArray(value) || typeof value === 'string') && value.includes(operand),
  startsWith: both<string>('string', (value, operand) => value.startsWith(operand)),
  endsWith: both<string>('string', (value, operand) => value.endsWith(operand)),
  matches: (value: unknown, operand: string) => {
    must(isSafePattern(operand))
    return typeof value === 'string' && new RegExp(operand).test(value.slice(0, MAX_MATCH_LENGTH))
  },
  exists: (value: unknown, operand: boolean) => (value != null) === operand,
}

/**
 * Whether a condition holds for what `lookup` finds. Every part is looked at even when the first decides, so that a dry run
 * throws at the first mistake, wherever it is.
 */
export const holds = (condition: Condition, lookup: Lookup): boolean => {
  // A union of plain JSON shapes, read by key.
  const { persona, withinDays, ...node } = condition as unknown as Readonly<Record<string, never>>
  if (persona) return lookup('persona', persona) === true
  const group = node.all ?? node.any ?? node.none
  if (group) {
    const results = (group as readonly Condition[]).map((inner) => holds(inner, lookup))
    return node.all ? !results.includes(false) : results.includes(true) === !node.none
  }
  const keys = Object.keys(node)
  const operator = operators[keys.find((key) => operators[key]) ?? '']
  const kind = keys.find((key) => /^(trait|prop|answer|context|event)$/.test(key)) as SubjectKind | undefined
  must(kind && operator && keys.length === 2)
  return !!operator(
    lookup(kind, node[kind] as unknown as string, withinDays) as never,
    node[keys.find((key) => operators[key]) as string] as never,
  )
}
