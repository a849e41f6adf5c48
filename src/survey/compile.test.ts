import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile as compileOnly, triggersOf } from './compile'
import type { Condition, Lookup } from './condition'
import type { Config, Survey } from './config'
import { holds } from './holds'
import { soundPersonas, vet } from './vet'

const config: Config = {
  version: 1,
  personas: [
    { id: 'p', when: { trait: 'orders', is: 1 } },
    { id: 'counts', when: { event: 'seen', gte: 1 } },
    { id: 'bad', when: { trait: 'x' } as unknown as Condition },
    { id: 'nested', when: { any: [{ persona: 'p' }] } },
  ],
  touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales' }],
  surveys: [],
}
const base: Survey = {
  id: 's',
  touchpoint: 'confirmation',
  trigger: { on: 'event', name: 'order_completed' },
  questions: [
    { id: 'csat', type: 'csat', text: 'How?' },
    { id: 'why', type: 'text', text: { en: 'Why?' } },
  ],
}
/** Both looks at a survey: the one at the start, and the one before anything is decided. */
const compile: typeof compileOnly = (survey, config, keeps) => {
  compileOnly(survey, config, keeps)
  vet(survey, soundPersonas(config.personas))
}
/** Hears the events that conditions count. */
const dry = () => {}
const survey = (change: object): Survey => ({ ...base, ...change })
const first = (change: object) => survey({ questions: [{ ...base.questions[0], ...change }, base.questions[1]] })

describe('types of moments that are none, wherever they stand', () => {
  // Each is the name of a chunk to fetch: one that leads elsewhere must not get that far.
  test.each(['hover', '/../../uploads/avatar.js?', 'constructor', '__proto__', '', 7, null, 'sequence '])('%j', (on) => {
    expect(() => compileOnly(survey({ trigger: { on } }), config, dry)).toThrow()
    expect(() => compileOnly(survey({ trigger: { on: 'sequence', steps: [{ on: 'page', path: '/' }, { on }] } }), config, dry)).toThrow()
  })
  test.each(['sheet', '/../../uploads/avatar.js?', 'constructor', '', 7, {}])('and a layout %j', (type) => {
    expect(() => compile(survey({ layout: { type } }), config, dry)).toThrow()
    expect(() => compile(survey({ variants: [{ id: 'v', layout: { type } }] }), config, dry)).toThrow()
  })
})

describe('good ones', () => {
  test.each<[string, Survey]>([
    ['the plain one', base],
    ['a touchpoint of its own', survey({ touchpoint: { id: 'own', stage: 'purchase', category: 'sales' } })],
    ['pages but some', survey({ trigger: { on: 'page', path: ['/a', '/b*'], not: '/b/c' } })],
    ['several triggers', survey({ trigger: [{ on: 'page', path: '/x' }, { on: 'click', selector: '.x' }, { on: 'manual' }] })],
    [
      'a pattern that is a regular expression',
      survey({ trigger: { on: 'page', path: [{ matches: '^/order/\\d+$' }], not: { matches: 'x' } } }),
    ],
    ['places of a click', survey({ trigger: { on: 'click', selector: '.x', path: '/a', not: ['/b', { matches: '^/c' }] } })],
    [
      'a sequence',
      survey({
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'event', name: 'x' },
            { on: 'page', path: { matches: '^/y' } },
          ],
        },
      }),
    ],
    [
      'variants, with questions, with endings, with neither',
      survey({
        endings: [{ id: 'thanks', text: 'T' }],
        variants: [
          { id: 'a' },
          { id: 'b', questions: [{ id: 'other', type: 'nps', text: 'T', next: [{ end: 'thanks' }] }] },
          { id: 'c', endings: [{ id: 'bye', text: 'B' }] },
        ],
      }),
    ],
    ['an event filter', survey({ trigger: { on: 'event', name: 'x', where: { prop: 'total', gte: 5 } } })],
    ['an audience', survey({ audience: { all: [{ trait: 'x', is: 1 }, { persona: 'p' }, { event: 'e', withinDays: 3, gte: 1 }] } })],
    ['a branch', first({ next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }] })].map((item, index) =>
      index ? { ...(item as Survey), endings: [{ id: 'thanks', text: 'Thanks' }] } : item,
    ) as [string, Survey],
    ['a choice', first({ type: 'choice', options: [{ id: 'o', text: 'O' }] })],
    ['every other type', survey({ questions: ['nps', 'ces', 'rating', 'text'].map((type) => ({ id: type, type, text: 'T' })) })],
    ['properties of a newer build', survey({ brandNew: true })],
  ])('%s', (_, survey) => expect(() => compile(survey, config, dry)).not.toThrow())
})

