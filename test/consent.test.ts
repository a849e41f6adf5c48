import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright'
import { expect, test } from 'vitest'
import { startBrowser, useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { type Collector, startCollector } from './support/collector'
import { deviceOf, nothing } from './support/device'
import { html, openSite, type Site } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

const shop = async (consent: string, head = ''): Promise<{ site: Site; collector: Collector }> => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder, quick('other'))
  site.pages.set('/', html({ data: { consent }, head }))
  return { site, collector }
}

test('without consent a whole visit, an answer in it, writes 0 bytes; the answer is delivered while the page lives', async () => {
  const { site, collector } = await shop('none')
  const profile = await tempFolder()
  const { context, quit } = await startBrowser(profile)
  const tab = await openTab(context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed')).gates).toMatchObject([{ code: 'no-consent', values: { level: 'none' } }])
  await tab.call('identify', 'user-1', { plan: 'pro' })
  const opened = tab.call('show', 'after-order', { byVisitor: true })
  await tab.choose(/Fairly badly/)
  await tab.page.getByRole('textbox').fill('Nothing was clear')
  expect(await deviceOf(tab.page)).toEqual(nothing)
  await tab.press('Send')
  const { response } = await tab.until('completed')
  expect(await opened).toBe(response)
  expect(tab.of('answered').at(-1)).toMatchObject({ durability: 'memory' })
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([
    { id: response, consent: 'none', respondent: { kind: 'page' }, answers: { csat: 2, why: 'Nothing was clear' } },
  ])
  for (const method of ['flush', 'inspect', 'explain', 'export', 'hide'] as const) await tab.call(method)
  await tab.call('track', 'other')
  expect(await deviceOf(tab.page)).toEqual(nothing)
  await tab.page.reload()
  await tab.until('ready')
  expect(await deviceOf(tab.page)).toEqual(nothing)
  expect(await context.cookies()).toEqual([])
  expect(site.posts.flat().filter(({ type }) => type !== 'peakend.response.v1')).toEqual([])
  await quit()

  // And nothing reached the disk behind the page's back.
  for (const store of ['IndexedDB', 'Local Storage', 'Session Storage', 'Service Worker', 'WebStorage', 'File System']) {
    const folder = join(profile, 'Default', store)
    if (!existsSync(folder)) continue
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = await readFile(join(entry.parentPath, entry.name))
      expect([entry.name, bytes.includes('peakend:'), bytes.includes('after-order')]).toEqual([entry.name, false, false])
    }
  }
})

test('with consent for the session only session storage is written', async () => {
  const { site, collector } = await shop('session')
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  expect(tab.of('answered').at(-1)).toMatchObject({ durability: 'session' })
  await tab.arrived(response)
  const { session, ...rest } = await deviceOf(tab.page)
  expect(rest).toEqual({ ...nothing, session: undefined })
  expect(Object.keys(session).every((key) => /^peakend:default(:|$)/.test(key))).toBe(true)
  expect(Object.keys(session).length).toBeGreaterThan(0)
  expect(await collector.responses()).toMatchObject([{ id: response, consent: 'session', respondent: { kind: 'session' } }])
  await tab.page.reload()
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed')).gates).toMatchObject([{ code: 'once-per' }])
})

test('with lasting consent there is one database and one small key', async () => {
  const { site, collector } = await shop('persistent')
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  const { local, ...rest } = await deviceOf(tab.page)
  expect(rest).toEqual({ ...nothing, local: undefined, databases: ['peakend:default'] })
  expect(Object.keys(local)).toEqual(['peakend:default'])
  expect(await collector.responses()).toMatchObject([{ id: response, consent: 'persistent', respondent: { kind: 'device' } }])
})

