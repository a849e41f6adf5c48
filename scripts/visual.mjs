/**
 * `npm run visual`: takes a picture of every way to ask, out of the gallery, and compares it with the one that is kept; what differs is
 * written beside it in `test/visual/differs`, and the exit code is 1. `npm run visual -- --write` keeps the new ones, once somebody has looked at
 * them. Letters are drawn by the fonts of the machine, so pictures compare on the machine, or the image of one, that took them.
 */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { chromium } from 'playwright'
import { PNG } from 'pngjs'
import { findBrowser } from './find-browser.mjs'
import { startShop, still } from './shop.mjs'

const folder = join(import.meta.dirname, '../test/visual')
const differs = join(folder, 'differs')
/** Share of pixels that may differ: the blink of a caret, not a line that wraps. */
const TOLERANCE = 0.002
/** Around the card, so that its shadow and its corner are seen. */
const MARGIN = 12

const desk = { viewport: { width: 1000, height: 720 } }
const phone = { viewport: { width: 320, height: 640 } }
const languages = ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'ar', 'he', 'ja', 'zh']
const layouts = ['bottom-end', 'bottom-start', 'top-end', 'top-start', 'modal', 'bar-bottom', 'bar-top', 'inline', 'slot', 'launcher']
const themes = ['shop', 'paper', 'editorial', 'bright']
const asks = [
  ...[
    'csat',
    'nps',
    'ces',
    'stars',
    'hearts',
    'thumbs',
    'eleven',
    'comment',
    'word',
    'email',
    'number',
    'choice',
    'several',
    'chips',
    'filter',
  ],
  ...['moment', 'ranking', 'matrix', 'slider', 'date', 'contact', 'consent', 'link', 'copy', 'share', 'callback', 'message'],
]

/** Name of the picture → what the gallery is asked for, and on what device. */
export const views = new Map([
  ...asks.flatMap((ask) => [
    [`${ask}`, { query: { ask, scheme: 'light' }, device: desk }],
    [`${ask}-phone-dark-ar`, { query: { ask, scheme: 'dark', lang: 'ar' }, device: { ...phone, colorScheme: 'dark' }, isTouched: true }],
    [`${ask}-forced-colours`, { query: { ask, scheme: 'dark' }, device: { ...desk, forcedColors: 'active', colorScheme: 'dark' } }],
  ]),
  ...layouts.flatMap((layout) => [
    [`layout-${layout}`, { query: { layout, scheme: 'light' }, device: desk, isWhole: true }],
    [`layout-${layout}-phone-fr`, { query: { layout, lang: 'fr', scheme: 'light' }, device: phone, isWhole: true }],
  ]),
  ...themes.flatMap((theme) =>
    ['light', 'dark'].map((scheme) => [
      `theme-${theme}-${scheme}`,
      { query: { ask: 'nps', theme, scheme }, device: { ...desk, colorScheme: scheme } },
    ]),
  ),
  ...languages.map((lang) => [`language-${lang}-phone`, { query: { ask: 'ces', lang, scheme: 'light' }, device: phone, isTouched: true }]),
  ...['csat', 'nps', 'choice', 'matrix', 'contact'].map((ask) => [
    `${ask}-text-200`,
    { query: { ask, scheme: 'light' }, device: desk, isLarge: true },
  ]),
])

const take = async (browsers, url, { query, device, isWhole, isTouched, isLarge }) => {
  const context = await browsers[isLarge ? 'large' : 'usual'].newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...device })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/gallery?${new URLSearchParams(query)}`)
    // A place in the page asks once it is in view.
    if (query.layout === 'slot') await page.locator('peakend-slot').scrollIntoViewIfNeeded()
    const isLauncher = query.layout === 'launcher'
    const card = isLauncher ? page.locator('peakend-tab') : page.locator('peakend-card')
    await card.waitFor({ state: 'attached' })
    if (!isLauncher) await card.locator('h2').waitFor()
    // The sheet of a phone shows the rest of itself after the first touch.
    if (isTouched) await card.locator('h2').click()
    await still(page)
    if (isWhole || isLauncher) return await page.screenshot()
    const box = await card.locator('section').boundingBox()
    const x = Math.max(0, box.x - MARGIN)
    const y = Math.max(0, box.y - MARGIN)
    const { width, height } = device.viewport
    const clip = { x, y, width: Math.min(width - x, box.width + 2 * MARGIN), height: Math.min(height - y, box.height + 2 * MARGIN) }
    return await page.screenshot({ clip })
  } finally {
    await context.close()
  }
}

/** What differs, as a picture, or nothing. */
const difference = (before, after) => {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)]
  if (a.width !== b.width || a.height !== b.height) return after
  const diff = new PNG({ width: a.width, height: a.height })
  const count = pixelmatch(a.data, b.data, diff.data, a.width, a.height, { threshold: 0.15 })
  return count > a.width * a.height * TOLERANCE ? PNG.sync.write(diff) : undefined
}

async function main() {
  const writes = process.argv.includes('--write')
  const only = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  const shop = await startShop('token-of-the-pictures')
  const launch = (...args) =>
    chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-background-networking', ...args] })
  // Twice the text that browsers begin with: what people set who read large letters.
  const browsers = { usual: await launch(), large: await launch('--blink-settings=defaultFontSize=32') }
  const found = []
  try {
    await rm(differs, { recursive: true, force: true })
    await mkdir(differs, { recursive: true })
    for (const [name, view] of views) {
      if (only[0] && !only.some((part) => name.includes(part))) continue
      const path = join(folder, `${name}.png`)
      const picture = await take(browsers, shop.url, view).catch((error) => {
        throw new Error(`${name}: ${error.message}`, { cause: error })
      })
      const diff = existsSync(path) ? difference(readFileSync(path), picture) : picture
      if (!diff) continue
      found.push(name)
      await writeFile(writes ? path : join(differs, `${name}.png`), writes ? picture : diff)
    }
    if (writes && !only[0])
      for (const file of await readdir(folder)) if (file.endsWith('.png') && !views.has(file.slice(0, -4))) await rm(join(folder, file))
  } finally {
    for (const browser of Object.values(browsers)) await browser.close()
    await shop.stop()
  }
  console.log(found[0] ? `${writes ? 'kept' : 'differs'}: ${found.join(', ')}` : `${views.size} pictures, and none differs.`)
  if (found[0] && !writes) process.exitCode = 1
}

if (process.argv[1]?.endsWith('visual.mjs')) await main()
