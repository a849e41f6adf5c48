import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Report } from '../../collector/src/report/types'
import type { StoredResponse } from '../../collector/src/store'
import { later, tempFolder } from './cleanup'

export const root = resolve(import.meta.dirname, '../..')
const adminToken = 'a-token-of-the-team-0123456789'

export interface Collector {
  readonly url: string
  readonly token: string
  /** What is stored, one row a response. */
  readonly responses: (project?: string) => Promise<readonly StoredResponse[]>
  readonly report: (project?: string) => Promise<Report>
  /** Ends the program; the port refuses connections from then on. */
  readonly stop: () => Promise<void>
  /** Starts it again, at the same address with the same data. */
  readonly start: () => Promise<void>
}

/** A program as it ships, with a folder and a port of its own: the shop's, or another, such as the collector's alone. */
export const startCollector = async (config?: string, program = 'demo/dist/main.js'): Promise<Collector> => {
  const dataDir = await tempFolder()
  let child: ChildProcess | undefined
  let port = '0'

  const start = async () => {
    const started = spawn(process.execPath, [join(root, program)], {
      env: {
        ...process.env,
        PORT: port,
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        ADMIN_TOKEN: adminToken,
        ...(config ? { CONFIG: config } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    port = await new Promise<string>((done, fail) => {
      let said = ''
      const read = (chunk: Buffer) => {
        said += chunk
        const found = /listening on http:\/\/[^:]+:(\d+)/.exec(said)
        if (found?.[1]) done(found[1])
      }
      started.stdout?.on('data', read)
      started.stderr?.on('data', read)
      started.once('exit', (code) => fail(new Error(`expected a collector that listens, got exit ${code}: ${said}`)))
    })
  }
  const stop = async () => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null) return
    const gone = new Promise((done) => running.once('exit', done))
    running.kill('SIGKILL')
    await gone
  }
  later(stop)
  await start()

  const url = `http://127.0.0.1:${port}`
  const read = async (path: string): Promise<string> => {
    const reply = await fetch(url + path, { headers: { authorization: `Bearer ${adminToken}` } })
    if (!reply.ok) throw new Error(`${path}: expected 200, got ${reply.status} ${await reply.text()}`)
    return reply.text()
  }
  return {
    url,
    token: adminToken,
    start,
    stop,
    responses: async (project = 'default') => {
      const text = await read(`/v1/responses?format=ndjson&test=all&project=${project}`)
      return text
        .split('\n')
        .filter((line) => line)
        .map((line) => JSON.parse(line) as StoredResponse)
    },
    report: async (project = 'default') => JSON.parse(await read(`/v1/report?project=${project}`)) as Report,
  }
}
