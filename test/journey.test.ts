import { expect, test } from 'vitest'
import type { Config, Survey } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { html, openSite } from './support/site'
import { quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

const touchpoint = (id: string, match?: string, name?: string) => ({
  id,
  stage: 'evaluation' as const,
  category: 'sales' as const,
  ...(match && { match }),
  ...(name && { name }),
})
const lookBack: Survey = quick('look-back', {
  version: 3,
  touchpoint: touchpoint('visit'),
  trigger: [
    { on: 'journey', after: 'order_completed', idleSeconds: 1 },
    { on: 'journey', visit: 'last' },
  ],
  questions: [
    { id: 'moment', type: 'moment', text: 'Looking back on your visit, which moment stands out?' },
    {
      id: 'peak',
      type: 'rating',
      reportsAs: 'peak',
      display: 'faces',
      text: '“{{answer.moment|That moment}}”: how was that moment for you?',
    },
  ],
  endings: [{ id: 'thanks', text: 'Thank you for telling us.', link: { href: '/guide', text: 'How to care for it' } }],
})
const config: Config = {
  version: 1,
  touchpoints: [
    touchpoint('product', '/p/*'),
    touchpoint('atelier', '/atelier', 'Our secret atelier'),
    touchpoint('cart', '/cart'),
    touchpoint('confirmation', '/thanks'),
  ],
  surveys: [lookBack],
}
const idAt = { '/p/lamp': 'product', '/atelier': 'atelier', '/cart': 'cart', '/thanks': 'confirmation' }
/** A shop of several pages, the last of which says that something was bought. */
const shop = async (data: Readonly<Record<string, string>> = {}) => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config
  for (const path of ['/', '/p/lamp', '/atelier', '/cart']) site.pages.set(path, html({ data }))
  const order = '<script type="application/json" data-peakend="track">{"event": "order_completed", "props": {"order_id": "A-1"}}</script>'
  site.pages.set('/thanks', html({ data, body: order }))
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  /** Each page is left once it is remembered. */
  const visit = async (...paths: readonly (keyof typeof idAt)[]) => {
    for (const path of paths) {
      await tab.page.goto(site.url + path)
      await tab.until('ready')
      if (!data['consent']) await tab.page.waitForFunction((id) => `${localStorage['peakend:default']}`.includes(`"t":"${id}"`), idAt[path])
    }
  }
  const kept = () => tab.page.evaluate(() => localStorage['peakend:default'] ?? sessionStorage['peakend:default'] ?? '')
  return { collector, site, tab, visit, kept }
}

test('a visitor looks back on moments really lived, and nothing but what was chosen is in any request', async () => {
  const { collector, site, tab, visit } = await shop()
  const bodies: string[] = []
  tab.page.on('request', (request) => bodies.push(`${request.url()} ${request.postData() ?? ''}`))
  await visit('/p/lamp', '/atelier', '/cart', '/thanks')
  await tab.until('shown')
  const offered = await tab.card.getByRole('radio').allTextContents()
  expect(offered).toEqual([
    'Looking at a product',
    'Our secret atelier',
    'The cart',
    'The order confirmation',
    'Another moment',
    'None in particular',
  ])
  await tab.choose('The cart')
  await tab.card.getByRole('heading', { name: '“The cart”: how was that moment for you?' }).waitFor()
  await tab.card.getByRole('radio').nth(3).click()
  const { response } = await tab.until('completed')
  const link = tab.card.getByRole('link', { name: 'How to care for it (opens in a new tab)' })
  expect(await link.evaluate((element) => (element as HTMLAnchorElement).href)).toBe(`${site.url}/guide`)
  await tab.arrived(response)
  const [stored] = await collector.responses()
  expect(stored).toMatchObject({ status: 'completed', answers: { moment: 'cart', 'moment.position': 3, peak: 4 } })
  expect(stored?.instrument.trigger).toBe('journey:order_completed')
  // Names of files and pages of the shop apart, in which the visitor's browser asks for them.
  const sent = [...site.posts.map((batch) => JSON.stringify(batch)), ...bodies.filter((body) => body.includes('/v1/responses'))].join('\n')
  expect(sent).toContain('"cart"')
  expect(sent).not.toMatch(/atelier|"product"|Looking at|"confirmation"|moments/)
  const { journey } = (await tab.call('inspect')) as { journey: { visit: { moment: string }[] } }
  expect(journey.visit.map(({ moment }) => moment)).toEqual(['product', 'atelier', 'cart', 'confirmation'])
})

test('the fingerprint is the same whatever was offered', async () => {
  const fingerprints = new Set<string>()
  for (const paths of [
    ['/p/lamp', '/cart'],
    ['/cart', '/atelier'],
  ] as const) {
    const { collector, tab, visit } = await shop()
    await visit(...paths, '/thanks')
    await tab.until('shown')
    await tab.choose('The cart')
    const { response } = await tab.until('answered')
    await tab.arrived(response)
    for (const { instrument } of await collector.responses()) fingerprints.add(instrument.fingerprint)
  }
  expect(fingerprints.size).toBe(1)
})

test('too little was lived: nobody is asked; opened by hand the two last ones are there', async () => {
  const { tab, visit } = await shop()
  await visit('/cart', '/thanks')
  await tab.page.waitForTimeout(1500)
  expect(tab.of('shown')).toEqual([])
  await tab.call('consent', 'none')
  await tab.call('show', 'look-back')
  await tab.until('shown')
  expect(await tab.card.getByRole('radio').allTextContents()).toEqual(['Another moment', 'None in particular'])
})

test('the next visit asks about the last one, on its first page', async () => {
  const { tab, visit, site } = await shop()
  const start = Date.now()
  await visit('/p/lamp', '/atelier', '/cart')
  await tab.page.clock.setFixedTime(start + 2 * 864e5)
  await tab.page.goto(`${site.url}/`)
  await tab.until('shown')
  expect(await tab.card.getByRole('radio').allTextContents()).toEqual([
    'Looking at a product',
    'Our secret atelier',
    'The cart',
    'Another moment',
    'None in particular',
  ])
  expect((await tab.call('inspect')) as object).toMatchObject({
    journey: { last: [{ moment: 'product' }, { moment: 'atelier' }, { moment: 'cart' }] },
  })
})

test('kept as far as consent goes, and erased by lowering it or by forget', async () => {
  const { tab, visit, kept } = await shop({ consent: 'none' })
  await visit('/p/lamp')
  await tab.page.waitForLoadState('networkidle')
  expect(await kept()).toBe('')
  const { tab: second, visit: go, kept: there } = await shop()
  await go('/p/lamp', '/cart')
  expect(JSON.parse(await there()).j.m).toMatchObject([{ t: 'product' }, { t: 'cart' }])
  expect((await second.call('export')) as object).toMatchObject({ memory: { j: { m: [{ t: 'product' }, { t: 'cart' }] } } })
  await second.call('forget')
  expect(await there()).toBe('')
  expect(await second.page.evaluate(() => Object.values({ ...localStorage, ...sessionStorage }).join())).not.toMatch(/product|cart/)
})
