import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Corner } from '../survey/config'
import { createFloat } from './float'
import { layout as bar } from './layout-bar'
import { layout as modal } from './layout-modal'
import { more } from './more'
import { behind, csat, hideAll, media, nps, open, pick, press, survey, why } from './testing'
import type { CardOptions, MoreChunk } from './types'
import { menu } from './words/menu-en'
import { words } from './words/words-en'

/** As on a page, but for the gate that knows dialogs: the browser's own word for them has to do. */
const float = createFloat(() => document.querySelector(':modal,[aria-modal=true]'))
const floats = { float: async () => ({ float }) }
const frames = async (count = 3) => {
  for (let left = count; left; left--) await new Promise((done) => requestAnimationFrame(done))
}
const put = (html: string) => {
  const box = document.createElement('div')
  box.innerHTML = html
  document.body.append(box)
  return box.firstElementChild as HTMLElement
}
const openAndFloat = async (questions: Parameters<typeof open>[0], change: Parameters<typeof open>[1] = {}) => {
  const card = open(questions, { ...floats, ...change })
  await frames()
  return { ...card, box: () => card.get('section').getBoundingClientRect(), host: card.root.host as HTMLElement }
}
const inside = ({ left, top, right, bottom }: DOMRect) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
const apart = (one: Element, other: Element) => {
  const a = one.getBoundingClientRect()
  const b = other.getBoundingClientRect()
  return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
}

beforeEach(async () => {
  await media()
  await page.viewport(800, 600)
})
afterEach(async () => {
  hideAll()
  vi.useRealTimers()
  vi.restoreAllMocks()
  document.body.replaceChildren()
  document.documentElement.dir = ''
  scrollTo(0, 0)
  await media()
})

const corners: readonly Corner[] = ['bottom-end', 'bottom-start', 'top-end', 'top-start']
const gaps = ({ left, top, right, bottom }: DOMRect) => ({ left, top, right: innerWidth - right, bottom: innerHeight - bottom })

describe('a corner', () => {
  describe.each(['ltr', 'rtl'] as const)('of a page that runs %s', (dir) => {
    test.each(corners)('%s', async (at) => {
      document.documentElement.dir = dir
      const { box } = await openAndFloat([csat, why], { at })
      const [block, inline] = at.split('-')
      const side = (inline === 'end') === (dir === 'ltr') ? 'right' : 'left'
      expect(gaps(box())).toMatchObject({ [`${block}`]: 16, [side]: 16 })
      expect(inside(box())).toBe(true)
    })
  })

  const bars: readonly (readonly [string, Corner, string, (card: ReturnType<typeof gaps>) => void])[] = [
    [
      'a chat button: another corner',
      'bottom-end',
      'bottom:20px;right:20px;width:56px;height:56px;border-radius:50%',
      ({ left }) => expect(left).toBe(16),
    ],
    ['an open chat: another corner', 'bottom-end', 'bottom:20px;right:20px;width:300px;height:420px', ({ left }) => expect(left).toBe(16)],
    [
      'a buy bar: it stands on it',
      'bottom-end',
      'bottom:0;left:0;right:0;height:64px',
      ({ bottom, right }) => expect([bottom, right]).toEqual([80, 16]),
    ],
    [
      'a header that stays: it hangs from it',
      'top-start',
      'top:0;left:0;right:0;height:50px',
      ({ top, left }) => expect([top, left]).toEqual([66, 16]),
    ],
    ['what fills the window is the page', 'bottom-end', 'inset:0', ({ bottom, right }) => expect([bottom, right]).toEqual([16, 16])],
  ]
  test.each(bars)('keeps clear of %s', async (_, at, style, expected) => {
    put(`<div style="position:fixed;background:#ddd;${style}">A bar</div>`)
    const { box } = await openAndFloat([csat], { at })
    expected(gaps(box()))
  })
  test('covers no element that has the focus', async () => {
    const button = put('<button style="position:absolute;left:600px;top:500px">Details</button>')
    button.focus()
    const { root } = await openAndFloat([csat])
    expect(apart(button, root.querySelector('section') as Element)).toBe(true)
    expect(document.activeElement).toBe(button)
  })
  test('where every corner is taken it stands where it was wanted', async () => {
    put(
      ['top:0;left:0', 'top:0;right:0', 'bottom:0;left:0', 'bottom:0;right:0']
        .map((at) => `<i style="position:fixed;${at};width:90px;height:90px"></i>`)
        .join(''),
    )
    for (const i of document.querySelectorAll('i')) document.body.append(i)
    const { box } = await openAndFloat([csat], { at: 'top-end' })
    expect(gaps(box())).toMatchObject({ top: 16, right: 16 })
  })
})

