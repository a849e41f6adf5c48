import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { deviceOf, nothing } from './support/device'
import { buy, consent, order, toCheckout } from './support/shop'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

const tools = async ({ page }: Tab) => {
  await page.getByRole('button', { name: 'Tools', exact: true }).click()
}
const press = async ({ page }: Tab, name: string) => {
  await page.locator('#trial-panel').getByRole('button', { name, exact: true }).click()
}
const isQuiet = ({ pageErrors, violations, of }: Tab) => expect([pageErrors, violations, of('error'), of('loss')]).toEqual([[], [], [], []])

test('a newcomer: yes, a lamp, a mistake, an order with a number, a question; a month later the account asks; then nobody is known', async () => {
  const collector = await startCollector()
  const tab = await openTab(await person(), collector.url)
  const { page } = tab
  await consent(tab)
  await toCheckout(tab)
  await page.getByLabel('E-mail address').fill('ada')
  await page.getByRole('button', { name: 'Place the order' }).click()
  const summary = page.getByRole('region', { name: 'There are 5 things to correct' })
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
  await summary.getByRole('link', { name: 'Enter an e-mail address such as name@example.com' }).click()
  const email = page.getByLabel('E-mail address')
  expect(await email.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await email.inputValue()).toBe('ada')
  expect(await email.evaluate((input) => (input as HTMLInputElement).getAttribute('aria-describedby'))).toBe('email-fault email-hint')
  await order(tab)
  await page.getByText('A-1001').waitFor()
  expect(await tab.until('moment', { name: 'order_completed' })).toMatchObject({ props: { order_id: 'A-1001', total: 129 } })
  await tab.until('shown', { survey: 'checkout-csat' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)

  // Once for one order, however often its page is opened.
  await page.reload()
  expect(await tab.until('suppressed', { survey: 'checkout-csat' })).toMatchObject({ gates: [{ code: 'once-per' }] })
  await page.goto(`${collector.url}/results?token=${collector.token}`)
  expect(await page.locator('main').innerText()).toMatch(/Order confirmation[\s\S]*1 of 10 answers/)

  // On the day of the first order nobody is asked about the relationship.
  await page.goto(`${collector.url}/account`)
  expect(await tab.until('suppressed', { survey: 'relationship-nps' })).toMatchObject({ gates: [{ code: 'audience' }] })
  await tools(tab)
  const nps = page.locator('#trial-panel .trial-surveys > li').filter({ hasText: 'The relationship' })
  await expect.poll(() => nps.locator('.verdict').textContent()).toBe('Not asked')
  await press(tab, 'One month later')
  await page.getByText(/Today is \d+ \w+\./).waitFor()
  // A whole month, and a clock like any other.
  const aheadDays = () => page.evaluate(() => Math.round((Date.now() - performance.timeOrigin - performance.now()) / 864e5))
  expect(await aheadDays()).toBe(30)
  expect(await page.evaluate(() => [new Date() instanceof Date, typeof Date(), new Date(0).getTime(), Date.UTC(1970)])).toEqual([
    true,
    'string',
    0,
    0,
  ])
  await tab.until('shown', { survey: 'relationship-nps' })
  await tab.choose(/^9 on a scale/)
  await tab.press('Skip')
  await tab.card.getByText('Thank you for your trust.').first().waitFor()
  await tab.arrived((await tab.until('completed', { survey: 'relationship-nps' })).response)
  expect(await collector.responses()).toMatchObject([{}, { survey: 'relationship-nps', score: 9, respondent: { kind: 'user' } }])

  await press(tab, 'New visitor')
  await page.waitForURL(`${collector.url}/`)
  await page.locator('#consent').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await deviceOf(page)).toEqual(nothing)
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['peakend-team'])
  expect(await page.locator('#trial-today').textContent()).toBe('')
  await page.goto(`${collector.url}/account`)
  await page.getByRole('heading', { name: 'No orders yet' }).waitFor()
  isQuiet(tab)
})

