// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { type SimulateOptions, simulate } from './simulate'
import { event, make, page, quiet, replay, told, visit } from './testkit'
import type { Visit, VisitMoment } from './visits'

// Thousands of visits, on whatever machine.
vi.setConfig({ testTimeout: 60_000 })

const order = { on: 'event', name: 'order', oncePer: 'id' } as const
const csat = make('csat', order)
const nps = make('nps', { on: 'page', path: '/account' }, { priority: 5 })

describe('when', () => {
  test('what only the visitor or the page opens is left out, and the summary says so', () => {
    const opened = (['launcher', 'slot', 'manual'] as const).map((on) => make(on, { on }))
    const { told, summary } = replay(
      [...opened, make('both', [{ on: 'launcher' }, order])],
      [visit(0, [page(0), event(5, 'order', { id: 1 })])],
    )
    expect(told).toEqual(['5 both shown'])
    expect(summary.surveys.map(({ id, opened }) => [id, opened])).toEqual([
      ['launcher', true],
      ['slot', true],
      ['manual', true],
      ['both', false],
    ])
  })
  test('an event, at once or after its delay, on whatever page the visitor then is', () => {
    expect(told([csat], [visit(0, [page(0), event(5, 'order', { id: 1 })])])).toEqual(['5 csat shown'])
    const late = make('late', { ...order, delaySeconds: 30 })
    expect(told([late], [visit(0, [page(0), event(5, 'order', { id: 1 }), page(20, '/next')])])).toEqual(['35 late shown'])
    // Left before: the next visit is not the moment any more.
    expect(told([late], [visit(0, [page(0), event(5, 'order')], { end: 10 }), visit(1, [page(0)])])).toEqual(['86400 late too-late'])
  })
  test('an event that calls it off', () => {
    const late = make('late', { ...order, delaySeconds: 30, cancelOn: ['refund'] })
    const { told, summary } = replay([late], [visit(0, [page(0), event(5, 'order'), event(10, 'refund')])])
    expect(told).toEqual([])
    expect(summary.surveys[0]).toMatchObject({ triggered: 0, calledOff: 1 })
  })
  test('properties decide what counts', () => {
    const rich = make('rich', { ...order, where: { prop: 'total', gte: 50 } })
    const visits = [visit(0, [page(0), event(1, 'order', { total: 49 }), event(2, 'order', { total: 50 })])]
    expect(told([rich], visits)).toEqual(['2 rich shown'])
  })
  test('a page, by path and by query', () => {
    const sorted = make('sorted', { on: 'page', path: '/search?sort=price*' })
    expect(told([sorted], [visit(0, [page(0, '/search?sort=price-up')])])).toEqual(['0 sorted shown'])
    expect(told([sorted], [visit(0, [page(0, '/search?sort=name')])])).toEqual(['0 sorted elsewhere'])
  })
  test('what was seen, read, used, by the name of the moment', () => {
    const read = make('read', { on: 'scroll', path: '/blog/*' })
    const scroll: VisitMoment = { at: 4, type: 'scroll', name: '50 %' }
    expect(told([read], [visit(0, [page(0, '/blog/a'), scroll])])).toEqual(['4 read shown'])
    expect(told([read], [visit(0, [page(0, '/'), scroll])])).toEqual([])
    expect(told([read], [visit(0, [page(0, '/blog/a'), { ...scroll, name: '25 %' }])])).toEqual([])
    const felt = make('felt', { on: 'friction' })
    expect(told([felt], [visit(0, [page(0), { at: 3, type: 'friction', name: 'rage-click' }])])).toEqual(['3 felt shown'])
  })
  test('who comes back: nothing records it, the visits say so', () => {
    const back = make('back', { on: 'returning', visit: 3, daysAway: 2 })
    expect(
      told(
        [back],
        [0, 1, 2, 5].map((day) => visit(day, [page(0)])),
      ),
    ).toEqual([`${5 * 86400} back shown`])
  })
  test('days after an event', () => {
    const after = make('after', { on: 'after', name: 'delivered', days: 13 })
    const visits = [visit(0, [page(0), event(1, 'delivered')]), visit(12, [page(0)]), visit(14, [page(0)])]
    expect(told([after], visits)).toEqual([`${14 * 86400} after shown`])
  })
  test('one thing after another', () => {
    const path = make('path', {
      on: 'sequence',
      steps: [
        { on: 'event', name: 'order' },
        { on: 'page', path: '/thanks' },
      ],
      withinSeconds: 60,
    })
    expect(told([path], [visit(0, [page(0, '/thanks'), event(5, 'order'), page(20, '/thanks')])])).toEqual(['20 path shown'])
    expect(told([path], [visit(0, [page(0), event(5, 'order'), page(70, '/thanks')])])).toEqual([])
  })
})

