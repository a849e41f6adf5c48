/** Chromium as it is measured: headless, a fresh profile for every sample, throttled through the DevTools protocol. */
import { chromium } from 'playwright'
import { findBrowser } from '../scripts/find-browser.mjs'

const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']

/** Conditions by name: how much slower the CPU is, and the network. */
export const conditions = {
  fast: { title: 'not throttled', cpu: 1 },
  cpu: { title: 'CPU 4×', cpu: 4 },
  slow: { title: 'CPU 4×, slow 4G', cpu: 4, network: { latency: 150, bitsPerSecond: 1.6e6 } },
}

export const launch = () => chromium.launch({ executablePath: findBrowser(), args })

/**
 * For pages whose figures are not looked at: a machine that does much at once is slow enough for our scripts to pass the budget of a page,
 * and they then stop asking, as they should. The budget has its own tests; here a page cannot measure long frames, as in browsers
 * that do not offer it. Runs in the page.
 */
export const withoutLongFrames = () => {
  const offered = PerformanceObserver.supportedEntryTypes.filter((type) => type !== 'long-animation-frame')
  Object.defineProperty(PerformanceObserver, 'supportedEntryTypes', { value: offered, configurable: true })
}

/**
 * A fresh page: nothing of an earlier sample is cached, stored or compiled. Movement is reduced, so that the first frame of a card is
 * the card as it stays.
 *
 * @param {import('playwright').Browser} browser
 * @param {keyof typeof conditions} [condition]
 * @param {import('playwright').BrowserContextOptions} [options]
 */
export async function openPage(browser, condition = 'fast', options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const { cpu, network } = conditions[condition]
  await cdp.send('Performance.enable')
  if (cpu > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  const slowDown = async () => {
    if (!network) return
    await cdp.send('Network.enable')
    const throughput = network.bitsPerSecond / 8
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    })
  }
  /** Numbers of `Performance.getMetrics` by name; durations in seconds. */
  const metrics = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]))
  /** Runs an expression in the page, by the protocol: what Playwright would add to the page for it is not there. */
  const run = async (expression) => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (exceptionDetails) throw new Error(`In the page: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
    return result.value
  }
  return {
    page,
    cdp,
    run,
    metrics,
    /** The network becomes slow: from here, so that what is measured does not wait for a page to load. */
    slowDown,
    /** What lives on after a full collection. */
    settled: async () => {
      for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage')
      return metrics()
    },
    close: () => context.close(),
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
