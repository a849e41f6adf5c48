import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Reply } from '../../src/survey/wire'
import { bundleProgram } from './bundle'
import { responseEvent, TOKEN } from './fixtures'
import { hang, startReceiver } from './receiver'

let bundle: Awaited<ReturnType<typeof bundleProgram>>
let data: string
beforeAll(async () => {
  bundle = await bundleProgram('loop-kill')
  data = mkdtempSync(join(tmpdir(), 'peakend-loop-kill-'))
}, 60_000)
afterAll(() => {
  rmSync(data, { recursive: true, force: true })
  bundle.remove()
})

const launch = (): Promise<{ child: ChildProcess; url: string }> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [bundle.main], {
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: data,
        ADMIN_TOKEN: TOKEN,
        LOOP_ALLOW_LOCAL: '1',
        CONFIG: join(data, 'none.json'),
      },
    })
    let output = ''
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /listening on (\S+)/.exec(output)?.[1]
      if (url) done({ child, url })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fail(new Error(`exit ${code}: ${output}`)))
  })
const ended = (child: ChildProcess) => new Promise<void>((done) => child.once('exit', () => done()))

it('a SIGKILL between the commit and the sending loses no alert', { timeout: 60_000 }, async () => {
  const receiver = await startReceiver()
  const committed = new Set<string>()
  let next = 0
  for (let round = 0; round < 4; round++) {
    const { child, url } = await launch()
    const team = { authorization: `Bearer ${TOKEN}` }
    if (round === 0)
      await fetch(`${url}/v1/channels`, {
        method: 'POST',
        headers: team,
        body: JSON.stringify({ kind: 'webhook', name: 'hook', url: receiver.url }),
      })
    // Whatever is under way when the kill comes stays unanswered.
    receiver.faults.push(...Array(6).fill(hang))
    for (let index = 0; index < 12; index++) {
      const id = `r${next++}`
      const body = JSON.stringify([responseEvent(id, 1, { score: 1, status: 'completed' })])
      const reply = await fetch(`${url}/v1/responses`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } })
      const { results } = (await reply.json()) as Reply
      if (results[0]?.status === 'stored') committed.add(id)
    }
    const gone = ended(child)
    child.kill('SIGKILL')
    await gone
    receiver.faults.length = 0
    // As if the minute had passed after which somebody else may try.
    const raw = new Database(join(data, 'peakend.db'))
    raw.exec("update deliveries set lease = '', lease_until = ''")
    raw.close()
  }
  const { child } = await launch()
  const told = () => new Set(receiver.received.map(({ body }) => JSON.parse(body).data.id as string))
  const ids = () => new Set(receiver.received.map(({ headers }) => headers['webhook-id']))
  await expect.poll(() => told().size).toBe(committed.size)
  expect(committed.size).toBe(48)
  expect(told()).toEqual(committed)
  // However often one came, it came under one id.
  expect(ids().size).toBe(committed.size)
  const gone = ended(child)
  child.kill('SIGTERM')
  await gone
  await receiver.stop()
})
