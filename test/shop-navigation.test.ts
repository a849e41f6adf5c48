import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { shifts } from './support/shifts'
import { openTab } from './support/tab'

const person = useBrowser()

const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }))
const isSameDocument = (page: Page) => page.evaluate(() => 'marked' in window)
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

test('from page to page the document stays: title, menu, languages, focus and a word of it follow; back goes back', async () => {
  const { url } = await startCollector()
  const tab = await openTab(await person({ viewport: { width: 1000, height: 600 } }), url)
  const { page } = tab
  await mark(page)
  await page.evaluate(() => addEventListener('click', () => Object.assign(window, { clickedAt: scrollY }), { once: true }))
  await page.getByRole('link', { name: 'Lutrin reading lamp' }).click()
  await heading(page, 'Lutrin reading lamp')
  expect(await page.title()).toBe('Lutrin reading lamp · Maison Lumen')
  expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['H1', 0])
  expect(await page.locator('#said').textContent()).toBe('Lutrin reading lamp · Maison Lumen')
  expect(await page.locator('#menu [aria-current]').allTextContents()).toEqual(['Light'])
  expect(await page.locator('link[hreflang=fr]').getAttribute('href')).toBe('/fr/p/lutrin')
  expect(await page.locator('#languages a[hreflang=fr]').getAttribute('href')).toBe('/fr/p/lutrin')
  expect(await tab.until('moment')).toMatchObject({ name: 'product_viewed', props: { sku: 'lutrin' } })

  await page.getByRole('searchbox').fill('linen')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /“linen”/ }).waitFor()
  expect(new URL(page.url()).search).toBe('?q=linen')
  await page.getByRole('link', { name: 'Help', exact: true }).click()
  await heading(page, 'How can we help?')
  expect(await isSameDocument(page)).toBe(true)

  for (const name of [/“linen”/, 'Lutrin reading lamp', 'The evening has its own light']) {
    await page.goBack()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  const before = await page.evaluate(() => (window as unknown as { clickedAt: number }).clickedAt)
  expect(before).toBeGreaterThan(0)
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
  await page.goForward()
  await heading(page, 'Lutrin reading lamp')
  expect(await isSameDocument(page)).toBe(true)
  expect(await shifts(page)).toEqual([])
  expect(tab.pageErrors).toEqual([])
  expect(tab.violations).toEqual([])
})

test('what is not to be looked at only is loaded anew: the cart, another language, a page that is none, one that cannot be fetched', async () => {
  const { url } = await startCollector()
  const context = await person()
  const { page } = await openTab(context, `${url}/p/opaline`)
  const leaves = async (act: () => Promise<unknown>) => {
    await mark(page)
    await act()
    await expect.poll(() => isSameDocument(page).catch(() => true)).toBe(false)
  }
  await leaves(() => page.getByRole('button', { name: 'Add to cart' }).click())
  await leaves(() => page.getByRole('link', { name: 'Opaline table lamp' }).click())
  await leaves(() => page.locator('#languages').getByRole('link', { name: 'Français' }).click())
  await heading(page, 'Lampe à poser Opaline')
  await page.evaluate(() => document.querySelector('main a')?.setAttribute('href', '/fr/p/nothing'))
  await leaves(() => page.locator('main a').first().click())
  await heading(page, 'Il n’y a rien ici')
  await page.goto(`${url}/fr/`)
  await context.route('**/fr/c/light', (route) => (route.request().resourceType() === 'xhr' ? route.abort() : route.continue()))
  await leaves(() => page.locator('#menu').getByRole('link', { name: 'Lumière' }).click())
  await heading(page, 'Lumière')
})

test('a click with a key held opens a new tab, as everywhere', async () => {
  const { url } = await startCollector()
  const context = await person()
  const { page } = await openTab(context, url)
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page
      .locator('#menu')
      .getByRole('link', { name: 'Light' })
      .click({ modifiers: ['ControlOrMeta'] }),
  ])
  await heading(opened, 'Light')
  expect(new URL(page.url()).pathname).toBe('/')
})

test('the total follows the delivery that is chosen, and a page that comes back knows the cart and the consent', async () => {
  const { url } = await startCollector()
  const { page } = await openTab(await person(), `${url}/p/vesper`)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByText('€24').waitFor()
  await page.getByLabel('Collect it yourself').check()
  expect(await page.locator('#sum-total').textContent()).toBe('€18')
  await page.locator('#consent').getByRole('button', { name: 'No' }).click()
  await page.goto(`${url}/cart`)
  await page.goBack()
  await page.goBack()
  await page.goBack()
  await heading(page, 'Vesper candle holder')
  await page.getByRole('link', { name: 'Cart, 1 piece' }).waitFor()
  await expect.poll(() => page.locator('#consent').isVisible()).toBe(false)
})
