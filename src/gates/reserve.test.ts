import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Showing } from '../survey/clocks'
import type { Survey } from '../survey/config'
import { decide } from './decide'
import { DAY, isInteraction } from './frequency'
import { reserve } from './reserve'
import type { GateInput } from './types'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const make = (change: Partial<Survey>): Survey => ({
  id: 's',
  touchpoint: 't',
  trigger: { on: 'page', path: '/' },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
const nps = make({ id: 'nps', reserve: true, priority: 10 })
const other = make({ id: 'other', priority: 1 })
const input = (survey: Survey, change: Partial<GateInput> = {}): GateInput => ({
  survey,
  reserved: [nps],
  now: NOW,
  level: 'persistent',
  lookup: () => undefined,
  respondent: 'r',
  log: [],
  visit: 9,
  key: undefined,
  ...change,
})
const holder = (survey: Survey, change: Partial<GateInput> = {}) => {
  const refusal = reserve(input(survey, change))
  if (refusal) expect(refusal[0]).toBe('reserved')
  return refusal ? refusal[1]?.for : undefined
}
const answered = (s: string, daysAgo: number, change: Partial<Showing> = {}): Showing => ({
  id: `${s}${daysAgo}`,
  s,
  c: 'r',
  t: NOW - daysAgo * DAY,
  o: 'answered',
  v: 1,
  w: 1,
  ...change,
})

describe('holds back', () => {
  test('while the reserved one is due', () => expect(holder(other)).toBe('nps'))
  test('while it falls due within the cooldown that a showing now would start', () => {
    expect(holder(other, { log: [answered('nps', 60)] })).toBe('nps')
    expect(holder(other, { log: [answered('nps', 60 - 1 / 24)] })).toBeUndefined()
  })
  test('the cooldown is that of either: the one who would wait is the reserved one', () => {
    const often = make({ id: 'often', frequency: { betweenDays: 5 } })
    expect(holder(often, { log: [answered('nps', 59)] })).toBeUndefined()
    expect(holder(often, { log: [answered('nps', 60)] })).toBe('nps')
    const both = { reserved: [make({ ...nps, frequency: { betweenDays: 5 } })] }
    expect(holder(often, { ...both, log: [answered('nps', 84)] })).toBeUndefined()
    expect(holder(often, { ...both, log: [answered('nps', 85)] })).toBe('nps')
  })
  test('while it falls due because its dates begin within the cooldown', () => {
    expect(holder(other, { reserved: [make({ ...nps, from: '2026-12-21T12:00:00Z' })] })).toBe('nps')
    expect(holder(other, { reserved: [make({ ...nps, from: '2026-12-21T12:00:01Z' })] })).toBeUndefined()
  })
  test('outside its hours too: they come round again', () => {
    expect(holder(other, { reserved: [make({ ...nps, hours: { from: '13:00', timeZone: 'UTC' } })] })).toBe('nps')
    expect(holder(other, { reserved: [make({ ...nps, hours: { days: ['mon'], timeZone: 'UTC' } })] })).toBe('nps')
  })
  test('while the visitor put it off for less than the cooldown', () => {
    const later = (days: number) => answered('nps', days, { o: 'snoozed' })
    expect(holder(other, { log: [later(1)] })).toBe('nps')
    const long = make({ ...nps, frequency: { snoozeDays: 60 } })
    expect(holder(other, { log: [later(1)], reserved: [long] })).toBeUndefined()
  })
  test('without a priority of its own', () => expect(holder(make({ id: 'plain' }))).toBe('nps'))
  test('for the first of several reserved ones that is due', () => {
    const early = make({ id: 'early', reserve: true, priority: 20 })
    expect(holder(other, { reserved: [early, nps] })).toBe('early')
    expect(holder(other, { reserved: [early, nps], log: [answered('early', 1)] })).toBe('nps') // due in 29 days
    expect(holder(other, { reserved: [early, nps], log: [answered('early', 2), answered('nps', 1)] })).toBeUndefined()
    expect(holder(other, { reserved: [make({ ...early, enabled: false }), nps] })).toBe('nps')
  })
})

describe('does not hold back', () => {
  test.each<[string, Survey]>([
    ['the reserved one itself', nps],
    ['a higher priority', make({ id: 'urgent', priority: 11 })],
    ['an equal priority', make({ id: 'equal', priority: 10 })],
    ['an interaction', make({ id: 'csat', frequency: { class: 'interaction' } })],
    ['an interaction by oncePer', make({ id: 'csat', trigger: { on: 'event', name: 'x', oncePer: 'id' } })],
  ])('%s', (_, survey) => expect(holder(survey)).toBeUndefined())

  test.each<[string, Partial<Survey>, Partial<GateInput>?]>([
    ['is switched off', { enabled: false }],
    ['has not begun', { from: '2027-01-01' }],
    ['is over', { until: '2026-01-01' }],
    ['is for others', { audience: { trait: 'plan', is: 'gold' } }],
    ['is not sampled here', { sample: 0 }],
    ['is held out here', { holdout: 1 }],
    ['has enough answers', { quota: 400 }, { remaining: { 'nps 1 400': 0 } }],
    ['may never ask again', {}, { log: [answered('x', 1, { o: 'never' })] }],
    ['was ignored for good', {}, { log: [answered('nps', 900, { o: 'ignored' }), answered('nps', 800, { o: 'ignored' })] }],
    ['was asked once and asks once', { frequency: { once: true } }, { log: [answered('nps', 900)] }],
    ['needs a consent that is not there', {}, { level: 'none' }],
  ])('for one that %s', (_, change, more) => expect(holder(other, { reserved: [make({ ...nps, ...change })], ...more })).toBeUndefined())

  test.each([
    ['days that are no list', { hours: { days: {} } }],
    ['a time that is none', { hours: { from: { toString: 1, valueOf: 1 } } }],
    ['a pause that is none', { frequency: { betweenDays: { toString: 1, valueOf: 1 } } }],
  ])('where the reserved one has %s, as unchecked JSON may: it cannot be judged, and the next one is', (_, wrong) => {
    const unsound = { ...nps, id: 'unsound', ...(wrong as object) }
    expect(holder(other, { reserved: [unsound] })).toBeUndefined()
    expect(holder(other, { reserved: [unsound, nps] })).toBe('nps')
  })
  test('where none is reserved', () => expect(holder(other, { reserved: [] })).toBeUndefined())
  test('for one that was just answered', () => expect(holder(other, { log: [answered('nps', 1)] })).toBeUndefined())
})

test('two reserved ones of the same priority do not block each other for ever', () => {
  const a = make({ id: 'a', reserve: true, priority: 5 })
  const b = make({ id: 'b', reserve: true, priority: 5 })
  expect(holder(a, { reserved: [a, b] })).toBeUndefined()
  expect(holder(b, { reserved: [a, b] })).toBeUndefined()
})

test('two of different priorities: the higher one goes, and then the lower one', () => {
  const a = make({ id: 'a', reserve: true, priority: 6 })
  const b = make({ id: 'b', reserve: true, priority: 5 })
  expect(holder(a, { reserved: [a, b] })).toBeUndefined()
  expect(holder(b, { reserved: [a, b] })).toBe('a')
  expect(holder(b, { reserved: [a, b], log: [answered('a', 31)] })).toBeUndefined()
})

/** Somebody who comes every day for two years: the other survey's moment comes first each day, then that of the reserved one. */
const live = (surveys: readonly Survey[], days: number) => {
  const log: Showing[] = []
  const reserved = surveys.filter(({ reserve }) => reserve)
  for (let day = 0; day < days; day++)
    for (const survey of surveys) {
      const now = NOW + day * DAY
      if (!decide(input(survey, { now, visit: day, log, reserved })).pass) continue
      log.push({
        id: `${log.length}`,
        s: survey.id,
        c: isInteraction(survey) ? 'i' : 'r',
        t: now,
        o: 'answered',
        v: day,
        w: survey.wave ?? 1,
      })
    }
  return (id: string) => log.filter(({ s }) => s === id).map(({ t }) => (t - NOW) / DAY)
}

describe('a quarterly NPS and a frequent relationship survey', () => {
  test.each([
    ['with the defaults', {}],
    ['every 30 days', { everyDays: 30 }],
    ['every week', { everyDays: 7, betweenDays: 7 }],
    ['every day', { everyDays: 1, betweenDays: 1 }],
    ['as often as it may', { everyDays: 0, betweenDays: 0, afterDismissDays: 0 }],
  ])('%s: the NPS is asked each quarter all the same', (_, frequency) => {
    const shown = live([make({ id: 'often', frequency }), nps], 730)
    expect(shown('nps')).toEqual([0, 90, 180, 270, 360, 450, 540, 630, 720])
  })
  test('the frequent one is asked in between', () => {
    const shown = live([make({ id: 'often', frequency: { everyDays: 20 } }), nps], 730)
    expect(shown('often').length).toBeGreaterThanOrEqual(8)
  })
  test.each<[string, Partial<Survey>]>([
    [
      'asked in office hours only',
      { hours: { from: '09:00', until: '18:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'], timeZone: 'UTC' } },
    ],
    ['asked on Mondays only', { hours: { days: ['mon'], timeZone: 'UTC' } }],
    ['asked of those whose answers are still wanted', { quota: 400 }],
    ['in its second wave', { wave: 2 }],
  ])('an NPS %s is not starved by a daily one either', (_, change) => {
    const shown = live([make({ id: 'often', frequency: { everyDays: 1, betweenDays: 1 } }), make({ ...nps, ...change })], 730)
    const gaps = shown('nps').map((day, index, all) => day - (all[index - 1] ?? 0))
    expect(shown('nps').length).toBeGreaterThanOrEqual(8)
    // A quarter, and a week to its next hours.
    expect(Math.max(...gaps)).toBeLessThanOrEqual(97)
    expect(shown('often').length).toBeGreaterThan(300)
  })
  test('without the reserve the frequent one would take its place: the test can fail', () => {
    const shown = live([make({ id: 'often', frequency: { everyDays: 7, betweenDays: 7 } }), { ...nps, reserve: false }], 730)
    expect(shown('nps').length).toBeLessThan(4)
  })
  test.each<[string, Partial<Survey>]>([
    ['not sampled', { sample: 0 }],
    ['not in the audience', { audience: { trait: 'plan', is: 'gold' } }],
    ['switched off', { enabled: false }],
    ['over', { until: '2026-01-01' }],
  ])('no deadlock when the reserved one is %s', (_, change) => {
    const shown = live([make({ id: 'often', frequency: { everyDays: 30 } }), make({ ...nps, ...change })], 300)
    expect(shown('often')).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240, 270])
  })
})

