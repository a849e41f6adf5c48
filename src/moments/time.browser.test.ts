import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { dwell } from './dwell'
import { idle } from './idle'
import { frames, goTo, put, setHidden, tidy, watch } from './testing'

const minute = { on: 'dwell', seconds: 60 } as const
const still = { on: 'idle', seconds: 45 } as const

beforeEach(() => {
  history.replaceState(null, '', '/start')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(tidy)

const wait = (seconds: number) => vi.advanceTimersByTime(seconds * 1000)
const use = (type = 'pointermove', target: EventTarget = document.body) => target.dispatchEvent(new Event(type, { bubbles: true }))
/** A visitor who does something every ten seconds. */
const useFor = (seconds: number) => {
  for (let left = seconds; left > 0; left -= 10) {
    use()
    wait(Math.min(left, 10))
  }
}

describe('dwell', () => {
  test('counts while the page is used, once a page', () => {
    const { met, happened } = watch(dwell, [minute, { ...minute, seconds: 90 }, minute])
    useFor(59)
    expect(met()).toEqual([])
    useFor(1)
    expect(met()).toEqual(['60 s 0 2'])
    expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'dwell', name: '60 s' })
    useFor(300)
    expect(met()).toEqual(['60 s 0 2', '90 s 1'])
  })
  test('an input tells of use for 30 seconds, the opening of the page too', () => {
    const { met } = watch(dwell, [minute])
    wait(500)
    use()
    wait(29)
    expect(met()).toEqual([])
    wait(1)
    expect(met()).toEqual(['60 s 0'])
  })
  test('nothing runs while nobody is there', () => {
    watch(dwell, [minute])
    wait(31)
    expect(vi.getTimerCount()).toBe(0)
    use()
    expect(vi.getTimerCount()).toBe(1)
  })
  test('not while the page is hidden, where no timer runs', () => {
    const { met } = watch(dwell, [minute])
    useFor(40)
    setHidden(true)
    expect(vi.getTimerCount()).toBe(0)
    wait(3600)
    setHidden(false)
    wait(19)
    expect(met()).toEqual([])
    wait(1)
    expect(met()).toEqual(['60 s 0'])
  })
  test('a page opened in the background counts from when it is looked at', () => {
    setHidden(true)
    const { met } = watch(dwell, [{ ...minute, seconds: 20 }])
    wait(100)
    setHidden(false)
    wait(19)
    expect(met()).toEqual([])
    wait(1)
    expect(met()).toHaveLength(1)
  })
  test('the next page begins at nought', async () => {
    const { met } = watch(dwell, [minute])
    useFor(50)
    await goTo('/next')
    useFor(50)
    expect(met()).toEqual([])
    useFor(10)
    expect(met()).toEqual(['60 s 0'])
  })
  test('only on its pages', async () => {
    const { met } = watch(dwell, [{ ...minute, path: '/p/*' }])
    useFor(100)
    await goTo('/p/1')
    useFor(59)
    expect(met()).toEqual([])
    useFor(1)
    expect(met()).toEqual(['60 s 0'])
  })
})

describe('idle', () => {
  test('no input for so long, once until the page changes', async () => {
    const { met, happened } = watch(idle, [still, { ...still, seconds: 60 }])
    wait(44)
    use()
    wait(44)
    expect(met()).toEqual([])
    wait(1)
    expect(met()).toEqual(['45 s 0'])
    expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'idle', name: '45 s' })
    wait(15)
    expect(met()).toEqual(['45 s 0', '60 s 1'])
    use()
    wait(500)
    expect(met()).toHaveLength(2)
    await goTo('/next')
    wait(45)
    expect(met()).toEqual(['45 s 0', '60 s 1', '45 s 0'])
  })
  test('only in view, where the waiting begins anew', () => {
    const { met } = watch(idle, [still])
    wait(40)
    setHidden(true)
    expect(vi.getTimerCount()).toBe(0)
    wait(3600)
    setHidden(false)
    wait(44)
    expect(met()).toEqual([])
    wait(1)
    expect(met()).toHaveLength(1)
  })
  test('one timer, however much is done', () => {
    watch(idle, [still])
    const set = vi.spyOn(window, 'setTimeout')
    for (let count = 0; count < 1000; count++) use()
    expect(set).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(1)
  })
  test('only on its pages', async () => {
    const { met } = watch(idle, [{ ...still, not: ['/start', '/b*'] }])
    wait(100)
    expect(vi.getTimerCount()).toBe(0)
    await goTo('/c')
    wait(45)
    expect(met()).toEqual(['45 s 0'])
  })
})

describe('what is an input', () => {
  test.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove', 'scroll'])('%s, and what the page stops too', (type) => {
    const { met } = watch(idle, [still])
    wait(40)
    // Scrolling is heard at the window: it cannot be called off, and few ever stop it.
    const stop = (event: Event) => event.type !== 'scroll' && event.stopPropagation()
    document.addEventListener(type, stop, true)
    use(type, document)
    document.removeEventListener(type, stop, true)
    wait(44)
    expect(met()).toEqual([])
    wait(1)
    expect(met()).toHaveLength(1)
  })
  test('not what a carousel does by itself', () => {
    const get = put('<div id="carousel"></div>')
    const { met } = watch(idle, [still])
    wait(40)
    get('#carousel').dispatchEvent(new Event('scroll'))
    wait(5)
    expect(met()).toHaveLength(1)
  })
  test('nor what is done in our own card', () => {
    const card = document.body.appendChild(document.createElement('peakend-card'))
    const { met } = watch(idle, [still])
    wait(40)
    use('keydown', card)
    wait(5)
    expect(met()).toHaveLength(1)
  })
})

test('a real hand: pointer, key, wheel and touch each keep a page from being idle', async () => {
  vi.useRealTimers()
  await page.viewport(600, 400)
  const get = put('<button style="margin:50px">Press</button><div style="height:3000px"></div>')
  const heard = async (act: () => Promise<unknown>) => {
    const { happened, stop } = watch(idle, [{ ...still, seconds: 3000 }])
    const now = vi.spyOn(performance, 'now')
    await act()
    await frames(3)
    const times = now.mock.calls.length
    stop()
    now.mockRestore()
    expect(happened).not.toHaveBeenCalled()
    return times > 0
  }
  const send = (method: 'Input.dispatchMouseEvent' | 'Input.dispatchTouchEvent', params: object) =>
    cdp().send(method, { modifiers: 0, ...params } as never)
  expect(await heard(async () => {})).toBe(false)
  expect(await heard(() => userEvent.hover(get('button')))).toBe(true)
  expect(await heard(() => userEvent.keyboard('a'))).toBe(true)
  const { x, y } = (window.frameElement ?? document.body).getBoundingClientRect()
  const at = { x: x + 100, y: y + 100 }
  expect(await heard(() => send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX: 0, deltaY: 100 }))).toBe(true)
  expect(
    await heard(async () => {
      await send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
      await send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }),
  ).toBe(true)
})
