/** What the page pays while a card opens: time in script, and the longest task that is the script's. */
import { inView, openArmed } from './armed.mjs'
import { pause } from './browser.mjs'
import { longestTask, traced } from './load.mjs'
import { against, ms } from './report.mjs'
import { interleaved } from './rounds.mjs'
import { subjects } from './site.mjs'
import { median, pairedRatio } from './stats.mjs'

/** After the card is there: what follows it, such as being seen, is part of opening. */
const SETTLE_MS = 500

/** One opening in a fresh profile at CPU 4×: milliseconds in script, and of the longest own task. */
export const sampleOpening = async (bench, subject) => {
  const { page, metrics, run, close } = await openArmed(bench, subject, 'cpu')
  let trace
  let script
  try {
    const before = await metrics()
    trace = await traced(bench.browser, page, async () => {
      await run(`(${subject.track}, undefined)`)
      await page.waitForFunction(inView(subject.card))
      await pause(SETTLE_MS)
    })
    script = ((await metrics()).ScriptDuration - before.ScriptDuration) * 1000
  } finally {
    await close()
  }
  return { script, task: longestTask(trace) }
}

export const title = 'While a card opens, CPU 4×'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  const rounds = short ? 4 : 15
  const names = ['lazy', 'one-file', 'peakend', 'warmed']
  const samples = await interleaved({ rounds, names, progress, sample: (name) => sampleOpening({ browser, site }, subjects[name]) })
  const of = (name, key) => samples[name].map((sample) => sample[key])
  const task = pairedRatio(of('peakend', 'task'), of('lazy', 'task'))
  return {
    method:
      `From the call of the trigger until ${SETTLE_MS} ms after the heading of the card is laid out in view, with the CPU slowed four times: \`ScriptDuration\`, and from a ` +
      `trace the longest task of the main thread in which script ran. ${rounds} rounds, shuffled; a fresh profile each.`,
    head: ['', 'script, ms', 'longest own task, ms'],
    rows: names.map((name) => [subjects[name].title, ...['script', 'task'].map((key) => ms(median(of(name, key))))]),
    verdicts: [
      {
        what: 'longest own task while it opens, against the lazy card, ratio of medians',
        ...against(task[0], 1.25),
        note: `95 % ${task[1].toFixed(2)} to ${task[2].toFixed(2)}`,
      },
    ],
  }
}
