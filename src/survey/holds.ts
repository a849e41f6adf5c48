import { must } from './compile'
import type { Condition, Lookup } from './condition'
import { isSafePattern, MAX_MATCH_LENGTH } from './pattern'

type Test = (value: never, operand: never) => unknown

/** A test of two values of one type: a value of another type fails it, an operand of another type is a mistake. */
const both =
  (type: string, test: Test): Test =>
  (value: unknown, operand: unknown) => {
    must(typeof operand === type)
    return typeof value === type && test(value as never, operand as never)
  }
const number = (test: (value: number, operand: number) => boolean) => both('number', test)
const string = (test: (value: string, operand: string) => boolean) => both('string', test)
// The answer to a several-choice question is a list: it is asked whether one of the chosen is meant.
const among = (value: unknown, operands: readonly unknown[]) => operands.some((operand) => [value].flat().includes(operand))

/** Every operator, strictly typed and without coercion. */
export const operators: Readonly<Record<string, Test>> = {
  is: (value, operand) => among(value, [operand]),
  not: (value, operand) => !among(value, [operand]),
  in: among,
  notIn: (value, operands) => !among(value, operands),
  gt: number((value, operand) => value > operand),
  gte: number((value, operand) => value >= operand),
  lt: number((value, operand) => value < operand),
  lte: number((value, operand) => value <= operand),
  contains: (value: unknown, operand: never) =>
    (Array.isArray(value) || (typeof value === 'string' && typeof operand === 'string')) && value.includes(operand),
  startsWith: string((value, operand) => value.startsWith(operand)),
  endsWith: string((value, operand) => value.endsWith(operand)),
  matches(value: unknown, operand: string) {
    must(isSafePattern(operand))
    return typeof value === 'string' && new RegExp(operand).test(value.slice(0, MAX_MATCH_LENGTH))
  },
  exists(value: unknown, operand: boolean) {
    must(typeof operand === 'boolean')
    return (value != null) === operand
  },
}

/**
 * Whether a condition holds for what `lookup` finds. Every part is looked at even when the first decides, so that a dry run
 * throws at the first mistake, wherever it is.
 */
export const holds = (condition: Condition, lookup: Lookup): boolean => {
  // A union of plain JSON shapes, read by key.
  const { persona, withinDays, since, all, any, none, ...leaf } = condition as unknown as Readonly<Record<string, never>>
  const group = (all ?? any ?? none) as readonly Condition[] | undefined
  if (persona) return !!lookup('persona', persona)
  if (group) {
    const results = group.map((inner: Condition) => holds(inner, lookup))
    return all ? !results.includes(false) : results.includes(true) === !none
  }
  const kind = (['trait', 'prop', 'answer', 'context', 'event'] as const).find((name) => leaf[name])
  const [operator, ...more] = Object.keys(leaf).filter((name) => name !== kind)
  const test = operators[operator as string]
  must(kind && typeof leaf[kind] === 'string' && Object.hasOwn(operators, `${operator}`) && test && !more[0])
  return !!test(lookup(kind, leaf[kind] as never, withinDays, since) as never, leaf[operator as string] as never)
}
