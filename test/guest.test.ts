import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { deviceOf } from './support/device'
import { html, openSite } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

/** Counts what a page has running: listeners, timers, observers, channels, styles. Installed before any script. */
const watchLeftovers = () => {
  const listeners = new Map<string, number>()
  const ids = new WeakMap<object, number>()
  let next = 0
  const idOf = (thing: unknown) => {
    if (typeof thing !== 'object' && typeof thing !== 'function') return -1
    if (thing === null) return -1
    const known = ids.get(thing)
    if (known !== undefined) return known
    ids.set(thing, next)
    return next++
  }
  const { addEventListener, removeEventListener } = EventTarget.prototype
  const isCapture = (options: unknown) =>
    typeof options === 'object' && options !== null ? !!(options as AddEventListenerOptions).capture : !!options
  const keyOf = (target: EventTarget, type: string, fn: unknown, options: unknown) =>
    `${target.constructor.name}${idOf(target)} ${type} ${idOf(fn)} ${isCapture(options)}`
  // What goes with its target is nobody's leftover: only what outlives a card counts.
  const lasts = (target: EventTarget) =>
    target === window || target === document || target === document.documentElement || target === document.body || !(target instanceof Node)
  const short = /^(IDB|AbortSignal|FileReader|XMLHttpRequest|Animation)/
  EventTarget.prototype.addEventListener = function (
    this: EventTarget | undefined,
    type: string,
    fn: EventListener | null,
    options?: unknown,
  ) {
    const target = this ?? window
    if (fn && lasts(target) && !short.test(target.constructor.name)) {
      const key = keyOf(target, type, fn, options)
      listeners.set(key, 1)
      if (typeof options === 'object' && (options as AddEventListenerOptions | null)?.once)
        addEventListener.call(target, type, () => listeners.delete(key), { once: true })
      const { signal } = ((typeof options === 'object' ? options : null) ?? {}) as AddEventListenerOptions
      if (signal) addEventListener.call(signal, 'abort', () => listeners.delete(key))
    }
    addEventListener.call(target, type, fn, options as AddEventListenerOptions)
  } as typeof addEventListener
  EventTarget.prototype.removeEventListener = function (
    this: EventTarget | undefined,
    type: string,
    fn: EventListener | null,
    options?: unknown,
  ) {
    const target = this ?? window
    listeners.delete(keyOf(target, type, fn, options))
    removeEventListener.call(target, type, fn, options as EventListenerOptions)
  } as typeof removeEventListener

  /** Timer → milliseconds. */
  const timers = new Map<number, number | undefined>()
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window
  const start = setTimeout as (fn: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => number
  window.setTimeout = ((fn: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const timer = start(() => {
      timers.delete(timer)
      fn(...args)
    }, ms)
    timers.set(timer, ms)
    return timer
  }) as typeof setTimeout
  window.clearTimeout = ((timer: number) => {
    timers.delete(timer)
    clearTimeout(timer)
  }) as typeof clearTimeout
  window.setInterval = ((fn: () => void, ms?: number) => {
    const timer = (setInterval as (fn: () => void, ms?: number) => number)(fn, ms)
    timers.set(timer, ms)
    return timer
  }) as typeof setInterval
  window.clearInterval = ((timer: number) => {
    timers.delete(timer)
    clearInterval(timer)
  }) as typeof clearInterval

  const open = new Set<object>()
  const Channel = BroadcastChannel
  window.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name)
      open.add(this)
    }
    override close() {
      open.delete(this)
      super.close()
    }
  }
  const Observer = IntersectionObserver
  window.IntersectionObserver = class extends Observer {
    override observe(target: Element) {
      open.add(this)
      super.observe(target)
    }
    override disconnect() {
      open.delete(this)
      super.disconnect()
    }
  }
  Object.assign(window, {
    leftovers: () => ({
      listeners: [...listeners.keys()].map((key) => key.replace(/\d+/g, '')).sort(),
      timers: [...timers.values()],
      open: open.size,
      html: document.documentElement.outerHTML,
      styles: document.adoptedStyleSheets.length + document.styleSheets.length,
      symbols: Object.getOwnPropertySymbols(globalThis).map(String).sort(),
      globals: Object.getOwnPropertyNames(window).sort(),
      history: [String(history.pushState), String(history.replaceState)],
    }),
  })
}
const leftovers = (page: Page) => page.evaluate(() => (window as unknown as { leftovers(): object }).leftovers())