describe('whether', () => {
  test('without consent nobody is asked, and nothing is remembered', () => {
    const none = { consent: 'none' } as const
    expect(told([csat], [visit(0, [page(0), event(5, 'order')], none)])).toEqual(['5 csat no-consent'])
    const open = make('open', { on: 'page', path: '*' }, { consent: 'none' })
    expect(told([open], [visit(0, [page(0), page(9)], none)])).toEqual(['0 open shown', '9 open shown'])
  })
  test('a session remembers as long as it lasts', () => {
    const visits = [0, 1].map((day) => visit(day, [page(0, '/account'), page(9, '/account')], { consent: 'session' }))
    expect(told([nps], visits)).toEqual(['0 nps shown', '9 nps per-visit', '86400 nps shown', '86409 nps per-visit'])
  })
  test('traits change when the page says so; personas and the device are looked up', () => {
    const first = make('first', order, {
      audience: { all: [{ persona: 'first' }, { context: 'device', is: 'mobile' }, { context: 'utm.source', is: 'mail' }] },
    })
    const moments = [
      page(0, '/?utm_source=mail'),
      page(1, '/order'),
      { at: 2, type: 'identify', name: '', props: { orders: 1 } } as const,
      event(3, 'order'),
    ]
    const personas = [{ id: 'first', when: { trait: 'orders', is: 1 } }]
    const mobile = { traits: { orders: 0 }, context: { device: 'mobile' } }
    expect(told([first], [visit(0, moments, mobile)], { personas })).toEqual(['3 first shown'])
    expect(told([first], [visit(0, moments.slice(0, 2).concat(event(3, 'order')), mobile)], { personas })).toEqual(['3 first audience'])
    expect(told([first], [visit(0, moments, { ...mobile, context: { device: 'desktop' } })], { personas })).toEqual(['3 first audience'])
  })
  test('events of earlier visits count', () => {
    const third = make('third', order, { audience: { event: 'order', withinDays: 30, gte: 3 } })
    const visits = [0, 1, 40, 41, 42].map((day) => visit(day, [page(0), event(1, 'order')]))
    expect(told([third], visits).map((line) => line.split(' ')[2])).toEqual(['audience', 'audience', 'audience', 'audience', 'shown'])
  })
  test('once for each thing', () => {
    const visits = [0, 8, 16].map((day, index) => visit(day, [page(0), event(1, 'order', { id: Math.min(1, index) })]))
    expect(told([csat], visits).map((line) => line.split(' ')[2])).toEqual(['shown', 'shown', 'once-per'])
  })
  test.each([
    ['answered', 90],
    ['dismissed', 60],
    ['ignored', 30],
  ] as const)('after it was %s it waits %d days', (reaction, days) => {
    const on = (day: number) => visit(day, [page(0, '/account')], { reaction })
    expect(told([nps], [on(0), on(days - 1), on(days)]).map((line) => line.split(' ')[2] === 'shown')).toEqual([true, false, true])
  })
  test('“later” puts it off for a week, and others of its class for longer', () => {
    const brand = make('brand', { on: 'page', path: '/brand' })
    const on = (day: number, path: string) => visit(day, [page(0, path)], { reaction: 'snoozed' })
    const lines = told([nps, brand], [on(0, '/account'), on(6, '/account'), on(7, '/account'), on(36, '/brand'), on(38, '/brand')])
    expect(lines.map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'nps shown',
      'nps snoozed',
      'nps shown',
      'brand between-days by nps',
      'brand shown',
    ])
  })
  test('“never” holds for every survey', () => {
    const visits = [visit(0, [page(0, '/account')], { reaction: 'never' }), visit(300, [page(0, '/account'), event(40, 'order')])]
    expect(told([nps, csat], visits).map((line) => line.split(' ')[2])).toEqual(['shown', 'never-again', 'never-again'])
  })
  test('hours are those of the visitor, summer and winter, or of the zone they name', () => {
    const open = make('open', { on: 'page', path: '*' }, { hours: { from: '09:00', until: '18:00' }, frequency: { class: 'interaction' } })
    const at = (start: string, timeZone: string) => told([open], [visit(0, [page(0)], { start, timeZone })])[0]?.split(' ')[2]
    expect(at('2026-03-01T08:30:00Z', 'Europe/Paris')).toBe('shown')
    expect(at('2026-03-01T08:30:00Z', 'Europe/London')).toBe('off-hours')
    expect(at('2026-07-01T07:30:00Z', 'Europe/Paris')).toBe('shown')
    expect(at('2026-03-01T07:30:00Z', 'Europe/Paris')).toBe('off-hours')
    const paris = { ...open, hours: { ...open.hours, timeZone: 'Europe/Paris' } }
    expect(told([paris], [visit(0, [page(0)], { start: '2026-03-01T08:30:00Z', timeZone: 'Asia/Tokyo' })])[0]).toMatch(/shown$/)
  })
  test('on a blackout date nobody is asked', () => {
    const blackouts = [{ from: '2026-03-01', until: '2026-03-02', name: 'sale' }]
    expect(
      told([nps], [visit(0, [page(0, '/account')]), visit(1, [page(0, '/account')])], { blackouts }).map((line) => line.split(' ')[2]),
    ).toEqual(['blackout', 'shown'])
  })
  test('a clock that is set back holds nobody back for longer', () => {
    const at = (day: number, clockOffsetSeconds = 0) => visit(day, [page(0, '/account')], { clockOffsetSeconds })
    const year = -365 * 86400
    expect(told([nps], [at(0), at(10, year), at(39, year), at(41, year)]).map((line) => line.split(' ')[2])).toEqual([
      'shown',
      'between-days',
      'between-days',
      'shown',
    ])
  })
})

