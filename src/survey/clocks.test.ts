import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Showing, settled } from './clocks'

const line = (t: number, id = `${t}`): Showing => ({ id, s: 's', c: 'r', t })

test('lines of the past stay, as the same list', () => {
  const log = [line(1), line(5), line(10)]
  expect(settled(log, 10)).toBe(log)
  expect(settled([], 10)).toEqual([])
})
test('lines of the future are dated now', () => {
  const log = [line(1), line(50), line(11), line(10)]
  expect(settled(log, 10)).toEqual([line(1), line(10, '50'), line(10, '11'), line(10)])
  expect(log[1]?.t).toBe(50)
})
test('property: once is enough, none is lost, and none lies ahead', () => {
  const lines = fc.array(fc.integer({ min: 0, max: 100 }).map((t) => line(t)))
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 100 }), fc.nat(50), (log, now, later) => {
      const once = settled(log, now)
      expect(settled(once, now + later)).toBe(once)
      expect(once.map(({ id }) => id)).toEqual(log.map(({ id }) => id))
      expect(once.every(({ t }) => t <= now)).toBe(true)
    }),
  )
})