test('destroy() leaves nothing: no node, listener, timer, observer, style or registry entry; the callable stays, inert', async () => {
  const site = await openSite(await startCollector())
  const onClick = quick('clicked', { trigger: { on: 'click', selector: 'h1' } })
  const onPage = quick('paged', { trigger: { on: 'page', path: '/never' } })
  const later = quick('later', { trigger: { on: 'event', name: 'later', delaySeconds: 60 } })
  site.config = config(afterOrder, onClick, onPage, later)
  site.pages.set('/', html({ data: { consent: 'none' } }))
  const context = await person()
  await context.addInitScript(watchLeftovers)
  const arrive = site.hold('/peakend.js')
  const tab = await openTab(context)
  await tab.page.goto(site.url, { waitUntil: 'commit' })
  await tab.page.waitForFunction(() => 'peakend' in window && document.querySelector('h1'))
  const before = await leftovers(tab.page)
  arrive()
  await tab.until('ready')
  await tab.call('consent', 'persistent')
  await tab.call('track', 'later')
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Fairly badly/)
  await tab.until('answered')
  await tab.call('locale', 'fr')
  for (const method of ['explain', 'inspect', 'export', 'flush'] as const) await tab.call(method)
  expect(await leftovers(tab.page)).not.toEqual(before)
  await tab.call('destroy')
  expect(await leftovers(tab.page)).toEqual(before)

  const heard = tab.heard.length
  await tab.page.evaluate(async () => {
    const { peakend } = window as unknown as { peakend(...args: unknown[]): unknown }
    for (const args of [
      ['track', 'order_completed'],
      ['show', 'after-order'],
      ['hide'],
      ['destroy'],
      ['consent', 'none'],
      ['explain'],
      ['nonsense'],
      [],
    ])
      await peakend(...args)
  })
  expect(tab.of('shown')).toHaveLength(1)
  expect(tab.heard.slice(heard).filter(({ type }) => type !== 'error')).toEqual([])
  expect(await leftovers(tab.page)).toEqual(before)
  expect(tab.pageErrors).toEqual([])
})

test('create, destroy, create again: it works, and what was stored is still there', async () => {
  const site = await openSite(await startCollector())
  site.pages.set('/', '<!doctype html><html lang="en"><title>App</title><h1>App</h1></html>')
  const tab = await openTab(await person(), site.url)
  const options = { endpoint: '/v1/responses', consent: 'persistent', config: config(afterOrder) }
  // As text: the test's own bundler must not see this import.
  const create = () =>
    tab.page.evaluate(`import('/index.js').then(({ createPeakend }) => {
      const handle = createPeakend(${JSON.stringify(options)})
      const isNew = handle !== window.handle
      window.handle = handle
      window.peakend = (method, ...args) => handle[method](...args)
      return isNew
    })`)
  expect(await create()).toBe(true)
  expect(await create()).toBe(false)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await tab.call('destroy')
  expect(await tab.card.count()).toBe(0)
  expect(await create()).toBe(true)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('suppressed')).gates).toMatchObject([{ code: 'once-per' }])
  await tab.call('flush')
  await tab.arrived(response)
  expect(tab.of('ready')).toHaveLength(2)
})

test('a second copy of the script is the same one: a moment counts once', async () => {
  const site = await openSite()
  site.config = config(quick('twice'))
  site.pages.set(
    '/',
    html({
      body: '<script async src="/peakend.js" data-endpoint="/v1/responses" data-config="/v1/config" data-consent="persistent"></script>',
    }),
  )
  const tab = await openTab(await person(), site.url)
  await tab.page.waitForLoadState('load')
  await tab.until('ready')
  await tab.call('track', 'twice')
  await tab.until('shown')
  await tab.call('inspect')
  expect([tab.of('ready').length, tab.of('moment').length, tab.of('suppressed').length, await tab.card.count()]).toEqual([1, 1, 0, 1])
  expect(tab.pageErrors).toEqual([])
})

