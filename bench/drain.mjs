/** Sending all that a device may hold: whether the network decides how long it takes, and what the page pays. */
import { openPage, pause } from './browser.mjs'
import { longestTask, traced } from './load.mjs'
import { against, ms } from './report.mjs'
import { interleaved } from './rounds.mjs'
import { pageAsking, pageWith } from './site.mjs'
import { median, pairedRatio } from './stats.mjs'
import { byHand, CAP, fill } from './waiting.mjs'

/** Round trip of each batch, milliseconds. */
const ROUND_TRIP_MS = 50
const ENDPOINT = `/collect?delay=${ROUND_TRIP_MS}`
/** Records in a batch, by DELIVERY. */
const BATCH = 25

/** Milliseconds until nothing waits any more, and of these how long a request was under way. */
const sendAll = `(async () => {
  performance.clearResourceTimings()
  const from = performance.now()
  await peakend('flush')
  const whole = performance.now() - from
  const { pending } = await peakend('inspect')
  const posts = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/collect'))
  return { whole, requests: posts.length, network: posts.reduce((sum, { duration }) => sum + duration, 0), left: pending.length }
})()`

/** The same bodies by \`fetch\` alone, one after the other, each reply read to its end. */
const postAll = `(async () => {
  for (const body of bodies)
    await (await fetch(${JSON.stringify(ENDPOINT)}, { method: 'POST', body, keepalive: true, headers: { 'content-type': 'application/cloudevents-batch+json' } })).text()
  return {}
})()`

const subjects = {
  peakend: { path: '/drain', ready: fill(CAP), run: sendAll },
  bare: {
    path: '/bare',
    // As long as ours are: what the outbox sends of one answer is about 1.2 kB.
    ready: `(async () => { globalThis.bodies = Array.from({ length: ${CAP / BATCH} }, () => JSON.stringify(Array.from({ length: ${BATCH} }, () => ({ data: 'x'.repeat(1200) })))) })()`,
    run: postAll,
  },
}

const sample = async ({ browser, site }, { path, ready, run: act }, condition) => {
  const { page, run, close } = await openPage(browser, condition)
  try {
    // While the records are made nothing may be sent: the endpoint is not there yet.
    await page.route('**/collect*', (route) => route.abort())
    await page.goto(site.url + path)
    await pause(400)
    await run(ready)
    await page.unroute('**/collect*')
    let result
    const trace = await traced(browser, page, async () => {
      result = await run(act)
    })
    return { ...result, task: longestTask(trace) }
  } finally {
    await close()
  }
}

export const title = 'Sending all that waits'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  site.put('/drain', pageAsking(byHand).replace('data-endpoint="/collect"', `data-endpoint="${ENDPOINT}"`))
  site.put('/bare', pageWith(''))
  const rounds = short ? 2 : 10
  const names = ['peakend', 'bare', 'fast']
  const samples = await interleaved({
    rounds,
    names,
    progress,
    sample: (name) =>
      name === 'fast' ? sample({ browser, site }, subjects.peakend, 'fast') : sample({ browser, site }, subjects[name], 'cpu'),
  })
  const of = (name, key) => samples[name].map((each) => each[key])
  const share = median(samples.fast.map(({ network, whole }) => network / whole))
  const task = pairedRatio(of('peakend', 'task'), of('bare', 'task'))
  const left = Math.max(...of('fast', 'left'))
  return {
    method:
      `A device holds ${CAP} answers; \`flush()\` sends them over a round trip of ${ROUND_TRIP_MS} ms. How much of the time until it resolves a request was under way, on a ` +
      `machine that is not slowed; and at CPU 4× the longest task in which script ran, against ${CAP / BATCH} bodies of the same size posted by \`fetch\` alone. ${rounds} rounds, shuffled.`,
    head: ['', 'requests', 'whole, ms', 'under way, ms', 'left waiting'],
    rows: [
      ['Peakend', String(median(of('fast', 'requests'))), ms(median(of('fast', 'whole'))), ms(median(of('fast', 'network'))), String(left)],
    ],
    verdicts: [
      {
        what: 'share of the time in which a request is under way',
        value: `${Math.round(share * 100)} %`,
        bar: '≥ 80 %',
        met: share >= 0.8,
        by: `${Math.round((0.8 - share) * 100)} %`,
      },
      {
        what: 'longest own task while sending, against `fetch` alone, ratio of medians',
        ...against(task[0], 1.25),
        note: `${ms(median(of('peakend', 'task')))} and ${ms(median(of('bare', 'task')))} ms, 95 % ${task[1].toFixed(2)} to ${task[2].toFixed(2)}`,
      },
    ],
  }
}
