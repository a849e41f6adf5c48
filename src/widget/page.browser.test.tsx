import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { csat, hideAll, media, nps, open, pick, why } from './testing'
import { theme } from './theme'
import { words } from './words/words-en'

beforeEach(async () => {
  await media()
  await page.viewport(800, 600)
})
afterEach(() => {
  hideAll()
  document.body.replaceChildren()
  for (const style of document.querySelectorAll('[data-hostile]')) style.remove()
})
const pageStyle = (text: string) => {
  const style = document.createElement('style')
  style.dataset.hostile = ''
  style.textContent = text
  document.head.append(style)
}
/** Every computed value of every element of the page, the card aside. */
const computed = () =>
  [...document.querySelectorAll('*')]
    .filter((element) => element.localName !== 'peakend-card')
    .map((element) => {
      const style = getComputedStyle(element)
      return `${element.localName} ${[...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(';')}`
    })

const hostile = [
  '* { all: revert !important }',
  'button { display: none !important } * { color: red !important; font: 40px serif !important; position: static !important }',
  'html > :last-child, body > :last-child { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important }',
  'body { display: grid; grid-template-rows: 1fr auto } body:has(peakend-card) { background: red }',
  '*, *::before, *::after { box-sizing: content-box !important; animation: none !important } *::before { content: "x" !important; display: block !important }',
  'peakend-card { display: none !important; inset: auto !important; width: 2000px !important; z-index: -1 !important; filter: blur(9px) !important; zoom: 2 !important }',
  ':root { font-size: 62.5%; line-height: 3; letter-spacing: 1em; text-transform: uppercase; direction: ltr }',
  '*, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid; --tw-ring: 0 } img, svg, video { display: block; vertical-align: middle } ol, ul { list-style: none } button { all: unset } :root { --s: red; --t: red; --a: red; --e: red; --b: none; --p: 0 }',
  '.border { border: 9px solid red } .small { font-size: 4px } .first, .list, .many, .next, .go, .back, .x, .o, .n { display: none !important; color: red !important }',
  'button { all: unset !important; display: inline !important; color: red !important } h2 { font: 9px serif !important } section { padding: 99px !important }',
  '* { letter-spacing: 3px !important; text-transform: uppercase !important; word-spacing: 9px !important; text-indent: 50px !important; text-align: right !important }',
  '* { transition: all 9s !important; cursor: wait !important; pointer-events: none !important; user-select: none !important; mix-blend-mode: difference !important }',
  '::backdrop { background: red !important; display: block !important } ::before, ::after { content: "x" !important; display: block !important }',
  'html { display: grid; grid-template-columns: 1fr 1fr; gap: 40px } html > * { grid-column: 2; min-width: 50vw }',
]

describe('a hostile page', () => {
  const look = (root: ShadowRoot) => {
    const host = root.host as HTMLElement
    const styles = [host, ...root.querySelectorAll<HTMLElement>('section, section *')].map((element) => {
      const style = getComputedStyle(element)
      // Every value is as on an empty page; variables of the page may come in, where nothing reads them.
      return Object.fromEntries([...style].filter((name) => !name.startsWith('--')).map((name) => [name, style.getPropertyValue(name)]))
    })
    const pseudo = ['::before', '::after', '::backdrop'].map((name) => {
      const { content, display } = getComputedStyle(host, name)
      return name === '::backdrop' ? display : content
    })
    const { left, top, width, height } = (root.querySelector('section') as HTMLElement).getBoundingClientRect()
    return { styles, pseudo, box: { left, top, width, height } }
  }
  test.each(hostile)('cannot change the card: %s', async (text) => {
    const calm = open([csat])
    const expected = look(calm.root)
    hideAll()
    pageStyle(text)
    const { root } = open([csat])
    expect(look(root)).toEqual(expected)
  })

  test.each(hostile)('is not changed by it, before, during and after: %s', async (text) => {
    // `html > :last-child` and a selector that names the card do what they say.
    pageStyle(text.replace('html > :last-child, ', '').replace('body:has(peakend-card)', 'body:has(peakend-card):has(main)'))
    document.body.insertAdjacentHTML(
      'beforeend',
      '<main><h1>Order</h1><p>Thanks <a href="#">a</a></p><ul><li>1</li></ul></main><div></div>',
    )
    const before = computed()
    const { all, heading } = open([csat, why], { skin: theme([{ accent: '#ffe680', font: 'inherit' }]) })
    expect(computed()).toEqual(before)
    all('[role=radio]')[1]?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(computed()).toEqual(before)
    hideAll()
    expect(computed()).toEqual(before)
  })

  test('is under it: the card is in the top layer, above the highest z-index', () => {
    const wall = document.createElement('div')
    wall.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff'
    const { root, get } = open([csat])
    document.documentElement.append(wall)
    const { left, top, width, height } = get('section').getBoundingClientRect()
    expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(root.host)
    wall.remove()
  })
})

