import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, Lookup, SubjectKind } from './condition'
import { subjectKinds } from './condition'
import { holds, operators } from './holds'

/** Finds `value` under any name, whatever the subject. */
const always =
  (value: unknown): Lookup =>
  () =>
    value
const trait = (operator: object) => ({ trait: 'x', ...operator }) as unknown as Condition
const whether = (operator: object, value: unknown) => holds(trait(operator), always(value))

describe('operators, strictly typed', () => {
  const rows: readonly (readonly [operator: object, holds: readonly unknown[], not: readonly unknown[]])[] = [
    [{ is: 'gold' }, ['gold', ['gold'], ['red', 'gold']], ['Gold', 'golden', '', 0, true, ['red'], [], {}, [['gold']]]],
    [{ is: 1 }, [1, [1, 2]], ['1', true, 1.5, ['1']]],
    [{ is: 0 }, [0, -0], ['', false, '0', []]],
    [{ is: true }, [true], ['true', 1, false]],
    [{ is: false }, [false], ['', 0, 'false']],
    [{ is: '' }, [''], [0, false, ' ']],
    [{ not: 'gold' }, ['red', 1, ['red'], [], true], ['gold', ['red', 'gold']]],
    [{ not: 1 }, ['1', 2, true], [1, [1]]],
    [{ in: ['a', 1, true] }, ['a', 1, true, ['z', 'a']], ['1', 'true', 'b', ['b'], []]],
    [{ in: [] }, [], ['a', '', 0]],
    [{ notIn: ['a', 1] }, ['b', '1', ['b'], []], ['a', 1, ['b', 'a']]],
    [{ notIn: [] }, ['a', 0], []],
    [{ gt: 3 }, [3.1, 4, Infinity], [3, 2, '4', true, [4], Number.NaN]],
    [{ gte: 3 }, [3, 4], [2.9, '3', [3]]],
    [{ lt: 3 }, [2.9, -1, -Infinity], [3, '2', false, [1], Number.NaN]],
    [{ lte: 3 }, [3, 0], [3.1, '3', '']],
    [{ contains: 'an' }, ['an', 'banana', ['an', 'b']], ['BAN', 'a', ['banana'], 5, true, {}]],
    [{ contains: 2 }, [[1, 2]], [['2'], 2, [1]]],
    [{ contains: true }, [[true]], [['true'], true]],
    [{ startsWith: 'ab' }, ['ab', 'abc'], ['cab', 'Ab', ['ab'], 5]],
    [{ endsWith: 'ab' }, ['ab', 'cab'], ['abc', ['ab'], 5]],
    [{ matches: '^a.c$' }, ['abc', 'a-c'], ['ab', 'xabc', ['abc'], 5, true]],
    [{ exists: true }, ['', 0, false, 'x', [], {}], []],
    [{ exists: false }, [], ['', 0, false, 'x', []]],
  ]
  for (const [operator, yes, no] of rows) {
    for (const value of yes)
      test(`${JSON.stringify(operator)} holds for ${JSON.stringify(value)}`, () => expect(whether(operator, value)).toBe(true))
    for (const value of no)
      test(`${JSON.stringify(operator)} does not hold for ${JSON.stringify(value)}`, () => expect(whether(operator, value)).toBe(false))
  }

  test.each([
    [5, 'a5c'],
    [true, 'it is true'],
    [0, '100'],
  ])('contains: %j is no part of %j: nothing is coerced', (operand, value) => expect(whether({ contains: operand }, value)).toBe(false))
})

describe('a missing value satisfies only exists: false, not and notIn', () => {
  const operators: readonly (readonly [object, boolean])[] = [
    [{ is: 'x' }, false],
    [{ is: '' }, false],
    [{ is: 0 }, false],
    [{ is: false }, false],
    [{ not: 'x' }, true],
    [{ in: ['x'] }, false],
    [{ notIn: ['x'] }, true],
    [{ gt: -1 }, false],
    [{ gte: 0 }, false],
    [{ lt: 1 }, false],
    [{ lte: 0 }, false],
    [{ contains: '' }, false],
    [{ contains: 'undefined' }, false],
    [{ startsWith: '' }, false],
    [{ endsWith: '' }, false],
    [{ matches: '' }, false],
    [{ matches: 'null|undefined' }, false],
    [{ exists: true }, false],
    [{ exists: false }, true],
  ]
  for (const missing of [undefined, null])
    test.each(operators)(`%j and ${missing}: %j`, (operator, expected) => expect(whether(operator, missing)).toBe(expected))
})

