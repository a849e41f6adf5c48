/** Whether a configuration of a thousand surveys costs a page more than one of ten. */
import { openPage, pause } from './browser.mjs'
import { against, ms } from './report.mjs'
import { pageAsking, pageWith, survey } from './site.mjs'
import { bootstrap, median, pairedRatio } from './stats.mjs'

const LISTENING = 10
/** Decisions in one sample: the clock of a page counts in tenths of a millisecond. */
const DECISIONS = 40

const refused = { trait: 'plan', is: 'enterprise' }
const text = (en, fr) => ({ en, fr })
/** As long as surveys are: two languages, a follow-up, endings. */
const long = (id, name) => ({
  ...survey,
  id,
  trigger: { on: 'event', name },
  audience: refused,
  questions: [
    {
      id: 'csat',
      type: 'csat',
      text: text('How did placing your order go?', 'Comment s’est passée votre commande ?'),
      next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }],
    },
    { id: 'why', type: 'text', optional: true, text: text('What went wrong?', 'Qu’est-ce qui n’allait pas ?') },
  ],
  endings: [{ id: 'thanks', text: text('Thank you, that helps us.', 'Merci, cela nous aide.') }],
})
/** So many surveys, ten of which listen to `asked`. */
export const surveysOf = (count) => Array.from({ length: count }, (_, i) => long(`survey-${i}`, i < LISTENING ? 'asked' : `other-${i}`))

/** Milliseconds for one decision: from `track` to the last of the ten refusals. */
const decisions = `(async () => {
  let heard = 0
  let done
  addEventListener('peakend:suppressed', () => ++heard % ${LISTENING} || done())
  const from = performance.now()
  for (let i = 0; i < ${DECISIONS}; i++) {
    const decided = new Promise((resolve) => (done = resolve))
    peakend('track', 'asked')
    await decided
  }
  return (performance.now() - from) / ${DECISIONS}
})()`

/** Milliseconds to parse the file, and from the parsed configuration to `ready`: once, as a page does it. */
const startUp = `(async () => {
  const text = await (await fetch('/thousand.json')).text()
  const a = performance.now()
  const config = JSON.parse(text)
  const b = performance.now()
  const ready = new Promise((done) => addEventListener('peakend:ready', () => done(performance.now()), { once: true }))
  const c = performance.now()
  peakend('init', { endpoint: '/collect', config, consent: 'persistent' })
  return { parse: b - a, start: (await ready) - c }
})()`

export const title = 'Many surveys'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  const rounds = short ? 10 : 40
  const json = JSON.stringify({ version: 1, surveys: surveysOf(1000) })
  site.put('/ten', pageAsking(...surveysOf(10)))
  site.put('/thousand', pageAsking(...surveysOf(1000)))
  site.put('/thousand.json', json)
  site.put('/by-hand', pageWith('<script src="/stub.js"></script><script src="/peakend.js"></script>'))

  const [ten, thousand] = await Promise.all(
    ['/ten', '/thousand'].map(async (path) => {
      const opened = await openPage(browser)
      await opened.page.goto(site.url + path)
      await pause(500)
      // The first decisions load and compile what decides.
      for (let i = 0; i < 3; i++) await opened.run(decisions)
      return opened
    }),
  )
  const decided = []
  for (let round = 0; round < rounds; round++) {
    const pair = []
    for (const which of round % 2 ? [0, 1] : [1, 0]) pair[which] = await [ten, thousand][which].run(decisions)
    decided.push(pair)
    progress(round + 1, rounds * 2)
  }
  await Promise.all([ten.close(), thousand.close()])

  const started = []
  for (let round = 0; round < rounds; round++) {
    const { page, run, close } = await openPage(browser)
    await page.goto(`${site.url}/by-hand`)
    started.push(await run(startUp))
    await close()
    progress(rounds + round + 1, rounds * 2)
  }
  const [few, many] = [0, 1].map((i) => decided.map((pair) => pair[i]))
  const decide = pairedRatio(many, few)
  const start = pairedRatio(
    started.map(({ start }) => start),
    started.map(({ parse }) => parse),
  )
  const parse = bootstrap(
    started.map(({ parse }) => parse),
    median,
  )
  return {
    method:
      `Deciding: ${LISTENING} surveys listen to the event and are refused by their audience; ${DECISIONS} decisions a sample, each from \`track()\` to the last \`suppressed\` event, memory in local ` +
      `storage included; ${rounds} rounds, both pages in turn. Starting up: ${rounds} fresh pages; \`JSON.parse\` of the file (${Math.round(json.length / 1000)} kB), then \`init\` with what it gave, ` +
      'to the `ready` event; each once and cold, as a page does it.',
    head: ['median, ms', '10 configured', '1,000 configured'],
    rows: [
      ['a decision', median(few).toFixed(2), median(many).toFixed(2)],
      ['`JSON.parse` of the file', '', parse[0].toFixed(2)],
      ['from there to `ready`', '', median(started.map(({ start }) => start)).toFixed(2)],
    ],
    verdicts: [
      {
        what: 'deciding with 1,000 configured against 10, ratio of medians',
        ...against(decide[0], 1.1),
        note: `95 % ${decide[1].toFixed(2)} to ${decide[2].toFixed(2)}`,
      },
      {
        what: 'starting up with 1,000 against `JSON.parse` of the same file, ratio of medians',
        ...against(start[0], 1),
        note: `95 % ${start[1].toFixed(2)} to ${start[2].toFixed(2)}; parsing took ${ms(parse[0])} ms`,
      },
    ],
  }
}