test('without the popover API it is fixed, with the highest z-index', () => {
  const { showPopover } = HTMLElement.prototype
  Object.assign(HTMLElement.prototype, { showPopover: undefined })
  const setter = vi.spyOn(HTMLElement.prototype, 'popover', 'set').mockImplementation(() => {})
  const { root, get } = open([csat])
  const { position, zIndex, display } = getComputedStyle(root.host)
  expect({ position, zIndex, display }).toEqual({ position: 'fixed', zIndex: '2147483647', display: 'block' })
  expect(get('section').getBoundingClientRect().right).toBe(innerWidth - 16)
  Object.assign(HTMLElement.prototype, { showPopover })
  setter.mockRestore()
})

test('a page that says `direction: rtl !important` of everything changes no direction in the card', () => {
  pageStyle('* { direction: rtl !important; unicode-bidi: bidi-override !important }')
  const { get } = open([csat])
  expect(getComputedStyle(get('section')).direction).toBe('ltr')
  expect(getComputedStyle(get('h2')).unicodeBidi).not.toBe('bidi-override')
})

describe('what it leaves', () => {
  test('no node, no listener, no observer, no timer', async () => {
    const listeners = new Set<string>()
    const targets = [document, window, document.documentElement, document.body]
    const spies = targets.flatMap((target, i) => [
      vi.spyOn(target, 'addEventListener').mockImplementation(function (
        this: EventTarget,
        ...args: Parameters<EventTarget['addEventListener']>
      ) {
        listeners.add(`${i} ${args[0]}`)
        EventTarget.prototype.addEventListener.apply(this, args)
      }),
      vi.spyOn(target, 'removeEventListener').mockImplementation(function (
        this: EventTarget,
        ...args: Parameters<EventTarget['addEventListener']>
      ) {
        listeners.delete(`${i} ${args[0]}`)
        EventTarget.prototype.removeEventListener.apply(this, args)
      }),
    ])
    const disconnect = vi.spyOn(IntersectionObserver.prototype, 'disconnect')
    const clear = vi.spyOn(window, 'clearTimeout')
    const html = document.documentElement.outerHTML
    const { all, card, saves, closed } = open([csat, why])
    expect(listeners.size).toBeGreaterThan(0)
    all('[role=radio]')[1]?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
    await vi.waitFor(() => expect(saves).toHaveLength(1))
    disconnect.mockClear()
    clear.mockClear()
    card.hide()
    expect([...listeners]).toEqual([])
    expect(disconnect).toHaveBeenCalled()
    expect(clear).toHaveBeenCalled()
    expect(document.documentElement.outerHTML).toBe(html)
    const visibleMs = card.visibleMs()
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect(closed).toEqual(['hidden'])
    expect(card.visibleMs()).toBe(visibleMs)
    expect(document.documentElement.outerHTML).toBe(html)
    for (const spy of [...spies, disconnect, clear]) spy.mockRestore()
  })

  test('one element, outside body, without a style element, style attribute or telling name', () => {
    const { root } = open([csat])
    expect(document.querySelectorAll('peakend-card')).toHaveLength(1)
    expect(root.host.parentElement).toBe(document.documentElement)
    expect(document.documentElement.lastElementChild).toBe(root.host)
    expect(root.querySelectorAll('style, [style]')).toHaveLength(0)
    expect(root.host.outerHTML + root.innerHTML).not.toMatch(/survey|feedback/i)
  })

  test('inline: it stands in the target, without top layer, as wide as its place', () => {
    const target = document.createElement('div')
    target.style.width = '500px'
    document.body.append(target)
    const { root, get } = open([csat], { target })
    expect(root.host.parentElement).toBe(target)
    expect(root.host.matches('[popover]')).toBe(false)
    expect(getComputedStyle(root.host).position).toBe('static')
    expect(get('section').getBoundingClientRect().width).toBe(500)
  })
})

describe('being seen', () => {
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

  test('is said once, when half of the card is in view', async () => {
    const above = document.createElement('div')
    above.style.height = '2000px'
    const target = document.createElement('div')
    document.body.append(above, target)
    const { seen, get } = open([csat], { target })
    await frames()
    expect(seen()).toBe(0)
    const top = get('section').getBoundingClientRect().top
    window.scrollTo(0, top - 600 + 40)
    await frames()
    expect(seen()).toBe(0)
    window.scrollTo(0, top)
    await vi.waitFor(() => expect(seen()).toBe(1))
    window.scrollTo(0, 0)
    await frames()
    window.scrollTo(0, top)
    await frames()
    expect(seen()).toBe(1)
    window.scrollTo(0, 0)
  })

  test('waits for the page to be visible; hidden time does not count', async () => {
    let isHidden = true
    const hidden = vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden)
    const { seen, card, get } = open([csat])
    await frames()
    expect(seen()).toBe(0)
    expect(get('[role=status]').textContent).toBe('')
    expect(card.visibleMs()).toBe(0)
    isHidden = false
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(() => expect(seen()).toBe(1))
    expect(get('[role=status]').textContent).toContain('How did it go?')
    expect(card.visibleMs()).toBeGreaterThan(0)
    hidden.mockRestore()
  })

  test('untouched until it is pressed, typed in or focused; untouched by the page’s own events', async () => {
    const { card, get } = open([csat])
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))
    document.body.click()
    expect(card.untouched()).toBe(true)
    get('h2').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    expect(card.untouched()).toBe(false)
    hideAll()
    const second = open([csat])
    second.get('[role=radio]').focus()
    expect(second.card.untouched()).toBe(false)
  })

  test('a real pointer chooses and moves on', async () => {
    const { heading } = open([csat, why])
    await userEvent.click(page.getByRole('radio', { name: '4 of 5, Fairly well' }))
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
  })
})

