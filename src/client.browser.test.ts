import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Load, Shared } from './chunks/shared'
import { createClient } from './client'
import type { Memory } from './core/memory'
import type { Config, Survey } from './survey/config'
import type { Due } from './survey/due'
import type { ConsentLevel } from './survey/wire'
import type { Options, Peakend } from './types'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const MINUTE = 60_000
const PROJECT = 'client-test'
const KEY = `peakend:${PROJECT}`
const handles: Peakend[] = []
const warm = vi.fn()

beforeEach(() => {
  localStorage.removeItem(KEY)
  localStorage.removeItem(`${KEY}!no`)
  sessionStorage.removeItem(KEY)
  warm.mockClear()
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
})
afterEach(async () => {
  for (const handle of handles.splice(0)) await handle.destroy()
  vi.useRealTimers()
  localStorage.removeItem(KEY)
  localStorage.removeItem(`${KEY}!no`)
  sessionStorage.removeItem(KEY)
})
/** What is kept: the memory, or after a refusal only that. */
const stored = (box: Storage = sessionStorage): Memory =>
  JSON.parse(box.getItem(KEY) ?? 'null') ?? { no: localStorage.getItem(`${KEY}!no`) ?? undefined }
const survey = (change: Partial<Survey> = {}): Survey => ({
  id: 'a',
  touchpoint: { id: 't', stage: 'purchase', category: 'sales' },
  trigger: { on: 'event', name: 'order', delaySeconds: 60 },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
/** A page whose chunks never come: this is about what the armed script does by itself. */
const page = async (surveys: readonly Survey[], consent: ConsentLevel = 'session', change: Options = {}) => {
  const config: Config = { version: 1, surveys }
  const load = (() => new Promise(() => {})) as unknown as Load
  const handle = createClient({ project: PROJECT, config, consent, frame: true, ...change }, load, warm, () => {})
  handles.push(handle)
  await new Promise((resolve) => handle.on('ready', () => resolve(0)))
  return handle
}

describe('a visit', () => {
  const visits = async (handle: Peakend, afterMs: number) => {
    vi.setSystemTime(Date.now() + afterMs)
    handle.track('something')
    await Promise.resolve()
    return stored().n
  }
  test('ends after 30 minutes without activity', async () => {
    const handle = await page([])
    const first = (await visits(handle, 0)) ?? 0
    expect(first).toBe(1)
    expect(await visits(handle, 20 * MINUTE)).toBe(first)
    expect(await visits(handle, 30 * MINUTE)).toBe(first)
    expect(await visits(handle, 30 * MINUTE + 1)).toBe(first + 1)
  })
  test('goes on on the next page', async () => {
    const first = await page([])
    await visits(first, 0)
    await first.destroy()
    expect(await visits(await page([]), 10 * MINUTE)).toBe(1)
  })
  test('a clock that is set back far is a pause; a little is not', async () => {
    const handle = await page([])
    await visits(handle, 0)
    expect(await visits(handle, -10 * MINUTE)).toBe(1)
    expect(await visits(handle, -365 * 24 * 60 * MINUTE)).toBe(2)
    expect(await visits(handle, MINUTE)).toBe(2)
  })
})

describe('identify', () => {
  test('somebody else is nobody that was known: another device id, and no trait of the one before', async () => {
    const chunks: Shared[] = []
    const load = (async () => ({ start: (shared: Shared) => chunks.push(shared) && { explain: async () => [] } })) as unknown as Load
    const handle = createClient({ project: PROJECT, consent: 'session', frame: true }, load, warm, () => {})
    handles.push(handle)
    await handle.explain()
    const [shared] = chunks
    shared?.memory.set({ r: 'one' })
    handle.identify('ada', { plan: 'gold' })
    handle.identify('ada', { orders: 2 })
    expect([shared?.user, shared?.traits, shared?.memory.get().r]).toEqual(['ada', { plan: 'gold', orders: 2 }, 'one'])
    handle.identify('bob', { orders: 7 })
    expect([shared?.user, shared?.traits, shared?.memory.get().fresh]).toEqual(['bob', { orders: 7 }, 1])
  })
  const known: Memory = { r: 'me', rt: NOW, n: 3, a: NOW, log: [{ id: '1', s: 'a', c: 'r', t: NOW }] }
  const start = async () => {
    sessionStorage.setItem(KEY, JSON.stringify(known))
    return page([])
  }
  test('somebody: the device keeps its id, so the sample stays', async () => {
    const handle = await start()
    handle.identify('ada', { plan: 'gold' })
    expect(stored().r).toBe('me')
  })
  test('nobody any more: a new device id, the same clocks', async () => {
    const handle = await start()
    handle.identify('ada')
    handle.identify(null)
    // Made when it is needed; the one before is still to be forgotten with it.
    expect(stored().fresh).toBe(1)
    expect(stored()).toMatchObject({ log: known.log, n: 3 })
  })
  test('nobody, and there was nobody: all stays', async () => {
    const handle = await start()
    handle.identify(null)
    expect(stored().r).toBe('me')
  })
  test('traits stay in memory', async () => {
    const handle = await start()
    handle.identify('ada', { plan: 'platinum' })
    handle.track('something')
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toMatch(/platinum|ada/)
  })
})

describe('a moment that waits', () => {
  const waiting = async (change: Partial<Survey>, props?: Record<string, unknown>): Promise<Due | undefined> => {
    const handle = await page([survey(change)])
    handle.track('order', props)
    await Promise.resolve()
    return stored().due?.[0]
  }
  const trigger = (more: object) => ({ trigger: { on: 'event', name: 'order', delaySeconds: 60, ...more } as const })
  test('until its time', async () => expect(await waiting({})).toMatchObject({ s: 'a', i: 0, t: NOW + 60_000 }))
  test('knows what calls it off', async () => {
    const handle = await page([survey(trigger({ cancelOn: ['refund'] }))])
    handle.track('order')
    await Promise.resolve()
    expect(stored().due).toHaveLength(1)
    handle.track('refund')
    await Promise.resolve()
    expect(stored().due).toEqual([])
  })
})

describe('warming up', () => {
  const near = (change: Partial<Survey> = {}, path: string | string[] = '/checkout*') =>
    survey({ trigger: { on: 'event', name: 'order', near: path }, ...change })
  const home = location.href
  beforeEach(() => history.replaceState(null, '', '/checkout/2'))
  afterEach(() => history.replaceState(null, '', home))

  test('where the moment is near', async () => {
    await page([near()])
    expect(warm).toHaveBeenCalled()
  })
  test('not where it is not', async () => {
    await page([near({}, '/cart'), survey()])
    expect(warm).not.toHaveBeenCalled()
  })
  test('once the visitor comes near', async () => {
    await page([near({}, ['/a', '/pay*'])])
    history.pushState(null, '', '/pay/now')
    await vi.waitFor(() => expect(warm).toHaveBeenCalled())
  })
  test('where what is to be clicked is', async () => {
    const button = document.body.appendChild(document.createElement('button'))
    button.className = 'help'
    await page([survey({ trigger: { on: 'click', selector: '.help' } })])
    button.remove()
    expect(warm).toHaveBeenCalled()
  })
  test('not where it is not, or where the moment is said to be near elsewhere', async () => {
    await page([survey({ trigger: { on: 'click', selector: '.help' } })])
    await page([survey({ trigger: { on: 'click', selector: 'body', near: '/help' } })])
    expect(warm).not.toHaveBeenCalled()
  })
  test('as soon as the visitor agrees', async () => {
    const handle = await page([near()], 'none')
    expect(warm).not.toHaveBeenCalled()
    await handle.consent('session')
    expect(warm).toHaveBeenCalled()
  })
  test.each([
    [0, true],
    [2, true],
    [60, true],
    [61, false],
  ])('while a delay of %i s runs: %s', async (delaySeconds, isFetched) => {
    const handle = await page([survey({ trigger: { on: 'event', name: 'order', delaySeconds } })])
    handle.track('order')
    await Promise.resolve()
    expect(warm).toHaveBeenCalledTimes(+isFetched)
  })
  test('not for a delay that may lead to nothing', async () => {
    const handle = await page([survey({ trigger: { on: 'event', name: 'order', delaySeconds: 2, where: { prop: 'total', gte: 50 } } })])
    handle.track('order', { total: 1 })
    await Promise.resolve()
    expect(warm).not.toHaveBeenCalled()
  })
  test.each([
    [59, true],
    [61, false],
  ])('on the next page, with %i s of a delay to go: %s', async (seconds, isFetched) => {
    const due: Due = { s: 'a', i: 0, m: { type: 'event', name: 'order' }, t: NOW + seconds * 1000 }
    sessionStorage.setItem(KEY, JSON.stringify({ due: [due] }))
    await page([survey()])
    expect(warm).toHaveBeenCalledTimes(+isFetched)
  })
  test.each<[string, Partial<Survey>, ConsentLevel]>([
    ['without consent', {}, 'none'],
    ['for an audience', { audience: { trait: 'x', is: 1 } }, 'session'],
    ['for a sample', { sample: 0.1 }, 'session'],
  ])('not %s: it may well not show', async (_, change, level) => {
    await page([near(change)], level)
    expect(warm).not.toHaveBeenCalled()
  })
  test('not for what was asked already', async () => {
    sessionStorage.setItem(KEY, JSON.stringify({ log: [{ id: '1', s: 'a', c: 'r', t: NOW }] }))
    await page([near()])
    expect(warm).not.toHaveBeenCalled()
  })
  test('never for a visitor who saves data', async () => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })
    await page([near()])
    Reflect.deleteProperty(navigator, 'connection')
    expect(warm).not.toHaveBeenCalled()
  })
})

