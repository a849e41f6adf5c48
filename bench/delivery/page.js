/**
 * Runs in the page before Peakend: what the address asks for is broken here, what Peakend says is told to the harness, and the harness
 * answers questions through `window.bench` by clicking in the real card.
 */
{
  const asked = new URLSearchParams(location.search)
  const tab = asked.get('tab')
  const broken = new Set(asked.get('broken')?.split(',') ?? [])
  const told = new URL('/told', document.currentScript.src).href

  /**
   * Synchronous: when this returns the harness has it, and whatever is killed a moment later, it stays told. Offline by the
   * protocol there is no way out of the page but the protocol. In Firefox a synchronous request runs other tasks meanwhile but no promises,
   * so that IndexedDB commits transactions under whoever waits for one: there it is told in order, and not waited for.
   */
  let telling = Promise.resolve()
  const { fetch } = window
  const tell = (type, detail = {}) => {
    const text = JSON.stringify({ tab, type, detail })
    if (asked.has('async'))
      return void (telling = telling.then(() => fetch(told, { method: 'POST', keepalive: true, body: text })).catch(() => {}))
    try {
      const request = new XMLHttpRequest()
      request.open('POST', told, false)
      request.send(text)
    } catch {
      window.tellHarness?.(text)
    }
  }

  // The clock, wrong from the start or from now on.
  const { now } = Date
  let offset = Number(asked.get('clock') ?? 0)
  const Real = Date
  Date.now = () => now() + offset
  window.Date = class extends Real {
    constructor(...args) {
      if (args.length) super(...args)
      else super(Date.now())
    }
  }

  // What would take ten seconds or more takes half a second: timeouts of requests, locks, backoff.
  const { setTimeout: later } = window
  window.setTimeout = (fn, ms, ...args) => later(fn, ms >= 5000 ? ms / 20 : ms, ...args)

  const fails = (name, message) => {
    const request = { error: new DOMException(message, name) }
    later(() => (request.onerror ?? request.onabort)?.())
    return request
  }
  if (broken.has('indexeddb-hangs')) IDBFactory.prototype.open = () => ({})
  if (broken.has('indexeddb-fails')) IDBFactory.prototype.open = () => fails('UnknownError', 'Internal error opening backing store')
  if (broken.has('indexeddb-lost')) {
    const { transaction } = IDBDatabase.prototype
    let count = 0
    IDBDatabase.prototype.transaction = function (...args) {
      if (++count % 5 === 0) {
        tell('fault', { kind: 'indexeddb-lost' })
        throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
      }
      return transaction.apply(this, args)
    }
  }
  if (broken.has('quota')) {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError')
    }
  }
  if (broken.has('no-locks')) Object.defineProperty(navigator, 'locks', { value: undefined })
  let isBlocked = broken.has('blocker')
  window.fetch = (url, ...rest) =>
    isBlocked && `${url}`.includes('/v1/responses') ? Promise.reject(new TypeError('Failed to fetch')) : fetch(url, ...rest)

  for (const type of ['shown', 'answered', 'completed', 'loss']) addEventListener(`peakend:${type}`, ({ detail }) => tell(type, detail))
  addEventListener('peakend:error', ({ detail: { code, message } }) => tell('error', { code, message }))
  addEventListener('pageshow', ({ persisted }) => persisted && tell('fault', { kind: 'restored from the back/forward cache' }))
  addEventListener('error', ({ message }) => tell('page-error', { message }))
  addEventListener('unhandledrejection', ({ reason }) => tell('page-error', { message: `${reason}` }))
  /** The next `peakend:<type>`, or what came meanwhile. */
  const heard = (type, test = () => true) =>
    new Promise((done) => {
      const hear = ({ detail }) => {
        if (!test(detail)) return
        removeEventListener(`peakend:${type}`, hear)
        done(detail)
      }
      addEventListener(`peakend:${type}`, hear)
    })
  const ready = heard('ready')
  const turn = () => new Promise((done) => later(done))
  const root = () => document.querySelector('peakend-card')?.shadowRoot
  const click = (selector) => root()?.querySelector(selector)?.click()
  const until = async (test) => {
    for (let i = 0; i < 400; i++) {
      if (test()) return true
      await new Promise((done) => later(done, 5))
    }
    return false
  }
  /** A click on a point, and on to the next question; true once it is committed, false when that was refused. */
  const choose = async (point, isLast) => {
    if (!(await until(() => root()?.querySelectorAll('[role=radio]').length))) throw Error('no scale')
    const saved = heard('answered')
    const refused = heard('error', ({ code }) => code === 'not-saved')
    const radio = root().querySelectorAll('[role=radio]')[point - 1]
    radio.click()
    const isSaved = await Promise.race([saved.then(() => true), refused.then(() => false)])
    if (isLast) return isSaved
    await turn()
    click('footer .go')
    await until(() => !root()?.contains(radio))
    return isSaved
  }
  const field = async (text) => {
    if (!(await until(() => root()?.querySelector('textarea')))) throw Error('no field')
    const area = root().querySelector('textarea')
    area.value = text
    area.dispatchEvent(new Event('input', { bubbles: true }))
    await turn()
  }
  const request = (made) => new Promise((done, fail) => Object.assign(made, { onsuccess: () => done(made.result), onerror: fail }))

  window.bench = {
    ready: () => ready.then(() => true),
    /** Answers one showing. Nothing is given back: what counts are the `answered` events that were told. */
    async answer({ round, answers, points, text, poison, typing }) {
      peakend('hide')
      tell('asking', { round })
      const response = await peakend('show', 'diary', { context: { round, ...(poison && { poison }) } })
      if (!response) return false
      tell('claimed', { round, response })
      let isSaved = true
      for (let i = 0; i < Math.min(answers, 2); i++) {
        tell('answering', { round })
        isSaved = (await choose(points[i], answers === i + 1)) && isSaved
      }
      if (answers < 3) return isSaved
      await field(text)
      tell('typed', { round })
      if (typing) return isSaved
      const completed = heard('completed')
      const refused = heard('error', ({ code }) => code === 'not-saved')
      click('footer .go')
      return Promise.race([completed.then(() => true), refused.then(() => false)])
    },
    /** Something happened that is asked about once for each order. */
    async order(order) {
      tell('ordered', { order })
      // In a tab that nobody looks at it is never seen.
      const over = Promise.race([heard('shown'), heard('suppressed'), new Promise((done) => later(done, 1500))])
      peakend('track', 'order_completed', { order })
      await over
      peakend('hide')
      await peakend('explain', 'order')
    },
    /** Shows a question and leaves it open. */
    async ask({ round }) {
      peakend('hide')
      tell('asking', { round })
      const response = await peakend('show', 'diary', { context: { round } })
      if (response) tell('claimed', { round, response })
      return until(() => root()?.querySelectorAll('[role=radio]').length)
    },
    /** Clicks in the open card, and waits for nothing. */
    point: ({ point }) => root()?.querySelectorAll('[role=radio]')[point - 1]?.click(),
    flush: async () => {
      await peakend('flush')
    },
    hide: () => void peakend('hide'),
    pending: async () => (await peakend('inspect'))?.pending.map(({ id, revision }) => `${id}:${revision}`),
    dead: async () => (await peakend('inspect'))?.dead.length,
    advance: (ms) => {
      offset += ms
    },
    block: (on) => {
      isBlocked = on
    },
    consent: async (level) => {
      await peakend('consent', level)
      tell('consented', { level })
    },
    /** As another script of the page does it: most of what keepalive requests may hold together. */
    eatKeepalive: () => {
      for (let i = 0; i < 2; i++)
        fetch(new URL('/swallow', told), { method: 'POST', keepalive: true, body: 'x'.repeat(30_000) }).catch(() => {})
    },
    /** Puts something into the outbox that this build did not write. */
    async put(project, key, value) {
      const open = indexedDB.open(`peakend:${project}`)
      const database = await request(open)
      const store = database.transaction('outbox', 'readwrite').objectStore('outbox')
      await request(store.put(value, key))
      database.close()
    },
    async has(project, key) {
      const database = await request(indexedDB.open(`peakend:${project}`))
      const found = await request(database.transaction('outbox').objectStore('outbox').get(key))
      database.close()
      return found !== undefined
    },
  }

  // Where no protocol drives the browser the page asks for what it is to do.
  if (asked.has('poll')) {
    const loop = async () => {
      for (;;) {
        const reply = await fetch(new URL(`/next?tab=${tab}`, told)).catch(() => undefined)
        const order = reply?.ok ? await reply.json() : undefined
        if (!order) await new Promise((done) => later(done, 100))
        else if (order.name === 'go') return location.assign(order.args[0])
        else if (order.name) {
          const result = await Promise.resolve(window.bench[order.name](...order.args)).then(
            (value) => ({ value }),
            (error) => ({ error: `${error}` }),
          )
          await fetch(new URL('/done', told), { method: 'POST', body: JSON.stringify({ tab, id: order.id, ...result }) })
        }
      }
    }
    loop()
  }
}
