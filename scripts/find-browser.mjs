/**
 * Finds a Chromium for the tests: CHROMIUM_PATH, the usual places, Playwright's own copy. Run as a program it installs one
 * when none is found (Debian's packages when root, else Playwright's download) and says plainly when it cannot.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns {string | undefined} the path of a Chromium, or undefined to let Playwright use its own. */
export function findBrowser() {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted) {
    if (!existsSync(wanted))
      throw new Error(`CHROMIUM_PATH: expected the path of a Chromium, got ${wanted}, where no file is. Correct it or unset it.`)
    return wanted
  }
  return places.find((place) => existsSync(place))
}

/**
 * Chromium without the parts around its pages, which is what Playwright drives too: a page costs half the time. Where only the whole browser is
 * found, or one was named, that one.
 *
 * @returns {{ executablePath?: string }} launch options; none: Playwright uses its own.
 */
export function headless() {
  const shell = '/usr/bin/chromium-headless-shell'
  const executablePath = !process.env.CHROMIUM_PATH && existsSync(shell) ? shell : findBrowser()
  return executablePath ? { executablePath } : {}
}

async function playwrightHasOne() {
  const { chromium } = await import('playwright')
  return existsSync(chromium.executablePath())
}

function run(command, args) {
  console.log(`> ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
}

async function main() {
  if (findBrowser() || (await playwrightHasOne())) return
  const root = process.getuid?.() === 0
  const apt = root && existsSync('/usr/bin/apt-get')
  const install = (...packages) => run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages])
  const installed =
    // Not every release has the shell.
    (apt && run('apt-get', ['update', '-q']) && (install('chromium', 'chromium-headless-shell') || install('chromium'))) ||
    run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'])
  if (installed && (findBrowser() || (await playwrightHasOne()))) return
  console.error(
    'No Chromium was found, and none could be installed.\n' +
      '  Looked at: CHROMIUM_PATH, the usual places, the copy Playwright keeps.\n' +
      `  Tried: ${apt ? 'apt-get install chromium, then ' : ''}playwright install chromium.\n` +
      '  Do: install Chromium or Chrome, or set CHROMIUM_PATH to one, then run the command again.',
  )
  process.exit(1)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