describe('bad ones', () => {
  const branch = (next: unknown, endings?: unknown) => ({ ...first({ next }), ...(endings ? { endings } : {}) }) as Survey
  test.each<[string, unknown]>([
    ['null', null],
    ['a text', 'survey'],
    ['nothing', {}],
    ['no id', survey({ id: undefined })],
    ['an empty id', survey({ id: '' })],
    ['an id that cannot become one', survey({ id: { toString: 'x' } })],
    ['a variant of such an id', survey({ variants: [{ id: { toString: 'x' } }] })],
    ['a priority that cannot become a number', survey({ priority: { toString: 'x' } })],
    ['a delay that cannot become one', survey({ trigger: { on: 'event', name: 'x', delaySeconds: { toString: 'x' } } })],
    ['days that cannot', survey({ trigger: { on: 'after', name: 'x', days: { valueOf: 1, toString: 1 } } })],
    [
      'a time for its steps that cannot',
      survey({
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'event', name: 'x' },
            { on: 'event', name: 'y' },
          ],
          withinSeconds: { toString: 1 },
        },
      }),
    ],
    ['no questions', survey({ questions: undefined })],
    ['an empty list of questions', survey({ questions: [] })],
    ['questions that are a text', survey({ questions: 'csat' })],
    ['a question that is null', survey({ questions: [null] })],
    ['no touchpoint', survey({ touchpoint: undefined })],
    ['a touchpoint that is not there', survey({ touchpoint: 'other' })],
    ['a touchpoint of its own without id', survey({ touchpoint: {} })],
    ['no trigger', survey({ trigger: undefined })],
    ['a trigger that is null', survey({ trigger: [null] })],
    ['a page without a path', survey({ trigger: { on: 'page' } })],
    ['a path that is no text', survey({ trigger: { on: 'page', path: ['*', 7] } })],
    ['a path it is not on that is no text', survey({ trigger: { on: 'page', path: '*', not: {} } })],
    ['what cancels it, that is no list of names', survey({ trigger: { on: 'event', name: 'x', cancelOn: {} } })],
    ['a path near that is no text', survey({ trigger: { on: 'event', name: 'x', near: 7 } })],
    ['a path near that is a regular expression', survey({ trigger: { on: 'event', name: 'x', near: { matches: '^/x' } } })],
    ['a path that could take for ever', survey({ trigger: { on: 'page', path: { matches: '(a+)+$' } } })],
    ['one among others', survey({ trigger: { on: 'exit', path: ['/a', { matches: '(' }] } })],
    ['one it is not on', survey({ trigger: { on: 'scroll', not: { matches: '(a+)+$' } } })],
    ['a path that is an empty object', survey({ trigger: { on: 'dwell', seconds: 5, path: {} } })],
    ['a path that is null', survey({ trigger: { on: 'dwell', seconds: 5, path: [null] } })],
    ['a sequence without steps', survey({ trigger: { on: 'sequence' } })],
    ['a sequence of one', survey({ trigger: { on: 'sequence', steps: [{ on: 'event', name: 'x' }] } })],
    ['a step that is null', survey({ trigger: { on: 'sequence', steps: [{ on: 'event', name: 'x' }, null] } })],
    ['a step that is a page without a path', survey({ trigger: { on: 'sequence', steps: [{ on: 'event', name: 'x' }, { on: 'page' }] } })],
    [
      'a step whose path could take for ever',
      survey({
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'page', path: { matches: '(a+)+$' } },
            { on: 'event', name: 'x' },
          ],
        },
      }),
    ],
    ['variants that are no list', survey({ variants: {} })],
    ['a variant that is null', survey({ variants: [null] })],
    ['a variant without id', survey({ variants: [{ weight: 2 }] })],
    ['a variant without any question', survey({ variants: [{ id: 'a', questions: [] }] })],
    [
      'a variant with a question type this build does not know',
      survey({ variants: [{ id: 'a', questions: [{ id: 'q', type: 'gauge', text: 'T' }] }] }),
    ],
    [
      'a variant with a rule to an ending it has replaced',
      survey({
        endings: [{ id: 'thanks', text: 'T' }],
        questions: [{ id: 'q', type: 'nps', text: 'T', next: [{ end: 'thanks' }] }],
        variants: [{ id: 'a', endings: [{ id: 'bye', text: 'B' }] }],
      }),
    ],
    [
      'a variant with a rule to a question of the others',
      survey({ variants: [{ id: 'a', questions: [{ id: 'q', type: 'nps', text: 'T', next: [{ goTo: 'why' }] }] }] }),
    ],
    [
      'a variant with a bad condition',
      survey({ variants: [{ id: 'a', questions: [{ id: 'q', type: 'nps', text: 'T', next: [{ when: {}, goTo: 'q' }] }] }] }),
    ],
    ['a scale of a billion points', first({ points: 1e9 })],
    ['one point more than NPS has', first({ type: 'rating', points: 12 })],
    [
      'a billion points in a variant',
      survey({ variants: [{ id: 'v', questions: [{ id: 'q', type: 'rating', text: 'Q', points: 1e9 }] }] }),
    ],
    ['rows of a billion points', first({ type: 'matrix', rows: [{ id: 'r', text: 'R' }], points: 1e9 })],
    ['a question without id', first({ id: undefined })],
    ['a question without text', first({ text: undefined })],
    ['a question with an empty text', first({ text: '' })],
    ['a question type this build does not know', first({ type: 'gauge' })],
    ['a type that only contains one', first({ type: 'csat ces' })],
    ['a type that is part of one', first({ type: 'a' })],
    ['an empty type', first({ type: '' })],
    ['a choice without options', first({ type: 'choice' })],
    ['a choice with an empty list of options', first({ type: 'choice', options: [] })],
    ['a ranking without options', first({ type: 'ranking' })],
    ['a matrix without rows', first({ type: 'matrix', rows: [] })],
    ['a contact without fields', first({ type: 'contact', fields: [] })],
    ['a consent to nothing', first({ type: 'consent' })],
    ['an action without words', first({ type: 'action', action: 'share' })],
    ['an id that would be a part of another question', first({ id: 'csat.part' })],
    ['a branch to nowhere', branch([{ goTo: 'nowhere' }])],
    ['an ending that is not there', branch([{ end: 'nowhere' }], [{ id: 'thanks', text: 'T' }])],
    ['an ending where there are none', branch([{ end: 'thanks' }])],
    ['a rule without a goal', branch([{ when: { answer: 'csat', is: 1 } }])],
    ['a branch with a bad condition', branch([{ when: {}, goTo: 'why' }])],
    ['a branch with a bad condition behind one that holds', branch([{ goTo: 'why' }, { when: { answer: 'csat' }, goTo: 'why' }])],
    ['next that is no list', branch({ goTo: 'why' })],
    ['a bad audience', survey({ audience: { trait: 'x' } })],
    ['an empty audience', survey({ audience: {} })],
    [
      'a bad audience behind a false all',
      survey({
        audience: {
          all: [
            { trait: 'x', is: 1 },
            { matches: '(a+)+', trait: 'x' },
          ],
        },
      }),
    ],
    ['a bad event filter', survey({ trigger: { on: 'event', name: 'x', where: { prop: 'x', like: 'y' } } })],
    ['a bad event filter of the second trigger', survey({ trigger: [{ on: 'manual' }, { on: 'event', name: 'x', where: {} }] })],
  ])('%s', (_, survey) => expect(() => compile(survey as Survey, config, dry)).toThrow())

  test('no touchpoints at all', () => expect(() => compile(base, { version: 1, surveys: [] }, dry)).toThrow())
  test.each(['gone', 'bad', 'nested', 'constructor'])('an audience of the persona “%s”, which is not there or not sound', (persona) =>
    expect(() => compile(survey({ audience: { any: [{ trait: 'x', not: 1 }, { persona }] } }), config, dry)).toThrow(),
  )
  test('a persona, and none are configured', () =>
    expect(() => compile(survey({ audience: { persona: 'p' } }), { ...config, personas: undefined } as unknown as Config, dry)).toThrow())
})