test('consent raised in the middle of a page: the page’s answer moves to the disk and outlives it', async () => {
  const { site, collector } = await shop('none')
  site.fault = () => 'error-before'
  const tab = await openTab(await person(), site.url)
  const opened = tab.call('show', 'after-order', { byVisitor: true })
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await opened
  expect(await deviceOf(tab.page)).toEqual(nothing)
  await tab.call('consent', 'persistent')
  expect(await tab.call('inspect')).toMatchObject({ pending: expect.arrayContaining([expect.objectContaining({ id: response })]) })
  const { local, ...rest } = await deviceOf(tab.page)
  expect(rest).toEqual({ ...nothing, local: undefined, databases: ['peakend:default'] })
  expect(Object.keys(local)).toEqual(['peakend:default'])
  site.fault = () => 'none'
  site.pages.set('/', html({ data: { consent: 'persistent' } }))
  await tab.page.reload()
  await tab.call('flush')
  await tab.until('delivered', { response })
  expect(await collector.responses()).toMatchObject([{ id: response, answers: { csat: 5 } }])
})

test('what was shown before the consent is remembered after it', async () => {
  const { site } = await shop('none')
  const tab = await openTab(await person(), site.url)
  // Opened by the page, not by the visitor: it counts.
  const opened = tab.call('show', 'after-order')
  await tab.choose(/Very well/)
  await opened
  await tab.until('completed')
  await tab.call('hide')
  await tab.call('consent', 'persistent')
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed', { survey: 'after-order' })).gates).toMatchObject([{ gate: 'frequency' }])
})

const refusal = (text: string | undefined) => JSON.parse(text ?? 'null') as unknown

test('consent withdrawn: everything is erased but the refusal, and it holds on the next page', async () => {
  const { site, collector } = await shop('persistent')
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  await tab.call('consent', 'none')
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ databases: [] })
  const { local, ...rest } = await deviceOf(tab.page)
  expect(rest).toEqual({ ...nothing, local: undefined })
  expect(Object.keys(local)).toEqual(['peakend:default!no'])
  expect(refusal(local['peakend:default!no'])).toEqual(expect.any(Number))

  const posts = site.posts.length
  await tab.page.reload()
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  expect((await tab.until('suppressed')).gates).toMatchObject([{ code: 'no-consent' }])
  for (const method of ['flush', 'inspect', 'explain', 'export'] as const) await tab.call(method)
  const after = await deviceOf(tab.page)
  expect(after).toEqual({ ...nothing, local: { 'peakend:default!no': local['peakend:default!no'] } })
  expect(site.posts.length).toBe(posts)
  expect(await collector.responses()).toHaveLength(1)

  // A change of mind is heard.
  await tab.call('consent', 'persistent')
  await tab.call('track', 'order_completed', { order_id: 'A-3' })
  await tab.until('shown', { survey: 'after-order' })
})

test.each(['auto', 'none'])('refused on a later page that starts at %s: what earlier pages stored is erased, too', async (consent) => {
  const { site } = await shop('persistent')
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  site.pages.set('/', html({ data: { consent }, head: '<script>peakendConsent = (set) => set("none")</script>' }))
  await tab.page.reload()
  await tab.until('ready')
  if (consent === 'none') await tab.call('consent', 'none')
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ databases: [] })
  const { local, ...rest } = await deviceOf(tab.page)
  expect(rest).toEqual({ ...nothing, local: undefined })
  expect(Object.keys(local)).toEqual(['peakend:default!no'])
})

test('consent withdrawn with a card open and an answer on its way: nothing of it stays, and the loss is told', async () => {
  const { site, collector } = await shop('persistent')
  site.fault = () => 'error-before'
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Fairly badly/)
  await tab.until('answered')
  await tab.page.getByRole('textbox').fill('I take that back')
  await tab.call('consent', 'none')
  expect(await tab.until('loss')).toMatchObject({ code: 'opted-out' })
  expect(await tab.card.count()).toBe(0)
  site.fault = () => 'none'
  await tab.call('flush')
  await tab.page.reload()
  await tab.call('flush')
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ databases: [], session: {} })
  const { local } = await deviceOf(tab.page)
  expect(Object.values(local).map(refusal)).toEqual([expect.any(Number)])
  expect((await collector.responses()).filter(({ answers }) => Object.keys(answers).length)).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

