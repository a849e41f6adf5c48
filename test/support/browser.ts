import { spawn } from 'node:child_process'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { findBrowser, headless } from '../../scripts/find-browser.mjs'
import { later } from './cleanup'

const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']

/**
 * A machine that runs the whole suite is slow enough for our scripts to pass the budget of a page, and they then stop asking, as they
 * should. The budget has its own tests; here a page cannot measure long frames, as in browsers that do not offer it.
 */
const withoutLongFrames = () => {
  const offered = PerformanceObserver.supportedEntryTypes.filter((type) => type !== 'long-animation-frame')
  Object.defineProperty(PerformanceObserver, 'supportedEntryTypes', { value: offered, configurable: true })
}

/** One browser for a test file; each call gives a new person's context. */
export const useBrowser = (): ((options?: BrowserContextOptions) => Promise<BrowserContext>) => {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ ...headless(), args })
  })
  afterAll(() => browser?.close())
  return async (options) => {
    if (!browser) throw new Error('expected to be called inside a test, got a call before the browser started')
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
    await context.addInitScript(withoutLongFrames)
    later(() => context.close())
    return context
  }
}

export interface Killable {
  readonly context: BrowserContext
  /** SIGKILL to every process of it: nothing is flushed, nothing unloads. */
  readonly kill: () => Promise<void>
  /** Closes it as a person does: everything reaches the profile. */
  readonly quit: () => Promise<void>
}

/** A browser of its own, whole, as people have it, on a profile that outlives it. */
export const startBrowser = async (profile: string): Promise<Killable> => {
  // In a process group of its own, so that it dies as a whole and nothing else does.
  const child = spawn(
    findBrowser() ?? chromium.executablePath(),
    [
      ...args,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-breakpad',
      '--disable-gpu',
      '--password-store=basic',
      '--lang=en-GB',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise((done) => child.once('exit', done))
  const kill = async () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // Already gone.
    }
    await gone
  }
  later(kill)
  const address = await new Promise<string>((done, fail) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found?.[1]) done(found[1])
    })
    child.once('exit', () => fail(new Error(`expected a browser, got: ${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (!context) throw new Error('expected the profile’s context, got none')
  const quit = async () => {
    const session = await browser.newBrowserCDPSession()
    await session.send('Browser.close').catch(() => {})
    await gone
  }
  await context.addInitScript(withoutLongFrames)
  return { context, kill, quit }
}
