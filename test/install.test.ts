import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { later } from './support/cleanup'
import { startCollector } from './support/collector'
import { openSite, type Site } from './support/site'
import { afterOrder, config } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()
/** Warms up on every page: the hint that fetches chunks ahead has to pass a policy as well. */
const near = { ...afterOrder, trigger: { on: 'event', name: 'order_completed', oncePer: 'order_id', near: '/*' } } as const

const attributes = 'async data-endpoint="/v1/responses" data-config="/v1/config" data-consent="persistent"'
const page = (script: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>A shop</title><link rel="icon" href="data:,">${head}${script}</head><body><h1>A shop</h1></body></html>`

const shop = async (): Promise<Site> => {
  const site = await openSite(await startCollector())
  site.config = config(near)
  return site
}
const visit = async (site: Site): Promise<Tab> => openTab(await person(), site.url)
/** Asks, is answered, and the answer arrives. */
const works = async (tab: Tab) => {
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  await tab.choose(/Very well/)
  await tab.arrived((await tab.until('completed')).response)
  expect(tab.of('error')).toEqual([])
  expect(tab.pageErrors).toEqual([])
}
const integrity = (site: Site, path: string) =>
  `sha384-${createHash('sha384')
    .update(site.files.get(path) ?? '')
    .digest('base64')}`
const chunk = (site: Site, name: string) => [...site.files.keys()].find((path) => path.startsWith(`/chunks/${name}.`)) ?? ''
const stub = (site: Site) => `${site.files.get('/stub.js')}`

test('a policy that allows scripts by nonce alone: no violation, and it asks', async () => {
  const site = await shop()
  site.headers = {
    'content-security-policy': "default-src 'none'; script-src 'nonce-r4nd0m'; connect-src 'self'; img-src data:",
  }
  site.pages.set('/', page(`<script nonce="r4nd0m">${stub(site)}</script><script nonce="r4nd0m" src="/peakend.js" ${attributes}></script>`))
  const tab = await visit(site)
  await works(tab)
  expect(tab.violations).toEqual([])
})

test("so does one with 'strict-dynamic', where a loader that has the nonce adds the script", async () => {
  const site = await shop()
  site.headers = {
    'content-security-policy':
      "default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types loader",
  }
  const loader = `const { url } = { url: '/peakend.js' }
    const policy = trustedTypes.createPolicy('loader', { createScriptURL: (given) => given })
    const script = document.createElement('script')
    script.dataset.endpoint = '/v1/responses'
    script.dataset.config = '/v1/config'
    script.dataset.consent = 'persistent'
    script.src = policy.createScriptURL(url)
    document.head.append(script)`
  site.pages.set('/', page(`<script nonce="r4nd0m">${stub(site)}</script><script nonce="r4nd0m">${loader}</script>`))
  const tab = await visit(site)
  await works(tab)
  expect(tab.violations).toEqual([])
})

test('the inline stub passes a policy that names its hash', async () => {
  const site = await shop()
  const hash = `'sha256-${createHash('sha256').update(stub(site)).digest('base64')}'`
  site.headers = {
    'content-security-policy': `default-src 'none'; script-src 'self' ${hash}; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
  }
  site.pages.set('/', page(`<script>${stub(site)}</script><script src="/peakend.js" ${attributes}></script>`))
  const tab = await visit(site)
  await works(tab)
  expect(tab.violations).toEqual([])
})

test('the integrity of sri.json is accepted', async () => {
  const site = await shop()
  const sri = JSON.parse(`${site.files.get('/sri.json')}`) as Record<string, string>
  site.pages.set(
    '/',
    page(
      `<script src="/stub.js" integrity="${sri['stub.js']}"></script><script src="/peakend.js" integrity="${sri['peakend.js']}" ${attributes}></script>`,
    ),
  )
  await works(await visit(site))
})

