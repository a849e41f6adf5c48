import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import type { FrictionKind, FrictionTrigger } from '../survey/config'
import { friction } from './friction'
import { isRage, type Press } from './friction/rage-click'
import { aVisit, frames, goTo, put, setHidden, tidy, watch } from './testing'

const meant = () => {}
beforeEach(async () => {
  await page.viewport(600, 400)
  history.replaceState(null, '', '/start')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  // While somebody listens, the runner takes errors for meant.
  addEventListener('error', meant)
})
afterEach(async () => {
  removeEventListener('error', meant)
  await cdp().send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 0, y: 0 } as never)
  tidy()
})

const only = (kind: FrictionKind, more: Partial<FrictionTrigger> = {}): FrictionTrigger => ({ on: 'friction', kinds: [kind], ...more })
/** Real presses, without the waits of Playwright: what is disabled or covered is pressed all the same. */
const press = async (element: Element, { times = 1, dx = 0, modifiers = 0 } = {}) => {
  const frame = (window.frameElement ?? document.body).getBoundingClientRect()
  const box = element.getBoundingClientRect()
  const at = { x: frame.x + box.x + box.width / 2, y: frame.y + box.y + box.height / 2 }
  const send = (type: string, x: number, count: number) =>
    cdp().send('Input.dispatchMouseEvent', { type, x, y: at.y, button: 'left', clickCount: count, modifiers } as never)
  for (let count = 1; count <= times; count++) {
    await send('mousePressed', at.x + dx * count, count)
    await send('mouseReleased', at.x + dx * count, count)
  }
}
const wait = async (seconds: number) => {
  await frames(3)
  await vi.advanceTimersByTimeAsync(seconds * 1000)
  await frames(2)
}
const on = (element: Element, type: string, fn: () => unknown) => element.addEventListener(type, fn)

describe('rage-click', () => {
  test('three presses in one place, once a page', async () => {
    const get = put('<button style="width:200px">Pay</button>')
    const { met, happened } = watch(friction, [only('rage-click'), only('rage-click')])
    await press(get('button'), { times: 2 })
    expect(met()).toEqual([])
    await press(get('button'))
    expect(met()).toEqual(['rage-click 0 1'])
    expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'friction', name: 'rage-click' })
    await press(get('button'), { times: 6 })
    expect(met()).toHaveLength(1)
    await goTo('/next')
    await press(get('button'), { times: 3 })
    expect(met()).toHaveLength(2)
  })
  test('on what is disabled too', async () => {
    const get = put('<button disabled>Pay</button>')
    const { met } = watch(friction, [only('rage-click')])
    await press(get('button'), { times: 3 })
    expect(met()).toEqual(['rage-click 0'])
  })
  test.each([
    ['in a field', '<input id="a">'],
    ['in a choice', '<select id="a"><option>1</select>'],
    ['in a drawing or a game', '<canvas id="a"></canvas>'],
    ['in our own card', '<peakend-card id="a" style="display:block;height:50px">How did it go?</peakend-card>'],
    ['to select a paragraph', '<p id="a">Some words to be copied.</p>'],
  ])('not %s', async (_, html) => {
    const get = put(html)
    const { happened } = watch(friction, [only('rage-click')])
    await press(get('#a'), { times: 4 })
    expect(happened).not.toHaveBeenCalled()
  })
  test('not across the page, not by keys, not by scripts', async () => {
    const get = put('<button style="width:500px">Pay</button>')
    const { happened } = watch(friction, [only('rage-click')])
    await press(get('button'), { times: 4, dx: 40 })
    get('button').focus()
    await userEvent.keyboard('{Enter}{Enter}{Enter}{Enter}')
    for (let times = 4; times; times--) {
      get('button').click()
      get('button').dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
    }
    expect(happened).not.toHaveBeenCalled()
  })

  const aPress = fc.record({ x: fc.nat(500), y: fc.nat(500), at: fc.nat(5000) })
  test('property: fewer than three, or one second, or 30 pixels exceeded, is no rage', () => {
    fc.assert(fc.property(fc.array(aPress, { maxLength: 2 }), (presses) => !isRage(presses)))
    fc.assert(
      fc.property(fc.tuple(aPress, aPress, aPress), (presses) => {
        const [a, b, c] = presses.sort((one, other) => one.at - other.at) as [Press, Press, Press]
        const isNear = Math.hypot(a.x - c.x, a.y - c.y) <= 30 && Math.hypot(b.x - c.x, b.y - c.y) <= 30
        return isRage([a, b, c]) === (isNear && c.at - a.at <= 1000)
      }),
    )
  })
  test('property: what came before the last three does not matter', () => {
    const near = fc.tuple(aPress, fc.array(fc.nat(10), { minLength: 3, maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(aPress), near, (before, [{ x, y, at }, moved]) =>
        isRage([...before, ...moved.map((by, index) => ({ x: x + by, y, at: at + index * 400 }))]),
      ),
    )
  })
})

