import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { policy } from '../demo/src/policy'
import type { Survey } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { deviceOf } from './support/device'
import { buy, consent } from './support/shop'
import { html, openSite, type Site } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()
const DAY = 864e5

/** Chunks may take their time to arrive. */
const poll = <T>(fn: () => T) => expect.poll(fn, { timeout: 20_000, interval: 20 })
const inspector = (tab: Tab) => tab.page.locator('peakend-inspector')
const row = (tab: Tab, survey: string) => inspector(tab).locator(`[data-survey=${survey}]`)
const view = (tab: Tab, name: string | RegExp) => inspector(tab).getByRole('tab', { name }).click()
const press = (tab: Tab, name: string) => inspector(tab).getByRole('button', { name, exact: true }).click()

/** A site with surveys of its own. Its page `/before` lives two days ago. */
const openShop = async (surveys: readonly Survey[], data = {}): Promise<{ site: Site; tab: Tab }> => {
  const site = await openSite(await startCollector())
  site.config = config(...surveys)
  for (const path of ['/', '/next', '/before'])
    site.pages.set(path, html({ data, body: '<input aria-label="Name"><button type="button">Buy</button>' }))
  const context = await person({ permissions: ['clipboard-read', 'clipboard-write'], timezoneId: 'Europe/Paris' })
  await context.addInitScript((ms) => {
    const now = Date.now
    if (location.pathname === '/before') Date.now = () => now() - ms
  }, 2 * DAY)
  return { site, tab: await openTab(context) }
}

test('why it does not show: the reason, the day after which it does, and a trial of it that is kept out of results', async () => {
  const { site, tab } = await openShop([afterOrder])
  await tab.page.goto(`${site.url}/before`)
  await tab.call('track', 'order_completed', { order_id: 'A-0' })
  await tab.arrived(await tab.answer(4))
  await tab.page.goto(`${site.url}/?peakend=inspect`)
  const line = row(tab, 'after-order')
  await poll(() => line.textContent()).toMatch(
    /^after-orderDoes not show: Asked 2 days ago; waits 7 days before asking again; next possible /,
  )
  await line.locator('summary').click()
  await poll(() => line.locator('.gates li').allTextContents()).toContainEqual(expect.stringMatching(/^frequencyRefuses .*every-days/))

  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed', { survey: 'after-order' })).gates).toMatchObject([{ code: 'every-days' }])
  await view(tab, 'Try')
  await press(tab, '+30 days')
  await inspector(tab).getByText('What shows now is a test.').waitFor()
  await view(tab, 'Surveys')
  await poll(() => line.getAttribute('data-standing')).toBe('may')
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  const response = await tab.answer(5)
  await tab.arrived(response)
  await tab.call('hide')
  expect(site.posts.flat().flatMap(({ data }) => ('answers' in data && data.answers['csat'] === 5 ? [data.test] : []))).toEqual([true])

  await press(tab, 'Back to reality')
  await poll(() => line.getAttribute('data-standing')).toBe('no')
  // The trial started no clock: what is told is still the asking of two days ago.
  await poll(() => line.textContent()).toContain('Asked 2 days ago')
  expect(tab.pageErrors).toEqual([])
})

test('what was tracked before it opened is seen, too: declared in the page, or waiting since', async () => {
  const { site, tab } = await openShop([afterOrder, quick('chat', { trigger: { on: 'event', name: 'chat_ended', delaySeconds: 60 } })])
  const head =
    '<script type="application/json" data-peakend="track">{"event": "order_complete", "props": {"order_id": "A-1"}}</script>' +
    '<script type="application/json" data-peakend="track">{"event": "chat_ended"}</script>'
  site.pages.set('/', html({ head }))
  await tab.page.goto(`${site.url}/?peakend=inspect`)
  await view(tab, /^Moments/)
  await inspector(tab).getByText('order_complete was seen. Did you mean that one?').waitFor()
  expect(await inspector(tab).locator('[data-type=event] b').allTextContents()).toEqual(
    expect.arrayContaining(['order_complete', 'chat_ended']),
  )
  expect(await inspector(tab).locator('[data-type=event]').count()).toBe(2)
})

