import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { free, REST_SECONDS } from './open'

const now = Date.parse('2026-11-21T12:00:00Z')
const REST_MS = REST_SECONDS * 1000

test('nothing was asked yet', () => {
  expect(free('', undefined, now)).toBeFalsy()
})
test('one at a time, whatever was closed before', () => {
  expect(free('nps', undefined, now)).toEqual(['busy', { open: 'nps' }])
  expect(free('nps', now - 1, now)).toEqual(['busy', { open: 'nps' }])
})
test('a rest after each, and until when', () => {
  expect(free('', now - REST_MS + 1, now)).toEqual(['resting', { closed: now - REST_MS + 1, seconds: 30 }, now + 1])
  expect(free('', now - REST_MS, now)).toBeFalsy()
})
test('a clock that was set back holds nobody longer than a rest', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (closed) => {
      const refusal = free('', closed, now)
      if (refusal) expect(refusal[2]).toBeLessThanOrEqual(now + REST_MS)
      else expect(closed + REST_MS).toBeLessThanOrEqual(now)
    }),
  )
})
