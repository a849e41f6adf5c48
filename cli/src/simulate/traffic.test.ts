// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import shop from '../../../demo/peakend.json'
import type { Config, Survey, Trigger } from '../../../src/survey/config'
import { simulate } from './simulate'
import { type TrafficOptions, traffic } from './traffic'
import { checkVisits } from './visits'

// Thousands of visits, on whatever machine.
vi.setConfig({ testTimeout: 60_000 })

const config = shop as unknown as Config
const make = (options: Partial<TrafficOptions> = {}, from = config) => [
  ...traffic(from, { visitors: 400, days: 365, start: '2026-01-01', ...options }),
]
const DAY = 864e5

describe('visits', () => {
  const visits = make()
  const starts = visits.map(({ start }) => Date.parse(start))
  test('are right', () => expect(checkVisits({ version: 1, visits })).toEqual([]))
  test('everybody comes, most once, some very often, within the time', () => {
    const counts = new Map<string, number>()
    for (const { visitor } of visits) counts.set(visitor, (counts.get(visitor) ?? 0) + 1)
    expect(counts.size).toBe(400)
    const all = [...counts.values()]
    expect(all.filter((count) => count === 1).length / 400).toBeGreaterThan(0.5)
    expect(Math.max(...all)).toBeGreaterThan(12)
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(Date.parse('2025-12-31T23:00:00Z'))
    expect(Math.max(...starts)).toBeLessThan(Date.parse('2026-12-31T23:00:00Z'))
  })
  test('those of a person follow each other, and never overlap', () => {
    visits.forEach((visit, index) => {
      const before = visits[index - 1]
      if (before?.visitor === visit.visitor) expect(Date.parse(visit.start)).toBeGreaterThan(Date.parse(before.start) + before.end * 1000)
    })
  })
  test('come by the clocks of the place, summer and winter: more in the evening than in the small hours', () => {
    const hourIn = (timeZone: string) => {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit' })
      return (at: number) => Number(format.format(at))
    }
    const local = hourIn('Europe/Paris')
    for (const [from, until] of [
      ['2026-01-01', '2026-03-29'],
      ['2026-04-01', '2026-10-20'],
    ] as const) {
      const hours = starts.filter((at) => at >= Date.parse(from) && at < Date.parse(until)).map(local)
      const evening = hours.filter((hour) => hour >= 19 && hour < 22).length
      expect(evening).toBeGreaterThan(hours.length * 0.15)
      expect(hours.filter((hour) => hour < 5).length).toBeLessThan(hours.length * 0.06)
    }
    const tokyo = make({ timeZone: 'Asia/Tokyo' }).map(({ start }) => hourIn('Asia/Tokyo')(Date.parse(start)))
    expect(tokyo.filter((hour) => hour < 5).length).toBeLessThan(tokyo.length * 0.06)
  })
  test('one in forty or so ends with an order, of a customer who has one more from then on', () => {
    const orders = visits.filter(({ moments }) => moments.some(({ name }) => name === 'order_completed'))
    expect(orders.length / visits.length).toBeGreaterThan(0.01)
    expect(orders.length / visits.length).toBeLessThan(0.06)
    for (const { traits, moments } of orders) {
      const said = moments.filter(({ type }) => type === 'identify').map(({ props }) => props?.orders)
      expect(said[0]).toBe((traits?.orders as number) + 1)
    }
    const ids = orders.flatMap(({ moments }) => moments.flatMap(({ name, props }) => (name === 'order_completed' ? props?.order_id : [])))
    expect(new Set(ids).size).toBe(ids.length)
  })
  test('on a phone the page that a search engine led to is no place to ask', () => {
    const searched = visits.filter(({ context }) => context?.device === 'mobile' && `${context?.referrer}`.includes('google'))
    expect(searched.length).toBeGreaterThan(visits.length / 10)
    for (const { moments } of searched)
      expect(moments.slice(0, 2).map(({ name, at }) => [name, at])).toEqual([
        [expect.stringMatching(/^\//), 0],
        ['landing', 0],
      ])
    expect(visits.filter(({ moments }) => moments.some(({ name }) => name === 'landing'))).toHaveLength(searched.length)
  })
  test('an order arrives days later, once', () => {
    const named = { ...config, surveys: [{ ...config.surveys[0], trigger: { on: 'event', name: 'parcel_received' } } as Survey] }
    const all = make({}, named)
    const arrived = all.flatMap(({ visitor, start, moments }) =>
      moments.flatMap(({ name, props }) =>
        name === 'parcel_received' ? [{ visitor, at: Date.parse(start), order: props?.order_id }] : [],
      ),
    )
    expect(arrived.length).toBeGreaterThan(5)
    expect(new Set(arrived.map(({ order }) => order)).size).toBe(arrived.length)
    for (const { visitor, at, order } of arrived) {
      const ordered = all.find(
        (visit) =>
          visit.visitor === visitor && visit.moments.some(({ name, props }) => name === 'order_completed' && props?.order_id === order),
      )
      if (ordered) expect(at - Date.parse(ordered.start)).toBeGreaterThan(2.9 * DAY)
    }
  })
})

describe('a seed', () => {
  test('makes the same visits again; another makes others', () => {
    expect(make({ visitors: 20 })).toEqual(make({ visitors: 20 }))
    expect(make({ visitors: 20, seed: 2 })).not.toEqual(make({ visitors: 20 }))
  })
  test('more people are more of them', () => {
    const few = make({ visitors: 20 })
    expect(make({ visitors: 40 }).slice(0, few.length)).toEqual(few)
  })
})

test('who comes to do something mostly does it', () => {
  const orders = (purpose: number) =>
    make({ purpose, days: 60 }).filter(({ moments }) => moments.some(({ name }) => name === 'order_completed')).length
  expect(orders(1)).toBeGreaterThan(5 * orders(0))
})
test('so large a share of the people may be remembered', () => {
  for (const consent of [0, 0.3, 1]) {
    const people = new Map(make({ consent }).map((visit) => [visit.visitor, visit.consent]))
    const share = [...people.values()].filter((level) => level === 'persistent').length / people.size
    expect(Math.abs(share - consent)).toBeLessThan(0.06)
  }
})

describe('whatever a configuration waits for happens', () => {
  const triggers: readonly Trigger[] = [
    { on: 'event', name: 'bought_something' },
    { on: 'event', name: 'entirely_unheard_of' },
    {
      on: 'event',
      name: 'order_completed',
      where: {
        all: [
          { prop: 'total', gte: 100 },
          { prop: 'method', is: 'card' },
        ],
      },
      oncePer: 'receipt',
    },
    { on: 'page', path: '/boutique/*/merci' },
    { on: 'page', path: ['/x-*', '/y?sort=price*'] },
    { on: 'page', path: { matches: '^/p/\\w+$' } },
    { on: 'click', selector: '.buy', path: '/p/*' },
    { on: 'visible', selector: '#reviews', seconds: 2 },
    { on: 'scroll', depth: 0.75 },
    { on: 'scroll', selector: '.terms' },
    { on: 'exit' },
    { on: 'dwell', seconds: 30 },
    { on: 'idle', seconds: 20 },
    { on: 'friction', kinds: ['dead-click'] },
    { on: 'returning', visit: 3, daysAway: 2 },
    { on: 'after', name: 'ticket_solved', days: 3 },
    {
      on: 'sequence',
      steps: [
        { on: 'page', path: '/p/*' },
        { on: 'click', selector: '.add' },
        { on: 'page', path: '/cart' },
      ],
    },
  ]
  const survey = (trigger: Trigger, index: number): Survey => ({
    id: `s${index}`,
    touchpoint: { id: 't', stage: 'purchase', category: 'sales' },
    trigger,
    questions: [{ id: 'q', type: 'csat', text: 'Q' }],
  })
  const waiting: Config = { version: 1, surveys: triggers.map(survey) }
  const { surveys } = simulate(waiting, make({ visitors: 1500 }, waiting))
  test.each(triggers.map((trigger, index) => [JSON.stringify(trigger), index] as const))('%s', (_, index) => {
    const found = surveys.find(({ id }) => id === `s${index}`)
    expect((found?.triggered ?? 0) + (found?.waiting ?? 0)).toBeGreaterThan(5)
  })
  test('audiences have people inside and outside', () => {
    const audience = {
      all: [
        { trait: 'tier', in: ['gold', 'silver'] },
        { trait: 'points', gte: 100 },
        { context: 'store', is: 'Lyon' },
      ],
    } as const
    const chosen: Config = { version: 1, surveys: [{ ...survey({ on: 'page', path: '*' }, 0), audience }] }
    const [found] = simulate(chosen, make({}, chosen)).surveys
    expect(found?.people.triggered).toBe(400)
    expect(found?.people.due).toBeGreaterThan(5)
    expect(found?.people.due).toBeLessThan(200)
  })
})
