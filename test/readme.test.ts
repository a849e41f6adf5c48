import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bars, measure } from '../bench/size.mjs'
import { checkConfig } from '../src/survey/check'

const readme = readFileSync('README.md', 'utf8')
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts
const kB = (bytes: number) => (bytes / 1000).toFixed(1)

test('every npm command it names is there', () => {
  const named = [...readme.matchAll(/npm (?:run )?(start|test|build|demo:data|size|check|schema|bench|screenshots)\b/g)].map(
    ([, name]) => name ?? '',
  )
  expect(named.length).toBeGreaterThan(5)
  for (const name of named) expect(scripts, `npm run ${name}`).toHaveProperty(name)
})

test('the stub it prints is dist/stub.js, with the hash it prints', () => {
  const stub = readFileSync('dist/stub.js', 'utf8')
  expect(readme).toContain(`<script>${stub}</script>`)
  expect(readme).toContain(`'sha256-${createHash('sha256').update(stub).digest('base64')}'`)
})

test('the configuration it prints is right', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? []
  expect(checkConfig(JSON.parse(json))).toEqual([])
})

test('every file it links to is there', () => {
  for (const [, path = ''] of readme.matchAll(/\]\((?!http)([^)#]+)\)/g)) expect(existsSync(path), path).toBe(true)
})

test('it quotes the sizes that Chromium downloads, and the bars', async () => {
  const sizes = await measure()
  for (const name of ['armed', 'shown', 'answered'] as const) {
    const [, quoted, bar] = new RegExp(`\\*\\*${name}\\*\\*[^|]*\\| ([\\d.]+) \\| ([\\d.]+) \\|`).exec(readme) ?? []
    // A tenth either way: another build of brotli may differ by some bytes.
    expect(Math.abs(Number(quoted) * 1000 - sizes[name]), `${name}: write ${kB(sizes[name])} into README.md`).toBeLessThanOrEqual(100)
    expect(bar).toBe(kB(bars[name]))
  }
})
