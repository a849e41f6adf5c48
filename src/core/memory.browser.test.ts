import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Showing } from '../survey/clocks'
import type { Due } from '../survey/due'
import { createMemory } from './memory'

const KEY = 'peakend:shop'
const showing = (id: string): Showing => ({ id, s: 's', c: 'r', t: 1 })
const due: Due = { s: 's', i: 0, m: { type: 'event', name: 'x' }, t: 5 }
/** What is kept: the memory, or after a refusal only that. */
const stored = (storage: Storage, key = KEY) => {
  const no = Number(localStorage.getItem(`${key}!no`))
  return JSON.parse(storage.getItem(key) ?? 'null') ?? (no ? { no } : null)
}
const boxes = { session: 'sessionStorage', persistent: 'localStorage' } as const
const levels = ['session', 'persistent'] as const
const memoryAt = (level: 'none' | 'session' | 'persistent', explicit?: boolean) => {
  const memory = createMemory(KEY)
  memory.move(level, explicit)
  return memory
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('where it is written', () => {
  test('nowhere before a level is known, and at none', () => {
    const memory = createMemory(KEY)
    memory.set({ n: 1 })
    memory.move('none')
    memory.set({ n: 2, log: [showing('a')] })
    expect(memory.get()).toMatchObject({ n: 2 })
    expect(localStorage.length + sessionStorage.length).toBe(0)
  })
  test.each(levels)('%s: there alone, in one key', (level) => {
    const memory = memoryAt(level)
    memory.set({ n: 1 })
    memory.set({ a: 2 })
    const box = window[boxes[level]]
    expect(stored(box)).toEqual({ n: 1, a: 2 })
    expect(localStorage.length + sessionStorage.length).toBe(1)
  })
  test.each(levels)('%s: nothing is written by looking', (level) => {
    memoryAt(level).get()
    expect(localStorage.length + sessionStorage.length).toBe(0)
  })
  test.each(levels)('%s: the next page and another tab see it', (level) => {
    const [one, two] = [memoryAt(level), memoryAt(level)]
    one.set({ n: 1 })
    two.set({ a: 2 })
    expect(one.get()).toEqual({ n: 1, a: 2 })
    expect(memoryAt(level).get()).toEqual({ n: 1, a: 2 })
  })
  test('projects are apart', () => {
    memoryAt('persistent').set({ n: 1 })
    const other = createMemory('peakend:other')
    other.move('persistent')
    expect(other.get()).toEqual({})
  })
})

describe('moving to another level', () => {
  test('what this page was asked comes along, the respondent does not', () => {
    const memory = createMemory(KEY)
    memory.set({ log: [showing('a')], due: [due], r: 'me', rt: 1, n: 3 })
    memory.move('persistent')
    expect(memory.get()).toMatchObject({ log: [showing('a')], due: [due] })
    expect(memory.get().r).toBeUndefined()
    expect(stored(localStorage)).toMatchObject({ log: [showing('a')], due: [due] })
  })
  test.each(levels)('agreed to explicitly, just so: once, and no respondent (%s)', (level) => {
    const memory = createMemory(KEY)
    memory.set({ log: [showing('a')], due: [due], r: 'me', rt: 1, ev: { x: [1] } })
    memory.move(level, true)
    expect(memory.get()).toEqual({ log: [showing('a')], due: [due] })
    expect(stored(window[boxes[level]])).toEqual({ log: [showing('a')], due: [due] })
  })
  test('what was there is kept, older first', () => {
    memoryAt('persistent').set({ log: [showing('old')], r: 'me', n: 3 })
    const memory = createMemory(KEY)
    memory.set({ log: [showing('new')] })
    memory.move('persistent')
    expect(memory.get()).toMatchObject({ log: [showing('old'), showing('new')], r: 'me', n: 3 })
  })
  test('a page that was asked nothing writes nothing', () => {
    memoryAt('persistent')
    expect(localStorage.length).toBe(0)
  })
  test.each(levels)('to the level it has: nothing is there twice (%s)', (level) => {
    const memory = memoryAt(level)
    memory.set({ log: [showing('a'), showing('b')], due: [due] })
    memory.move(level, true)
    memory.move(level)
    expect(memory.get().log).toEqual([showing('a'), showing('b')])
    expect(memory.get().due).toEqual([due])
  })
})

describe('a refusal', () => {
  const refused = (level: 'session' | 'persistent' = 'persistent') => {
    const memory = memoryAt(level)
    memory.set({ n: 1, r: 'me' })
    memory.erase()
    return memory
  }
  test.each(levels)('leaves its date and nothing else (%s)', (level) => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    refused(level)
    expect(stored(window[boxes[level]])).toEqual({ no: 1_800_000_000_000 })
    // Other tabs read it, whatever their level.
    expect([localStorage.length, sessionStorage.length]).toEqual([1, 0])
  })
  test.each(levels)('leaves nothing where nothing was stored (%s)', (level) => {
    memoryAt(level).erase()
    expect(localStorage.length + sessionStorage.length).toBe(0)
  })
  test('erases every key that belongs to it', () => {
    const memory = memoryAt('persistent')
    memory.set({ n: 1 })
    localStorage.setItem(`${KEY}:records`, 'x')
    localStorage.setItem('theirs', 'x')
    memory.erase()
    expect(Object.keys(localStorage).sort()).toEqual([`${KEY}!no`, 'theirs'])
  })
  test('and none of another project, though its name begins the same', () => {
    const other = createMemory('peakend:shop-uk')
    other.move('persistent')
    other.set({ n: 7, log: [showing('a')] })
    refused()
    expect(stored(localStorage, 'peakend:shop-uk')).toMatchObject({ n: 7 })
  })
  test('blocks what is written later, on this page and the next', () => {
    refused()
    const memory = memoryAt('persistent')
    expect(memory.get().no).toBeTypeOf('string')
    memory.set({ n: 9, log: [showing('a')] })
    expect(Object.keys(stored(localStorage))).toEqual(['no'])
    memory.move('persistent')
    expect(Object.keys(stored(localStorage))).toEqual(['no'])
  })
  test('in another tab blocks this one at once', () => {
    const here = memoryAt('persistent')
    here.set({ n: 1 })
    const there = memoryAt('persistent')
    there.erase()
    here.set({ n: 2, log: [showing('a')] })
    expect(Object.keys(stored(localStorage))).toEqual(['no'])
  })
  test('holds though a tab that has not seen it yet writes over what was erased, and that goes too', () => {
    refused()
    localStorage.setItem(KEY, JSON.stringify({ n: 3, r: 'late' }))
    expect(memoryAt('persistent').get().no).toBeTypeOf('string')
    expect(Object.keys(localStorage)).toEqual([`${KEY}!no`])
  })
  test('while it holds, what this page knows has to do: what is set can be read back', () => {
    refused()
    const memory = memoryAt('persistent')
    memory.set({ r: 'page only' })
    expect(memory.get()).toMatchObject({ r: 'page only', no: expect.any(String) })
    expect(Object.keys(stored(localStorage))).toEqual(['no'])
  })
  test('ends when the visitor agrees explicitly', () => {
    refused()
    const memory = memoryAt('persistent', true)
    expect(memory.get().no).toBeUndefined()
    memory.set({ n: 2 })
    expect(stored(localStorage)).toMatchObject({ n: 2 })
    expect(stored(localStorage)).not.toHaveProperty('no')
  })
  test('this page still knows whom it asked, and nothing else', () => {
    const memory = memoryAt('persistent')
    memory.set({ log: [showing('a')], r: 'me', due: [due], ev: { x: [1] } })
    memory.erase()
    expect(memory.get()).toEqual({ log: [showing('a')] })
    memory.move('none')
    expect(memory.get().log).toEqual([showing('a')])
  })
  test('is never erased by erasing again', () => {
    refused()
    memoryAt('persistent').erase()
    expect(Object.keys(stored(localStorage))).toEqual(['no'])
  })
})

