/**
 * Stock browsers on a profile that outlives them, each in a process group of its own: SIGKILL takes the whole browser, flushes nothing and
 * unloads nothing. Chromium is driven by its protocol; Firefox and WebKitGTK run as a person starts them, without a driver (one would give
 * WebKitGTK a profile that is thrown away), and their pages ask the harness for what to do.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findBrowser } from '../../scripts/find-browser.mjs'

/** What no page answers in this time will never be answered. */
const PATIENCE_MS = 60_000
export const within = (ms, promise, what) => {
  let timer
  const over = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what}: no answer within ${ms / 1000} s`)), ms)
  })
  return Promise.race([promise, over]).finally(() => clearTimeout(timer))
}

/** Whatever still runs goes with the bench. */
const running = new Set()
process.once('exit', () => {
  for (const { pid } of running) {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // Already gone.
    }
  }
})

/** Processes of a group of their own; `end` sends a signal to all and waits for the first. */
const group = (command, args, options = {}) => {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'], ...options })
  const gone = new Promise((done) => child.once('exit', done))
  const end = async (signal) => {
    try {
      process.kill(-child.pid, signal)
    } catch {
      // Already gone.
    }
    await gone
  }
  running.add(child)
  child.once('exit', () => running.delete(child))
  return { child, gone, end }
}

const chromiumArgs = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-breakpad',
  '--disable-gpu',
  '--password-store=basic',
  '--lang=en-GB',
  '--disable-extensions',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
  'about:blank',
]

async function startChromium(profile, site) {
  const { child, gone, end } = group(findBrowser() ?? chromium.executablePath(), [`--user-data-dir=${profile}`, ...chromiumArgs])
  const address = await new Promise((done, fail) => {
    let said = ''
    child.stderr.on('data', (piece) => {
      said += piece
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found) done(found[1])
    })
    child.once('exit', () => fail(new Error(`expected a Chromium, got: ${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  await context.exposeFunction('tellHarness', (text) => site.heard(JSON.parse(text)))
  const open = async (url) => {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    let isRestored = false
    const raw = async (expression) => {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    }
    const tab = {
      run: (name, ...args) => {
        if (isRestored) return within(PATIENCE_MS, raw(`bench[${JSON.stringify(name)}](...${JSON.stringify(args)})`), name)
        // In a sandboxed frame, where the page is one.
        const frame = page.frames()[1] ?? page
        return within(
          PATIENCE_MS,
          frame.evaluate(([name, args]) => window.bench[name](...args), [name, args]),
          name,
        )
      },
      goto: (to) => page.goto(to, { waitUntil: 'domcontentloaded' }),
      back: async () => {
        await raw('void history.back()')
        // A page out of the cache loads nothing that could be waited for.
        isRestored = true
        for (let i = 0; i < 100 && !(await raw('"bench" in window').catch(() => false)); i++)
          await new Promise((done) => setTimeout(done, 20))
      },
      close: () => page.close(),
      crash: async () => {
        const crashed = new Promise((done) => page.once('crash', done))
        cdp.send('Page.crash').catch(() => {})
        await within(PATIENCE_MS, crashed, 'crash')
        await page.close().catch(() => {})
      },
      freeze: (on) => cdp.send('Page.setWebLifecycleState', { state: on ? 'frozen' : 'active' }),
      front: () => page.bringToFront(),
      offline: (on) =>
        cdp
          .send('Network.enable')
          .then(() =>
            cdp.send('Network.emulateNetworkConditions', { offline: on, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }),
          ),
    }
    if (url.includes('sandbox=')) await page.frames()[1]?.waitForFunction(() => 'bench' in window)
    await tab.run('ready')
    return tab
  }
  return {
    open,
    version: `Chromium ${browser.version()}`,
    kill: async () => {
      await end('SIGKILL')
    },
    quit: async () => {
      const session = await browser.newBrowserCDPSession()
      await session.send('Browser.close').catch(() => {})
      await gone
    },
  }
}

const firefoxPrefs = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.sessionstore.max_resumed_crashes': -1,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.tabs.unloadOnLowMemory': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'termsofuse.bypassNotification': true,
  'trailhead.firstrun.didSeeAboutWelcome': true,
}

/** The WebKitGTK that a Debian has. */
const miniBrowser = async () => {
  const libraries = '/usr/lib/x86_64-linux-gnu'
  const found = existsSync(libraries) ? (await readdir(libraries)).filter((name) => /^webkit(2gtk|gtk)-/.test(name)) : []
  return found.map((name) => join(libraries, name, 'MiniBrowser')).find((path) => existsSync(path))
}

/** A screen that nobody looks at; one for the whole run. */
let screen
const display = () => {
  screen ??= (() => {
    const name = `:${90 + (process.pid % 400)}`
    group('Xvfb', [name, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' })
    return new Promise((done) => setTimeout(() => done(name), 800))
  })()
  return screen
}

const commands = {
  firefox: async (profile) => {
    await mkdir(profile, { recursive: true })
    const lines = Object.entries(firefoxPrefs).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    await writeFile(join(profile, 'user.js'), lines.join('\n'))
    return {
      command: 'firefox-esr',
      args: ['--headless', '--no-remote', '--new-instance', '--profile', profile],
      env: { MOZ_CRASHREPORTER_DISABLE: '1' },
    }
  },
  webkit: async (profile) => {
    await mkdir(profile, { recursive: true })
    const command = await miniBrowser()
    if (!command) throw new Error('expected WebKitGTK’s MiniBrowser (Debian: libwebkit2gtk-4.1-0), found none')
    const env = {
      DISPLAY: await display(),
      HOME: profile,
      XDG_DATA_HOME: join(profile, 'data'),
      XDG_CACHE_HOME: join(profile, 'cache'),
      XDG_CONFIG_HOME: join(profile, 'config'),
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      NO_AT_BRIDGE: '1',
    }
    return { command, args: [], env }
  },
}

/** Browsers that are started with the addresses of their tabs, and driven by what their pages ask for. */
async function startAlone(kind, profile, site) {
  const { command, args, env } = await commands[kind](profile)
  const started = []
  const start = (urls) => {
    started.push(group(command, [...args, ...urls], { env: { ...process.env, ...env }, stdio: 'ignore' }))
  }
  const tabOf = (url) => new URL(url).searchParams.get('tab')
  const handle = (url) => {
    let id = tabOf(url)
    const tab = {
      run: (name, ...args) => within(PATIENCE_MS, site.order(id, name, args), name),
      goto: async (to) => {
        site.order(id, 'go', [to]).catch(() => {})
        id = tabOf(to) ?? id
        if (to.includes('/shop')) await tab.run('ready')
      },
    }
    return tab
  }
  const openAll = async (urls) => {
    const polled = urls.map((url) => `${url}&poll=1`)
    start(polled)
    const tabs = polled.map(handle)
    await Promise.all(tabs.map((tab) => tab.run('ready')))
    return tabs
  }
  const end = async (signal) => {
    await Promise.all(started.splice(0).map((each) => each.end(signal)))
    site.forget()
  }
  const [version] = spawnSync(command, ['--version'], { encoding: 'utf8', env: { ...process.env, ...env } })
    .stdout.trim()
    .split('\n')
  return {
    openAll,
    version,
    kill: () => end('SIGKILL'),
    quit: () => end('SIGTERM'),
  }
}

export const start = (kind, profile, site) => (kind === 'chromium' ? startChromium(profile, site) : startAlone(kind, profile, site))
