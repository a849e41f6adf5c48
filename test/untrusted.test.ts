/** What other scripts of the origin can say to a page with Peakend, in every channel there is: nothing is thrown, taken or lost. */
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { deviceOf } from './support/device'
import { html, openSite } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

const open = async (change: object = {}) => {
  const collector = await startCollector()
  const site = await openSite(collector)
  const later = quick('later', { trigger: { on: 'event', name: 'later', delaySeconds: 600 } })
  site.config = { ...config(afterOrder, quick('quick'), later), send: ['order_id'], ...change }
  site.pages.set('/', html())
  const context = await person()
  const tab = await openTab(context, site.url)
  await tab.until('ready')
  return { collector, site, context, tab }
}

test('forged events, messages, storage events and broadcasts change nothing', async () => {
  const { collector, site, context, tab } = await open()
  // An answer waits, so that there is something to lose.
  site.fault = () => 'error-before'
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.answer(5)
  const before = await deviceOf(tab.page)
  const heard = tab.heard.length
  const other = await context.newPage()
  site.pages.set('/other', '<!doctype html><title>Another page of the origin</title>')
  await other.goto(`${site.url}/other`)
  const shout = async () => {
    const values: unknown[] = [
      null,
      undefined,
      0,
      -1,
      Number.NaN,
      '',
      'optOut',
      '{"type":"forget"}',
      [],
      {},
      [[null]],
      new Date(),
      new Map(),
    ]
    values.push(JSON.parse('{"__proto__":{"polluted":1},"type":"forget","project":"default","level":"none","toString":"x"}'))
    values.push('x'.repeat(1e6))
    const names = ['peakend:default', 'peakend:default:e', 'peakend', 'peakend:other', 'peakend:default!no']
    for (const value of values) {
      for (const name of names) {
        const channel = new BroadcastChannel(name)
        channel.postMessage(value)
        channel.close()
      }
      window.postMessage(value, '*')
      for (const type of 'ready moment beforeshow shown answered completed dismissed suppressed delivered loss error consent'.split(' '))
        dispatchEvent(new CustomEvent(`peakend:${type}`, { detail: value, cancelable: true }))
      for (const key of ['peakend:default', 'peakend:default!no', null])
        dispatchEvent(new StorageEvent('storage', { key, newValue: JSON.stringify(value) ?? null, storageArea: localStorage }))
    }
    await new Promise((done) => setTimeout(done, 300))
  }
  await other.evaluate(shout)
  await tab.page.evaluate(shout)
  // What it heard is what was forged, and what a failing endpoint makes it say.
  expect(tab.heard.length).toBeGreaterThan(heard)
  expect(tab.pageErrors).toEqual([])
  const { local, databases } = await deviceOf(tab.page)
  expect({ local: Object.keys(local), databases }).toEqual({ local: Object.keys(before.local), databases: before.databases })
  expect(await tab.page.evaluate(() => 'polluted' in {})).toBe(false)
  // Beside the counts.
  expect(await tab.call('inspect')).toMatchObject({ pending: [{ data: { answers: { csat: 5 } } }, { type: 'counts' }], dead: [] })
  site.fault = () => 'none'
  await tab.page.evaluate(() => dispatchEvent(new Event('online')))
  await tab.call('flush')
  await expect.poll(() => collector.responses(), { timeout: 20_000 }).toMatchObject([{ answers: { csat: 5 } }])
})

/** Any JSON, and none. */
const written = [
  'null',
  '0',
  '"x"',
  '[]',
  '{',
  '',
  '\u0000',
  '[null]',
  '{"due":[null],"log":[null]}',
  '{"due":[{"s":"later","i":0,"t":0,"x":5,"m":null}],"log":[{"id":1,"s":{"toString":"x"},"t":"x"}]}',
  '{"due":5,"log":"x","ev":{"quick":{"0":1}},"r":{"toString":"x"},"rt":"x"}',
  '{"n":[],"a":"x","g":null,"l":5,"f":"x","q":[],"counts":{"x":1},"ahead":{"id":{}},"i":7}',
  '{"__proto__":{"polluted":1},"constructor":1,"due":[{"s":"__proto__","i":"constructor"}]}',
  `{"ahead":"${'x'.repeat(20_000)}","due":[${Array(500).fill('{"s":"quick","i":0,"t":0}').join()}]}`,
]
test('any text in every key of ours: the page stays whole, and an answer that is on the disk arrives', { timeout: 120_000 }, async () => {
  const { collector, site, tab } = await open()
  site.fault = () => 'error-before'
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.answer(4)
  for (const text of written) {
    await tab.page.evaluate((text) => {
      for (const key of ['peakend:default', 'peakend:default:', 'peakend:default:r:x', 'peakend:default:clocks', 'peakend:default:meta'])
        for (const box of [localStorage, sessionStorage]) box.setItem(key, text)
    }, text)
    // In the page that is open, and in the next.
    await tab.call('track', 'later')
    await tab.page.reload()
    await tab.until('ready')
    await tab.call('track', 'later')
    expect(await tab.call('show', 'nowhere')).toBeNull()
    expect(await tab.page.evaluate(() => 'polluted' in {})).toBe(false)
  }
  expect(tab.pageErrors).toEqual([])
  site.fault = () => 'none'
  await tab.page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await tab.page.reload()
  await tab.until('ready')
  await tab.call('flush')
  await expect.poll(() => collector.responses(), { timeout: 20_000 }).toMatchObject([{ answers: { csat: 4 } }])
})

