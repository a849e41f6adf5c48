/**
 * Whether the instrument can see: each measure is taken with and without a seeded fault, and has to find it. It is no test of the suite,
 * because timings on a busy machine prove nothing; run it on a quiet one before trusting a result.
 */
import { buildFloors } from './floors.mjs'
import { sampleHeap } from './heap.mjs'
import { growth, leakPage, watchLeak } from './leak.mjs'
import { sampleLoad } from './load.mjs'
import { samplePaint } from './paint.mjs'
import { ms } from './report.mjs'
import { interleaved } from './rounds.mjs'
import { sampleShift } from './shift.mjs'
import { pageWith, subjects } from './site.mjs'
import { pairedDifference } from './stats.mjs'

const BUSY_MS = 10
const ROUNDS = 12

/** Each fault is one a real change could bring: it runs beside ours, on the page of ours. */
const faults = {
  heap: "addEventListener('peakend:shown', () => { window.kept = Array.from({ length: 60000 }, (_, i) => ({ i })) })",
  leak: "const kept = []; addEventListener('peakend:shown', () => kept.push(document.createElement('p'), Array.from({ length: 2000 }, (_, i) => ({ i }))))",
  shift:
    "addEventListener('peakend:shown', () => { const bar = document.createElement('div'); bar.style.height = '60px'; document.body.prepend(bar) })",
}

/** @returns {Promise<boolean>} whether every fault was found. */
export async function selfCheck({ browser, site, progressOf }) {
  const bench = { browser, site }
  const seeded = await buildFloors({ busyMs: BUSY_MS })
  site.put('/seeded.js', seeded['one-file.js'])
  const floor = { ...subjects['one-file'], path: '/seeded', page: pageWith('<script async src="/seeded.js"></script>') }
  site.put(floor.path, floor.page)
  const withFault = (name, clean = subjects.peakend.page) => {
    const page = clean.replace('</head>', `<script>${faults[name]}</script></head>`)
    const path = `/fault-${name}`
    site.put(path, page)
    return { ...subjects.peakend, path, page }
  }

  const found = []
  const tell = (what, isFound, detail) => {
    found.push(isFound)
    console.log(`  ${isFound ? '✓' : '✗'} ${what}: ${detail}`)
  }
  const compared = async (what, sample) => {
    const samples = await interleaved({
      rounds: ROUNDS,
      names: ['seeded', 'clean'],
      progress: progressOf(what),
      sample: (name) => sample(name === 'seeded' ? floor : subjects['one-file']),
    })
    const [difference, from, to] = pairedDifference(samples.seeded, samples.clean)
    // Found when the whole interval is over nothing; that the size is about right is for the reader to see.
    tell(what, from > 0, `${ms(difference)} ms over the clean one, 95 % ${ms(from)} to ${ms(to)}`)
  }
  console.log(`Seeded faults: ${BUSY_MS} ms of wasted work, and one for each other measure`)
  await compared('script at load', async (subject) => (await sampleLoad(bench, subject.path)).script)
  await compared('longest task at load', async (subject) => (await sampleLoad(bench, subject.path)).task)
  await compared('trigger to paint', (subject) => samplePaint(bench, subject, 'fast'))
  const clean = await sampleHeap(bench, subjects.peakend)
  const heavy = await sampleHeap(bench, withFault('heap'))
  tell('heap on screen', heavy.heap - clean.heap > 300_000, `${Math.round((heavy.heap - clean.heap) / 1000)} kB over the clean one`)
  const growths = async (path) => {
    const seen = await watchLeak(bench, path, 40, progressOf('leak'))
    return [growth(seen, 'heap') / 1000, growth(seen, 'nodes')]
  }
  site.put('/leak', leakPage)
  const usual = await growths('/leak')
  const [moreHeap, moreNodes] = (await growths(withFault('leak', leakPage).path)).map((value, i) => value - usual[i])
  tell('leak, heap', moreHeap > 100, `${Math.round(moreHeap)} kB over the clean one in 30 showings`)
  tell('leak, nodes', moreNodes >= 30, `${moreNodes} nodes over the clean one in 30 showings`)
  const { own } = await sampleShift(bench, withFault('shift'), 'desktop')
  tell('layout shift', own > 0, own.toFixed(4))
  console.log(found.every(Boolean) ? 'Every fault was found.' : 'A fault was missed: do not trust what this machine measures now.')
  return found.every(Boolean)
}
