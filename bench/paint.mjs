/** How long the visitor who is asked waits: from the call that triggers to the frame that shows the card. */
import { inView, openArmed } from './armed.mjs'
import { stages } from './breakdown.mjs'
import { conditions } from './browser.mjs'
import { against, atMost, ms } from './report.mjs'
import { interleaved } from './rounds.mjs'
import { subjects } from './site.mjs'
import { median, pairedDifference, pairedRatio } from './stats.mjs'

/** One frame at 60 Hz, milliseconds. */
const FRAME_MS = 1000 / 60
/**
 * Calls the trigger at a random point of a frame, as visitors do, and looks once a frame whether the card is there: then a message, which
 * comes after that frame was painted, stops the clock.
 */
const clock = ({ track, card }) => `new Promise((done) => {
  const { port1, port2 } = new MessageChannel()
  let from
  port1.onmessage = () => done(performance.now() - from)
  const look = () => (${inView(card)} ? port2.postMessage(0) : requestAnimationFrame(look))
  requestAnimationFrame(() => setTimeout(() => {
    from = performance.now()
    ${track}
    requestAnimationFrame(look)
  }, Math.random() * ${FRAME_MS}))
})`

/** Milliseconds from one trigger to the card, in a fresh profile. */
export const samplePaint = async (bench, subject, condition) => {
  const { run, close } = await openArmed(bench, subject, condition)
  try {
    return await run(clock(subject))
  } finally {
    await close()
  }
}

export const title = 'Trigger → first paint of the card'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  const rounds = short ? 4 : 15
  const names = ['lazy', 'one-file', 'peakend', 'warmed']
  const cells = Object.keys(conditions).flatMap((condition) => names.map((name) => `${condition} ${name}`))
  const samples = await interleaved({
    rounds,
    names: cells,
    progress,
    sample: (cell) => {
      const [condition, name] = cell.split(' ')
      return samplePaint({ browser, site }, subjects[name], condition)
    },
  })
  const warm = pairedDifference(samples['slow warmed'], samples['slow one-file'])
  const cold = pairedRatio(samples['slow peakend'], samples['slow lazy'])
  const isMissed = warm[0] > FRAME_MS || cold[0] > 1.25
  return {
    method:
      'From just before the trigger is called, at a random point of a frame, to a message posted by the first frame in which the heading of the card is laid out in ' +
      'view (it comes after that frame was painted). Movement is reduced, so the first frame is the card as it stays; no delay is configured. Slow 4G is 150 ms and ' +
      '1.6 Mbit/s, from just before the trigger. *Warmed*: `near` matches the page, and the trigger waits until what was fetched ahead is there. ' +
      `${rounds} rounds, shuffled; a fresh profile each.`,
    head: ['median, ms', ...Object.values(conditions).map(({ title }) => title)],
    rows: names.map((name) => [
      subjects[name].title,
      ...Object.keys(conditions).map((condition) => ms(median(samples[`${condition} ${name}`]))),
    ]),
    verdicts: [
      {
        what: 'warmed, slow 4G and CPU 4×: over the one-file card, median of paired differences',
        ...atMost(warm[0], FRAME_MS, 'ms'),
        note: `95 % ${ms(warm[1])} to ${ms(warm[2])}`,
      },
      {
        what: 'cold, slow 4G and CPU 4×: against the lazy card, ratio of medians',
        ...against(cold[0], 1.25),
        note: `95 % ${cold[1].toFixed(2)} to ${cold[2].toFixed(2)}`,
      },
    ],
    ...(isMissed && !short && { breakdown: await stages({ browser, site }, [subjects.peakend, subjects.warmed, subjects.lazy]) }),
  }
}