describe('nothing that the keyboard focuses on the page is hidden by the card (WCAG 2.4.11)', () => {
  const links = (count: number) =>
    put(
      `<div>${Array.from({ length: count }, (_, i) => `<p style="margin:24px"><a href="#${i}">Link ${i}</a> <a href="#r${i}" style="float:right">Right ${i}</a></p>`).join('')}</div>`,
    )
  const sizes: readonly [number, number][] = [
    [800, 600],
    [390, 600],
    [320, 256],
  ]
  test.each(sizes)('tabbing through a page of %i × %i', async (width, height) => {
    await page.viewport(width, height)
    links(30)
    const { root } = await openAndFloat([csat])
    const section = root.querySelector('section') as Element
    for (const link of document.querySelectorAll('a')) {
      await userEvent.tab()
      expect(document.activeElement).toBe(link)
      expect(apart(link, section), link.textContent).toBe(true)
      expect(inside(link.getBoundingClientRect()), link.textContent).toBe(true)
    }
  })
  test('a whole page that has the focus, as apps give it after a navigation, is not scrolled and moves nothing', async () => {
    const main = links(30)
    main.tabIndex = -1
    const { box } = await openAndFloat([csat])
    main.focus({ preventScroll: true })
    await frames()
    expect(gaps(box())).toMatchObject({ right: 16, bottom: 16 })
    expect(scrollY).toBe(0)
  })
  test('what is not covered moves nothing: neither the card nor the page', async () => {
    const [first] = links(30).querySelectorAll('a')
    const { box } = await openAndFloat([csat])
    const before = JSON.stringify(box())
    first?.focus()
    await frames()
    expect([JSON.stringify(box()), scrollY]).toEqual([before, 0])
  })
})

describe('a sheet', () => {
  test.each([csat, nps, why, pick])(
    'takes 30 % of a phone at most until it is touched, and shows question, points and close: $id',
    async (question) => {
      await page.viewport(390, 844)
      const { box, get, root } = await openAndFloat([{ ...question, help: 'Take your time.' }, csat])
      expect(box().height).toBeLessThanOrEqual(844 * 0.3)
      expect(gaps(box())).toMatchObject({ left: 0, right: 0, bottom: 0 })
      for (const part of ['h2', '.x', '[aria-checked],textarea']) expect(inside(get(part).getBoundingClientRect()), part).toBe(true)
      expect(root.querySelector('footer')?.checkVisibility()).toBe(false)
      // Heard all the same.
      expect(get('#d').textContent).toContain('Take your time.')
      expect(get('[role=status]').checkVisibility()).toBe(true)
      press(get('h2'))
      expect(root.querySelector('footer')?.checkVisibility()).toBe(true)
      expect(get('#d').checkVisibility()).toBe(true)
      expect(gaps(box()).bottom).toBe(0)
    },
  )
  test('at 320 × 256 it scrolls inside, and close is always there', async () => {
    await page.viewport(320, 256)
    const { box, get, closed } = await openAndFloat([pick, csat])
    press(get('h2'))
    expect(inside(box())).toBe(true)
    const section = get('section')
    expect(section.scrollHeight).toBeGreaterThan(section.clientHeight)
    for (const at of [0, 60, section.scrollHeight]) {
      section.scrollTop = at
      const { left, top, width, height } = get('.x').getBoundingClientRect()
      expect(inside(get('.x').getBoundingClientRect())).toBe(true)
      const hit = (get('.x').getRootNode() as ShadowRoot).elementFromPoint(left + width / 2, top + height / 2)
      expect(hit).toBe(get('.x'))
    }
    await userEvent.click(get('.x'))
    expect(closed).toEqual(['dismissed'])
  })
  test('stands on a bar of the page', async () => {
    await page.viewport(390, 844)
    const buy = put('<div style="position:fixed;inset:auto 0 0;height:60px"><button>Buy</button></div>')
    const { root, get } = await openAndFloat([csat])
    expect(apart(buy, root.querySelector('section') as Element)).toBe(true)
    press(get('h2'))
    expect(apart(buy, root.querySelector('section') as Element)).toBe(true)
  })
})

