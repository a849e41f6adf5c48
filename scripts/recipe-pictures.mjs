/**
 * Takes the pictures of `docs/recipes/`: each card as the shop would show it, on the page where its moment comes. The shop is the one `npm start`
 * serves; its configuration is answered with the recipe’s. Data and port are its own and are gone afterwards. `node scripts/recipe-pictures.mjs
 * chat-end` takes those of one recipe.
 */
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findBrowser } from './find-browser.mjs'
import { recipeScenes } from './recipe-scenes.mjs'
import { startShop, still } from './shop.mjs'

const root = join(import.meta.dirname, '..')
const theShop = JSON.parse(await readFile(join(root, 'demo/peakend.json'), 'utf8'))
/** Two stand side by side on a page. */
const WIDTH = 410
const MAX_BYTES = 60_000

/** Runs in the page: ids, made of chance and time, are those of the last run, and so is the order that a choice is shuffled into. */
const drawTheSame = () => {
  Date.now = () => 1.8e12 + Math.floor(performance.now() / 1e4) * 1e4
  let state = 1
  crypto.getRandomValues = (array) => array.map(() => (state = Math.imul(state, 48271) & 0x7fffffff))
  crypto.randomUUID = () => `${++state}-0000-4000-8000-000000000000`
}

/**
 * @param {object} options
 * @param {readonly string[]} options.names recipes
 * @param {string} options.folder where the pictures go
 * @param {import('playwright').BrowserContextOptions} [options.context] another device
 * @param {string} [options.prefix] `/fr` for the French shop
 * @param {number} [options.max] bytes of a picture
 */
export const takeRecipes = async ({ names, folder, context, prefix = '', max = MAX_BYTES }) => {
  const shop = await startShop('token-of-the-pictures')
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-background-networking'] })
  const viewport = { width: 1000, height: 740 }
  try {
    await mkdir(folder, { recursive: true })
    for (const name of names) {
      const scene = recipeScenes[name]
      const visitor = await browser.newContext({ locale: 'en-GB', viewport, reducedMotion: 'reduce', ...context })
      await visitor.addInitScript(drawTheSame)
      const page = await visitor.newPage()
      const touchpoints = scene.touchpoints ? theShop.touchpoints.filter(({ match }) => match !== '*') : []
      const config = { version: 1, privacy: '/help', touchpoints, surveys: [{ recipe: name, with: scene.with ?? {} }] }
      await page.route('**/v1/config*', (route) => route.fulfill({ json: config }))
      const card = page.locator('peakend-card')
      const go = (path) => page.goto(`${shop.url}${prefix}${path}`)
      const take = async (as) => {
        await page.mouse.move(0, 0)
        await page.evaluate(() => document.activeElement?.blur())
        await still(page)
        const box = await card.locator('[part=card]').boundingBox()
        const { width, height } = page.viewportSize()
        const top = Math.max(0, Math.min(box.y - 40, height - 420))
        const left = Math.max(0, Math.min(box.x - 17, width - WIDTH))
        const clip = width > WIDTH && { x: left, y: top, width: WIDTH, height: height - top }
        const path = join(folder, `${as}.png`)
        await page.screenshot({ path, ...(clip && { clip }) })
        const { size } = await stat(path)
        console.log(`  ${as}.png  ${(size / 1000).toFixed(0)} kB`)
        if (size > max) throw new Error(`${as}.png: expected at most ${max} bytes, got ${size}. Show less of the page.`)
      }
      await go('/')
      await page.locator('#consent button[value=persistent]').click()
      await scene.play({ page, card, go, take })
      await visitor.close()
    }
  } finally {
    await browser.close()
    await shop.stop()
  }
}

if (process.argv[1] === import.meta.filename) {
  const named = process.argv.slice(2)
  await takeRecipes({ names: named[0] ? named : Object.keys(recipeScenes), folder: join(root, 'docs/images/recipes') })
}