describe('subjects', () => {
  test.each(subjectKinds.filter((kind) => kind !== 'persona'))('%s is looked up by its own kind and name', (kind) => {
    const asked: unknown[] = []
    const lookup: Lookup = (kind, name) => {
      asked.push([kind, name])
      return 7
    }
    expect(holds({ [kind]: 'plan', is: 7 } as unknown as Condition, lookup)).toBe(true)
    expect(asked).toEqual([[kind, 'plan']])
  })
  test('an event hands its window on, and is compared by its count', () => {
    const lookup: Lookup = (kind, name, days) => (kind === 'event' && name === 'order' && days === 30 ? 2 : 5)
    expect(holds({ event: 'order', withinDays: 30, gte: 3 }, lookup)).toBe(false)
    expect(holds({ event: 'order', withinDays: 30, is: 2 }, lookup)).toBe(true)
    expect(holds({ event: 'order', gte: 3 }, lookup)).toBe(true)
    expect(holds({ withinDays: 30, gte: 3, event: 'order' } as Condition, lookup)).toBe(false)
  })
  test('a persona stands alone', () => {
    const lookup: Lookup = (kind, name) => kind === 'persona' && name === 'loyal'
    expect(holds({ persona: 'loyal' }, lookup)).toBe(true)
    expect(holds({ persona: 'new' }, lookup)).toBe(false)
  })
  test('the order of the keys does not matter', () => {
    expect(holds({ gte: 3, trait: 'x' }, always(3))).toBe(true)
    expect(holds({ trait: 'x', gte: 3 }, always(3))).toBe(true)
  })
  test('a list of chosen options', () => {
    const chosen = always(['price', 'delivery'])
    expect(holds({ answer: 'why', is: 'price' }, chosen)).toBe(true)
    expect(holds({ answer: 'why', not: 'price' }, chosen)).toBe(false)
    expect(holds({ answer: 'why', in: ['delivery', 'other'] }, chosen)).toBe(true)
    expect(holds({ answer: 'why', notIn: ['other'] }, chosen)).toBe(true)
    expect(holds({ answer: 'why', contains: 'delivery' }, chosen)).toBe(true)
    expect(holds({ answer: 'why', contains: 'deliver' }, chosen)).toBe(false)
    expect(holds({ answer: 'why', exists: true }, always([]))).toBe(true)
  })
})

describe('groups', () => {
  const yes: Condition = { trait: 'x', is: 1 }
  const no: Condition = { trait: 'x', is: 2 }
  const rows: readonly (readonly [Condition, boolean])[] = [
    [{ all: [] }, true],
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ none: [] }, true],
    [{ none: [no, no] }, true],
    [{ none: [no, yes] }, false],
    [{ all: [{ any: [no, yes] }, { none: [no, { all: [yes, no] }] }] }, true],
    [{ none: [{ none: [no] }] }, false],
  ]
  test.each(rows)('%j: %j', (condition, expected) => expect(holds(condition, always(1))).toBe(expected))

  test('property: groups are and, or, nor', () => {
    type Tree = boolean | { readonly kind: 'all' | 'any' | 'none'; readonly of: readonly Tree[] }
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.boolean(),
        fc.record({ kind: fc.constantFrom('all' as const, 'any' as const, 'none' as const), of: fc.array(tie('tree'), { maxLength: 4 }) }),
      ),
    }))
    const write = (tree: Tree): Condition =>
      typeof tree === 'boolean' ? { trait: 'x', is: +tree } : ({ [tree.kind]: tree.of.map(write) } as unknown as Condition)
    const read = (tree: Tree): boolean => {
      if (typeof tree === 'boolean') return tree
      if (tree.kind === 'all') return tree.of.every(read)
      return tree.of.some(read) === (tree.kind === 'any')
    }
    fc.assert(fc.property(tree, (tree) => holds(write(tree), always(1)) === read(tree)))
  })
})

