import { beforeAll, expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { type Collector, startCollector } from './support/collector'
import { html, openSite } from './support/site'
import { config, csat, quick, why } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()
const which = {
  id: 'which',
  type: 'choice',
  multiple: true,
  text: 'Which?',
  options: ['a', 'b', 'c'].map((id) => ({ id, text: `Option ${id}` })),
} as const
/** A number, a list and a text: whatever bends JSON bends one of them. */
const asked = quick('asked', { questions: [{ ...csat, next: [{ goTo: 'which' }] }, which, why] })
const answers = { csat: 2, which: ['a', 'c'], why: 'The “promo” code' }

/**
 * What became of it: `arrives` on this page, without an `error`; `kept`: moves on by “Next” only, and arrives from the next page; no card, and an `error` that
 * says so.
 */
type Outcome = 'arrives' | 'kept' | 'not shown' | 'no config'

/** What a page does, as a script of its own; and what becomes of it: after our script and before the first trigger, or before our script. */
const changes: readonly (readonly [name: string, code: string, outcome: Outcome, when?: 'before'])[] = [
  ['fetch throws', `window.fetch = () => { throw Error('mine') }`, 'no config', 'before'],
  ['fetch rejects', `window.fetch = () => Promise.reject(Error('mine'))`, 'no config', 'before'],
  ['fetch is gone', `window.fetch = undefined`, 'no config', 'before'],
  ['fetch is wrapped', `{ const { fetch } = window; window.fetch = (...args) => fetch(...args).then((reply) => reply) }`, 'arrives'],
  [
    'fetch replies with less than a Response',
    `{ const { fetch } = window; window.fetch = async (...args) => { const reply = await fetch(...args); const text = await reply.text()
      return { ok: reply.ok, status: reply.status, headers: reply.headers, text: async () => text } } }`,
    'arrives',
  ],
  [
    'then is wrapped, as zones do',
    `{ const { then } = Promise.prototype; Promise.prototype.then = function (done, failed) {
      return then.call(this, done && ((value) => done(value)), failed && ((error) => failed(error))) } }`,
    'arrives',
  ],
  [
    'then defers to a later task, and Promise is a subclass',
    `{ const { then } = Promise.prototype; Promise.prototype.then = function (done, failed) {
      const later = (fn) => fn && ((value) => new Promise((go, stop) => setTimeout(() => { try { go(fn(value)) } catch (error) { stop(error) } })))
      return then.call(this, later(done), later(failed)) }
      window.Promise = class extends Promise {} }`,
    'arrives',
  ],
  ['toJSON on Array.prototype', `Array.prototype.toJSON = function () { return '[' + this.join() + ']' }`, 'arrives'],
  ['toJSON on String.prototype', `String.prototype.toJSON = function () { return '"' + this + '"' }`, 'arrives'],
  [
    'toJSON on Number and Date',
    `Number.prototype.toJSON = function () { return '' + this }; Date.prototype.toJSON = function () { return '"' + this + '"' }`,
    'arrives',
  ],
  ['toJSON on Object.prototype, a text', `Object.prototype.toJSON = function () { return '' + this }`, 'arrives'],
  [
    'toJSON on Object.prototype, JSON in a text, enumerable as scripts add it',
    `{ const { stringify } = JSON; let isIn; Object.prototype.toJSON = function () {
      if (isIn) return this
      isIn = true; try { return stringify(this) } finally { isIn = false } } }`,
    'arrives',
  ],
  ['toJSON on Object.prototype throws', `Object.prototype.toJSON = function () { throw Error('of the page’s JSON') }`, 'not shown'],
  ['JSON.stringify throws', `JSON.stringify = () => { throw Error('of the page’s JSON') }`, 'not shown'],
  [
    'Array.from is the $A of Prototype.js',
    `Array.from = (of) => { if (!of) return []; if (of.toArray) return of.toArray(); let { length = 0 } = of; const found = Array(length); while (length--) found[length] = of[length]; return found }
      Array.prototype.toArray = function () { return [].concat(this) }; Array.prototype.entries = Array.prototype.toArray`,
    'arrives',
  ],
  [
    'Array.from is that of MooTools',
    `Array.from = (of) => of == null ? [] : typeof of.length == 'number' && typeof of != 'string' ? Array.prototype.slice.call(of) : [of]`,
    'arrives',
  ],
  [
    'timers never fire, and the clock stands still, as with fake ones',
    `{ let n = 1; const now = Date.now(); Date.now = () => now; performance.now = () => 1
      for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) window[name] = () => n++ }`,
    'kept',
  ],
  [
    'enumerable additions to Object.prototype',
    `Object.prototype.each = function () {}; Object.prototype.isMine = 'mine'; Object.prototype.data7 = { a: 1 }`,
    'arrives',
  ],
  ['enumerable additions to Array.prototype', `Array.prototype.each = function () {}; Array.prototype.isMine = 'mine'`, 'arrives'],
  [
    'methods of arrays as old polyfills have them',
    `Object.assign(Array.prototype, {
      map(fn, on) { const found = []; for (let i = 0; i < this.length; i++) found.push(fn.call(on, this[i], i, this)); return found },
      filter(fn, on) { const found = []; for (let i = 0; i < this.length; i++) if (fn.call(on, this[i], i, this)) found.push(this[i]); return found },
      flatMap(fn, on) { return [].concat(...this.map(fn, on)) },
      at(i) { return this[i < 0 ? this.length + i : i] },
      find(fn, on) { for (let i = 0; i < this.length; i++) if (fn.call(on, this[i], i, this)) return this[i] },
    })`,
    'arrives',
  ],
  ['the clock stands still', `{ const now = Date.now(); Date.now = () => now }`, 'arrives'],
  [
    'timers are objects',
    `{ const { setTimeout, clearTimeout } = window; window.setTimeout = (fn, ms) => ({ id: setTimeout(() => fn(), ms) }); window.clearTimeout = (timer) => clearTimeout(timer && timer.id) }`,
    'arrives',
  ],
  ['attachShadow is refused', `Element.prototype.attachShadow = () => { throw Error('mine') }`, 'not shown'],
  [
    'customElements is another',
    `Object.defineProperty(window, 'customElements', { value: { define() { throw Error('mine') }, get() {}, whenDefined: () => new Promise(() => {}) } })`,
    'arrives',
  ],
  ['style sheets cannot be made', `window.CSSStyleSheet = function () { throw TypeError('Illegal constructor') }`, 'not shown'],
  [
    'style sheets are not adopted',
    `Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', { set() {}, get: () => [] })`,
    'arrives',
  ],
  ...['indexedDB', 'localStorage', 'sessionStorage'].map(
    (name) =>
      [
        `${name} throws`,
        `Object.defineProperty(window, '${name}', { get() { throw new DOMException('mine', 'SecurityError') } })`,
        'arrives',
      ] as const,
  ),
  [
    'no storage at all',
    `for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('mine', 'SecurityError') } })`,
    'arrives',
  ],
  ['indexedDB is gone', `Object.defineProperty(window, 'indexedDB', { value: undefined })`, 'arrives'],
  ['MutationObserver cannot be made', `window.MutationObserver = function () { throw Error('mine') }`, 'arrives'],
  ['MutationObserver is deaf', `window.MutationObserver = class { observe() {} disconnect() {} takeRecords() { return [] } }`, 'arrives'],
  ['IntersectionObserver is deaf', `window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} }`, 'arrives'],
  ['IntersectionObserver cannot be made', `window.IntersectionObserver = function () { throw Error('mine') }`, 'arrives'],
  ['IntersectionObserver refuses to observe', `IntersectionObserver.prototype.observe = () => { throw Error('mine') }`, 'arrives'],
  ['ResizeObserver cannot be made', `window.ResizeObserver = function () { throw Error('mine') }`, 'arrives'],
  ['PerformanceObserver cannot be made', `window.PerformanceObserver = function () { throw Error('mine') }`, 'arrives'],
  ['BroadcastChannel cannot be made', `window.BroadcastChannel = function () { throw Error('mine') }`, 'arrives'],
  ['navigator.locks is gone', `Object.defineProperty(navigator, 'locks', { value: undefined })`, 'arrives'],
  ['navigator.locks refuses', `LockManager.prototype.request = async () => { throw new DOMException('mine', 'SecurityError') }`, 'arrives'],
  ['random values cannot be had', `crypto.getRandomValues = () => { throw Error('mine') }`, 'not shown'],
  ['random values are all alike', `crypto.getRandomValues = (list) => list.fill(7)`, 'arrives'],
  ['Math.random is seeded', `Math.random = () => 0.5`, 'arrives'],
  [
    'history is wrapped',
    `for (const name of ['pushState', 'replaceState']) { const known = history[name]; history[name] = function (...args) { return known.apply(this, args) } }`,
    'arrives',
  ],
  [
    'addEventListener is wrapped',
    `for (const name of ['addEventListener', 'removeEventListener']) { const known = EventTarget.prototype[name]
      EventTarget.prototype[name] = function (type, fn, options) { return known.call(this || window, type, fn, options) } }`,
    'arrives',
  ],
  ['window.event is a variable of the page', `Object.defineProperty(window, 'event', { value: 'mine', writable: true })`, 'arrives'],
  [
    'loaders of modules: define.amd, module, exports, require',
    `window.define = () => { throw Error('mine') }; define.amd = {}; window.module = { exports: {} }; window.exports = module.exports; window.require = define`,
    'arrives',
  ],
]

/** One for all: each test looks for its own response. */
let collector: Collector
beforeAll(async () => {
  collector = await startCollector()
})

let visits = 0
const cases = changes.map(([name, code, outcome, isBefore]) => [name, code, outcome, isBefore === 'before'] as const)
test.each(cases)('%s: nothing is thrown into the page', async (_, code, outcome, isBefore) => {
  // Each its own: what arrives is known by it, whatever a page does to what events carry.
  const project = `natives-${visits++}`
  const site = await openSite(collector)
  site.config = config(asked)
  // By the page itself: what carries events to the test is bent by the page as well.
  const hear = `window.told = []; addEventListener('peakend:error', ({ detail }) => told.push(detail.code + ': ' + detail.message))`
  site.pages.set('/', html({ head: `<script>${hear}</script>${isBefore ? `<script>${code}</script>` : ''}`, data: { project } }))
  const tab = await openTab(await person(), site.url)
  const told = async () => `${await tab.page.evaluate('told.join()')}`
  const thrown = () => tab.pageErrors.filter((error) => !/serializedArgs|of the page’s JSON/.test(error))
  if (outcome === 'no config') {
    expect((await tab.until('error')).code).toBe('config-unreachable')
    expect(tab.pageErrors).toEqual([])
    return
  }
  await tab.until('ready')
  if (!isBefore) await tab.page.addScriptTag({ content: code })
  await tab.page.evaluate(`void peakend('track', 'asked')`)
  if (outcome === 'not shown') {
    await expect.poll(told, { timeout: 20_000 }).toMatch(/^(not-shown|internal): ./)
    expect([await tab.card.count(), thrown()]).toEqual([0, []])
    return
  }
  await tab.choose(/Fairly badly/)
  if (outcome === 'kept') await tab.card.locator('footer .go').click()
  for (const name of ['Option a', 'Option c']) await tab.page.getByRole('checkbox', { name }).click()
  await tab.card.locator('footer .go').click()
  await tab.page.getByRole('textbox').fill(answers.why)
  await tab.card.locator('footer .go').click()
  await tab.card.getByText(/Thank/).first().waitFor()
  const stored = () => collector.responses(project)
  if (outcome === 'kept') await tab.page.reload()
  await expect.poll(async () => (await stored())[0]?.answers, { timeout: 20_000 }).toEqual(answers)
  expect(await stored()).toMatchObject([{ survey: 'asked', status: 'completed' }])
  expect([await told(), thrown()]).toEqual(['', []])
  await tab.page.evaluate(`peakend('destroy').then(() => {})`)
  expect(await tab.card.count()).toBe(0)
})
