import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import type { Config } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { root, startCollector } from './support/collector'
import { html, openSite, type Site } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

/** An app without a server's markup: it imports the built npm entry. */
const app = async (): Promise<{ site: Site; tab: Tab }> => {
  const site = await openSite(await startCollector())
  site.pages.set('/', '<!doctype html><html lang="en"><title>App</title><main id="root"><h1>App</h1></main></html>')
  return { site, tab: await openTab(await person(), site.url) }
}
/** As text: the test's own bundler must not see this import. */
const inApp = (page: Page, surveys: Config, body: string, consent = 'persistent') =>
  page.evaluate(`import('/index.js').then(async ({ createPeakend }) => {
    const create = () => createPeakend(${JSON.stringify({ endpoint: '/v1/responses', consent, config: surveys })})
    ${body}
  })`)
/** Every chunk is there, every timer of a moment has fired: what would come twice has come. */
const settle = async (tab: Tab) => {
  await tab.page.waitForLoadState('networkidle')
  await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
}

const levels = ['none', 'persistent'] as const
/** Nothing but its trigger holds it back, not even consent: what was created twice would ask twice. */
const eager = quick('eager', { consent: 'none' })

test.each(levels)('create, destroy, create in one go, a moment in each, at consent %s: one question, once', async (level) => {
  const { tab } = await app()
  await inApp(
    tab.page,
    config(eager),
    `const first = create()
     first.track('eager')
     first.destroy()
     window.handle = create()
     window.peakend = (method, ...args) => window.handle[method](...args)
     window.handle.track('eager')
     if (first === window.handle) throw Error('the same handle')`,
    level,
  )
  await tab.until('shown')
  await settle(tab)
  expect([tab.of('shown').length, await tab.card.count()]).toEqual([1, 1])
  await tab.call('hide')
  await tab.card.waitFor({ state: 'detached' })
  await tab.rest()
  await tab.call('track', 'eager')
  await tab.until('shown')
  expect(tab.of('error')).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

test.each(levels)('destroyed while what asks is on its way, at consent %s: nothing shows', async (level) => {
  const { site, tab } = await app()
  const names = [...site.files.keys()].filter((path) => /chunks\/(gates|ask|common)\./.test(path))
  const arrive = names.map((path) => site.hold(path))
  await inApp(tab.page, config(eager), "window.handle = create(); window.handle.track('eager')", level)
  await expect.poll(() => site.asked.some((path) => path.includes('gates'))).toBe(true)
  const gone = tab.page.evaluate('handle.destroy()')
  for (const release of arrive) release()
  await gone
  await settle(tab)
  expect(await tab.card.count()).toBe(0)
  expect(tab.of('shown')).toEqual([])
})

test('created twice with consent auto, destroyed once between: the page is asked by the one that lives, the other lets go', async () => {
  const { tab } = await app()
  await tab.page.evaluate(() => {
    const told = { started: 0, stopped: 0 }
    Object.assign(window, {
      told,
      peakendConsent: (set: (level: string) => void) => {
        told.started++
        set('session')
        return () => told.stopped++
      },
    })
  })
  await inApp(tab.page, config(eager), "create().destroy(); window.handle = create(); window.handle.track('eager')", 'auto')
  await tab.until('shown')
  await settle(tab)
  const { started, stopped } = (await tab.page.evaluate('told')) as { started: number; stopped: number }
  expect(started - stopped).toBe(1)
  expect(tab.of('shown')).toHaveLength(1)
})

/** React's own development build: only there does StrictMode run every effect twice. */
const bundle = async (site: Site, code: string) => {
  const folder = await tempFolder()
  await writeFile(join(folder, 'app.js'), code)
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: {
      alias: {
        peakend: join(root, 'dist/index.js'),
        react: join(root, 'node_modules/react'),
        'react-dom': join(root, 'node_modules/react-dom'),
      },
    },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: join(folder, 'app.js'), output: { entryFileNames: 'app.js' } },
    },
  })
  const { output } = [built].flat()[0] as Rolldown.RolldownOutput
  for (const file of output) site.files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : Buffer.from(file.source))
}

