import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_SHOWINGS, type Outcome, type Showing, settled, trimmed } from './clocks'

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

test('the youngest lines are kept, as many as there is room for', () => {
  const log = Array.from({ length: MAX_SHOWINGS + 5 }, (_, t) => line(t))
  expect(trimmed(log)).toEqual(log.slice(5))
  expect(trimmed(log.slice(0, 3))).toEqual(log.slice(0, 3))
})
test('property: in order, no more than there is room for, the youngest, and the youngest “never” among them', () => {
  const outcome = fc.constantFrom<Outcome | undefined>('answered', undefined, 'never')
  const lines = fc.array(outcome, { maxLength: MAX_SHOWINGS * 2, size: 'max' }).map((outcomes) =>
    // Few of them say never.
    outcomes.map((o, t) => ({ ...line(t), ...(o && (o !== 'never' || t % 70 === 3) && { o }) })),
  )
  fc.assert(
    fc.property(lines, (log) => {
      const kept = trimmed(log)
      const never = log.filter(({ o }) => o === 'never').at(-1)
      expect(kept).toHaveLength(Math.min(log.length, MAX_SHOWINGS))
      expect(kept.map(({ t }) => t)).toEqual(kept.map(({ t }) => t).sort((a, b) => a - b))
      expect(kept.slice(1)).toEqual(log.slice(-kept.length).slice(1))
      if (never) expect(kept).toContain(never)
      expect(trimmed(kept)).toEqual(kept)
    }),
  )
})
