import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PageTrigger, Survey } from '../survey/config'
import { onNavigate, page } from './page'
import type { Happened, Listener } from './types'

const home = location.href
const stops: (() => void)[] = []
const keep = (stop: () => void) => {
  stops.push(stop)
  return stop
}
/** Longer than a task: the fallback looks after the navigation is over. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 30))
const back = async () => {
  const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  history.back()
  await arrived
  await settled()
}
beforeEach(() => history.replaceState(null, '', '/start'))
afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  history.replaceState(null, '', home)
})

const suite = () => {
  test.each(['pushState', 'replaceState'] as const)('%s to another page', async (method) => {
    const changed = vi.fn()
    keep(onNavigate(changed))
    history[method](null, '', '/next')
    await settled()
    expect(changed).toHaveBeenCalledTimes(1)
    expect(location.pathname).toBe('/next')
  })
  test('the new address is there when it is called', async () => {
    const seen: string[] = []
    keep(onNavigate(() => seen.push(location.pathname)))
    history.pushState(null, '', '/a')
    await settled()
    history.pushState(null, '', '/b')
    await settled()
    expect(seen).toEqual(['/a', '/b'])
  })
  test('back and forward', async () => {
    history.pushState(null, '', '/a')
    history.pushState(null, '', '/b')
    const changed = vi.fn()
    keep(onNavigate(changed))
    await back()
    expect(location.pathname).toBe('/a')
    expect(changed).toHaveBeenCalledTimes(1)
  })
  test('another search is another page', async () => {
    const changed = vi.fn()
    keep(onNavigate(changed))
    history.pushState(null, '', '?q=1')
    await settled()
    expect(changed).toHaveBeenCalledTimes(1)
  })
  test('another hash is not, by whatever way', async () => {
    const changed = vi.fn()
    keep(onNavigate(changed))
    history.pushState(null, '', '#a')
    history.replaceState(null, '', '#b')
    location.hash = 'c'
    await settled()
    await back()
    expect(changed).not.toHaveBeenCalled()
  })
  test.each(['#/cart', '#!/cart'])('but one that is a route is: %s', async (hash) => {
    const changed = vi.fn()
    keep(onNavigate(changed))
    location.hash = hash
    await settled()
    expect(changed).toHaveBeenCalledTimes(1)
    location.hash = `${hash}/2`
    await settled()
    expect(changed).toHaveBeenCalledTimes(2)
  })
  test('nor is the same address again, or new state', async () => {
    const changed = vi.fn()
    keep(onNavigate(changed))
    history.pushState({ a: 1 }, '')
    history.replaceState({ a: 2 }, '', '/start')
    await settled()
    expect(changed).not.toHaveBeenCalled()
  })
  test('state and return are those of the browser', () => {
    keep(onNavigate(() => {}))
    expect(history.pushState({ a: 1 }, '', '/next')).toBeUndefined()
    expect(history.state).toEqual({ a: 1 })
    expect(() => history.pushState(null, '', 'https://example.com/')).toThrow('cannot be created')
    expect(location.pathname).toBe('/next')
  })
  test('several watch, and each stops for itself', async () => {
    const [a, b] = [vi.fn(), vi.fn()]
    const stopA = keep(onNavigate(a))
    keep(onNavigate(b))
    history.pushState(null, '', '/1')
    await settled()
    stopA()
    history.pushState(null, '', '/2')
    await settled()
    expect(a).toHaveBeenCalledTimes(1)
    expect(b).toHaveBeenCalledTimes(2)
  })
  test('nothing is heard after stop', async () => {
    history.pushState(null, '', '/a')
    const changed = vi.fn()
    keep(onNavigate(changed))()
    history.pushState(null, '', '/b')
    await settled()
    await back()
    expect(changed).not.toHaveBeenCalled()
  })
  test('nor what was on its way when it stopped', async () => {
    const changed = vi.fn()
    const stop = keep(onNavigate(changed))
    const before = changed.mock.calls.length
    stop()
    history.pushState(null, '', '/b')
    await settled()
    expect(changed.mock.calls.length).toBe(before)
  })
}

describe('by the Navigation API', () => {
  test('it is there: this is a Chromium', () => expect('navigation' in window).toBe(true))
  suite()
  test('history is left alone', () => {
    const { pushState, replaceState } = history
    keep(onNavigate(() => {}))
    expect(history.pushState).toBe(pushState)
    expect(history.replaceState).toBe(replaceState)
  })
})

describe('without the Navigation API, by a patch of history', () => {
  const original = Object.getOwnPropertyDescriptor(window, 'navigation')
  beforeEach(() => {
    Object.defineProperty(window, 'navigation', { value: undefined, configurable: true, writable: true })
  })
  afterEach(() => {
    if (original) Object.defineProperty(window, 'navigation', original)
    // What a test leaves behind on purpose.
    for (const name of ['pushState', 'replaceState']) Reflect.deleteProperty(history, name)
  })
  suite()

  test.each(['pushState', 'replaceState'] as const)('%s is patched, and given back by stop', (name) => {
    const native = history[name]
    const stop = keep(onNavigate(() => {}))
    expect(history[name]).not.toBe(native)
    stop()
    expect(history[name]).toBe(native)
  })
  test('a patch of somebody else over ours stays, works, and tells us nothing', async () => {
    const changed = vi.fn()
    const stop = keep(onNavigate(changed))
    const ours = history.pushState
    const theirs = vi.fn((...args: Parameters<History['pushState']>) => ours.apply(history, args))
    history.pushState = theirs
    history.pushState(null, '', '/a')
    await settled()
    expect(changed).toHaveBeenCalledTimes(1)
    stop()
    expect(history.pushState).toBe(theirs)
    history.pushState(null, '', '/b')
    await settled()
    expect(location.pathname).toBe('/b')
    expect(theirs).toHaveBeenCalledTimes(2)
    expect(changed).toHaveBeenCalledTimes(1)
  })
  test('stopped in another order than started: history works on', async () => {
    const [a, b] = [vi.fn(), vi.fn()]
    const stopA = keep(onNavigate(a))
    const stopB = keep(onNavigate(b))
    stopA()
    stopB()
    history.pushState(null, '', '/x')
    await settled()
    expect(location.pathname).toBe('/x')
    expect(a).not.toHaveBeenCalled()
    expect(b).not.toHaveBeenCalled()
  })
  test('called from inside the page’s own navigation, it does not delay it', async () => {
    let isInside = false
    const seen: boolean[] = []
    keep(onNavigate(() => seen.push(isInside)))
    isInside = true
    history.pushState(null, '', '/a')
    isInside = false
    await settled()
    expect(seen).toEqual([false])
  })
})

describe('page', () => {
  const listener = (id: string, trigger: Omit<PageTrigger, 'on'>): Listener<PageTrigger> => ({
    survey: { id } as Survey,
    trigger: { on: 'page', ...trigger },
  })
  const watch = (...listeners: Listener<PageTrigger>[]) => {
    const happened = vi.fn<Happened>()
    keep(page(listeners, happened))
    const met = () => happened.mock.calls.map(([moment, listeners]) => [moment.name, listeners.map(({ survey }) => survey.id)])
    return { happened, met }
  }

  test('the page that is open when it starts', () => {
    const { happened, met } = watch(listener('a', { path: '/start' }), listener('b', { path: '/other' }))
    expect(met()).toEqual([['/start', ['a']]])
    expect(happened.mock.calls[0]?.[0]).toMatchObject({ type: 'page', name: '/start' })
  })
  test('each page after that', async () => {
    const { met } = watch(listener('order', { path: '/order/*' }))
    history.pushState(null, '', '/order/1')
    await settled()
    history.pushState(null, '', '/cart')
    await settled()
    history.pushState(null, '', '/order/2')
    await settled()
    expect(met()).toEqual([
      ['/start', []],
      ['/order/1', ['order']],
      ['/cart', []],
      ['/order/2', ['order']],
    ])
  })
  test('several patterns, and those that are left out', () => {
    history.replaceState(null, '', '/help/contact?x=1')
    const { met } = watch(
      listener('list', { path: ['/a', '/help*'] }),
      listener('not', { path: '/help*', not: '*contact' }),
      listener('nots', { path: '*', not: ['/a', '/b'] }),
      listener('elsewhere', { path: '/other?x=1' }),
      listener('not all of it', { path: '/help*', not: '/help/contact?x=2' }),
      listener('by query', { path: '/help/contact?x=2' }),
      listener('by pattern', { path: { matches: '^/orders' } }),
    )
    // What looks at more than the path may be meant: the gates look exactly.
    expect(met()).toEqual([['/help/contact', ['list', 'nots', 'not all of it', 'by query', 'by pattern']]])
  })
  test('nothing after stop', async () => {
    const happened = vi.fn<Happened>()
    keep(page([listener('a', { path: '*' })], happened))()
    history.pushState(null, '', '/next')
    await settled()
    expect(happened).toHaveBeenCalledTimes(1)
  })
})
