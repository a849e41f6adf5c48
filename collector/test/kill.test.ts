import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Reply } from '../../src/survey/wire'
import { bundleProgram } from './bundle'
import { responseEvent, TOKEN } from './fixtures'

let bundle: Awaited<ReturnType<typeof bundleProgram>>
let data: string
beforeAll(async () => {
  bundle = await bundleProgram('kill')
  data = mkdtempSync(join(tmpdir(), 'peakend-kill-'))
}, 60_000)
afterAll(() => {
  rmSync(data, { recursive: true, force: true })
  bundle.remove()
})

/** Starts the program on a free port; resolves with its address once it prints it. */
const launch = (port = '0'): Promise<{ child: ChildProcess; url: string; output: () => string }> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [bundle.main], {
      env: { ...process.env, PORT: port, HOST: '127.0.0.1', DATA_DIR: data, ADMIN_TOKEN: TOKEN, CONFIG: join(data, 'none.json') },
    })
    let output = ''
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /listening on (\S+)/.exec(output)?.[1]
      if (url) done({ child, url, output: () => output })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fail(new Error(`exit ${code}: ${output}`)))
  })
const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.once('exit', done))

it('has everything it ever acknowledged after SIGKILL under load', { timeout: 60_000 }, async () => {
  const acknowledged = new Map<string, number>()
  let next = 0
  let count = 0
  for (let round = 1; round <= 4; round++) {
    const { child, url } = await launch()
    let alive = true
    const worker = async () => {
      while (alive) {
        const id = `r${next++ % 40}`
        const revision = (acknowledged.get(id) ?? 0) + 1 + Math.floor(next / 40)
        const body = JSON.stringify([responseEvent(id, revision, { score: 1 + (revision % 5), comment: `revision ${revision}` })])
        const response = await fetch(`${url}/v1/responses`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } }).catch(
          () => null,
        )
        const reply = (await response?.json().catch(() => null)) as Reply | null | undefined
        for (const { id: event, status } of reply?.results ?? []) {
          const acked = Number(event.split(':')[1])
          if (status !== 'stored') continue
          acknowledged.set(id, Math.max(acked, acknowledged.get(id) ?? 0))
          count++
        }
      }
    }
    const workers = [worker(), worker(), worker(), worker()]
    while (count < round * 50) await new Promise((done) => setTimeout(done, 5))
    child.kill('SIGKILL')
    alive = false
    await Promise.all(workers)
  }
  const { child, url } = await launch()
  const text = await (await fetch(`${url}/v1/responses?format=ndjson`, { headers: { authorization: `Bearer ${TOKEN}` } })).text()
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; revision: number; answers: unknown })
  expect(acknowledged.size).toBe(40)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  for (const { id, revision, answers } of rows) {
    expect(revision).toBeGreaterThanOrEqual(acknowledged.get(id) ?? 0)
    expect(answers).toEqual({ csat: 1 + (revision % 5), why: `revision ${revision}` })
  }
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged.size)
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})

it('stops cleanly while a results page listens', { timeout: 20_000 }, async () => {
  const { child, url } = await launch()
  const events = await fetch(`${url}/results/events`, { headers: { authorization: `Bearer ${TOKEN}` } })
  const code = ended(child)
  child.kill('SIGINT')
  expect(await code).toBe(0)
  await events.text()
})

it('says plainly that a port is taken', { timeout: 20_000 }, async () => {
  const { child, url } = await launch()
  const { port } = new URL(url)
  await expect(launch(port)).rejects.toThrow(`Port ${port} is taken by another program`)
  child.kill('SIGTERM')
  await ended(child)
})