describe('dead-click', () => {
  const clickables = [
    ['a button', '<button id="a">x</button>'],
    ['what is in it', '<button><b id="a">x</b></button>'],
    ['a disabled one', '<button id="a" disabled>x</button>'],
    ['a link that leads nowhere', '<a id="a" href="javascript:void(0)">x</a>'],
    ['a button by its role', '<div id="a" role="button">x</div>'],
    ['what has an onclick', '<p id="a" onclick="">x</p>'],
    ['what shows a hand', '<div id="a" style="cursor:pointer">x</div>'],
  ] as const
  test.each(clickables)('%s', async (_, html) => {
    const get = put(html)
    const { met } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'))
    await wait(1.9)
    expect(met()).toEqual([])
    await wait(0.2)
    expect(met()).toEqual(['dead-click 0'])
    await press(get('#a'))
    await wait(3)
    expect(met()).toHaveLength(1)
  })

  test.each<readonly [string, (button: HTMLElement) => unknown]>([
    ['an element', (button) => button.after('done')],
    ['an attribute', (button) => button.setAttribute('aria-expanded', 'true')],
    ['a text', (button) => ((button.firstChild as Text).data = 'done')],
    ['the address', () => history.pushState(null, '', '/next')],
    ['the fragment', () => (location.hash = 'x')],
    ['the position', () => scrollTo(0, 50)],
    ['the focus', () => document.querySelector('input')?.focus()],
    ['a dialog', () => document.querySelector('dialog')?.showModal()],
    ['a popover', () => (document.querySelector('[popover]') as HTMLElement).showPopover()],
    ['a field', () => document.querySelector('input')?.dispatchEvent(new Event('input', { bubbles: true }))],
    ['a request', () => fetch(`/?${Math.random()}`)],
    ['a form that is sent', () => document.querySelector('form')?.requestSubmit()],
  ])('not when it changes %s', async (_, act) => {
    const get = put('<button id="a">x</button><input><dialog>d</dialog><div popover>p</div><form></form><div style="height:3000px"></div>')
    on(get('form'), 'submit', () => {})
    get('form').addEventListener('submit', (event) => event.preventDefault())
    on(get('#a'), 'click', () => act(get('#a')))
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'))
    // A request is told of when it is over.
    await frames(20)
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test('nor when something opens at the press already, or late but in time', async () => {
    const get = put('<button id="a">x</button>')
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    on(get('#a'), 'mousedown', () => get('#a').after('menu'))
    await press(get('#a'))
    await wait(3)
    get('#a').outerHTML = '<button id="b">x</button>'
    await frames()
    on(get('#b'), 'click', () => setTimeout(() => get('#b').after('found'), 1900))
    await press(get('#b'))
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test.each([
    ['what looks like nothing', '<p id="a">x</p>'],
    ['a field', '<input id="a">'],
    ['a label', '<label id="a" style="cursor:pointer">x</label>'],
    ['a link to another window', '<a id="a" href="#x" target="_blank">x</a>'],
    ['a mail', '<a id="a" href="mailto:a@example.com">x</a>'],
    ['a call', '<a id="a" href="tel:+33">x</a>'],
    ['a download', '<a id="a" href="data:,x" download>x</a>'],
    ['where the visitor already is', '<a id="a" href="/start">x</a>'],
    ['what is chosen already', '<button id="a" role="tab" aria-selected="true">x</button>'],
    ['a drawing', '<canvas id="a" style="cursor:pointer"></canvas>'],
    ['our own card', '<peakend-card id="a" style="cursor:pointer">x</peakend-card>'],
  ])('not judged: %s', async (_, html) => {
    const get = put(html)
    on(get('#a'), 'click', () => {})
    get('#a').addEventListener('click', (event) => event.preventDefault())
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'))
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test('not judged: with a key held, by a script, by a press that is no click, or where the whole page has a hand', async () => {
    const get = put('<button id="a">x</button><p>text</p>')
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'), { modifiers: 2 })
    await wait(3)
    get('#a').click()
    await wait(3)
    get('#a').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    await wait(3)
    document.body.style.cursor = 'pointer'
    await press(get('p'))
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test('not judged: what is in a shadow root, whose changes cannot be seen', async () => {
    for (const [mode, inside, light] of [
      ['open', '<button style="cursor:pointer">x</button>', ''],
      ['closed', '<button style="cursor:pointer">x</button>', ''],
      ['open', '<slot></slot>', '<button>slotted</button>'],
    ] as const) {
      const get = put(`<my-button>${light}</my-button>`)
      get('my-button').attachShadow({ mode }).innerHTML = inside
      const { happened } = watch(friction, [only('dead-click')])
      await frames()
      await press(get('my-button'))
      await wait(3)
      expect(happened).not.toHaveBeenCalled()
    }
  })
})

describe('failed-submit', () => {
  const form = '<form><input required><input required type="email"><button>Send</button></form>'
  test('refused twice by the browser, however many fields are wrong', async () => {
    const get = put(form)
    const { met } = watch(friction, [only('failed-submit')])
    await userEvent.click(get('button'))
    expect(met()).toEqual([])
    await wait(0)
    await userEvent.click(get('button'))
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('by Enter in a field', async () => {
    const get = put(form)
    const { met } = watch(friction, [only('failed-submit')])
    get('input').focus()
    await userEvent.keyboard('{Enter}')
    await wait(0)
    expect(met()).toEqual([])
    await userEvent.keyboard('{Enter}')
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('not while a script checks what is typed, nor two forms once each', async () => {
    const get = put(`${form}<div>${form}</div>`)
    const { happened } = watch(friction, [only('failed-submit')])
    on(get('input'), 'input', () => (get('form') as HTMLFormElement).checkValidity())
    await userEvent.type(get('input'), 'abc')
    await userEvent.click(get('button'))
    await wait(0)
    await userEvent.click(get('form + div button'))
    expect(happened).not.toHaveBeenCalled()
  })
  const scripted = '<form novalidate><input><p role="alert"></p><button>Send</button></form>'
  const answer = (get: (selector: string) => HTMLElement, fail: () => boolean) =>
    get('form').addEventListener('submit', (event) => {
      event.preventDefault()
      get('input').toggleAttribute('aria-invalid', false)
      if (fail()) get('input').setAttribute('aria-invalid', 'true')
    })
  test('sent by script, and an error shows both times', async () => {
    const get = put(scripted)
    const { met } = watch(friction, [only('failed-submit')])
    answer(get, () => true)
    await userEvent.click(get('button'))
    await wait(2)
    expect(met()).toEqual([])
    await userEvent.click(get('button'))
    await wait(1)
    expect(met()).toEqual([])
    await wait(1)
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('again and again, faster than it is looked at', async () => {
    const get = put(scripted)
    const { met } = watch(friction, [only('failed-submit')])
    on(get('form'), 'submit', () => (get('p').textContent = 'Wrong password'))
    answer(get, () => false)
    for (let times = 3; times; times--) await userEvent.click(get('button'))
    expect(met()).toEqual(['failed-submit 0'])
  })
  test('not when it goes well, or well the second time', async () => {
    const get = put(scripted)
    const { happened } = watch(friction, [only('failed-submit')])
    let times = 0
    answer(get, () => times++ === 0)
    for (let count = 4; count; count--) {
      await userEvent.click(get('button'))
      await wait(2)
    }
    expect(happened).not.toHaveBeenCalled()
  })
  test('by the server: the second page of the visit that comes with an error in its form', () => {
    put('<form><input aria-invalid="true"></form>')
    const around = aVisit()
    expect(watch(friction, [only('failed-submit')], around).met()).toEqual([])
    expect(watch(friction, [only('failed-submit')], around).met()).toEqual(['failed-submit 0'])
  })
  test('an error left from the page before is not one of the next', async () => {
    put('<form><input aria-invalid="true"></form>')
    const { happened } = watch(friction, [only('failed-submit', { path: '/n*' })])
    for (const path of ['/n1', '/n2', '/n1']) await goTo(path)
    expect(happened).not.toHaveBeenCalled()
  })
})

describe('page-error', () => {
  const tell = (init: ErrorEventInit) => dispatchEvent(new ErrorEvent('error', init))
  const reject = (reason: unknown) => {
    const promise = Promise.reject(reason)
    promise.catch(() => {})
    dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason }))
  }
  test('an uncaught error, once a page', () => {
    const { met } = watch(friction, [only('page-error')])
    tell({ error: new TypeError('x'), filename: 'https://shop.example/app.js' })
    tell({ error: new TypeError('y') })
    expect(met()).toEqual(['page-error 0'])
  })
  test('an uncaught rejection', () => {
    const { met } = watch(friction, [only('page-error')])
    reject(undefined)
    expect(met()).toEqual(['page-error 0'])
  })
  test('not: another origin’s, the browser’s own, an extension’s, a request called off, what is hidden, what did not load', async () => {
    const { happened } = watch(friction, [only('page-error')])
    tell({ message: 'Script error.' })
    tell({ message: 'ResizeObserver loop completed with undelivered notifications.' })
    tell({ error: new Error('x'), filename: 'chrome-extension://abc/a.js' })
    reject(new DOMException('x', 'AbortError'))
    setHidden(true)
    tell({ error: new Error('x') })
    reject(new Error('x'))
    setHidden(false)
    const get = put('<img src="/nothing.png?">')
    await new Promise((done) => on(get('img'), 'error', () => done(0)))
    expect(happened).not.toHaveBeenCalled()
  })
})

describe('empty-search', () => {
  test('what the selector names comes into view, once a page for each selector', async () => {
    const { met } = watch(friction, [
      only('empty-search', { selector: '.none' }),
      only('empty-search', { selector: '.zero' }),
      { on: 'friction', selector: '.none' },
      only('rage-click', { selector: '.none' }),
      { on: 'friction' },
      only('empty-search'),
    ])
    await wait(2)
    put('<p class="none">Nothing found</p>')
    await wait(1)
    expect(met()).toEqual(['empty-search 0 2'])
    put('<p class="zero">No results</p>')
    await wait(1)
    expect(met()).toEqual(['empty-search 0 2', 'empty-search 1'])
  })
})

describe('which kinds', () => {
  test('all but the empty search where none are named; only those asked for are watched', () => {
    const { met } = watch(friction, [{ on: 'friction' }, only('rage-click')])
    dispatchEvent(new ErrorEvent('error', { error: new Error('x') }))
    expect(met()).toEqual(['page-error 0'])
    const listen = vi.spyOn(window, 'addEventListener')
    watch(friction, [only('rage-click')])
    expect(listen.mock.calls.map(([type]) => type)).toEqual(['pointerup'])
  })
  test('only on its pages', async () => {
    const { met } = watch(friction, [only('page-error', { path: '/checkout?step=*' })])
    const fail = () => dispatchEvent(new ErrorEvent('error', { error: new Error('x') }))
    fail()
    await goTo('/checkout')
    fail()
    await goTo('/checkout?step=2')
    fail()
    expect(met()).toEqual(['page-error 0'])
  })
})