test('two projects on one page do not meet', async () => {
  const site = await openSite()
  site.config = config(quick('mine'))
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.call('track', 'mine')
  await tab.until('shown')
  const keys = await tab.page.evaluate(`import('/index.js').then(async ({ createPeakend }) => {
    const other = createPeakend({ project: 'other', consent: 'persistent', config: { version: 1, surveys: [] } })
    other.track('x')
    await other.inspect()
    return Object.keys(localStorage).sort()
  })`)
  expect(keys).toEqual(['peakend:default', 'peakend:other'])
})

test('a project whose name begins another’s does not take that one’s database for its own', async () => {
  const site = await openSite()
  site.config = config()
  site.pages.set('/', html({ data: { project: 'shop' } }))
  site.pages.set('/empty', '<!doctype html><title>A page without us</title>')
  const tab = await openTab(await person(), `${site.url}/empty`)
  await tab.page.evaluate(() => new Promise((done) => (indexedDB.open('peakend:shop2').onsuccess = done)))
  await tab.page.goto(site.url)
  await tab.until('ready')
  // By then it has looked for what an earlier page left.
  await tab.page.waitForTimeout(1500)
  expect(site.asked.filter((path) => path.startsWith('/chunks/'))).toEqual([])
  expect((await deviceOf(tab.page)).databases).toEqual(['peakend:shop2'])
})

test('a page that goes away holds no database, which others might have to wait for, and goes on where it comes back', async () => {
  const site = await openSite()
  site.config = config(quick('mine'))
  site.pages.set('/', html())
  const context = await person()
  await context.addInitScript(() => {
    const held = new Set<IDBDatabase>()
    Object.assign(window, { held })
    const { transaction, close } = IDBDatabase.prototype
    IDBDatabase.prototype.transaction = function (...args) {
      held.add(this)
      return transaction.apply(this, args)
    }
    IDBDatabase.prototype.close = function () {
      held.delete(this)
      close.call(this)
    }
  })
  const tab = await openTab(context, site.url)
  await tab.call('track', 'mine')
  await tab.until('shown')
  const held = () => tab.page.evaluate('held.size')
  expect(await held()).toBe(1)
  // The sender, which does it too, is not there yet.
  expect(site.asked.filter((path) => path.includes('/send.'))).toEqual([])
  await tab.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  expect(await held()).toBe(0)
  await tab.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await tab.choose(/Very well/)
  expect((await tab.until('answered')).durability).toBe('disk')
})

test('the callable never throws, whatever it is called with', async () => {
  const site = await openSite()
  site.config = config(quick('x'))
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  const thrown = await tab.page.evaluate(async () => {
    const { peakend } = window as unknown as { peakend(...args: unknown[]): unknown }
    const cyclic: Record<string, unknown> = {}
    cyclic['self'] = cyclic
    const odd = [
      undefined,
      null,
      0,
      '',
      [],
      {},
      cyclic,
      () => {},
      Symbol('s'),
      10n,
      document,
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('trap')
          },
        },
      ),
    ]
    const found: string[] = []
    for (const method of [
      'nonsense',
      '',
      'constructor',
      '__proto__',
      'track',
      'identify',
      'show',
      'on',
      'consent',
      'explain',
      'locale',
      'init',
      undefined,
      null,
      7,
      {},
    ])
      for (const first of odd)
        for (const second of [undefined, null, cyclic, 10n]) {
          try {
            const result = peakend(method, first, second)
            if (result instanceof Promise) await Promise.race([result, new Promise((done) => setTimeout(done, 5))])
          } catch (error) {
            found.push(`${String(method)}: ${error}`)
          }
        }
    return found
  })
  expect(thrown).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

/** Every computed value of every element of the page, the card aside. */
const computed = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => element.localName !== 'peakend-card')
      .map((element) => {
        const style = getComputedStyle(element)
        return `${element.localName} ${[...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(';')}`
      }),
  )

