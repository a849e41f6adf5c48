import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { html, openSite } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()
const shop = {
  body: `<button type="button" onclick="peakend('track', 'order_completed', { order_id: 'A-1' }); this.textContent = 'Bought'">Buy</button>`,
}

test('a blocked script leaves a page that works', async () => {
  const site = await openSite()
  site.config = config(afterOrder)
  site.pages.set('/', html(shop))
  const context = await person()
  await context.route('**/peakend.js', (route) => route.abort('blockedbyclient'))
  const tab = await openTab(context, site.url)
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  await tab.page.getByRole('button', { name: 'Bought' }).waitFor()
  expect(tab.pageErrors).toEqual([])
  expect(tab.heard).toEqual([])
})

test.each(['persistent', 'auto'])('with consent %s, blocked chunks are error events and nothing else', async (consent) => {
  const site = await openSite()
  site.config = config(afterOrder)
  site.pages.set('/', html({ ...shop, data: { consent } }))
  const context = await person()
  await context.route('**/chunks/*', (route) => route.abort('blockedbyclient'))
  const tab = await openTab(context, site.url)
  await tab.until('ready')
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  await tab.page.getByRole('button', { name: 'Bought' }).waitFor()
  expect((await tab.until('error')).message).toContain('/chunks/')
  // Whatever a page does with it then: an event, never an exception.
  for (const method of ['hide', 'flush', 'inspect', 'explain', 'export'] as const) await tab.call(method)
  await tab.call('locale', 'fr')
  await tab.call('show', 'after-order')
  await tab.call('destroy')
  expect(tab.pageErrors).toEqual([])
  expect(await tab.card.count()).toBe(0)
})

test('an answer given without the send chunk is kept, and sent by the next page that has it', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const context = await person()
  await context.route('**/chunks/send.*', (route) => route.abort('blockedbyclient'))
  const tab = await openTab(context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.card.getByText('Thank you').first().waitFor()
  const { response } = await tab.until('completed')
  expect((await tab.until('error')).message).toContain('/chunks/send.')
  expect(tab.pageErrors).toEqual([])
  await context.unroute('**/chunks/send.*')
  await tab.page.reload()
  await tab.until('delivered', { response })
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { csat: 5 } }])
})

test('a collector that is down: thanks are shown, nothing breaks, and the answer arrives after it is back', async () => {
  const collector = await startCollector()
  const site = await openSite()
  site.config = config(afterOrder)
  // On another origin, as a collector often is: its port refuses connections while it is down.
  site.pages.set('/', html({ ...shop, data: { endpoint: `${collector.url}/v1/responses` } }))
  await collector.stop()
  const tab = await openTab(await person(), site.url)
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  await tab.choose(/Very well/)
  await tab.card.getByText('Thank you').first().waitFor()
  const { response } = await tab.until('completed')
  await tab.call('flush')
  expect(await tab.call('inspect')).toMatchObject({
    pending: expect.arrayContaining([expect.objectContaining({ id: response })]),
    dead: [],
  })
  expect(tab.pageErrors).toEqual([])

  await collector.start()
  await tab.call('flush')
  await tab.arrived(response)
  expect(await tab.call('inspect')).toMatchObject({ pending: [], dead: [] })
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { csat: 5 } }])
})

test('a collector that says 500: the answer arrives by itself once it has recovered', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html(shop))
  let refused = 0
  site.fault = () => (refused++ < 2 ? 'error-before' : 'none')
  const tab = await openTab(await person(), site.url)
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  await tab.choose(/Very well/)
  await tab.card.getByText('Thank you').first().waitFor()
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  expect(refused).toBeGreaterThan(2)
  expect(tab.pageErrors).toEqual([])
  expect(await collector.responses()).toMatchObject([{ id: response, answers: { csat: 5 } }])
})