test('a chat: a script that says so, handed over and ended; asked about only by those who took part', async () => {
  const collector = await startCollector()
  const tab = await openTab(await person(), `${collector.url}/help`)
  const { page } = tab
  await consent(tab)
  const chat = page.getByRole('complementary', { name: 'Chat with Maison Lumen' })
  await page.getByRole('button', { name: 'Open the chat' }).click()
  expect(await chat.getByRole('log').innerText()).toContain('a script, not a person')
  await chat.getByRole('button', { name: 'End the chat' }).click()

  await chat.getByRole('button', { name: 'Start another' }).click()
  const input = chat.getByRole('textbox', { name: 'Your message' })
  expect(await input.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type('Where is my parcel?')
  await page.keyboard.press('Enter')
  await chat.getByRole('button', { name: 'Talk to a person' }).click()
  // It outlives a page load, and Escape puts it away without ending it.
  await page.reload()
  expect(await chat.getByRole('log').innerText()).toContain('Where is my parcel?')
  await chat.getByRole('textbox').press('Escape')
  expect(await chat.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Open the chat' }).click()
  await chat.getByRole('button', { name: 'End the chat' }).click()
  const ended = await tab.until('moment', { name: 'chat_ended' })
  expect(ended).toMatchObject({ props: { visitor_messages: 2, answered_by: 'bot', conversation_id: expect.stringMatching(/^chat-/) } })
  // The one before was none: nobody had said anything in it.
  expect(tab.of('moment').filter((moment) => JSON.stringify(moment).includes('chat_ended'))).toHaveLength(1)
  await tab.until('shown', { survey: 'chat-csat' })
  await tab.choose(/Fairly well/)
  await tab.choose('In part')
  await tab.press('Send')
  await tab.card.getByText('Thank you, and have a good day!').first().waitFor()
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([{ id: response, survey: 'chat-csat', answers: { csat: 4, resolved: ['partly'] } }])
  isQuiet(tab)
})

test('the visitor asks: an article’s own question in its place, and the tab at the edge; before any consent too', async () => {
  const collector = await startCollector()
  const tab = await openTab(await person({ viewport: { width: 1280, height: 800 } }), `${collector.url}/help/refunds`)
  const { page } = tab
  const button = page.getByRole('button', { name: 'Was it helpful?' })
  await button.click()
  await tab.until('shown', { survey: 'page-helpful' })
  expect(await page.locator('#helpful-here peakend-card').count()).toBe(1)
  expect(await button.getAttribute('aria-expanded')).toBe('true')
  // To another article without a page load: the question goes with its page, and the next one is its own.
  await page.getByRole('link', { name: 'Returning something within 30 days' }).click()
  await page.getByRole('heading', { level: 1, name: 'Returning something within 30 days' }).waitFor()
  expect(await button.getAttribute('aria-expanded')).toBe('false')
  await button.click()
  await tab.until('shown', { survey: 'page-helpful' })
  await tab.choose('1 of 2, No')
  await page.locator('#helpful-here').getByRole('textbox').fill('What if I lost the box?')
  await tab.press('Send')
  const helpful = await tab.until('completed', { survey: 'page-helpful' })
  await tab.arrived(helpful.response)
  await button.click()
  expect(await page.locator('#helpful-here peakend-card').count()).toBe(0)

  await page.getByRole('button', { name: 'Feedback' }).click()
  await tab.until('shown', { survey: 'feedback' })
  // The shop's banner is still open, and both can be read.
  const [card, banner] = [await tab.card.boundingBox(), await page.locator('#consent').boundingBox()]
  expect(card && banner && card.x > banner.x + banner.width).toBe(true)
  await tab.choose('4 of 5')
  await tab.press('Skip')
  await tab.arrived((await tab.until('completed', { survey: 'feedback' })).response)
  const found = await collector.responses()
  expect(found.find(({ id }) => id === helpful.response)).toMatchObject({
    answers: { helpful: 1, missing: 'What if I lost the box?' },
    context: { article: 'returning-within-30-days' },
    respondent: { kind: 'page' },
  })
  expect(found.find(({ survey }) => survey === 'feedback')).toMatchObject({ answers: { rating: 4 } })
  expect((await deviceOf(page)).databases).toEqual([])
  isQuiet(tab)
})

test('offline: the order’s question is asked and answered, kept on the device over a page load, and arrives when the connection is back', async () => {
  const collector = await startCollector()
  const tab = await openTab(await person(), collector.url)
  await consent(tab)
  await tools(tab)
  await press(tab, 'Offline')
  expect(await tab.page.evaluate(() => [navigator.onLine, navigator.sendBeacon('/v1/responses', '')])).toEqual([false, false])
  await buy(tab)
  await tab.until('shown', { survey: 'checkout-csat' })
  await tab.choose(/Fairly well/)
  await tab.card
    .getByText(/Saved on this device/)
    .first()
    .waitFor()
  const { response } = await tab.until('completed')
  await tab.page.goto(`${collector.url}/help`)
  expect(await tab.call('inspect')).toMatchObject({ pending: expect.arrayContaining([expect.objectContaining({ id: response })]) })
  expect(await collector.responses()).toEqual([])
  await press(tab, 'Online')
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([{ id: response, score: 4 }])
  await tab.page
    .locator('#trial-panel')
    .getByText(/^Delivered/)
    .first()
    .waitFor()
  expect([tab.pageErrors, tab.violations, tab.of('loss')]).toEqual([[], [], []])
})

test('the tools: by keyboard, the verdict first, then every gate; what changes is drawn without taking the focus', async () => {
  const { url } = await startCollector()
  const tab = await openTab(await person({ viewport: { width: 1280, height: 800 } }), url)
  const { page } = tab
  const panel = page.locator('#trial-panel')
  const afterOrder = panel.locator('.trial-surveys > li').filter({ hasText: 'After an order' })
  await page.locator('#trial-open').press('Enter')
  await expect.poll(() => afterOrder.innerText()).toMatch(/^After an order Not asked\s+Consent is “none”/)
  const summary = afterOrder.locator('summary')
  await summary.press('Enter')
  await afterOrder.getByText('10 of 11 gates pass').waitFor()
  expect(await afterOrder.locator('.refuses').allInnerTexts()).toEqual([expect.stringMatching(/^says no:\s+consent/)])
  // As from another part of the page: the choice is one for all of it.
  await page.evaluate(() => document.querySelector<HTMLElement>('footer button[value=persistent]')?.click())
  await afterOrder.getByText('Would be asked').waitFor()
  expect(await panel.getByRole('button', { name: 'On this device' }).getAttribute('aria-pressed')).toBe('true')
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await afterOrder.locator('.passes').count()).toBe(11)

  await panel.getByRole('button', { name: 'Dark' }).click()
  await expect
    .poll(() =>
      page
        .locator('script[data-endpoint]')
        .getAttribute('data-theme')
        .catch(() => ''),
    )
    .toBe('dark')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
  await panel.getByRole('link', { name: 'Français' }).click()
  await page.waitForURL(`${url}/fr/`)
  await page.getByRole('heading', { name: 'Outils pour essayer la boutique' }).waitFor()
  await page.locator('#trial-panel button').first().press('Escape')
  expect(await panel.isVisible()).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('trial-open')
  isQuiet(tab)
})
