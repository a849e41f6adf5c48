import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runKills } from '../../bench/collector/kills.mjs'
import { runMany } from '../../bench/collector/many.mjs'
import { startPostgres } from '../../bench/collector/postgres.mjs'
import { launch } from '../../bench/collector/program.mjs'
import { createTraffic } from '../../bench/collector/traffic.mjs'
import { bundleProgram } from './bundle'

/** What must be nothing at all, whatever happened. */
const none = { lost: 0, doubled: 0, regressed: 0, phantom: 0, miscounted: 0, deadlocks: 0, strange: [] }

describe('several collectors on one PostgreSQL', () => {
  let bundle: Awaited<ReturnType<typeof bundleProgram>>
  let server: Awaited<ReturnType<typeof startPostgres>>
  let folder: string
  beforeAll(async () => {
    bundle = await bundleProgram('processes')
    folder = mkdtempSync(join(tmpdir(), 'peakend-processes-'))
    // One of its own, which is killed, and which syncs every commit to the disk.
    server = await startPostgres({ durable: true })
  }, 60_000)
  afterAll(async () => {
    await server.stop()
    bundle.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const options = () => ({ server, main: bundle.main, folder })

  it('start together on an empty database, and count everything once: all comes twice, in any order', { timeout: 120_000 }, async () => {
    const found = await runMany({ ...options(), collectors: 4, responses: 1_500 })
    expect(found).toMatchObject({ ...none, again: 0, exits: [0, 0, 0, 0] })
    expect(found.stored).toBeGreaterThan(300)
  })

  it('lose nothing they acknowledged when they or the database are killed under load', { timeout: 120_000 }, async () => {
    const found = await runKills({ ...options(), kills: 6 })
    expect(found).toMatchObject({ ...none, killed: { collector: 3, database: 3 }, exits: [0, 0] })
    expect(found.stored).toBeGreaterThan(100)
  })

  it('say plainly what is wrong with DATABASE_URL, and never the password', { timeout: 60_000 }, async () => {
    const failing = (DATABASE_URL: string) =>
      launch(bundle.main, { DATABASE_URL, DATA_DIR: folder }).then(
        () => 'it started',
        (error: unknown) => String(error),
      )
    const expected = 'expected postgres://user:password@host:5432/database'
    const said = await Promise.all([
      failing('mysql://root:Secret1@localhost/peakend'),
      failing('postgres://user:Secret1@host:port/database'),
      failing(server.urlOf('postgres').replace('postgres:postgres', 'postgres:Secret1')),
      failing(server.urlOf('nowhere')),
    ])
    expect(said[0]).toContain(`exit 1: \n  DATABASE_URL: ${expected}, or nothing for SQLite in DATA_DIR, got mysql:`)
    expect(said[1]).toContain(`DATABASE_URL: ${expected}, got an address that cannot be read`)
    expect(said[2]).toContain('DATABASE_URL: expected a database that lets its user in, got “password authentication failed')
    expect(said[3]).toContain('DATABASE_URL: expected a database that lets its user in, got “database "nowhere" does not exist”')
    expect(said.join()).not.toContain('Secret1')
  })
})

describe('the oracle sees', () => {
  type Row = { id: string; revision: number; answers: unknown }
  /** An endpoint that keeps what it is sent in a list, as `keep` does it. */
  const judged = async (keep: (rows: Row[], row: Row) => void, twice = true) => {
    const rows: Row[] = []
    const endpoint = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        if (request.method === 'GET') return response.end(rows.map((row) => JSON.stringify(row)).join('\n'))
        const events = JSON.parse(body) as { id: string; type: string; data: { answers: unknown } }[]
        for (const { id, type, data } of events) {
          const [name = '', revision] = id.split(':')
          if (type === 'peakend.response.v1') keep(rows, { id: name, revision: Number(revision), answers: data.answers })
        }
        response.end(JSON.stringify({ results: events.map(({ id }) => ({ id, status: 'stored' })) }))
      })
    }).listen(0, '127.0.0.1')
    await new Promise((done) => endpoint.once('listening', done))
    const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`
    const traffic = createTraffic({ urls: () => [url], twice })
    await traffic.send(400)
    traffic.start()
    await traffic.finish()
    const found = await traffic.judge(url)
    endpoint.closeAllConnections()
    endpoint.close()
    return found
  }
  const place = (rows: Row[], { id }: Row) => rows.findIndex((row) => row.id === id)
  const highest = (rows: Row[], row: Row): void => {
    const at = place(rows, row)
    if (at < 0) rows.push(row)
    else if (row.revision > (rows[at]?.revision ?? 0)) rows[at] = row
  }

  it('nothing, where the highest revision wins', async () =>
    expect(await judged(highest)).toMatchObject({ lost: 0, doubled: 0, regressed: 0, phantom: 0 }))
  it('an answer that was acknowledged and dropped', async () => {
    let n = 0
    const found = await judged((rows, row) => (n++ % 50 === 0 ? undefined : highest(rows, row)), false)
    expect(found.lost).toBeGreaterThan(0)
  })
  it('a late revision that won', async () => {
    const found = await judged((rows, row) => (place(rows, row) < 0 ? rows.push(row) : rows.splice(place(rows, row), 1, row)))
    expect(found.lost).toBeGreaterThan(0)
  })
  it('content of another revision', async () => {
    const found = await judged((rows, row) => {
      const at = place(rows, row)
      if (at < 0) rows.push(row)
      else rows[at] = { ...row, revision: Math.max(row.revision, rows[at]?.revision ?? 0) }
    })
    expect(found.regressed).toBeGreaterThan(0)
  })
  it('a response that is there twice', async () => expect((await judged((rows, row) => rows.push(row))).doubled).toBeGreaterThan(0))
})
