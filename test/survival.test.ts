import { expect, test } from 'vitest'
import type { OutboxRecord } from '../src/outbox/types'
import { startBrowser, useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { startCollector } from './support/collector'
import { html, openSite } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

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

test.each([
  [2, 24],
  [4, 16],
])(
  '%d tabs, each a process of its own, one event at the same instant: one card, one response, in each of %d races',
  async (count, races) => {
    const collector = await startCollector()
    const site = await openSite(collector)
    site.config = config(afterOrder)
    const context = await person()
    const tabs: Tab[] = []
    for (let i = 0; i < count; i++) tabs.push(await openTab(context))
    const of = (type: string) => tabs.flatMap((tab) => tab.of(type))
    for (let race = 0; race < races; race++) {
      // Nobody has been asked anything yet in this project.
      site.pages.set('/', html({ data: { project: `race-${count}-${race}` } }))
      await Promise.all(tabs.map((tab) => tab.page.goto(site.url)))
      await Promise.all(tabs.map((tab) => tab.until('ready')))
      const at = Date.now() + 100
      await Promise.all(
        tabs.map(({ page }) =>
          page.evaluate((at) => {
            while (Date.now() < at);
            ;(window as unknown as { peakend(...args: unknown[]): void }).peakend('track', 'order_completed', { order_id: 'A-1' })
          }, at),
        ),
      )
      await expect.poll(() => of('shown').length, { timeout: 20_000 }).toBe(race + 1)
      // Whatever the others had begun is over when this is.
      await Promise.all(tabs.map((tab) => tab.call('explain')))
      await Promise.all(tabs.map((tab) => tab.call('flush')))
      expect(of('shown')).toHaveLength(race + 1)
      expect((await Promise.all(tabs.map((tab) => tab.card.count()))).filter(Boolean)).toEqual([1])
    }
    expect(of('suppressed').every(({ gates }) => gates.every(({ code }) => /once-per|per-visit|busy/.test(code)))).toBe(true)
    const session = await context.browser()?.newBrowserCDPSession()
    const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
    expect(processInfo.filter(({ type }) => type === 'renderer').length).toBeGreaterThanOrEqual(count)
    for (let race = 0; race < races; race++)
      await expect.poll(async () => (await collector.responses(`race-${count}-${race}`)).length, { timeout: 20_000 }).toBe(1)
    expect(tabs.flatMap((tab) => [...tab.pageErrors, ...tab.of('error')])).toEqual([])
  },
)

/** Keeps the database busy, as a slow disk does, until the result is called. */
const busyDisk = async ({ page }: Tab): Promise<() => Promise<void>> => {
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const request = indexedDB.open('peakend:default')
        request.onerror = fail
        request.onsuccess = () => {
          const database = request.result
          const store = database.transaction('outbox', 'readwrite').objectStore('outbox')
          let isBusy = true
          const go = () => {
            if (isBusy) store.get('none').onsuccess = go
            else database.close()
          }
          go()
          Object.assign(window, { calm: () => (isBusy = false) })
          done()
        }
      }),
  )
  return () => page.evaluate(() => void (window as unknown as { calm(): void }).calm())
}
const rows = async (tab: Tab) => (await tab.call('inspect')) as { shown: { o?: string }[]; pending: OutboxRecord[] }

test('closed at once after an answer, faster than the disk: it counts as answered', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.until('shown')
  await tab.call('flush')
  const calm = await busyDisk(tab)
  await tab.page.evaluate(() => {
    const root = document.querySelector('peakend-card')?.shadowRoot
    root?.querySelectorAll<HTMLElement>('[role=radio]')[1]?.click()
    root?.querySelector<HTMLElement>('.x')?.click()
  })
  await tab.card.waitFor({ state: 'detached' })
  await calm()
  const { response } = await tab.until('answered')
  await tab.call('flush')
  expect((await rows(tab)).shown).toMatchObject([{ o: 'answered' }])
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'answered', answers: { csat: 2 } }])
})

test('answered before it was noticed that the card is seen: no state goes back', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html())
  const context = await person()
  // What is in view is told late, as on a busy page.
  await context.addInitScript(() => {
    const Observer = IntersectionObserver
    const told: (() => void)[] = []
    let isLate = true
    window.IntersectionObserver = class extends Observer {
      constructor(callback: IntersectionObserverCallback, options?: IntersectionObserverInit) {
        super((entries, observer) => (isLate ? told.push(() => callback(entries, observer)) : callback(entries, observer)), options)
      }
    }
    Object.assign(window, {
      look: () => {
        isLate = false
        for (const tell of told) tell()
      },
    })
  })
  const tab = await openTab(context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.page.getByRole('radio').first().waitFor()
  const calm = await busyDisk(tab)
  await tab.page.evaluate(() => {
    const root = document.querySelector('peakend-card')?.shadowRoot
    root?.querySelectorAll<HTMLElement>('[role=radio]')[4]?.click()
    root?.querySelector<HTMLElement>('footer .go')?.click()
    ;(window as unknown as { look(): void }).look()
  })
  await tab.until('shown')
  await calm()
  const { response } = await tab.until('completed')
  await tab.call('flush')
  await tab.call('flush')
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { csat: 5 } }])
})

test('a page that goes tells the other tabs, so that one of them sends what it leaves behind', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  for (const path of ['/', '/gone']) site.pages.set(path, html())
  const context = await person()
  const [one, two] = [await openTab(context, site.url), await openTab(context, site.url)]
  await two.page.evaluate(() => {
    const told = new BroadcastChannel('peakend:default')
    told.onmessage = () => Object.assign(window, { told: true })
  })
  await one.call('track', 'order_completed', { order_id: 'A-1' })
  await one.choose(/Very well/)
  const { response } = await one.until('completed')
  await one.arrived(response)
  expect(await two.page.evaluate(() => 'told' in window)).toBe(false)
  await one.page.goto(`${site.url}/gone`)
  await two.page.waitForFunction(() => 'told' in window)
})
