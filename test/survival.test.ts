import { expect, test } from 'vitest'
import { startBrowser, useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { startCollector } from './support/collector'
import { html, openSite } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()
const afterChat = quick('chat_ended', { frequency: { class: 'interaction' } })

test('answered offline, the browser killed at once: it arrives once after the restart, and nobody is asked again', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder, afterChat)
  site.pages.set('/', html())
  const profile = await tempFolder()

  const first = await startBrowser(profile)
  const before = await openTab(first.context, site.url)
  await before.until('ready')
  await before.call('track', 'order_completed', { order_id: 'A-1' })
  // Not claimed as sent: what follows happens without a network.
  await before.page.getByRole('radio', { name: /Very well/ }).waitFor()
  await first.context.setOffline(true)
  await before.choose(/Very well/)
  const { response } = await before.until('completed')
  expect(before.of('answered').at(-1)).toMatchObject({ response, durability: 'disk' })
  await first.kill()
  expect((await collector.responses()).filter(({ status }) => status === 'completed')).toEqual([])

  const second = await startBrowser(profile)
  const after = await openTab(second.context, site.url)
  await after.until('delivered', { response })
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { csat: 5 } }])

  await after.call('track', 'order_completed', { order_id: 'A-1' })
  const same = await after.until('suppressed', { survey: 'after-order' })
  expect(same.gates).toMatchObject([{ gate: 'frequency', code: 'once-per' }])
  await after.call('track', 'chat_ended')
  const visit = await after.until('suppressed', { survey: 'chat_ended' })
  expect(visit.gates).toMatchObject([{ gate: 'frequency', code: 'per-visit' }])
  expect(await after.card.count()).toBe(0)
  expect(await collector.responses()).toHaveLength(1)
  await second.kill()
})

test('killed while the question is on the page: nobody is asked twice about the same order', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const profile = await tempFolder()
  const first = await startBrowser(profile)
  const before = await openTab(first.context, site.url)
  await before.call('track', 'order_completed', { order_id: 'A-1' })
  await before.until('shown')
  await first.kill()
  const second = await startBrowser(profile)
  const after = await openTab(second.context, site.url)
  await after.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await after.until('suppressed')).gates).toMatchObject([{ code: 'once-per' }])
  expect(await after.card.count()).toBe(0)
  await second.kill()
})

test('three tabs, one event at the same instant: one card, one response, in each of ten races', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  for (let race = 0; race < 10; race++) {
    const project = `race-${race}`
    site.pages.set('/', html({ data: { project } }))
    const context = await person()
    const tabs = await Promise.all([0, 1, 2].map(() => openTab(context, site.url)))
    await Promise.all(tabs.map((tab) => tab.until('ready')))
    const at = Date.now() + 250
    await Promise.all(
      tabs.map(({ page }) =>
        page.evaluate((at) => {
          while (Date.now() < at);
          ;(window as unknown as { peakend(...args: unknown[]): void }).peakend('track', 'order_completed', { order_id: 'A-1' })
        }, at),
      ),
    )
    const count = (type: string) => tabs.flatMap((tab) => tab.of(type)).length
    await expect.poll(() => [count('shown'), count('suppressed')], { timeout: 20_000 }).toEqual([1, 2])
    const cards = await Promise.all(tabs.map((tab) => tab.card.count()))
    expect([...cards].sort()).toEqual([0, 0, 1])
    const winner = tabs[cards.indexOf(1)]
    await winner?.choose(/Very well/)
    const completed = await winner?.until('completed')
    await winner?.arrived(completed?.response)
    expect(await collector.responses(project)).toMatchObject([{ id: completed?.response, answers: { csat: 5 } }])
    expect(tabs.flatMap((tab) => [...tab.pageErrors, ...tab.of('error')])).toEqual([])
    await context.close()
  }
})