test('every event that a condition counts is told, whether or not it decides', () => {
  const heard: string[] = []
  const next = [{ when: { event: 'b', gte: 1 }, goTo: 'why' }]
  compile(
    {
      ...first({ next }),
      audience: { any: [{ event: 'a', gte: 1 }, { none: [{ persona: 'counts' }] }] },
      trigger: { on: 'event', name: 'x', where: { event: 'c', lt: 2 } },
    },
    config,
    (event) => heard.push(event),
  )
  expect(heard.sort()).toEqual(['a', 'b', 'c', 'seen'])
})

describe('what compiles never throws later: a condition that is wrong is found before anything is asked', () => {
  const malformed: readonly unknown[] = [
    {},
    { trait: 'x' },
    { is: 'x' },
    { trait: '', is: 'x' },
    { trait: 'x', is: 1, not: 2 },
    { trait: 'x', prop: 'y', is: 1 },
    { trait: 'x', equals: 1 },
    { user: 'x', is: 1 },
    { trait: 'x', is: 1, note: 'why' },
    { trait: 'x', constructor: 1 },
    { trait: 'x', in: 'abc' },
    { trait: 'x', in: 3 },
    { trait: 'x', notIn: null },
    { trait: 'x', gt: '5' },
    { trait: 'x', gte: true },
    { trait: 'x', lt: [1] },
    { trait: 'x', lte: null },
    { trait: 'x', startsWith: 5 },
    { trait: 'x', endsWith: ['a'] },
    { trait: 'x', matches: 5 },
    { trait: 'x', matches: '(' },
    { trait: 'x', matches: '(a+)+$' },
    { all: { trait: 'x', is: 1 } },
    { any: 'x' },
    { none: [null] },
    { persona: '' },
    null,
    'x',
    5,
  ]
  const places: readonly (readonly [string, (condition: unknown) => Survey])[] = [
    ['audience', (audience) => survey({ audience })],
    ['event filter', (where) => survey({ trigger: { on: 'event', name: 'x', where } })],
    ['branch', (when) => first({ next: [{ when, goTo: 'why' }] })],
    [
      'deep in an audience',
      (inner) => survey({ audience: { all: [{ trait: 'x', is: 2 }, { any: [{ trait: 'x', not: 2 }, { none: [inner] }] }] } }),
    ],
    ['persona of an audience', () => survey({ audience: { persona: 'odd' } })],
  ]
  describe.each(places)('%s', (place, put) => {
    test.each(malformed.map((condition) => [condition]))('%j', (condition) => {
      // An audience that is null or false is none: only inside it is that a mistake.
      if (!condition && !/deep|persona/.test(place)) return
      const personas = [{ id: 'odd', when: condition as Condition }]
      expect(() => compile(put(condition), { ...config, personas }, dry)).toThrow()
    })
  })

  test('property: whatever the condition, it throws here or not at all', () => {
    const operand = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.constantFrom('a', 1)),
      fc.constant({}),
    )
    const key = fc.constantFrom(
      'is',
      'not',
      'in',
      'notIn',
      'gt',
      'lte',
      'contains',
      'startsWith',
      'endsWith',
      'matches',
      'exists',
      'like',
      'toString',
    )
    const subject = fc.constantFrom('trait', 'prop', 'answer', 'context', 'event', 'user')
    const name = fc.constantFrom('x', '', 'constructor', 5, null)
    const { condition } = fc.letrec((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        fc.tuple(subject, name, key, operand).map(([subject, name, key, operand]) => ({ [subject]: name, [key]: operand })),
        fc.tuple(subject, subject, key, operand).map(([a, b, key, operand]) => ({ [a]: 'x', [b]: 'y', [key]: operand })),
        fc.dictionary(fc.constantFrom('trait', 'event', 'is', 'gt', 'withinDays', 'persona', 'all', 'none'), operand),
        fc.record({ persona: fc.constantFrom('p', 'gone', 'nested', '') }),
        fc.dictionary(fc.constantFrom('all', 'any', 'none'), fc.array(tie('condition'), { maxLength: 3 }), { minKeys: 1, maxKeys: 1 }),
      ),
    }))
    const finds: readonly Lookup[] = [undefined, 1, 'text', ['a', 1], true].map((value) => (kind) => (kind === 'persona' ? true : value))
    fc.assert(
      fc.property(condition, (audience) => {
        try {
          compile(survey({ audience }), config, dry)
        } catch {
          return
        }
        for (const find of finds) holds(audience as Condition, find)
      }),
      { numRuns: 5000 },
    )
  })
})