describe('the on-screen keyboard', () => {
  /** A phone's window of which a keyboard takes the lower part. */
  const view = () => {
    const mock = Object.assign(new EventTarget(), { height: innerHeight, width: innerWidth, offsetTop: 0, scale: 1 })
    vi.spyOn(window, 'visualViewport', 'get').mockReturnValue(mock as unknown as VisualViewport)
    return (change: Partial<typeof mock>) => {
      Object.assign(mock, change)
      mock.dispatchEvent(new Event('resize'))
    }
  }
  test.each<[string, Partial<CardOptions>, number]>([
    ['a card', {}, 16],
    ['a sheet', {}, 0],
    ['a bar', { layout: bar }, 0],
  ])('%s rises over it, and comes down with it', async (name, change, gap) => {
    await page.viewport(name === 'a sheet' ? 390 : 800, 700)
    const resize = view()
    const { box, get } = await openAndFloat([why, csat], change)
    get('textarea').focus()
    resize({ height: 400 })
    expect(gaps(box()).bottom).toBe(300 + gap)
    expect(box().top).toBeGreaterThanOrEqual(0)
    resize({ height: 400, offsetTop: 100 })
    expect(gaps(box()).bottom).toBe(200 + gap)
    resize({ height: 700, offsetTop: 0 })
    expect(gaps(box()).bottom).toBe(gap)
  })
  test('for a field of the page it does not rise: it would cover it', async () => {
    const resize = view()
    put('<input>').focus()
    const { box } = await openAndFloat([csat])
    resize({ height: 300 })
    expect(gaps(box()).bottom).toBe(16)
  })
  test('zooming in by fingers is no keyboard', async () => {
    const resize = view()
    const { box, get } = await openAndFloat([why])
    get('textarea').focus()
    resize({ height: 300, scale: 2 })
    expect(gaps(box()).bottom).toBe(16)
  })
})

