/** A page that waits for its trigger, and how to see that a card has come. */
import { openPage, pause } from './browser.mjs'

/** What the warm-up fetches. */
const WARMED = ['gates', 'ask', 'common']

/** Whether the heading of a card is laid out in view. */
export const inView = (card) => `(() => {
  const box = document.querySelector('${card}')?.shadowRoot?.querySelector('h2')?.getBoundingClientRect()
  return !!box && box.width > 0 && box.top < innerHeight && box.bottom > 0
})()`

/** Opens the page of a subject, waits until it is armed and, where it warms up, warmed, and only then slows the network down. */
export const openArmed = async ({ browser, site }, { path, page: html }, condition, options) => {
  const opened = await openPage(browser, condition, options)
  const { page, slowDown } = opened
  const fetched = []
  page.on('requestfinished', (request) => fetched.push(new URL(request.url()).pathname))
  await page.goto(site.url + path)
  const isWarm = () => WARMED.every((chunk) => fetched.some((file) => file.includes(`/${chunk}.`)))
  for (let waited = 0; html.includes('"near"') && !isWarm(); waited += 20) {
    if (waited > 20_000)
      throw new Error(`${path}: expected ${WARMED.join(', ')} to be fetched ahead within 20 s, got ${fetched.join(', ')}`)
    await pause(20)
  }
  await pause(400)
  await slowDown()
  return opened
}