test('an event that is not called as configured is found; fired by hand it calls for its survey', async () => {
  const { site, tab } = await openShop([afterOrder, quick('chat', { trigger: { on: 'event', name: 'chat_ended', delaySeconds: 60 } })])
  await tab.page.goto(`${site.url}/?peakend=inspect`)
  await inspector(tab).getByRole('tab', { name: 'Moments' }).click()
  await tab.call('track', 'orderCompleted', { order_id: 'A-1', note: 'x'.repeat(200) })
  await inspector(tab).getByText('orderCompleted was seen. Did you mean that one?').waitFor()
  expect(await inspector(tab).locator('[data-type=event]').textContent()).toMatch(
    /orderCompletedorder_id: "A-1", note: "x+…no survey listens$/,
  )

  await view(tab, 'Try')
  await inspector(tab).getByLabel('Event').selectOption('chat_ended')
  await inspector(tab).getByLabel('Properties, as JSON').fill('{"messages": 4}')
  await press(tab, 'Track it')
  expect(await tab.until('moment', { name: 'chat_ended' })).toMatchObject({ props: { messages: 4 } })
  await inspector(tab).getByText('Pretending: trials.').waitFor()
  await view(tab, 'Surveys')
  await poll(() => row(tab, 'chat').textContent()).toMatch(/Waiting: Its delay runs: (1 min|\d+ s)/)

  await view(tab, /^Moments/)
  await press(tab, 'Copy the visit')
  await inspector(tab).getByText('Copied.').waitFor()
  const { visits } = JSON.parse(await tab.page.evaluate(() => navigator.clipboard.readText()))
  expect(visits).toMatchObject([
    {
      consent: 'persistent',
      timeZone: 'Europe/Paris',
      moments: [
        { type: 'page', name: '/' },
        { type: 'event', name: 'orderCompleted', props: { order_id: 'A-1' } },
        { type: 'event', name: 'chat_ended', props: { messages: 4 } },
      ],
    },
  ])
})

test('nothing is moved, held back or left behind: the focus stays, a question shows beside it, closing takes everything away', async () => {
  const { site, tab } = await openShop([quick('beside')])
  await tab.page.goto(`${site.url}/`)
  await tab.until('ready')
  await tab.page.getByRole('button', { name: 'Buy' }).focus()
  await tab.call('inspector')
  await row(tab, 'beside').waitFor()
  expect(await tab.page.evaluate(() => document.activeElement?.textContent)).toBe('Buy')
  await tab.call('track', 'beside')
  await tab.until('shown', { survey: 'beside' })
  const overlaps = await tab.page.evaluate(() => {
    const [card, panel] = ['peakend-card', 'peakend-inspector'].map((name) => document.querySelector(name)?.getBoundingClientRect())
    return !!card && !!panel && card.left < panel.right && panel.left < card.right && card.top < panel.bottom && panel.top < card.bottom
  })
  expect(overlaps).toBe(false)
  await poll(() => row(tab, 'beside').getAttribute('data-standing')).toBe('open')
  await tab.call('hide')
  await poll(() => row(tab, 'beside').getAttribute('data-standing')).toBe('busy')
  await tab.rest()
  await poll(() => row(tab, 'beside').getAttribute('data-standing')).toBe('may')

  await press(tab, 'Close the inspector')
  await inspector(tab).waitFor({ state: 'detached' })
  const { local, session } = await deviceOf(tab.page)
  expect(session).toEqual({})
  expect(JSON.stringify(local)).not.toContain('inspect')
  await tab.page.reload()
  await tab.until('ready')
  await tab.call('inspect')
  expect(await inspector(tab).count()).toBe(0)
})

