import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BLACK, type Colour, correct, over, parse, ratio, WHITE, write } from './contrast'

const part = fc.integer({ min: 0, max: 255 })
const opaque = fc.tuple(part, part, part, fc.constant(255)) as fc.Arbitrary<Colour>
const any = fc.tuple(part, part, part, part) as fc.Arbitrary<Colour>

test('ratios are those of WCAG', () => {
  expect(ratio(BLACK, [WHITE])).toBeCloseTo(21)
  expect(ratio([119, 119, 119, 255], [WHITE])).toBeCloseTo(4.48, 2)
  expect(ratio([118, 118, 118, 255], [WHITE])).toBeCloseTo(4.54, 2)
  expect(ratio(WHITE, [WHITE])).toBe(1)
})

test('a colour is read as it is computed, and clipped to what a screen has', () => {
  expect(parse('color(srgb 0.2 0.4 0.6)')).toEqual([51, 102, 153, 255])
  expect(parse('color(srgb 1.2 -0.1 1e-7 / 0.5)')).toEqual([255, 0, 0, 128])
  expect(write([51, 102, 153, 255])).toBe('rgb(51 102 153/1)')
})

test('what can be read stays as it is', () => {
  fc.assert(
    fc.property(opaque, opaque, (colour, surface) => {
      fc.pre(ratio(colour, [surface]) >= 4.5)
      expect(correct(colour, [surface], 4.5)).toEqual(colour)
    }),
  )
})

test('whatever is said on whatever surface, text comes out at 4.5 : 1 and outlines at 3 : 1', () => {
  fc.assert(
    fc.property(opaque, opaque, fc.constantFrom(3, 4.5), (colour, surface, least) => {
      const found = correct(colour, [surface], least) as Colour
      expect(ratio(found, [surface])).toBeGreaterThanOrEqual(least)
    }),
  )
})

test('it goes no farther than it must: a step less would not do', () => {
  const found = correct([170, 170, 170, 255], [WHITE], 4.5) as Colour
  expect(ratio(found, [WHITE])).toBeLessThan(4.8)
  expect(found[0]).toBeGreaterThan(110)
})

test('behind a surface that can be seen through may be anything from black to white', () => {
  fc.assert(
    fc.property(opaque, any, opaque, (colour, surface, page) => {
      const found = correct(colour, [over(surface, BLACK), over(surface, WHITE)], 4.5)
      fc.pre(found !== undefined)
      // Rounding to what a screen has may cost a hundredth.
      expect(ratio(found as Colour, [over(surface, page)])).toBeGreaterThan(4.4)
    }),
  )
  expect(correct(WHITE, [over([128, 128, 128, 60], BLACK), over([128, 128, 128, 60], WHITE)], 4.5)).toBeUndefined()
})
