import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright'
import { expect, test } from 'vitest'
import { brotli } from '../bench/size.mjs'
import type { FrictionKind, Trigger } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { root, startCollector } from './support/collector'
import { consent, toCheckout } from './support/shop'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

/** The shop, open at a path, with one survey that waits for one moment, and a visitor who agreed to be asked. */
const shop = async (trigger: Trigger, path: string, options: BrowserContextOptions & { hasClock?: boolean } = {}) => {
  const file = join(await tempFolder(), 'peakend.json')
  await writeFile(file, JSON.stringify(config(quick('asked', { trigger }))))
  const { url } = await startCollector(file)
  const { hasClock, ...device } = options
  const context = await person({ viewport: { width: 1280, height: 720 }, ...device })
  const tab = await openTab(context)
  if (hasClock) await tab.page.clock.install()
  await tab.page.goto(url + path)
  await consent(tab)
  await tab.until('ready')
  // The watcher is a chunk: it has come when nothing is under way any more.
  await tab.page.waitForLoadState('networkidle')
  return {
    ...tab,
    url,
    /** Moments of the trigger's own type. */
    names: () =>
      (tab.heard.map(({ detail }) => detail) as unknown as { type: string; name: string }[]).flatMap(({ type, name }) =>
        type === trigger.on ? [name] : [],
      ),
    asks: async (name: string) => {
      await tab.until('moment', { type: trigger.on, name })
      await tab.until('shown', { survey: 'asked' })
      expect([tab.pageErrors, tab.violations, tab.of('error')]).toEqual([[], [], []])
    },
  }
}

test('visible: what else is on the shelf, once it was scrolled to, also after a client-side navigation', async () => {
  const { page, names, asks, until } = await shop({ on: 'visible', selector: '[aria-labelledby=others]', path: '/p/*' }, '/')
  await page.getByRole('link', { name: 'Lutrin reading lamp' }).click()
  await page.getByRole('heading', { level: 1, name: 'Lutrin reading lamp' }).waitFor()
  await until('moment', { type: 'event', name: 'product_viewed' })
  expect(names()).toEqual([])
  await page.mouse.move(600, 400)
  await page.mouse.wheel(0, 5000)
  await asks('[aria-labelledby=others]')
})

test('scroll: a page read down to three quarters, by the wheel', async () => {
  const { page, names, asks } = await shop({ on: 'scroll', depth: 0.75 }, '/p/opaline', { viewport: { width: 1000, height: 500 } })
  await page.mouse.move(500, 300)
  await page.mouse.wheel(0, 150)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
  expect(names()).toEqual([])
  await page.mouse.wheel(0, 5000)
  await asks('75 %')
})

test('exit: the mouse leaves at the top, not at once and not at a side, and once a visit', async () => {
  const { page, names, asks, call } = await shop({ on: 'exit' }, '/p/opaline', { hasClock: true })
  const leave = async (x: number, y: number) => {
    await page.mouse.move(600, 300)
    await page.mouse.move(x, y, { steps: 4 })
  }
  await leave(600, -4)
  await page.clock.fastForward('00:10')
  await leave(-4, 300)
  expect(names()).toEqual([])
  await leave(600, -4)
  await asks('exit')
  await call('hide')
  await page.getByRole('link', { name: 'Help', exact: true }).click()
  await page.waitForURL(/help/)
  await page.clock.fastForward('00:10')
  await leave(600, -4)
  await call('inspect')
  expect(names()).toEqual(['exit'])
})

test('exit on a phone: a flick to the top', async () => {
  // A phone on its side: the finger itself, without what rolls on after it, goes further than the window is high.
  const { page, asks } = await shop({ on: 'exit', seconds: 0 }, '/', {
    viewport: { width: 664, height: 320 },
    isMobile: true,
    hasTouch: true,
  })
  await page.evaluate(() => scrollTo({ top: 2000, behavior: 'instant' }))
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(2000)
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints })
  await touch('touchStart', { x: 200, y: 20 })
  for (const y of [220, 420, 620, 820]) await touch('touchMove', { x: 200, y })
  await touch('touchEnd')
  await asks('exit')
})

test('dwell: a minute on a page, of which only what is used counts', async () => {
  const { page, names, asks, call } = await shop({ on: 'dwell', seconds: 60, path: '/p/*' }, '/p/opaline', { hasClock: true })
  await page.mouse.move(600, 300)
  await page.clock.fastForward('10:00')
  await call('inspect')
  expect(names()).toEqual([])
  await page.mouse.move(620, 310)
  await page.clock.runFor('00:25')
  await page.mouse.move(600, 300)
  await page.clock.runFor('00:25')
  await asks('60 s')
})

