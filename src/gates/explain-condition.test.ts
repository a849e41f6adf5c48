import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, Lookup } from '../survey/condition'
import type { Persona } from '../survey/config'
import { holds } from '../survey/holds'
import { explainCondition } from './explain-condition'
import { subjects } from './subjects'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const personas: readonly Persona[] = [
  { id: 'first', name: { fr: 'Premier achat', en: 'First-time buyer' }, when: { trait: 'orders', is: 1 } },
  {
    id: 'loyal',
    when: {
      all: [
        { trait: 'orders', gte: 5 },
        { trait: 'plan', is: 'gold' },
      ],
    },
  },
]
const lookup: Lookup = (kind, name, withinDays, since) =>
  kind === 'context'
    ? { device: 'desktop', 'viewport.width': 812.456, path: '/a' }[name]
    : subjects({
        traits: { orders: 3, plan: 'red', code: '5', tags: ['a', 'b'], note: ' ', long: 'x'.repeat(200), ok: false },
        personas,
        events: { order: [NOW - 3.4 * 864e5] },
        visits: 1,
        now: NOW,
      })(kind, name, withinDays, since)
const words = (condition: Condition) => {
  const found = explainCondition(condition, { lookup, holds, personas })
  return found && `${found.failed}${found.got === undefined ? '' : `, and here it is ${found.got}`}`
}

describe('the part that fails, with what it asks and what is there', () => {
  test.each<[Condition, string]>([
    [{ context: 'device', in: ['mobile', 'tablet'] }, 'context device is one of mobile, tablet, and here it is desktop'],
    [{ trait: 'plan', is: 'gold' }, 'trait plan is gold, and here it is red'],
    [{ trait: 'nothing', is: 'gold' }, 'trait nothing is gold, and here it is missing'],
    [{ trait: 'plan', not: 'red' }, 'trait plan is not red, and here it is red'],
    [{ trait: 'plan', notIn: ['red', 'blue'] }, 'trait plan is none of red, blue, and here it is red'],
    [{ trait: 'orders', gt: 3 }, 'trait orders is above 3, and here it is 3'],
    [{ trait: 'orders', gte: 4 }, 'trait orders is at least 4, and here it is 3'],
    [{ trait: 'orders', lt: 3 }, 'trait orders is below 3, and here it is 3'],
    [{ trait: 'orders', lte: 2 }, 'trait orders is at most 2, and here it is 3'],
    [{ trait: 'tags', contains: 'c' }, 'trait tags contains c, and here it is a, b'],
    [{ trait: 'plan', startsWith: 'g' }, 'trait plan begins with g, and here it is red'],
    [{ trait: 'plan', endsWith: 'g' }, 'trait plan ends with g, and here it is red'],
    [{ trait: 'plan', matches: '^g' }, 'trait plan matches ^g, and here it is red'],
    [{ trait: 'plan', exists: false }, 'trait plan is missing, and here it is red'],
    [{ trait: 'nothing', exists: true }, 'trait nothing is known, and here it is missing'],
    [{ trait: 'ok', is: true }, 'trait ok is true, and here it is false'],
    [{ context: 'viewport.width', lt: 600 }, 'context viewport.width is below 600, and here it is 812.46'],
    [{ event: 'order', gte: 2 }, 'the number of times order was tracked is at least 2, and here it is 1'],
    [{ event: 'order', withinDays: 2, gte: 1 }, 'the number of times order was tracked within 2 days is at least 1, and here it is 0'],
    [{ event: 'order', since: 'last', gte: 13 }, 'the number of days since the last order is at least 13, and here it is 3.4'],
    [{ event: 'other', since: 'first', gte: 1 }, 'the number of days since the first other is at least 1, and here it is missing'],
    [{ prop: 'total', gte: 50 }, 'prop total is at least 50, and here it is not known before it happens'],
  ])('%j', (condition, expected) => expect(words(condition)).toBe(expected))

  test('a text that looks like another type says that it is a text', () => {
    expect(words({ trait: 'code', is: 5 })).toBe('trait code is 5, and here it is the text "5"')
    expect(words({ trait: 'orders', is: '3' })).toBe('trait orders is the text "3", and here it is 3')
    expect(words({ trait: 'note', is: 'x' })).toBe('trait note is x, and here it is the text " "')
  })
  test('what is long is cut', () => expect(words({ trait: 'long', is: 'y' })?.length).toBeLessThan(140))
})

describe('groups and personas', () => {
  test.each<[Condition, string]>([
    [
      {
        all: [
          { trait: 'orders', is: 3 },
          { trait: 'plan', is: 'gold' },
          { trait: 'orders', is: 9 },
        ],
      },
      'trait plan is gold, and here it is red',
    ],
    [{ any: [{ trait: 'orders', is: 1 }] }, 'trait orders is 1, and here it is 3'],
    [
      {
        any: [
          { trait: 'orders', is: 1 },
          {
            all: [
              { trait: 'orders', is: 3 },
              { trait: 'plan', is: 'gold' },
            ],
          },
        ],
      },
      'trait orders is 1 (here: 3) or trait plan is gold (here: red)',
    ],
    [
      { any: [1, 2, 4, 5, 6].map((is) => ({ trait: 'orders', is })) },
      'trait orders is 1 (here: 3) or trait orders is 2 (here: 3) or trait orders is 4 (here: 3) or one of 2 more holds',
    ],
    [{ any: [] }, 'one of no conditions holds'],
    [
      {
        none: [
          { trait: 'orders', is: 1 },
          { trait: 'plan', is: 'red' },
        ],
      },
      'not trait plan is red, and here it is red',
    ],
    [
      {
        none: [
          {
            all: [
              { trait: 'plan', is: 'red' },
              { trait: 'orders', is: 3 },
            ],
          },
        ],
      },
      'not trait plan is red and trait orders is 3',
    ],
    [{ persona: 'first' }, 'the visitor is “First-time buyer”, that is, that trait orders is 1, and here it is 3'],
    [{ all: [{ persona: 'loyal' }] }, 'the visitor is “loyal”, that is, that trait orders is at least 5, and here it is 3'],
  ])('%j', (condition, expected) => expect(words(condition)).toBe(expected))
  test('a persona that holds and should not', () => {
    const found = explainCondition({ none: [{ persona: 'x' }] }, { lookup: () => true, holds, personas: [{ id: 'x', when: { all: [] } }] })
    expect(found).toEqual({ failed: 'not the visitor is “x”' })
  })
})

test('property: there is a part that fails exactly where the condition does not hold', () => {
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ trait: fc.constantFrom('orders', 'plan', 'none'), is: fc.constantFrom<string | number>(3, 'gold', 'red') }),
    fc.record({ event: fc.constantFrom('order', 'other'), gte: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ persona: fc.constantFrom('first', 'loyal') }),
  )
  const { node } = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ none: fc.array(tie('node'), { maxLength: 3 }) }),
    ),
  }))
  fc.assert(
    fc.property(node, (condition) => {
      const found = explainCondition(condition, { lookup, holds, personas })
      expect(found === undefined).toBe(holds(condition, lookup))
      if (found) expect(found.failed).not.toMatch(/undefined|\[object|NaN/)
    }),
  )
})
