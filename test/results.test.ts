import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright'
import { expect, test } from 'vitest'
import { instrument } from '../collector/test/fixtures'
import type { ResponseData } from '../src/survey/wire'
import { answerEvent, post, postAll } from './support/answers'
import { useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { type Collector, startCollector } from './support/collector'
import { faults } from './support/faults'
import { openResults } from './support/results'

const person = useBrowser()
const DAY_MS = 864e5
/** However busy the machine is. */
const patiently = { timeout: 20_000 }

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()
const csat = instrument({ fingerprint: 'new' })
let id = 1000
const past = (days: number, change: Partial<ResponseData> = {}) => answerEvent(++id, { createdAt: daysAgo(days), ...change })
const answer = (collector: Collector, days: number, change: Partial<ResponseData> = {}) => postAll(collector, [past(days, change)])
/** Two instruments, one after the other, the first with thirteen days of silence, which hold a whole week; and an NPS. */
const history = async (collector: Collector) => {
  const nps = {
    ...csat,
    fingerprint: 'nps',
    type: 'nps' as const,
    points: 11,
    display: 'numbers' as const,
    labels: ['Not at all likely', 'Extremely likely'],
  }
  const sent = Array.from({ length: 71 }, (_, index) => 70 - index).flatMap((days) => {
    const instrument = days > 35 ? { ...csat, fingerprint: 'old', display: 'stars' as const } : csat
    return [
      ...(days < 48 || days > 60 ? [past(days, { instrument }), past(days, { instrument })] : []),
      past(days, {
        survey: 'nps',
        instrument: nps,
        touchpoint: { id: 'relationship', stage: 'advocacy' },
        answers: { csat: 10 - (days % 9) },
      }),
    ]
  })
  await postAll(collector, sent)
}

const open = async (collector: Collector, options: BrowserContextOptions = {}, query = ''): Promise<Page> =>
  openResults(await (await person(options)).newPage(), collector, query)
const settled = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

test('a new answer arrives on the open page: the number, and a polite word of it, without reloading, scrolling or moving focus', async () => {
  const collector = await startCollector()
  for (let i = 1; i <= 9; i++) await post(collector, i)
  const page = await open(collector, { viewport: { width: 800, height: 500 } })
  await page.locator('data').getByText('9 of 10 answers').waitFor()
  // What a reload would take away.
  await page.evaluate(() => {
    Object.assign(window, { kept: true })
    document.querySelector<HTMLElement>('a[href*="csv"]')?.focus()
    scrollTo(0, 120)
  })
  const before = await page.evaluate(() => [scrollY, document.activeElement?.textContent])
  await post(collector, 10)
  await page.locator('data').getByText('9 of 10 answers').waitFor({ state: 'detached' })
  await expect.poll(() => page.getByRole('status').allTextContents(), patiently).toContainEqual(expect.stringContaining('1 new answer'))
  const report = (await collector.report()).touchpoints.find(({ id }) => id === 'confirmation')
  const score = report?.instruments[0]?.score
  await expect.poll(() => page.locator('main').innerText(), patiently).toContain(`${score}%`)
  expect(await page.evaluate(() => [scrollY, document.activeElement?.textContent])).toEqual(before)
  expect(await page.evaluate(() => 'kept' in window)).toBe(true)
})

test('sample data that comes and goes while the page is open is said as long as there is any', async () => {
  const collector = await startCollector()
  await post(collector, 1)
  const page = await open(collector)
  const label = page.getByRole('complementary', { name: 'Sample data' })
  await expect.poll(() => label.count(), patiently).toBe(0)
  await answer(collector, 3, { simulated: true })
  await label.getByText('nobody was asked').waitFor()
  await page.getByText('Delete the sample data').click()
  await page.locator('#delete-sample').getByRole('button', { name: 'Delete for good' }).click()
  await page.getByRole('status').getByText('1 simulated showing was deleted.').waitFor()
  expect(await label.count()).toBe(0)
  expect((await collector.report()).answered).toBe(1)
  await answer(collector, 3, { simulated: true })
  await label.waitFor()
  const erase = { method: 'DELETE', headers: { authorization: `Bearer ${collector.token}` } }
  expect((await fetch(`${collector.url}/v1/simulated`, erase)).status).toBe(200)
  await label.waitFor({ state: 'detached' })
})

test('it arrives in the trend as well: what is open stays open, what is read stays read, and nothing moves', async () => {
  const collector = await startCollector()
  await history(collector)
  const page = await open(collector)
  const trend = page.locator('#touchpoint-confirmation .trend').first()
  await trend.getByText('As a table').click()
  const latest = trend.locator('tbody tr').first()
  const count = async () => Number(await latest.locator('td').last().innerText())
  const scrub = trend.getByRole('slider', { name: 'Read one week' })
  await scrub.focus()
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft')
  const reading = await trend.locator('.reading').innerText()
  expect(await scrub.getAttribute('aria-valuetext')).toBe(reading)
  const guide = await trend.locator('.guide').getAttribute('x1')
  const drawn = await trend.locator('.new .line').getAttribute('d')
  const before = { count: await count(), scroll: await page.evaluate(() => scrollY) }
  await page.evaluate(() => Object.assign(window, { shift: 0 }))

  // Enough to be drawn on a Monday, too.
  await postAll(
    collector,
    Array.from({ length: 10 }, () => past(0, { instrument: csat, answers: { csat: 5 } })),
  )
  await expect.poll(count, patiently).toBe(before.count + 10)
  expect(await trend.locator('.new .line').getAttribute('d')).not.toBe(drawn)
  expect(await trend.locator('.reading').innerText()).toBe(reading)
  expect(await trend.locator('.guide').getAttribute('x1')).toBe(guide)
  expect(await scrub.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.evaluate(() => scrollY)).toBe(before.scroll)
  await settled(page)
  expect(await page.evaluate(() => [window.shift, window.violations])).toEqual([0, []])
  expect(await latest.isVisible()).toBe(true)
})

test('one period is read by pointing at it', async () => {
  const collector = await startCollector()
  await history(collector)
  const page = await open(collector)
  const trend = page.locator('#touchpoint-confirmation .trend').first()
  const slot = trend.locator('.slot').nth(1)
  await trend.scrollIntoViewIfNeeded()
  await slot.hover()
  expect(await trend.locator('.reading').innerText()).toBe(await slot.getAttribute('data-reading'))
  const guide = trend.locator('.guide')
  expect(await guide.getAttribute('visibility')).toBeNull()
  expect([await guide.getAttribute('x1'), await guide.getAttribute('x2')]).toEqual(Array(2).fill(await slot.getAttribute('data-at')))
})

test('every chart has its table, with the numbers of the report', async () => {
  const collector = await startCollector()
  await history(collector)
  const page = await open(collector)
  for (const chart of await page.locator('[role=img], .funnel ol').all()) {
    const table = chart.locator('xpath=ancestor::section[1]').locator('details table')
    expect(await table.count()).toBe(1)
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(1)
  }
  const { touchpoints } = await collector.report()
  const instruments = touchpoints.find(({ id }) => id === 'confirmation')?.instruments ?? []
  expect(instruments.map(({ fingerprint, replaces }) => [fingerprint, replaces])).toEqual([
    ['new', 'old'],
    ['old', null],
  ])
  const rows = page.locator('#touchpoint-confirmation .trend').first().locator('tbody tr:not(.changed) td:last-child')
  const written = (await rows.allTextContents()).map(Number)
  expect(written).toEqual(instruments.flatMap(({ trend }) => (trend?.periods ?? []).toReversed().map(({ n }) => n)))
  expect(written).toContain(0)
})

test('without a script the trend, its latest period, its table and the order of comments are there', async () => {
  const collector = await startCollector()
  await history(collector)
  const page = await open(collector, { javaScriptEnabled: false })
  const card = page.locator('#touchpoint-confirmation')
  expect(
    await card
      .getByRole('img', { name: /by week\. From/ })
      .first()
      .isVisible(),
  ).toBe(true)
  expect(await card.getByRole('slider').count()).toBe(0)
  expect(await card.locator('.reading').first().innerText()).toMatch(/^Week of \d+ \w+ \d+ .*– .*answers/)
  const scores = async () => (await card.locator('.voices .who strong').allTextContents()).map(Number)
  await card.getByRole('link', { name: 'Lowest score first' }).click()
  const lowest = await scores()
  expect(new Set(lowest)).toEqual(new Set([1]))
  await card.getByRole('link', { name: 'Newest first' }).click()
  expect(await scores()).toContain(2)
})

/** Every face of the page, in an order in which each follows from the one before. */
const faces: readonly (readonly [name: string, arrive: (collector: Collector) => Promise<unknown>, query: string, text: string])[] = [
  ['nothing shown', async () => {}, '', 'Nothing has been shown yet'],
  ['only tests', (collector) => answer(collector, 1, { test: true }), '', 'kept apart'],
  ['the tests', async () => {}, '?test=1', 'They count in no result'],
  ['shown', (collector) => answer(collector, 20, { status: 'seen', answers: {} }), '', 'not answered yet'],
  ['hidden by the period', async () => {}, '?days=7', 'No answers in the last 7 days'],
  ['few', (collector) => answer(collector, 20), '', '1 of 10 answers'],
  ['many', history, '', 'Over time'],
]
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark, 320 px', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }],
]
test.each(views)('axe finds nothing, nothing scrolls sideways or moves, and the policy holds, at every step: %s', async (_, view) => {
  const collector = await startCollector()
  const page = await open(collector, { ...view, timezoneId: 'America/New_York' })
  for (const [name, arrive, query, text] of faces) {
    await arrive(collector)
    await page.goto(`${collector.url}/results${query}`)
    await page.getByText(text).filter({ visible: true }).first().waitFor()
    await settled(page)
    const found = await page.evaluate(() => ({
      sideways: document.documentElement.scrollWidth - innerWidth,
      shift: window.shift,
      violations: window.violations,
    }))
    expect([name, found]).toEqual([name, { sideways: 0, shift: 0, violations: [] }])
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    expect([name, await faults(page)]).toEqual([name, []])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    // The longest words there are.
    await page.goto(`${collector.url}/results${query}${query ? '&' : '?'}lang=fr`)
    expect([name, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([name, 0])
  }
})

test('without a configuration it says how to write one', async () => {
  const file = join(await tempFolder(), 'peakend.json')
  const collector = await startCollector(file)
  const page = await open(collector)
  await page.getByRole('heading', { name: 'No survey is configured yet' }).waitFor()
  expect(await faults(page)).toEqual([])
  // What it proposes is a configuration.
  await writeFile(file, await page.locator('pre').first().innerText())
  await page.reload()
  await page.getByText('?peakend=show:checkout-csat').waitFor()
})

test('without the token there is a form, and nothing else', async () => {
  const collector = await startCollector()
  await post(collector, 1)
  const page = await (await person()).newPage()
  await page.goto(`${collector.url}/results`)
  expect(await page.locator('body').innerText()).not.toContain('Order confirmation')
  await page.getByRole('textbox').fill('wrong')
  await page.getByRole('button').first().click()
  expect(await page.locator('body').innerText()).not.toContain('Order confirmation')
  await page.getByRole('textbox').fill(collector.token)
  await page.getByRole('button').first().click()
  await page.locator('data').getByText('1 of 10 answers').waitFor()
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
})

test('the collector alone has no shop: nothing at its root, and no link to one', async () => {
  const collector = await startCollector(undefined, 'collector/dist/main.js')
  const root = await fetch(collector.url)
  expect([root.status, root.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  expect((await fetch(`${collector.url}/peakend.js`)).status).toBe(200)
  expect((await fetch(`${collector.url}/v1/config`)).status).toBe(404)
  const results = await fetch(`${collector.url}/results`, { headers: { authorization: `Bearer ${collector.token}` } })
  expect(await results.text()).not.toContain('href="/"')
  await post(collector, 1)
  expect(await collector.responses()).toHaveLength(1)
})
