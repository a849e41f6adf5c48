/** What a long visit leaves behind: a thousand client-side navigations and a hundred showings in one page. */
import { openPage, pause } from './browser.mjs'
import { atMost, bytes, kB } from './report.mjs'
import { pageAsking, pageWith, survey } from './site.mjs'

const SHOWINGS = 100
const NAVIGATIONS_EACH = 10
/** The first showings load and compile what the later ones use. */
const WARM_UP = 10
const EVERY = 15

const byHand = { ...survey, id: 'asked', trigger: { on: 'manual' } }

/** A page with a survey that only `show()` opens. */
export const leakPage = pageAsking(byHand)

/** Navigates, shows, and answers every other time; hides. Resolves when the card has gone. */
const cycle = (turn) => `(async () => {
  const heard = (type) => new Promise((done) => addEventListener('peakend:' + type, done, { once: true }))
  for (let i = 0; i < ${NAVIGATIONS_EACH}; i++) history.pushState({}, '', location.pathname + '?page=' + (${turn * NAVIGATIONS_EACH} + i))
  if (!window.peakend) return
  const shown = heard('shown')
  if (!(await peakend('show', 'asked'))) throw Error('not shown')
  await shown
  if (${turn % 2}) {
    const completed = heard('completed')
    const root = document.querySelector('peakend-card').shadowRoot
    root.querySelectorAll('[role=radio]')[3].click()
    root.querySelector('footer .go').click()
    await completed
  }
  peakend('hide')
  await new Promise((done) => requestAnimationFrame(done))
})()`

/** Heap, nodes and listeners after each of some showings. */
export const watchLeak = async ({ browser, site }, path, showings, progress) => {
  const { page, run, settled, close } = await openPage(browser)
  const seen = []
  await page.goto(site.url + path)
  try {
    for (let turn = 1; turn <= showings; turn++) {
      await run(cycle(turn))
      if (turn >= WARM_UP && (turn - WARM_UP) % EVERY === 0) {
        // What was answered is delivered.
        await pause(1500)
        const { JSHeapUsedSize, Nodes, JSEventListeners } = await settled()
        seen.push({ turn, heap: JSHeapUsedSize, nodes: Nodes, listeners: JSEventListeners })
      }
      progress(turn, showings)
    }
    return seen
  } finally {
    await close()
  }
}

/** How much the last is over the first. */
export const growth = (seen, key) => seen.at(-1)[key] - seen[0][key]

export const title = 'A long visit'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, short, progress }) {
  site.put('/leak', leakPage)
  site.put('/leak-alone', pageWith(''))
  const showings = short ? WARM_UP + 2 * EVERY : SHOWINGS
  const alone = await watchLeak({ browser, site }, '/leak-alone', showings, () => {})
  const seen = await watchLeak({ browser, site }, '/leak', showings, progress)
  // What the browser itself keeps of so many navigations is not ours.
  const own = (growth(seen, 'heap') - growth(alone, 'heap')) / 1000
  return {
    method:
      `One page, ${showings} times: ${NAVIGATIONS_EACH} navigations by \`history.pushState\`, a showing by \`show()\`, every other one answered, then hidden. Read after a forced full ` +
      `collection, from showing ${WARM_UP} on; the same navigations in the page alone are taken off the growth of the heap.`,
    head: ['after showing', 'heap, kB', 'heap of the page alone, kB', 'nodes', 'listeners'],
    rows: seen.map(({ turn, heap, nodes, listeners }, i) => [`${turn}`, kB(heap), kB(alone[i].heap), bytes(nodes), bytes(listeners)]),
    verdicts: [
      { what: `heap, from showing ${seen[0].turn} to ${seen.at(-1).turn}`, ...atMost(own, 50, 'kB') },
      // Less than one in ten showings: a leak would leave one, or many, at each.
      { what: 'nodes, likewise', ...atMost(growth(seen, 'nodes'), (showings - WARM_UP) / 10, 'nodes') },
      { what: 'listeners, likewise', ...atMost(growth(seen, 'listeners'), (showings - WARM_UP) / 10, 'listeners') },
    ],
  }
}