test('a refusal where nothing had been stored leaves nothing', async () => {
  const { site } = await shop('none')
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  await tab.call('consent', 'none')
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.until('suppressed')
  expect(await deviceOf(tab.page)).toEqual(nothing)
})

test('another tab follows: it asks nobody, its open card goes, and nothing is left on the device', async () => {
  const { site } = await shop('persistent')
  const context: BrowserContext = await person()
  const [one, two] = [await openTab(context, site.url), await openTab(context, site.url)]
  await two.call('track', 'order_completed', { order_id: 'A-1' })
  await two.until('shown')
  await two.call('flush')
  await one.call('consent', 'none')
  await two.card.waitFor({ state: 'detached' })
  await two.call('flush')
  await two.call('hide')
  await two.call('track', 'other')
  expect((await two.until('suppressed', { survey: 'other' })).gates).toMatchObject([{ code: 'no-consent' }])
  await expect.poll(() => deviceOf(one.page)).toMatchObject({ databases: [] })
  const { local, ...rest } = await deviceOf(two.page)
  expect(rest).toEqual({ ...nothing, local: undefined })
  expect(Object.values(local).map(refusal)).toEqual([expect.any(Number)])
  expect([...one.pageErrors, ...two.pageErrors]).toEqual([])
})

const callback = `<script>
  peakendConsent = (set) => { window.tell = set; const told = sessionStorage.told; if (told) set(told) }
</script>`

test('auto asks the page’s own consent callback, at once and whenever it changes', async () => {
  const { site } = await shop('auto', callback)
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed')).gates).toMatchObject([{ code: 'no-consent' }])
  expect(await deviceOf(tab.page)).toEqual(nothing)
  await tab.page.waitForFunction(() => 'tell' in window)
  await tab.page.evaluate(() => (window as unknown as { tell(level: string): void }).tell('persistent'))
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  await tab.until('shown')
  await tab.page.evaluate(() => (window as unknown as { tell(level: string): void }).tell('none'))
  await tab.card.waitFor({ state: 'detached' })
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ databases: [] })
})

const consentMode = `<script>
  window.dataLayer = []
  function gtag() { dataLayer.push(arguments) }
  gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'denied' })
</script>`

test('auto follows Google Consent Mode', async () => {
  const { site } = await shop('auto', consentMode)
  const tab = await openTab(await person(), site.url)
  const update = (analytics: string) =>
    tab.page.evaluate(
      (analytics) => (window as unknown as { gtag(...args: unknown[]): void }).gtag('consent', 'update', { analytics_storage: analytics }),
      analytics,
    )
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed')).gates).toMatchObject([{ code: 'no-consent' }])
  await update('granted')
  await expect
    .poll(async () => {
      await tab.call('track', 'order_completed', { order_id: 'A-2' })
      return tab.of('shown').length
    })
    .toBe(1)
  await update('denied')
  await tab.card.waitFor({ state: 'detached' })
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ databases: [] })
  const { local } = await deviceOf(tab.page)
  expect(Object.values(local).map(refusal)).toEqual([expect.any(Number)])
})

test('a default that denies, on every page, is no refusal: what was agreed to on an earlier page stays', async () => {
  const { site } = await shop('auto', consentMode)
  const tab = await openTab(await person(), site.url)
  const grant = () =>
    tab.page.evaluate(() =>
      (window as unknown as { gtag(...args: unknown[]): void }).gtag('consent', 'update', { analytics_storage: 'granted' }),
    )
  await grant()
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.until('completed')
  await tab.page.reload()
  await tab.until('ready')
  await tab.page.waitForLoadState('networkidle')
  await grant()
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed', { survey: 'after-order' })).gates).toMatchObject([{ code: 'once-per' }])
})

test('Global Privacy Control holds auto at none, until the visitor explicitly agrees', async () => {
  const { site } = await shop('auto', callback.replace('const told = sessionStorage.told', "const told = 'persistent'"))
  const context = await person()
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true }),
  )
  const tab = await openTab(context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed')).gates).toMatchObject([{ code: 'no-consent' }])
  expect(await deviceOf(tab.page)).toEqual(nothing)
  await tab.call('consent', 'persistent')
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  // Counters stay off all the same.
  expect(site.posts.flat().map(({ type }) => type)).not.toContain('peakend.counts.v1')
})

