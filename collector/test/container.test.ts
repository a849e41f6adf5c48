import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const program = read('collector/src/program.ts')
const recipe = read('Dockerfile')
const last = recipe.slice(recipe.lastIndexOf('\nFROM '))

it('the container copies what is there, runs as nobody special, and writes to one folder', () => {
  for (const [, sources = ''] of recipe.matchAll(/^COPY (?!--from=packages)(?:--from=build )?(.*)$/gm))
    for (const source of sources.split(' ').slice(0, -1)) {
      const path = source.replace(/^\/app\//, '')
      // What a build makes is made there.
      if (!/(^|\/)dist$/.test(path)) expect(existsSync(join(root, path)), path).toBe(true)
    }
  expect(last).toMatch(/\nUSER node\n/)
  expect(last).toMatch(/\nVOLUME \/data\n/)
  expect(last).toContain('DATA_DIR=/data')
  expect(last).toMatch(/\nCMD \["node", "collector\/dist\/main\.js"\]/)
  // Plain image names: whoever builds it chooses where they come from.
  for (const [, image = ''] of recipe.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/^node:\d+-slim$/)
  for (const kept of ['**/node_modules', '.git', '**/.data', '*.db']) expect(read('.dockerignore').split('\n')).toContain(kept)
})

it('its health check says what the collector says', async () => {
  const [, code = ''] = /CMD \["node", "-e", "(.*)"\]/.exec(last) ?? []
  expect(code).toContain('/healthz')
  expect(() => new Function(code)).not.toThrow()
})

it('recipes set nothing that the collector does not know', () => {
  const files = ['Dockerfile', ...readdirSync(join(root, 'docs/deploy')).map((name) => `docs/deploy/${name}`)]
  const known = [...program.matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].map(([, name]) => name)
  for (const file of files)
    for (const [, line = ''] of read(file).matchAll(/^(?:ENV |Environment=)(.*)$/gm))
      for (const [, name] of line.matchAll(/([A-Z_]+)=/g)) expect([...known, 'NODE_ENV'], `${name} in ${file}`).toContain(name)
})

it('proxies wait longer for a stream than the time between its signs of life', () => {
  const [, seconds] = /proxy_read_timeout (\d+)s/.exec(read('docs/deploy/nginx.conf')) ?? []
  const [, heartbeat = ''] = /HEARTBEAT_MS = ([\d_]+)/.exec(read('collector/src/results/live.ts')) ?? []
  expect(Number(seconds) * 1000).toBeGreaterThan(Number(heartbeat.replaceAll('_', '')))
})
