/** What a report costs when there is much to report of: the same shop with few answers and with ten times as many. */
import { cpSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { median } from '../stats.mjs'
import { copyStore, writtenIn } from './copy.mjs'
import { BATCH } from './floor.mjs'
import { END, fill, loadReport, loadStore } from './generate.mjs'
import { launch, TOKEN } from './program.mjs'
import { eventsOf } from './traffic.mjs'

const headers = { authorization: `Bearer ${TOKEN}` }
const bars = { reportMs: 200, growth: 1.5, filterMs: 1_000, exportMiB: 150, bytesPerRow: 600, p99: 3 }
const ROUNDS = 7

/** Warm: the first is not counted. @param {() => Promise<unknown>} run */
const timed = async (run) => {
  const times = []
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now()
    await run()
    if (round > 0) times.push(performance.now() - began)
  }
  return median(times)
}

/** All that is resident, and of that what is the process's own: the rest is the program of Node and what else is a file. @param {number} pid */
const memoryOf = (pid) => {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const mib = (/** @type {string} */ name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024
  return { resident: mib('Rss'), own: mib('Anonymous') }
}

/** Exports everything, and looks how much memory that takes. @param {import('./program.mjs').Program} program */
const exported = async ({ url, pid }) => {
  const before = memoryOf(pid)
  let [most, rows, going] = [before, 0, true]
  const watching = (async () => {
    for (; going; await setTimeout(50)) {
      const now = memoryOf(pid)
      if (now.resident > most.resident) most = now
    }
  })()
  const { body } = await fetch(`${url}/v1/responses?format=ndjson`, { headers })
  for await (const chunk of body ?? []) for (const byte of chunk) if (byte === 10) rows++
  going = false
  await watching
  return { before, most, rows }
}

/** How long a batch takes, one after the other, while something else goes on. @param {string} url @param {string} prefix @param {number} batches @param {() => Promise<unknown>} [meanwhile] */
const latencies = async (url, prefix, batches, meanwhile) => {
  const events = eventsOf(batches * BATCH, prefix)
  let going = true
  const other = (async () => {
    while (going && meanwhile) await meanwhile()
  })()
  const times = []
  for (let from = 0; from < events.length; from += BATCH) {
    const body = `[${events
      .slice(from, from + BATCH)
      .map((event) => event.body)
      .join()}]`
    const began = performance.now()
    const reply = await fetch(`${url}/v1/responses`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } })
    await reply.arrayBuffer()
    times.push(performance.now() - began)
  }
  going = false
  await other
  times.sort((a, b) => a - b)
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

/** @param {number} n */
const ms = (n) => `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`

/**
 * @param {object} options
 * @param {string} options.name
 * @param {(n: number) => Promise<{ url: string | undefined, environment: Readonly<Record<string, string>>, bytes: () => Promise<number> }>} options.place
 * @param {readonly [few: number, many: number]} options.sizes
 * @param {import('./bench.mjs').Bench} options.bench
 */