describe('one at a time', () => {
  const both = [page(0, '/account'), event(0, 'order')]
  test('the higher priority first; the other when its turn comes', () => {
    // The visitor closes the first after some seconds; then there is a rest.
    const lines = told([csat, nps], [visit(0, both, { reaction: 'dismissed', end: 90 })])
    expect(lines[0]).toBe('0 nps shown')
    expect(lines[1]).toMatch(/^[\d.]+ csat shown$/)
    expect(Number.parseFloat(lines[1] ?? '')).toBeGreaterThan(30)
  })
  test('never, where the first stays open until patience ends', () => {
    const hasty = make('csat', { ...order, patienceSeconds: 10 })
    const { told, summary } = replay([hasty, nps], [visit(0, both, { end: 100 })])
    expect(told).toEqual(['0 nps shown', '10 csat busy by nps'])
    expect(summary.surveys[0]).toMatchObject({ people: { due: 1, shown: 0, starved: 1 }, starvedBy: [{ survey: 'nps', people: 1 }] })
  })
  test('it waits for a quiet moment, and gives up', () => {
    const typing = (until: number) => [visit(0, [page(0), quiet(3, 'typing'), event(5, 'order'), quiet(until)])]
    expect(told([csat], typing(30))).toEqual(['30 csat shown'])
    expect(told([csat], typing(700))).toEqual(['605 csat typing'])
    // The next page is another one.
    expect(told([csat], [visit(0, [page(0), quiet(3, 'typing'), event(5, 'order'), page(9)])])).toEqual(['9 csat shown'])
  })
  test('what is called for twice while it waits is asked about once', () => {
    const visits = [visit(0, [page(0), quiet(3, 'typing'), event(5, 'order', { id: 1 }), event(6, 'order', { id: 1 }), quiet(9)])]
    const { told, summary } = replay([csat], visits)
    expect(told).toEqual(['9 csat shown'])
    expect(summary.surveys[0]).toMatchObject({ triggered: 2, shown: 1, doubled: 1, reasons: [] })
  })
  test('an error is no moment for a question, but one for help', () => {
    const moments = [page(0), quiet(1, 'error'), event(2, 'order')]
    expect(told([csat], [visit(0, moments)])).toEqual([])
    expect(told([{ ...csat, help: true }], [visit(0, moments)])).toEqual(['2 csat shown'])
  })
})