describe('layout', () => {
  const sizes: [number, number][] = [
    [320, 256],
    [320, 640],
    [480, 800],
    [800, 600],
  ]
  const fits = (root: ShadowRoot) => {
    const section = root.querySelector('section') as HTMLElement
    const box = section.getBoundingClientRect()
    expect(section.scrollWidth).toBeLessThanOrEqual(section.clientWidth)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
    expect(box.left).toBeGreaterThanOrEqual(0)
    expect(box.right).toBeLessThanOrEqual(innerWidth)
    expect(box.top).toBeGreaterThanOrEqual(0)
    expect(box.bottom).toBeLessThanOrEqual(innerHeight)
    for (const element of root.querySelectorAll('button, h2, p:not([role=status]), textarea')) {
      const inner = element.getBoundingClientRect()
      expect(inner.left).toBeGreaterThanOrEqual(box.left)
      expect(inner.right).toBeLessThanOrEqual(box.right)
      expect(element.scrollWidth, element.outerHTML).toBeLessThanOrEqual(Math.ceil(inner.width))
    }
  }
  test.each(sizes)(
    'fits %i × %i, also with text twice as large and widely spaced; every target is at least 24 × 24',
    async (width, height) => {
      await page.viewport(width, height)
      for (const question of [csat, nps, pick, why]) {
        const { root, all } = open([question])
        fits(root)
        // Some wait until a sheet is touched.
        for (const target of all('button').filter((button) => button.checkVisibility())) {
          const box = target.getBoundingClientRect()
          expect(Math.min(box.width, box.height), target.outerHTML).toBeGreaterThanOrEqual(24)
        }
        const section = root.querySelector('section') as HTMLElement
        section.style.fontSize = '32px'
        fits(root)
        section.style.fontSize = ''
        // WCAG 1.4.12
        for (const element of root.querySelectorAll<HTMLElement>('section, section *')) {
          if (!(element instanceof HTMLElement)) continue
          element.style.lineHeight = '1.5'
          element.style.letterSpacing = '.12em'
          element.style.wordSpacing = '.16em'
        }
        fits(root)
        hideAll()
      }
    },
  )

  test('eleven points stand in one row at 320 pixels, worst first', async () => {
    await page.viewport(320, 640)
    const { all } = open([nps])
    const boxes = all('[role=radio]').map((radio) => radio.getBoundingClientRect())
    expect(new Set(boxes.map((box) => box.top)).size).toBe(1)
    expect(boxes.map((box) => box.left)).toEqual([...boxes.map((box) => box.left)].sort((a, b) => a - b))
  })

  test('in right-to-left languages the row runs the other way', () => {
    const { all } = open([nps], { words: { ...words, lang: 'he' }, locales: ['he'] })
    const lefts = all('[role=radio]').map((radio) => radio.getBoundingClientRect().left)
    expect(lefts).toEqual([...lefts].sort((a, b) => b - a))
  })

  test('corners are logical and keep clear of the edges; narrow screens get a sheet', async () => {
    const corner = async (at: 'bottom-end' | 'top-start') => {
      const { get } = open([csat], { at })
      const { left, right, top, bottom } = get('section').getBoundingClientRect()
      hideAll()
      return [left, top, innerWidth - right, innerHeight - bottom].map((gap) => gap === 16)
    }
    expect(await corner('bottom-end')).toEqual([false, false, true, true])
    expect(await corner('top-start')).toEqual([true, true, false, false])
    document.documentElement.dir = 'rtl'
    expect(await corner('bottom-end')).toEqual([true, false, false, true])
    document.documentElement.dir = ''
    await page.viewport(400, 700)
    const { get } = open([csat])
    const { left, right, bottom } = get('section').getBoundingClientRect()
    expect([left, innerWidth - right, innerHeight - bottom]).toEqual([0, 0, 0])
  })

  test('comes in by transform and opacity, and without motion where less is wanted', async () => {
    await media({ 'prefers-reduced-motion': 'no-preference' })
    const { root } = open([csat])
    // The card, and what is in it.
    const animations = root.getAnimations()
    expect(animations).toHaveLength(2)
    const frames = animations.flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame)))
    expect(frames.filter((name) => !['offset', 'computedOffset', 'easing', 'composite', 'opacity', 'transform'].includes(name))).toEqual([])
    hideAll()
    await media()
    expect(open([csat]).root.getAnimations()).toEqual([])
  })
})
