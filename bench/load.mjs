/** What a page pays for the script while it loads: time in script, and the longest task that is the script's. */
import { scriptParts } from './breakdown.mjs'
import { openPage, pause } from './browser.mjs'
import { against, atMost, ms } from './report.mjs'
import { interleaved } from './rounds.mjs'
import { subjects } from './site.mjs'
import { median, pairedDifference, pairedRatio } from './stats.mjs'

/** Past the load event: what is done a second later, such as looking for answers of an earlier page, is a cost of loading too. */
const SETTLE_MS = 1300
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8.execute']
const isScript = ({ name }) => /^(EvaluateScript|FunctionCall|v8\.(compile|evaluateModule|callFunction)|RunMicrotasks)$/.test(name)

/**
 * The longest main-thread task in which script ran, in milliseconds. The page has no script but the one that is measured, so every such
 * task is its own: by address alone, continuations of promises would be missed.
 *
 * @param {readonly { name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, args?: object }[]} events of a trace
 */
export const longestTask = (events) => {
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}:${tid}`),
  )
  const whole = events.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid}:${tid}`))
  const script = whole.filter(isScript)
  const own = whole.filter(
    ({ name, ts, dur = 0, pid }) =>
      name === 'RunTask' && script.some((event) => event.pid === pid && event.ts >= ts && event.ts < ts + dur),
  )
  return Math.max(0, ...own.map(({ dur = 0 }) => dur / 1000))
}

/** What the browser did meanwhile, as the events of a trace. */
export const traced = async (browser, page, run) => {
  await browser.startTracing(page, { categories })
  let trace
  try {
    await run()
  } finally {
    // Whatever happened: a trace that still runs would be in the way of the next.
    trace = await browser.stopTracing()
  }
  return JSON.parse(`${trace}`).traceEvents
}

/** One load of a page in a fresh profile at CPU 4×: milliseconds in script, compiling, and of the longest own task. */
export const sampleLoad = async ({ browser, site }, path) => {
  const { page, metrics, close } = await openPage(browser, 'cpu')
  let trace
  let read
  try {
    trace = await traced(browser, page, async () => {
      await page.goto(site.url + path)
      await pause(SETTLE_MS)
      read = await metrics()
    })
  } finally {
    await close()
  }
  return {
    script: read.ScriptDuration * 1000,
    compile: read.V8CompileDuration * 1000,
    task: longestTask(trace),
  }
}

export const title = 'At load, CPU 4×'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  const rounds = short ? 8 : 30
  const names = ['lazy', 'one-file', 'peakend']
  const samples = await interleaved({ rounds, names, progress, sample: (name) => sampleLoad({ browser, site }, subjects[name].path) })
  const of = (name, key) => samples[name].map((sample) => sample[key])
  const script = pairedDifference(of('peakend', 'script'), of('one-file', 'script'))
  const task = pairedRatio(of('peakend', 'task'), of('lazy', 'task'))
  return {
    method:
      `A page is opened in a fresh profile with the CPU slowed four times, and read ${SETTLE_MS / 1000} s after its load event: \`ScriptDuration\` of ` +
      '`Performance.getMetrics`, and from a trace the longest task of the main thread in which script ran (the page has no other script). ' +
      `${rounds} rounds, every subject once a round in shuffled order; bounds are 95 % percentile bootstraps over rounds.`,
    head: ['', 'script, ms', 'compiling, ms', 'longest own task, ms'],
    rows: names.map((name) => [subjects[name].title, ...['script', 'compile', 'task'].map((key) => ms(median(of(name, key))))]),
    verdicts: [
      {
        what: 'script time over the one-file card, median of paired differences, upper bound',
        ...atMost(script[2], 5, 'ms'),
        note: `median ${ms(script[0])}, 95 % ${ms(script[1])} to ${ms(script[2])}`,
      },
      {
        what: 'longest own task against the lazy card, ratio of medians',
        ...against(task[0], 1.25),
        note: `95 % ${task[1].toFixed(2)} to ${task[2].toFixed(2)}`,
      },
    ],
    ...((script[2] > 5 || task[0] > 1.25) && !short && { breakdown: await scriptParts({ browser, site }, subjects.peakend) }),
  }
}
