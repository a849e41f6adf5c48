import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { readCommitted, readRecipes, readSources } from '../../scripts/schema.mjs'
import { checkConfig } from './check'
import type { Condition as ConditionType } from './condition'
import type * as types from './config'
import { documentedTypes, examples, jsonSchema, referenceMarkdown, schemaText } from './reference'
import { designExample, starter } from './reference-example'
import { everyField } from './reference-fields'
import { type Condition, Config, type Survey, type Touchpoint } from './schema'

// The schema and the types say the same, both ways: `readonly`, and `| undefined` beside `?`, are all that may differ.
type Bare<T> = T extends string | number | boolean | ConditionType
  ? T
  : T extends readonly (infer Item)[]
    ? Bare<Item>[]
    : { -readonly [Key in keyof T]: Bare<Exclude<T[Key], undefined>> }
type Same<A, B> = [A, B] extends [B, A] ? true : false
type Keys<T> = T extends unknown ? keyof T : never
const same = <A, B>(is: Same<A, B>): boolean => is

test('the schema mirrors the types', () => {
  expect(same<Bare<z.input<typeof Config>>, Bare<types.Config>>(true)).toBe(true)
  expect(same<Bare<z.input<typeof Survey>>, Bare<types.Survey>>(true)).toBe(true)
  expect(same<Bare<z.input<typeof Touchpoint>>, Bare<types.Touchpoint>>(true)).toBe(true)
  expect(same<z.input<typeof Condition>, ConditionType>(true)).toBe(true)
  // Assignability forgives a missing optional key; equal keys do not.
  expect(same<Keys<z.input<typeof Survey>>, Keys<types.Survey>>(true)).toBe(true)
  expect(same<Keys<z.input<typeof Survey>['questions'][number]>, Keys<types.Question>>(true)).toBe(true)
  expect(same<Keys<Exclude<z.input<typeof Survey>['trigger'], unknown[]>>, Keys<types.Trigger>>(true)).toBe(true)
  expect(same<Keys<NonNullable<z.input<typeof Survey>['frequency']>>, Keys<types.Frequency>>(true)).toBe(true)
  expect(same<Keys<NonNullable<z.input<typeof Survey>['hours']>>, Keys<types.Hours>>(true)).toBe(true)
  expect(same<Keys<NonNullable<z.input<typeof Survey>['variants']>[number]>, Keys<types.Variant>>(true)).toBe(true)
  expect(same<Keys<NonNullable<z.input<typeof Config>['blackouts']>[number]>, Keys<types.Blackout>>(true)).toBe(true)
})

test('what must not compile', () => {
  type Input = z.input<typeof Config>
  // @ts-expect-error a version this build does not know
  const version: Input['version'] = 2
  // @ts-expect-error a question type this build does not know
  const type: Input['surveys'][number]['questions'][number]['type'] = 'gauge'
  // @ts-expect-error a subject without an operator
  const leaf: ConditionType = { trait: 'plan' }
  // @ts-expect-error numbers are compared with numbers
  const number: ConditionType = { trait: 'orders', gte: '5' }
  // @ts-expect-error a rule leads somewhere
  const rule: types.NextRule = { when: { trait: 'plan', is: 'pro' } }
  // @ts-expect-error `oncePer` belongs to events
  const page: types.PageTrigger = { on: 'page', path: '/', oncePer: 'order_id' }
  // @ts-expect-error a step is an event, a page or a click
  const step: types.Step = { on: 'exit' }
  for (const wrong of [version, type, leaf, number, rule, page, step]) expect(wrong).toBeDefined()
})

test('the example of the design, the one of every field and the first one are valid', () => {
  for (const example of [designExample, everyField, starter]) {
    expect(z.safeParse(Config, example).error?.issues).toBeUndefined()
    expect(checkConfig(example)).toEqual([])
  }
})

test('the committed JSON Schema is the one of this schema', async () => {
  // Out of date? `node scripts/schema.mjs`
  expect(schemaText(readSources(), await readRecipes())).toBe(readCommitted().schema)
})

test('the JSON Schema has a title, no $id, and describes every field', () => {
  const schema = jsonSchema(readSources())
  expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'Peakend configuration' })
  expect(JSON.stringify(schema)).not.toMatch(/"\$id"/)
  for (const [name, { properties }] of Object.entries({ ...schema.definitions, Config: schema }))
    for (const [field, { description }] of Object.entries(properties ?? {})) expect(description, `${name}.${field}`).toBeTruthy()
})

test('the committed reference is the one of this schema, with every type and an example of every field', async () => {
  const schema = jsonSchema(readSources())
  expect(referenceMarkdown(readSources(), await readRecipes())).toBe(readCommitted().reference)
  expect([...documentedTypes].sort()).toEqual(
    ['Config', ...Object.keys(schema.definitions ?? {}).filter((name) => !['Text', 'Question', 'Trigger'].includes(name))].sort(),
  )
  const found = examples(schema)
  for (const [name, { properties }] of Object.entries({ ...schema.definitions, Config: schema }))
    for (const field of Object.keys(properties ?? {})) expect([...found.keys()]).toContain(`${name}.${field}`)
})