describe('consent', () => {
  const log = [{ id: '1', s: 'a', c: 'r' as const, t: NOW }]
  test.each([1, 2, 3])('said %d times again changes nothing', async (times) => {
    localStorage.setItem(KEY, JSON.stringify({ log, r: 'me', rt: NOW, n: 2, a: NOW }))
    const handle = await page([], 'persistent')
    for (let i = 0; i < times; i++) await handle.consent('persistent')
    expect(stored(localStorage)).toMatchObject({ log, r: 'me', n: 2 })
    expect(stored(localStorage).log).toHaveLength(1)
  })
  test('a refusal of an earlier page holds, though this page begins with persistent', async () => {
    localStorage.setItem(`${KEY}!no`, `${NOW}`)
    const handle = await page([survey()], 'persistent')
    handle.track('order')
    await Promise.resolve()
    expect(stored(localStorage)).toEqual({ no: `${NOW}` })
  })
  test('and ends when the visitor agrees, though this page began with persistent', async () => {
    localStorage.setItem(`${KEY}!no`, `${NOW}`)
    const handle = await page([survey()], 'persistent')
    await handle.consent('persistent')
    handle.track('order')
    await Promise.resolve()
    expect(stored(localStorage)).not.toHaveProperty('no')
    expect(stored(localStorage).due).toHaveLength(1)
  })
  test('lowered: erased, and the refusal stays', async () => {
    localStorage.setItem(KEY, JSON.stringify({ log, r: 'me' }))
    const handle = await page([], 'persistent')
    await handle.consent('none')
    expect(Object.keys(stored(localStorage))).toEqual(['no'])
  })
})

