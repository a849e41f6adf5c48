/** What is fetched ahead of a trigger, and where nothing may be. */
import { openPage, pause } from './browser.mjs'
import { atMost, bytes } from './report.mjs'
import { nearAt, pageAsking, survey } from './site.mjs'

const delayed = { ...survey, trigger: { on: 'page', path: '*', delaySeconds: 60 } }
const cases = {
  near: { title: 'the page matches `near`', path: '/near' },
  elsewhere: { title: 'the page does not match `near`', path: '/elsewhere', page: pageAsking(nearAt('/checkout*')), bar: 0 },
  saving: { title: 'it matches `near`, with Save-Data', path: '/near', savesData: true, bar: 0 },
  plain: { title: 'an event without `near`', path: '/peakend', bar: 0 },
  click: { title: 'a click trigger', path: '/click', page: pageAsking({ ...survey, trigger: { on: 'click', selector: 'h1' } }) },
  delayed: { title: 'a delay is running', path: '/delayed', page: pageAsking(delayed) },
}

const sample = async ({ browser, site }, { path, page: html, savesData }) => {
  if (html) site.put(path, html)
  const { page, close } = await openPage(browser)
  const files = new Set()
  page.on('request', (request) => files.add(new URL(request.url()).pathname))
  if (savesData) await page.addInitScript(() => Object.defineProperty(navigator.connection, 'saveData', { get: () => true }))
  await page.goto(site.url + path)
  await pause(2000)
  await close()
  return [...files].filter((file) => file.startsWith('/chunks/')).reduce((sum, file) => sum + site.bytesOf(file), 0)
}

export const title = 'Warm-up'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, progress }) {
  const found = []
  for (const each of Object.values(cases)) {
    found.push({ ...each, fetched: await sample({ browser, site }, each) })
    progress(found.length, Object.keys(cases).length)
  }
  return {
    method: 'Bytes of chunks fetched within 2 s of the load event, before any trigger, at brotli 11.',
    head: ['', 'fetched ahead, B'],
    rows: found.map(({ title, fetched }) => [title, bytes(fetched)]),
    verdicts: found
      .filter(({ bar }) => bar !== undefined)
      .map(({ title, fetched, bar }) => ({
        what: `fetched ahead: ${title}`,
        ...atMost(fetched, bar, 'B'),
      })),
  }
}
