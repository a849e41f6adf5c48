import { expect, test } from 'vitest'
import type { Survey } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { html, openSite, type Site } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

const visit = async (
  surveys: readonly Survey[],
  pages: Readonly<Record<string, string>> = { '/': '' },
  extra = {},
): Promise<{ site: Site; tab: Tab }> => {
  const site = await openSite()
  site.config = { ...config(...surveys), ...extra }
  for (const [path, body] of Object.entries(pages)) site.pages.set(path, html({ body }))
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  return { site, tab }
}
const gatesOf = async (tab: Tab, survey: string) => (await tab.until('suppressed', { survey })).gates.map(({ code }) => code)

test('a page moment shows where its path matches, by load and by client-side navigation, and not where it is excepted', async () => {
  const { tab, site } = await visit([quick('shoes', { trigger: { on: 'page', path: '/shoes/*', not: '/shoes/sale' } })], {
    '/': '',
    '/shoes/sale': '',
    '/shoes/red': '',
  })
  await tab.page.goto(`${site.url}/shoes/sale`)
  await tab.until('ready')
  await tab.call('inspect')
  expect(tab.of('moment')).toEqual([])
  await tab.page.goto(`${site.url}/shoes/red`)
  expect(await tab.until('shown', { survey: 'shoes' })).toBeTruthy()
  await tab.page.goto(`${site.url}/`)
  await tab.until('ready')
  await tab.page.evaluate(() => history.pushState(null, '', '/shoes/blue'))
  await tab.until('moment', { type: 'page', name: '/shoes/blue' })
  await tab.until('shown', { survey: 'shoes' })
})

test('a click moment shows for the element and what is in it, even when the page stops the event', async () => {
  const { tab } = await visit([quick('help', { trigger: { on: 'click', selector: '[data-help]' } })], {
    '/': '<button type="button" id="other">Other</button><p data-help><button type="button" onclick="event.stopPropagation()">Help <b>me</b></button></p>',
  })
  await tab.page.getByRole('button', { name: 'Other' }).click()
  await tab.call('inspect')
  expect(tab.of('moment')).toEqual([])
  await tab.page.getByText('me', { exact: true }).click()
  await tab.until('shown', { survey: 'help' })
})

test('the delay survives a reload: it is asked once, on the page that follows', async () => {
  const { tab } = await visit([quick('slow', { trigger: { on: 'event', name: 'slow', delaySeconds: 2 } })])
  await tab.call('track', 'slow')
  await tab.page.reload()
  await tab.until('shown', { survey: 'slow' })
  await tab.page.reload()
  await tab.call('inspect')
  expect(tab.of('shown')).toHaveLength(1)
})

test('an event called off in its delay is not asked about', async () => {
  const { tab } = await visit([
    quick('bought', { trigger: { on: 'event', name: 'bought', delaySeconds: 1, cancelOn: ['refunded'] } }),
    quick('marker', { trigger: { on: 'event', name: 'bought', delaySeconds: 1.5 }, priority: -1 }),
  ])
  await tab.call('track', 'bought')
  await tab.call('track', 'refunded')
  await tab.until('shown', { survey: 'marker' })
  expect(tab.of('beforeshow').map(({ survey }) => survey)).toEqual(['marker'])
})

test('once for each order: the same one is not asked about again, on any page', async () => {
  const generous: Survey = { ...afterOrder, frequency: { class: 'relationship', everyDays: 0, betweenDays: 0, perVisit: 9, maxIgnored: 9 } }
  const { tab } = await visit([generous])
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.answer(5)
  await tab.call('hide')
  await tab.page.reload()
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect(await gatesOf(tab, 'after-order')).toEqual(['once-per'])
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  await tab.until('beforeshow')
  await tab.answer(4)
})

test('only those it is meant for: the event’s properties, traits, personas, the page’s context', async () => {
  const { tab, site } = await visit(
    [
      quick('large', { trigger: { on: 'event', name: 'paid', where: { prop: 'total', gte: 50 } } }),
      quick('pro', {
        trigger: { on: 'event', name: 'opened' },
        audience: {
          all: [
            { trait: 'plan', is: 'pro' },
            { context: 'query.ref', is: 'mail' },
          ],
        },
      }),
      quick('newcomer', { trigger: { on: 'event', name: 'welcomed' }, audience: { persona: 'first-time-buyer' } }),
    ],
    { '/': '' },
    { personas: [{ id: 'first-time-buyer', when: { trait: 'orders', is: 1 } }] },
  )
  await tab.page.goto(`${site.url}/?ref=mail`)
  await tab.until('ready')
  await tab.call('track', 'paid', { total: 49 })
  await tab.call('track', 'paid', { total: '50' })
  await tab.call('track', 'opened')
  expect(await gatesOf(tab, 'pro')).toEqual(['audience'])
  await tab.call('track', 'welcomed')
  expect(await gatesOf(tab, 'newcomer')).toEqual(['audience'])
  expect(tab.of('beforeshow')).toEqual([])
  for (const [event, survey] of [
    ['opened', 'pro'],
    ['welcomed', 'newcomer'],
    ['paid', 'large'],
  ] as const) {
    await tab.call('identify', 'u-1', { plan: 'pro', orders: 1 })
    await tab.call('track', event, { total: 50 })
    await tab.until('shown', { survey })
    // On one page there is a rest after each question.
    await tab.page.reload()
    await tab.until('ready')
  }
})

