import { createReadStream, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import {
  type CsvOptions,
  ImportError,
  type ImportedRow,
  isSkipped,
  type Open,
  type Plan,
  planCsv,
  readMap,
  respondentOf,
  rowsOf,
  type SkippedRow,
} from '../../../collector/src/import/csv'
import type { ImportSummary } from '../../../collector/src/import/route'
import { either } from '../../../src/survey/check-words'
import { type Arguments, readArguments, UsageError } from '../arguments'
import { readText } from '../read'
import { type Remote, remoteOf, remoteOptions } from '../remote/remote'
import { type Command, FAILED, type Io, OK } from '../types'

/** As many as a collector stores in a moment, and no more bytes than it takes at once. */
const ROWS_AT_ONCE = 500
const BYTES_AT_ONCE = 1_000_000
/** Of the reasons that are printed; `--json` has all. */
const SHOWN = 20

const metrics = ['nps', 'csat', 'ces', 'rating']

const opener = async (file: string, io: Io): Promise<Open> => {
  if (file === '-') {
    // It is read twice, and comes only once.
    const bytes = new TextEncoder().encode(await readText(file, io))
    return async function* () {
      yield bytes
    }
  }
  const path = resolve(io.cwd, file)
  try {
    if (!statSync(path).isFile()) throw new UsageError(`${file} cannot be read: it is no file.`)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file} cannot be read: there is no such file.`)
  }
  return () => createReadStream(path)
}

const csvOptions = ({ options: { map, dates } }: Arguments): CsvOptions => {
  if (dates !== undefined && dates !== 'dmy' && dates !== 'mdy') throw new UsageError(`--dates: expected dmy or mdy, got ${dates}.`)
  return { ...(map !== undefined && { map: readMap(`${map}`) }), ...(dates !== undefined && { dates }) }
}

/** What all rows have in common, as the collector wants it; it says what is wrong with it. */
const intoOf = ({ options }: Arguments, plan: Plan) => {
  const {
    metric,
    points,
    source = plan.source ?? 'csv',
    touchpoint = `import-${source}`,
    stage,
    category,
    channel,
    question,
    locale,
  } = options
  if (!metrics.includes(`${metric}`)) throw new UsageError(`expected --metric ${either(metrics)}, got ${metric ?? 'none'}.`)
  return {
    source,
    touchpoint: { id: touchpoint, stage, category, channel },
    metric,
    points: points === undefined ? undefined : Number(points),
    question,
    locale,
    contacts: options.contacts === true,
    dryRun: options['dry-run'] === true,
  }
}

/** An address leaves this machine only where it is to be kept. */
const withoutAddress = ({ email, ...row }: ImportedRow, contacts: boolean): ImportedRow =>
  email === undefined || contacts ? { ...row, ...(email !== undefined && { email }) } : { respondent: respondentOf(email), ...row }

type Told = Pick<ImportSummary, 'import' | 'rows' | 'imported' | 'duplicates' | 'skipped'> & { readonly reasons: SkippedRow[] }

const send = async (open: Open, plan: Plan, file: string, into: ReturnType<typeof intoOf>, remote: Remote, io: Io): Promise<Told> => {
  const told = { import: null as string | null, rows: 0, imported: 0, duplicates: 0, skipped: 0, reasons: [] as SkippedRow[] }
  let waiting: ImportedRow[] = []
  let bytes = 0
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return
    const part = told.import === null ? { file: basename(file), total: plan.rows } : { import: told.import }
    const response = await remote.post('/v1/import', {}, { ...into, ...part, rows: waiting })
    const done = (await response.json()) as ImportSummary
    told.import = done.import
    told.imported += done.imported
    told.duplicates += done.duplicates
    told.skipped += done.skipped
    told.reasons.push(...done.reasons)
    waiting = []
    bytes = 0
    if (told.rows % (ROWS_AT_ONCE * 20) === 0) io.stderr.write(`${told.rows} of ${plan.rows} rows\n`)
  }
  for await (const row of rowsOf(open, plan)) {
    told.rows++
    if (isSkipped(row)) {
      told.skipped++
      told.reasons.push(row)
      continue
    }
    waiting.push(withoutAddress(row, into.contacts))
    bytes += JSON.stringify(row).length
    if (waiting.length === ROWS_AT_ONCE || bytes > BYTES_AT_ONCE) await flush()
  }
  await flush()
  return { ...told, reasons: told.reasons.sort((a, b) => a.line - b.line) }
}

const order = { dmy: 'day/month/year', mdy: 'month/day/year' } as const

const summaryText = (file: string, plan: Plan, into: ReturnType<typeof intoOf>, told: Told): string => {
  const columns = Object.entries(plan.columns).map(([field, name]) => `${field} from ${JSON.stringify(name)}`)
  const reasons = told.reasons.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}\n`)
  const more = told.reasons.length - reasons.length
  return `${file}: ${plan.source ? `an export of ${plan.source}` : 'a CSV'}, ${columns.join(', ')}${plan.dates ? `; its dates are ${order[plan.dates]}` : ''}
into ${into.touchpoint.id}, ${into.metric}, as import-${into.source}
${told.rows} rows: ${told.imported} ${into.dryRun ? 'would be imported (those that are there already count once)' : `imported, ${told.duplicates} were there already`}, ${told.skipped} skipped
${told.import === null ? '' : `import ${told.import}: /results/imports takes it back\n`}${reasons.join('')}${more > 0 ? `  and ${more} more: --json has all\n` : ''}`
}

