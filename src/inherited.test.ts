/** What every object inherits is nobody's data, and nobody's data becomes what every object inherits. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { subjects } from './gates/subjects'
import { heard } from './moments/heard'
import type { Listener } from './moments/types'
import { readLedger } from './outbox/ledger'
import { readReceipt, readRemaining } from './outbox/receipt'
import { checkConfig } from './survey/check'
import { compile } from './survey/compile'
import type { Lookup } from './survey/condition'
import type { Config, Survey } from './survey/config'
import { isFreeText } from './survey/free-text'
import { holds } from './survey/holds'
import { fill, localise, tagOf } from './survey/text'
import { vet } from './survey/vet'
import { createRoute } from './widget/route'

const inherited = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupSetter__',
] as const
const name = fc.constantFrom(...inherited)
const before = Object.getOwnPropertyNames(Object.prototype).sort()
const isClean = () =>
  Object.getOwnPropertyNames(Object.prototype).sort().join() === before.join() &&
  Object.keys({}).length === 0 &&
  ({} as Record<string, unknown>)['polluted'] === undefined

/** JSON whose keys and texts are names that every object has; as `JSON.parse` makes it, so that `__proto__` is a key like any other. */
const nasty = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      name,
      fc.constantFrom<unknown>(null, true, 1, 'polluted'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(fc.oneof(name, fc.constant('polluted')), tie('value')), { maxLength: 3 }).map(Object.fromEntries),
    ),
  }))
  .value.map((value): unknown => JSON.parse(JSON.stringify(value)))

const make = (id: string, change: object = {}): Survey => ({
  id,
  touchpoint: { id: 't', stage: 'purchase', category: 'sales' },
  trigger: { on: 'event', name: id },
  questions: [{ id, type: 'csat', text: 'Q' }],
  ...change,
})

describe('nothing inherited is read as data', () => {
  test.each(inherited)('%s as an event, a trait, a property, a context value', (key) => {
    const find = subjects({
      traits: {},
      moment: { type: 'event', name: 'x', props: {} },
      extra: {},
      personas: [],
      events: {},
      visits: 1,
      now: 0,
      context: () => undefined,
    })
    for (const kind of ['trait', 'prop', 'context'] as const) expect(find(kind, key)).toBeUndefined()
    expect(find('event', key)).toBe(0)
    expect(holds({ trait: key, exists: false }, find)).toBe(true)
  })

  test.each(inherited)('an event called %s is counted like any other', (key) => {
    const count = (memory: Parameters<typeof heard>[0]) =>
      heard(memory, { type: 'event', name: key, at: 5 }, [], 5, new Set([key]), false).ev
    const first = count({ ev: { other: [1] } })
    expect(Object.entries(first ?? {})).toEqual([
      ['other', [1]],
      [key, [5]],
    ])
    expect(Object.entries(count({ ev: first ?? {} }) ?? {})).toEqual([
      ['other', [1]],
      [key, [5, 5]],
    ])
  })

  test.each(inherited)('a text of no language is not one called %s', (key) => {
    expect(localise({}, [key])).toBe('')
    expect(localise({ en: 'Hello' }, [key])).toBe('Hello')
    expect(tagOf(JSON.parse(`{"${key}":"x"}`), [key])).toBe(key)
    expect(fill(`{{trait.${key}|nobody}}`, () => undefined)).toBe('nobody')
    expect(isFreeText(key, () => undefined)).toBe(true)
  })

  test.each(inherited.filter((id) => id !== '__proto__'))('a question called %s has an answer once it has one', (id) => {
    const survey = make('s', {
      questions: [
        { id, type: 'csat', text: 'Q' },
        { id: 'z', type: 'text', text: 'Z' },
      ],
    })
    const answers: Record<string, number> = Object.create(null)
    const route = createRoute(survey, () => false, answers)
    expect(route.visited).toEqual([id])
    answers[id] = 4
    expect(JSON.stringify(route.snapshot())).toBe(`{"${id}":4}`)
  })

  test('a question called __proto__ is refused: as a key of an answer it is lost in too many programs', () => {
    const survey = make('__proto__')
    expect(() => vet(survey, [])).toThrow()
    expect(checkConfig({ version: 1, surveys: [survey] })).toMatchObject([{ path: 'surveys[0].questions[0].id', code: 'reserved-id' }])
    expect(() => vet(make('constructor'), [])).not.toThrow()
  })

  test.each(inherited)('no message of ours says what every object has: %s as a key everywhere', (key) => {
    const part = JSON.parse(`{"${key}":{"${key}":1}}`)
    const config = {
      version: 1,
      ...part,
      touchpoints: [part],
      personas: [{ id: 'p', when: part, ...part }],
      theme: part,
      surveys: [
        make('s', part),
        make('t', { trigger: part, layout: part, audience: part, frequency: part, questions: [part, { id: 'q', type: key, text: part }] }),
      ],
    }
    const problems = checkConfig(config)
    expect(problems.length).toBeGreaterThan(5)
    expect(JSON.stringify(problems)).not.toMatch(/native code|\[object/)
  })
})

test('property: configurations made of such names compile or are refused; the page’s objects stay as they are', () => {
  const survey = fc.record(
    {
      id: name,
      touchpoint: nasty,
      trigger: fc.oneof(nasty, fc.record({ on: fc.constant('event'), name })),
      audience: nasty,
      questions: fc.oneof(
        nasty,
        fc.array(fc.record({ id: name, type: fc.constantFrom('csat', 'constructor'), text: nasty }), { minLength: 1, maxLength: 3 }),
      ),
      variants: nasty,
      endings: nasty,
      theme: nasty,
    },
    { requiredKeys: ['id'] },
  )
  const find: Lookup = subjects({ traits: {}, personas: [], events: {}, visits: 1, now: 0, context: () => undefined })
  fc.assert(
    fc.property(fc.array(survey, { maxLength: 3 }), nasty, nasty, (surveys, personas, extra) => {
      const config = { version: 1, surveys, personas: [personas].flat(), touchpoints: [], ...(extra as object) } as unknown as Config
      for (const each of surveys as unknown as Survey[])
        try {
          compile(each, config, () => {})
          vet(each, [])
          if (each.audience) holds(each.audience, find)
        } catch {
          // Refused.
        }
      return isClean()
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.array(survey, { maxLength: 2 }), nasty, (surveys, extra) => {
      checkConfig({ version: 1, surveys, personas: [extra], ...Object(extra) })
      return isClean()
    }),
    { numRuns: 200 },
  )
})

test('property: what is stored, replied, tracked and remembered leaves the page’s objects as they are', () => {
  const survey = make('x')
  const met: Listener[] = [{ survey, trigger: survey.trigger as never }]
  fc.assert(
    fc.property(nasty, nasty, name, (value, other, key) => {
      readReceipt({ results: value })
      readRemaining({ remaining: value })
      readLedger(value)
      const props = Object(other) as object
      heard({ ev: { [key]: [1] } }, { type: 'event', name: key, props: { ...props } }, met, 5, new Set([key]), false)
      const find = subjects({
        traits: props,
        moment: { type: 'event', name: key, props: { ...props } },
        extra: props,
        personas: [],
        events: props,
        visits: 1,
        now: 0,
        context: () => undefined,
      })
      for (const kind of ['trait', 'prop', 'context', 'event'] as const) find(kind, key)
      return isClean()
    }),
    { numRuns: 3000 },
  )
})
