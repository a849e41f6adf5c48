import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import type { Config } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'
import { openSite, type Site } from './support/site'
import { config, quick } from './support/surveys'
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

const levels = ['none', 'session', 'persistent'] as const
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