describe('what becomes of it', () => {
  const outcome = (visits: readonly Visit[], options: SimulateOptions = {}) =>
    replay([nps], visits, {}, options).summary.surveys[0]?.outcomes
  test('left at once it was not seen; later it was ignored', () => {
    const { reaction: _, ...plain } = visit(0, [page(0, '/account'), page(4, '/')])
    const never = { participation: { answered: 0, dismissed: 0, snoozed: 0, never: 0 } }
    expect(outcome([plain], never)).toEqual({ unseen: 1 })
    expect(outcome([{ ...plain, moments: [page(0, '/account'), page(6, '/')] }], never)).toEqual({ ignored: 1 })
  })
  test.each(['answered', 'dismissed', 'ignored'] as const)('as recorded: %s', (reaction) => {
    expect(outcome([visit(0, [page(0, '/account')], { reaction })])).toEqual({ [reaction]: 1 })
  })
  test('else drawn: so many of many, for each survey as assumed, and the same again', () => {
    const visits = Array.from({ length: 2000 }, (_, index) => {
      const { reaction: _reaction, ...plain } = visit(0, [page(0, '/account')], { visitor: `v${index}`, end: 300 })
      return plain
    })
    const shares = (options: SimulateOptions) => outcome(visits, options) as Record<string, number>
    expect(shares({}).answered).toBeGreaterThan(340)
    expect(shares({}).answered).toBeLessThan(460)
    expect(shares({})).toEqual(shares({}))
    expect(shares({ participation: { answered: 0.5 } }).answered).toBeGreaterThan(930)
    expect(shares({ participation: { answered: 0.5, surveys: { nps: { answered: 0 } } } }).answered).toBeUndefined()
  })
})

test('the kill switch, and a survey that is not right, leave the others alone', () => {
  const bad = { ...make('bad', order), touchpoint: 'nowhere' }
  expect(told([bad, csat], [visit(0, [page(0), event(1, 'order')])])).toEqual(['1 csat shown'])
  expect(told([csat], [visit(0, [page(0), event(1, 'order')])], { enabled: false })).toEqual([])
})
test('visits of a file come in any order', () => {
  const days = [40, 0, 39, 10].map((day) => visit(day, [page(0, '/account')]))
  expect(told([nps], days).filter((line) => line.endsWith('shown'))).toEqual(['0 nps shown', `${39 * 86400} nps shown`])
})
test('nothing that is handed in is changed', () => {
  const config = { version: 1, surveys: [csat, nps] } as const
  const recording = { version: 1, visits: [visit(1, [page(0, '/account')]), visit(0, [page(0, '/account')])] } as const
  const before = JSON.stringify([config, recording])
  simulate(config, recording)
  expect(JSON.stringify([config, recording])).toBe(before)
})
