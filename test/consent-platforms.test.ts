/** Consent platforms that publish their script: the real one, in a page set up as its documentation and ours say. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { root } from './support/collector'
import { deviceOf } from './support/device'
import { html, openSite, type Site } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

/** Serves a package's own files below a path. */
const serve = async (site: Site, path: string, name: string, folder = '') => {
  const from = join(root, 'node_modules', name, folder)
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile()) site.files.set(path + file.slice(from.length), await readFile(file))
  }
}
const shop = async (head: string): Promise<Site> => {
  const site = await openSite()
  site.config = config(afterOrder, quick('later'))
  site.pages.set('/', html({ data: { consent: 'auto' }, head }))
  return site
}
const databases = async (tab: Tab) => (await deviceOf(tab.page)).databases
/** What is ours on the device, whatever the platform keeps there. */
const ours = async (tab: Tab) => Object.keys((await deviceOf(tab.page)).local).filter((key) => key.startsWith('peakend'))
/** Asked about an order: once somebody has agreed, and not before. */
const isAsked = async (tab: Tab, order: string) => {
  const [suppressed, shown] = [tab.of('suppressed').length, tab.of('shown').length]
  await tab.call('track', 'order_completed', { order_id: order })
  await expect.poll(() => tab.of('suppressed').length > suppressed || tab.of('shown').length > shown, { timeout: 15_000 }).toBe(true)
  return tab.of('shown').length > shown
}

/** The two snippets of our documentation, and the platform's own. */
const tarteaucitron = async () => {
  const docs = await readFile(join(root, 'docs/consent-and-storage.md'), 'utf8')
  const [, service] = /^(<script>\n {2}tarteaucitron\.services[\s\S]+?<\/script>)/m.exec(docs) ?? []
  if (!service) throw new Error('expected a service in the documentation, got none')
  return `<script src="/tac/tarteaucitron.js"></script><script>tarteaucitron.init({ orientation: 'bottom', showIcon: true, DenyAllCta: true, AcceptAllCta: true, highPrivacy: true, useExternalCss: false })</script>${service}`
}

/** Presses its button until it has understood: it listens a while after it has drawn. */
const decide = (tab: Tab, button: string, state: boolean) =>
  expect
    .poll(
      async () => {
        const found = tab.page.locator(button)
        if (await found.isVisible()) await found.click()
        return tab.page.evaluate(
          () => (window as unknown as { tarteaucitron?: { state: { peakend?: boolean } } }).tarteaucitron?.state.peakend,
        )
      },
      { timeout: 15_000 },
    )
    .toBe(state)
/** Opens the panel in which one changes one's mind. */
const openPanel = (tab: Tab) =>
  expect
    .poll(
      async () => {
        const panel = tab.page.locator('#tarteaucitronServices')
        if (!(await panel.isVisible())) await tab.page.locator('#tarteaucitronManager').click()
        return panel.isVisible()
      },
      { timeout: 15_000 },
    )
    .toBe(true)
const gates = (tab: Tab) => tab.of('suppressed').flatMap((each) => each.gates.map(({ code }) => code))

test('tarteaucitron.js itself: nothing before the choice, agreed, reloaded, a change of mind, and back', async () => {
  const site = await shop(await tarteaucitron())
  await serve(site, '/tac', 'tarteaucitronjs')
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  await tab.page.locator('#tarteaucitronPersonalize2').waitFor()
  expect(await isAsked(tab, 'A-0')).toBe(false)
  expect([await databases(tab), await ours(tab)]).toEqual([[], []])

  await decide(tab, '#tarteaucitronPersonalize2', true)
  await expect.poll(() => isAsked(tab, 'A-1'), { timeout: 15_000 }).toBe(true)
  await tab.choose(/Very well/)
  await tab.until('completed')
  expect(await databases(tab)).toEqual(['peakend:default'])

  // On the next page the platform remembers, and so do we.
  await tab.page.reload()
  await tab.until('ready')
  await expect
    .poll(
      async () => {
        await tab.call('track', 'order_completed', { order_id: 'A-1' })
        return gates(tab)
      },
      { timeout: 15_000 },
    )
    .toContain('once-per')

  // A change of mind. What was launched already it ends by loading the page anew.
  await openPanel(tab)
  await decide(tab, '#peakendDenied', false)
  await expect.poll(() => databases(tab)).toEqual([])
  await expect.poll(() => ours(tab)).toEqual(['peakend:default!no'])
  await tab.page.locator('#tarteaucitronClosePanel').click()
  await tab.until('ready')
  expect(await isAsked(tab, 'A-2')).toBe(false)
  expect([await databases(tab), await ours(tab)]).toEqual([[], ['peakend:default!no']])

  await openPanel(tab)
  await decide(tab, '#peakendAllowed', true)
  await expect.poll(() => ours(tab)).toEqual(['peakend:default'])
  expect(tab.pageErrors).toEqual([])
})

