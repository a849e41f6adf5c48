/**
 * Takes the pictures of README and docs, out of the shop as `npm start` serves it: one visit that answers every question, then results
 * with months of sample answers modelled on that visit. Data and port are its own and are gone afterwards.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findBrowser } from './find-browser.mjs'
import { post, sampleAnswers } from './sample-answers.mjs'

const root = join(import.meta.dirname, '..')
const images = join(root, 'docs/images')
const token = 'token-of-the-screenshots'
/** A picture is small, or it is not taken: README is read on phones, too. */
const MAX_BYTES = 130_000

const startShop = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'peakend-screenshots-'))
  const child = spawn(process.execPath, [join(root, 'demo/dist/main.js')], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, ADMIN_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const [, found] = /listening on (http:\S+)/.exec(said) ?? []
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`expected a shop that listens, got: ${said}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const shop = await startShop()
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-background-networking'] })
const open = async (options) => (await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 620 }, ...options })).newPage()
const still = (page) => page.evaluate(() => Promise.all(document.getAnimations({ subtree: true }).map(({ finished }) => finished.catch(() => {}))))
const take = async (page, name, options) => {
  await still(page)
  const path = join(images, `${name}.png`)
  await page.screenshot({ path, ...options })
  const { size } = await stat(path)
  console.log(`  docs/images/${name}.png  ${(size / 1000).toFixed(0)} kB`)
  if (size > MAX_BYTES) throw new Error(`${name}.png: expected at most ${MAX_BYTES} bytes, got ${size}. Show less of the page.`)
}

/** What the visit below sent: the last revision of each survey's response. */
const sent = new Map()
const listen = (page) =>
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().includes('/v1/responses')) return
    for (const event of JSON.parse(request.postData() ?? '[]')) if (event.data.survey) sent.set(event.data.survey, event)
  })
const card = (page) => page.locator('peakend-card')
const consent = async (page) => page.locator('#consent button[value=persistent]').click()
const complete = (page, survey) =>
  page.evaluate(
    (survey) => new Promise((resolve) => addEventListener('peakend:delivered', () => peakend('inspect').then(({ pending }) => pending.length || resolve(survey)))),
    survey,
  )
const buy = async (page, prefix = '') => {
  await page.goto(`${shop.url}${prefix}/p/opaline`)
  await page.locator('form.add button, main form button').first().click()
  await page.goto(`${shop.url}${prefix}/checkout`)
  const typed = { name: 'Ada Byron', email: 'ada@example.com', street: '1 rue Neuve', postcode: '69001', city: 'Lyon' }
  for (const [name, text] of Object.entries(typed)) await page.locator(`main [name=${name}]`).fill(text)
  await page.locator('main form button[type=submit], main form button:not([type])').last().click()
  await card(page).getByRole('radio').first().waitFor()
}
