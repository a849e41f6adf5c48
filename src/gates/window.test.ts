import { describe, expect, test } from 'vitest'
import type { Blackout, Survey } from '../survey/config'
import { activeWindow } from './window'

const at = (survey: Partial<Survey>, now: string | number, blackouts?: readonly Blackout[]) =>
  activeWindow({ survey: survey as Survey, blackouts, now: typeof now === 'string' ? Date.parse(now) : now }) || undefined

const from = { from: '2026-12-01' }
const until = { until: '2026-12-01' }
const midnight = Date.parse('2026-12-01T00:00:00Z')

test('without dates: always', () => {
  for (const now of [0, midnight, 8e15]) expect(at({}, now)).toBeUndefined()
})
test('from: closed before, open from the very instant; a date is UTC midnight', () => {
  expect(at(from, midnight - 1)).toEqual(['not-yet', { from: midnight }, midnight])
  expect(at(from, midnight)).toBeUndefined()
})
test('until: open before, closed from the very instant', () => {
  expect(at(until, midnight - 1)).toBeUndefined()
  expect(at(until, midnight)?.slice(0, 2)).toEqual(['over', { until: midnight }])
})
test('what is over does not come back by waiting', () => expect(at(until, midnight)?.[2] ?? Infinity).toBe(Infinity))
test('instants with an offset', () => {
  expect(at({ from: '2026-12-01T09:00:00+09:00' }, midnight - 1)?.[0]).toBe('not-yet')
  expect(at({ from: '2026-12-01T09:00:00+09:00' }, midnight)).toBeUndefined()
})
test('both', () => {
  const both = { from: '2026-12-01', until: '2026-12-02' }
  expect(at(both, '2026-11-30T23:59:59Z')?.[0]).toBe('not-yet')
  expect(at(both, '2026-12-01T12:00:00Z')).toBeUndefined()
  expect(at(both, '2026-12-02T00:00:00Z')?.[0]).toBe('over')
})

test('hours', () => {
  const hours = { hours: { from: '09:00', until: '18:00', timeZone: 'UTC' } }
  expect(at(hours, '2026-11-23T12:00:00Z')).toBeUndefined()
  expect(at(hours, '2026-11-23T18:00:00Z')).toEqual(['off-hours'])
  expect(at({ ...hours, from: '2026-12-01' }, '2026-11-23T18:00:00Z')?.[0]).toBe('not-yet')
})

describe('blackouts', () => {
  const blackouts = [
    { from: '2026-11-27', until: '2026-11-28', name: 'Black Friday' },
    { from: '2026-11-27T12:00:00+01:00', until: '2026-12-01' },
  ]
  test('closed from the very instant, open again at the end', () => {
    expect(at({}, '2026-11-26T23:59:59Z', blackouts)).toBeUndefined()
    const end = Date.parse('2026-11-28')
    expect(at({}, '2026-11-27T00:00:00Z', blackouts)).toEqual(['blackout', { name: 'Black Friday', until: end }, end])
    expect(at({}, '2026-11-28T00:00:00Z', blackouts)).toEqual(['blackout', { name: '', until: midnight }, midnight])
    expect(at({}, '2026-12-01T00:00:00Z', blackouts)).toBeUndefined()
  })
  test('whose dates are none, or the wrong way round, close nothing', () => {
    const wrong = [
      { from: 'x', until: 'y' },
      { from: '2026-12-01', until: '2026-11-01' },
    ]
    expect(at({}, '2026-11-15', wrong)).toBeUndefined()
  })
})