test('a script that is not what its integrity says does not run, and harms nothing', async () => {
  const site = await shop()
  site.pages.set(
    '/',
    page(`<script src="/stub.js"></script><script src="/peakend.js" integrity="${integrity(site, '/stub.js')}" ${attributes}></script>`),
  )
  const tab = await visit(site)
  await tab.page.waitForLoadState('networkidle')
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect(await tab.page.evaluate('peakend.q.length')).toBe(1)
  expect([tab.heard, tab.pageErrors, await tab.card.count()]).toEqual([[], [], 0])
})

test('the integrity of chunks can be told by an import map: right ones are accepted, wrong ones are not', async () => {
  const site = await shop()
  const files = [...site.files.keys()].filter((path) => path.startsWith('/chunks/'))
  const map = (change = {}) =>
    `<script type="importmap">${JSON.stringify({ integrity: { ...Object.fromEntries(files.map((path) => [path, integrity(site, path)])), ...change } })}</script>`
  const script = `<script src="/stub.js"></script><script src="/peakend.js" ${attributes}></script>`
  site.pages.set('/', page(script, map()))
  await works(await visit(site))
  site.pages.set('/', page(script, map({ [chunk(site, 'gates')]: integrity(site, '/stub.js') })))
  const tab = await visit(site)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('error')).code).toBe('chunk-missing')
  expect([await tab.card.count(), tab.pageErrors]).toEqual([0, []])
})

/** Files of the build at another origin. */
const openCdn = async (site: Site, headers: Record<string, string>) => {
  const server = createServer((request, response) => {
    const file = site.files.get(`${request.url}`.replace('/peakend/0.1.0', ''))
    response.writeHead(file ? 200 : 404, { 'content-type': 'text/javascript', ...headers }).end(file)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  later(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/peakend/0.1.0/`
}
const cors = { 'access-control-allow-origin': '*' }

test('chunks on a CDN: found there by data-base, or beside a script that is there', async () => {
  const site = await shop()
  const cdn = await openCdn(site, cors)
  for (const script of [
    `<script src="/peakend.js" data-base="${cdn}" ${attributes}></script>`,
    `<script src="${cdn}peakend.js" ${attributes}></script>`,
    `<script src="${cdn}peakend.js" integrity="${integrity(site, '/peakend.js')}" crossorigin ${attributes}></script>`,
  ]) {
    site.pages.set('/', page(`<script src="/stub.js"></script>${script}`))
    await works(await visit(site))
  }
  expect(site.asked.filter((path) => path.startsWith('/chunks/'))).toEqual([])
})

test('a CDN without CORS headers gives no chunks: an error, and nothing thrown', async () => {
  const site = await shop()
  const cdn = await openCdn(site, {})
  site.pages.set('/', page(`<script src="/stub.js"></script><script src="${cdn}peakend.js" ${attributes}></script>`))
  const tab = await visit(site)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('error')).code).toBe('chunk-missing')
  expect(tab.pageErrors).toEqual([])
})

test.each(['gates', 'common', 'q-choice', 'words-fr'])('the chunk %s is gone: one error, and the next page asks', async (name) => {
  const site = await shop()
  const question = {
    id: 'c',
    type: 'choice',
    text: 'Which?',
    options: [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
    ],
  } as const
  site.config = config({ ...afterOrder, questions: [question], endings: [] })
  const gone = chunk(site, name)
  const file = site.files.get(gone) ?? ''
  site.files.delete(gone)
  site.pages.set('/', page(`<script src="/stub.js"></script><script src="/peakend.js" data-locale="fr" ${attributes}></script>`))
  const tab = await visit(site)
  await tab.call('track', 'order_completed', { order_id: 'A-1' })
  expect((await tab.until('error')).code).toBe('chunk-missing')
  expect(await tab.card.count()).toBe(name === 'words-fr' ? 1 : 0)
  await tab.page.waitForLoadState('networkidle')
  expect(tab.of('error')).toHaveLength(1)
  site.files.set(gone, file)
  await tab.page.reload()
  await tab.call('track', 'order_completed', { order_id: 'A-2' })
  await tab.until(name === 'words-fr' ? 'suppressed' : 'shown')
  expect(tab.pageErrors).toEqual([])
})
