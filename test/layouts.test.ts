import { describe, expect, test } from 'vitest'
import type { Survey } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { faults } from './support/faults'
import { shifts } from './support/shifts'
import { html, openSite, type PageOptions, type Site } from './support/site'
import { config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()
type Context = Parameters<typeof person>[0]
const phone: Context = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const open = async (surveys: Survey[], page: PageOptions = {}, context?: Context): Promise<{ site: Site; tab: Tab }> => {
  const site = await openSite(await startCollector())
  site.config = config(...surveys)
  for (const path of ['/', '/cart', '/cart?step=2']) site.pages.set(path, html(page))
  const tab = await openTab(await person(context), site.url)
  await tab.until('ready')
  return { site, tab }
}
const settle = (tab: Tab, ms = 300) => tab.page.waitForTimeout(ms)
const text = (lines: number) => '<p>A line of text that can be scrolled.</p>'.repeat(lines)
const why = { id: 'why', type: 'text', optional: true, text: 'Why?' } as const
const csat = { id: 'q', type: 'csat', text: 'How did it go?' } as const

test('on a phone the first touch on a point chooses that very point: nothing moves under the finger', async () => {
  const { tab } = await open([quick('a', { questions: [csat, why] })], { body: text(60) }, phone)
  for (const nth of [0, 2, 4]) {
    await tab.call('show', 'a')
    await tab.until('shown')
    const point = tab.page.getByRole('radio').nth(nth)
    const box = await point.boundingBox()
    if (!box) throw new Error('expected a point on the screen')
    await tab.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height - 4)
    const { answers } = await tab.until('answered')
    expect(answers).toEqual({ q: nth + 1 })
    await tab.page.getByRole('textbox').waitFor()
    await tab.call('hide')
  }
})

