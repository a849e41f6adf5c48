/**
 * `npm run bench:collector`: what the collector takes, what it costs and what it loses, on a PostgreSQL of its own that syncs every commit.
 *
 *   --short         for every day
 *   --seed N        the same traffic; default 1
 *   --write         puts what was measured into docs/scale.md
 *   --kept FOLDER   scale: SQLite databases that were filled before, each in a folder named by how many responses it has, instead of filling them anew
 *   ingest kills …  these measures alone
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ingest } from './ingest.mjs'
import { kills } from './kills.mjs'
import { many } from './many.mjs'
import { startPostgres } from './postgres.mjs'
import { scalePostgres, scaleSqlite } from './scale.mjs'

/**
 * @typedef {object} Bench
 * @property {Awaited<ReturnType<typeof startPostgres>>} server
 * @property {string} main the built program
 * @property {string} folder empty at the beginning, gone in the end
 * @property {boolean} brief
 * @property {string | undefined} kept
 * @property {number} seed
 * @property {(done: number, of: number) => void} progress
 */

/** Each is one file: it tells in lines what it found, and which bars were missed. @type {Record<string, (bench: Bench) => Promise<{ lines: string[], missed: string[] }>>} */
const measures = { 'scale-sqlite': scaleSqlite, 'scale-postgres': scalePostgres, ingest, many, kills }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    kept: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})
const chosen = positionals.length > 0 ? positionals : Object.keys(measures)
const unknown = chosen.find((name) => !Object.hasOwn(measures, name))
if (unknown !== undefined) throw new Error(`expected ${Object.keys(measures).join(', ')}, got ${unknown}`)

const DOCS = join(import.meta.dirname, '../../docs/scale.md')
/** Between its markers; the text around them is written by hand. @param {string} name @param {readonly string[]} lines */
const writeMeasured = (name, lines) => {
  const text = readFileSync(DOCS, 'utf8')
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`expected ${from} and ${to} in docs/scale.md, got none`)
  const block = ['', '```text', ...lines, '```', ''].join('\n')
  writeFileSync(DOCS, text.slice(0, start + from.length) + block + text.slice(end))
}

const { stderr } = process
const folder = mkdtempSync(join(tmpdir(), 'peakend-bench-'))
const server = await startPostgres({ durable: true })
try {
  for (const name of chosen) {
    const began = performance.now()
    const { lines, missed } = (await measures[name]?.({
      server,
      main: join(import.meta.dirname, '../../collector/dist/main.js'),
      folder,
      brief: values.short,
      kept: values.kept,
      seed: Number(values.seed),
      progress: (done, of) => void (stderr.isTTY && stderr.write(`\r\x1b[K${done < of ? `${name}: ${done} of ${of}` : ''}`)),
    })) ?? { lines: [], missed: [] }
    console.log([`\n${name} (${Math.round((performance.now() - began) / 1000)} s)`, ...lines.map((line) => `  ${line}`)].join('\n'))
    for (const one of missed) console.log(`  MISSED: ${one}`)
    if (missed.length > 0) process.exitCode = 1
    if (values.write) writeMeasured(name, [...lines, ...missed.map((one) => `missed: ${one}`)])
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
