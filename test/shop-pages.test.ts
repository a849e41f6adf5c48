import type { BrowserContextOptions } from 'playwright'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { faults } from './support/faults'
import { shifts } from './support/shifts'
import { consent, order, toCheckout, wordsOf } from './support/shop'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

/** Nothing wrong, nothing wider than the window, nothing that moved, nothing refused. */
const isSound = async ({ page, pageErrors, violations }: Tab, name: string) => {
  // A page that a button led to: with its styles.
  await page.waitForLoadState()
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  // As text, so that a failure shows all of it.
  const found = [name, await shifts(page), Math.max(0, wider), await faults(page), pageErrors, violations]
  expect(JSON.stringify(found)).toBe(JSON.stringify([name, [], 0, [], [], []]))
}

const views: readonly (readonly [string, string, BrowserContextOptions])[] = [
  ['light, English, a desk', '', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['dark, French, 320 px', '/fr', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
]
const paths = [
  '/',
  '/c/table',
  '/p/opaline',
  '/p/galet',
  '/search?q=lin',
  '/search?q=quux',
  '/help',
  '/help/refunds',
  '/cart',
  '/account',
  '/recipes',
  '/kept',
  '/account/start',
  '/no-such-page',
  '/account/start?room=bedroom&evening=reading',
]

test.each(views)('every page is accessible, fits, and stays still: %s', async (_, prefix, view) => {
  const { url } = await startCollector()
  const tab = await openTab(await person(view))
  for (const path of paths) {
    await tab.page.goto(`${url}${prefix}${path}`)
    await isSound(tab, path)
  }
  const words = await wordsOf(tab)
  const press = (name: string) => tab.page.getByRole('button', { name, exact: true }).click()
  const { services } = words
  await press(services.homeLast)
  await tab.page.getByRole('radio').first().check()
  await press(services.homeLast)
  await isSound(tab, 'a home that is set up')
  await tab.page.goto(`${url}${prefix}/account`)
  await press(services.subscribe)
  await press(services.cancel)
  await isSound(tab, 'account with a home, candles cancelled')
  await tab.page.goto(`${url}${prefix}/p/opaline`)
  await press(services.keep)
  await isSound(tab, 'kept for later')
  await consent(tab)
  await toCheckout(tab)
  await isSound(tab, 'checkout')
  await tab.page.goto(`${url}${prefix}/cart`)
  await tab.page.getByText(services.voucher).click()
  await tab.page.getByLabel(services.voucherLabel).fill('LUMEN')
  await press(services.voucherUse)
  await isSound(tab, 'cart with a voucher that is none')
  await tab.page.getByRole('link', { name: words.checkout }).click()
  await tab.page.getByRole('button', { name: words.placeOrder }).click()
  await isSound(tab, 'checkout with mistakes')
  await order(tab)
  await tab.until('shown', { survey: 'checkout-csat' })
  await isSound(tab, 'order and its question')
  await tab.call('hide')
  await press(services.received)
  await tab.until('shown', { survey: 'delivery-csat' })
  await isSound(tab, 'parcel received and its question')
  await tab.call('hide')
  await press(services.askBack)
  await isSound(tab, 'order that goes back')
  await tab.page.goto(`${url}${prefix}/cart?removed=opaline.1`)
  await isSound(tab, 'cart with undo')
  await tab.page.goto(`${url}${prefix}/account`)
  await isSound(tab, 'account with an order')
  await tab.page.getByRole('button', { name: words.tools }).click()
  await tab.page.locator('#trial-panel .verdict').first().waitFor()
  await isSound(tab, 'tools')
  await tab.page.keyboard.press('Escape')
  await tab.page.goto(`${url}${prefix}/help/refunds`)
  await tab.page.getByRole('button', { name: words.helpfulOpen }).click()
  await tab.until('shown', { survey: 'page-helpful' })
  await isSound(tab, 'article and its question')
  await tab.page.getByRole('button', { name: words.chatOpen }).click()
  await isSound(tab, 'chat')
})

test('without a script: look around, search, buy, see the account, choose', async () => {
  const { url } = await startCollector()
  const page = await (await person({ javaScriptEnabled: false })).newPage()
  await page.goto(url)
  await page.getByRole('searchbox').fill('glass')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: 'Opaline table lamp' }).click()
  await page.getByLabel('Quantity').selectOption('2')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('button', { name: 'One more: Opaline table lamp' }).click()
  expect(await page.getByRole('img', { name: 'Opaline table lamp: quantity 3' }).count()).toBe(1)
  // What was pressed keeps the focus over the page load.
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('One more: Opaline table lamp')
  await page.getByRole('button', { name: 'Remove Opaline table lamp' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Your cart is empty')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByLabel('Full name').fill('Ada Byron')
  await page.getByRole('button', { name: 'Place the order' }).click()
  await page.getByRole('heading', { name: 'There are 4 things to correct' }).waitFor()
  expect(await page.getByLabel('Full name').inputValue()).toBe('Ada Byron')
  for (const [label, text] of Object.entries({
    'E-mail address': 'ada@example.com',
    'Street and number': '1 rue Neuve',
    Postcode: '69001',
    City: 'Lyon',
  }))
    await page.getByLabel(label).fill(text)
  await page.getByLabel('Collect it yourself').check()
  await page.getByRole('button', { name: 'Place the order' }).click()
  expect(await page.locator('main').innerText()).toContain('A-1001')
  await page.getByRole('link', { name: 'See it in your account' }).click()
  expect(await page.locator('main').innerText()).toMatch(/Hello, Ada[\s\S]*Order A-1001[\s\S]*€387/)
  await page.locator('footer').getByRole('button', { name: 'Dark' }).click()
  await page.locator('#consent').getByRole('button', { name: 'No' }).click()
  expect(await page.locator('html').evaluate(({ dataset }) => ({ ...dataset }))).toEqual({ theme: 'dark', consent: 'none' })
  expect(page.url()).toBe(`${url}/account`)
  expect(await page.locator('#consent').isVisible()).toBe(false)
  await page.getByRole('link', { name: 'Help', exact: true }).click()
  await page.getByRole('link', { name: 'When the money comes back' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('When the money comes back')
  // What only a script could do is not offered.
  expect(await page.locator('.scripted').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0)
})

test('without Peakend’s script the shop is whole, and offers no question that could not open', async () => {
  const { url } = await startCollector()
  const context = await person()
  await context.route('**/peakend.js', (route) => route.abort())
  const tab = await openTab(context, url)
  await consent(tab)
  expect(await tab.page.locator('#feedback').isVisible()).toBe(false)
  await tab.page.getByRole('link', { name: 'Cloche pendant' }).click()
  await tab.page.getByRole('heading', { level: 1, name: 'Cloche pendant' }).waitFor()
  await toCheckout(tab, 'cloche')
  await order(tab)
  await tab.page.getByText('A-1001').waitFor()
  await tab.page.goto(`${url}/help`)
  await tab.page.getByRole('button', { name: 'Open the chat' }).click()
  await tab.page.getByRole('button', { name: 'End the chat' }).click()
  await tab.page.getByRole('button', { name: 'Tools' }).click()
  await tab.page.getByText('Peakend is not on this page.').waitFor()
  expect(tab.pageErrors).toEqual([])
  expect(tab.violations).toEqual([])
})

test('an order is its customer’s alone, a form of another site is refused, and a cookie is believed in nothing', async () => {
  const { url } = await startCollector()
  const tab = await openTab(await person(), url)
  await toCheckout(tab)
  await order(tab)
  const stranger = await (await person()).newPage()
  expect((await stranger.goto(`${url}/order/A-1001`))?.status()).toBe(404)
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/cart`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ slug: 'opaline', add: '1' }), headers })
  expect((await post({ origin: 'https://elsewhere.example' })).status).toBe(403)
  expect(
    (await fetch(`${url}/cart`, { method: 'POST', redirect: 'manual', body: '{', headers: { 'content-type': 'application/json' } })).status,
  ).toBe(303)
  const mine = await post({ origin: url, cookie: 'shop-cart=<script>~opaline.9999; shop-session=%00; shop-theme="><b>' })
  expect(mine.status).toBe(303)
  expect(mine.headers.get('set-cookie')).toMatch(/^shop-cart=opaline\.1; .*HttpOnly; SameSite=Lax/)
})

test('the tools put each theme of docs/themes on the shop, which keeps it; its pages stay sound in it', async () => {
  const { url } = await startCollector()
  const tab = await openTab(await person({ colorScheme: 'light', viewport: { width: 1280, height: 800 } }), url)
  const { page } = tab
  const looks = () =>
    page.evaluate(() => {
      const { backgroundColor, colorScheme } = getComputedStyle(document.body)
      return { look: document.documentElement.dataset.look, backgroundColor, colorScheme }
    })
  const house = await looks()
  const wear = async (name: string) => {
    await page.getByRole('button', { name: 'Tools', exact: true }).click()
    await page.getByRole('button', { name, exact: true }).click()
    await page.locator('#trial-panel header button').click()
  }
  const seen = new Set([house.backgroundColor])
  for (const name of ['Paper', 'Editorial', 'Bright']) {
    await wear(name)
    await page.goto(`${url}/p/opaline`)
    await expect.poll(async () => (await looks()).look).toBe(name.toLowerCase())
    const { backgroundColor } = await looks()
    seen.add(backgroundColor)
    await isSound(tab, name)
  }
  expect(seen.size).toBe(4)
  await wear('The shop’s')
  expect(await looks()).toEqual(house)
})
