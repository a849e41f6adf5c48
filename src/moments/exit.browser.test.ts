import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { exit } from './exit'
import { aVisit, goTo, put, setHidden, tidy, watch } from './testing'

const trigger = { on: 'exit' } as const

beforeEach(async () => {
  await page.viewport(600, 400)
  history.replaceState(null, '', '/start')
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(tidy)

const wait = (seconds: number) => vi.advanceTimersByTime(seconds * 1000)
/** The pointer goes out of the window. */
const out = (change: PointerEventInit = {}, from: EventTarget = document.body) =>
  from.dispatchEvent(new PointerEvent('pointerout', { bubbles: true, pointerType: 'mouse', clientX: 300, clientY: -2, ...change }))

describe('with a pointer that hovers', () => {
  test('out at the top, from five seconds on, once a visit', async () => {
    const { met, happened } = watch(exit, [trigger, trigger])
    wait(4.9)
    out()
    expect(met()).toEqual([])
    wait(0.1)
    out()
    expect(met()).toEqual(['exit 0 1'])
    expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'exit', name: 'exit' })
    out()
    await goTo('/next')
    wait(60)
    out()
    expect(met()).toHaveLength(1)
  })
  test('seconds of one’s own, counted anew on each page', async () => {
    const { met } = watch(exit, [{ ...trigger, seconds: 20 }])
    wait(19)
    await goTo('/next')
    wait(19)
    out()
    expect(met()).toEqual([])
    wait(1)
    out()
    expect(met()).toEqual(['exit 0'])
  })
  test('a page opened in the background counts from when it is looked at; coming back is no leaving', () => {
    setHidden(true)
    const { met } = watch(exit, [trigger])
    wait(60)
    setHidden(false)
    out()
    expect(met()).toEqual([])
    wait(5)
    setHidden(true)
    setHidden(false)
    expect(met()).toEqual([])
    out()
    expect(met()).toHaveLength(1)
  })
  test.each<readonly [string, PointerEventInit]>([
    ['at a side', { clientX: -2, clientY: 200 }],
    ['at the bottom', { clientY: 402 }],
    ['into another element', { relatedTarget: document.documentElement }],
    ['with a button held, as by dragging or selecting', { buttons: 1 }],
    ['by a finger that is lifted', { pointerType: 'touch' }],
    ['by a pen', { pointerType: 'pen' }],
  ])('not %s', (_, change) => {
    const { happened } = watch(exit, [trigger])
    wait(10)
    out(change)
    expect(happened).not.toHaveBeenCalled()
  })
  test('not into the list of a select, or of what a field offers to fill in', () => {
    const get = put('<select><option>1</select><input><button>x</button>')
    const { met } = watch(exit, [trigger])
    wait(10)
    get('select').focus()
    out()
    get('input').focus()
    out({}, get('input'))
    expect(met()).toEqual([])
    // The focus may have stayed in a search that was made long before.
    out({}, get('button'))
    expect(met()).toEqual(['exit 0'])
  })
  test('only on its pages, and elsewhere it is not used up', async () => {
    const { met } = watch(exit, [{ ...trigger, path: '/cart*' }])
    wait(10)
    out()
    await goTo('/cart?step=2')
    wait(10)
    out()
    expect(met()).toEqual(['exit 0'])
  })
  test('not when it happened on an earlier page of the visit', () => {
    const { happened } = watch(exit, [trigger], aVisit({ f: ['exit'] }))
    wait(10)
    out()
    expect(happened).not.toHaveBeenCalled()
  })
  test('a real mouse: out through the top, not through the side', async () => {
    vi.useRealTimers()
    put('<div style="height:300px">A page</div>')
    const { happened } = watch(exit, [{ ...trigger, seconds: 0 }])
    // The page of a browser test is a frame: leaving it is leaving its window.
    const { left, top, width } = (window.frameElement ?? document.body).getBoundingClientRect()
    const move = (x: number, y: number) => cdp().send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y } as never)
    await move(left + 20, top + 100)
    await move(left + width + 2, top + 100)
    await move(left + 20, top + 100)
    expect(happened).not.toHaveBeenCalled()
    await move(left + 20, top - 2)
    await vi.waitFor(() => expect(happened).toHaveBeenCalledTimes(1))
  })
})

describe('without a pointer that hovers', () => {
  beforeEach(() => {
    const { matchMedia } = window
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      query === '(hover: none)' ? ({ matches: true } as MediaQueryList) : matchMedia.call(window, query),
    )
    put('<div style="height:5000px"></div>')
  })
  const hear = (type: string, target: EventTarget = document) => target.dispatchEvent(new Event(type, { bubbles: true }))
  const scrollUp = (px: number, seconds: number) => {
    const steps = 6
    for (let step = 0; step < steps; step++) {
      wait(seconds / steps)
      window.scrollBy({ top: -px / steps, behavior: 'instant' })
      hear('scroll')
    }
  }
  const down = () => {
    window.scrollTo(0, 3000)
    hear('scroll')
  }

  test('in view again after it was left', () => {
    const { met } = watch(exit, [trigger])
    wait(10)
    setHidden(true)
    wait(60)
    expect(met()).toEqual([])
    setHidden(false)
    expect(met()).toEqual(['exit 0'])
  })
  test('left too early, however long it was away', () => {
    const { met } = watch(exit, [trigger])
    wait(4)
    setHidden(true)
    wait(60)
    setHidden(false)
    expect(met()).toEqual([])
    wait(1)
    setHidden(true)
    setHidden(false)
    expect(met()).toHaveLength(1)
  })
  test('back from another page of the same tab is no such return', () => {
    const { met } = watch(exit, [trigger])
    wait(10)
    hear('pagehide', window)
    setHidden(true)
    setHidden(false)
    expect(met()).toEqual([])
    setHidden(true)
    setHidden(false)
    expect(met()).toHaveLength(1)
  })
  test('a flick to the top', () => {
    const { met } = watch(exit, [trigger])
    wait(10)
    down()
    hear('touchmove')
    scrollUp(900, 0.4)
    expect(met()).toEqual(['exit 0'])
  })
  test.each([
    ['slowly, as one reads again', 900, 1.5, true],
    ['a little', 300, 0.1, true],
    ['by a link to the top, without a finger that moved', 2500, 0.3, false],
  ] as const)('not %s', (_, px, seconds, isTouched) => {
    const { happened } = watch(exit, [trigger])
    wait(10)
    down()
    if (isTouched) hear('touchmove')
    scrollUp(px, seconds)
    expect(happened).not.toHaveBeenCalled()
  })
  test('nor of an element inside', () => {
    const get = put('<div id="box"></div>')
    const { happened } = watch(exit, [trigger])
    wait(10)
    down()
    hear('touchmove')
    window.scrollTo(0, 0)
    get('#box').dispatchEvent(new Event('scroll'))
    expect(happened).not.toHaveBeenCalled()
  })
  test('what a mouse would do is not heard, and history is left alone', () => {
    const [push, replace] = [vi.spyOn(history, 'pushState'), vi.spyOn(history, 'replaceState')]
    const { happened } = watch(exit, [trigger])
    wait(10)
    out()
    expect(happened).not.toHaveBeenCalled()
    expect([push.mock.calls, replace.mock.calls]).toEqual([[], []])
  })
})
