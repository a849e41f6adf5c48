import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type NamedTrigger, nameOf } from './moment-name'

test.each<readonly [NamedTrigger, string]>([
  [{ on: 'event', name: 'order_completed' }, 'order_completed'],
  [{ on: 'after', name: 'delivered', days: 13 }, 'delivered'],
  [{ on: 'click', selector: '#help' }, '#help'],
  [{ on: 'visible', selector: '.reviews', share: 0.2, seconds: 3 }, '.reviews'],
  [{ on: 'scroll' }, '50 %'],
  [{ on: 'scroll', depth: 0.333 }, '33 %'],
  [{ on: 'scroll', depth: 1, selector: 'main' }, '100 % of main'],
  [{ on: 'exit', seconds: 20 }, 'exit'],
  [{ on: 'dwell', seconds: 30 }, '30 s'],
  [{ on: 'idle', seconds: 2.5 }, '2.5 s'],
  [{ on: 'returning', visit: 4, daysAway: 30 }, 'visit'],
])('%o is called %s', (trigger, name) => expect(nameOf(trigger)).toBe(name))

test('property: where and when a trigger is asked about does not change its name', () => {
  const place = fc.record(
    { path: fc.string(), not: fc.array(fc.string()), delaySeconds: fc.nat(), cancelOn: fc.array(fc.string()) },
    { requiredKeys: [] },
  )
  const one = fc.oneof<fc.Arbitrary<NamedTrigger>[]>(
    fc.record({ on: fc.constant('visible' as const), selector: fc.string() }),
    fc.record({ on: fc.constant('scroll' as const), depth: fc.double({ min: 0.01, max: 1 }) }),
    fc.record({ on: fc.constant('dwell' as const), seconds: fc.double({ min: 1, noNaN: true }) }),
    fc.record({ on: fc.constant('exit' as const), seconds: fc.nat() }),
  )
  fc.assert(fc.property(one, place, (trigger, extra) => nameOf({ ...trigger, ...extra } as NamedTrigger) === nameOf(trigger)))
})

test('property: depths of different whole percents have different names, which say the percent', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), (percent) => nameOf({ on: 'scroll', depth: percent / 100 }) === `${percent} %`))
})