/** An object that becomes neither a text nor a number. */
const stone = { toString: 1, valueOf: 1 }
const waiting = { s: 'later', i: 0, m: { type: 'event', name: 'later' }, t: 4e12 }
const begun = { ...waiting, s: 'steps', k: 1, t: 0 }
const today = () => new Date().toISOString().slice(0, 10)
/** What another script writes so that we stumble over it, at each event, for as long as it stands there. */
const stumbles: readonly (readonly [what: string, memory: object])[] = [
  ...[5, true, {}, stone, { includes: 1 }, 'refund', [null], [stone]].map(
    (x) => [`a question that waits is called off by ${JSON.stringify(x)}`, { due: [{ ...waiting, x }] }] as const,
  ),
  ...[null, 5, 'text', [], {}, stone].map((m) => [`a sequence was begun by ${JSON.stringify(m)}`, { due: [{ ...begun, m }] }] as const),
  ...[null, 'soon', stone, [stone]].map(
    (t) =>
      [
        `a time that is ${JSON.stringify(t)}`,
        {
          due: [
            { ...waiting, t },
            { ...begun, t },
          ],
        },
      ] as const,
  ),
  ['the visit began at no time', { n: stone, a: stone, g: stone }],
  ['times of an event that are no list', { n: 1, a: 1, ev: { quick: { 0: 1 } } }],
  ['an event that is a stone', { n: 1, a: 1, ev: { quick: stone } }],
  ...[null, 5, 'text', {}, stone, [stone], ['1', null]].map(
    (count) =>
      [
        `it counted ${JSON.stringify(count)} of a day`,
        { counts: { [`${today()} quick`]: count, [`${today()} gone`]: count, x: count } },
      ] as const,
  ),
  ...[5, 'text', [stone], stone].map((counts) => [`its counts are ${JSON.stringify(counts)}`, { counts }] as const),
]
test('what was written into the small key so that we stumble: events are heard, no error, and a question that is called for is asked', async () => {
  const steps = [{ on: 'event', name: 'one' } as const, { on: 'event', name: 'quick' } as const]
  const { site, tab } = await open({
    surveys: [
      quick('later', { trigger: { on: 'event', name: 'later', delaySeconds: 600 } }),
      quick('steps', { trigger: { on: 'sequence', steps } }),
      quick('quick', { audience: { event: 'quick', lt: 1e6 } }),
    ],
  })
  for (const [n, [what, memory]] of stumbles.entries()) {
    await tab.page.evaluate(([key = '', text = '']) => localStorage.setItem(key, text), [`peakend:p${n}`, JSON.stringify(memory)])
    // A project each, as nobody is asked twice.
    site.pages.set(`/${n}`, html({ data: { project: `p${n}` } }))
    // What is written there may call for a question as soon as the page is ready.
    const from = tab.heard.length
    await tab.page.goto(`${site.url}/${n}`)
    await tab.until('ready')
    await tab.call('track', 'nothing-listens')
    await tab.call('track', 'quick')
    await expect.poll(() => tab.heard.slice(from).map(({ type }) => type), { message: what }).toContain('beforeshow')
    // Counts ride on a batch.
    await tab.until('delivered')
    expect([what, tab.heard.slice(from).filter(({ type }) => type === 'error')]).toEqual([what, []])
  }
  expect(tab.pageErrors).toEqual([])
})

test('events with hostile properties send nothing that was not named, and break no queue', async () => {
  const { collector, tab } = await open()
  await tab.page.evaluate(() => {
    const peakend = (window as unknown as { peakend(...args: unknown[]): unknown }).peakend
    const circle: Record<string, unknown> = { order_id: 'circle' }
    circle['self'] = circle
    const all: unknown[] = [
      circle,
      { order_id: circle },
      { order_id: { toString: 1, valueOf: 1 } },
      { order_id: Symbol('x') },
      { order_id: () => 1, fn() {} },
      { order_id: 10n },
      { order_id: 'x'.repeat(2e6) },
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"order_id":{"a":1}}'),
      {
        get order_id() {
          throw new Error('a getter of the page')
        },
      },
      new Proxy({}, { ownKeys: () => ['order_id'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) }),
      null,
      5,
      'text',
      [1, 2],
      document,
      window,
    ]
    for (const props of all) {
      peakend('track', 'nothing-listens', props)
      peakend('track', 'later', props)
    }
    for (const name of [null, undefined, 5, {}, [], '__proto__', 'constructor', 'x'.repeat(1e5)]) peakend('track', name, { order_id: 1 })
  })
  await tab.call('track', 'order_completed', { order_id: 'A-1', secret: 'of the shop', cookie: 'x' })
  await tab.answer(3)
  await expect.poll(() => collector.responses(), { timeout: 20_000 }).toMatchObject([{ answers: { csat: 3 } }])
  const said = JSON.stringify(await collector.responses())
  expect(said).not.toContain('of the shop')
  expect(await tab.page.evaluate(() => 'polluted' in {})).toBe(false)
  expect(tab.pageErrors).toEqual([])
})