describe('property: whatever the others are', () => {
  const days = fc.constantFrom(0, 0.5, 1, 3, 7, 20, 30, 45)
  const rival = fc.record({
    priority: fc.integer({ min: 0, max: 9 }),
    frequency: fc.record({ everyDays: days, afterDismissDays: days, betweenDays: days, snoozeDays: days }, { requiredKeys: [] }),
  })
  const rivals = fc
    .array(rival, { minLength: 1, maxLength: 3 })
    .map((list) => list.map((one, index) => make({ id: `often${index}`, ...one })))
  test('an NPS of a quarter is asked each quarter', () => {
    fc.assert(
      fc.property(rivals, (rivals) => {
        expect(live([...rivals, nps], 300)('nps')).toEqual([0, 90, 180, 270])
      }),
      { numRuns: 40 },
    )
  })
  test('and one with hours within a week of it', () => {
    const weekly = make({ ...nps, hours: { days: ['wed'], timeZone: 'UTC' } })
    fc.assert(
      fc.property(rivals, (rivals) => {
        const shown = live([...rivals, weekly], 300)('nps')
        expect(shown.length).toBeGreaterThanOrEqual(4)
        shown.forEach((day, index) => {
          expect(day - (shown[index - 1] ?? -90)).toBeLessThanOrEqual(97)
        })
      }),
      { numRuns: 40 },
    )
  })
  test('one that can never be asked here holds nobody back', () => {
    const impossible = fc.constantFrom<Partial<Survey>>(
      { enabled: false },
      { until: '2026-01-01' },
      { sample: 0 },
      { holdout: 1 },
      { quota: 0 },
      { audience: { trait: 'x', is: 1 } },
    )
    fc.assert(
      fc.property(rivals, impossible, (rivals, change) => {
        const alone = live(rivals, 60)
        const beside = live([...rivals, make({ ...nps, ...change })], 60)
        for (const { id } of rivals) expect(beside(id)).toEqual(alone(id))
      }),
      { numRuns: 40 },
    )
  })
})
