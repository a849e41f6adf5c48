/**
 * Takes the pictures of README and docs, out of the shop as `npm start` serves it: one visit that answers every question, then results
 * with months of sample answers modelled on that visit. Data and port are its own and are gone afterwards.
 */
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findBrowser } from './find-browser.mjs'
import { post, sampleAnswers } from './sample-answers.mjs'
import { startShop, still } from './shop.mjs'

const root = join(import.meta.dirname, '..')
const images = join(root, 'docs/images')
const token = 'token-of-the-screenshots'
/** A picture is small, or it is not taken: README is read on phones, too. */
const MAX_BYTES = 160_000

const shop = await startShop(token)
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-background-networking'] })
const open = async (options) =>
  (await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 620 }, ...options })).newPage()
const take = async (page, name, options) => {
  await still(page)
  const path = join(images, `${name}.png`)
  await page.screenshot({ path, ...options })
  const { size } = await stat(path)
  console.log(`  docs/images/${name}.png  ${(size / 1000).toFixed(0)} kB`)
  if (size > MAX_BYTES) throw new Error(`${name}.png: expected at most ${MAX_BYTES} bytes, got ${size}. Show less of the page.`)
}

/** The last revision of each survey's response that the visits below sent: the models of the sample answers. */
const sent = new Map()
/** A count of moments that they sent. */
let counted
const listen = (page) =>
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().includes('/v1/responses')) return
    for (const event of JSON.parse(request.postData() ?? '[]')) {
      if (event.data.survey) sent.set(event.data.survey, event)
      if (event.data.counts) counted = event
    }
  })
const card = (page) => page.locator('peakend-card')
const question = (page) => card(page).getByRole('radiogroup').waitFor()
const choose = (page, at) => card(page).getByRole('radio').nth(at).click()
const agree = (page) => page.locator('#consent button[value=persistent]').click()
const buy = async (page, prefix = '') => {
  await page.goto(`${shop.url}${prefix}/p/opaline`)
  await page.locator('form.buy button').click()
  await page.goto(`${shop.url}${prefix}/checkout`)
  await page.locator('#fill-in').click()
  await page.locator('form.checkout .button').click()
  await question(page)
}
/** Waits until everything that was answered has been acknowledged. */
const delivered = (page) =>
  page.waitForFunction(async () => {
    await globalThis.peakend('flush')
    return (await globalThis.peakend('inspect')).pending.length === 0
  })

try {
  await mkdir(images, { recursive: true })

  const page = await open()
  listen(page)
  await page.goto(`${shop.url}/`)
  await agree(page)
  await take(page, 'shop')
  await buy(page)
  await page.mouse.move(0, 0)
  await take(page, 'card')
  await choose(page, 4)
  await page.goto(`${shop.url}/help/refunds`)
  await page.locator('[data-helpful]').click()
  await question(page)
  await choose(page, 1)
  await page.evaluate(() => globalThis.peakend('hide'))
  for (const [survey, at] of [
    ['chat-csat', 3],
    ['relationship-nps', 9],
    ['feedback', 4],
  ]) {
    await page.evaluate((id) => globalThis.peakend('show', id), survey)
    await question(page)
    await choose(page, at)
    await delivered(page)
    await page.evaluate(() => globalThis.peakend('hide'))
  }
  await page.goto(`${shop.url}/account`)
  await page.locator('#trial-open').click()
  await page.locator('section:has(.trial-surveys)').evaluate((section) => {
    const panel = section.closest('#trial-panel')
    panel.scrollTop += section.getBoundingClientRect().top - panel.getBoundingClientRect().top - 60
  })
  await take(page, 'why', { clip: { x: 0, y: 0, width: 620, height: 620 } })

  const developer = await open()
  await developer.goto(`${shop.url}/`)
  await agree(developer)
  await buy(developer)
  await choose(developer, 4)
  await delivered(developer)
  await developer.evaluate(() => globalThis.peakend('hide'))
  await developer.evaluate(() => globalThis.peakend('inspector'))
  await developer.locator('peakend-inspector [data-survey=checkout-csat][data-standing=no]').waitFor()
  await developer.evaluate(() => globalThis.peakend('track', 'account-opened'))
  await developer.locator('peakend-inspector #tab-moments b').waitFor()
  await developer.mouse.move(0, 0)
  await take(developer, 'inspector')

  const phone = await open({ locale: 'fr-FR', viewport: { width: 320, height: 640 }, colorScheme: 'dark', isMobile: true, hasTouch: true })
  await phone.goto(`${shop.url}/fr/`)
  await agree(phone)
  await buy(phone, '/fr')
  await take(phone, 'phone')

  await post(`${shop.url}/v1/responses`, sampleAnswers([...sent.values()], counted))
  const results = await open({ viewport: { width: 1180, height: 860 } })
  await results.goto(`${shop.url}/results?token=${token}`)
  await take(results, 'results')
  const narrow = await open({ viewport: { width: 360, height: 760 }, colorScheme: 'dark', isMobile: true, hasTouch: true })
  await narrow.goto(`${shop.url}/results?token=${token}`)
  await narrow.locator('#journey').evaluate((map) => scrollTo(0, map.getBoundingClientRect().top + scrollY))
  await take(narrow, 'journey-phone')
  await results.goto(`${shop.url}/results/priorities`)
  await take(results, 'priorities')
  await results.goto(`${shop.url}/results`)
  await results.locator('#touchpoint-confirmation').evaluate((card) => scrollTo(0, card.getBoundingClientRect().top + scrollY - 20))
  await take(results, 'touchpoint')

  await results.setViewportSize({ width: 1180, height: 760 })
  await results.goto(`${shop.url}/surveys`)
  await take(results, 'surveys')
  await results.goto(`${shop.url}/surveys/edit?survey=checkout-csat`)
  await results.locator('[id="f/questions/0/text/en"]').fill('How easy was it to place your order?')
  const shown = results.frameLocator('iframe[name=preview]').locator('peakend-card')
  await shown.getByText('How easy was it').first().waitFor()
  await take(results, 'survey')
  await results.locator('.save button').click()
  await results.goto(`${shop.url}/surveys/publish`)
  await take(results, 'publish', { clip: { x: 0, y: 0, width: 1180, height: 560 } })
  const noted = await fetch(`${shop.url}/results/notes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({
      day: new Date(Date.now() - 56 * 864e5).toISOString().slice(0, 10),
      kind: 'launch',
      text: 'New checkout',
      owner: 'Ana',
      touchpoint: 'confirmation',
    }),
    redirect: 'manual',
  })
  if (noted.status !== 303) throw new Error(`expected a note to be written, got ${noted.status}`)
  await results.goto(`${shop.url}/results?by=event.carrier`)
  const part = async (selector, name) => {
    const element = results.locator(selector).first()
    await element.scrollIntoViewIfNeeded()
    await still(results)
    await element.screenshot({ path: join(images, `${name}.png`) })
  }
  await part('#touchpoint-confirmation .by', 'breakdown')
  await part('#touchpoint-confirmation .trend', 'notes')
  await results.goto(`${shop.url}/results/comments`)
  await take(results, 'comments')
  await results.goto(`${shop.url}/results/compare?with=segments&dimension=event.carrier&a=Newpost&b=Swift`)
  await take(results, 'compare', { clip: { x: 0, y: 0, width: 1180, height: 620 } })
} finally {
  await browser.close()
  await shop.stop()
}
