/**
 * `npm run bench:fuzz`: a million changed configurations, a hundred thousand stored records and as many replies through the rooms' own
 * code; `-- --seed 7` draws others, `-- --count 1000` fewer, `-- configurations --seed 7 --case 123` runs one again. What fails is shrunk to
 * the smallest case that still does. The result is written into docs/security.md.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { bundle } from '../../scripts/build.mjs'
import { describeMachine } from '../machine.mjs'
import { configurations, RECORDS, records, replies } from './cases.mjs'
import { shrink } from './mutate.mjs'

const root = join(import.meta.dirname, '../..')

/** The rooms' code as one file. */
export const subject = async () => {
  const folder = join(root, 'node_modules/.cache/peakend')
  const file = join(folder, `fuzz-${process.pid}.mjs`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, await bundle('bench/fuzz/subject.ts', { ssr: true, minified: false, alone: true }))
  return import(pathToFileURL(file).href)
}

/** The rounds, and how many cases the long form has of each. */
export const rounds = (/** @type {any} */ of) => ({
  configurations: { ...configurations(of), count: 1_000_000, each: 1 },
  records: { ...records(of), count: 100_000 / RECORDS, each: RECORDS },
  replies: { ...replies(of), count: 100_000, each: 1 },
})

/** Runs `count` cases; resolves with what failed first, shrunk. */
export const fuzz = async (round, seed, count, from = 0, progress = (_) => {}) => {
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
          return (await round.run(round.toText(each), 0)) === found
        } catch {
          return false
        }
      })
      return { n, found, smallest: round.toText(smallest) }
    }
    if (n % 10_000 === 0) progress(n)
  }
}

const MARKS = ['<!-- fuzz -->', '<!-- /fuzz -->']

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' }, count: { type: 'string' }, case: { type: 'string' } },
  })
  const seed = Number(values.seed ?? 1)
  const all = rounds(await subject())
  const lines = []
  for (const [name, round] of Object.entries(all)) {
    if (positionals[0] && name !== positionals[0]) continue
    const count = values.case ? 1 : Number(values.count ?? round.count)
    const failed = await fuzz(round, seed, count, Number(values.case ?? 0), (n) => process.stderr.write(`\r${name} ${n} of ${count}   `))
    process.stderr.write('\r')
    const what = `${(count * round.each).toLocaleString('en')} ${name}`
    if (failed) {
      console.log(
        `✗ ${what}, seed ${seed}: case ${failed.n}: ${failed.found}\n  smallest: ${failed.smallest}\n  again: npm run bench:fuzz -- ${name} --seed ${seed} --case ${failed.n}`,
      )
      process.exitCode = 1
    } else console.log(`✓ ${what}, seed ${seed}`)
    lines.push(
      `| ${name} | ${(count * round.each).toLocaleString('en')} | ${seed} | ${failed ? `case ${failed.n}: ${failed.found.replaceAll('|', '\\|')}` : 'nothing'} |`,
    )
  }
  // Only what ran to its end, whole.
  if (!values.case && !values.count && !positionals[0]) {
    const path = join(root, 'docs/security.md')
    const page = await readFile(path, 'utf8')
    const [before, rest = ''] = page.split(MARKS[0])
    const [, after = ''] = rest.split(MARKS[1])
    const machine = describeMachine('not used').replace(', headless Chromium not used', '')
    const table = ['| what | cases | seed | found |', '|---|---|---|---|', ...lines].join('\n')
    await writeFile(path, `${before}${MARKS[0]}\n${new Date().toISOString().slice(0, 10)}, ${machine}.\n\n${table}\n${MARKS[1]}${after}`)
  }
}
