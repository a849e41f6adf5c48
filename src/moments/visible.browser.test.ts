import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { aVisit, frames, goTo, put, setHidden, tidy, watch } from './testing'
import { visible } from './visible'

beforeEach(async () => {
  await page.viewport(600, 400)
  history.replaceState(null, '', '/start')
  // Observers and frames are real, seconds are not.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(tidy)

const wait = async (seconds: number) => {
  await frames()
  vi.advanceTimersByTime(seconds * 1000)
  await frames()
}
const trigger = { on: 'visible', selector: '#a' } as const

describe('how much and how long', () => {
  test('half of it for a second, unless told otherwise', async () => {
    put('<div style="height:350px"></div><div id="a" style="height:200px"></div><div style="height:2000px"></div>')
    const { met } = watch(visible, [trigger])
    await wait(5)
    expect(met()).toEqual([])
    scrollTo(0, 60)
    await wait(0.9)
    expect(met()).toEqual([])
    await wait(0.2)
    expect(met()).toEqual(['#a 0'])
  })
  test('without a break: scrolled away, or the page hidden, it begins again', async () => {
    put('<div id="a" style="height:100px"></div><div style="height:2000px"></div>')
    const { met } = watch(visible, [{ ...trigger, seconds: 3 }])
    await wait(2)
    scrollTo(0, 1000)
    await wait(2)
    scrollTo(0, 0)
    await wait(2)
    setHidden(true)
    await wait(9)
    expect(met()).toEqual([])
    setHidden(false)
    await wait(2)
    expect(met()).toEqual([])
    await wait(2)
    expect(met()).toEqual(['#a 0'])
  })
  test('hidden from the start: seen when the page is', async () => {
    put('<div id="a" style="height:100px"></div>')
    setHidden(true)
    const { met } = watch(visible, [trigger])
    await wait(9)
    expect(met()).toEqual([])
    setHidden(false)
    await wait(1)
    expect(met()).toEqual(['#a 0'])
  })
  test('all of it', async () => {
    put('<div style="height:300px"></div><div id="a" style="height:150.4px"></div><div style="height:2000px"></div>')
    const { met } = watch(visible, [{ ...trigger, share: 1, seconds: 0 }])
    scrollTo(0, 20)
    await wait(0)
    expect(met()).toEqual([])
    scrollTo(0, 100)
    await wait(0)
    expect(met()).toEqual(['#a 0'])
  })
  test('where it is larger than the window, the share is that of the window', async () => {
    put('<div style="height:390px"></div><div id="a" style="height:9000px;width:300px"></div>')
    const { met } = watch(visible, [{ ...trigger, share: 0.9 }])
    scrollTo(0, 300)
    await wait(5)
    expect(met()).toEqual([])
    scrollTo(0, 380)
    await wait(1)
    expect(met()).toEqual(['#a 0'])
  })
  test('a window that grows may be enough', async () => {
    put('<div style="height:380px"></div><div id="a" style="height:200px"></div>')
    const { met } = watch(visible, [trigger])
    await wait(5)
    await page.viewport(600, 700)
    await wait(1)
    expect(met()).toEqual(['#a 0'])
  })
})

describe('what is not seen', () => {
  test.each([
    ['has no area', 'height:0', 'height:100px'],
    ['is not displayed', 'display:none', 'height:100px'],
    ['is invisible', 'height:100px;visibility:hidden', 'height:100px'],
    ['is transparent', 'height:100px;opacity:0', 'height:100px'],
  ])('what %s, until it is otherwise', async (_, before, after) => {
    const get = put(`<div id="a" style="${before}"></div>`)
    const { met } = watch(visible, [trigger])
    await wait(5)
    expect(met()).toEqual([])
    get('#a').setAttribute('style', after)
    await wait(1)
    expect(met()).toEqual(['#a 0'])
  })
})

describe('elements that come later', () => {
  test('by being added', async () => {
    const { met } = watch(visible, [trigger])
    await wait(2)
    put('<p><b id="a">late</b></p>')
    await wait(1)
    expect(met()).toEqual(['#a 0'])
  })
  test('by an attribute', async () => {
    const get = put('<p>x</p>')
    const { met } = watch(visible, [{ ...trigger, selector: '[data-state=open]' }])
    await wait(2)
    get('p').dataset['state'] = 'open'
    await wait(1)
    expect(met()).toEqual(['[data-state=open] 0'])
  })
  test('in the place of one that went, as an application draws anew', async () => {
    const get = put('<div style="height:2000px"></div><div id="a" style="height:100px"></div>')
    const { met } = watch(visible, [trigger])
    await wait(2)
    get('#a').remove()
    await frames()
    document.body.insertAdjacentHTML('afterbegin', '<div id="a" style="height:100px"></div>')
    await wait(1)
    expect(met()).toEqual(['#a 0'])
  })
  test('any of several', async () => {
    put(
      '<div class="a" style="height:100px;margin-top:900px"></div><div class="a" style="position:fixed;top:0;height:100px;width:9px"></div>',
    )
    const { met } = watch(visible, [{ ...trigger, selector: '.a' }])
    await wait(1)
    expect(met()).toEqual(['.a 0'])
  })
  test('the page’s changes are watched only while there is none', async () => {
    const observe = vi.spyOn(MutationObserver.prototype, 'observe')
    put('<div id="a" style="height:100px;margin-top:900px"></div>')
    watch(visible, [trigger])
    await wait(2)
    expect(observe).not.toHaveBeenCalled()
  })
})

describe('once', () => {
  test('a page, and again on the next one', async () => {
    put('<div id="a" style="height:100px"></div><div style="height:2000px"></div>')
    const { met } = watch(visible, [trigger])
    await wait(1)
    scrollTo(0, 1000)
    await wait(1)
    scrollTo(0, 0)
    await wait(5)
    expect(met()).toHaveLength(1)
    await goTo('/next')
    await wait(1)
    expect(met()).toHaveLength(2)
  })
  test('for all that wait for the same; for others in their own time', async () => {
    put('<div id="a" style="height:100px"></div>')
    const { met, happened } = watch(visible, [
      trigger,
      { ...trigger, seconds: 3 },
      { ...trigger, share: 0.5, seconds: 1 },
      { ...trigger, selector: 'div' },
    ])
    await wait(1)
    expect(met().sort()).toEqual(['#a 0 2', 'div 3'])
    expect(happened.mock.calls.map(([moment]) => moment)).toContainEqual({ type: 'visible', name: '#a' })
    await wait(3)
    expect(met()).toHaveLength(3)
  })
})

describe('where', () => {
  test('on the pages of its path, query and fragment included', async () => {
    put('<div id="a" style="height:100px"></div>')
    const { met } = watch(visible, [
      { ...trigger, path: '/p/*?size=l', not: '/p/old' },
      { ...trigger, path: { matches: '^/p/\\d+' } },
      { ...trigger, path: '/start#/cart' },
    ])
    await wait(1)
    expect(met()).toEqual([])
    await goTo('/start#/cart')
    await frames()
    await wait(1)
    expect(met()).toEqual(['#a 2'])
    await goTo('/p/7?size=l')
    await wait(1)
    expect(met()).toEqual(['#a 2', '#a 0 1'])
    await goTo('/p/old?size=l')
    await wait(1)
    expect(met()).toHaveLength(2)
  })
  test('nothing is looked at where no path matches', async () => {
    const look = vi.spyOn(document, 'querySelectorAll')
    watch(visible, [{ ...trigger, path: '/else' }], aVisit())
    await wait(1)
    expect(look).not.toHaveBeenCalled()
  })
})

test.each([
  [
    'cannot be made',
    {
      IntersectionObserver: class {
        constructor() {
          throw Error('of the page')
        }
      },
    },
  ],
  [
    'refuse to observe',
    {
      IntersectionObserver: class {
        observe() {
          throw Error('of the page')
        }
        disconnect() {}
        unobserve() {}
      },
    },
  ],
] as const)(
  'observers of the page that %s: it is told, nothing is thrown into the page, nothing stays behind',
  async (_, { IntersectionObserver }) => {
    vi.stubGlobal('IntersectionObserver', IntersectionObserver)
    const thrown = vi.fn()
    addEventListener('error', thrown)
    const around = aVisit()
    const { met } = watch(visible, [trigger], around)
    await frames()
    put('<p id="a">Here</p>')
    await frames()
    expect(around.fail).toHaveBeenCalledExactlyOnceWith('internal', expect.objectContaining({ message: 'of the page' }))
    expect([met(), thrown.mock.calls]).toEqual([[], []])
    removeEventListener('error', thrown)
    vi.unstubAllGlobals()
  },
)
