import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Hours, Survey } from '../survey/config'
import { isOpen } from './hours'
import { nextWindow } from './opening'
import { activeWindow } from './window'

const next = (survey: Partial<Survey>, now: string | number, blackouts?: readonly { from: string; until: string }[]) => {
  const at = nextWindow({ survey: survey as Survey, blackouts, now: typeof now === 'string' ? Date.parse(now) : now })
  return at === Infinity ? 'never' : new Date(at).toISOString().slice(0, 16)
}
const paris = (hours: Hours): Partial<Survey> => ({ hours: { timeZone: 'Europe/Paris', ...hours } })

describe('the next opening', () => {
  test.each<[string, Partial<Survey>, string, string]>([
    ['open now', paris({ from: '09:00', until: '18:00' }), '2026-11-23T12:00:00Z', '2026-11-23T12:00'],
    ['this morning', paris({ from: '09:10', until: '18:00' }), '2026-11-23T07:23:45Z', '2026-11-23T08:10'],
    ['tomorrow', paris({ from: '09:00', until: '18:00' }), '2026-11-23T17:00:00Z', '2026-11-24T08:00'],
    ['on Monday', paris({ from: '09:00', until: '18:00', days: ['mon', 'fri'] }), '2026-11-27T17:00:00Z', '2026-11-30T08:00'],
    ['in a week', paris({ from: '12:10', until: '12:20', days: ['mon'] }), '2026-11-23T11:20:00Z', '2026-11-30T11:10'],
    ['an hour earlier, in summer time', paris({ from: '09:00', until: '18:00' }), '2026-03-28T17:00:00Z', '2026-03-29T07:00'],
    ['an hour later, in winter time', paris({ from: '09:00', until: '18:00' }), '2026-10-24T16:00:00Z', '2026-10-25T08:00'],
    ['skipped by the clock that is put forward', paris({ from: '02:10', until: '02:50' }), '2026-03-28T12:00:00Z', '2026-03-30T00:10'],
    ['skipped, and only on Sundays', paris({ from: '02:10', until: '02:50', days: ['sun'] }), '2026-03-28T12:00:00Z', '2026-04-05T00:10'],
    [
      'where the clock moves by half an hour',
      { hours: { from: '02:10', until: '02:20', timeZone: 'Australia/Lord_Howe' } },
      '2026-10-03T12:00:00Z',
      '2026-10-04T15:10',
    ],
    ['from its first day', { ...paris({ from: '09:00' }), from: '2026-12-01' }, '2026-11-01T00:00:00Z', '2026-12-01T08:00'],
    ['not once it is over', { ...paris({ from: '09:00' }), until: '2026-11-24' }, '2026-11-23T23:00:00Z', 'never'],
    ['never where no day is named', paris({ days: [] }), '2026-11-23T23:00:00Z', 'never'],
    ['at once where a time is none: it does not throw', paris({ from: 'noon' }), '2026-11-23T23:00:00Z', '2026-11-23T23:00'],
  ])('%s', (_, survey, now, expected) => expect(next(survey, now)).toBe(expected))

  test('after blackouts that touch', () => {
    const blackouts = [
      { from: '2026-11-23', until: '2026-11-25T12:00:00Z' },
      { from: '2026-11-25', until: '2026-11-25T20:00:00Z' },
    ]
    expect(next(paris({ from: '09:00', until: '18:00' }), '2026-11-23T12:00:00Z', blackouts)).toBe('2026-11-26T08:00')
  })
})

test('property: it is open then, and at no minute before', () => {
  const time = fc.integer({ min: 0, max: 1439 }).map((minute) => new Date(minute * 6e4).toISOString().slice(11, 16))
  const hours: fc.Arbitrary<Hours> = fc.record({
    from: time,
    until: time,
    days: fc.subarray(['mon', 'tue', 'sun'] as const, { minLength: 1 }),
    timeZone: fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Chatham'),
  })
  // Around the days on which clocks change.
  const start = fc
    .tuple(fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01'), fc.integer({ min: -4000, max: 1500 }))
    .map(([day, minute]) => Date.parse(day) + minute * 6e4)
  fc.assert(
    fc.property(hours, start, (hours, now) => {
      const at = nextWindow({ survey: { hours } as Survey, now })
      expect(isOpen(hours, at)).toBe(true)
      for (let before = now; before < at; before += 7 * 6e4) expect(isOpen(hours, before)).toBe(false)
      if (at > now) expect(isOpen(hours, at - 6e4)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('property: the same as the gate says, with dates and blackouts too', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-11-${`${date}`.padStart(2, '0')}`)
  const blackouts = fc.array(fc.record({ from: day, until: day }), { maxLength: 3 })
  const survey = fc.record(
    { from: day, until: day, hours: fc.constantFrom({ from: '09:00', until: '18:00' }, { days: ['mon' as const] }) },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(survey, blackouts, day, (survey, blackouts, now) => {
      const input = { survey: survey as object as Survey, blackouts, now: Date.parse(now) }
      const at = nextWindow(input)
      expect(at === input.now).toBe(!activeWindow(input))
      if (at < Infinity) expect(activeWindow({ ...input, now: at }) || undefined).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})
