/**
 * `npm run bench:delivery`: answers under faults and kills, in real browsers, against an oracle outside of them. `--short` is for every day and
 * writes nothing. docs/reliability.md says what is done and holds the numbers of the last long run.
 *
 *   --browser chromium|firefox|webkit   in this one alone; default: all that are installed
 *   --seed N          the same scenes, faults and kills; default 1
 *   --answers N       how many answers at least
 *   --lanes N         devices at once; default 2
 *   --minutes N       no longer than this in each browser, whatever was reached
 *   --bug NAME        with a seeded bug, until the oracle sees it
 *   --mutations       each seeded bug in turn
 *   --model           the model and the crash points in Node, at length
 */
import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bugs } from './bugs.mjs'
import { another, asShipped, withBug } from './build.mjs'
import { inPage, sections } from './report.mjs'
import { convict, run, sumOf } from './run.mjs'

const root = join(import.meta.dirname, '../..')
const page = join(root, 'docs/reliability.md')
/** What a run has to reach. */
const targets = {
  chromium: { answers: 10_000, faults: 2_500, kills: 250 },
  firefox: { answers: 500, faults: 100, kills: 8 },
  webkit: { answers: 500, faults: 100, kills: 8 },
}
const brief = { answers: 500, faults: 150, kills: 15 }
const MODEL_RUNS = 10_000
/** Lives within which a bug must be seen. */
const MOST_LIVES = 30

const progressOf = (title) => {
  const { stderr } = process
  let tenth = 0
  return (done, of) => {
    if (stderr.isTTY) stderr.write(`\r\x1b[K${done < of ? `${title}: ${done} of ${of}` : ''}`)
    else if (Math.floor((done / of) * 10) > tenth) {
      tenth = Math.floor((done / of) * 10)
      stderr.write(`${title}: ${done} of ${of}\n`)
    }
  }
}
const usage = (message) => {
  console.error(`bench:delivery: ${message}`)
  process.exit(2)
}
const read = () => {
  try {
    const text = { type: 'string' }
    const flag = { type: 'boolean', default: false }
    return parseArgs({
      options: {
        short: flag,
        browser: text,
        seed: text,
        answers: text,
        lanes: text,
        minutes: text,
        bug: text,
        mutations: flag,
        model: flag,
      },
    }).values
  } catch (error) {
    return usage(error.message)
  }
}
const given = read()
const numberOf = (name, otherwise) => {
  const value = given[name] === undefined ? otherwise : Number(given[name])
  return Number.isSafeInteger(value) && value >= 0 ? value : usage(`--${name}: expected a whole number, got ${given[name]}.`)
}
const seed = numberOf('seed', 1)
const lanes = numberOf('lanes', 2)
const minutes = numberOf('minutes', 24 * 60)
if (given.browser && !(given.browser in targets))
  usage(`--browser: expected one of ${Object.keys(targets).join(', ')}, got ${given.browser}.`)
if (given.bug && !bugs.some(({ name }) => name === given.bug))
  usage(`--bug: expected one of ${bugs.map(({ name }) => name).join(', ')}, got ${given.bug}.`)
// Whatever was started goes too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

const shipped = await asShipped()
const builds = { main: shipped, another: await another(shipped) }
const keep = async (name, section) => {
  if (given.short) return
  await writeFile(page, inPage(await readFile(page, 'utf8'), name, section))
  console.log('Written to docs/reliability.md.')
}
const command = `npm run bench:delivery -- ${process.argv.slice(2).join(' ')}`.replace(/ -- $/, '')

const convictAll = async (list) => {
  const rows = []
  const progress = progressOf('seeded bugs')
  for (const bug of list) {
    const main = bug.changes ? await withBug(shipped, bug.name, bug.changes) : shipped
    const from = Date.now()
    const found = await convict({ bug, builds: { ...builds, main }, seed, lives: MOST_LIVES })
    rows.push({ bug, ...found, ms: Date.now() - from })
    progress(rows.length, list.length)
    console.log(
      `${found.worst ? '✓' : '✗ not seen'} ${bug.name}: ${found.kinds.join(', ')} after ${found.answers} answers, in “${found.scene}”. ${found.worst?.why ?? ''}`,
    )
    if (given.bug) for (const line of found.history) console.log(`    ${line}`)
  }
  return rows
}
const goModel = async () => {
  const from = Date.now()
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      'unit',
      'src/outbox/model.test.ts',
      'src/outbox/crash.test.ts',
      '--reporter=verbose',
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, PEAKEND_MODEL_RUNS: String(MODEL_RUNS), NO_COLOR: '1' } },
  )
  const points = [...stdout.matchAll(/crash points: (\d+)/g)].map(([, count]) => Number(count))
  console.log(`The model: ${MODEL_RUNS} runs and ${points.join(' + ')} crash points, ${status ? 'red' : 'green'}.`)
  if (status) console.log(stdout.slice(-6000))
  return { runs: MODEL_RUNS, points, isGreen: !status, ms: Date.now() - from }
}
const goBrowser = async (kind) => {
  const target = given.short ? brief : targets[kind]
  const answers = numberOf('answers', target.answers)
  // A shorter run is shorter in all of it.
  const part = Math.min(1, answers / target.answers)
  const wanted = { answers, faults: Math.floor(target.faults * part), kills: Math.floor(target.kills * part) }
  console.log(`\n${kind}, seed ${seed}`)
  const result = await run({ kind, seed, builds, lanes, minutes, ...wanted, progress: progressOf(kind) })
  console.log(
    `${result.answers} answers in ${result.responses} responses, ${sumOf(result.faults)} faults of ${result.faults.size} kinds, ${result.kills} SIGKILLs, ${Math.round(result.ms / 1000)} s, ${result.version}`,
  )
  for (const { scene, why } of result.broken) console.log(`  a scene could not be played to its end: ${scene}: ${why.split('\n')[0]}`)
  for (const { kind: what, response, why, history } of result.wrong.slice(0, 20))
    console.log([`  ${what}: ${response} ${why}`, ...history.map((line) => `      ${line}`)].join('\n'))
  console.log(
    result.wrong.length ? `${result.wrong.length} violations. Replay: ${command} --seed ${seed}` : '  0 lost, 0 doubled, 0 regressed.',
  )
  return { ...result, wanted }
}

let isClean = true
if (given.bug || given.mutations) {
  const rows = await convictAll(bugs.filter(({ name }) => !given.bug || name === given.bug))
  isClean = rows.every(({ worst }) => worst)
  if (given.mutations) await keep('mutations', sections.mutations(rows, { command, seed }))
} else if (given.model) {
  const model = await goModel()
  isClean = model.isGreen
  await keep('model', sections.model(model, { command }))
} else {
  for (const kind of given.browser ? [given.browser] : given.short ? ['chromium'] : Object.keys(targets)) {
    const result = await goBrowser(kind)
    isClean &&= !result.wrong.length && result.isPlayed
    await keep(kind, sections.browser(result, { command: given.browser ? command : `${command} -- --browser ${kind}` }))
  }
  if (!given.browser && !given.short) {
    const model = await goModel()
    isClean &&= model.isGreen
    await keep('model', sections.model(model, { command: 'npm run bench:delivery -- --model' }))
    const rows = await convictAll(bugs)
    isClean &&= rows.every(({ worst }) => worst)
    await keep('mutations', sections.mutations(rows, { command: 'npm run bench:delivery -- --mutations', seed }))
  }
}
process.exit(isClean ? 0 : 1)
