/** What a run found, as sections of docs/reliability.md. Each stands between two markers; the text around them is written by hand. */
import { describeMachine } from '../machine.mjs'
import { sumOf } from './run.mjs'

const table = (head, rows) => {
  const line = (cells) => `| ${cells.map((cell) => `${cell}`.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|---|${'---:|'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n')
}
const words = (head, rows) => table(head, rows).replace(/^\|---.*$/m, `|${'---|'.repeat(head.length)}`)
const many = (value) => value.toLocaleString('en')
const minutes = (ms) => (ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`)
const today = () => new Date().toISOString().slice(0, 10)
const machine = () => describeMachine('').replace(', headless Chromium ', '')

/** Puts a section between its markers. Throws when they are not there. */
export const inPage = (page, name, section) => {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const start = page.indexOf(from)
  const end = page.indexOf(to)
  if (start < 0 || end < start) throw new Error(`docs/reliability.md: expected ${from} … ${to}, got none`)
  return `${page.slice(0, start + from.length)}\n${section}\n${page.slice(end)}`
}

const wrongOf = ({ wrong }, kind) => wrong.filter((each) => each.kind === kind).length
const others = ['phantom', 're-asked', 'held up', 'undelivered', 'after refusal', 'unexplained loss', 'page error']
const sorted = (map) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

export const sections = {
  browser: (result, { command }) => {
    const { wanted } = result
    const excused = new Map()
    for (const [key] of result.excused) {
      const why = key.slice(0, key.lastIndexOf(' '))
      excused.set(why, (excused.get(why) ?? 0) + 1)
    }
    const isShorter = result.isCut
    return [
      `\`${command}\`, seed ${result.seed}, ${today()}, ${result.version}, on ${machine()}; ${minutes(result.ms)}.${isShorter ? ` It was ended early: ${many(wanted.answers)} answers, ${many(wanted.faults)} faults and ${many(wanted.kills)} kills were wanted.` : ''}`,
      table(
        ['', 'count'],
        [
          ['answers whose promise resolved', many(result.answers)],
          ['responses they belong to', many(result.responses)],
          ['requests the endpoint received', many(result.requests)],
          ['faults', `${many(sumOf(result.faults))} of ${result.faults.size} kinds`],
          ['SIGKILLs of the whole browser', many(result.kills)],
          ['**lost**', `**${wrongOf(result, 'lost')}**`],
          ['**doubled**', `**${wrongOf(result, 'doubled')}**`],
          ['**regressed**', `**${wrongOf(result, 'regressed')}**`],
          ...others.map((kind) => [kind, wrongOf(result, kind)]),
          ...sorted(excused).map(([why, count]) => [`responses let go by a named exception: ${why}`, count]),
          ['scenes the harness could not play to their end', result.broken.length],
        ],
      ),
      `<details><summary>Faults by kind</summary>\n\n${table(
        ['fault', 'times'],
        sorted(result.faults).map(([kind, count]) => [kind, many(count)]),
      )}\n\n</details>`,
      `<details><summary>Where the SIGKILLs came</summary>\n\n${table(
        ['the page or the endpoint had just come to', 'times'],
        sorted(result.points).map(([kind, count]) => [kind, many(count)]),
      )}\n\n</details>`,
    ].join('\n\n')
  },
  mutations: (rows, { command, seed }) =>
    [
      `\`${command}\`, seed ${seed}, ${today()}, on ${machine()}. ${rows.filter(({ worst }) => worst).length} of ${rows.length} seeded bugs were seen.`,
      words(
        ['seeded bug', 'what it does', 'the oracle said', 'in the scene', 'after answers'],
        rows.map(({ bug, kinds, scene, answers }) => [
          `\`${bug.name}\``,
          bug.what,
          kinds.join(', ') || '**nothing**',
          scene || '–',
          answers,
        ]),
      ),
    ].join('\n\n'),
  model: ({ runs, points, isGreen, ms }, { command }) =>
    `\`${command}\`, ${today()}: ${many(runs)} random sequences of answers, sends, lost and late replies, restarts and clock jumps, and the life of a response killed at each of ${points.join(' + ')} points: ${isGreen ? 'nothing lost, doubled or regressed' : '**red**'}; ${minutes(ms)}.`,
}