test.each(['session', 'persistent'] as const)('at consent %s it stays open on the next page, as it was', async (level) => {
  const { site, tab } = await openShop([afterOrder], { consent: level })
  await tab.page.goto(`${site.url}/?peakend=inspect`)
  await view(tab, 'Moments')
  await press(tab, 'Move to the next corner')
  await tab.call('track', 'seen_on_the_first_page')
  await inspector(tab).getByText('seen_on_the_first_page').waitFor()
  await tab.page.goto(`${site.url}/next`)
  await inspector(tab).getByText('seen_on_the_first_page').waitFor()
  expect(await inspector(tab).locator('[data-type=page]').allTextContents()).toMatchObject(
    [/\/next/, /\//].map((path) => expect.stringMatching(path)),
  )
  expect(await inspector(tab).getAttribute('data-at')).toBe('top-start')
  await press(tab, 'Close the inspector')
  await tab.page.goto(`${site.url}/`)
  await tab.until('ready')
  await tab.call('inspect')
  expect(await inspector(tab).count()).toBe(0)
})

test('at consent none nothing is written, and it says that this is why', async () => {
  const { site, tab } = await openShop([afterOrder], { consent: 'none' })
  await tab.page.goto(`${site.url}/?peakend=inspect`)
  await poll(() => row(tab, 'after-order').textContent()).toContain('Does not show: Consent is “none”')
  await inspector(tab).getByText('no consent').waitFor()
  await tab.page.goto(`${site.url}/next`)
  await tab.until('ready')
  await tab.call('inspect')
  expect(await inspector(tab).count()).toBe(0)
  expect(await deviceOf(tab.page)).toMatchObject({ local: {}, session: {}, databases: [] })
})

test('a page forbids it by data-inspector="false", in the address and in the call', async () => {
  const { site, tab } = await openShop([afterOrder], { inspector: 'false' })
  await tab.page.goto(`${site.url}/?peakend=inspect`)
  await tab.until('ready')
  await tab.call('inspector')
  await tab.call('explain')
  expect(await inspector(tab).count()).toBe(0)
  expect(site.asked.filter((path) => path.includes('inspector'))).toEqual([])
})

test('it passes the strictest policy in French: every view, a copy and a download without a violation', async () => {
  const site = await openSite(await startCollector())
  site.headers = { 'content-security-policy': policy }
  site.files.set('/icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  site.pages.set('/', html({ lang: 'fr', icon: '/icon.svg' }))
  site.config = { ...config(afterOrder), personas: [{ id: 'pro', when: { trait: 'plan', is: 'pro' } }] }
  const tab = await openTab(await person({ permissions: ['clipboard-write'] }), `${site.url}/?peakend=inspect`)
  await poll(() => row(tab, 'after-order').textContent()).toBe('after-orderPeut s’afficher dès que order_completed est signalé')
  for (const name of [/^Envois/, /^Contrôle/, /^Essais/, /^Moments/]) await view(tab, name)
  await press(tab, 'Copier la visite')
  await inspector(tab).getByText('Copié.').waitFor()
  const [download] = await Promise.all([tab.page.waitForEvent('download'), press(tab, 'Télécharger la visite')])
  expect(download.suggestedFilename()).toBe('peakend-visit.json')
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({ version: 1, visits: [{ moments: [{ name: '/' }] }] })
  await view(tab, /^Essais/)
  await press(tab, '+90 jours')
  await inspector(tab).getByText('On fait comme si').waitFor()
  await press(tab, 'Réduire')
  await inspector(tab).getByRole('button', { name: 'Ouvrir l’inspecteur' }).click()
  await press(tab, 'Fermer l’inspecteur')
  await tab.call('destroy')
  expect(tab.violations).toEqual([])
  expect(tab.pageErrors).toEqual([])
  expect(tab.of('error')).toEqual([])
})

test('in the demo shop: from the banner to the order, each survey says where it stands', async () => {
  const collector = await startCollector()
  const tab = await openTab(await person(), `${collector.url}/?peakend=inspect`)
  await poll(() => row(tab, 'checkout-csat').textContent()).toContain('Consent is “none”')
  await consent(tab)
  await poll(() => row(tab, 'checkout-csat').textContent()).toContain('May show when order_completed is tracked')
  // Out of the way meanwhile, and still small on the pages that follow.
  await press(tab, 'Minimise')
  await buy(tab)
  await tab.until('shown', { survey: 'checkout-csat' })
  await inspector(tab)
    .getByRole('button', { name: /^Open the inspector/ })
    .click()
  await poll(() => row(tab, 'checkout-csat').getAttribute('data-standing')).toBe('open')
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  await tab.call('hide')
  await poll(() => row(tab, 'checkout-csat').textContent()).toContain('Does not show')
  expect(tab.violations).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

test('destroy takes it along, and leaves it to the next page', async () => {
  const { site, tab } = await openShop([afterOrder])
  await tab.page.goto(`${site.url}/?peakend=inspect`)
  await row(tab, 'after-order').waitFor()
  await tab.call('destroy')
  expect(await inspector(tab).count()).toBe(0)
  await tab.page.goto(`${site.url}/next`)
  await row(tab, 'after-order').waitFor()
})
