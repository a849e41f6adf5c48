import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright'
import { expect, test } from 'vitest'
import { instrument } from '../collector/test/fixtures'
import { answerEvent, post, postAll } from './support/answers'
import { useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { type Collector, startCollector } from './support/collector'
import { faults } from './support/faults'
import { openResults } from './support/results'

const person = useBrowser()
const DAY_MS = 864e5
const patiently = { timeout: 20_000 }
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()

const configured = async (): Promise<string> => {
  const file = join(await tempFolder(), 'peakend.json')
  const survey = (id: string, touchpoint: string) => ({ id, touchpoint, trigger: { on: 'manual' }, questions: [] })
  await writeFile(
    file,
    JSON.stringify({
      version: 1,
      touchpoints: [
        {
          id: 'confirmation',
          stage: 'purchase',
          category: 'sales',
          name: { en: 'Order confirmation', fr: 'Confirmation de commande' },
          target: { metric: 'csat', value: 70, by: '2030-06-30' },
          truth: true,
          belief: 92,
          effort: 2,
        },
        {
          id: 'chat',
          stage: 'retention',
          category: 'service',
          name: { en: 'A talk with our advisers', fr: 'Un échange avec nos conseillères' },
          truth: true,
        },
        { id: 'relationship', stage: 'advocacy', category: 'product', name: { en: 'The relationship', fr: 'La relation' } },
      ],
      surveys: [
        { ...survey('checkout-csat', 'confirmation'), questions: [{ id: 'csat', type: 'csat', text: 'How did placing your order go?' }] },
        survey('silent', 'confirmation'),
        { ...survey('chat-csat', 'chat'), variants: [{ id: 'answer-first' }, { id: 'held-out', holdout: true }] },
      ],
    }),
  )
  return file
}

/** Ten weeks of answers, with two carriers, two devices, comments in two languages, a person who answered twice, and tests. */
const history = async (collector: Collector): Promise<string> => {
  const said = {
    en: ['The delivery cost only appeared at the very end', 'Delivery costs are too high', 'Promo code refused', 'Promo codes never work'],
    fr: ['Les frais de livraison apparaissent trop tard', 'Frais de livraison trop élevés'],
  }
  const events = Array.from({ length: 140 }, (_, index) => {
    const locale = index % 3 === 0 ? 'fr' : 'en'
    const carrier = index % 4 === 0 ? 'a-carrier-with-a-rather-long-name' : 'swift'
    const isLow = carrier === 'swift' ? index % 9 === 0 : index % 8 === 0
    const texts = said[locale]
    return answerEvent(5000 + index, {
      instrument: instrument({ fingerprint: locale, locale, types: { csat: 'csat', why: 'text' } }),
      answers: { csat: isLow ? 1 + (index % 2) : 4 + (index % 2), ...(index % 5 === 0 && { why: texts[index % texts.length] ?? '' }) },
      personas: index % 2 === 0 ? ['first-time-buyer'] : [],
      moment: { type: 'event', name: 'order_completed', props: { carrier } },
      context: { device: index % 2 === 0 ? 'mobile' : 'desktop', path: '/order/thanks' },
      respondent: { id: `device-${index % 100}`, kind: 'device' },
      createdAt: daysAgo(index / 2),
      test: index % 47 === 46,
    })
  })
  // After a chat: doubts that were answered and asked about again, by half before they read the answer, and help that was accepted by some; they come back.
  const after = Array.from({ length: 48 }, (_, index) => {
    const types = { csat: 'csat', sure: 'rating', 'sure-after': 'rating', you: 'contact' }
    const isAgain = index >= 24
    const answers = isAgain
      ? { csat: 3 + (index % 3) }
      : { csat: 1 + (index % 2), sure: 2, 'sure-after': 2 + (index % 3), ...(index < 12 && { 'you.email': 'a@example.com' }) }
    return answerEvent(6000 + index, {
      survey: 'chat-csat',
      variant: index % 2 ? 'answer-first' : 'held-out',
      touchpoint: { id: 'chat', stage: 'retention', category: 'service' },
      instrument: instrument({ fingerprint: 'chat', types }),
      answers,
      respondent: { id: `device-${index % 24}`, kind: 'device' },
      createdAt: daysAgo(isAgain ? 2 : 9),
    })
  })
  await postAll(collector, [...events, ...after])
  const note = { day: daysAgo(30).slice(0, 10), kind: 'launch', text: 'The new checkout', owner: 'Ana', expected: '+5 points' }
  const reply = await fetch(`${collector.url}/results/notes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.token}` },
    body: new URLSearchParams(note),
    redirect: 'manual',
  })
  expect(reply.status).toBe(303)
  return events.find(({ data }) => 'why' in data.answers && !data.test)?.data.respondent.id ?? ''
}

const open = async (collector: Collector, options: BrowserContextOptions = {}): Promise<Page> =>
  openResults(await (await person(options)).newPage(), collector)

