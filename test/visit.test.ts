import type { BrowserContext } from 'playwright'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { deviceOf, nothing } from './support/device'
import { html, openSite } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

/** Every write to the device and every reading of what fingerprints are made of, as any script of the page would do them. */
const record = async (context: BrowserContext) => {
  const done: string[] = []
  await context.exposeFunction('noteDown', (what: string) => done.push(what))
  await context.addInitScript(() => {
    const note = (what: string) => void (window as unknown as { noteDown(what: string): void }).noteDown(what)
    const wrap = (target: object, name: string, what: (...args: unknown[]) => string) => {
      const original = Reflect.get(target, name) as (...args: unknown[]) => unknown
      Object.defineProperty(target, name, {
        configurable: true,
        value(this: unknown, ...args: unknown[]) {
          note(what.apply(this, args))
          return original.apply(this, args)
        },
      })
    }
    wrap(IDBObjectStore.prototype, 'put', (_, key) => `idb ${key}`)
    wrap(IDBObjectStore.prototype, 'add', (_, key) => `idb ${key}`)
    wrap(IDBFactory.prototype, 'open', (name) => `open ${name}`)
    wrap(CacheStorage.prototype, 'open', (name) => `cache ${name}`)
    wrap(ServiceWorkerContainer.prototype, 'register', (url) => `worker ${url}`)
    for (const box of ['localStorage', 'sessionStorage'] as const) {
      // Methods and properties alike: a proxy in the place of the box.
      const real = window[box]
      const proxy = new Proxy(real, {
        get: (target, name) => {
          const value = Reflect.get(target, name)
          if (name === 'setItem')
            return (key: string, text: string) => {
              note(`${box} ${key}`)
              target.setItem(key, text)
            }
          return typeof value === 'function' ? value.bind(target) : value
        },
        set: (target, name, value) => {
          note(`${box} ${String(name)}`)
          return Reflect.set(target, name, value)
        },
      })
      Object.defineProperty(window, box, { configurable: true, get: () => proxy })
    }
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
    Object.defineProperty(document, 'cookie', {
      configurable: true,
      get: () => {
        note('read cookie')
        return cookie?.get?.call(document)
      },
      set: () => note('cookie'),
    })
    const read = (target: object, name: string) => {
      const found = Object.getOwnPropertyDescriptor(target, name)
      if (found?.get)
        Object.defineProperty(target, name, {
          ...found,
          get() {
            note(`read ${name}`)
            return found.get?.call(this)
          },
        })
    }
    for (const name of ['userAgent', 'plugins', 'hardwareConcurrency', 'deviceMemory', 'platform', 'vendor', 'userAgentData', 'languages'])
      read(Navigator.prototype, name)
    for (const name of ['colorDepth', 'pixelDepth', 'availWidth']) read(Screen.prototype, name)
    for (const name of ['getContext', 'toDataURL']) wrap(HTMLCanvasElement.prototype, name, () => `read canvas`)
  })
  return done
}

/** Two pages, an answer with a comment on each, moments, and the methods a page calls. */
const visit = async (consent: 'none' | 'session' | 'persistent') => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder, quick('other'))
  site.pages.set('/', html({ data: { consent } }))
  site.pages.set('/o/jean@example.com/x', html({ data: { consent } }))
  const context = await person()
  const done = await record(context)
  const requests: { url: string; cookie: string | undefined }[] = []
  context.on('request', (request) => requests.push({ url: request.url(), cookie: request.headers().cookie }))
  const tab = await openTab(context)
  for (const path of ['/?token=s3cret&utm_source=news#top', '/o/jean@example.com/x']) {
    await tab.page.goto(site.url + path)
    await tab.until('ready')
    await tab.call('track', 'viewed')
    if (path !== '/') await tab.call('show', 'after-order', { byVisitor: true })
    await tab.choose(/Fairly badly/)
    await tab.page.getByRole('textbox').fill('Call 06 12 34 56 78 or jean@example.com about order 302-1234567-1234567')
    await tab.press('Send')
    await tab.arrived((await tab.until('completed')).response)
    for (const method of ['flush', 'inspect', 'export'] as const) await tab.call(method)
  }
  return { collector, site, tab, done, requests }
}
const written = (done: readonly string[]) =>
  [...new Set(done.filter((what) => !/^(read|open) /.test(what)))].map((key) => key.replace(/[\da-f-]{36}/, '<id>')).sort()

