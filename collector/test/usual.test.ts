import fc from 'fast-check'
import { expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import { eventSchema } from '../src/ingest/schema'
import { isCleanJson, usualResponse } from '../src/ingest/usual'
import { instrument, NOW, responseEvent } from './fixtures'

/** Everything an event may have, in another order than the schema's. */
const full = {
  ...responseEvent('a', 1, { score: 4, comment: 'Rien à redire', wave: 2, ageMs: 1200 }),
  unknown: 'dropped',
}
const event = {
  ...full,
  data: {
    sdkOfTomorrow: true,
    ...full.data,
    instrument: {
      ...instrument({ range: [1, 5, 1], countsFrom: 4, types: { csat: 'csat', why: 'text' } }),
      fingerprint: 'f1',
    },
    touchpoint: { channel: 'web', id: 'confirmation', stage: 'purchase', category: 'sales' },
    moment: { name: 'order_completed', type: 'event', props: { total: 129, plan: 'pro', of: { items: [1, 2] } } },
    answers: { csat: 4, why: 'Rien à redire', reasons: ['price', 'speed'], again: true },
    personas: ['loyal', 'member'],
    variant: 'b',
    context: { device: 'mobile', path: '/order', screen: { width: 390 } },
  },
}

const optional = ['data.ageMs', 'data.instrument.range', 'data.instrument.countsFrom', 'data.instrument.types', 'data.moment.props']
type Tree = Record<string, unknown>

const pathsIn = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, entry]) => {
        const here = path ? `${path}.${key}` : key
        return [here, ...pathsIn(entry, here)]
      })
    : []
const paths = pathsIn(event)

/** A copy in which something stands at a path; `undefined`: nothing any more. */
const changed = (from: unknown, path: string, value: unknown): unknown => {
  const copy = structuredClone(from)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let at = copy as Tree
  for (const key of keys) {
    if (typeof at[key] !== 'object' || at[key] === null) return copy
    at = at[key] as Tree
  }
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}

const long = (length: number) => 'x'.repeat(length)
const odd = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    ...['', long(35), long(36), long(100), long(101), long(200), long(201), long(400), long(401), long(801), long(4001)],
  ),
  fc.constantFrom<unknown>(...[0, -0, -1, 0.5, 1, 2, 11, 12, 1e9, 1e9 + 1, 2 ** 53, 1e308, true, false, [], {}, [''], [1], [long(201)]]),
  fc.constantFrom<unknown>(
    ...[
      '2027-02-29T00:00:00.000Z',
      '2028-02-29T23:59:59Z',
      '2027-03-01T09:30:00+02:00',
      '2027-03-01T24:00:00Z',
      '2027-03-01',
      '0000-01-01T00:00:00Z',
    ],
  ),
  fc.constantFrom<unknown>('1.0', 'a:1', 'a:0', 'a:b:2', 'a:1\n', 'peakend.counts.v1', 'shown', 'user', 'page', 'horizontal', 'none'),
  fc.constantFrom<unknown>(
    Array(21).fill('a'),
    Array(101).fill('a'),
    { [long(201)]: 'a' },
    { '': 'a' },
    { constructor: 'a', toString: 'b', 1: 'c' },
  ),
  fc.integer({ min: 1, max: 14 }).map((levels) => {
    let value: unknown = 1
    for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value]
    return value
  }),
)
/** Where something stands, or where nothing is expected. */
const place = fc.oneof(
  fc.constantFrom(...paths),
  fc
    .tuple(fc.constantFrom('', ...paths), fc.constantFrom('extra', 'constructor', 'toString', '0', '__proto__'))
    .map(([path, key]) => (path ? `${path}.${key}` : key)),
)
const events = fc.tuple(fc.subarray(optional), fc.array(fc.tuple(place, odd), { maxLength: 3 })).map(([absent, changes]) =>
  changes.reduce<unknown>(
    (all, [path, value]) => changed(all, path, value),
    absent.reduce<unknown>((all, path) => changed(all, path, undefined), event),
  ),
)

it('what is taken without zod, zod takes too, with the same result to the letter', () => {
  let [taken, left] = [0, 0]
  fc.assert(
    fc.property(events, (one) => {
      const text = JSON.stringify(one)
      if (!isCleanJson(text)) return
      const usual = usualResponse(JSON.parse(text))
      if (usual === null) {
        left++
        return
      }
      taken++
      const parsed = eventSchema.safeParse(JSON.parse(text))
      expect(parsed.error).toBeUndefined()
      expect(JSON.stringify(usual)).toBe(JSON.stringify(parsed.data))
    }),
    { numRuns: 3_000 },
  )
  // Both happen, or nothing was compared.
  expect(Math.min(taken, left)).toBeGreaterThan(300)
})

it('an event is judged alike, whether it was read without zod or not', () => {
  fc.assert(
    fc.property(events, (one) => {
      const text = JSON.stringify(one)
      const [quick, careful] = [true, false].map((may) => check(JSON.parse(text), 'default', NOW, may && isCleanJson(text)))
      expect(quick).toEqual(careful)
    }),
    { numRuns: 1_000 },
  )
})

it('takes what the SDK sends', () => {
  fc.assert(
    fc.property(fc.subarray(optional), (absent) => {
      const one = absent.reduce<unknown>((all, path) => changed(all, path, undefined), event)
      expect(usualResponse(one)).not.toBeNull()
    }),
  )
})

it.each(['{"a":"\\ud800"}', '{"a":"\\u0000"}', '{"\\u005f_proto__":1}', '{"__proto__":1}'])('%s has to be cleaned first', (text) =>
  expect(isCleanJson(text)).toBe(false),
)