const runScale = async ({ name, place, sizes, bench }) => {
  const { openStore } = await loadStore()
  const { buildReport } = await loadReport()
  const log = (/** @type {string} */ text, /** @type {unknown} */ cause) => console.error(text, cause)
  /** @type {string[]} */
  const missed = []
  /** @type {string[]} */
  const lines = []
  const bar = (/** @type {string} */ what, /** @type {number} */ got, /** @type {number} */ most, /** @type {string} */ shown) => {
    if (got > most) missed.push(`${name}: ${what} ${shown}`)
  }
  /** @type {number[]} */
  const reports = []
  for (const n of sizes) {
    const { url, environment, bytes } = await place(n)
    const file = join(environment.DATA_DIR ?? '', 'peakend.db')
    const kept = bench.kept && join(bench.kept, String(n), 'peakend.db')
    if (kept && url === undefined) cpSync(dirname(kept), dirname(file), { recursive: true })
    const open = () => openStore({ url, file, log })
    let store = await open()
    const began = performance.now()
    const written = kept ? writtenIn(kept) : await fill(store, n, bench.progress)
    const perSecond = Math.round(n / ((performance.now() - began) / 1000))
    if (kept && url !== undefined) {
      await copyStore(kept, url, bench.progress)
      // Whoever starts on a database that somebody else has filled.
      await store.close()
      store = await open()
    }
    const isMost = n === sizes[1]
    // What counts are still to be added up is so within a second.
    await setTimeout(2_500)
    const read = (/** @type {import('../../collector/src/store/index.ts').Filter[]} */ filters) =>
      buildReport(store, { project: 'default', test: false, ...(filters.length > 0 && { filters }) }, null, END)
    const report = await read([])
    if (report.shown !== written.showings || report.answered !== written.answered)
      missed.push(
        `${name}: the report tells of ${report.shown} showings and ${report.answered} answers, written were ${JSON.stringify(written)}`,
      )
    const all = await timed(() => read([]))
    const since = { since: new Date(END - 30 * 24 * 3600 * 1000).toISOString() }
    const month = await timed(() => buildReport(store, { project: 'default', test: false, ...since }, null, END))
    reports.push(all)
    lines.push(
      `${name}, ${n} responses (${kept ? 'copied from an earlier run' : `written at ${perSecond} a second`}): report ${ms(all)}, of 30 days ${ms(month)}`,
    )
    if (isMost) {
      bar('report', all, bars.reportMs, ms(all))
      const filters = /** @type {const} */ ([
        ['device', 'mobile'],
        ['persona', 'loyal'],
        ['page', '/search/3'],
        ['event.plan', 'pro'],
        ['language', 'fr'],
      ])
      for (const [dimension, value] of filters) {
        const took = await timed(() => read([{ dimension, value }]))
        lines.push(`  only ${dimension} = ${value}: ${ms(took)}`)
        bar(`filter ${dimension}`, took, bars.filterMs, ms(took))
      }
      const scope = { project: 'default', test: false }
      const used = await store.instruments(scope)
      const [one] = used
      if (one) lines.push(`  one instrument by persona: ${ms(await timed(() => store.breakdown(scope, one, 'persona')))}`)
      lines.push(`  what can be filtered by: ${ms(await timed(() => store.dimensions(scope)))}`)
      const search = await timed(() => store.comments(scope, { query: 'paiement refuse', limit: 50 }))
      const rare = await timed(() => store.comments(scope, { query: 'nobody wrote this', limit: 50 }))
      lines.push(`  a search among ${written.comments} comments: ${ms(search)}, for what is not there ${ms(rare)}`)
      bar('search', Math.max(search, rare), bars.filterMs, ms(Math.max(search, rare)))
    }
    await store.close()
    const size = (await bytes()) / n
    lines.push(`  ${Math.round(size)} bytes a response on the disk`)
    if (isMost && name === 'SQLite') bar('bytes a response', size, bars.bytesPerRow, String(Math.round(size)))
    if (!isMost) continue

    const program = await launch(bench.main, environment)
    const overHttp = await timed(async () => (await fetch(`${program.url}/v1/report`, { headers })).arrayBuffer())
    lines.push(`  GET /v1/report: ${ms(overHttp)}`)
    const quiet = await latencies(program.url, `quiet-${name}`, 200)
    const busy = await latencies(program.url, `busy-${name}`, 200, async () =>
      (await fetch(`${program.url}/v1/report`, { headers })).arrayBuffer(),
    )
    lines.push(
      `  a batch of ${BATCH}: p50 ${ms(quiet.p50)}, p99 ${ms(quiet.p99)}; while reports are read: p50 ${ms(busy.p50)}, p99 ${ms(busy.p99)}, ${(busy.p99 / busy.p50).toFixed(1)} times its p50 (bar: ${bars.p99})`,
    )
    bar('p99 of a batch beside a report', busy.p99 / busy.p50, bars.p99, `${(busy.p99 / busy.p50).toFixed(1)} times its p50`)
    const mib = (/** @type {{ resident: number, own: number }} */ { resident, own }) =>
      `${Math.round(resident)} MiB, ${Math.round(own)} of them its own`
    const after = await exported(program)
    lines.push(`  export of ${after.rows} rows after these reports and batches: at most ${mib(after.most)} (before: ${mib(after.before)})`)
    program.kill('SIGTERM')
    await program.ended
    const fresh = await launch(bench.main, environment)
    const { before, most, rows } = await exported(fresh)
    lines.push(`  the same of a collector that has just started: at most ${mib(most)} (before: ${mib(before)}; bar: ${bars.exportMiB})`)
    bar('memory of an export', most.resident, bars.exportMiB, `${Math.round(most.resident)} MiB`)
    if (rows !== after.rows) missed.push(`${name}: one export has ${after.rows} rows, the next ${rows}`)
    fresh.kill('SIGTERM')
    await fresh.ended
  }
  const growth = (reports[1] ?? 0) / (reports[0] ?? 1)
  lines.push(`  ten times the responses: ${growth.toFixed(2)} times the report (bar: ${bars.growth})`)
  bar('report of ten times the responses', growth, bars.growth, `${growth.toFixed(2)} times`)
  return { lines, missed }
}

/** @param {boolean} brief @returns {[few: number, many: number]} */
const sizesOf = (brief) => (brief ? [10_000, 100_000] : [100_000, 1_000_000])

/**
 * @param {import('./bench.mjs').Bench} bench
 */
export const scaleSqlite = async (bench) => {
  const sizes = sizesOf(bench.brief)
  const folderOf = (/** @type {number} */ n) => join(bench.folder, `scale-${n}`)
  const found = await runScale({
    name: 'SQLite',
    sizes,
    bench,
    place: async (n) => ({
      url: undefined,
      environment: { DATA_DIR: folderOf(n) },
      bytes: async () => statSync(join(folderOf(n), 'peakend.db')).size,
    }),
  })
  for (const n of sizes) rmSync(folderOf(n), { recursive: true, force: true })
  return found
}

/**
 * @param {import('./bench.mjs').Bench} bench
 */
export const scalePostgres = (bench) =>
  runScale({
    name: 'PostgreSQL',
    sizes: sizesOf(bench.brief),
    bench,
    place: async (n) => {
      const url = await bench.server.create(`scale_${n}`)
      return {
        url,
        environment: { DATA_DIR: join(bench.folder, 'scale'), DATABASE_URL: url },
        bytes: async () => Number((await bench.server.run(`scale_${n}`, `select pg_database_size('scale_${n}') as bytes`))[0]?.bytes),
      }
    },
  })
