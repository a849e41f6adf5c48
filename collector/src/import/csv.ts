/** Reads an export of another program, whatever its size: once to understand it, and once for its rows. Pure but for `open`. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { createOrderFinder, type DateOrder, readDate } from './dates'
import { type Columns, type Field, fields, normal, recognise } from './known'

/** It cannot be imported as it is; nothing was. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
}

/** Begins at its beginning each time. */
export type Open = () => AsyncIterable<Uint8Array>

export interface CsvOptions {
  /** Which columns hold what; before what was recognised. */
  readonly map?: Columns
  /** For dates such as 03/04/2027. Default: as the others of the file show it. */
  readonly dates?: DateOrder
}

export interface Plan {
  /** The program it comes from, where its header is known. */
  readonly source: string | null
  readonly separator: string
  readonly header: readonly string[]
  readonly columns: Columns
  readonly dates: DateOrder | null
  readonly rows: number
}

/** One answer of elsewhere. */
export interface ImportedRow {
  /** Where it ends in the file. */
  readonly line: number
  /** The same each time the file is read. */
  readonly id: string
  readonly score: number
  readonly at: string
  readonly comment?: string
  readonly respondent?: string
  readonly email?: string
}
export interface SkippedRow {
  readonly line: number
  readonly reason: string
}

/** The wire takes no longer text. */
const LONGEST = 4000
const separators = [',', ';', '\t']

async function* textOf(open: Open): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const part of open()) yield decoder.decode(part, { stream: true })
    yield decoder.decode()
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new ImportError('expected UTF-8, got another encoding. Save it as “CSV UTF-8”.', { cause })
  }
}