test('triggers: one or several', () => {
  expect(triggersOf(base)).toEqual([base.trigger])
  expect(triggersOf(survey({ trigger: [{ on: 'manual' }, { on: 'page', path: '/' }] }))).toHaveLength(2)
})

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value) for (const inner of Object.values(Object.freeze(value))) freeze(inner)
  return value
}
test('nothing is changed, in good ones or bad', () => {
  compile(
    freeze(structuredClone({ ...first({ next: [{ goTo: 'why' }] }), audience: { all: [{ trait: 'x', is: 1 }] } })),
    freeze(structuredClone(config)),
    dry,
  )
  const bad = survey({ audience: { trait: 'x' } })
  const before = JSON.stringify(bad)
  expect(() => compile(bad, config, dry)).toThrow()
  expect(JSON.stringify(bad)).toBe(before)
})

test('property: any JSON in place of a part throws or compiles, and stays as it was', () => {
  const part = fc.constantFrom('id', 'questions', 'endings', 'audience', 'touchpoint', 'trigger', 'frequency', 'layout', 'variants')
  fc.assert(
    fc.property(part, fc.jsonValue(), (part, value) => {
      const odd = survey({ [part]: value })
      const before = JSON.stringify(odd)
      try {
        compile(odd, config, dry)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
      expect(JSON.stringify(odd)).toBe(before)
    }),
    { numRuns: 1000 },
  )
})

test('a persona that is none takes no other down, nor does a list that is none', () => {
  const good = { id: 'p', when: { trait: 'a', is: 1 } }
  for (const bad of [null, 7, 'x', [], {}, { when: null }]) expect(soundPersonas([bad as never, good])).toEqual([good])
  for (const bad of [null, 7, {}, 'x']) expect(soundPersonas(bad as never)).toEqual([])
})
