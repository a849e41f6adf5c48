// @vitest-environment node
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../testing'

const hashes = { 'chunks/ask.0a.js': 'sha384-ask', 'index.js': 'sha384-index', 'peakend.js': 'sha384-peakend', 'stub.js': 'sha384-stub' }
let files = ''
beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'peakend-integrity-'))
  await writeFile(join(files, 'sri.json'), JSON.stringify(hashes))
})
afterAll(() => rm(files, { recursive: true }))
const integrity = (...argv: string[]) => run(['integrity', '--files', files, ...argv])

test('from another origin: the map, the two scripts with CORS, and the policy', async () => {
  const map = '{"integrity":{"https://cdn.example/peakend/0.1.0/chunks/ask.0a.js":"sha384-ask"}}'
  expect(await integrity('--base', 'https://cdn.example/peakend/0.1.0')).toEqual({
    code: 0,
    stderr: '',
    stdout: `<script type="importmap">${map}</script>
<script src="https://cdn.example/peakend/0.1.0/stub.js" integrity="sha384-stub" crossorigin></script>
<script async src="https://cdn.example/peakend/0.1.0/peakend.js" integrity="sha384-peakend" crossorigin data-endpoint="/v1/responses" data-config="/v1/config"></script>
<!-- Content-Security-Policy: script-src https://cdn.example 'sha256-${createHash('sha256').update(map).digest('base64')}' -->
`,
  })
})

test('from the page’s own origin: a path, and no CORS', async () => {
  const { stdout } = await integrity('--base', '/peakend')
  expect(stdout).toContain('"/peakend/chunks/ask.0a.js":"sha384-ask"')
  expect(stdout).toContain('<script src="/peakend/stub.js" integrity="sha384-stub"></script>')
  expect(stdout).toContain("script-src 'self' 'sha256-")
  expect((await integrity('--base', '/')).stdout).toContain('"/chunks/ask.0a.js"')
})

test('nothing in an address ends what it is written in', async () => {
  const { stdout } = await integrity('--base', '/a"b<c>&lt/')
  expect(stdout).toContain('src="/a%22b%3Cc%3E&amp;lt/stub.js"')
  expect(stdout).toContain('{"/a%22b%3Cc%3E&lt/chunks/ask.0a.js":')
})

test.each([
  [[], /expected --base .*, got none\./],
  [['--base'], /'--base <value>' argument missing/],
  [['--base', 'peakend/'], /e\.g\. https:\/\/cdn\.example\/peakend\/ or \/peakend\/, got "peakend\/"\./],
  [['--base', './'], /got "\.\/"\./],
  [['--base', '//cdn.example/'], /got "\/\/cdn\.example\/"\./],
  [['--base', 'javascript:alert(1)'], /got "javascript:alert\(1\)"\./],
  [['--base', 'https://'], /got "https:\/\/"\./],
  [['--base', 'https://cdn.example/?v=1'], /got "https:\/\/cdn\.example\/\?v=1"\./],
  [['https://cdn.example/'], /expected options only, got "https:\/\/cdn\.example\/"\. Is it meant for --base\?/],
  [['--bse', '/'], /Unknown option '--bse'\. Did you mean --base\?/],
])('asked wrongly: %j', async (argv, said) => {
  const { code, stdout, stderr } = await integrity(...argv)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(said)
  expect(stderr).toMatch(/\nUsage: peakend integrity --base <url>/)
})

test('a folder without a build, and one with something else', async () => {
  const gone = await run(['integrity', '--base', '/', '--files', 'nowhere'], { cwd: files })
  expect([gone.code, gone.stderr]).toEqual([
    2,
    expect.stringMatching(/^peakend integrity: nowhere\/sri\.json cannot be read: there is no such file\./),
  ])
  for (const wrong of ['[', '{}', 'null', '{"stub.js":"sha384-a","peakend.js":"\\"><script>"}']) {
    await writeFile(join(files, 'sri.json'), wrong)
    const { code, stderr } = await integrity('--base', '/')
    expect([code, stderr]).toEqual([2, expect.stringMatching(/sri\.json: expected the hashes of a build of Peakend, got something else\./)])
  }
})