test.each([
  ['where something is asked', true],
  ['where nothing is', false],
])('in a page without an origin, as a sandboxed one, nothing is thrown, and an answer arrives: %s', async (_, asks) => {
  const collector = await startCollector()
  const site = await openSite(collector)
  site.config = config(quick('quick'))
  site.headers = { 'content-security-policy': 'sandbox allow-scripts' }
  site.pages.set('/', html())
  const context = await person()
  // To such a page every address is another origin.
  await context.route('**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } })
  })
  const tab = await openTab(context, site.url)
  await tab.until('ready')
  if (asks) {
    await tab.call('track', 'quick')
    await tab.arrived(await tab.answer(4))
    expect(await collector.responses()).toMatchObject([{ answers: { q: 4 } }])
  }
  // By then it has looked for what an earlier page left.
  await tab.page.waitForTimeout(1500)
  expect(tab.of('error')).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

test.each([
  '* { all: revert !important }',
  'body { display: grid; grid-template-rows: auto 1fr auto; min-height: 100vh }',
  'body > :last-child { color: red; margin-top: 40px } :root { font-size: 62.5% }',
])('the page is as it was, before, during and after, under %s; its focus stays, nothing shifts', async (css) => {
  const site = await openSite(await startCollector())
  site.config = config(afterOrder)
  site.pages.set(
    '/',
    html({
      head: `<style>${css}</style>`,
      body: '<p>Text <a href="#x">link</a></p><ul><li>One</li></ul><label>Name <input></label><button type="button">Do</button><footer>End</footer>',
    }),
  )
  const tab = await openTab(await person(), site.url)
  await tab.page.evaluate(() => {
    const shifts: number[] = []
    const moves: string[] = []
    new PerformanceObserver((list) => {
      // What moves because the visitor just did something is expected of it (https://web.dev/articles/cls).
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) shifts.push(entry.value)
      // From here on: what moved while the page was parsed (`:last-child` matches once its parent is complete) is the page's own.
    }).observe({ type: 'layout-shift' })
    for (const type of ['focusin', 'focusout'])
      addEventListener(type, (event) => moves.push(`${type} ${(event.target as Element).localName}`), true)
    Object.assign(window, { shifts, moves })
  })
  const watched = () =>
    tab.page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const { shifts, moves } = window as unknown as { shifts: number[]; moves: string[] }
      return { shifts: [...shifts], moves: [...moves], focus: document.activeElement?.localName }
    })
  await tab.until('ready')
  const before = await computed(tab.page)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.until('shown')
  expect(await computed(tab.page)).toEqual(before)
  expect(await watched()).toEqual({ shifts: [], moves: [], focus: 'body' })
  await tab.choose(/Very badly/)
  await tab.until('answered')
  expect(await computed(tab.page)).toEqual(before)
  await tab.call('hide')
  await tab.card.waitFor({ state: 'detached' })
  expect(await computed(tab.page)).toEqual(before)
  expect(await watched()).toMatchObject({ shifts: [], focus: 'body' })
  await tab.call('destroy')
  expect(await computed(tab.page)).toEqual(before)
})

test('a page that asks all day keeps nothing of what is over: no node, no listener', async () => {
  const site = await openSite(await startCollector())
  site.config = config(quick('long'))
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  const { page } = tab
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  await tab.until('ready')
  const ask = async (times: number) => {
    for (let i = 0; i < times; i++) {
      await tab.call('show', 'long')
      if (i % 2) await tab.answer(4)
      else await tab.until('shown')
      await tab.call('hide')
    }
    await tab.call('flush')
    await devtools.send('HeapProfiler.collectGarbage')
    const { metrics } = await devtools.send('Performance.getMetrics')
    const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0
    return { nodes: of('Nodes'), listeners: of('JSEventListeners') }
  }
  const before = await ask(6)
  const after = await ask(20)
  // Less than one for each showing.
  expect(after.nodes - before.nodes).toBeLessThan(20)
  expect(after.listeners - before.listeners).toBeLessThan(20)
})
