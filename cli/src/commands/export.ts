import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, truncateSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Failure, readArguments, UsageError } from '../arguments'
import { remoteOf, remoteOptions, spanOptions, spanQuery } from '../remote/remote'
import { type Command, type Io, OK } from '../types'

/** A response as a line has it. */
interface Line {
  readonly id: string
  readonly revision: number
  readonly receivedAt: string
}

/** Where a file of lines stops: what came last, and how many of its bytes are whole lines. */
interface End {
  readonly receivedAt: string
  /** Those received at that very time: they come again. */
  readonly known: ReadonlySet<string>
  readonly lines: number
}

const BEGINNING = '1970-01-01T00:00:00.000Z'
const nameOf = ({ id, revision }: Line): string => `${id}:${revision}`

/** Cuts off what a stop has left half written: all that follows the last line's end. */
const cutHalfLine = async (file: string): Promise<void> => {
  let size = 0
  let whole = 0
  for await (const part of createReadStream(file)) {
    const bytes = part as Buffer
    const last = bytes.lastIndexOf(10)
    if (last >= 0) whole = size + last + 1
    size += bytes.length
  }
  if (whole < size) truncateSync(file, whole)
}

const endOf = async (file: string): Promise<End> => {
  let receivedAt = BEGINNING
  let known = new Set<string>()
  let lines = 0
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    let line: Partial<Line> = {}
    try {
      line = JSON.parse(text) as Line
    } catch {
      // Told below.
    }
    if (!line.id || !line.receivedAt || line.receivedAt < receivedAt)
      throw new Failure(`${file}: expected a file that --resume has written, got something else in line ${lines + 1}. Choose another name.`)
    if (line.receivedAt > receivedAt) known = new Set()
    receivedAt = line.receivedAt
    known.add(nameOf(line as Line))
    lines++
  }
  return { receivedAt, known, lines }
}

async function* textOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  try {
    for await (const part of response.body ?? []) yield decoder.decode(part, { stream: true })
  } catch {
    throw new Failure('the collector stopped before the end. Start it again; with --resume it goes on where it stopped.')
  }
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  let rest = ''
  for await (const text of textOf(response)) {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}

/** Nothing waits in memory for a slow disk. */
const writeTo = async (sink: Writable, parts: AsyncIterable<string>): Promise<number> => {
  let written = 0
  for await (const part of parts) {
    written++
    if (!sink.write(part)) await new Promise((done) => sink.once('drain', done))
  }
  sink.end()
  await finished(sink)
  return written
}

/** As fast as it is read, and no further than somebody reads it: `peakend export | head`. */
const print = async (parts: AsyncIterable<string>, { stdout }: Io): Promise<void> => {
  for await (const part of parts) {
    if (stdout.write(part) !== false || !stdout.once) continue
    const goes = await new Promise<boolean>((done) => {
      stdout.once?.('drain', () => done(true))
      stdout.once?.('error', () => done(false))
    })
    if (!goes) return
  }
}

const opened = (file: string, flags: 'w' | 'a'): Writable => createWriteStream(file, { flags, mode: 0o600 })

/** Adds to a file what was received since its last line. A response that changed comes again: the later line counts. */
const goOn = async (file: string, ask: (since: string) => Promise<Response>, io: Io): Promise<void> => {
  if (existsSync(file)) await cutHalfLine(file)
  const end: End = existsSync(file) ? await endOf(file) : { receivedAt: BEGINNING, known: new Set(), lines: 0 }
  const response = await ask(end.receivedAt)
  const fresh = async function* () {
    for await (const line of linesOf(response)) if (!end.known.has(nameOf(JSON.parse(line) as Line))) yield `${line}\n`
  }
  const added = await writeTo(opened(file, 'a'), fresh())
  io.stderr.write(`${file}: ${end.lines} lines were there, ${added} added.\n`)
}

/** All of it or nothing: the name is taken when the file is whole. */
const writeWhole = async (file: string, response: Response): Promise<void> => {
  const part = `${file}.part`
  try {
    await writeTo(opened(part, 'w'), textOf(response))
    renameSync(part, file)
  } finally {
    rmSync(part, { force: true })
  }
}

export const exportCommand: Command = {
  name: 'export',
  usage: '[--format ndjson|csv] [--out <file>] [--resume]',
  summary: 'Writes the responses of a collector to a file or to the terminal, however many there are.',
  options: {
    ...remoteOptions,
    ...spanOptions,
    format: { type: 'string', short: 'f', value: 'format', help: 'ndjson (default), or csv for spreadsheets' },
    separator: { type: 'string', value: 'name', help: 'of a CSV: comma (default), or semicolon where the comma is a decimal sign' },
    test: { type: 'string', value: 'which', help: 'only for test answers alone, all for both; default: real ones' },
    out: { type: 'string', short: 'o', value: 'file', help: 'Default: standard output' },
    resume: { type: 'boolean', help: 'Adds to the file what was received since its last line; begins it where there is none' },
  },
  details: `With --resume the file grows with every call: a response that changed comes again, and the later line counts. What was
received within the last minute comes the next time. Contact details are never in it.

Exit code: 0, 1 when the collector cannot be reached or stops, 2 asked wrongly.`,
  run: async (argv, io) => {
    const given = readArguments(exportCommand, argv)
    const { format = 'ndjson', separator = 'comma', test, out, resume } = given.options
    if (given.words[0]) throw new UsageError(`expected options only, got ${JSON.stringify(given.words[0])}. Is it meant for --out?`)
    if (format !== 'ndjson' && format !== 'csv') throw new UsageError(`--format: expected ndjson or csv, got ${format}.`)
    if (separator !== 'comma' && separator !== 'semicolon')
      throw new UsageError(`--separator: expected comma or semicolon, got ${separator}.`)
    if (test !== undefined && test !== 'only' && test !== 'all') throw new UsageError(`--test: expected only or all, got ${test}.`)
    if (resume && (out === undefined || format === 'csv')) throw new UsageError('--resume: expected --out <file> and the format ndjson.')
    const remote = remoteOf(given, io)
    const query = {
      ...spanQuery(given),
      format,
      separator: separator === 'semicolon' ? separator : undefined,
      test: test === 'only' ? '1' : test === 'all' ? 'all' : undefined,
    }
    const file = out === undefined ? undefined : resolve(io.cwd, `${out}`)
    if (file !== undefined && resume) await goOn(file, (updatedSince) => remote.get('/v1/responses', { ...query, updatedSince }), io)
    else {
      const response = await remote.get('/v1/responses', query)
      if (file !== undefined) await writeWhole(file, response)
      else await print(textOf(response), io)
    }
    return OK
  },
}
