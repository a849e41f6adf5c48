/** Answers that wait on the device: how a page comes to hold them, and what the next answer costs beside them. */
import { openPage, pause } from './browser.mjs'
import { against } from './report.mjs'
import { interleaved } from './rounds.mjs'
import { pageAsking, survey } from './site.mjs'
import { median, pairedRatio } from './stats.mjs'

/** The cap: what a device holds for one project at most. */
export const CAP = 200
/** Answers to one open question, one after the other. */
const CHANGES = 40

/** Asked when the page says so, of whoever has been asked before. */
export const byHand = { ...survey, id: 'asked', trigger: { on: 'manual' } }

/** One real answer, as the widget commits it; then so many copies of its record, with the ledger that belongs to them. */
export const fill = (count) => `(async () => {
  const heard = (type) => new Promise((done) => addEventListener('peakend:' + type, done, { once: true }))
  const completed = heard('completed')
  await peakend('show', 'asked')
  const root = document.querySelector('peakend-card').shadowRoot
  root.querySelectorAll('[role=radio]')[3].click()
  root.querySelector('footer .go').click()
  await completed
  peakend('hide')
  const db = await new Promise((done, fail) => {
    const request = indexedDB.open('peakend:default')
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
  const transaction = db.transaction('outbox', 'readwrite')
  const store = transaction.objectStore('outbox')
  const ask = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)))
  const ledger = await ask(store.get('meta'))
  const [id] = Object.keys(ledger)
  const record = await ask(store.get('r:' + id))
  for (let i = 1; i < ${count}; i++) {
    const copy = id.slice(0, -4) + (0x1000 + i).toString(16)
    ledger[copy] = ledger[id]
    store.put({ ...record, id: copy }, 'r:' + copy)
  }
  store.put(ledger, 'meta')
  await new Promise((done) => (transaction.oncomplete = done))
  db.close()
  return (await peakend('inspect')).pending.length
})()`

/** Changes an answer again and again; milliseconds from the press to each commit. */
const change = `(async () => {
  const shown = new Promise((done) => addEventListener('peakend:shown', done, { once: true }))
  if (!(await peakend('show', 'asked'))) throw Error('not shown')
  await shown
  const points = document.querySelector('peakend-card').shadowRoot.querySelectorAll('[role=radio]')
  const times = []
  for (let i = 0; i < ${CHANGES}; i++) {
    const answered = new Promise((done) => addEventListener('peakend:answered', done, { once: true }))
    const from = performance.now()
    points[i % 5].click()
    await answered
    times.push(performance.now() - from)
  }
  return times
})()`

/** Nothing is sent from here: what waits goes on waiting. */
const page = pageAsking(byHand).replace(' data-endpoint="/collect"', '')

/** Milliseconds of the median commit beside so many answers. */
const sample = async ({ browser, site }, count) => {
  const { page, run, close } = await openPage(browser)
  try {
    await page.goto(`${site.url}/waiting`)
    await pause(400)
    const pending = await run(fill(count))
    if (pending !== count) throw new Error(`expected ${count} answers to wait, got ${pending}`)
    return median(await run(change))
  } finally {
    await close()
  }
}

export const title = 'One more answer while many wait'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  site.put('/waiting', page)
  const rounds = short ? 4 : 15
  // One: whatever a first answer loads and opens is there then, too.
  const counts = { few: 1, full: CAP - 1 }
  const samples = await interleaved({
    rounds,
    names: Object.keys(counts),
    progress,
    sample: (name) => sample({ browser, site }, counts[name]),
  })
  const ratio = pairedRatio(samples.full, samples.few)
  return {
    method:
      `From the press on a point until the event that says it is committed: the median of ${CHANGES} changes of one answer, while one other answer waits, and ` +
      `while ${CAP - 1} do, the most there can be. ${rounds} rounds, shuffled.`,
    head: ['answers waiting', 'commit, ms'],
    rows: [...Object.entries(counts).map(([name, count]) => [String(count), median(samples[name]).toFixed(2)])],
    verdicts: [
      { what: 'commit at the cap, against one', ...against(ratio[0], 1.5), note: `95 % ${ratio[1].toFixed(2)} to ${ratio[2].toFixed(2)}` },
    ],
  }
}
