/**
 * `npm run bench`: what a visitor's page pays, against the bars of the design. A missed bar is reported, not thrown: the exit code is only 1
 * when something could not be measured. `--short` is for every day and writes nothing; `--self-check` shows that the measures find
 * seeded faults; a name (`npm run bench -- paint`) runs that measure alone.
 */
import { writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { launch } from './browser.mjs'
import * as bytes from './bytes.mjs'
import * as decide from './decide.mjs'
import * as drain from './drain.mjs'
import { buildFloors } from './floors.mjs'
import * as heap from './heap.mjs'
import * as leak from './leak.mjs'
import * as load from './load.mjs'
import { describeMachine } from './machine.mjs'
import * as opening from './opening.mjs'
import * as paint from './paint.mjs'
import { forPeople, forTerminal } from './report.mjs'
import { selfCheck } from './self-check.mjs'
import * as shift from './shift.mjs'
import * as simulate from './simulate.mjs'
import { openSite } from './site.mjs'
import * as waiting from './waiting.mjs'
import * as warmUp from './warm-up.mjs'

/**
 * What every measure gets.
 *
 * @typedef {{
 *   browser: import('playwright').Browser,
 *   site: Awaited<ReturnType<typeof openSite>>,
 *   short: boolean,
 *   progress: (done: number, of: number) => void,
 * }} Bench
 */

const measures = { bytes, load, paint, opening, 'warm-up': warmUp, heap, leak, decide, waiting, drain, shift, simulate }
const page = join(import.meta.dirname, '../docs/performance.md')

/** Says how far a measure is: on a terminal in place, elsewhere by quarters. */
const progressOf = (title) => {
  const { stderr } = process
  let quarter = 0
  return (done, of) => {
    if (stderr.isTTY) stderr.write(`\r\x1b[K${done < of ? `${title}: ${done} of ${of}` : ''}`)
    else if (Math.floor((done / of) * 4) > quarter) {
      quarter = Math.floor((done / of) * 4)
      stderr.write(`${title}: ${done} of ${of}\n`)
    }
  }
}

const wanted = process.argv.slice(2)
const short = wanted.includes('--short')
const only = wanted.filter((name) => !name.startsWith('--'))
const unknown = [...only.filter((name) => !(name in measures)), ...wanted.filter((flag) => /^--(?!short$|self-check$)/.test(flag))]
if (unknown[0]) {
  console.error(`bench: expected --short, --self-check or some of ${Object.keys(measures).join(', ')}; got ${unknown.join(', ')}.`)
  process.exit(2)
}

const site = await openSite(await buildFloors())
const browser = await launch()
try {
  if (wanted.includes('--self-check')) process.exitCode = (await selfCheck({ browser, site, progressOf })) ? 0 : 1
  else {
    const from = Date.now()
    const [loadBefore] = loadavg()
    const sections = []
    for (const [name, { title, measure }] of Object.entries(measures)) {
      if (only[0] && !only.includes(name)) continue
      const section = { title, ...(await measure({ browser, site, short, progress: progressOf(title) })) }
      sections.push(section)
      console.log(`\n${forTerminal(section)}`)
    }
    const verdicts = sections.flatMap(({ verdicts }) => verdicts)
    console.log(
      `\n${verdicts.filter(({ met }) => met).length} of ${verdicts.length} bars met, in ${Math.round((Date.now() - from) / 1000)} s.`,
    )
    if (!short && !only[0]) {
      const date = new Date().toISOString().slice(0, 10)
      await writeFile(page, forPeople(sections, { date, machine: describeMachine(browser.version()), loadBefore }))
      console.log('Written to docs/performance.md.')
    }
  }
} finally {
  await browser.close()
  site.close()
}