test.each([
  ['card', { type: 'card' }],
  ['modal', { type: 'modal' }],
  ['bar', { type: 'bar' }],
  ['bar at the top', { type: 'bar', at: 'top' }],
] as const)('a %s comes, is answered and goes: nothing of the page shifts, axe finds nothing', async (_, layout) => {
  for (const view of [
    { viewport: { width: 1280, height: 800 } },
    { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  ] satisfies Context[]) {
    const { tab } = await open(
      [quick('a', { layout, questions: [csat, why] })],
      { body: text(60) },
      { ...view, reducedMotion: 'no-preference' },
    )
    await tab.call('track', 'a')
    await tab.until('shown')
    await settle(tab, 500)
    expect(await faults(tab.page)).toEqual([])
    await tab.choose(/4 of 5/)
    await tab.page.getByRole('textbox').waitFor()
    await tab.press('Skip')
    await tab.until('completed')
    await tab.press('Close')
    await tab.card.waitFor({ state: 'detached' })
    expect(await shifts(tab.page)).toEqual([])
    expect([tab.of('error'), tab.pageErrors]).toEqual([[], []])
  }
})

const slotted = (change: Partial<Survey> = {}) => quick('a', { trigger: { on: 'slot' }, questions: [csat, why], ...change })
const place = '<peakend-slot survey="a" style="display:block;min-height:320px"></peakend-slot>'

test.each(['none', 'persistent'])('a slot asks in its place when it comes into view, at consent %s', async (consent) => {
  const { tab } = await open([slotted()], { body: text(60) + place + text(60), data: { consent } })
  await settle(tab)
  expect(await tab.card.count()).toBe(0)
  await tab.page.locator('peakend-slot').scrollIntoViewIfNeeded()
  await tab.until('shown')
  expect(await tab.page.locator('peakend-slot > peakend-card').count()).toBe(1)
  await tab.choose(/4 of 5/)
  await tab.page.getByRole('textbox').waitFor()
  await tab.press('Skip')
  await tab.until('completed')
  await tab.press('Close')
  // Still in view: its room stays until it is out of it.
  await settle(tab)
  expect(await tab.page.locator('peakend-slot').evaluate((slot) => slot.clientHeight)).toBe(320)
  await tab.page.mouse.wheel(0, 900)
  await expect.poll(() => tab.page.locator('peakend-slot').evaluate((slot) => slot.clientHeight)).toBe(0)
  expect(await shifts(tab.page)).toEqual([])
  if (consent === 'none')
    expect(await tab.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
})
test('a slot whose survey must not be asked stays empty and is given up out of view', async () => {
  const { tab } = await open([slotted({ audience: { trait: 'plan', is: 'gold' } })], { body: place + text(60) })
  await tab.until('suppressed')
  expect(await tab.page.locator('peakend-slot').evaluate((slot) => slot.clientHeight)).toBe(320)
  await tab.page.mouse.wheel(0, 900)
  await expect.poll(() => tab.page.locator('peakend-slot').evaluate((slot) => slot.clientHeight)).toBe(0)
  expect(await tab.card.count()).toBe(0)
  expect(await shifts(tab.page)).toEqual([])
})
test('a slot that an app draws later, on its next page, asks there; one that went with its page asks nowhere', async () => {
  const { tab } = await open([slotted()], { body: text(3) })
  await tab.page.evaluate((html) => {
    history.pushState(null, '', '/cart')
    document.querySelector('main')?.insertAdjacentHTML('beforeend', html)
  }, place)
  await tab.until('shown')
  expect(await tab.page.locator('main peakend-slot peakend-card').count()).toBe(1)
})
test('a slot that goes while what asks is on its way: nobody is asked elsewhere instead', async () => {
  const { site, tab } = await open([slotted()], { body: text(3) })
  const arrive = site.hold([...site.files.keys()].find((path) => path.startsWith('/chunks/ask.')) ?? '')
  await tab.page.evaluate((html) => document.querySelector('main')?.insertAdjacentHTML('beforeend', html), place)
  await expect.poll(() => site.asked.some((path) => path.startsWith('/chunks/ask.'))).toBe(true)
  await tab.page.evaluate(() => document.querySelector('peakend-slot')?.remove())
  arrive()
  await settle(tab, 800)
  expect(await tab.card.count()).toBe(0)
  expect(tab.of('beforeshow')).toEqual([])
  expect(tab.of('suppressed').map(({ gates }) => gates[0]?.code)).toEqual(['elsewhere'])
  expect(tab.of('error')).toEqual([])
})

const launched = (change: object = {}, id = 'a') => quick(id, { trigger: { on: 'launcher', ...change }, questions: [csat, why] })
const tabOf = (tab: Tab) => tab.page.locator('peakend-tab button')

describe.each(['ltr', 'rtl'] as const)('a launcher on a page that runs %s', (dir) => {
  test.each(['end', 'start', 'bottom-end', 'bottom-start'] as const)('%s: it is there, opens the survey, and moves nothing', async (at) => {
    const { tab } = await open([launched({ at, text: 'Tell us' })], {
      body: text(60),
      head: `<script>document.dir = '${dir}'</script>`,
      data: { consent: 'none' },
    })
    const box = await tabOf(tab).boundingBox()
    const { width, height } = tab.page.viewportSize() ?? { width: 0, height: 0 }
    if (!box) throw new Error('expected a tab on the screen')
    const isRight = at.endsWith('end') === (dir === 'ltr')
    expect(isRight ? width - box.x - box.width : box.x).toBe(at.startsWith('bottom') ? 16 : 0)
    if (at.startsWith('bottom')) expect(height - box.y - box.height).toBe(16)
    else expect(Math.abs(box.y + box.height / 2 - height / 2)).toBeLessThan(4)
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
    expect(await faults(tab.page)).toEqual([])
    await tabOf(tab).click()
    await tab.until('shown')
    expect(await tabOf(tab).isVisible()).toBe(false)
    await tab.press('Close')
    await tabOf(tab).waitFor()
    expect(await shifts(tab.page)).toEqual([])
    expect(tab.of('error')).toEqual([])
  })
})
test('in forced colours a tab is a button of the system', async () => {
  const { tab } = await open([launched()], {}, { forcedColors: 'active' })
  await tabOf(tab).waitFor()
  const [own, system] = await tab.page.evaluate(() => {
    const button = document.body.appendChild(document.createElement('button'))
    const colours = (element: Element | null | undefined) =>
      element && [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]
    return [colours(document.querySelector('peakend-tab')?.shadowRoot?.querySelector('button')), colours(button)]
  })
  expect(own).toEqual(system)
})
test.each([
  ['light', '', 'rgb(0, 0, 0)'],
  ['dark', '', 'rgb(0, 0, 0)'],
  ['light', '<style>:root { color-scheme: light dark }</style>', 'rgb(0, 0, 0)'],
  ['dark', '<style>:root { color-scheme: light dark }</style>', 'rgb(255, 255, 255)'],
] as const)('a tab is as the page is: on a %s system, with %j', async (colorScheme, head, background) => {
  const { tab } = await open([launched()], { head }, { colorScheme })
  await tabOf(tab).waitFor()
  expect(await tabOf(tab).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(background)
})
test('by keyboard: the focus goes to the question and comes back to the tab', async () => {
  const { tab } = await open([launched()], { body: '<button>Before</button>' })
  await tabOf(tab).waitFor()
  await tab.page.getByText('Before').focus()
  await tab.page.keyboard.press('Tab')
  await tab.page.keyboard.press('Enter')
  await tab.until('shown')
  const focused = () =>
    tab.page.evaluate(() => {
      const { activeElement: host } = document
      return `${host?.localName} ${host?.shadowRoot?.activeElement?.localName}`
    })
  expect(await focused()).toBe('peakend-card h2')
  await tab.page.keyboard.press('Escape')
  await tab.card.waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('peakend-tab button')
  // The visitor opened it: no clock has started, it opens again.
  await tab.page.keyboard.press('Enter')
  await tab.card.waitFor()
})
test('it says “Your opinion” in the visitor’s language, or what the configuration says', async () => {
  const french = await open([launched(), launched({ text: { en: 'Ideas', fr: 'Des idées' }, at: 'bottom-end' }, 'b')], { lang: 'fr' })
  await tabOf(french.tab).first().waitFor()
  expect(await tabOf(french.tab).allTextContents()).toEqual(['Votre avis', 'Des idées'])
  const { site, tab } = await open([launched({ text: 'Ideas' })], { lang: 'fr' })
  await tabOf(tab).waitFor()
  expect(await tabOf(tab).textContent()).toBe('Ideas')
  expect(site.asked.some((path) => path.includes('words-'))).toBe(false)
})
test('it is on the pages it belongs to, over client-side navigations', async () => {
  const { tab } = await open([launched({ path: ['/cart?step=2', '/'], not: '/help' })])
  await tabOf(tab).waitFor()
  const go = (path: string) => tab.page.evaluate((to) => history.pushState(null, '', to), path)
  await go('/cart')
  await tabOf(tab).waitFor({ state: 'detached' })
  await go('/cart?step=2')
  await tabOf(tab).waitFor()
  await go('/help')
  await tabOf(tab).waitFor({ state: 'detached' })
})
test('an element of the page opens it, also one that comes later; nothing about it is changed', async () => {
  const { site, tab } = await open([launched({ selector: '[data-opinion]', not: '/cart' })], {
    body: '<button data-opinion><b>Opinion</b></button>',
    data: { consent: 'none' },
  })
  const before = await tab.page.content()
  expect(await tabOf(tab).count()).toBe(0)
  await tab.page.getByText('Opinion').click()
  await tab.until('shown')
  await tab.page.keyboard.press('Escape')
  await tab.card.waitFor({ state: 'detached' })
  expect(await tab.page.evaluate(() => document.activeElement?.textContent)).toBe('Opinion')
  expect(await tab.page.content()).toBe(before)
  expect(site.asked.some((path) => path.startsWith('/chunks/tab.'))).toBe(false)
  await tab.page.evaluate(() => document.querySelector('main')?.insertAdjacentHTML('beforeend', '<a href="#x" data-opinion>Later</a>'))
  await tab.page.getByText('Later').click()
  await tab.card.waitFor()
  await tab.call('hide')
  await tab.page.evaluate(() => history.pushState(null, '', '/cart'))
  await tab.page.getByText('Later').click()
  await settle(tab)
  expect(await tab.card.count()).toBe(0)
})
test('an element that is everywhere opens nothing from inside the card', async () => {
  const { tab } = await open([launched({ selector: 'button' })], { body: '<button>Opinion</button>' })
  await tab.page.getByText('Opinion').click()
  await tab.until('shown')
  await tab.press('Close')
  await settle(tab, 600)
  expect(await tab.card.count()).toBe(0)
})
test('what cannot be loaded is an error event, and nothing is thrown into the page', async () => {
  const site = await openSite(await startCollector())
  site.config = config(launched(), launched({ selector: 'h1' }, 'b'))
  site.pages.set('/', html())
  const context = await person()
  await context.route(/\/chunks\/(gates|ask)\./, (route) => route.abort())
  const tab = await openTab(context, site.url)
  await tabOf(tab).click()
  await tab.until('error', { code: 'chunk-missing' })
  await tab.page.locator('h1').click()
  await tab.until('error', { code: 'chunk-missing' })
  expect(tab.pageErrors).toEqual([])
  expect(await tabOf(tab).isVisible()).toBe(true)
})
test('a tab is gone while any card is there; after `destroy()` nothing is left', async () => {
  const { tab } = await open([launched(), quick('b')])
  await tabOf(tab).waitFor()
  await tab.call('track', 'b')
  await tab.until('shown')
  expect(await tabOf(tab).isVisible()).toBe(false)
  await tab.call('hide')
  await tabOf(tab).waitFor()
  expect(await tab.page.evaluate(() => document.activeElement?.localName)).toBe('body')
  await tab.call('destroy')
  expect(await tab.page.evaluate(() => [...document.documentElement.children].map(({ localName }) => localName))).toEqual(['head', 'body'])
})
test('tab, slot, bar and modal pass the strictest policy', async () => {
  const site = await openSite(await startCollector())
  site.headers = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'",
  }
  site.files.set('/page.css', '.opinion { display: block; min-height: 320px }')
  site.config = config(launched(), slotted({ id: 's' }), quick('m', { layout: { type: 'modal' } }), quick('r', { layout: { type: 'bar' } }))
  site.pages.set(
    '/',
    html({ head: '<link rel="stylesheet" href="/page.css">', body: `<peakend-slot class="opinion" survey="s"></peakend-slot>${text(60)}` }),
  )
  const tab = await openTab(await person(), site.url)
  await tab.until('shown', { survey: 's' })
  await tab.press('Close')
  await tab.card.waitFor({ state: 'detached' })
  await tab.page.mouse.wheel(0, 900)
  await expect.poll(() => tab.page.locator('peakend-slot').evaluate((slot) => slot.clientHeight)).toBe(0)
  for (const id of ['m', 'r']) {
    await tab.call('show', id)
    await tab.until('shown', { survey: id })
    await tab.call('hide')
  }
  await tabOf(tab).click()
  await tab.until('shown', { survey: 'a' })
  expect(tab.violations).toEqual([])
  expect(tab.of('error')).toEqual([])
})
