// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { configOf, peakEnd } from '../../../src/recipes'
import type { Config, JourneyTrigger } from '../../../src/survey/config'
import { simulate } from './simulate'
import { event, make, page, quiet, replay, told, visit } from './testkit'
import { traffic } from './traffic'
import type { VisitMoment } from './visits'

// Thousands of visits, on whatever machine.
vi.setConfig({ testTimeout: 60_000 })

const touchpoint = (id: string, match: string) => ({ id, match, stage: 'evaluation', category: 'sales' }) as const
const config: Partial<Config> = {
  touchpoints: [
    touchpoint('product', '/p/*'),
    touchpoint('cart', '/cart'),
    touchpoint('payment', '/checkout'),
    touchpoint('confirmation', '/order'),
  ],
}
const looking = (trigger: Partial<JourneyTrigger> = { after: 'order', idleSeconds: 20 }, id = 'look') =>
  make(id, { on: 'journey', ...trigger })
const still = (at: number, seconds = 20): VisitMoment => ({ at, type: 'idle', name: `${seconds} s` })
const shopping = [page(0, '/p/lamp'), page(10, '/cart'), page(20, '/checkout'), page(60, '/order')]
const DAY = 86400

describe('a visit is looked back on', () => {
  test('after an order and a quiet moment', () => {
    expect(told([looking()], [visit(0, [...shopping, event(61, 'order'), still(85)])], config)).toEqual(['85 look shown'])
  })
  test('at once, where nothing is said of a quiet moment', () => {
    expect(told([looking({ after: 'order' })], [visit(0, [...shopping, event(61, 'order')])], config)).toEqual(['61 look shown'])
  })
  test('not without the order, without the quiet moment, after a shorter one, nor once it is called off', () => {
    const called = (...moments: readonly VisitMoment[]) => told([looking()], [visit(0, [...shopping, ...moments])], config)
    expect(called(still(85))).toEqual([])
    expect(called(event(61, 'order'))).toEqual([])
    expect(called(event(61, 'order'), still(85, 10))).toEqual([])
    expect(called(event(61, 'order'), still(85, 30))).toEqual(['85 look shown'])
    const off = looking({ after: 'order', idleSeconds: 20, cancelOn: ['refund'] })
    expect(told([off], [visit(0, [...shopping, event(61, 'order'), event(62, 'refund'), still(85)])], config)).toEqual([])
  })
  test('once for each order, on a later page too, as long as it is the same half hour', () => {
    const order = [...shopping, event(61, 'order', { order_id: 'A-1' })]
    const look = [looking()]
    expect(told(look, [visit(0, [...order, page(70, '/'), still(95), still(200)])], config)).toEqual(['95 look shown'])
    expect(told(look, [visit(0, [...order, page(1700, '/'), still(61 + 1801)])], config)).toEqual([])
  })
  test('with enough moments that have a name, each counted once, whatever is looked at between them', () => {
    const short = [page(0, '/p/lamp'), page(5, '/p/chair'), page(10, '/nowhere'), page(20, '/cart'), event(21, 'order')]
    expect(told([looking({ after: 'order' })], [visit(0, short)], config)).toEqual([])
    expect(told([looking({ after: 'order', atLeast: 2 })], [visit(0, short)], config)).toEqual(['21 look shown'])
  })
  test('moments are pages, what events name, what was asked before, and friction that is watched for', () => {
    const look = looking({ after: 'order', atLeast: 4 })
    const felt = make('felt', { on: 'friction' }, { touchpoint: 'payment', frequency: { class: 'interaction' } })
    const moments = [
      page(0, '/p/lamp'),
      event(1, 'chat', { touchpoint: 'chat-team' }),
      { at: 3, type: 'friction', name: 'rage-click' } as const,
      event(50, 'order'),
    ]
    const later = { reaction: 'dismissed', end: 200 } as const
    expect(told([look, felt], [visit(0, moments, later)], config).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'felt shown',
      'look shown',
    ])
    expect(told([look], [visit(0, moments, later)], config)).toEqual([])
  })
  test('not before consent; in a session only on itself', () => {
    const moments = [...shopping, event(61, 'order')]
    expect(told([looking({ after: 'order' })], [visit(0, moments, { consent: 'none' })], config)).toEqual([])
    const last = looking({ visit: 'last' }, 'last')
    expect(told([looking({ after: 'order' })], [visit(0, moments, { consent: 'session' })], config)).toEqual(['61 look shown'])
    expect(told([last], [visit(0, moments, { consent: 'session' }), visit(1, [page(0)], { consent: 'session' })], config)).toEqual([])
  })
})

describe('the last visit is looked back on', () => {
  const last = [looking({ visit: 'last', withinDays: 3 })]
  test('on the first page of the next one, once', () => {
    expect(told(last, [visit(0, shopping), visit(2, [page(0), page(9)])], config)).toEqual([`${2 * DAY} look shown`])
  })
  test('not when it is too long ago, nor when it was too short', () => {
    expect(told(last, [visit(0, shopping), visit(4, [page(0)])], config)).toEqual([])
    expect(told(last, [visit(0, shopping.slice(0, 2)), visit(2, [page(0)])], config)).toEqual([])
  })
})

test('as every question it waits for a quiet moment, and its turn', () => {
  const busy = [...shopping, event(61, 'order'), still(85), quiet(84, 'dialog'), quiet(100)].sort((a, b) => a.at - b.at)
  expect(told([looking()], [visit(0, busy)], config)).toEqual(['100 look shown'])
  const csat = make('csat', { on: 'event', name: 'order', delaySeconds: 2 })
  const { summary } = replay([looking(), csat], [visit(0, [...shopping, event(61, 'order'), still(85)], { end: 90 })], config)
  expect(summary.surveys.map(({ id, shown }) => [id, shown])).toEqual([
    ['look', 0],
    ['csat', 1],
  ])
})

describe('the recipe', () => {
  test.each(['visit', 'chat', 'last-visit'] as const)('`peak-end` about the %s: generated visitors look back', (about) => {
    const touchpoints = [...(config.touchpoints ?? []), touchpoint('home', '/'), touchpoint('help-page', '/help')]
    const whole = { ...configOf(peakEnd({ about })), touchpoints }
    const [found] = simulate(whole, traffic(whole, { visitors: 3000, days: 90, start: '2027-01-01' })).surveys
    expect(found).toMatchObject({ id: 'peak-end', opened: false })
    expect(found?.shown).toBeGreaterThan(5)
  })
})