test('of two that could ask the higher priority does; the other waits for its turn, and is told what then stands against it', async () => {
  const { tab } = await visit([
    quick('low', { trigger: { on: 'event', name: 'both' }, priority: 1, frequency: { class: 'relationship', perVisit: 1, everyDays: 0 } }),
    quick('high', { trigger: { on: 'event', name: 'both' }, priority: 2 }),
  ])
  await tab.call('track', 'both')
  await tab.until('shown', { survey: 'high' })
  expect(tab.of('suppressed')).toEqual([])
  await tab.call('hide')
  expect((await tab.until('suppressed', { survey: 'low' })).gates).toMatchObject([{ gate: 'frequency', code: 'per-visit' }])
})

test('a rest after each question: the next one that is called for on the same page comes 30 seconds later, by itself', async () => {
  const { tab } = await visit([quick('first'), quick('second')])
  await tab.page.clock.install()
  await tab.page.reload()
  await tab.until('ready')
  await tab.call('track', 'first')
  await tab.until('shown', { survey: 'first' })
  await tab.press('Close')
  await tab.until('dismissed')
  await tab.call('track', 'second')
  const explained = (await tab.call('explain', 'second')) as { gates: { code?: string; text: string }[] }[]
  expect(explained[0]?.gates.find(({ code }) => code === 'resting')?.text).toContain('less than 30 seconds ago')
  await tab.page.clock.runFor(25_000)
  expect(tab.of('shown')).toHaveLength(1)
  await tab.page.clock.runFor(6000)
  await tab.until('shown', { survey: 'second' })
})

test('a reserved survey keeps its turn: lower ones of the class hold back while it is due', async () => {
  const quarterly = quick('quarterly', { reserve: true, priority: 5, trigger: { on: 'event', name: 'signed_in' } })
  const { tab } = await visit([quarterly, quick('casual')])
  await tab.call('track', 'casual')
  expect((await tab.until('suppressed', { survey: 'casual' })).gates).toMatchObject([
    { gate: 'reserve', code: 'reserved', values: { for: 'quarterly' } },
  ])
})

test('the page may veto, and then nothing is counted', async () => {
  const { tab } = await visit([afterOrder])
  await tab.page.evaluate(() => addEventListener('peakend:beforeshow', (event) => event.preventDefault(), { once: true }))
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect(await gatesOf(tab, 'after-order')).toEqual(['vetoed'])
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.until('shown')
})

test('nobody is interrupted: it waits until the visitor has typed, and until a dialog is closed', async () => {
  const { tab } = await visit([quick('polite')], {
    '/': '<input aria-label="Name"><button type="button">Leave</button><dialog><button type="button" onclick="this.closest(\'dialog\').close()">Close it</button></dialog>',
  })
  await tab.page.getByRole('textbox', { name: 'Name' }).focus()
  await tab.call('track', 'polite')
  await tab.call('explain')
  expect(tab.of('beforeshow')).toEqual([])
  await tab.page.getByRole('button', { name: 'Leave' }).focus()
  await tab.until('shown')
  await tab.page.reload()
  await tab.until('ready')
  await tab.page.evaluate(() => document.querySelector('dialog')?.showModal())
  await tab.call('track', 'polite')
  await tab.call('explain')
  expect(tab.of('beforeshow')).toHaveLength(1)
  await tab.page.getByRole('button', { name: 'Close it' }).click()
  await tab.until('shown')
})

test('a card left at once was hardly noticed: it closes and does not count as ignored', async () => {
  const { tab } = await visit([
    quick('shy', { frequency: { class: 'relationship', everyDays: 0, betweenDays: 0, perVisit: 9, maxIgnored: 1 } }),
  ])
  for (let time = 0; time < 2; time++) {
    await tab.call('track', 'shy')
    await tab.until('shown')
    await tab.page.evaluate((time) => history.pushState(null, '', `/?elsewhere=${time}`), time)
    await tab.card.waitFor({ state: 'detached' })
    // On one page there is a rest after each question.
    await tab.page.reload()
    await tab.until('ready')
  }
  expect(await tab.call('inspect')).toMatchObject({ shown: [{ o: 'unseen' }, { o: 'unseen' }] })
})

test('a card that was there for a while and left untouched counts as ignored', async () => {
  const { tab } = await visit([
    quick('shy', { frequency: { class: 'relationship', everyDays: 0, betweenDays: 0, perVisit: 9, maxIgnored: 1 } }),
  ])
  await tab.call('track', 'shy')
  await tab.until('shown')
  // Visible time is counted by the page's own clock.
  await tab.page.evaluate(() => {
    const now = performance.now.bind(performance)
    performance.now = () => now() + 6000
  })
  await tab.page.evaluate(() => history.pushState(null, '', '/elsewhere'))
  await tab.card.waitFor({ state: 'detached' })
  await tab.call('track', 'shy')
  expect(await gatesOf(tab, 'shy')).toEqual(['max-ignored'])
})