describe('a modal', () => {
  const inModal = (change: Parameters<typeof open>[1] = {}) => openAndFloat([csat, why], { layout: modal, ...change })
  const pageButton = () => put('<button>Order again</button>')

  test.each([
    [800, 600],
    [320, 568],
    [320, 256],
  ])('stands in the middle of %i × %i and fits', async (width, height) => {
    await page.viewport(width, height)
    const { box, get } = await openAndFloat([nps, why], { layout: modal })
    const { left, right, top, bottom } = gaps(box())
    expect(Math.abs(left - right)).toBeLessThan(1)
    expect(Math.abs(top - bottom)).toBeLessThan(1)
    expect(inside(box())).toBe(true)
    expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
    expect(inside(get('.x').getBoundingClientRect())).toBe(true)
  })
  test('is a dialog named by its question; its heading has the focus, which comes back when it closes', async () => {
    const button = pageButton()
    button.focus()
    const { root, get, card } = await inModal()
    expect(get('dialog').matches(':modal')).toBe(true)
    expect(get('dialog').getAttribute('aria-labelledby')).toBe(get('h2').id)
    expect(root.activeElement).toBe(get('h2'))
    // That is nobody's touch.
    expect(card.untouched()).toBe(true)
    await userEvent.click(get('.x'))
    expect(document.activeElement).toBe(button)
  })
  test('the page is inert meanwhile: the focus stays in the dialog', async () => {
    const button = pageButton()
    const { root, get } = await inModal()
    button.focus()
    expect(document.activeElement).not.toBe(button)
    get('h2').focus()
    for (let left = 12; left; left--) {
      await userEvent.tab()
      expect(document.activeElement === root.host || document.activeElement === document.body).toBe(true)
    }
  })
  test('Escape closes it, from wherever the focus is', async () => {
    const { closed, get } = await inModal()
    ;(get('h2') as HTMLElement).blur()
    get('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
    expect(closed).toEqual(['dismissed'])
    const second = await inModal()
    await userEvent.keyboard('{Escape}')
    expect(second.closed).toEqual(['dismissed'])
    expect(document.querySelector('peakend-card')).toBeNull()
  })
  test('a press beside it closes nothing and keeps the focus', async () => {
    const { closed, root, get } = await inModal()
    await userEvent.click(document.documentElement, { position: { x: 5, y: 5 }, force: true })
    expect(closed).toEqual([])
    expect(root.activeElement).toBe(get('h2'))
  })
  test('it is walked through, thanks and closes as any other', async () => {
    const { all, get, heading, closed, root } = await inModal()
    press(all('[role=radio]')[3] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(root.activeElement).toBe(get('h2'))
    get('.next').click()
    await vi.waitFor(() => expect(heading()).toBe(words.thanks))
    get('.x').click()
    expect(closed).toEqual(['completed'])
  })
})

describe.each<[string, Partial<CardOptions>]>([
  ['a modal', { layout: modal }],
  ['a bar', { layout: bar }],
])('axe finds nothing: %s', (_, change) => {
  test.each([
    ['light', 1200],
    ['dark', 320],
  ] as const)('%s, %i pixels wide', async (theme, width) => {
    await page.viewport(width, 640)
    for (const question of [csat, nps, pick, why]) {
      const { root, host, get } = await openAndFloat([question, csat], { theme, ...change })
      const box = root.querySelector('dialog')
      // axe knows the backgrounds of what is in `body` alone.
      box?.close()
      document.body.append(host)
      if (box) box.showModal()
      else host.showPopover()
      const { violations, passes } = await axe.run(host, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'target-size']))
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([])
      get('.x').click()
    }
  })
})

describe('a bar', () => {
  test.each(['top', 'bottom'] as const)('lies along the %s, question and points side by side where there is room', async (at) => {
    await page.viewport(1200, 600)
    const { box, get } = await openAndFloat([nps, why], { layout: bar, at })
    expect(gaps(box())).toMatchObject({ left: 0, right: 0, [at]: 0 })
    const question = get('h2').getBoundingClientRect()
    const points = get('[role=radiogroup]').getBoundingClientRect()
    const go = get('footer .next').getBoundingClientRect()
    expect(question.right).toBeLessThanOrEqual(points.left)
    expect(points.right).toBeLessThanOrEqual(go.left)
    expect(go.right).toBeLessThanOrEqual(get('.x').getBoundingClientRect().left)
    expect(box().height).toBeLessThan(140)
  })
  test.each([
    [600, 800],
    [390, 844],
    [320, 256],
  ])('one under the other at %i × %i', async (width, height) => {
    await page.viewport(width, height)
    const { box, get } = await openAndFloat([nps, why], { layout: bar })
    expect(inside(box())).toBe(true)
    expect(get('h2').getBoundingClientRect().bottom).toBeLessThanOrEqual(get('[role=radiogroup]').getBoundingClientRect().top)
    expect(get('section').scrollWidth).toBeLessThanOrEqual(get('section').clientWidth)
  })
  test('stands on a bar of the page', async () => {
    const cookies = put('<div style="position:fixed;inset:auto 0 0;height:60px">Cookies</div>')
    const { root } = await openAndFloat([csat], { layout: bar })
    expect(apart(cookies, root.querySelector('section') as Element)).toBe(true)
  })
})

