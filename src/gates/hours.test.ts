import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Hours, Weekday } from '../survey/config'
import { clock, isOpen } from './hours'

const utc = (hours: Hours, at: string) => isOpen({ timeZone: 'UTC', ...hours }, Date.parse(at))
const paris = (hours: Hours, at: string) => isOpen({ timeZone: 'Europe/Paris', ...hours }, Date.parse(at))
afterEach(() => vi.unstubAllEnvs())

describe('within a day', () => {
  const office: Hours = { from: '09:00', until: '18:00' }
  test.each([
    ['2026-11-23T08:59:59Z', false],
    ['2026-11-23T09:00:00Z', true],
    ['2026-11-23T17:59:59Z', true],
    ['2026-11-23T18:00:00Z', false],
    ['2026-11-23T00:00:00Z', false],
  ])('%s: %s', (at, expected) => expect(utc(office, at)).toBe(expected))
  test('without hours: the whole day', () => {
    for (const at of ['2026-11-23T00:00:00Z', '2026-11-23T12:00:00Z', '2026-11-23T23:59:59Z']) expect(utc({}, at)).toBe(true)
  })
  test('from or until alone', () => {
    expect(utc({ from: '20:00' }, '2026-11-23T23:59:59Z')).toBe(true)
    expect(utc({ from: '20:00' }, '2026-11-23T00:00:00Z')).toBe(false)
    expect(utc({ until: '08:00' }, '2026-11-23T00:00:00Z')).toBe(true)
    expect(utc({ until: '08:00' }, '2026-11-23T08:00:00Z')).toBe(false)
  })
  test('days', () => {
    const monday: Hours = { ...office, days: ['mon'] }
    expect(utc(monday, '2026-11-23T12:00:00Z')).toBe(true)
    expect(utc(monday, '2026-11-22T12:00:00Z')).toBe(false)
    expect(utc(monday, '2026-11-24T12:00:00Z')).toBe(false)
  })
})

describe('over midnight, the day is the one on which it opens', () => {
  const night: Hours = { from: '22:00', until: '06:00', days: ['fri'] }
  test.each([
    ['2026-11-27T05:00:00Z', false], // Friday, but the night of Thursday
    ['2026-11-27T21:59:00Z', false],
    ['2026-11-27T22:00:00Z', true],
    ['2026-11-28T05:59:00Z', true],
    ['2026-11-28T06:00:00Z', false],
    ['2026-11-28T22:00:00Z', false],
  ])('%s: %s', (at, expected) => expect(utc(night, at)).toBe(expected))
  test('from Saturday into Sunday, and from Sunday into Monday', () => {
    expect(utc({ ...night, days: ['sat'] }, '2026-11-29T01:00:00Z')).toBe(true)
    expect(utc({ ...night, days: ['sun'] }, '2026-11-29T01:00:00Z')).toBe(false)
    expect(utc({ ...night, days: ['sun'] }, '2026-11-30T01:00:00Z')).toBe(true)
  })
  test('as long as a day', () => {
    const day: Hours = { from: '09:00', until: '09:00', days: ['mon'] }
    expect(utc(day, '2026-11-23T08:59:00Z')).toBe(false)
    expect(utc(day, '2026-11-23T09:00:00Z')).toBe(true)
    expect(utc(day, '2026-11-24T08:59:00Z')).toBe(true)
    expect(utc(day, '2026-11-24T09:00:00Z')).toBe(false)
  })
})

describe('by the clocks of the zone', () => {
  const office: Hours = { from: '09:00', until: '18:00' }
  test('winter and summer', () => {
    expect(paris(office, '2026-01-15T08:00:00Z')).toBe(true)
    expect(paris(office, '2026-01-15T07:59:00Z')).toBe(false)
    expect(paris(office, '2026-07-15T07:00:00Z')).toBe(true)
    expect(paris(office, '2026-07-15T16:00:00Z')).toBe(false)
  })
  test('on the day the clock is put forward, 02:30 is never shown, and what is open then is open from 03:00', () => {
    const early: Hours = { from: '02:30', until: '03:30' }
    expect(paris(early, '2026-03-29T00:59:00Z')).toBe(false) // 01:59
    expect(paris(early, '2026-03-29T01:00:00Z')).toBe(true) // 03:00
    expect(paris(early, '2026-03-29T01:30:00Z')).toBe(false)
  })
  test('on the day it is put back, 02:30 is shown twice', () => {
    const early: Hours = { from: '02:15', until: '02:45' }
    for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) expect(paris(early, at)).toBe(true)
    expect(paris(early, '2026-10-25T01:00:00Z')).toBe(false)
  })
  test('the day is that of the zone', () => {
    const monday: Hours = { days: ['mon'], timeZone: 'Pacific/Auckland' }
    expect(utc(monday, '2026-11-22T11:00:00Z')).toBe(true)
    expect(utc(monday, '2026-11-22T10:59:00Z')).toBe(false)
  })
  test('the visitor’s own by default', () => {
    const at = new Date(2026, 10, 23, 9, 30).getTime()
    expect(isOpen({ from: '09:00', until: '10:00', days: ['mon'] }, at)).toBe(true)
    expect(isOpen({ from: '10:00' }, at)).toBe(false)
  })
  test('a zone that is none is the visitor’s own: it does not throw', () => {
    const at = Date.parse('2026-11-23T12:34:56Z')
    for (const timeZone of ['Europe/Atlantis', '', 'x y', '+99:00']) expect(clock(at, timeZone)).toEqual(clock(at))
  })
})

const week: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  const two = (part: number) => `${Math.floor(part)}`.padStart(2, '0')
  return `${two(minute / 60)}:${two(minute % 60)}`
})
const hours: fc.Arbitrary<Hours> = fc.record(
  { from: time, until: fc.oneof(time, fc.constant('24:00')), days: fc.subarray([...week], { minLength: 1 }) },
  { requiredKeys: [] },
)
test('property: as counted in minutes of the week', () => {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  // A Sunday, 00:00 UTC.
  const sunday = Date.parse('2026-11-22T00:00:00Z')
  fc.assert(
    fc.property(hours, fc.integer({ min: 0, max: 10079 }), (hours, minute) => {
      const { from = '00:00', until = '24:00', days = week } = hours
      const length = minutes(until) > minutes(from) ? minutes(until) - minutes(from) : minutes(until) - minutes(from) + 1440
      const expected = days.some((day) => (minute - (week.indexOf(day) * 1440 + minutes(from)) + 10080) % 10080 < length)
      expect(isOpen({ ...hours, timeZone: 'UTC' }, sunday + minute * 6e4)).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})