test('idle: nothing done for 45 seconds on the way to the order', async () => {
  const { page, names, asks, call } = await shop({ on: 'idle', seconds: 45 }, '/p/opaline', { hasClock: true })
  await page.mouse.move(600, 300)
  await page.clock.runFor('00:40')
  await page.keyboard.press('Shift')
  await page.clock.runFor('00:40')
  await call('inspect')
  expect(names()).toEqual([])
  await page.clock.runFor('00:06')
  await asks('45 s')
})

/** The cart with one lamp, where fewer cannot be had: that button is off. */
const cart = async (kind: FrictionKind) => {
  const tab = await shop({ on: 'friction', kinds: [kind], path: '/cart' }, '/p/opaline')
  await tab.page.getByRole('button', { name: 'Add to cart' }).click()
  await tab.page.waitForURL(/\/cart/)
  await tab.until('ready')
  await tab.page.waitForLoadState('networkidle')
  return { ...tab, fewer: tab.page.locator('main button[disabled]').first() }
}

test('friction: a button that is off, pressed again and again', async () => {
  const { fewer, until } = await cart('rage-click')
  await fewer.click({ force: true, clickCount: 3, delay: 10 })
  await until('moment', { type: 'friction', name: 'rage-click' })
})

test('friction: a button that is off, and says nothing', async () => {
  const { fewer, until } = await cart('dead-click')
  await fewer.click({ force: true })
  await until('moment', { type: 'friction', name: 'dead-click' })
})

test('friction: an order refused twice by the server', async () => {
  const tab = await shop({ on: 'friction', kinds: ['failed-submit'] }, '/')
  const send = async () => {
    await tab.page.getByRole('button', { name: 'Place the order' }).click()
    await tab.until('ready')
    await tab.page.waitForLoadState('networkidle')
  }
  await toCheckout(tab)
  await send()
  expect(tab.names()).toEqual([])
  await send()
  await tab.until('moment', { type: 'friction', name: 'failed-submit' })
})

test('friction: an error of the page’s own script', async () => {
  const { page, until } = await shop({ on: 'friction', kinds: ['page-error'] }, '/p/opaline')
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('no price')
    })
  })
  await until('moment', { type: 'friction', name: 'page-error' })
})

test('friction: a search that finds nothing', async () => {
  const { page, names, until, call } = await shop({ on: 'friction', selector: '.search-again' }, '/')
  const search = async (text: string) => {
    await page.getByRole('searchbox').first().fill(text)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: text }).waitFor()
  }
  await search('linen')
  await call('inspect')
  expect(names()).toEqual([])
  await search('zeppelin')
  await until('moment', { type: 'friction', name: 'empty-search' })
})

test('returning: one month later, on the first page and on no other', async () => {
  const { page, url, names, asks, until, call } = await shop({ on: 'returning', daysAway: 14 }, '/')
  await page.goto(`${url}/help`)
  await until('ready')
  await page.waitForLoadState('networkidle')
  expect(names()).toEqual([])
  await page.getByRole('button', { name: 'Tools', exact: true }).click()
  await page.locator('#trial-panel').getByRole('button', { name: 'One month later', exact: true }).click()
  await asks('visit')
  await page.goto(`${url}/help`)
  await until('ready')
  await page.waitForLoadState('networkidle')
  await call('inspect')
  expect(names()).toEqual(['visit'])
})

test('docs/moments.md says what each watcher weighs', () => {
  const page = readFileSync(join(root, 'docs/moments.md'), 'utf8')
  const files: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, 'dist/chunks.json'), 'utf8'))
  const rows = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| (\d\.\d) \|/gm)]
  const said = rows.flatMap(([, names = '', kB]) => [...names.matchAll(/\w+/g)].map(([name]) => [name, Number(kB)] as const))
  expect(said.map(([name]) => `on-${name}`).sort()).toEqual(
    Object.keys(files)
      .filter((name) => name.startsWith('on-'))
      .sort(),
  )
  for (const [name, kB] of said) {
    const bytes = brotli(readFileSync(join(root, 'dist', `${files[`on-${name}`]}`)))
    // A tenth either way: another build of brotli may differ by some bytes.
    expect(Math.abs(kB * 1000 - bytes), `${name}: write ${(bytes / 1000).toFixed(1)} into docs/moments.md`).toBeLessThanOrEqual(100)
  }
})
