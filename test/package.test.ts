import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { root, startCollector } from './support/collector'
import { openSite } from './support/site'
import { afterOrder, config } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()
const dist = join(root, 'dist')

/** Runs a module in a Node of its own. */
const inNode = (code: string): string => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  return stdout.trim() || stderr
}
const entry = JSON.stringify(join(dist, 'index.js'))

test('a bundled app imports it, asks, and the answer arrives', async () => {
  const folder = await tempFolder()
  await writeFile(
    join(folder, 'app.js'),
    `import { createPeakend } from ${entry}
    const peakend = createPeakend({ endpoint: '/v1/responses', consent: 'persistent', config: ${JSON.stringify(config(afterOrder))} })
    peakend.on('answered', ({ answers }) => document.title = JSON.stringify(answers))
    peakend.track('order_completed', { order_id: 'A-1' })`,
  )
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { write: false, modulePreload: false, rolldownOptions: { input: join(folder, 'app.js'), output: { entryFileNames: 'app.js' } } },
  })
  const collector = await startCollector()
  const site = await openSite(collector)
  const { output } = [built].flat()[0] as Rolldown.RolldownOutput
  for (const file of output) site.files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : Buffer.from(file.source))
  site.pages.set('/', '<!doctype html><html lang="en"><title>App</title><script type="module" src="/app.js"></script><h1>App</h1></html>')
  const tab = await openTab(await person(), site.url)
  await tab.choose(/Very well/)
  const { response } = await tab.until('completed')
  await tab.arrived(response)
  expect(await tab.page.title()).toBe('{"csat":5}')
  expect(await collector.responses()).toMatchObject([{ id: response, answers: { csat: 5 } }])
  expect(tab.pageErrors).toEqual([])
  // What only some questions need is a file of its own in the app, too.
  expect(output.filter(({ type }) => type === 'chunk').length).toBeGreaterThan(3)
})

test('importing it in Node touches no window; calling it there says what to do', () => {
  const code = `
    const touched = []
    for (const name of ['window', 'document', 'navigator', 'localStorage', 'location'])
      Object.defineProperty(globalThis, name, { configurable: true, get: () => { touched.push(name); return undefined } })
    const { createPeakend, PeakendError } = await import(${entry})
    const imported = [...touched]
    try { createPeakend({ endpoint: '/x' }) } catch (error) {
      console.log(JSON.stringify({ imported, known: error instanceof PeakendError, name: error.name, code: error.code, message: error.message }))
    }`
  expect(JSON.parse(inNode(code))).toEqual({
    imported: [],
    known: true,
    name: 'PeakendError',
    code: 'no-window',
    message: expect.stringMatching(/^createPeakend: expected a browser, got no window\. .+/),
  })
})

test.each<[options: string, message: RegExp]>([
  ['{ endpiont: "/x" }', /^options\.endpiont: expected one of endpoint, .*, got .*endpiont/],
  ['{ consent: "yes" }', /^options\.consent: expected none or session or persistent or auto, got "yes"/],
  ['{ endpoint: 7 }', /^options\.endpoint: expected a URL or a list of destinations, got 7/],
  ['{ debug: "yes" }', /^options\.debug: expected a boolean, got "yes"/],
  ['{ config: null }', /^options\.config: expected a URL, #id or configuration object, got null/],
  ['{ theme: "blue" }', /^options\.theme: expected auto or light or dark, got "blue"/],
])('bad options throw at once: %s', (options, message) => {
  const code = `const { createPeakend } = await import(${entry})
    try { createPeakend(${options}) } catch ({ code, message }) { console.log(JSON.stringify({ code, message })) }`
  const { code: found, message: said } = JSON.parse(inNode(code)) as { code: string; message: string }
  expect(found).toBe('bad-option')
  expect(said).toMatch(message)
})

test('its public names', async () => {
  expect(inNode(`console.log(Object.keys(await import(${entry})).sort().join(' '))`)).toBe('PeakendError createPeakend')
  const site = await openSite()
  site.pages.set('/', '<!doctype html><html lang="en"><title>App</title></html>')
  const tab = await openTab(await person(), site.url)
  // As text: the test's own bundler must not see this import.
  const names = await tab.page.evaluate(`import('/index.js').then(({ createPeakend }) => {
    const handle = createPeakend({ config: { version: 1, surveys: [] } })
    const results = [handle.track('x'), handle.identify('u'), handle.hide(), handle.locale('fr')]
    return {
      methods: Object.keys(handle).sort(),
      same: createPeakend() === handle,
      silent: results.every((result) => result === undefined),
      off: typeof handle.on('shown', () => {}),
    }
  })`)
  expect(names).toEqual({
    methods: 'consent destroy explain export flush forget hide identify inspect inspector locale on show track'.split(' '),
    same: true,
    silent: true,
    off: 'function',
  })
})

test('the simulator and the command need nothing but themselves, wherever they are', async () => {
  const folder = await tempFolder()
  for (const name of ['simulate.js', 'cli.js']) await writeFile(join(folder, name), await readFile(join(dist, name)))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'peakend.json'), JSON.stringify(config(afterOrder)))
  const code = `
    const { simulate, traffic } = await import(${JSON.stringify(join(folder, 'simulate.js'))})
    const config = ${JSON.stringify(config(afterOrder))}
    const { people, surveys } = simulate(config, traffic(config, { visitors: 50, days: 30, start: '2026-01-01' }))
    console.log(JSON.stringify([people.total, surveys.length]))`
  expect(JSON.parse(inNode(code))).toEqual([50, 1])
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['cli.js', 'simulate', 'peakend.json', 'shop:visitors=50,days=30,start=2026-01-01'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('50 people, ')
})

test('its files, each with its integrity', async () => {
  const files = (await readdir(dist, { recursive: true })).map((file) => file.replaceAll('\\', '/'))
  expect(files.filter((file) => !file.includes('/')).sort()).toEqual(
    expect.arrayContaining(['chunks', 'index.js', 'peakend.js', 'peakend.schema.json', 'sri.json', 'stub.js']),
  )
  const {
    exports,
    types,
    files: published,
  } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string; default: string }>
    types: string
    files: string[]
  }
  expect(published).toEqual(['dist'])
  expect(types).toBe('./dist/types/src/index.d.ts')
  const named = Object.values(exports).flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))
  const there = new Set([...files.map((file) => `./dist/${file}`), './package.json'])
  expect(named.filter((file) => !there.has(file))).toEqual([])
  const { createHash } = await import('node:crypto')
  const sri = JSON.parse(await readFile(join(dist, 'sri.json'), 'utf8')) as Record<string, string>
  // The command line and the simulator are for a terminal, not for a page.
  expect(Object.keys(sri).sort()).toEqual(files.filter((file) => file.endsWith('.js') && !/^(cli|simulate)\.js$/.test(file)).sort())
  for (const [file, integrity] of Object.entries(sri))
    expect(integrity).toBe(
      `sha384-${createHash('sha384')
        .update(await readFile(join(dist, file)))
        .digest('base64')}`,
    )
})
