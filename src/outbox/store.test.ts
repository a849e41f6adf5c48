// @vitest-environment node
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LEDGER } from './ledger'
import { openStore, type StoreOptions } from './store'
import { flatTier } from './store-web'
import { settled } from './testkit'
import type { Store } from './types'

let serial = 0
let project = ''
let local: Record<string, string>
let session: Record<string, string>
const dump = () => ({ ...local, ...session })

beforeEach(() => {
  project = `p${++serial}`
  local = {}
  session = {}
  vi.stubGlobal('localStorage', local)
  vi.stubGlobal('sessionStorage', session)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const open = (level: StoreOptions['level'], more: Partial<StoreOptions> = {}) => openStore({ level, project, allowed: () => true, ...more })
const put = (store: Store, puts: Record<string, unknown>) => store.change(Object.keys(puts), () => ({ puts, result: undefined }))
const deny = () =>
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
/** IndexedDB that can be read and not written. */
const fill = () =>
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
const full = (kind: 'localStorage' | 'sessionStorage') =>
  vi.stubGlobal(
    kind,
    new Proxy<Record<string, string>>(
      {},
      {
        set: () => {
          throw new DOMException('full', 'QuotaExceededError')
        },
      },
    ),
  )
const databases = async () => (await indexedDB.databases()).map((db) => db.name)

describe('what a level may write', () => {
  it('none: nothing anywhere', async () => {
    const store = open('none')
    await put(store, { a: 1 })
    expect(store.durability()).toBe('memory')
    expect(await store.get('a')).toBe(1)
    expect(dump()).toEqual({})
    expect(await databases()).not.toContain(`peakend:${project}`)
  })

  it('session: session storage and nothing else', async () => {
    const store = open('session')
    await put(store, { a: 1 })
    expect(store.durability()).toBe('session')
    expect(session).toEqual({ [`peakend:${project}:a`]: '1' })
    expect(local).toEqual({})
    expect(await databases()).not.toContain(`peakend:${project}`)
    expect(await open('session').get('a')).toBe(1)
  })

  it('persistent: one database', async () => {
    const store = open('persistent')
    await put(store, { a: 1 })
    expect(store.durability()).toBe('disk')
    expect(dump()).toEqual({})
    expect(await open('persistent').get('a')).toBe(1)
  })
})

describe('falling', () => {
  it.each([
    ['IndexedDB denied', deny],
    ['IndexedDB full', fill],
  ])('%s: localStorage, and says so', async (_, fail) => {
    fail()
    const store = open('persistent')
    await put(store, { a: 1 })
    expect(store.durability()).toBe('session')
    expect(local).toEqual({ [`peakend:${project}:a`]: '1' })
  })

  it('an open that hangs counts as failed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest)
    const store = open('persistent')
    const done = put(store, { a: 1 })
    await vi.advanceTimersByTimeAsync(2_000)
    await vi.advanceTimersByTimeAsync(2_000)
    await done
    expect(store.durability()).toBe('session')
    // It is not asked again, and nobody waits again.
    expect(await store.get('a')).toBe(1)
    vi.useRealTimers()
  })

  it('localStorage full: session storage; that full too: memory, and nothing is lost on the way', async () => {
    deny()
    full('localStorage')
    const store = open('persistent')
    await put(store, { a: 1 })
    expect(store.durability()).toBe('session')
    expect(session).toEqual({ [`peakend:${project}:a`]: '1' })
    full('sessionStorage')
    await put(store, { b: 2 })
    expect(store.durability()).toBe('memory')
    expect(await store.get('b')).toBe(2)
  })

  it('all of web storage denied: memory', async () => {
    vi.stubGlobal('sessionStorage', undefined)
    const store = open('session')
    await put(store, { a: 1 })
    expect(store.durability()).toBe('memory')
    expect(await store.get('a')).toBe(1)
  })

  it('what fn throws is an answer, not a failing tier', async () => {
    for (const level of ['persistent', 'session', 'none'] as const) {
      const store = open(level)
      const before = store.durability()
      await expect(
        store.change([], () => {
          throw new Error('no')
        }),
      ).rejects.toThrow('no')
      expect(store.durability()).toBe(before)
    }
  })

  it('a value that is no JSON fails at the last tier too, rather than seem stored', async () => {
    await expect(put(open('none'), { a: 1n })).rejects.toThrow(TypeError)
  })

  it('fn sees what the failing tier holds, where that can still be read', async () => {
    const store = open('persistent')
    await put(store, { n: 1 })
    const spy = fill()
    expect(await store.change(['n'], ([n]) => ({ puts: { n: Number(n) + 1 }, result: n }))).toBe(1)
    expect(await store.get('n')).toBe(2)
    spy.mockRestore()
  })

  it('rises again when asked, takes along what lay below, and leaves no copy there', async () => {
    const spy = deny()
    const store = open('persistent')
    await put(store, { a: 1, b: 1 })
    spy.mockRestore()
    await put(store, { a: 2 })
    expect(store.durability()).toBe('session')
    store.reprobe()
    expect(await store.get('a')).toBe(2)
    await put(store, { a: 3 })
    expect(store.durability()).toBe('disk')
    expect(local).toEqual({ [`peakend:${project}:b`]: '1' })
    expect(await store.page('', 10)).toEqual([
      ['a', 3],
      ['b', 1],
    ])
  })

  it('keeps what is on its way to a lower tier while the page becomes visible and the tiers are tried again', async () => {
    const store = open('persistent')
    fill()
    await put(store, { a: 1 })
    const second = put(store, { a: 2 })
    store.reprobe()
    await second
    expect(await store.get('a')).toBe(2)
  })

  it('reads what an earlier page had to leave in a lower tier', async () => {
    local[`peakend:${project}:r:1`] = JSON.stringify({ revision: 4 })
    session[`peakend:${project}:r:2`] = JSON.stringify({ revision: 1 })
    const store = open('persistent')
    expect(await store.page('r:', 5)).toEqual([
      ['r:1', { revision: 4 }],
      ['r:2', { revision: 1 }],
    ])
  })

  it('memory moves up with consent', async () => {
    const memory = {}
    await put(open('none', { memory }), { 'r:1': { revision: 2 } })
    const store = open('persistent', { memory })
    expect(await store.get('r:1')).toEqual({ revision: 2 })
    await store.change(['r:1'], ([value]) => ({ puts: { 'r:1': value }, result: 0 }))
    expect(memory).toEqual({})
    expect(await open('persistent').get('r:1')).toEqual({ revision: 2 })
  })
})

describe('one value in two tiers', () => {
  const both = async (upper: unknown, lower: unknown) => {
    const store = open('persistent')
    await put(store, { k: upper })
    local[`peakend:${project}:k`] = JSON.stringify(lower)
    const [, paged] = (await store.page('', 1))[0] ?? []
    const inside = await store.change(['k'], ([value]) => ({ result: value }))
    const got = await store.get('k')
    expect(paged).toEqual(got)
    expect(inside).toEqual(got)
    return got
  }

  it('the higher revision wins, wherever it is', async () => {
    expect(await both({ revision: 3, x: 'up' }, { revision: 2, x: 'low' })).toMatchObject({ x: 'up' })
    expect(await both({ revision: 2, x: 'up' }, { revision: 3, x: 'low' })).toMatchObject({ x: 'low' })
    expect(await both({ revision: 3, x: 'up' }, { revision: 3, x: 'low' })).toMatchObject({ x: 'low' })
  })
  it('the memory of asking is joined, in order, with what became of it', async () => {
    expect(
      await both(
        [
          { id: 'a', t: 1 },
          { id: 'c', t: 3 },
        ],
        [
          { id: 'b', t: 2 },
          { id: 'c', t: 3, o: 'answered' },
        ],
      ),
    ).toEqual([
      { id: 'a', t: 1 },
      { id: 'b', t: 2 },
      { id: 'c', t: 3, o: 'answered' },
    ])
  })
  it('the ledger counts both', async () => {
    expect(await both({ a: -1 }, { b: 2 })).toEqual({ a: -1, b: 2 })
  })
  it('a plain value: the lower one, which was written later', async () => {
    expect(await both('up', 'low')).toBe('low')
    expect(await both('up', null)).toBe('up')
  })
})

describe('opting out', () => {
  it.each(['persistent', 'session', 'none'] as const)('%s: a write that is not allowed is refused, and writes nothing', async (level) => {
    let allowed = true
    const store = open(level, { allowed: () => allowed })
    await put(store, { a: 1 })
    allowed = false
    await expect(put(store, { a: 2, b: 2 })).rejects.toMatchObject({ code: 'refused' })
    expect(await store.page('', 9)).toEqual([['a', 1]])
  })

  it('is asked after fn, in the transaction: withdrawing meanwhile still counts', async () => {
    let allowed = true
    const store = open('persistent', { allowed: () => allowed })
    const change = store.change(['a'], () => {
      allowed = false
      return { puts: { a: 1 }, result: 0 }
    })
    await expect(change).rejects.toMatchObject({ code: 'refused' })
    expect(await store.get('a')).toBeUndefined()
  })

  it('clear erases every tier of this project and nothing else', async () => {
    local.other = 'x'
    local[`peakend:${project}2:a`] = 'x'
    local[`peakend:${project}:a`] = '1'
    session[`peakend:${project}:b`] = '1'
    const memory = { c: '1' }
    const store = open('persistent', { memory })
    await put(store, { d: 1 })
    await store.clear()
    expect(await store.page('', 9)).toEqual([])
    expect(dump()).toEqual({ other: 'x', [`peakend:${project}2:a`]: 'x' })
    expect(memory).toEqual({})
  })
})

describe('a flat tier', () => {
  it('stops at its share of web storage', async () => {
    const box = {}
    const tier = flatTier(() => box, 'x:', 100)
    tier.write({ a: 'kept', [LEDGER]: { a: -60, b: 40 } })
    expect(() => tier.write({ c: 'too much', [LEDGER]: { a: -60, b: 41 } })).toThrow(expect.objectContaining({ code: 'storage' }))
    expect(tier.get('c')).toBeUndefined()
    expect(tier.get('a')).toBe('kept')
  })

  it('hands a text that is no JSON to whoever guards it', () => {
    const tier = flatTier(() => ({ 'x:r:1': '{' }), 'x:', 1)
    expect(tier.page('r:', 1)).toEqual([['r:1', '{']])
  })
})

describe('changes', () => {
  it('are atomic per tab in every tier, whatever fails in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('persistent', 'session', 'none'),
        fc.array(fc.constantFrom('change', 'fail', 'mend', 'reprobe'), { maxLength: 30 }),
        async (level, steps) => {
          vi.restoreAllMocks()
          project = `p${++serial}`
          const store = open(level)
          let expected = 0
          const waiting: Promise<unknown>[] = []
          for (const step of steps) {
            if (step === 'fail') fill()
            else if (step === 'mend') vi.restoreAllMocks()
            else if (step === 'reprobe') store.reprobe()
            else {
              expected++
              waiting.push(
                store.change(['r:1'], ([value]) => ({
                  puts: { 'r:1': { revision: Number((value as { revision?: number } | undefined)?.revision ?? 0) + 1 } },
                  result: 0,
                })),
              )
              if (expected % 3 === 0) await Promise.all(waiting)
            }
          }
          await Promise.all(waiting)
          await settled(2)
          expect(((await store.get('r:1')) as { revision: number } | undefined)?.revision ?? 0).toBe(expected)
          vi.restoreAllMocks()
        },
      ),
      { numRuns: 40 },
    )
  })
})
