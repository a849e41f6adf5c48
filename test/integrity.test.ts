import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { later } from './support/cleanup'
import { type Collector, root, startCollector } from './support/collector'
import { html, openSite, type Site } from './support/site'
import { afterOrder, config } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

/** What the command prints for files at an address: what is pasted into the page, and what its policy has to allow. */
const printed = (base: string) => {
  const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'integrity', '--base', base], { encoding: 'utf8' })
  const [, policy = ''] = /<!-- Content-Security-Policy: (.*) -->/.exec(stdout) ?? []
  return { tags: stdout.replace(' data-endpoint', ' data-consent="persistent" data-endpoint'), policy }
}
/** The files of the build at another origin. */
const openCdn = async (site: Site) => {
  const server = createServer((request, response) => {
    const file = site.files.get(`${request.url}`.replace('/peakend', ''))
    response.writeHead(file ? 200 : 404, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }).end(file)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  later(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/peakend`
}
interface Shop {
  readonly site: Site
  readonly collector: Collector
  /** Changes a chunk; gives what puts the true one back. */
  readonly tamper: (name: string) => () => void
}
/** A shop whose page has what the command prints, under the strictest policy that it needs. `isNear`: what asks is fetched ahead. */
const shop = async (where: 'CDN' | 'own origin', isNear = false): Promise<Shop> => {
  const collector = await startCollector()
  const site = await openSite(collector)
  const { tags, policy } = printed(where === 'CDN' ? await openCdn(site) : '/')
  site.headers = {
    'content-security-policy': `default-src 'none'; ${policy}; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
  }
  site.pages.set(
    '/',
    `<!doctype html><html lang="en"><head><title>A shop</title><link rel="icon" href="data:,">${tags}</head><h1>A shop</h1></html>`,
  )
  site.config = config(
    isNear ? { ...afterOrder, trigger: { on: 'event', name: 'order_completed', oncePer: 'order_id', near: '/*' } } : afterOrder,
  )
  const tamper = (name: string) => {
    const path = [...site.files.keys()].find((path) => path.startsWith(`/chunks/${name}.`)) ?? ''
    const file = site.files.get(path) ?? ''
    site.files.set(path, `${file};window.tampered = true`)
    return () => site.files.set(path, file)
  }
  return { site, collector, tamper }
}
const visit = async ({ site }: Shop) => openTab(await person(), site.url)
const isTampered = (tab: Tab) => tab.page.evaluate('window.tampered')

test.each(['CDN', 'own origin'] as const)('the printed tags, files on a %s: an answer arrives, nothing is refused', async (where) => {
  const at = await shop(where)
  const tab = await visit(at)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  for (const method of ['explain', 'inspect', 'export'] as const) await tab.call(method)
  expect([tab.of('error'), tab.violations, tab.pageErrors]).toEqual([[], [], []])
  expect(await at.collector.responses()).toMatchObject([{ id: response, answers: { csat: 5 } }])
})

test('the policy that is printed is needed: without the hash there is no map, and a changed chunk runs', async () => {
  const at = await shop('own origin')
  at.site.headers = { 'content-security-policy': "script-src 'self'" }
  at.tamper('ask')
  const tab = await visit(at)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.until('shown')
  expect(await isTampered(tab)).toBe(true)
  expect(tab.violations.join()).toContain('script-src')
})

test.each([
  ['ask', false],
  ['ask', true],
  ['gates', true],
  ['common', true],
] as const)('a changed %s (fetched ahead: %s) does not run: one error, no card, and the next page asks', async (name, isNear) => {
  const at = await shop('CDN', isNear)
  const restore = at.tamper(name)
  const tab = await visit(at)
  await tab.page.waitForLoadState('networkidle')
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('error')).code).toBe('chunk-missing')
  await tab.page.waitForLoadState('networkidle')
  expect([tab.of('error').length, await tab.card.count(), await isTampered(tab), tab.pageErrors]).toEqual([1, 0, undefined, []])
  restore()
  await tab.page.reload()
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  await tab.until('shown')
  expect([tab.violations, tab.pageErrors]).toEqual([[], []])
})

test('a changed send does not run: what was answered is kept, and the next page delivers it, once', async () => {
  const at = await shop('CDN')
  const restore = at.tamper('send')
  const tab = await visit(at)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  expect((await tab.until('error')).code).toBe('chunk-missing')
  expect([await isTampered(tab), tab.pageErrors, at.site.posts]).toEqual([undefined, [], []])
  expect([...new Set(tab.of('error').map(({ code }) => code))]).toEqual(['chunk-missing'])
  restore()
  await tab.page.reload()
  await tab.arrived(response)
  expect(await at.collector.responses()).toMatchObject([{ id: response, answers: { csat: 5 } }])
  expect(at.site.posts.flat().filter(({ id }) => id.startsWith(response))).toHaveLength(1)
  expect(tab.pageErrors).toEqual([])
})

/** Where each row of the page's table is blocked: what the policy has in place of what is needed. */
const here = "default-src 'none'; img-src data:; "
test.each([
  ['the chunks', (url: string) => `${here}script-src ${url}/stub.js ${url}/peakend.js; connect-src 'self'`, 'chunk-missing', false],
  ['the configuration', () => `${here}script-src 'self'; connect-src 'none'`, 'config-unreachable', false],
  ['the endpoint', (url: string) => `${here}script-src 'self'; connect-src ${url}/v1/config`, 'endpoint-silent', true],
] as const)('a policy that blocks %s is told, and throws nothing into the page', async (_, policy, code, isAsked) => {
  const at = await shop('own origin')
  at.site.headers = { 'content-security-policy': policy(at.site.url) }
  at.site.pages.set('/', html())
  const tab = await visit(at)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  if (isAsked) {
    await tab.choose(/Very well/)
    expect((await tab.until('answered')).durability).toBe('disk')
  }
  expect((await tab.until('error')).code).toBe(code)
  expect([tab.pageErrors, at.site.posts]).toEqual([[], []])
  expect(tab.violations[0]).toBeDefined()
})