test('refused in one tab: the open card of another goes, what it was sending stops, and nothing of either stays', async () => {
  const { site, collector } = await shop('persistent')
  site.fault = () => 'hang-before'
  const context = await person()
  const [one, two] = [await openTab(context, site.url), await openTab(context, site.url)]
  await two.call('track', 'order_completed', { order_id: 'A-1' })
  await two.choose(/Fairly badly/)
  await two.until('answered')
  await two.page.getByRole('textbox').fill('I take that back')
  await one.call('consent', 'none')
  await two.card.waitFor({ state: 'detached' })
  await expect.poll(() => deviceOf(two.page)).toMatchObject({ databases: [], session: {} })
  expect(Object.keys((await deviceOf(two.page)).local)).toEqual(['peakend:default!no'])
  site.fault = () => 'none'
  for (const tab of [one, two]) await tab.call('flush')
  expect(await collector.responses()).toEqual([])
  expect([...one.pageErrors, ...two.pageErrors]).toEqual([])
})

test('refused in one tab at session: the other tab’s card goes, and its session storage is empty', async () => {
  const { site } = await shop('session')
  const context = await person()
  const [one, two] = [await openTab(context, site.url), await openTab(context, site.url)]
  for (const tab of [one, two]) {
    await tab.call('track', 'order_completed', { order_id: 'A-1' })
    await tab.until('shown')
  }
  await one.call('consent', 'none')
  await two.card.waitFor({ state: 'detached' })
  for (const tab of [one, two]) await expect.poll(() => deviceOf(tab.page)).toMatchObject({ session: {} })
})

test('raised with a card open: the answer so far moves up with it, and nothing is asked twice', async () => {
  const { site, collector } = await shop('session')
  site.fault = () => 'error-before'
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Fairly badly/)
  const { response } = await tab.until('answered')
  await tab.call('consent', 'persistent')
  await tab.page.getByRole('textbox').fill('The promo code')
  await tab.press('Send')
  expect(await tab.until('completed')).toMatchObject({ response })
  const { session } = await deviceOf(tab.page)
  expect(Object.keys(session).filter((key) => /:(r|clocks)|default$/.test(key))).toEqual([])
  site.pages.set('/', html({ data: { consent: 'persistent' } }))
  site.fault = () => 'none'
  await tab.page.reload()
  await tab.call('flush')
  await tab.until('delivered', { response })
  expect(await collector.responses()).toMatchObject([{ id: response, answers: { csat: 2, why: 'The promo code' } }])
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed', { survey: 'after-order' })).gates).toMatchObject([{ code: 'once-per' }])
})