test('a collector that says 500 while the chunk for such trouble is blocked: kept, and sent once the collector has recovered', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html(shop))
  let isDown = true
  site.fault = () => (isDown ? 'error-before' : 'none')
  const context = await person()
  await context.route('**/chunks/care.*', (route) => route.abort('blockedbyclient'))
  const tab = await openTab(context, site.url)
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  await tab.choose(/Very well/)
  await tab.card.getByText('Thank you').first().waitFor()
  const { response } = await tab.until('completed')
  expect((await tab.until('error')).message).toContain('/chunks/care.')
  expect(await tab.call('inspect')).toMatchObject({
    pending: expect.arrayContaining([expect.objectContaining({ id: response })]),
    dead: [],
  })
  isDown = false
  await tab.call('flush')
  await tab.arrived(response)
  expect(tab.pageErrors).toEqual([])
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { csat: 5 } }])
})

test('back online, what waited is sent', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const context = await person()
  const tab = await openTab(context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.page.getByRole('radio', { name: /Very well/ }).waitFor()
  await context.setOffline(true)
  await tab.choose(/Very well/)
  await tab.card.getByText('Saved on this device. It will be sent when you are back online.').first().waitFor()
  const { response } = await tab.until('completed')
  await context.setOffline(false)
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([{ id: response, answers: { csat: 5 } }])
})

test('a configuration that cannot be reached: the page is fine, calls are kept, and it works once back online', async () => {
  const site = await openSite()
  site.pages.set('/', html(shop))
  const context = await person()
  const tab = await openTab(context, site.url)
  expect(await tab.until('error')).toMatchObject({
    code: 'config-unreachable',
    message: expect.stringMatching(/v1\/config: expected 200, got 404/),
  })
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  await tab.page.getByRole('button', { name: 'Bought' }).waitFor()
  site.config = config(afterOrder)
  await context.setOffline(true)
  await context.setOffline(false)
  await tab.until('shown', { survey: 'after-order' })
  expect(tab.of('error')).toHaveLength(1)
  expect(tab.pageErrors).toEqual([])
})

test('a configuration that does not answer now is taken from the browser’s cache', async () => {
  const site = await openSite()
  site.config = config(afterOrder)
  site.pages.set('/', html(shop))
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  site.config = 'unreachable'
  await tab.page.reload()
  await tab.until('ready')
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  await tab.until('shown', { survey: 'after-order' })
  expect(tab.of('error')).toEqual([])
})

test('switched off in the configuration, it is silent', async () => {
  const site = await openSite()
  const onLoad = quick('on-load', { trigger: { on: 'page', path: '/*' } })
  site.config = { ...config(afterOrder, onLoad), enabled: false }
  site.pages.set('/', html(shop))
  const tab = await openTab(await person(), site.url)
  await tab.page.getByRole('button', { name: 'Buy' }).click()
  // Resolves once everything has been looked at.
  await tab.call('inspect')
  expect(tab.heard).toEqual([])
  expect(tab.pageErrors).toEqual([])
  expect(await tab.card.count()).toBe(0)
  expect(await tab.page.evaluate(async () => [Object.keys(localStorage), await indexedDB.databases()])).toEqual([[], []])
})

test('answered offline before the sender could be loaded: it says where the answer is, and sends it when back online, on the same page', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const context = await person()
  const tab = await openTab(context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.page.getByRole('radio').first().waitFor()
  await context.setOffline(true)
  await tab.choose(/Very well/)
  await tab.card.getByText('It will be sent when you are back online.').first().waitFor()
  const { response } = await tab.until('completed')
  await context.setOffline(false)
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { csat: 5 } }])
  expect(tab.pageErrors).toEqual([])
})

test('show() into an element that is not there is an error that says so, and nothing is shown', async () => {
  const site = await openSite()
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  expect(await tab.call('show', 'after-order', { target: '#nowhere' })).toBeNull()
  expect((await tab.until('error')).message).toContain('got #nowhere')
  expect(await tab.call('show', 'no-such')).toBeNull()
  expect((await tab.until('error', { code: 'unknown-id' })).message).toContain('after-order')
  expect(await tab.card.count()).toBe(0)
})
