/** What a survey on screen keeps in memory. */
import { openArmed } from './armed.mjs'
import { pause } from './browser.mjs'
import { atMost, bytes, kB } from './report.mjs'
import { interleaved } from './rounds.mjs'
import { subjects } from './site.mjs'
import { pairedDifference } from './stats.mjs'

/** Long enough for everything that follows a showing by itself: what delivers is loaded two seconds later. */
const ON_SCREEN_MS = 3000

/** Bytes of heap and number of nodes and listeners, with the card of a subject on screen, after a full collection. */
export const sampleHeap = async (bench, subject) => {
  const { run, settled, close } = await openArmed(bench, subject)
  try {
    // The page alone runs as many expressions: the first script of a page has a cost of its own.
    await run(`${subject.track ?? 'document.title'}, 0`)
    await pause(ON_SCREEN_MS)
    if ((await run(`!!document.querySelector('${subject.card}')`)) !== !!subject.card) throw new Error(`${subject.path}: no card on screen`)
    const { JSHeapUsedSize, Nodes, JSEventListeners } = await settled()
    return { heap: JSHeapUsedSize, nodes: Nodes, listeners: JSEventListeners }
  } finally {
    await close()
  }
}

export const title = 'Memory with a survey on screen'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  const rounds = short ? 2 : 5
  const names = ['alone', 'lazy', 'one-file', 'peakend']
  const samples = await interleaved({ rounds, names, progress, sample: (name) => sampleHeap({ browser, site }, subjects[name]) })
  const of = (name, key) => samples[name].map((sample) => sample[key])
  const over = (name, key) => pairedDifference(of(name, key), of('alone', key))[0]
  return {
    method: `\`JSHeapUsedSize\`, \`Nodes\` and \`JSEventListeners\` after a forced full collection, ${ON_SCREEN_MS / 1000} s after the trigger, over the page alone. ${rounds} rounds, shuffled.`,
    head: ['over the page alone', 'heap, kB', 'nodes', 'listeners'],
    rows: names
      .slice(1)
      .map((name) => [subjects[name].title, kB(over(name, 'heap')), bytes(over(name, 'nodes')), bytes(over(name, 'listeners'))]),
    verdicts: [{ what: 'heap over the page alone', ...atMost(over('peakend', 'heap') / 1000, 300, 'kB') }],
  }
}