describe('malformed conditions throw, wherever they are', () => {
  const malformed: readonly (readonly [string, unknown])[] = [
    ['nothing at all', {}],
    ['null', null],
    ['a text', 'plan'],
    ['no operator', { trait: 'x' }],
    ['no subject', { is: 'x' }],
    ['an empty name', { trait: '', is: 'x' }],
    ['two operators', { trait: 'x', is: 1, not: 2 }],
    ['two subjects', { trait: 'x', prop: 'y', is: 1 }],
    ['an operator that is not known', { trait: 'x', equals: 1 }],
    ['a subject that is not known', { user: 'x', is: 1 }],
    ['one key too many', { trait: 'x', is: 1, note: 'why' }],
    ['an operator that only objects in general have', { trait: 'x', constructor: 1 }],
    ['another one', { trait: 'x', toString: 1 }],
    ['a list that is a text', { trait: 'x', in: 'abc' }],
    ['a list that is a number', { trait: 'x', in: 3 }],
    ['no list', { trait: 'x', notIn: null }],
    ['a number that is a text', { trait: 'x', gt: '5' }],
    ['a number that is null', { trait: 'x', lte: null }],
    ['a text that is a number', { trait: 'x', startsWith: 5 }],
    ['a text that is a list', { trait: 'x', endsWith: ['a'] }],
    ['a pattern that is a number', { trait: 'x', matches: 5 }],
    ['a group that is no list', { all: { trait: 'x', is: 1 } }],
    ['a group that is a text', { any: 'x' }],
    ['a member that is no condition', { none: [null] }],
    ['an empty persona', { persona: '' }],
  ]
  describe.each(malformed)('%s', (_, bad) => {
    const inner = bad as Condition
    const fine: Condition = { trait: 'x', is: 1 }
    const places: readonly (readonly [string, Condition])[] = [
      ['alone', inner],
      ['behind a false one of all', { all: [{ trait: 'x', is: 2 }, inner] }],
      ['behind a true one of any', { any: [fine, inner] }],
      ['behind a true one of none', { none: [fine, inner] }],
      ['deep', { all: [{ trait: 'x', is: 2 }, { any: [fine, { none: [fine, inner] }] }] }],
    ]
    test.each(places)('%s', (_, condition) => {
      for (const value of [undefined, 1, 'text', ['a']]) expect(() => holds(condition, always(value))).toThrow()
    })
  })
})

test('a dry run hears every subject, though the first decides', () => {
  const heard: SubjectKind[] = []
  const dry: Lookup = (kind) => {
    heard.push(kind)
    return undefined
  }
  holds(
    {
      all: [
        { trait: 'a', is: 1 },
        { any: [{ event: 'b', gte: 1 }, { persona: 'c' }, { context: 'd', exists: false }] },
        { prop: 'e', is: 1 },
      ],
    },
    dry,
  )
  expect(heard).toEqual(['trait', 'event', 'persona', 'context', 'prop'])
})

test('matches looks at 256 characters and no more', () => {
  expect(whether({ matches: 'b' }, `${'a'.repeat(255)}b`)).toBe(true)
  expect(whether({ matches: 'b' }, `${'a'.repeat(256)}b`)).toBe(false)
  expect(whether({ matches: '^a{3}$' }, 'aaa')).toBe(true)
  expect(whether({ matches: 'a$' }, 'a'.repeat(256) + 'b'.repeat(1e6))).toBe(true)
})

test('the same condition tried again holds again: no state is kept between', () => {
  const condition = trait({ matches: 'a' })
  expect([1, 2, 3].map(() => holds(condition, always('a')))).toEqual([true, true, true])
})

test('property: no value, whatever its shape, makes a sound condition throw', () => {
  const scalar = fc.oneof(fc.string(), fc.double(), fc.boolean())
  const operator = fc.oneof(
    fc.record({ is: scalar }),
    fc.record({ not: scalar }),
    fc.record({ in: fc.array(scalar) }),
    fc.record({ notIn: fc.array(scalar) }),
    fc.record({ gt: fc.double() }),
    fc.record({ lte: fc.double() }),
    fc.record({ contains: scalar }),
    fc.record({ startsWith: fc.string() }),
    fc.record({ endsWith: fc.string() }),
    fc.record({ matches: fc.constantFrom('a', '^\\d+$', '[^@]+@') }),
    fc.record({ exists: fc.boolean() }),
  )
  fc.assert(fc.property(operator, fc.anything(), (operator, value) => typeof whether(operator, value) === 'boolean'))
})

test('property: not is the opposite of is, notIn of in, for every value', () => {
  const scalar = fc.oneof(fc.constantFrom('a', 'b', '1', 1, 0, true, false), fc.string(), fc.double({ noNaN: true }))
  const value = fc.oneof(scalar, fc.array(scalar), fc.constantFrom(undefined, null))
  fc.assert(
    fc.property(scalar, fc.array(scalar), value, (operand, operands, value) => {
      expect(whether({ not: operand }, value)).toBe(!whether({ is: operand }, value))
      expect(whether({ notIn: operands }, value)).toBe(!whether({ in: operands }, value))
    }),
  )
})

