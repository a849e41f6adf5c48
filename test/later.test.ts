import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

/** A page with two questions that nothing holds back, and the first of them asked. */
const asked = async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(quick('first'), quick('second'))
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  await tab.call('track', 'first')
  await tab.until('shown', { survey: 'first' })
  await tab.press('More choices')
  return { collector, site, tab }
}
const DAY = 864e5

test('“Ask me later”: not that question for a week, and others may come', async () => {
  const { tab, collector, site } = await asked()
  const start = Date.now()
  await tab.press('Ask me later')
  await tab.until('dismissed', { survey: 'first' })
  await tab.card.getByText('Understood. We will not ask before 7 days have passed.').waitFor()
  expect(await tab.page.getByRole('radio').count()).toBe(0)
  await tab.page.reload()
  await tab.until('ready')
  await tab.call('track', 'first')
  expect((await tab.until('suppressed', { survey: 'first' })).gates).toMatchObject([{ gate: 'frequency', code: 'snoozed' }])
  await tab.call('track', 'second')
  await tab.until('shown', { survey: 'second' })
  const [explained] = (await tab.call('explain', 'first')) as { gates: { code?: string; text: string }[] }[]
  expect(explained?.gates.find(({ code }) => code === 'snoozed')?.text).toMatch(
    /^The visitor said “later” less than a day ago; waits 7 days; next possible /,
  )
  await tab.page.clock.setFixedTime(start + 7.1 * DAY)
  await tab.page.goto(site.url)
  await tab.until('ready')
  await tab.call('track', 'first')
  await tab.until('shown', { survey: 'first' })
  await expect.poll(async () => (await collector.responses()).map(({ status }) => status).includes('dismissed')).toBe(true)
})

test('“Don’t ask me again”: no question comes unprompted any more, and one the visitor opens does', async () => {
  const { tab, site } = await asked()
  const start = Date.now()
  await tab.press('Do not ask me again on this device')
  await tab.until('dismissed', { survey: 'first' })
  for (const days of [0, 300]) {
    await tab.page.clock.setFixedTime(start + days * DAY)
    await tab.page.goto(site.url)
    await tab.until('ready')
    await tab.call('track', 'second')
    expect((await tab.until('suppressed', { survey: 'second' })).gates).toMatchObject([{ gate: 'frequency', code: 'never-again' }])
  }
  expect(await tab.call('show', 'second', { byVisitor: true })).toBeTypeOf('string')
  await tab.until('shown', { survey: 'second' })
  expect(await tab.page.getByRole('button', { name: 'More choices' }).count()).toBe(0)
})

test('what is behind “⋯” is fetched when it is pressed, and says why one is asked', async () => {
  const { tab, site } = await asked()
  await tab.card.getByText('Why am I being asked?').click()
  await tab.card.getByText('Because of something you have just done on this site.').waitFor()
  expect(site.asked.filter((path) => path.includes('more'))).toHaveLength(1)
  await tab.press('More choices')
  await tab.page.getByRole('button', { name: 'Ask me later' }).waitFor({ state: 'detached' })
  await tab.choose('5 of 5, Very well')
  await tab.until('completed', { survey: 'first' })
})

test('the last sentence goes by itself, and with us', async () => {
  const { tab } = await asked()
  await tab.press('Ask me later')
  await tab.card.getByText('Understood').waitFor()
  await tab.call('destroy')
  await tab.card.waitFor({ state: 'detached' })
})

test('what is kept can be seen, and deleted: nothing of it stays, and the endpoint is told', async () => {
  const { tab, site } = await asked()
  await tab.card.getByText('Why am I being asked?').click()
  await tab.press('See what is kept')
  await tab.card.getByText('"s": "first"').waitFor()
  await tab.press('Delete it')
  await tab.press('Delete it for good? Press again.')
  await tab.card.getByText('Understood. It is deleted.').waitFor()
  expect(await tab.page.evaluate(() => Object.keys(localStorage).filter((key) => !key.endsWith('!no')))).toEqual([])
  await expect.poll(() => site.posts.flat().map(({ type }) => type)).toContain('peakend.forget.v1')
})
