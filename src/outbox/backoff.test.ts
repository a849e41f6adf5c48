// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BREAKER, backOff, HOLD_MS, MAX_JITTER_MS, MAX_WAIT_MS, readBackoff, waitMs } from './backoff'

const HOUR = 3_600_000
const why = { silent: false, hold: false, floorMs: 0, gone: undefined }
const env = { now: 1_000_000, random: 1, online: true }

describe('backOff', () => {
  it('is full jitter under 1 s · 2ⁿ, at most 5 minutes', () => {
    let backoff = null
    const waits = []
    for (let i = 0; i < 12; i++) {
      backoff = backOff(backoff, why, env)
      waits.push(backoff.at - env.now)
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(waits.at(-1)).toBe(MAX_JITTER_MS)
    expect(backOff(null, why, { ...env, random: 0 }).at).toBe(env.now)
  })

  it('never below what the endpoint asked for, and never above one hour', () => {
    expect(backOff(null, { ...why, floorMs: 90_000 }, env)).toMatchObject({ at: env.now + 90_000, floor: env.now + 90_000 })
    expect(backOff(null, { ...why, floorMs: 9e9 }, env).at).toBe(env.now + HOUR)
  })

  it('holds for 15 minutes on a configuration error, and after three failures without a reply while online', () => {
    expect(backOff(null, { ...why, hold: true }, env).at).toBe(env.now + HOLD_MS)
    const silent = { ...why, silent: true }
    let backoff = null
    for (let i = 1; i <= BREAKER; i++) {
      backoff = backOff(backoff, silent, env)
      expect(backoff.at === env.now + HOLD_MS).toBe(i === BREAKER)
    }
  })

  it('a reply closes the breaker; being offline does not open it', () => {
    const silent = { ...why, silent: true }
    const twice = backOff(backOff(null, silent, env), silent, env)
    expect(backOff(twice, why, env).silent).toBe(0)
    expect(backOff(twice, silent, { ...env, online: false })).toMatchObject({ silent: 2, n: 3 })
  })

  it('remembers which URL is gone', () => {
    expect(backOff(null, { ...why, gone: 'https://x/' }, env).gone).toBe('https://x/')
    expect(backOff(null, why, env)).not.toHaveProperty('gone')
  })
})

describe('waitMs', () => {
  const backoff = { n: 1, silent: 0, at: 5_000, floor: 2_000 }
  it('counts down, and urgency skips only our own part', () => {
    expect(waitMs(backoff, 1_000, false)).toBe(4_000)
    expect(waitMs(backoff, 1_000, true)).toBe(1_000)
    expect(waitMs(backoff, 3_000, true)).toBe(0)
    expect(waitMs(backoff, 5_000, false)).toBe(0)
    expect(waitMs(null, 0, false)).toBe(0)
  })

  it('a clock set back never holds longer than an hour: what is further away counts as over', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (jump) => {
        const wait = waitMs(backoff, 5_000 + jump, false)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(MAX_WAIT_MS)
      }),
    )
    expect(waitMs(backoff, 5_000 - 8 * 24 * HOUR, false)).toBe(0)
  })
})

describe('readBackoff', () => {
  it('trusts nothing', () => {
    const good = { n: 1, silent: 0, at: 1, floor: 0 }
    expect(readBackoff(good)).toEqual(good)
    for (const value of [null, undefined, 'x', {}, { ...good, at: '1' }, { ...good, n: Number.NaN }]) expect(readBackoff(value)).toBeNull()
  })
})