test('tarteaucitron.js itself: all denied is a refusal, and holds on the next page', async () => {
  const site = await shop(await tarteaucitron())
  await serve(site, '/tac', 'tarteaucitronjs')
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  await decide(tab, '#tarteaucitronAllDenied2', false)
  expect(await isAsked(tab, 'A-1')).toBe(false)
  await tab.page.reload()
  await tab.until('ready')
  expect(await isAsked(tab, 'A-2')).toBe(false)
  expect([await databases(tab), await ours(tab)]).toEqual([[], []])
  expect(tab.pageErrors).toEqual([])
})

/** A platform made of the IAB's own parts: its stub in the head, its API and its encoding of what was chosen. */
const iab = `<script src="/iab/stub/stub.js"></script>
<script type="importmap">{ "imports": { "@iabtechlabtcf/core": "/iab/core/index.js", "@iabtechlabtcf/cmpapi": "/iab/cmpapi/index.js" } }</script>
<script type="module">
  import { CmpApi } from '@iabtechlabtcf/cmpapi'
  import { GVL, TCModel, TCString } from '@iabtechlabtcf/core'
  const named = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [i + 1, { id: i + 1, name: '', description: '', illustrations: [] }]))
  const list = { gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 5, lastUpdated: '2027-01-01T00:00:00Z', purposes: named(11), specialPurposes: named(3), features: named(3), specialFeatures: named(2), vendors: {}, stacks: {}, dataCategories: {} }
  const api = new CmpApi(31, 1, true)
  const tell = (purposes, isOpen) => {
    const model = new TCModel(new GVL(list))
    Object.assign(model, { cmpId: 31, cmpVersion: 1, isServiceSpecific: true })
    model.publisherConsents.set(purposes)
    api.update(TCString.encode(model), isOpen)
  }
  tell([], true)
  window.choose = (purposes) => tell(purposes, false)
</script>`

test('the IAB’s own parts (TCF): the banner is no word, purposes 1 and 9 of the site are, and they can be taken back', async () => {
  const site = await shop(iab)
  await serve(site, '/iab/stub', '@iabtechlabtcf/stub', 'lib')
  for (const name of ['core', 'cmpapi']) await serve(site, `/iab/${name}`, `@iabtechlabtcf/${name}`, 'lib/mjs')
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  await tab.page.waitForFunction(() => 'choose' in window)
  const choose = (...purposes: number[]) =>
    tab.page.evaluate((purposes) => (window as unknown as { choose(purposes: number[]): void }).choose(purposes), purposes)
  expect(await isAsked(tab, 'A-0')).toBe(false)
  await choose(1, 8)
  expect(await isAsked(tab, 'A-1')).toBe(false)
  expect([await databases(tab), await ours(tab)]).toEqual([[], []])
  await choose(1, 9)
  await expect.poll(() => isAsked(tab, 'A-2'), { timeout: 15_000 }).toBe(true)
  await choose()
  await tab.card.waitFor({ state: 'detached' })
  await expect.poll(() => databases(tab)).toEqual([])
  expect(await ours(tab)).toEqual(['peakend:default!no'])
  expect(tab.pageErrors).toEqual([])
})
