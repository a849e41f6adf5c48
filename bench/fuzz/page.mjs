/**
 * The round in a real page: changed configurations against the built files. Each is started, its moment comes, what is drawn is answered as far
 * as it can be, and all is destroyed. Looked for: errors and rejections in the page, hangs, what is left behind, requests to anything but the
 * endpoint and our own files, and a sentinel that must never be called.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutLongFrames } from '../browser.mjs'
import { garbage, mutate } from './mutate.mjs'
import { seeded } from './random.mjs'

const dist = join(import.meta.dirname, '../../dist')
/** Nobody listens there: every request is answered here. A secure context, as pages are. */
const ORIGIN = 'http://localhost:4173'
/** Far longer than any case takes: what is not over by then hangs. */
const HANG_MS = 20_000

const touchpoint = { id: 't', stage: 'purchase', category: 'sales' }
const options = ['a', 'b', 'c'].map((id) => ({ id, text: id.toUpperCase() }))
/** Every type of question once; each original begins with another. */
const questions = [
  { id: 'nps', type: 'nps', text: 'Q', labels: ['a', 'b'] },
  { id: 'csat', type: 'csat', text: { en: 'Q', fr: 'Q' }, help: '{{trait.name|there}}' },
  { id: 'ces', type: 'ces', text: 'Q' },
  { id: 'rating', type: 'rating', display: 'hearts', text: 'Q' },
  { id: 'choice', type: 'choice', text: 'Q', multiple: true, min: 1, options: [...options, { id: 'o', text: 'O', other: true }] },
  { id: 'chips', type: 'choice', display: 'filter', text: 'Q', options },
  { id: 'ranking', type: 'ranking', text: 'Q', options },
  { id: 'matrix', type: 'matrix', text: 'Q', points: 5, rows: options },
  { id: 'slider', type: 'slider', text: 'Q', min: 0, max: 10, step: 1 },
  { id: 'date', type: 'date', text: 'Q' },
  { id: 'contact', type: 'contact', text: 'Q', fields: ['name', 'email'] },
  { id: 'consent', type: 'consent', text: 'Q', label: 'L', link: { href: '/privacy', text: 'P' } },
  { id: 'action', type: 'action', action: 'link', text: 'Q', label: 'L', href: 'https://shop.example/{{trait.name|x}}' },
  { id: 'message', type: 'message', text: 'Q', list: ['a', 'b'], link: { href: '/more', text: 'M' } },
  { id: 'text', type: 'text', text: 'Q', format: 'email', maxLength: 100 },
]
const triggers = [
  { on: 'event', name: 'x' },
  { on: 'page', path: '/*' },
  { on: 'click', selector: '#x' },
  { on: 'visible', selector: '#x', seconds: 0 },
  { on: 'slot' },
  { on: 'launcher', selector: '#x', text: 'T' },
  { on: 'scroll', percent: 1 },
  { on: 'dwell', seconds: 1 },
  { on: 'exit' },
  { on: 'idle', seconds: 1 },
  { on: 'friction' },
]
const layouts = [undefined, { type: 'card', at: 'top-start' }, { type: 'bar', at: 'top' }, { type: 'modal' }]
const original = (n) => {
  const at = n % questions.length
  return {
    version: 1,
    personas: [{ id: 'p', when: { trait: 'name', is: 'Ann' } }],
    theme: { accent: '#7a1f3d', radius: '8px', dark: { accent: 'red' } },
    privacy: { en: '/privacy' },
    surveys: [
      {
        id: 's',
        touchpoint,
        trigger: [{ on: 'event', name: 'x', where: { prop: 'total', gte: 5 } }, triggers[n % triggers.length]],
        frequency: { class: 'interaction', everyDays: 0 },
        layout: layouts[n % layouts.length],
        theme: { surface: 'white', font: 'inherit' },
        questions: [
          { ...questions[at], next: [{ when: { persona: 'p' }, goTo: 'last' }] },
          { id: 'last', type: 'text', optional: true, text: 'L {{answer.csat|x}}' },
        ],
        endings: [{ id: 'e', text: 'E', link: { href: '/e', text: 'E' } }],
      },
    ],
  }
}
/** Some texts become what somebody hostile would write there. */
const poison = (random, value, vectors) => {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value))
    if (typeof value[key] === 'string' && !/^(id|on|type|stage|category|goTo|action|display|format)$/.test(key) && random.next() < 0.15)
      value[key] = random.pick(vectors).text
    else poison(random, value[key], vectors)
}

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<p id="x">A place</p><peakend-slot survey="s"></peakend-slot>
<script type="module" src="/case.js"></script></html>`

/** Runs inside the page, and is sent there as text. */
const inPage = () => {
  const page = /** @type {any} */ (window)
  const found = []
  page.__pwned = (n) => found.push(`the sentinel was called by vector ${n}`)
  addEventListener('error', ({ message }) => found.push(`thrown into the page: ${message}`))
  addEventListener('unhandledrejection', ({ reason }) => found.push(`rejected in the page: ${reason?.stack ?? reason}`))
  // What is listened to beyond our own elements.
  const listening = new Map()
  const keyOf = (target, type, fn, options) => {
    if (!(target === window || target === document || !(target instanceof Node))) return
    if (target instanceof AbortSignal || target instanceof IDBRequest || target instanceof IDBTransaction || target instanceof IDBDatabase)
      return
    const name = target[Symbol.toStringTag]
    return /^(Window|HTMLDocument|History|Navigation|MediaQueryList|VisualViewport|ServiceWorkerContainer|NetworkInformation)$/.test(name)
      ? [target, `${name} ${type} ${!!(Object(options) === options ? options.capture : options)}`, fn]
      : undefined
  }
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
  EventTarget.prototype.addEventListener = function (type, fn, options) {
    const key = keyOf(this ?? window, type, fn, options)
    if (key && !options?.once) {
      const fns = listening.get(key[1]) ?? new Set()
      listening.set(key[1], fns.add(fn))
      options?.signal?.addEventListener('abort', () => fns.delete(fn))
    }
    return add.call(this ?? window, type, fn, options)
  }
  EventTarget.prototype.removeEventListener = function (type, fn, options) {
    const key = keyOf(this ?? window, type, fn, options)
    if (key) listening.get(key[1])?.delete(fn)
    return remove.call(this ?? window, type, fn, options)
  }
  const nodes = () =>
    [...document.querySelectorAll('*')].map((node) => `${node.localName}#${node.id}.${node.getAttribute('style') ?? ''}`).join()
  const styles = () => document.adoptedStyleSheets.length + document.styleSheets.length
  const state = () => ({
    nodes: nodes(),
    styles: styles(),
    listeners: [...listening].flatMap(([name, fns]) => (fns.size && !name.includes('playwright') ? `${name} ${fns.size}` : [])).join(),
    globals: `${Object.keys(window).filter((name) => !name.startsWith('__playwright'))}${Object.keys({})}`,
    title: document.title + location.href + document.documentElement.getAttributeNames(),
  })
  const turn = () => new Promise((done) => setTimeout(done))
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  /** One step: whatever can be chosen or written, then on. */
  const answer = (root) => {
    for (const input of root.querySelectorAll('input:not([type=radio]):not([type=checkbox]), textarea')) {
      input.value = input.type === 'range' ? '5' : input.type === 'date' ? '2026-11-22' : 'a@shop.example'
      input.dispatchEvent(new Event('input', { bubbles: true }))
      input.dispatchEvent(new Event('change', { bubbles: true }))
    }
    root.querySelector('[role=radio], [role=checkbox], input[type=checkbox], [role=option]')?.click()
    root.querySelector('footer .go, footer button:last-child')?.click()
  }
  let before
  /** @returns {Promise<{ found: string[], drawn: boolean, answered: boolean }>} */
  page.runCase = async (createPeakend, text, n) => {
    found.length = 0
    before ??= state()
    // As inline JSON, which is parsed by us; and as an object.
    let config = '#config'
    const inline = document.createElement('script')
    inline.type = 'application/json'
    inline.id = 'config'
    inline.textContent = text
    if (n % 2) document.head.append(inline)
    else
      try {
        config = JSON.parse(text)
      } catch {
        document.head.append(inline)
      }
    const level = ['none', 'session', 'persistent'][n % 3]
    let drawn = false
    let answered = false
    let handle
    try {
      handle = createPeakend({
        project: `fuzz-${n}`,
        endpoint: '/v1/responses',
        consent: level,
        ...(Object(config) === config || config === '#config' ? { config } : {}),
      })
    } catch (error) {
      if (error?.name !== 'PeakendError') found.push(`createPeakend: ${error}`)
      inline.remove()
      return { found: [...found], drawn, answered }
    }
    let ids = []
    const ready = new Promise((done) => {
      handle.on('ready', ({ surveys }) => done((ids = surveys)))
      handle.on('error', done)
    })
    handle.on('answered', () => (answered = true))
    await Promise.race([ready, new Promise((done) => setTimeout(done, 100))])
    await turn()
    handle.identify('u', { name: 'Ann' })
    handle.track('x', { total: 7, order: {} })
    document.getElementById('x').click()
    if (n % 4 < 2 || level === 'none') await Promise.race([handle.show(ids[0] ?? 's'), new Promise((done) => setTimeout(done, 1000))])
    await frame()
    for (let waits = 0; waits < 4 && !document.querySelector('peakend-card'); waits++) await new Promise((done) => setTimeout(done, 10))
    for (let step = 0; step < 5; step++) {
      const root = document.querySelector('peakend-card')?.shadowRoot
      if (!root) break
      drawn = true
      // Nothing that runs or loads stands in it, and nothing that was not written by us.
      const odd = root.querySelector(
        'script, iframe, img, object, embed, link, style, form, base, [onerror], [onload], [onclick], [srcdoc], [href^="javascript:" i], [href^="data:" i]',
      )
      if (odd) found.push(`in the card: ${odd.outerHTML.slice(0, 200)}`)
      answer(root)
      await frame()
      await turn()
    }
    const ended = await Promise.race([handle.destroy().then(() => true), new Promise((done) => setTimeout(done, 5000))])
    if (!ended) found.push('destroy() did not come to its end')
    inline.remove()
    await frame()
    await turn()
    for (const [name, value] of Object.entries(state()))
      if (value !== before[name]) {
        const known = `${before[name]}`.split(/[,;]/)
        const now = `${value}`.split(/[,;]/)
        found.push(
          `left behind: ${name}: + ${now.filter((each) => !known.includes(each))} - ${known.filter((each) => !now.includes(each))}`,
        )
      }
    for (const box of [localStorage, sessionStorage]) box.clear()
    if (level === 'persistent') indexedDB.deleteDatabase(`peakend:fuzz-${n}`)
    return { found: [...found], drawn, answered }
  }
}
const script = `import { createPeakend } from '/index.js'\n(${inPage})()\nconst { runCase } = window\nwindow.run = (text, n) => runCase(createPeakend, text, n)`