describe('storage that does not work', () => {
  const deny = (name: 'localStorage' | 'sessionStorage') =>
    vi.spyOn(window, name, 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
  test.each(levels)('denied (%s): what this page knows has to do', (level) => {
    deny(boxes[level])
    const memory = memoryAt(level)
    memory.set({ n: 1, log: [showing('a')] })
    expect(memory.get()).toMatchObject({ n: 1, log: [showing('a')] })
    expect(() => memory.erase()).not.toThrow()
    expect(() => memory.move('none')).not.toThrow()
    expect(memory.get().log).toEqual([showing('a')])
  })
  const fill = () =>
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
  test('full from the start', () => {
    fill()
    const memory = memoryAt('persistent')
    memory.set({ n: 1 })
    memory.set({ a: 2 })
    expect(memory.get()).toEqual({ n: 1, a: 2 })
  })
  test('full later: what is set can be read back, though the storage has it not', () => {
    const memory = memoryAt('persistent')
    memory.set({ n: 1 })
    fill()
    memory.set({ n: 2, r: 'me' })
    expect(memory.get()).toMatchObject({ n: 2, r: 'me' })
  })
  test('full while it is erased: what was there is gone all the same', () => {
    const memory = memoryAt('persistent')
    memory.set({ n: 1, r: 'me' })
    fill()
    expect(() => memory.erase()).not.toThrow()
    expect(stored(localStorage)?.r).toBeUndefined()
  })
  test('emptied by the visitor meanwhile', () => {
    const memory = memoryAt('persistent')
    memory.set({ n: 1 })
    localStorage.clear()
    expect(() => memory.set({ a: 2 })).not.toThrow()
    expect(memory.get().a).toBe(2)
  })
})

describe('what nobody wrote', () => {
  test.each([
    '',
    '{',
    'undefined',
    'null',
    '5',
    '"text"',
    '[]',
    '{"log":5}',
    '{"log":{}}',
    '{"log":[null]}',
    '{"log":"abc"}',
    '{"due":true}',
    '{"due":[null]}',
    '{"due":[5]}',
    '{"due":[{"t":{"valueOf":1,"toString":1}}]}',
    '{"a":{"valueOf":1,"toString":1}}',
  ])('%s is worked with', (text) => {
    localStorage.setItem(KEY, text)
    const memory = memoryAt('persistent')
    memory.set({ n: 1 })
    expect(memory.get().n).toBe(1)
    const { log, due } = memory.get()
    for (const list of [log, due]) expect(list === undefined || Array.isArray(list)).toBe(true)
    expect(() => due?.map(({ t }) => t - 1)).not.toThrow()
  })

  test('property: any JSON in the key never throws, and what is set can be read back', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('r', 'rt', 'log', 'n', 'a', 'ev', 'due', 'counts', 'no', 'ahead', '__proto__'), fc.jsonValue()),
      fc.record({ log: fc.array(fc.jsonValue()), due: fc.array(fc.jsonValue()) }, { requiredKeys: [] }),
    )
    fc.assert(
      fc.property(odd, fc.boolean(), (odd, explicit) => {
        localStorage.setItem(KEY, JSON.stringify(odd))
        const memory = createMemory(KEY)
        memory.set({ log: [showing('a')] })
        memory.move('persistent', explicit)
        const found = memory.get()
        memory.set({ n: 1 })
        const isRefused = typeof odd === 'object' && odd !== null && 'no' in odd && !explicit
        if (!isRefused) {
          expect(found.log).toContainEqual(showing('a'))
          expect(memory.get().n).toBe(1)
        }
        memory.erase()
        memory.move('none')
      }),
      { numRuns: 1000 },
    )
  })
})
