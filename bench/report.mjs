/** Verdicts, and how a measure is written down: for the terminal, and as the page `docs/performance.md`. */

/**
 * What a measure gives.
 *
 * @typedef {{ what: string, value: string, bar: string, met: boolean, by: string, note?: string }} Verdict
 * @typedef {{ title: string, head: string[], rows: string[][] }} Table
 * @typedef {{ method: string, head: string[], rows: string[][], verdicts: Verdict[], breakdown?: Table }} Measured
 * @typedef {Measured & { title: string }} Section
 */

/** Milliseconds as they are worth writing: tenths below ten. */
export const ms = (/** @type {number} */ value) => value.toFixed(Math.abs(value) < 10 ? 1 : 0)
export const kB = (/** @type {number} */ value) => (value / 1000).toFixed(0)
export const bytes = (/** @type {number} */ value) => Math.round(value).toLocaleString('en')

const withUnit = (value, unit) => `${unit === 'B' ? bytes(value) : unit === '' ? value.toFixed(4) : ms(value)}${unit && ` ${unit}`}`

/**
 * The verdict on a number that must not be over its bar, or be missing.
 *
 * @param {number} value
 * @param {number} bar
 * @param {string} unit
 */
export const atMost = (value, bar, unit) => ({
  value: withUnit(value, unit),
  bar: `≤ ${withUnit(bar, unit)}`,
  met: value <= bar,
  by: value <= bar ? '' : withUnit(value - bar, unit),
})

/**
 * The verdict on a ratio.
 *
 * @param {number} value
 * @param {number} bar
 */
export const against = (value, bar) => ({
  value: `${value.toFixed(2)} ×`,
  bar: `≤ ${bar} ×`,
  met: value <= bar,
  by: value <= bar ? '' : `${(value - bar).toFixed(2)} ×`,
})

const verdictOf = ({ met, by }) => (met ? 'met' : `missed by ${by}`)
const verdictRows = (verdicts) =>
  verdicts.map((verdict) => [verdict.what, verdict.value + (verdict.note ? ` (${verdict.note})` : ''), verdict.bar, verdictOf(verdict)])

/** A table in columns, for the terminal. */
const columns = (head, rows) => {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('`', '')))
  const widths = head.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)))
  return all
    .map((row) => `  ${row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('   ')}`.trimEnd())
    .join('\n')
}

/** @param {Section} section */
export const forTerminal = ({ title, head, rows, verdicts, breakdown }) =>
  [
    `${title}\n${columns(head, rows)}`,
    verdicts
      .map(
        (verdict) =>
          `  ${verdict.met ? '✓' : '✗'} ${verdict.what}: ${verdict.value} of ${verdict.bar}, ${verdictOf(verdict)}${verdict.note ? ` (${verdict.note})` : ''}`,
      )
      .join('\n'),
    ...(breakdown ? [`  ${breakdown.title}\n${columns(breakdown.head, breakdown.rows)}`] : []),
  ].join('\n')

const table = (head, rows) => {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|---|${'---:|'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n')
}

/**
 * The page for people: every bar and whether it is met first, then each measure with its method and numbers.
 *
 * @param {readonly Section[]} sections
 * @param {{ date: string, machine: string, loadBefore: number }} about `loadBefore`: what else ran on the machine when it began.
 */
export const forPeople = (sections, { date, machine, loadBefore }) => {
  const verdicts = sections.flatMap((section) => section.verdicts)
  const met = verdicts.filter((verdict) => verdict.met).length
  return `${[
    '# What Peakend costs a page',
    `Measured by \`npm run bench\` on ${date}, on ${machine}. The command writes this page; nothing in it is written by hand. The load of the machine was ${loadBefore.toFixed(1)} when it began: over 0.5 something else was running, and timings are rough.`,
    'Timings depend on the machine, so what counts is the comparison within one run: with the page alone, and with two *floors* written by hand for this one ' +
      'question, without memory of asking, languages, consent, or a second try when the network fails (`bench/floors/`): a **one-file card**, loaded by every visitor, and a **lazy ' +
      'card**, loaded when it is asked for. Peakend is measured as built, from `dist/`.',
    `## The bars\n\n${met} of ${verdicts.length} are met. An interval in brackets is a 95 % bootstrap over rounds.`,
    table(['what', 'measured', 'bar', ''], verdictRows(verdicts)),
    ...sections.flatMap(({ title, method, head, rows, breakdown }) => [
      `## ${title}`,
      method,
      table(head, rows),
      ...(breakdown ? [`### ${breakdown.title}`, table(breakdown.head, breakdown.rows)] : []),
    ]),
  ].join('\n\n')}\n`
}
