// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { leases } from './lease'
import { createLock, type Locks } from './lock'
import { openStore } from './store'
import { fakeClock, settled } from './testkit'
import type { Store } from './types'

let clock: ReturnType<typeof fakeClock>
let store: Store
beforeEach(() => {
  clock = fakeClock()
  // A lock is only for what other tabs see.
  store = { ...openStore({ level: 'none', project: 'p', allowed: () => true }), durability: () => 'disk' }
})
const tab = (locks: Locks = leases(store, clock.now)) =>
  createLock({
    store,
    project: 'p',
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    locks,
  })
const never = () => new Promise<string>(() => {})
const webLocks = () => {
  const held = new Set<string>()
  const names: string[] = []
  const locks: Locks = {
    request: async (name, options, callback) => {
      expect(options).toEqual({ ifAvailable: true })
      names.push(name)
      if (held.has(name)) return callback(null)
      held.add(name)
      try {
        return await callback({ name })
      } finally {
        held.delete(name)
      }
    },
  }
  return { locks, names, held }
}

describe.each(['web locks', 'a lease'])('one batch at a time by %s', (kind) => {
  const { locks, held } = webLocks()
  const open = () => (kind === 'web locks' ? tab(locks) : tab())
  beforeEach(() => held.clear())

  it('of two tabs one works; then the other', async () => {
    let finish = (_: string) => {}
    const work = vi.fn(
      () =>
        new Promise<string>((resolve) => {
          finish = resolve
        }),
    )
    const first = open()('e', work)
    await settled()
    expect(await open()('e', work)).toBeUndefined()
    expect(work).toHaveBeenCalledTimes(1)
    finish('done')
    expect(await first).toBe('done')
    expect(await open()('e', async () => 'next')).toBe('next')
    expect(clock.timers.size).toBe(0)
  })

  it('another endpoint is another lock', async () => {
    void open()('e', never)
    await settled()
    expect(await open()('f', async () => 1)).toBe(1)
  })

  it('is let go after 30 s, whatever hangs', async () => {
    const hung = open()('e', never)
    await clock.advance(30_000)
    expect(await hung).toBeUndefined()
    expect(await open()('e', async () => 1)).toBe(1)
  })

  it('is let go when the work throws', async () => {
    await expect(open()('e', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await open()('e', async () => 1)).toBe(1)
    expect(clock.timers.size).toBe(0)
  })

  it('a holder that never lets go (frozen) holds up nobody for ever', async () => {
    void open()('e', never)
    await settled()
    const lock = open()
    let tries = 0
    while ((await lock('e', async () => 1)) === undefined) tries++
    expect(tries).toBe(20)
  })
})

describe('the lease', () => {
  const lease = (until: unknown) => store.change(['lease:peakend:p:e'], () => ({ puts: { 'lease:peakend:p:e': until }, result: 0 }))
  it('is respected for as long as it may last', async () => {
    await lease(clock.now() + 60_000)
    expect(await tab()('e', async () => 1)).toBeUndefined()
  })
  it.each([
    ['over', -1],
    ['further away than any lease (the clock was set back)', 60_001],
    ['nonsense', Number.NaN],
  ])('is ignored when it is %s', async (_, ms) => {
    await lease(clock.now() + ms)
    expect(await tab()('e', async () => 1)).toBe(1)
  })
  it('that another tab took over is not ended by the first', async () => {
    let finish = (_: string) => {}
    const slow = tab()(
      'e',
      () =>
        new Promise<string>((resolve) => {
          finish = resolve
        }),
    )
    await settled()
    await lease(123)
    finish('x')
    await slow
    expect(await store.get('lease:peakend:p:e')).toBe(123)
  })
})

describe('no lock', () => {
  it.each(['session', 'memory'] as const)('where only this tab sees the store: %s', async (durability) => {
    store = { ...store, durability: () => durability }
    const { locks, names } = webLocks()
    expect(await tab(locks)('e', async () => 1)).toBe(1)
    expect(names).toEqual([])
  })
  it('names hold project and endpoint', async () => {
    const { locks, names } = webLocks()
    await tab(locks)('e', async () => 1)
    expect(names).toEqual(['peakend:p:e'])
  })
})