/**
 * @param {import('playwright').Browser} browser
 * @param {readonly { readonly text: string }[]} vectors
 */
export const pages = async (browser, vectors) => {
  const files = new Map()
  for (const file of await readdir(dist, { recursive: true }))
    if (/\.js$/.test(file)) files.set(`/${file}`, await readFile(join(dist, file), 'utf8'))
  let current
  /** What was asked for that is neither ours nor the endpoint. */
  let strangers = []
  const counts = { drawn: 0, answered: 0 }

  const receive = (request) => {
    let events = []
    try {
      events = JSON.parse(request.postData() ?? '[]')
    } catch {
      strangers.push(`a body that is no JSON: ${request.postData()?.slice(0, 100)}`)
    }
    return JSON.stringify({ serverTime: '2026-11-22T12:00:00Z', results: [events].flat().map(({ id }) => ({ id, status: 'stored' })) })
  }
  const open = async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB' })
    await context.addInitScript(withoutLongFrames)
    await context.route('**/*', (route) => {
      const { origin, pathname } = new URL(route.request().url())
      const javascript = (body) => route.fulfill({ contentType: 'text/javascript', body })
      if (origin === ORIGIN && pathname === '/') return route.fulfill({ contentType: 'text/html', body: html })
      if (origin === ORIGIN && pathname === '/case.js') return javascript(script)
      if (origin === ORIGIN && files.has(pathname)) return javascript(files.get(pathname))
      if (origin === ORIGIN && pathname === '/v1/responses')
        return route.fulfill({ contentType: 'application/json', body: receive(route.request()) })
      strangers.push(`a request to ${route.request().url().slice(0, 200)}`)
      return route.abort()
    })
    const page = await context.newPage()
    context.on('page', (other) => other !== page && strangers.push(`a window was opened: ${other.url()}`))
    page.on('dialog', (dialog) => dialog.dismiss())
    page.on('framenavigated', (frame) => frame.url() !== `${ORIGIN}/` && strangers.push(`the page went to ${frame.url()}`))
    await page.goto(`${ORIGIN}/`)
    await page.waitForFunction('window.run')
    strangers = []
    current = { page, close: () => context.close() }
    return current
  }

  const make = (seed, n) => {
    const random = seeded(seed * 1e6 + n)
    const mutated = random.below(50) ? mutate(random, original(random.below(1000)), 1 + random.below(3)) : garbage(random)
    if (random.below(2)) poison(random, mutated, vectors)
    return JSON.stringify(mutated)
  }
  const run = async (text, n = 0) => {
    const { page, close } = current ?? (await open())
    let timer
    const hang = new Promise((done) => {
      timer = setTimeout(done, HANG_MS, { found: ['hang'] })
    })
    const told = page
      .evaluate(([text, n]) => /** @type {any} */ (window).run(text, n), [text, n])
      .catch((error) => ({ found: [`the page: ${error.message}`] }))
    const { found, drawn, answered } = await Promise.race([told, hang])
    clearTimeout(timer)
    counts.drawn += +!!drawn
    counts.answered += +!!answered
    const all = [...found, ...strangers]
    strangers = []
    if (!all.length) return
    // What is left of it is not the next one's.
    current = undefined
    await close().catch(() => {})
    return all[0]
  }
  return { make, run, counts, parse: JSON.parse, toText: JSON.stringify, close: () => current?.close() }
}
