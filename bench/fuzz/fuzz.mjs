/**
 * `npm run bench:fuzz`: a million changed configurations, a hundred thousand stored records and as many replies through the rooms' own
 * code, on every core, and some thousand configurations in a real page, against the built files; `-- --seed 7` draws others, `-- --count 1000` fewer, `-- --minutes 20` what can be done in that time,
 * `-- configurations --seed 7 --case 123` runs one again. What fails is shrunk to the smallest case that still does. What ran is written
 * into docs/security.md.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { bundle } from '../../scripts/build.mjs'
import { launch } from '../browser.mjs'
import { describeMachine } from '../machine.mjs'
import { configurations, RECORDS, records, replies } from './cases.mjs'
import { shrink } from './mutate.mjs'
import { pages } from './page.mjs'
import 'fake-indexeddb/auto'

const root = join(import.meta.dirname, '../..')

export const load = (/** @type {string} */ file) => import(pathToFileURL(file).href)
/** The rooms' code as one file. */
const bundled = async () => {
  const folder = join(root, 'node_modules/.cache/peakend')
  const file = join(folder, `fuzz-${process.pid}.mjs`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, await bundle('bench/fuzz/subject.ts', { ssr: true, minified: false, alone: true }))
  return file
}
/** The rooms' code. */
export const subject = async () => load(await bundled())

/** The rounds, and how many cases the long form has of each: what is quick first. */
export const rounds = (/** @type {any} */ of) => ({
  records: { ...records(of), count: 100_000 / RECORDS, each: RECORDS },
  replies: { ...replies(of), count: 100_000, each: 1 },
  configurations: { ...configurations(of), count: 1_000_000, each: 1 },
})

/** Runs `count` cases; resolves with what failed first, shrunk. */
export const fuzz = async (round, seed, count, from = 0) => {
  for (let n = from; n < from + count; n++) {
    const text = round.make(seed, n)
    const found = await round.run(text, n)
    if (found) {
      let value
      try {
        value = round.parse(text)
      } catch {
        return { n, found, smallest: text }
      }
      const smallest = await shrink(value, async (each) => {
        try {
          return (await round.run(round.toText(each), n)) === found
        } catch {
          return false
        }
      })
      return { n, found, smallest: round.toText(smallest) }
    }
  }
}

/** So many cases are handed to a thread at a time. */
const SLICE = 1000
/** All cases of a round, over the threads; ends early where something failed or `end` has come. Resolves with how many ran. */
const spread = async (name, seed, count, end, threads) => {
  let next = 0
  let done = 0
  let failed
  const work = async (thread) => {
    while (next < count && !failed && Date.now() < end) {
      const from = next
      const many = Math.min(SLICE, count - from)
      next += many
      const told = new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject))
      thread.postMessage({ name, seed, from, count: many })
      const { failed: here } = await told
      failed ??= here
      done += here ? here.n - from : many
      process.stderr.write(`\r${name} ${done} of ${count}   `)
      thread.removeAllListeners('error')
    }
  }
  await Promise.all(threads.map(work))
  process.stderr.write('\r')
  return { done, failed }
}

/** How many cases the long form has in the page: each takes as long as a visitor's page does. */
const PAGES = 2_500
/** The round in the page: one after the other, in one page. As `spread` does. */
const inOnePage = async (of, seed, from, count, end) => {
  const browser = await launch()
  const round = await pages(browser, of.vectors)
  let done = 0
  let failed
  try {
    while (done < count && !failed && Date.now() < end) {
      const many = Math.min(50, count - done)
      failed = await fuzz(round, seed, many, from + done)
      done += failed ? failed.n - from - done : many
      process.stderr.write(`\rpages ${done} of ${count}   `)
    }
  } finally {
    await browser.close()
  }
  process.stderr.write('\r')
  return { done, failed, counts: round.counts }
}

const MARKS = ['<!-- fuzz -->', '<!-- /fuzz -->']

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' }, count: { type: 'string' }, case: { type: 'string' }, minutes: { type: 'string' } },
  })
  const seed = Number(values.seed ?? 1)
  const began = Date.now()
  const end = values.minutes ? began + Number(values.minutes) * 60_000 : Infinity
  const file = await bundled()
  const of = await load(file)
  const all = rounds(of)
  const threads = await Promise.all(
    Array.from({ length: values.case ? 0 : availableParallelism() }, async () => {
      const thread = new Worker(join(import.meta.dirname, 'worker.mjs'), { workerData: { file } })
      await new Promise((resolve, reject) => thread.once('message', resolve).once('error', reject))
      return thread.removeAllListeners('error')
    }),
  )
  const lines = []
  const tell = (what, name, count, seed, failed) => {
    const many = count.toLocaleString('en')
    if (failed) {
      console.log(
        `✗ ${many} ${what}, seed ${seed}: case ${failed.n}: ${failed.found}\n  smallest: ${failed.smallest}\n  again: npm run bench:fuzz -- ${name} --seed ${seed} --case ${failed.n}`,
      )
      process.exitCode = 1
    } else console.log(`✓ ${many} ${what}, seed ${seed}`)
    lines.push(`| ${what} | ${many} | ${seed} | ${failed ? `case ${failed.n}: ${failed.found.replaceAll('|', '\\|')}` : 'nothing'} |`)
  }
  for (const [name, round] of Object.entries(all)) {
    if (positionals[0] && name !== positionals[0]) continue
    const { done, failed } = values.case
      ? { done: 1, failed: await fuzz(round, seed, 1, Number(values.case)) }
      : await spread(name, seed, Number(values.count ?? round.count), end, threads)
    tell(name, name, done * round.each, seed, failed)
  }
  await Promise.all(threads.map((thread) => thread.terminate()))
  if (!positionals[0] || positionals[0] === 'pages') {
    const from = Number(values.case ?? 0)
    const { done, failed, counts } = await inOnePage(of, seed, from, values.case ? 1 : Number(values.count ?? PAGES), end)
    const what = `configurations in a page (${counts.drawn} drawn, ${counts.answered} answered)`
    tell(what, 'pages', done, seed, failed)
  }
  await rm(file, { force: true })
  // Only all rounds, with what ran of each.
  if (!values.case && !values.count && !positionals[0]) {
    const path = join(root, 'docs/security.md')
    const page = await readFile(path, 'utf8')
    const [before, rest = ''] = page.split(MARKS[0])
    const [, after = ''] = rest.split(MARKS[1])
    const machine = describeMachine('not used').replace(', headless Chromium not used', '')
    const table = ['| what | cases | seed | found |', '|---|---|---|---|', ...lines].join('\n')
    const minutes = Math.round((Date.now() - began) / 60_000)
    await writeFile(
      path,
      `${before}${MARKS[0]}\n${new Date().toISOString().slice(0, 10)}, ${minutes} minutes, ${machine}.\n\n${table}\n${MARKS[1]}${after}`,
    )
  }
}