describe('minimise and return', () => {
  const panel = async (): Promise<MoreChunk> => ({ more, menu, behind: behind({ level: 'session' }) })
  const unfolded = async (change: Parameters<typeof open>[1] = {}) => {
    const card = await openAndFloat([csat, why], { more: panel, ...change })
    card.get('.o').click()
    await vi.waitFor(() => card.get('.more'))
    return { ...card, minimise: () => card.all('.more button').find(({ textContent }) => textContent === menu.minimise) }
  }
  const shrunk = async (change?: Parameters<typeof open>[1]) => {
    const card = await unfolded(change)
    card.minimise()?.click()
    return card
  }
  const shapes: readonly (readonly [string, [number, number], Parameters<typeof open>[1], object])[] = [
    ['a card', [800, 600], {}, { right: 16, bottom: 16 }],
    ['a card at the top start', [800, 600], { at: 'top-start' }, { left: 16, top: 16 }],
    ['a sheet', [390, 844], {}, { right: 16, bottom: 16 }],
    ['a bar', [800, 600], { layout: bar }, { right: 16, bottom: 16 }],
    ['a bar at the top', [800, 600], { layout: bar, at: 'top' }, { right: 16, top: 16 }],
  ]
  test.each(shapes)('%s leaves a pill at its corner; what is beside it is the page’s', async (_, [width, height], change, where) => {
    await page.viewport(width, height)
    const under = put('<button style="position:fixed;inset:0;width:100%;height:100%">Page</button>')
    const { box, get, root, card } = await shrunk(change)
    expect(gaps(box())).toMatchObject(where)
    expect(box().width).toBeLessThan(300)
    expect(Math.min(box().width, box().height)).toBeGreaterThanOrEqual(24)
    expect(root.activeElement).toBe(get('button'))
    expect(get('button').textContent).toBe(words.reopen)
    // A press beside it.
    const { left, top, right } = box()
    expect(document.elementFromPoint(left > 40 ? left - 20 : right + 20, top + 10)).toBe(under)
    card.update()
    expect(get('button').textContent).toBe(words.reopen)
    get('button').click()
    expect(root.activeElement).toBe(get('h2'))
    expect(get('[role=radio]').checkVisibility()).toBe(true)
  })
  test.each<[string, () => Parameters<typeof open>[1]]>([
    ['inline', () => ({ target: put('<div></div>') })],
    ['in a modal', () => ({ layout: modal })],
  ])('is not offered %s', async (_, change) => {
    expect((await unfolded(change())).minimise()).toBeUndefined()
  })
})

describe('what the page opens later', () => {
  const pause = () => new Promise((done) => setTimeout(done, 250))
  const dialogs: readonly (readonly [string, string, (element: HTMLElement) => void, (element: HTMLElement) => void])[] = [
    [
      'a dialog',
      '<dialog><button>Yes</button></dialog>',
      (dialog) => (dialog as HTMLDialogElement).showModal(),
      (dialog) => (dialog as HTMLDialogElement).close(),
    ],
    [
      'a focus trap',
      '<div role="dialog" style="position:fixed;inset:0"><button>Yes</button></div>',
      (trap) => {
        trap.ariaModal = 'true'
        trap.querySelector('button')?.focus()
      },
      (trap) => trap.remove(),
    ],
  ]
  test.each(dialogs)('%s: the card steps aside, and then is on top again, without the focus', async (_, html, show, close) => {
    const element = put(html)
    const { host, get, closed, box } = await openAndFloat([csat])
    const place = JSON.stringify(box())
    show(element)
    await pause()
    expect(get('section').checkVisibility()).toBe(false)
    expect(element.contains(document.activeElement)).toBe(true)
    close(element)
    await pause()
    expect(JSON.stringify(box())).toBe(place)
    const { left, top } = box()
    expect(document.elementFromPoint(left + 30, top + 30)).toBe(host)
    expect(document.activeElement).not.toBe(host)
    expect(closed).toEqual([])
  })
  test('a popover of the page stands above it', async () => {
    const popover = put('<div popover style="inset:auto 0 0 auto;width:200px;height:200px">List</div>')
    const { get } = await openAndFloat([csat])
    popover.showPopover()
    await pause()
    expect(get('section').checkVisibility()).toBe(true)
    expect(document.elementFromPoint(innerWidth - 60, innerHeight - 60)).toBe(popover)
  })
  test('the modal of ours lies under a dialog of the page, and comes back', async () => {
    const element = put('<dialog><button>Yes</button></dialog>') as HTMLDialogElement
    const { get, host } = await openAndFloat([csat], { layout: modal })
    element.showModal()
    expect(document.activeElement).toBe(element.querySelector('button'))
    element.close()
    expect(document.activeElement).toBe(host)
    expect(get('dialog').matches(':modal')).toBe(true)
  })
})

