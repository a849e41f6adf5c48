import { expect, test } from 'vitest'
import type { Survey } from '../survey/config'
import type { GateInput } from './types'
import { activeWindow } from './window'

const at = (survey: Partial<Survey>, now: string | number) =>
  activeWindow({ survey: survey as Survey, now: typeof now === 'string' ? Date.parse(now) : now } as GateInput) || undefined

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
