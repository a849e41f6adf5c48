import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ClickTrigger, Survey } from '../survey/config'
import { click } from './click'
import type { Happened, Listener } from './types'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  document.body.replaceChildren()
  vi.restoreAllMocks()
})
const listener = (id: string, selector: string): Listener<ClickTrigger> => ({
  survey: { id } as Survey,
  trigger: { on: 'click', selector },
})
const watch = (...listeners: Listener<ClickTrigger>[]) => {
  const happened = vi.fn<Happened>()
  click(listeners, happened, (type, fn) => {
    addEventListener(type, fn, true)
    stops.push(() => removeEventListener(type, fn, true))
  })
  return { happened, met: () => happened.mock.calls.map(([, listeners]) => listeners.map(({ survey }) => survey.id)) }
}
const put = (html: string) => {
  document.body.innerHTML = html
  return (selector: string) => document.querySelector(selector) as HTMLElement
}

test.each(['peakend-card', 'peakend-inspector'])('not in what is our own: %s', (name) => {
  const { happened } = watch(listener('any', 'button'))
  const root = put(`<${name}></${name}>`)(name).attachShadow({ mode: 'open' })
  root.innerHTML = '<button>Send</button>'
  root.querySelector('button')?.click()
  expect(happened).not.toHaveBeenCalled()
})

describe('on its pages', () => {
  test('and on no others', () => {
    const get = put('<button>Help</button>')
    const { met } = watch(
      { survey: { id: 'here' } as Survey, trigger: { on: 'click', selector: 'button', path: location.pathname } },
      { survey: { id: 'elsewhere' } as Survey, trigger: { on: 'click', selector: 'button', path: '/elsewhere*' } },
      { survey: { id: 'not here' } as Survey, trigger: { on: 'click', selector: 'button', not: `${location.pathname}*` } },
    )
    get('button').click()
    expect(met()).toEqual([['here']])
  })
})

describe('which clicks', () => {
  test('on the element itself', () => {
    const get = put('<button id="a"></button><button id="b"></button>')
    const { happened, met } = watch(listener('a', '#a'))
    get('#b').click()
    expect(happened).not.toHaveBeenCalled()
    get('#a').click()
    expect(met()).toEqual([['a']])
    expect(happened.mock.calls[0]?.[0]).toMatchObject({ type: 'click', name: '#a' })
  })
  test('on something inside it', () => {
    const get = put('<button class="buy"><span><b id="in">Buy</b></span></button>')
    const { met } = watch(listener('a', '.buy'), listener('b', 'button span'))
    get('#in').click()
    expect(met()).toEqual([['a', 'b']])
  })
  test('not on what is beside or around it', () => {
    const get = put('<div id="out"><i class="buy"></i><i id="beside"></i></div>')
    const { happened } = watch(listener('a', '.buy'))
    get('#out').click()
    get('#beside').click()
    expect(happened).not.toHaveBeenCalled()
  })
  test('of several selectors those that match, in one moment', () => {
    const get = put('<a id="x" class="y" href="#">x</a>')
    const { met } = watch(listener('a', '#x'), listener('b', '.no'), listener('c', 'a.y[href]'))
    get('#x').click()
    expect(met()).toEqual([['a', 'c']])
  })
  test('on elements that come later', () => {
    const { met } = watch(listener('a', '.late'))
    put('<i class="late"></i>')('.late').click()
    expect(met()).toEqual([['a']])
  })
  test('the page itself', () => {
    const { met } = watch(listener('a', 'html'), listener('b', 'body'))
    document.body.click()
    expect(met()).toEqual([['a', 'b']])
    document.documentElement.click()
    expect(met()).toEqual([['a', 'b'], ['a']])
  })
  test('a click on the document or window, which have no selectors, is no matter', () => {
    const { happened } = watch(listener('a', '#a'))
    document.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    window.dispatchEvent(new MouseEvent('click'))
    expect(happened).not.toHaveBeenCalled()
  })
  test('a click that does not bubble', () => {
    const get = put('<i id="a"></i>')
    const { met } = watch(listener('a', '#a'))
    get('#a').dispatchEvent(new MouseEvent('click', { bubbles: false }))
    expect(met()).toEqual([['a']])
  })
})

describe('inside shadow roots', () => {
  const shadow = (mode: ShadowRootMode) => {
    const get = put('<div class="around"><my-button></my-button></div>')
    const root = get('my-button').attachShadow({ mode })
    root.innerHTML = '<button class="buy"><b>Buy</b></button>'
    return root.querySelector('b') as HTMLElement
  }
  test('open: the element inside, its host and what is around', () => {
    const inside = shadow('open')
    const { met } = watch(listener('in', '.buy'), listener('host', 'my-button'), listener('around', '.around'))
    inside.click()
    expect(met()).toEqual([['in', 'host', 'around']])
  })
  test('closed: only from the host outwards', () => {
    const inside = shadow('closed')
    const { met } = watch(listener('in', '.buy'), listener('host', 'my-button'))
    inside.click()
    expect(met()).toEqual([['host']])
  })
})

describe('a page that wants the event for itself', () => {
  test.each(['stopPropagation', 'stopImmediatePropagation', 'preventDefault'] as const)('%s', (method) => {
    const get = put('<button id="a"></button>')
    const { met } = watch(listener('a', '#a'))
    const stop = (event: Event) => event[method]()
    document.addEventListener('click', stop, true)
    get('#a').addEventListener('click', stop)
    get('#a').click()
    document.removeEventListener('click', stop, true)
    expect(met()).toEqual([['a']])
  })
  test('is not disturbed: its default is done, its listeners are called once', () => {
    const get = put('<label><input type="checkbox" id="a"></label>')
    watch(listener('a', '#a'))
    const heard = vi.fn()
    get('#a').addEventListener('click', heard)
    get('#a').click()
    expect((get('#a') as HTMLInputElement).checked).toBe(true)
    expect(heard).toHaveBeenCalledTimes(1)
  })
})

describe('listening', () => {
  test('to nothing without listeners', () => {
    const spies = [vi.spyOn(window, 'addEventListener'), vi.spyOn(document, 'addEventListener')]
    watch()
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
  })
  test('once, however many listeners', () => {
    const spy = vi.spyOn(window, 'addEventListener')
    watch(...Array.from({ length: 50 }, (_, index) => listener(`${index}`, `.c${index}`)))
    expect(spy.mock.calls.filter(([type]) => type === 'click')).toHaveLength(1)
  })
})