test.each(['yes', 'Persistent', ''])('a consent level that is none (%j) is no consent, and an error', async (level) => {
  const errors = vi.fn()
  const handle = createClient(
    { project: PROJECT, consent: level as never, frame: true, config: { version: 1, surveys: [survey()] } },
    (() => new Promise(() => {})) as unknown as Load,
    () => {},
    () => {},
  )
  handle.on('error', errors)
  const ready = new Promise((resolve) => handle.on('ready', resolve))
  await ready
  handle.track('order')
  await handle.consent(level as never)
  expect(errors.mock.calls.at(-1)?.[0].message).toContain('expected /^(none|session|persistent)$/')
  expect([...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.startsWith(KEY))).toEqual([])
  await handle.destroy()
})

test('one survey that is wrong takes no other down', async () => {
  const bad = survey({ id: 'bad', touchpoint: 'nowhere' })
  const ready = vi.fn()
  const handle = createClient(
    { project: PROJECT, consent: 'session', frame: true, config: { version: 1, surveys: [bad, survey()] } },
    (() => new Promise(() => {})) as unknown as Load,
    warm,
    () => {},
  )
  handles.push(handle)
  handle.on('ready', ready)
  await vi.waitFor(() => expect(ready).toHaveBeenCalledWith({ surveys: ['a'] }))
})
