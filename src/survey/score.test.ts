import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ruleOf, topBoxes } from './score'

describe('which answers count', () => {
  test.each([
    [2, 1],
    [3, 1],
    [4, 2],
    [5, 2],
    [7, 2],
    [9, 2],
    [10, 3],
    [11, 3],
  ])('of %i points the top %i', (points, top) => expect(topBoxes(points)).toBe(top))

  test.each([
    ['nps', 11, { name: 'nps', counts: [9, 10], against: [0, 6] }],
    ['csat', 5, { name: 'top-2-of-5', counts: [4, 5], against: null }],
    ['csat', 3, { name: 'top-1-of-3', counts: [3, 3], against: null }],
    ['ces', 7, { name: '5-7-of-7', counts: [5, 7], against: null }],
    ['rating', 10, { name: 'mean-of-10', counts: null, against: null }],
  ] as const)('%s of %i', (type, points, rule) => expect(ruleOf(type, points)).toEqual(rule))

  test('a point from which a team counts is a rule of its own, and of CSAT alone', () => {
    expect(ruleOf('csat', 5, 4)).toEqual({ name: 'from-4-of-5', counts: [4, 5], against: null })
    expect(ruleOf('csat', 5, null).name).toBe('top-2-of-5')
    expect(ruleOf('rating', 5, 4).name).toBe('mean-of-5')
  })

  test('property: of CSAT always the best ones, never all, and never more than a middle point would allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 11 }), (points) => {
        const [from, to] = ruleOf('csat', points).counts ?? [0, 0]
        expect(to).toBe(points)
        expect(from).toBeGreaterThan((points + 1) / 2)
      }),
    )
  })
})
