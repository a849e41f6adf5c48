import { describe, expect, test } from 'vitest'
import { createZone } from './zone'

const HOUR = 36e5
const utc = (text: string) => Date.parse(`${text}Z`)

describe('Paris', () => {
  const { offsetAt, toInstant } = createZone('Europe/Paris')
  test.each([
    ['2026-01-15T12:00:00', 1],
    ['2026-03-29T00:59:59', 1],
    ['2026-03-29T01:00:00', 2],
    ['2026-07-15T12:00:00', 2],
    ['2026-10-25T00:59:59', 2],
    ['2026-10-25T01:00:00', 1],
  ])('at %s UTC it is %d hours ahead', (at, hours) => expect(offsetAt(utc(at))).toBe(hours * HOUR))
  test.each([
    ['2026-01-15T12:00:00', '2026-01-15T11:00:00'],
    ['2026-07-15T12:00:00', '2026-07-15T10:00:00'],
    ['2026-03-29T01:59:59', '2026-03-29T00:59:59'],
    ['2026-03-29T03:00:00', '2026-03-29T01:00:00'],
    ['2026-10-25T03:30:00', '2026-10-25T02:30:00'],
  ])('its clocks show %s when it is %s UTC', (local, at) => expect(new Date(toInstant(utc(local)))).toEqual(new Date(utc(at))))
  test('what the change skips comes an hour later, and what it repeats comes once', () => {
    expect(toInstant(utc('2026-03-29T02:30:00'))).toBe(utc('2026-03-29T01:30:00'))
    expect([utc('2026-10-25T00:30:00'), utc('2026-10-25T01:30:00')]).toContain(toInstant(utc('2026-10-25T02:30:00')))
  })
})
test('zones of half hours, west of Greenwich, and without a change', () => {
  expect(createZone('Asia/Kolkata').offsetAt(utc('2026-06-01T00:00:00'))).toBe(5.5 * HOUR)
  expect(createZone('America/New_York').offsetAt(utc('2026-01-01T00:00:00'))).toBe(-5 * HOUR)
  expect(createZone('UTC').toInstant(utc('2026-01-01T00:00:00'))).toBe(utc('2026-01-01T00:00:00'))
})
test('no such place', () => expect(() => createZone('Europe/Atlantis')).toThrow(RangeError))
