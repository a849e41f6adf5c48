import { expect, test } from 'vitest'
import { policy } from '../demo/src/policy'
import { CONNECTORS } from '../src/connectors/names'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()
const afterChat = quick('after-chat', {
  trigger: {
    on: 'event',
    name: 'chat_ended',
    oncePer: 'conversation_id',
    where: {
      all: [
        { prop: 'visitor_messages', gte: 2 },
        { prop: 'replies', gte: 1 },
      ],
    },
    cancelOn: ['chat_started'],
  },
})

/** Starts them all, as the page's own script would; the handle is found as a second copy of Peakend finds it. */
const starter = (chunks: Readonly<Record<string, string>>) => `
  const chunks = ${JSON.stringify(chunks)}
  window.dataLayer = [{ event: 'purchase', ecommerce: { transaction_id: 'A-1', value: 129, items: [{ quantity: 2 }] } }]
  window.connected = 0
  window.stops = []
  const load = async (name) => {
    const module = await import(chunks[name])
    window.connected++
    return module
  }
  const handle = () => Object.values(globalThis[Symbol.for('peakend')] ?? {})[0]
  while (!handle()) await new Promise((done) => setTimeout(done, 10))
  const { connect } = await load('connect')
  connect('${CONNECTORS.join(' ')}', { handle: handle(), options: {}, load, stops: window.stops })
`

test('every connector as it is built, at once on a page with a strict policy: a chat is asked about, an order is heard, analytics are told', async () => {
  const site = await openSite(await startCollector())
  site.config = config(afterChat)
  site.headers = { 'content-security-policy': policy.replace("img-src 'self'", "img-src 'self' data:") }
  const chunks = Object.fromEntries(
    [...site.files.keys()].flatMap((path) => {
      const [, name] = /^\/chunks\/(connect[\w-]*)\./.exec(path) ?? []
      return name ? [[name, path]] : []
    }),
  )
  expect(Object.keys(chunks)).toHaveLength(CONNECTORS.length + 2)
  site.files.set('/connect.js', starter(chunks))
  site.pages.set('/', html({ data: { consent: 'persistent' }, head: '<script type="module" src="/connect.js"></script>' }))
  const tab = await openTab(await person(), site.url)
  const connected = () => tab.page.evaluate(() => (window as unknown as { connected?: number }).connected)
  await expect.poll(connected).toBeGreaterThan(CONNECTORS.length)
  await expect.poll(() => JSON.stringify(tab.of('moment'))).toContain('order_completed')

  await tab.page.evaluate(() => {
    const say = (detail: object) => dispatchEvent(new CustomEvent('chatwoot:on-message', { detail }))
    say({ message_type: 0, conversation_id: 1 })
    say({ message_type: 0, conversation_id: 1 })
    say({ message_type: 1, conversation_id: 1, sender: { type: 'user' } })
    dispatchEvent(new CustomEvent('chatwoot:closed'))
  })
  const { response } = await tab.until('shown', { survey: 'after-chat' })
  await tab.answer(4)
  await tab.arrived(response)
  const layer = () => tab.page.evaluate(() => (window as unknown as { dataLayer: object[] }).dataLayer)
  await expect.poll(layer).toContainEqual({ event: 'peakend_answered', survey: 'after-chat', question: 'q', score: 4 })
  expect(tab.of('error')).toEqual([])
  expect(tab.pageErrors).toEqual([])
  expect(tab.violations).toEqual([])

  const left = await tab.page.evaluate(async () => {
    const page = window as unknown as { dataLayer: unknown[]; stops: (() => unknown)[] } & Record<string, unknown>
    for (const stop of page.stops) stop()
    return [
      page.dataLayer.push === Array.prototype.push,
      ...['$crisp', 'iAdvizeCallbacks', 'analytics', '_paq'].map((name) => name in page),
    ]
  })
  expect(left).toEqual([true, false, false, false, false])
})