describe('closeAfterSeconds', () => {
  const fading = (change: Parameters<typeof open>[1] = {}) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    return open([csat, why], { survey: { ...survey(csat, why), closeAfterSeconds: 10 }, ...change })
  }
  test('an untouched card goes by itself', () => {
    const { closed } = fading()
    vi.advanceTimersByTime(9_900)
    expect(closed).toEqual([])
    vi.advanceTimersByTime(200)
    expect(closed).toEqual(['hidden'])
  })
  test.each<[string, (get: (selector: string) => HTMLElement) => void]>([
    ['the pointer over it', (get) => get('h2').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))],
    ['a press', (get) => get('h2').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))],
    ['a key', (get) => get('h2').dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }))],
    ['the focus', (get) => get('[role=radio]').focus()],
  ])('%s stops it for good', (_, touch) => {
    const { closed, get } = fading()
    vi.advanceTimersByTime(5_000)
    touch(get)
    vi.advanceTimersByTime(60_000)
    expect(closed).toEqual([])
  })
  test('a modal goes too: that it took the focus is no touch', () => {
    const { closed } = fading({ layout: modal })
    vi.advanceTimersByTime(10_100)
    expect(closed).toEqual(['hidden'])
  })
})

describe('the page', () => {
  const computed = () =>
    [...document.querySelectorAll('*')]
      .filter((element) => element.localName !== 'peakend-card')
      .map((element) => {
        const style = getComputedStyle(element)
        return `${element.localName} ${[...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(';')}`
      })
  const layouts: readonly (readonly [string, [number, number], Parameters<typeof open>[1]])[] = [
    ...corners
      .map((at) => [at, [800, 600], { at }] as const satisfies readonly unknown[])
      .map(([name, [w, h], change]) => [name, [w, h], change] as [string, [number, number], object]),
    ['a sheet', [390, 844], {}],
    ['a modal', [800, 600], { layout: modal }],
    ['a bar', [800, 600], { layout: bar }],
    ['a bar at the top', [390, 844], { layout: bar, at: 'top' }],
  ]
  test.each(layouts)('keeps all its computed styles and its size: %s', async (_, [width, height], change) => {
    await page.viewport(width, height)
    const style = document.createElement('style')
    style.textContent = 'html{display:grid;gap:20px}html:has(dialog) p,body:last-child h1{color:red}'
    document.head.append(style)
    put('<main><h1>Order</h1><p>Thanks <a href="#">a</a></p><ul><li>1</li></ul></main>')
    const before = computed()
    const size = [document.documentElement.scrollWidth, document.documentElement.scrollHeight]
    const { all, heading, card } = await openAndFloat([csat, why], change)
    const during = () => computed().filter((line) => !line.startsWith('h1'))
    expect(during()).toEqual(before.filter((line) => !line.startsWith('h1')))
    expect([document.documentElement.scrollWidth, document.documentElement.scrollHeight]).toEqual(size)
    press(all('[role=radio]')[1] as HTMLElement)
    await vi.waitFor(() => expect(heading()).toBe('What could be better?'))
    expect(during()).toEqual(before.filter((line) => !line.startsWith('h1')))
    card.hide()
    expect(computed()).toEqual(before)
    style.remove()
  })
  test.each<[string, Partial<CardOptions>]>([
    ['a card', {}],
    ['a modal', { layout: modal }],
    ['a bar', { layout: bar }],
  ])('is left as it was: %s', async (_, change) => {
    const html = document.documentElement.outerHTML
    const { card } = await openAndFloat([csat], change)
    card.hide()
    await frames()
    expect(document.documentElement.outerHTML).toBe(html)
    expect(document.activeElement).toBe(document.body)
  })
})