test('an answered card goes on after a client-side navigation, and resumes once after a load', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  for (const path of ['/', '/next', '/third']) site.pages.set(path, html())
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Fairly badly/)
  const { response } = await tab.until('answered')
  await tab.page.evaluate(() => history.pushState(null, '', '/spa'))
  await tab.page.getByRole('heading', { name: 'What went wrong?' }).waitFor()
  await tab.page.goto(`${site.url}/next`)
  await tab.page.getByRole('heading', { name: 'What went wrong?' }).waitFor()
  await tab.page.getByRole('textbox').fill('Too slow')
  await tab.press('Send')
  expect((await tab.until('completed')).response).toBe(response)
  await tab.arrived(response)
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'completed', answers: { csat: 2, why: 'Too slow' } }])
  await tab.page.goto(`${site.url}/third`)
  await tab.until('ready')
  await tab.call('inspect')
  expect(await tab.card.count()).toBe(0)
})

test('an answered card that is left a second time stays as it is: resumed once, then a partial answer', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  for (const path of ['/', '/next', '/third']) site.pages.set(path, html())
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Fairly badly/)
  const { response } = await tab.until('answered')
  await tab.page.goto(`${site.url}/next`)
  await tab.page.getByRole('heading', { name: 'What went wrong?' }).waitFor()
  await tab.page.goto(`${site.url}/third`)
  await tab.until('ready')
  await tab.call('flush')
  expect(await tab.card.count()).toBe(0)
  expect(await collector.responses()).toMatchObject([{ id: response, status: 'answered', answers: { csat: 2 } }])
})

test('what is being typed when the page is left is there on the next one', async () => {
  const { tab, site } = await visit([afterOrder], { '/': '', '/next': '' })
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Fairly badly/)
  await tab.until('answered')
  await tab.page.getByRole('textbox').fill('Half a thought')
  await tab.page.goto(`${site.url}/next`)
  await tab.page.getByRole('textbox').waitFor()
  expect(await tab.page.getByRole('textbox').inputValue()).toBe('Half a thought')
})

test('dismissed by its cross or by Escape: told, counted, and not asked again', async () => {
  const { tab } = await visit([
    quick('one'),
    quick('two', { frequency: { class: 'relationship', betweenDays: 0, perVisit: 9, afterDismissDays: 60 } }),
  ])
  await tab.call('track', 'one')
  await tab.until('shown')
  await tab.press('Close')
  await tab.until('dismissed', { survey: 'one' })
  await tab.page.reload()
  await tab.until('ready')
  await tab.call('track', 'two')
  await tab.until('shown', { survey: 'two' })
  await tab.page.getByRole('radio').first().focus()
  await tab.page.keyboard.press('Escape')
  await tab.until('dismissed', { survey: 'two' })
  await tab.call('track', 'two')
  expect(await gatesOf(tab, 'two')).toEqual(['after-dismiss-days'])
})

test('one moment after another: the order, then the page of thanks, over pages; once for each order', async () => {
  const thanks = quick('thanks', {
    trigger: {
      on: 'sequence',
      steps: [
        { on: 'event', name: 'order_completed' },
        { on: 'page', path: '/thanks*' },
      ],
      withinSeconds: 60,
      oncePer: 'order_id',
    },
    questions: [{ id: 'q', type: 'csat', text: 'How was ordering {{prop.order_id|this}}?' }],
  })
  const { tab, site } = await visit([thanks], { '/': '', '/thanks': '' })
  await tab.page.goto(`${site.url}/thanks`)
  await tab.until('ready')
  await tab.page.goto(site.url)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.call('explain')
  expect(tab.of('beforeshow')).toEqual([])
  await tab.page.goto(`${site.url}/thanks`)
  await tab.until('shown', { survey: 'thanks' })
  expect(await tab.card.getByRole('heading').textContent()).toBe('How was ordering A-1?')
  await tab.call('hide')
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.page.goto(`${site.url}/thanks`)
  expect(await gatesOf(tab, 'thanks')).toContain('once-per')
})

test('days after a moment, on whatever page the visitor then is; the moment may be called off meanwhile', async () => {
  const after = { on: 'after', name: 'delivered', days: 13, cancelOn: ['returned'] } as const
  const { tab, site } = await visit([quick('product', { trigger: after })], { '/': '', '/other': '' })
  const start = Date.now()
  await tab.call('track', 'delivered')
  const later = async (days: number) => {
    await tab.page.clock.setFixedTime(start + days * 864e5)
    await tab.page.goto(`${site.url}/other`)
    await tab.until('ready')
    await tab.call('explain')
  }
  await later(12.9)
  expect(tab.of('beforeshow')).toEqual([])
  await later(13.1)
  await tab.until('shown', { survey: 'product' })
})