const options = "{ endpoint: '/v1/responses', config: '/v1/config', consent: 'persistent' }"
/** The two ways of docs/frameworks.md. */
const ways = {
  'one for the app': {
    module: `const peakend = createPeakend(${options})`,
    effect: "peakend.track('order_completed', { order_id: order })",
    runs: ['create', 'create'],
  },
  'one that lives and dies with a component': {
    module: '',
    effect: `const peakend = createPeakend(${options})
      peakend.track('order_completed', { order_id: order })
      return () => {
        runs.push('destroy')
        peakend.destroy()
      }`,
    runs: ['create', 'destroy', 'create'],
  },
}
test.each(Object.entries(ways))('in React, under StrictMode, %s: one question, once', async (name, { module, effect, runs }) => {
  const site = await openSite(await startCollector())
  site.config = config(afterOrder)
  await bundle(
    site,
    `import { createElement, StrictMode, useEffect } from 'react'
    import { createRoot } from 'react-dom/client'
    import { createPeakend } from 'peakend'

    const runs = (window.runs = [])
    ${module}
    const Confirmation = ({ order }) => {
      useEffect(() => {
        runs.push('create')
        ${effect}
      }, [order])
      return createElement('h1', null, 'Thank you')
    }
    const app = createRoot(document.getElementById('root'))
    window.leave = () => app.unmount()
    app.render(createElement(StrictMode, null, createElement(Confirmation, { order: 'A-1' })))`,
  )
  site.pages.set(
    '/',
    '<!doctype html><html lang="en"><title>App</title><main id="root"></main><script type="module" src="/app.js"></script></html>',
  )
  const tab = await openTab(await person(), site.url)
  await tab.until('shown')
  expect(await tab.page.evaluate('runs')).toEqual(runs)
  await settle(tab)
  expect([tab.of('shown').length, await tab.card.count()]).toEqual([1, 1])
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  await tab.page.evaluate('leave()')
  if (name !== 'one for the app') await tab.card.waitFor({ state: 'detached' })
  expect(tab.of('error')).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

const swaps = {
  'body.replaceWith': 'document.body.replaceWith(body)',
  'documentElement.replaceChild': 'document.documentElement.replaceChild(body, document.body)',
}
/** Another body, as Turbo and Astro put one in place; `then` runs in the same go. */
const swap = (page: Page, how: string, then = '') =>
  page.evaluate(`(() => {
    const body = document.createElement('body')
    body.innerHTML = '<main><h1>Next page</h1><div id="slot"></div></main>'
    ${how}
    ${then}
  })()`)

const shop = async () => {
  const site = await openSite(await startCollector())
  site.config = config(afterOrder, eager)
  site.pages.set(
    '/',
    html({ body: '<div id="slot"></div><script type="application/json" data-peakend="track">{"event": "seen"}</script>' }),
  )
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  return tab
}

test.each(Object.entries(swaps))('%s with a card open: it stays, is answered, and the next moment asks', async (_, how) => {
  const tab = await shop()
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.until('shown')
  await swap(tab.page, how)
  await tab.page.getByRole('heading', { name: 'Next page' }).waitFor()
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  await tab.call('hide')
  await swap(tab.page, how)
  await tab.rest()
  await tab.call('track', 'eager')
  await tab.until('shown', { survey: 'eager' })
  expect(await tab.card.count()).toBe(1)
  expect(tab.of('shown')).toHaveLength(2)
  expect(tab.of('error')).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

test('a body swap that is a navigation closes an untouched card; the next moment asks', async () => {
  const tab = await shop()
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.until('shown')
  await swap(tab.page, swaps['body.replaceWith'], "history.pushState({}, '', '/next')")
  await tab.card.waitFor({ state: 'detached' })
  await tab.rest()
  await tab.call('track', 'eager')
  await tab.until('shown', { survey: 'eager' })
  expect(tab.pageErrors).toEqual([])
})

test.each(Object.entries(swaps))('%s takes a card inside the page with it: it counts as gone, and the next moment asks', async (_, how) => {
  const tab = await shop()
  await tab.call('show', 'after-order', { target: '#slot' })
  await tab.until('shown')
  await swap(tab.page, how, "peakend('track', 'eager')")
  // It waits for the rest after the one that is gone.
  await tab.call('explain')
  await tab.rest()
  await tab.page.getByRole('heading', { name: 'Next page' }).click()
  await tab.until('shown', { survey: 'eager' })
  expect(await tab.card.count()).toBe(1)
  await tab.call('hide')
  await tab.call('show', 'after-order', { target: '#slot' })
  await tab.until('shown', { survey: 'after-order' })
  expect(tab.of('error')).toEqual([])
  expect(tab.pageErrors).toEqual([])
})

test('an element that is moved keeps the card inside it', async () => {
  const tab = await shop()
  await tab.call('show', 'after-order', { target: '#slot' })
  await tab.until('shown')
  await tab.page.evaluate(() => {
    const slot = document.getElementById('slot')
    const body = document.createElement('body')
    document.body.replaceWith(body)
    if (slot) body.append(slot)
  })
  await settle(tab)
  await tab.choose(/Very well/)
  await tab.until('completed')
})

test('moments written into a page are read once: what a body swap brings must be tracked', async () => {
  const tab = await shop()
  expect(await tab.until('moment', { name: 'seen' })).toMatchObject({ type: 'event' })
  await tab.page.evaluate(() => {
    const body = document.createElement('body')
    body.innerHTML = '<script type="application/json" data-peakend="track">{"event": "late"}</script>'
    document.body.replaceWith(body)
  })
  await settle(tab)
  expect(tab.of('moment').map((moment) => (moment as unknown as { name: string }).name)).toEqual(['seen'])
})