export const importCommand: Command = {
  name: 'import',
  usage: '<file.csv> --metric nps|csat|ces|rating [--map <columns>] [--dry-run]',
  summary: 'Brings answers from elsewhere: exports of Delighted, Wootric and Typeform, and any other CSV.',
  options: {
    ...remoteOptions,
    metric: { type: 'string', short: 'm', value: 'metric', help: 'What was asked: nps, csat, ces or rating' },
    points: { type: 'string', value: 'number', help: 'Of the scale; default 5, of ces 7, of nps always 11' },
    map: { type: 'string', value: 'columns', help: 'Which column holds what: score=Note,date=Date,comment=…,id=…,respondent=…,email=…' },
    dates: { type: 'string', value: 'order', help: 'dmy or mdy, for dates such as 03/04/2027; default: as the file shows it' },
    source: { type: 'string', value: 'name', help: 'Where it comes from; default: the program, else csv' },
    touchpoint: { type: 'string', value: 'id', help: 'Default: import-<source>' },
    stage: { type: 'string', value: 'stage', help: 'discovery, evaluation, purchase, retention or advocacy' },
    category: { type: 'string', value: 'category', help: 'marketing, sales, service or product' },
    channel: { type: 'string', value: 'channel', help: 'web, chat, email, phone, store or parcel' },
    question: { type: 'string', value: 'text', help: 'As it was asked' },
    locale: { type: 'string', value: 'language', help: 'It was asked in; default en' },
    contacts: { type: 'boolean', help: 'Keeps addresses as contact details; default: only a hash of each' },
    'dry-run': { type: 'boolean', short: 'n', help: 'Says what would be done, and does nothing' },
    json: { type: 'boolean', help: 'What was done, with every row that was skipped' },
  },
  details: `A file named - is what is piped in. Nothing is doubled by importing a file, or a longer one, again: a row is known by its id,
else by what it says. What is imported is an instrument of its own and never merged with answers to your own questions.

Exit code: 0, 1 when rows were skipped or the collector refuses, 2 asked wrongly or a file that cannot be read.`,
  run: async (argv, io) => {
    const given = readArguments(importCommand, argv)
    const [file, more] = given.words
    if (!file || more) throw new UsageError('expected one file. E.g. peakend import answers.csv --metric nps --dry-run')
    const remote = remoteOf(given, io)
    const open = await opener(file, io)
    try {
      const plan = await planCsv(open, csvOptions(given))
      const into = intoOf(given, plan)
      const told = await send(open, plan, file, into, remote, io)
      io.stdout.write(
        given.options.json
          ? `${JSON.stringify({ dryRun: into.dryRun, source: into.source, touchpoint: into.touchpoint.id, ...told, read: { source: plan.source, columns: plan.columns, dates: plan.dates } }, null, 2)}\n`
          : summaryText(file, plan, into, told),
      )
      return told.skipped > 0 ? FAILED : OK
    } catch (error) {
      if (error instanceof ImportError) throw new UsageError(`${file}: ${error.message}`)
      throw error
    }
  },
}