/** The one there is most of in the first line. */
const separatorOf = async (open: Open): Promise<string> => {
  let start = ''
  for await (const part of textOf(open)) {
    start += part
    if (start.length > 65_536 || start.trimStart().includes('\n')) break
  }
  const [line = ''] = start
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
  const counts = separators.map((separator) => line.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

interface Cells {
  readonly line: number
  readonly cells: readonly string[]
}

async function* records(open: Open, separator: string): AsyncGenerator<Cells> {
  const parser = parse({
    bom: true,
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: 1_000_000,
  })
  const source = Readable.from(textOf(open))
  source.once('error', (cause) => parser.destroy(cause))
  source.pipe(parser)
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { line: info.lines, cells: record }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new ImportError(`expected CSV, got something else: ${cause.message}`, { cause })
  } finally {
    source.destroy()
    parser.destroy()
  }
}

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ')

/** Which column holds what: what was said, else what was recognised. */
const columnsOf = (header: readonly string[], map: Columns): { readonly source: string | null; readonly columns: Columns } => {
  const recognised = recognise(header)
  const said: Record<string, string> = {}
  for (const [field, name] of Object.entries(map)) {
    const column = header.find((one) => one === name) ?? header.find((one) => normal(one) === normal(name))
    if (column === undefined) throw new ImportError(`${field}: expected one of the columns ${quoted(header)}, got ${JSON.stringify(name)}.`)
    said[field] = column
  }
  // A column that is called as what it holds needs no explanation.
  const own = fields.flatMap((field) => header.filter((name) => normal(name) === field).map((name) => [field, name] as const))
  const columns: Columns = { ...(recognised ? recognised.columns : Object.fromEntries(own)), ...said }
  for (const field of ['score', 'date'] as const)
    if (columns[field] === undefined)
      throw new ImportError(
        `${field}: expected to know which column it is, got ${recognised ? `an export of ${recognised.source}` : 'a header that is not known'}. Say it by map, e.g. ${field}=…; there are ${quoted(header)}.`,
      )
  return { source: recognised?.source ?? null, columns }
}

/** Reads it through, and says how it will be read; throws what stands in the way. */
export const planCsv = async (open: Open, { map = {}, dates }: CsvOptions = {}): Promise<Plan> => {
  const separator = await separatorOf(open)
  const finder = createOrderFinder()
  let found: ReturnType<typeof columnsOf> | undefined
  let header: readonly string[] = []
  let dateAt = -1
  let rows = 0
  for await (const { cells } of records(open, separator)) {
    if (found === undefined) {
      header = cells.map((name) => name.trim())
      const doubled = header.find((name, index) => header.indexOf(name) !== index && Object.values(map).includes(name))
      if (doubled !== undefined) throw new ImportError(`expected one column ${JSON.stringify(doubled)}, got two.`)
      found = columnsOf(header, map)
      dateAt = header.indexOf(found.columns.date ?? '')
      continue
    }
    rows++
    finder.look(cells[dateAt] ?? '')
  }
  if (found === undefined) throw new ImportError('expected a header and rows, got nothing.')
  const { pairs, dmy, mdy, either } = finder.found()
  const column = JSON.stringify(found.columns.date)
  if (dates === undefined && dmy > 0 && mdy > 0)
    throw new ImportError(`${column}: expected dates of one kind, got some that begin with the day and some that begin with the month.`)
  if (dates === undefined && dmy + mdy === 0 && either !== null)
    throw new ImportError(`${column}: ${either} may begin with the day or with the month. Say which: dates=dmy or dates=mdy.`)
  return { ...found, separator, header, dates: dates ?? (pairs === 0 ? null : mdy > 0 ? 'mdy' : 'dmy'), rows }
}

/** A respondent who is known by an address, without the address. Who knows it finds them again: to erase them, as they may ask. */
export const respondentOf = (email: string): string =>
  `email-${createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 40)}`

/** Rows without an id are told apart by what they say, and where they say the same, by their place among those. */
const createNamer = () => {
  const seen = new Map<string, number>()
  return (cells: readonly string[]): string => {
    const digest = createHash('sha256').update(JSON.stringify(cells)).digest('base64url').slice(0, 24)
    const times = (seen.get(digest) ?? 0) + 1
    seen.set(digest, times)
    return `row-${digest}-${times}`
  }
}

/** Every row, as it will be imported, or why it will not be. Whether a score is on its scale is for who knows the scale. */
export async function* rowsOf(open: Open, plan: Plan): AsyncGenerator<ImportedRow | SkippedRow> {
  const at = Object.fromEntries(fields.map((field) => [field, plan.header.indexOf(plan.columns[field] ?? '\0')])) as Record<Field, number>
  const nameOf = createNamer()
  let first = true
  for await (const { line, cells } of records(open, plan.separator)) {
    if (first) {
      first = false
      continue
    }
    const cell = (field: Field): string => (cells[at[field]] ?? '').trim()
    const [score, date, comment, email] = [cell('score'), cell('date'), cell('comment'), cell('email')]
    const id = cell('id') || nameOf(cells)
    const ms = readDate(date, plan.dates)
    if (score === '') yield { line, reason: 'score: expected a number, got nothing' }
    else if (!/^-?\d{1,9}([.,]0+)?$/.test(score)) yield { line, reason: `score: expected a whole number, got ${short(score)}` }
    else if (ms === null) yield { line, reason: `date: expected a date, got ${date === '' ? 'nothing' : short(date)}` }
    else
      yield {
        line,
        id,
        score: Number.parseInt(score, 10),
        at: new Date(ms).toISOString(),
        ...(comment === '' ? {} : { comment: comment.slice(0, LONGEST) }),
        ...(cell('respondent') === '' ? {} : { respondent: cell('respondent') }),
        ...(email === '' ? {} : { email }),
      }
  }
}

const short = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text)

export const isSkipped = (row: ImportedRow | SkippedRow): row is SkippedRow => 'reason' in row

/** `score=Note,date=Date de réponse`: a comma or an equals sign in a name is written `\,` or `\=`. */
export const readMap = (text: string): Columns => {
  const parts = text.match(/(?:\\.|[^,\\])+/g) ?? []
  return Object.fromEntries(
    parts.map((part) => {
      const [, field = '', name = ''] = /^\s*(\w+)\s*=(.*)$/s.exec(part) ?? []
      if (!(fields as readonly string[]).includes(field) || name.trim() === '')
        throw new ImportError(
          `map: expected ${fields.join(', ')}, each with a column, e.g. score=Note,date=Date, got ${short(part.trim())}.`,
        )
      return [field, name.replace(/\\(.)/g, '$1').trim()]
    }),
  )
}
