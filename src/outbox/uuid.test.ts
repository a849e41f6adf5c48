// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidv7 } from './uuid'

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

describe('uuidv7', () => {
  it('is a version 7 UUID of RFC 9562', () => {
    for (let i = 0; i < 1000; i++)
      expect(uuidv7(Date.now())).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('carries the time it was made, in its first 48 bits', () => {
    const future = Date.UTC(2040, 5, 1)
    expect(timeOf(uuidv7(future))).toBe(future)
    expect(timeOf(uuidv7(future + 1))).toBe(future + 1)
  })

  it('rises within one millisecond, past the end of its counter, and when the clock steps back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 }), { minLength: 2, maxLength: 50 }), (steps) => {
        let now = Date.UTC(2041, 0, 1)
        const ids = steps.map((step) => uuidv7((now += step)))
        expect([...ids].sort()).toEqual(ids)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
    const many = Array.from({ length: 10_000 }, () => uuidv7(Date.UTC(2042, 0, 1)))
    expect([...many].sort()).toEqual(many)
  })

  it('is random where it is not time', () => {
    const tails = new Set(Array.from({ length: 5_000 }, () => uuidv7(0).slice(19)))
    expect(tails.size).toBe(5_000)
  })
})