test('a request to forget is kept until the endpoint has it: over a reload, with nothing but random ids', async () => {
  const { site, collector } = await shop('persistent')
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  await tab.call('identify', 'user-1')
  await tab.call('identify', null)
  await tab.call('hide')
  await tab.call('show', 'other')
  await tab.until('shown', { survey: 'other' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  expect(await collector.responses()).toHaveLength(2)
  const ids = (await collector.responses()).map(({ respondent }) => respondent.id)
  expect(new Set(ids).size).toBe(2)
  site.fault = () => 'error-before'
  await tab.call('forget')
  await expect
    .poll(async () => Object.keys((await deviceOf(tab.page)).local).sort())
    .toEqual(['peakend:default!forget', 'peakend:default!no'])
  const kept = JSON.parse((await deviceOf(tab.page)).local['peakend:default!forget'] ?? '{}') as { respondents: string[] }
  expect([...kept.respondents].sort()).toEqual([...ids].sort())
  site.pages.set('/', html({ data: { consent: 'none' } }))
  await tab.page.reload()
  await tab.until('ready')
  site.fault = () => 'none'
  await expect.poll(() => collector.responses(), { timeout: 15_000 }).toEqual([])
  await expect.poll(async () => Object.keys((await deviceOf(tab.page)).local)).toEqual(['peakend:default!no'])
})

/** Answered, delivered and stored, by a device that has been here before: what it keeps in web storage is on the disk too. */
const known = async (site: Site, collector: Collector, profile: string) => {
  const first = await startBrowser(profile)
  const tab = await openTab(first.context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  await first.quit()
  const [response] = await collector.responses()
  const posted = site.posts.flat().find(({ id }) => id.startsWith(`${response?.id}:`))
  if (!response || !posted) throw new Error('expected a response that was posted and stored, got none')
  return { response, posted }
}
/** What a network may deliver late: the same event once more, and the same response further on. */
const deliverLate = async (collector: Collector, posted: { readonly id: string }) => {
  const late = [posted, { ...posted, id: posted.id.replace(/:\d+$/, ':99') }]
  const reply = await fetch(`${collector.url}/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(late),
  })
  const { results } = (await reply.json()) as { results: { status: string }[] }
  return results.map(({ status }) => status)
}

test('asked offline to forget: the device is erased at once, the endpoint when the network is back, and nothing late brings it back', async () => {
  const { site, collector } = await shop('persistent')
  const { posted } = await known(site, collector, await tempFolder())
  const context = await person()
  const tab = await openTab(context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  // Whoever pressed the button has opened what it stands in; the part that sends has never been needed.
  await tab.call('export')
  // Nor is it looked for any more by what looks once, a second after the start.
  await tab.page.waitForTimeout(1500)
  await context.setOffline(true)
  await tab.call('forget')
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ session: {} })
  expect(Object.keys((await deviceOf(tab.page)).local).sort()).toEqual(['peakend:default!forget', 'peakend:default!no'])
  expect(await collector.responses()).toHaveLength(2)
  await context.setOffline(false)
  await expect.poll(async () => (await collector.responses()).length, { timeout: 20_000 }).toBe(1)
  await expect.poll(() => deviceOf(tab.page)).toEqual({ ...nothing, local: { 'peakend:default!no': expect.any(String) } })
  const own = site.posts.flat().filter(({ id, type }) => type === 'peakend.response.v1' && id.slice(0, 36) !== posted.id.slice(0, 36))
  expect(await deliverLate(collector, own.at(-1) ?? posted)).not.toContain('stored')
  expect(await collector.responses()).toHaveLength(1)
  expect(tab.pageErrors).toEqual([])
})

test.each([
  ['before the endpoint has heard of it', 'hang-before'],
  ['after it has, and the device has not', 'hang-after'],
] as const)('asked to forget and killed %s: the next life asks again, and keeps nothing', async (_, fault) => {
  const { site, collector } = await shop('persistent')
  const profile = await tempFolder()
  const { posted } = await known(site, collector, profile)
  const second = await startBrowser(profile)
  const tab = await openTab(second.context, site.url)
  await tab.until('ready')
  site.fault = (events) => (events.some(({ type }) => type === 'peakend.forget.v1') ? fault : 'none')
  await tab.call('forget')
  await second.kill()

  site.fault = () => 'none'
  const third = await startBrowser(profile)
  const next = await openTab(third.context, site.url)
  await next.until('ready')
  await expect.poll(() => collector.responses(), { timeout: 20_000 }).toEqual([])
  await expect
    .poll(() => deviceOf(next.page), { timeout: 20_000 })
    .toEqual({ ...nothing, local: { 'peakend:default!no': expect.any(String) } })
  expect(await deliverLate(collector, posted)).not.toContain('stored')
  expect(await collector.responses()).toEqual([])
  // It was a refusal too.
  await next.call('track', 'order_completed', { order_id: 'A-2' })
  expect((await next.until('suppressed')).gates).toContainEqual(expect.objectContaining({ code: 'no-consent' }))
  await next.page.reload()
  await next.until('ready')
  await next.call('export')
  expect(await deviceOf(next.page)).toEqual({ ...nothing, local: { 'peakend:default!no': expect.any(String) } })
  expect(next.pageErrors).toEqual([])
})

test('asked to forget and killed in the first minute of all: found again where nothing else is left', async () => {
  const { site, collector } = await shop('persistent')
  const profile = await tempFolder()
  const first = await startBrowser(profile)
  const tab = await openTab(first.context, site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  site.fault = (events) => (events.some(({ type }) => type === 'peakend.forget.v1') ? 'hang-before' : 'none')
  await tab.call('forget')
  await first.kill()
  expect(await collector.responses()).toHaveLength(1)

  site.fault = () => 'none'
  const second = await startBrowser(profile)
  const next = await openTab(second.context, site.url)
  await next.until('ready')
  await expect.poll(() => collector.responses(), { timeout: 20_000 }).toEqual([])
  await expect
    .poll(() => deviceOf(next.page), { timeout: 20_000 })
    .toEqual({ ...nothing, local: { 'peakend:default!no': expect.any(String) } })
  expect(next.pageErrors).toEqual([])
})

const platforms = {
  didomi: `<script>
    window.didomiOnReady = window.didomiOnReady || []
    addEventListener('choice', ({ detail }) => window.tell?.(detail))
    setTimeout(() => {
      const Didomi = {
        getRequiredVendorIds: () => ['google', 'c:peakend-x7Gh2'], isConsentRequired: () => true,
        getObservableOnUserConsentStatusForVendor: (id) => ({ subscribe(fn) { fn(undefined); window.tell = id === 'c:peakend-x7Gh2' ? fn : () => {}; return { unsubscribe() {} } } }),
      }
      for (const fn of window.didomiOnReady) fn(Didomi)
      window.didomiOnReady = { push: (fn) => fn(Didomi) }
    }, 300)</script>`,
  axeptio: `<script>
    setTimeout(() => {
      window.axeptioSettings = { clientId: 'x' }
      window._axcb = window._axcb || []
      const listeners = []
      const sdk = { on: (type, fn) => listeners.push(fn) }
      const push = (fn) => fn(sdk)
      setTimeout(() => { for (const fn of window._axcb) push(fn); window._axcb = { push } }, 2000)
      addEventListener('choice', ({ detail }) => listeners.forEach((fn) => fn({ $$completed: true, peakend: detail })))
    }, 300)</script>`,
  tarteaucitron: `<script>
    setTimeout(() => {
      window.tarteaucitron = { services: { peakend: { key: 'peakend' } }, state: {} }
      document.dispatchEvent(new Event('peakend_added'))
      addEventListener('choice', ({ detail }) => { tarteaucitron.state.peakend = detail; document.dispatchEvent(new Event(detail ? 'peakend_allowed' : 'peakend_disallowed')) })
    }, 300)</script>`,
  tcf: `<script>
    const listeners = []
    window.__tcfapi = (command, version, fn) => {
      if (command !== 'addEventListener') return
      listeners.push(fn)
      fn({ gdprApplies: true, eventStatus: 'cmpuishown', listenerId: 1, publisher: { consents: {} } }, true)
    }
    addEventListener('choice', ({ detail }) => listeners.forEach((fn) => fn({ gdprApplies: true, eventStatus: 'useractioncomplete', listenerId: 1, publisher: { consents: { 1: detail, 9: detail } } }, true)))</script>`,
}
test.each(Object.entries(platforms))('auto hears %s, by a stand-in that does as it is documented', async (_, head) => {
  const { site } = await shop('auto', head)
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  expect(await deviceOf(tab.page)).toEqual(nothing)
  const choose = (detail: boolean) => tab.page.evaluate((detail) => dispatchEvent(new CustomEvent('choice', { detail })), detail)
  await expect
    .poll(
      async () => {
        await choose(true)
        await tab.call('track', 'order_completed', { order_id: 'A-2' })
        return tab.of('shown').length
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe(1)
  await choose(false)
  await tab.card.waitFor({ state: 'detached' })
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ databases: [] })
  expect(Object.keys((await deviceOf(tab.page)).local)).toEqual(['peakend:default!no'])
  expect(tab.pageErrors).toEqual([])
})