test.each(['none', 'session', 'persistent'] as const)(
  'a whole visit at %s: what is written is what is declared, and no one else hears of it',
  async (consent) => {
    const { collector, site, tab, done, requests } = await visit(consent)
    const keys = written(done)
    if (consent === 'none') {
      expect(keys).toEqual([])
      expect(await deviceOf(tab.page)).toEqual(nothing)
    }
    const allowed = {
      none: /^$/,
      session: /^sessionStorage peakend:default(:(r:<id>|clocks|meta|swept|backoff:main))?$/,
      persistent: /^(localStorage peakend:default|idb (r:<id>|clocks|respondent|meta|swept|backoff:main))$/,
    }[consent]
    expect(keys.filter((key) => !allowed.test(key))).toEqual([])
    expect(done.filter((what) => /^(cookie|cache|worker)/.test(what))).toEqual([])
    // Of the things that tell one browser from another only the languages, to ask in one of them. (This test itself reads cookies.)
    expect(done.filter((what) => /^read (?!languages|cookie)/.test(what))).toEqual([])
    expect(requests.filter(({ url }) => !url.startsWith(site.url) && !url.startsWith('data:'))).toEqual([])
    expect(requests.filter(({ cookie }) => cookie)).toEqual([])
    const stored = await collector.responses()
    expect(stored).toHaveLength(2)
    for (const { answers } of stored) expect(answers['why']).toBe('Call [tel] or [e-mail] about order 302-1234567-1234567')
    // No address, no query, and nothing of what was taken out, in anything that left or stayed.
    expect(stored.map(({ context }) => context['path']).sort()).toEqual(['/', '/o/[e-mail]/x'])
    const everything = JSON.stringify([site.posts, await tab.call('export'), await deviceOf(tab.page)])
    expect(everything).not.toMatch(/s3cret|jean@example|06 12 34/)
    expect(tab.pageErrors).toEqual([])
  },
)

test('scrubbing can be turned off by a team that has a reason', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(afterOrder)
  site.pages.set('/', html({ data: { consent: 'none', scrub: 'false' } }))
  const tab = await openTab(await person(), site.url)
  await tab.call('show', 'after-order')
  await tab.choose(/Fairly badly/)
  await tab.page.getByRole('textbox').fill('jean@example.com')
  await tab.press('Send')
  await tab.arrived((await tab.until('completed')).response)
  expect((await collector.responses())[0]?.answers['why']).toBe('jean@example.com')
  expect(site.asked.filter((path) => path.includes('/scrub.'))).toEqual([])
})

test('a question may call a visitor by name: what is sent of it is the wording, without the name', async () => {
  const collector = await startCollector()
  const site = await openSite(collector)
  const asks = quick('asks', {
    questions: [
      {
        id: 'q',
        type: 'csat',
        text: 'Hi {{trait.firstName|there}}, how was {{prop.product|it}} from {{brand|us}}?',
        labels: ['Not for {{trait.firstName|me}}', 'Just right for {{trait.firstName|me}}'],
      },
      { id: 'more', type: 'choice', text: 'And {{context.desk|here}}?', options: [{ id: 'a', text: 'As {{trait.firstName|I}} said' }] },
      { id: 'agreed', type: 'consent', text: 'May we write?', label: 'Yes, {{brand|you}} may write to {{trait.firstName|me}}' },
    ],
  })
  const { version, surveys } = config(asks)
  site.config = { version, surveys, send: ['plan'] }
  site.pages.set('/', html({ data: { brand: 'Hearth' } }))
  // Two people, so that it can be seen that they are asked the same.
  for (const [firstName, product] of [
    ['Wilhelmina', 'Lantern'],
    ['Bartholomew', 'Kettle'],
  ]) {
    const tab = await openTab(await person(), site.url)
    await tab.call('identify', 'user-1', { firstName, plan: 'pro' })
    await tab.call('track', 'asks', { product })
    await tab.page.getByRole('heading', { name: `Hi ${firstName}, how was ${product} from Hearth?` }).waitFor()
    await tab.choose(new RegExp(`Just right for ${firstName}`))
    await tab.page.getByRole('radio', { name: `As ${firstName} said` }).click()
    await tab.press('Continue')
    await tab.page.getByRole('checkbox', { name: `Yes, Hearth may write to ${firstName}` }).check()
    await tab.press('Send')
    await tab.arrived((await tab.until('completed')).response)
    expect(JSON.stringify(await tab.call('export'))).not.toMatch(/Wilhelmina|Bartholomew|Lantern|Kettle/)
  }
  expect(JSON.stringify(site.posts)).not.toMatch(/Wilhelmina|Bartholomew|Lantern|Kettle/)
  const stored = await collector.responses()
  expect(stored).toHaveLength(2)
  for (const { instrument } of stored)
    expect(instrument).toMatchObject({
      labels: ['Not for {{trait.firstName|me}}', '', '', '', 'Just right for {{trait.firstName|me}}'],
      texts: {
        q: 'Hi {{trait.firstName|there}}, how was {{prop.product|it}} from Hearth?',
        more: 'And {{context.desk|here}}?',
        'more.a': 'As {{trait.firstName|I}} said',
        agreed: 'May we write?',
        'agreed.label': 'Yes, Hearth may write to {{trait.firstName|me}}',
      },
    })
  // One instrument, not one for each person.
  const { touchpoints } = await collector.report()
  expect(touchpoints.flatMap(({ instruments }) => instruments)).toMatchObject([
    { n: 2, question: 'Hi {{trait.firstName|there}}, how was {{prop.product|it}} from Hearth?' },
  ])
})
