import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Budget, blockedMs, createBudget, MAX_BLOCKED_MS, MAX_SHIFT, ownShift } from './budget'

let budget: Budget | undefined
afterEach(() => {
  budget?.stop()
  budget = undefined
  vi.restoreAllMocks()
  for (const card of document.querySelectorAll('peakend-card')) card.remove()
  document.body.replaceChildren()
})
const isOurs = (url: string) => url === 'ours'
const frame = (...scripts: [url: string, ms: number][]) => ({ scripts: scripts.map(([sourceURL, duration]) => ({ sourceURL, duration })) })

describe('what of a long frame is ours', () => {
  test.each([
    ['nobody’s', frame(), 0],
    ['the page’s', frame(['page', 400]), 0],
    ['ours, not long', frame(['ours', 50]), 0],
    ['ours, long', frame(['ours', 80]), 30],
    ['in parts', frame(['ours', 40], ['page', 400], ['ours', 40]), 30],
  ])('%s', (_, entry, ms) => {
    expect(blockedMs(entry, isOurs)).toBe(ms)
  })
})

describe('what of a shift is ours', () => {
  const page = () => {
    document.body.innerHTML = '<p id="above"></p><div id="slot"></div><p id="below"></p>'
    const get = (id: string) => document.getElementById(id) as HTMLElement
    return { card: document.createElement('peakend-card'), get }
  }
  const shift = (...nodes: (Node | null)[]) => ({ value: 0.1, sources: nodes.map((node) => ({ node })) }) as never
  test('over the page: where it moves itself, and nothing else does', () => {
    const { card, get } = page()
    document.documentElement.append(card)
    expect(ownShift(shift(card), card, false)).toBe(0.1)
    expect(ownShift(shift(card, get('below')), card, true)).toBe(0)
    expect(ownShift(shift(get('below')), card, true)).toBe(0)
  })
  test('inside the page: where it grows and pushes away what follows; pushed itself, it was not us', () => {
    const { card, get } = page()
    get('slot').append(card)
    expect(ownShift(shift(get('below')), card, true)).toBe(0.1)
    expect(ownShift(shift(get('below')), card, false)).toBe(0)
    expect(ownShift(shift(card, get('below')), card, true)).toBe(0)
    expect(ownShift(shift(get('above'), get('below')), card, true)).toBe(0)
    expect(ownShift(shift(null), card, true)).toBe(0)
  })
  test('after something the visitor did, without a card, without a source: none', () => {
    const { card, get } = page()
    get('slot').append(card)
    expect(ownShift({ ...(shift(get('below')) as object), hadRecentInput: true } as never, card, true)).toBe(0)
    expect(ownShift(shift(get('below')), null, true)).toBe(0)
    expect(ownShift(shift(), card, true)).toBe(0)
  })
})

describe('measured in this browser', () => {
  /** Blocks the page from a script of its own, so that it has a name to be told by. */
  const block = async (ms: number, name: string) => {
    const script = document.createElement('script')
    script.text = `window.block = () => { for (const end = performance.now() + ${ms}; performance.now() < end; ); }\n//# sourceURL=${name}`
    document.body.append(script)
    const { block } = window as unknown as { block: () => void }
    await new Promise<void>((done) =>
      requestAnimationFrame(() => {
        setTimeout(block)
        setTimeout(done)
      }),
    )
  }
  test('our long tasks: over the limit it refuses, and says so once', async () => {
    const over = vi.fn()
    const url = location.href
    budget = createBudget((from) => from.startsWith(url.split('?')[0] ?? url) || from.includes('ours.js'), over)
    expect(budget.look()).toMatchObject(['', { shift: expect.any(Number), blockedMs: expect.any(Number) }])
    for (let i = 0; i < 3; i++) await block(MAX_BLOCKED_MS + 100, 'https://cdn.example/ours.js')
    await vi.waitFor(() => expect(budget?.look()).toMatchObject(['over-budget', { blockedMs: expect.any(Number) }]), 5000)
    await block(MAX_BLOCKED_MS + 100, 'https://cdn.example/ours.js')
    await new Promise(requestAnimationFrame)
    expect(over).toHaveBeenCalledTimes(1)
    expect(over.mock.calls[0]?.[0].blockedMs).toBeGreaterThan(MAX_BLOCKED_MS)
  })
  test('the page’s own count for nothing', async () => {
    budget = createBudget(
      () => false,
      () => {},
    )
    await block(MAX_BLOCKED_MS + 200, 'https://shop.example/shop.js')
    await new Promise(requestAnimationFrame)
    expect(budget.look()).toMatchObject(['', { blockedMs: 0 }])
  })
  test('a card that pushes the page down', async () => {
    document.body.innerHTML = '<div id="slot"></div><p style="margin: 0; height: 300px; background: red">Long</p>'
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))
    // Input of an earlier test excuses shifts for half a second.
    await new Promise((done) => setTimeout(done, 600))
    const over = vi.fn()
    budget = createBudget(undefined, over)
    await drawn()
    const card = document.createElement('peakend-card')
    card.style.cssText = 'display: block; height: 300px'
    document.getElementById('slot')?.append(card)
    await vi.waitFor(() => expect(budget?.look()).toMatchObject(['over-budget', { shift: expect.any(Number) }]), 5000)
    expect(over.mock.calls[0]?.[0].shift).toBeGreaterThan(MAX_SHIFT)
    // Where our scripts cannot be told from the page's, nothing is said of them.
    expect(over.mock.calls[0]?.[0]).not.toHaveProperty('blockedMs')
  })
  test('where nothing can be measured it lets pass, and says so', () => {
    vi.spyOn(PerformanceObserver, 'supportedEntryTypes', 'get').mockReturnValue([])
    budget = createBudget(isOurs, () => {})
    expect(budget.look()).toEqual(['', { measured: false }])
  })
  test('after its end nothing is observed', () => {
    const disconnect = vi.spyOn(PerformanceObserver.prototype, 'disconnect')
    createBudget(isOurs, () => {}).stop()
    expect(disconnect).toHaveBeenCalledTimes(2)
  })
})