describe('every operator against its own definition, for any value', () => {
  const scalar = fc.oneof(fc.string({ maxLength: 4 }), fc.integer({ min: -3, max: 3 }), fc.boolean())
  const text = fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', '1') })
  const value = fc.oneof(text, scalar, fc.array(scalar, { maxLength: 3 }), fc.constantFrom(undefined, null), fc.double(), fc.object())
  /** What is meant by a value: an answer to a several-choice question means each of the chosen. */
  const means = (value: unknown) => (Array.isArray(value) ? value : [value])
  const isNumber = (value: unknown): value is number => typeof value === 'number'
  const isText = (value: unknown): value is string => typeof value === 'string'
  type Definition = (value: unknown, operand: never) => boolean
  const definitions: readonly (readonly [operator: string, operands: fc.Arbitrary<unknown>, holds: Definition])[] = [
    ['is', scalar, (value, operand) => means(value).some((one) => one === operand)],
    ['not', scalar, (value, operand) => means(value).every((one) => one !== operand)],
    ['in', fc.array(scalar), (value, operands: unknown[]) => means(value).some((one) => operands.some((each) => each === one))],
    ['notIn', fc.array(scalar), (value, operands: unknown[]) => means(value).every((one) => operands.every((each) => each !== one))],
    ['gt', fc.integer({ min: -3, max: 3 }), (value, operand) => isNumber(value) && value > operand],
    ['gte', fc.integer({ min: -3, max: 3 }), (value, operand) => isNumber(value) && value >= operand],
    ['lt', fc.integer({ min: -3, max: 3 }), (value, operand) => isNumber(value) && value < operand],
    ['lte', fc.integer({ min: -3, max: 3 }), (value, operand) => isNumber(value) && value <= operand],
    [
      'contains',
      fc.oneof(scalar, text),
      (value, operand: unknown) =>
        Array.isArray(value) ? value.some((one) => one === operand) : isText(value) && isText(operand) && value.split(operand).length > 1,
    ],
    ['startsWith', text, (value, operand: string) => isText(value) && value.slice(0, operand.length) === operand],
    ['endsWith', text, (value, operand: string) => isText(value) && value.slice(value.length - operand.length) === operand],
    ['matches', fc.constantFrom('a', '^b', '1$', '^$'), (value, operand: string) => isText(value) && value.search(operand) >= 0],
    ['exists', fc.boolean(), (value, operand) => (value !== undefined && value !== null) === operand],
  ]
  test.each(definitions)('%s', (operator, operands, defined) => {
    fc.assert(
      fc.property(value, operands, (value, operand) => {
        // The empty text is part of every text.
        const expected = operator === 'contains' && operand === '' && isText(value) ? true : defined(value, operand as never)
        expect(whether({ [operator]: operand }, value)).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })
  test('none is left out, and a missing value satisfies exists: false, not and notIn alone', () => {
    expect(definitions.map(([operator]) => operator).sort()).toEqual(Object.keys(operators).sort())
    for (const [operator, operands] of definitions)
      fc.assert(
        fc.property(operands, fc.constantFrom(undefined, null), (operand, missing) => {
          const expected = operator === 'not' || operator === 'notIn' || (operator === 'exists' && operand === false)
          expect(whether({ [operator]: operand }, missing)).toBe(expected)
        }),
      )
  })
  test.each(definitions)('%s is the opposite of itself within none, and the same within all and any', (operator, operands) => {
    fc.assert(
      fc.property(value, operands, (value, operand) => {
        const leaf = trait({ [operator]: operand })
        const [alone, all, any, none, twice] = [leaf, { all: [leaf] }, { any: [leaf] }, { none: [leaf] }, { none: [{ none: [leaf] }] }].map(
          (condition) => holds(condition, always(value)),
        )
        expect([all, any, none, twice]).toEqual([alone, alone, !alone, alone])
      }),
    )
  })
  test('pairs are each other’s opposite: is and not, in and notIn', () => {
    fc.assert(
      fc.property(value, fc.array(scalar), (value, list) => {
        expect(whether({ notIn: list }, value)).toBe(!whether({ in: list }, value))
        for (const one of list) expect(whether({ not: one }, value)).toBe(!whether({ is: one }, value))
      }),
    )
  })
})
