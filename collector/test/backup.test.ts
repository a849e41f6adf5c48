import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../../bench/collector/program.mjs'
import type { Reply } from '../../src/survey/wire'
import { backup } from '../src/backup/backup'
import { bundleProgram } from './bundle'
import { responseEvent, TOKEN } from './fixtures'

let bundle: Awaited<ReturnType<typeof bundleProgram>>
let folder: string
beforeAll(async () => {
  bundle = await bundleProgram('backup')
  folder = mkdtempSync(join(tmpdir(), 'peakend-backup-'))
})
afterAll(() => {
  bundle.remove()
  rmSync(folder, { recursive: true, force: true })
})

const at = (name: string) => join(folder, name)
const idsAt = async (url: string) => {
  const response = await fetch(`${url}/v1/responses?format=ndjson`, { headers: { authorization: `Bearer ${TOKEN}` } })
  return new Set(
    (await response.text())
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { id: string }).id),
  )
}
const started = (name: string) => launch(bundle.main, { DATA_DIR: at(name), ADMIN_TOKEN: TOKEN })

it('copies a database that is written to, loses nothing, and what is restored from it has all that was acknowledged before', async () => {
  const running = await started('live')
  const acknowledged = new Set<string>()
  const refused: unknown[] = []
  let sent = 0
  let alive = true
  const work = async (): Promise<void> => {
    while (alive) {
      const events = Array.from({ length: 10 }, () => responseEvent(`r${sent++}`, 1, { score: 4, comment: 'x'.repeat(500) }))
      const response = await fetch(`${running.url}/v1/responses`, { method: 'POST', body: JSON.stringify(events) })
      for (const { id, status } of ((await response.json()) as Reply).results)
        if (status === 'stored') acknowledged.add(id.replace(/:.*/, ''))
        else refused.push(status)
    }
  }
  const workers = [work(), work(), work()]
  await expect.poll(() => acknowledged.size).toBeGreaterThan(300)
  for (let time = 0; time < 3; time++) {
    const before = [...acknowledged]
    const child = spawn(process.execPath, [bundle.main, 'backup', at('backup/peakend.db')], {
      env: { ...process.env, DATA_DIR: at('live') },
    })
    let said = ''
    child.stdout.on('data', (part) => {
      said += part
    })
    expect(await new Promise((done) => child.once('exit', done))).toBe(0)
    expect(said).toMatch(/^\S+peakend\.db: \d+ responses, 0 contact details, [\d.]+ MB, checked\.\n$/)
    expect(Number(/: (\d+)/.exec(said)?.[1])).toBeGreaterThanOrEqual(before.length)
    // Nothing beside it, and nobody else's to read.
    expect(readdirSync(at('backup'))).toEqual(['peakend.db'])
    expect(statSync(at('backup/peakend.db')).mode & 0o777).toBe(0o600)
    mkdirSync(at(`restored-${time}`))
    copyFileSync(at('backup/peakend.db'), at(`restored-${time}/peakend.db`))
    if (time < 2) continue
    const restored = await started(`restored-${time}`)
    const there = await idsAt(restored.url)
    expect(before.filter((id) => !there.has(id))).toEqual([])
    const [one] = before
    const again = await fetch(`${restored.url}/v1/responses`, {
      method: 'POST',
      body: JSON.stringify([responseEvent(one ?? '', 1, { score: 4 })]),
    })
    expect(await again.json()).toMatchObject({ results: [{ status: 'duplicate' }] })
    restored.kill('SIGTERM')
    expect(await restored.ended).toBe(0)
  }
  alive = false
  await Promise.all(workers)
  const kept = await idsAt(running.url)
  expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([])
  expect(refused).toEqual([])
  running.kill('SIGTERM')
  expect(await running.ended).toBe(0)
})

const run = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle.main, ...argv], {
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: at('nowhere'), ...env },
  })
  return { status, stdout, said: stderr.trim() }
}

it('leaves an older backup as it is when a new one cannot be made', () => {
  mkdirSync(at('broken'))
  writeFileSync(at('broken/peakend.db'), 'no database')
  writeFileSync(at('old.db'), 'an older backup')
  expect(() => backup(at('broken/peakend.db'), at('old.db'))).toThrow()
  expect(readFileSync(at('old.db'), 'utf8')).toBe('an older backup')
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

it.each([
  [['backup'], {}, 1, 'backup: expected a file to write to, got none. E.g. peakend-collector backup /backup/peakend.db'],
  [['backup', 'x.db'], {}, 1, /^expected a database in DATA_DIR, got no file \S+nowhere\/peakend\.db$/],
  [['backup', 'x.db'], { DATABASE_URL: 'postgres://u:Secret1@h/d' }, 1, /got DATABASE_URL. Of PostgreSQL, make backups with pg_dump/],
  [['restore'], {}, 2, /^expected backup <file>, or nothing to start it, got restore/],
])('asked wrongly: %j %j', (argv, env, code, said) => {
  const done = run(argv, env)
  expect([done.status, done.stdout]).toEqual([code, ''])
  expect(done.said).toMatch(said)
  expect(done.said).not.toContain('Secret1')
})

it('does not write over the database itself, or a folder', () => {
  const file = at('restored-0/peakend.db')
  expect(() => backup(file, file)).toThrow('expected another file than the database itself')
  expect(() => backup(file, folder)).toThrow('expected a file to write to, got the folder')
  expect(existsSync(file)).toBe(true)
})

it('--help', () => expect(run(['--help']).stdout).toContain('backup <file>'))
