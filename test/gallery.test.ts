import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { type SampleId, sampleIds, samples } from '../demo/src/gallery/samples'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { openTab } from './support/tab'

const person = useBrowser()

/** What lies outside the card, or is wider than what holds it. */
const overflowing = (card: Locator) =>
  card.locator('section').evaluate((section) => {
    const edge = section.getBoundingClientRect()
    return [...section.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isOut = width > 1 && getComputedStyle(element).opacity !== '0' && (left < edge.left - 1 || right > edge.right + 1)
      return isOut ? [`${element.localName}.${element.className} ${Math.round(left)}–${Math.round(right)}`] : []
    })
  })

test('what assistive technology is told of each way to ask', async () => {
  const { url } = await startCollector()
  const { page, card, violations, pageErrors } = await openTab(await person())
  for (const ask of sampleIds) {
    await page.goto(`${url}/gallery?ask=${ask}`)
    // It announces itself once it was seen.
    await expect.poll(() => card.locator('[role=status]').textContent(), { timeout: 10_000 }).toBeTruthy()
    expect((await card.locator('section').ariaSnapshot()).replaceAll(url, '')).toMatchSnapshot(ask)
  }
  expect([violations, pageErrors]).toEqual([[], []])
})

test.each(['en', 'ar'])('at 320 px nothing hangs over the edge: %s', async (lang) => {
  const { url } = await startCollector()
  const { page, card } = await openTab(await person({ viewport: { width: 320, height: 640 } }))
  for (const ask of sampleIds) {
    await page.goto(`${url}/gallery?ask=${ask}&lang=${lang}`)
    await card.locator('h2').click()
    expect([ask, await overflowing(card), await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([
      ask,
      [],
      0,
    ])
  }
})

/** What a person types where the focus is, by the way it asks. `tab` walks on until something of the kind has the focus. */
const byKeys = async (page: Page, ask: SampleId, tab: (selector: string) => Promise<void>): Promise<void> => {
  const { keyboard } = page
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key)
  }
  switch (ask) {
    case 'comment':
      await tab('textarea')
      return keyboard.type('More colours')
    case 'word':
      await tab('input')
      return keyboard.type('Calm')
    case 'email':
      await tab('input')
      return keyboard.type('ada@example.com')
    case 'number':
      await tab('input')
      return keyboard.type('7')
    case 'several':
      await tab('[role=checkbox]')
      return press('Space')
    case 'filter':
      await tab('input')
      await keyboard.type('fra')
      await tab('[role=radio]')
      return press('Space')
    case 'ranking':
      await tab('[aria-label^="Move down"]')
      return press('Enter')
    case 'matrix':
      for (let row = 0; row < 3; row++) {
        await tab('[role=radio]')
        await press('End', 'Space')
      }
      return
    case 'slider':
      await tab('input[type=range]')
      return press('ArrowRight', 'ArrowRight')
    case 'date':
      await tab('input[type=date]')
      return keyboard.type('01022026')
    case 'contact':
      await tab('input')
      await keyboard.type('Ada')
      await tab('input')
      return keyboard.type('ada@example.com')
    case 'consent':
      await tab('[role=checkbox], [type=checkbox]')
      return press('Space')
    case 'callback':
      await tab('input')
      return keyboard.type('+44 7700 900123')
    case 'link':
    case 'copy':
    case 'share':
    case 'message':
      return
    default:
      // A scale or one choice: the arrows move, Space chooses.
      await tab('[role=radio]')
      return press('ArrowRight', 'Space')
  }
}

test('by keyboard alone, through a survey that asks in every way', async () => {
  const { url } = await startCollector()
  const { page, card, pageErrors } = await openTab(await person(), `${url}/gallery?ask=all`)
  await card.locator('h2').waitFor()
  /** The element with the focus, inside the card or none. */
  const focused = (selector: string) =>
    card.evaluate((host, selector) => host.shadowRoot?.activeElement?.matches(selector) ?? false, selector)
  const tab = async (selector: string) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      if (await focused(selector)) return
    }
    throw new Error(`expected to reach ${selector} with Tab in “${await card.locator('h2').textContent()}”, got nowhere`)
  }
  for (const ask of sampleIds) {
    await expect.poll(() => card.locator('h2').textContent(), { timeout: 10_000 }).toBe(samples[ask].question.text.en)
    await byKeys(page, ask, tab)
    await tab('section > div > footer > :last-child')
    await page.keyboard.press('Enter')
  }
  await expect.poll(() => card.locator('h2').textContent()).toContain('Thank you')
  const answers = JSON.parse((await page.locator('#answer').textContent()) ?? '{}')
  expect(answers).toMatchObject({
    csat: 2,
    nps: 1,
    comment: 'More colours',
    email: 'ada@example.com',
    number: 7,
    choice: ['advice'],
    filter: ['fr'],
    'matrix.delivery': 5,
    date: '2026-01-02',
    'contact.firstName': 'Ada',
    'contact.email': 'ada@example.com',
    consent: true,
  })
  expect(Object.keys(answers)).toEqual(expect.arrayContaining(['ranking', 'slider', 'several', 'chips', 'hearts', 'thumbs', 'eleven']))
  await page.keyboard.press('Escape')
  await expect.poll(() => card.count()).toBe(0)
  expect(pageErrors).toEqual([])
})

test('the gallery says what it shows in its address, works without a script, and takes nothing from it that is not there', async () => {
  const { url } = await startCollector()
  const { page } = await openTab(await person({ javaScriptEnabled: false }), `${url}/gallery?ask=nps&lang=constructor&layout=%3Cscript%3E`)
  expect(await page.locator('select').evaluateAll((all) => all.map((select) => (select as HTMLSelectElement).value))).toEqual([
    'nps',
    'bottom-end',
    'en',
    'shop',
    'auto',
  ])
  await page.locator('select[name=ask]').selectOption('csat')
  await page.getByRole('button', { name: 'Show' }).click()
  expect(new URL(page.url()).searchParams.get('ask')).toBe('csat')
})
