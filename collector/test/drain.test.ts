import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../../bench/collector/program.mjs'
import type { Reply } from '../../src/survey/wire'
import { bundleProgram } from './bundle'
import { responseEvent, TOKEN } from './fixtures'

let bundle: Awaited<ReturnType<typeof bundleProgram>>
let folder: string
beforeAll(async () => {
  bundle = await bundleProgram('drain')
  folder = mkdtempSync(join(tmpdir(), 'peakend-drain-'))
})
afterAll(() => {
  bundle.remove()
  rmSync(folder, { recursive: true, force: true })
})
const started = (env: Readonly<Record<string, string>> = {}) =>
  launch(bundle.main, { DATA_DIR: folder, ADMIN_TOKEN: TOKEN, LOG: 'json', ...env })
const team = { headers: { authorization: `Bearer ${TOKEN}` } }

it('stops under load: says so first, finishes what is under way, ends streams, exits 0, and has all it acknowledged', async () => {
  const running = await started({ DRAIN_SECONDS: '1' })
  const acknowledged: string[] = []
  const broken: unknown[] = []
  let sent = 0
  let alive = true
  const work = async (): Promise<void> => {
    while (alive) {
      const body = JSON.stringify([responseEvent(`r${sent++}`, 1, { score: 4 })])
      const reply = await fetch(`${running.url}/v1/responses`, { method: 'POST', body }).catch(() => null)
      // Nobody listens any more: what was not begun is sent again later.
      if (reply === null) return
      await reply.json().then(
        (told) => acknowledged.push(...(told as Reply).results.map(({ id }) => id)),
        (error: unknown) => broken.push(error),
      )
    }
  }
  const workers = Array.from({ length: 6 }, work)
  const stream = fetch(`${running.url}/results/events`, team).then((response) => response.text())
  await expect.poll(() => acknowledged.length).toBeGreaterThan(30)
  const code = running.ended
  running.kill('SIGTERM')
  await expect.poll(async () => (await fetch(`${running.url}/readyz`)).status).toBe(503)
  // Whoever has not noticed yet is served as ever.
  const before = acknowledged.length
  expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before)
  expect(await stream).toMatch(/^retry: 3000\n\n[\s\S]*retry: [1-5]\d{3}\n\n$/)
  expect(await code).toBe(0)
  alive = false
  await Promise.all(workers)
  expect(broken).toEqual([])

  const again = await started()
  const text = await (await fetch(`${again.url}/v1/responses?format=ndjson`, team)).text()
  const kept = new Set(text.match(/"id":"r\d+"/g))
  expect(acknowledged.filter((id) => !kept.has(`"id":"${id.split(':')[0]}"`))).toEqual([])
  again.kill('SIGTERM')
  expect(await again.ended).toBe(0)

  const lines = running
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.filter(({ message }) => message === 'SIGTERM: finishing what is under way')).toHaveLength(1)
  expect(lines.find(({ route }) => route === '/v1/responses')).toMatchObject({ message: 'request', method: 'POST', status: 200 })
  // No token, no answer, no address.
  expect(running.output().replace(running.url, '')).not.toMatch(/a-token-for-tests|device-r|"csat"|127\.0\.0\.1/)
})

it('ends at once when it is told twice', async () => {
  const running = await started({ DRAIN_SECONDS: '600' })
  running.kill('SIGINT')
  // npm gives the terminal’s signal a second time, at once: that is no second one.
  running.kill('SIGTERM')
  await expect.poll(async () => (await fetch(`${running.url}/readyz`)).status).toBe(503)
  await new Promise((done) => setTimeout(done, 600))
  expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
  running.kill('SIGTERM')
  expect(await running.ended).toBe(1)
})

it.each([
  ['LOG', 'yaml', 'LOG: expected json or text, got yaml'],
  ['METRICS', 'yes', 'METRICS: expected on or off, got yes'],
  ['DRAIN_SECONDS', '-1', 'DRAIN_SECONDS: expected a whole number from 0 on, got -1'],
])('says plainly what is wrong with %s', async (name, value, said) => {
  await expect(started({ [name]: value })).rejects.toThrow(said)
})
