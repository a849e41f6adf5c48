/**
 * Measures what a real browser downloads of ours, scenario by scenario, in bytes of brotli 11, against the bars of the design.
 * `npm run size` prints the table and fails over a bar; the README's figures are held to it by a test.
 */

import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { chromium } from 'playwright'
import { findBrowser } from '../scripts/find-browser.mjs'

const dist = join(import.meta.dirname, '../dist')

/** Bars in bytes: the three scenarios, then a chunk that is loaded only by those who use it. */
export const bars = {
  armed: 4500,
  shown: 14500,
  answered: 18000,
  inspector: 20000,
  consent: 1300,
  scrub: 1000,
  forget: 1600,
  setup: 1000,
  'recipe-kit': 2800,
  'recipe-post-purchase': 2700,
  'recipe-relationship-nps': 2250,
}
/** Each further question type, drawing or layout; each table of words in a language; each chat, shop or tag that is connected. */
const families = [
  [/^(q|layout|on-launcher|on-slot|float|tab|theme|drawings|to-)/, 1200],
  [/^(words|extra|menu|moment)-/, 1000],
  [/^recipe-/, 2000],
  [/^connect(-|$)/, 1000],
]
const barOf = (/** @type {string} */ chunk) => bars[chunk] ?? families.find(([names]) => names.test(chunk))?.[1] ?? null

export const brotli = (/** @type {Buffer} */ bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length

const question = { nps: 'How likely is it that you would recommend us?', csat: 'How did it go?', text: 'What could be better?' }
const config = {
  version: 1,
  touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales' }],
  surveys: Object.entries(question).map(([type, text]) => ({
    id: type,
    touchpoint: 'confirmation',
    trigger: { on: 'event', name: type },
    frequency: { class: 'interaction' },
    questions: [{ id: 'one', type, text }],
  })),
}
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sizes</title>
<script src="/stub.js"></script>
<script type="application/json" id="config">${JSON.stringify(config)}</script>
<script async src="/peakend.js" data-endpoint="/collect" data-config="#config" data-consent="persistent"></script>
<h1>A page</h1></html>`

/** @returns {Promise<import('node:http').Server & { url: string }>} a page, our files, and an endpoint that acknowledges. */
async function serve() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path === '/') return response.setHeader('content-type', 'text/html').end(page)
    if (path === '/collect') return request.resume().on('end', () => response.writeHead(204).end())
    try {
      response.setHeader('content-type', 'text/javascript').end(await readFile(join(dist, path)))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return Object.assign(server, { url: `http://127.0.0.1:${port}/` })
}

/** Bytes for one question type: of a page before any trigger, with the card on screen, and with the answer delivered. */
async function scenario(browser, url, type) {
  const context = await browser.newContext()
  const tab = await context.newPage()
  const files = new Set()
  tab.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (path.endsWith('.js')) files.add(path)
  })
  const total = async () => {
    let sum = 0
    for (const file of files) sum += brotli(await readFile(join(dist, file)))
    return sum
  }
  await tab.addInitScript(() => {
    const seen = (window.seen = {})
    for (const name of ['ready', 'shown', 'delivered', 'completed']) addEventListener(`peakend:${name}`, () => (seen[name] = true))
  })
  const until = (name) => tab.waitForFunction((event) => window.seen[event], name)
  await tab.goto(url)
  await until('ready')
  await tab.waitForLoadState('networkidle')
  // Longer than it takes to look for answers of an earlier page: whatever would be loaded without a trigger is loaded now.
  await tab.waitForTimeout(1500)
  const armed = await total()
  await tab.evaluate((name) => window.peakend('track', name), type)
  await until('shown')
  const shown = await total()
  if (type === 'text') await tab.getByRole('textbox').fill('A word')
  else await tab.getByRole('radio').nth(3).click()
  if (type === 'text') await tab.getByRole('button', { name: 'Send' }).click()
  await until('completed')
  await until('delivered')
  const answered = await total()
  await context.close()
  return { armed, shown, answered, files: [...files] }
}

/**
 * The largest of the question types for each scenario, and every chunk by name.
 *
 * @returns {Promise<{ armed: number, shown: number, answered: number, chunks: Record<string, number>, files: string[] }>}
 */
export async function measure() {
  const server = await serve()
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-background-networking'] })
  try {
    const found = []
    for (const type of Object.keys(question)) found.push(await scenario(browser, server.url, type))
    const largest = (name) => Math.max(...found.map((each) => each[name]))
    const chunks = {}
    for (const file of await readdir(join(dist, 'chunks'))) chunks[file.split('.')[0]] = brotli(await readFile(join(dist, 'chunks', file)))
    return { armed: largest('armed'), shown: largest('shown'), answered: largest('answered'), chunks, files: found[0].files }
  } finally {
    await browser.close()
    server.close()
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sizes = await measure()
  const rows = Object.entries(bars).map(([name, bar]) => [name, sizes[name] ?? sizes.chunks[name], bar])
  for (const [name, bytes] of Object.entries(sizes.chunks)) if (!(name in bars)) rows.push([name, bytes, barOf(name)])
  console.log('bytes, brotli 11, as downloaded by Chromium from dist/')
  for (const [name, bytes, bar] of rows) {
    const verdict = bar === null ? '' : bytes <= bar ? `of ${bar}` : `of ${bar}: OVER by ${bytes - bar}`
    console.log(`  ${name.padEnd(10)} ${String(bytes).padStart(6)}  ${verdict}`)
  }
  process.exitCode = rows.some(([, bytes, bar]) => bar !== null && bytes > bar) ? 1 : 0
}