/** Every view with something in it, and what it then shows; then those with little in them. */
const views = async (collector: Collector): Promise<readonly (readonly [path: string, text: string])[]> => {
  const [one] = (await collector.responses()).filter(({ commented, test }) => commented && !test)
  const shared = await fetch(`${collector.url}/results/share?days=90`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.token}` },
    body: new URLSearchParams({ name: 'The board', live: '7', comments: 'yes' }),
  })
  const [, link = ''] = /value="[^"]*(\/results\/shared\/[^"]+)"/.exec(await shared.text()) ?? []
  const believed = await fetch(`${collector.url}/results/belief`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.token}` },
    body: new URLSearchParams({ survey: 'checkout-csat' }),
  })
  const [, staff = ''] = /value="[^"]*(\/belief\/[^"]+)"/.exec(await believed.text()) ?? []
  const weekly = new URLSearchParams({
    kind: 'email',
    name: 'Marketing',
    to: 'mara@example.com',
    sends: 'digest',
    weekday: '1',
    hour: '9',
    timeZone: 'Europe/Paris',
    language: 'fr',
  })
  const headers = { authorization: `Bearer ${collector.token}` }
  await fetch(`${collector.url}/channels`, { method: 'POST', headers, body: weekly, redirect: 'manual' })
  const { channels } = (await (await fetch(`${collector.url}/v1/channels`, { headers })).json()) as { channels: { id: string }[] }
  return [
    ['/results?by=event.carrier&days=90', 'a-carrier-with-a-rather-long-name'],
    [`/results?device=mobile&since=${daysAgo(60).slice(0, 10)}&by=persona`, 'Device: Phone'],
    ['/results?device=unheard-of', 'unheard-of'],
    ['/results?same=confirmation', 'Only people who also answered at Order confirmation'],
    ['/results?test=1', 'They count in no result'],
    ['/results/comments', 'delivery cost'],
    ['/results/comments?q=nothing+of+the+kind', 'Nobody wrote anything that fits'],
    [`/results/responses/${one?.id}`, 'order_completed'],
    ['/results/responses/none', 'There is no such response'],
    ['/results/compare?days=30', 'Order confirmation'],
    ['/results/compare?with=segments&dimension=event.carrier&a=swift&b=a-carrier-with-a-rather-long-name', 'swift'],
    ['/results/compare', 'Choose a period first'],
    ['/results?days=30', 'Shift after the answer'],
    ['/results?days=31', 'Lift from the answer'],
    ['/results?lang=en', 'After help was offered'],
    ['/results/imports', 'Answers that were brought from elsewhere'],
    ['/results/belief', 'Make a link'],
    [staff, 'What do you think most customers answer?'],
    ['/belief/none', 'This link is closed'],
    [`/channels/digest/preview?channel=${channels[0]?.id}`, 'mara@example.com'],
    ['/results/priorities', 'Order confirmation'],
    ['/results/priorities?device=unheard-of', 'Nothing to rank yet'],
    ['/results/notes', 'The new checkout'],
    ['/results/share?days=30', 'The board'],
    [link, 'Shared to read until'],
    ['/results/shared/none', 'It has expired or was revoked'],
  ]
}
const looks: readonly (readonly [string, BrowserContextOptions, isPhone: boolean])[] = [
  ['light', { colorScheme: 'light' }, false],
  ['dark, 320 px', { colorScheme: 'dark', viewport: { width: 320, height: 640 } }, true],
]
test.each(looks)(
  'axe finds nothing, nothing scrolls sideways or moves, and the policy holds, in every view: %s',
  async (_, look, isPhone) => {
    const collector = await startCollector(await configured())
    await history(collector)
    const page = await open(collector, { ...look, timezoneId: 'America/New_York' })
    const all = await views(collector)
    for (const [path, text] of isPhone ? all : all.filter(([path]) => !/none|unheard|nothing|compare$/.test(path))) {
      await page.goto(collector.url + path)
      await page.getByText(text).first().waitFor({ state: 'attached' })
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      const found = await page.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - innerWidth,
        shift: window.shift,
        violations: window.violations,
      }))
      expect([path, found]).toEqual([path, { sideways: 0, shift: 0, violations: [] }])
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
      expect([path, await faults(page)]).toEqual([path, []])
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([path, 0])
      // The longest words there are, where there is least room for them.
      if (!isPhone) continue
      await page.goto(`${collector.url}${path}${path.includes('?') ? '&' : '?'}lang=fr`)
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([path, 0])
    }
  },
)

test('without a script: filter, break down, find a comment, open its response, write a note', async () => {
  const collector = await startCollector(await configured())
  await history(collector)
  const page = await open(collector, { javaScriptEnabled: false })
  await page.locator('#filters summary').click()
  await page.getByLabel('Device').selectOption('mobile')
  await page.getByLabel('Break down by').selectOption('event.carrier')
  await page.getByRole('button', { name: 'Apply' }).click()
  expect(new URL(page.url()).search).toBe('?device=mobile&by=event.carrier')
  expect(await page.locator('.breakdown tbody tr').count()).toBeGreaterThan(1)
  await page.getByRole('link', { name: 'Remove the filter Device: Phone' }).click()
  await page.getByRole('link', { name: 'All comments' }).first().click()
  await page.getByRole('link', { name: 'delivery cost' }).click()
  await page.getByRole('heading', { name: 'Theme: delivery cost' }).waitFor()
  await page.getByRole('link', { name: 'Open the response' }).first().click()
  await page.getByRole('heading', { name: 'Their journey' }).waitFor()
  await page.goto(`${collector.url}/results/notes`)
  await page.getByLabel('Note', { exact: true }).fill('A second carrier')
  await page.getByRole('button', { name: 'Add' }).click()
  expect(await page.getByRole('status').innerText()).toBe('Saved.')
  expect(await page.locator('.note-list').innerText()).toContain('A second carrier')
})

test('when the collector is away the page says so, and catches up by itself', async () => {
  const collector = await startCollector()
  await post(collector, 1)
  const page = await open(collector)
  await page.locator('data').getByText('1 of 10 answers').waitFor()
  await collector.stop()
  await page.getByText('No connection').waitFor(patiently)
  await collector.start()
  await post(collector, 2)
  await page.locator('data').getByText('2 of 10 answers').waitFor(patiently)
  await expect.poll(() => page.getByRole('status').innerText(), patiently).not.toContain('No connection')
})
