import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Access } from '../access/access'
import { readBody } from '../http/body'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { errorsOf } from '../ingest/errors'
import type { Log } from '../operate/log'
import type { By, Store, StoreItem } from '../store'
import { ImportError, type ImportedRow, type Plan, planCsv, readMap, rowsOf, type SkippedRow } from './csv'
import { announcedSchema, type ImportInto, importSchema, itemOf, partSchema, rowSchema } from './items'

/** A file that is larger comes in parts, as `peakend import` sends it. */
export const MAX_IMPORT_BYTES = 4 * 1024 * 1024
export const MAX_IMPORT_ROWS = 1000
/** Others are served between two of them. */
const AT_ONCE = 100
/** Imports that are told of. */
export const MOST_LISTED = 200
/** More of them say nothing new. */
const MOST_REASONS = 1000

export interface ImportOptions {
  readonly store: Store
  readonly team: Team
  readonly access: Access
  readonly now: () => number
  readonly log: Log
  readonly onStored: (project: string) => void
}

/** What became of an import, or would. */
export interface ImportSummary {
  /** Names it, to go on with it or to take it back; null of a dry run. */
  readonly import: string | null
  readonly dryRun: boolean
  readonly source: string
  readonly touchpoint: string
  readonly rows: number
  /** Of a dry run: would be, those that are there already among them. */
  readonly imported: number
  /** Were there already; nothing was changed. */
  readonly duplicates: number
  readonly skipped: number
  /** Of the first thousand. */
  readonly reasons: readonly SkippedRow[]
  /** Of a file: which columns were read as what, and its dates. */
  readonly read?: Pick<Plan, 'source' | 'columns' | 'dates'>
}

const fromJson = z.object({ ...importSchema.shape, ...announcedSchema.shape, rows: z.array(z.unknown()).min(1).max(MAX_IMPORT_ROWS) })

/** The same from the query of an address, for a body that is a file. */
const fromQuery = z.object({
  ...partSchema.shape,
  ...importSchema.omit({ touchpoint: true }).shape,
  source: importSchema.shape.source.optional(),
  touchpoint: z.string().min(1).max(200).optional(),
  stage: importSchema.shape.touchpoint.shape.stage,
  category: importSchema.shape.touchpoint.shape.category,
  channel: importSchema.shape.touchpoint.shape.channel,
  points: z.coerce.number().int().min(2).max(11).optional(),
  contacts: z
    .enum(['0', '1'])
    .default('0')
    .transform((text) => text === '1'),
  dryRun: z
    .enum(['0', '1'])
    .default('0')
    .transform((text) => text === '1'),
  dates: z.enum(['dmy', 'mdy']).optional(),
  map: z.string().max(4000).default(''),
})

const invalid = (error: z.ZodError): Response =>
  refuse(problem('malformed-request', 400, 'The import is not understood', 'Nothing was imported.', errorsOf(error)))

/** The place that a row says it has, whatever else is wrong with it. */
const lineIn = (raw: unknown): number | undefined =>
  typeof raw === 'object' && raw !== null && 'line' in raw && Number.isInteger(raw.line) ? Number(raw.line) : undefined

const notPart = (why: string): Response =>
  refuse(
    problem('conflict', 409, 'These rows belong to no import that goes on', 'Nothing was imported.', [
      { path: 'import', expected: 'an import that was begun, or none for a new one', got: why },
    ]),
  )

/** Sorts by time; its digits keep it out of what results are filtered by. */
const newImportId = (at: string): string => `${at.replace(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `POST /v1/import`: answers from elsewhere, as JSON rows or as the CSV export of another program. Doing it twice doubles nothing. */
export const importRoutes = ({ store, team, access, now, log, onStored }: ImportOptions): Hono => {
  const app = new Hono()

  /** The import that a request is a part of: the one it names, else a new one. A text says why it cannot be. */
  const openImport = async (
    { import: id, file, total }: z.infer<typeof announcedSchema>,
    into: ImportInto,
    project: string,
    rows: number,
    by: By,
  ): Promise<string | { readonly id: string }> => {
    if (into.dryRun) return { id: 'dry-run' }
    if (id === undefined) {
      const fresh = newImportId(by.at)
      const name = file?.replace(/^.*[\\/]/, '').trim()
      await store.imports.begin(
        { project, id: fresh, source: into.source, file: name || null, touchpoint: into.touchpoint.id },
        total ?? rows,
        by,
      )
      return { id: fresh }
    }
    const known = await store.imports.get(project, id)
    if (known === null) return 'there is no such import'
    if (known.takenBack !== null) return 'it was taken back'
    return known.source === into.source ? { id } : `it is of ${known.source}`
  }

  /** Takes rows until there are no more. Those that cannot be written now are skipped, and say so. */
  const take = async (
    rows: AsyncIterable<ImportedRow | SkippedRow | { readonly line: number; readonly raw: unknown }>,
    into: ImportInto,
    project: string,
    id: string,
    read?: ImportSummary['read'],
  ): Promise<ImportSummary> => {
    const counts = { rows: 0, imported: 0, duplicates: 0, skipped: 0 }
    const reasons: SkippedRow[] = []
    const skip = (line: number, reason: string): void => {
      counts.skipped++
      if (reasons.length < MOST_REASONS) reasons.push({ line, reason })
    }
    let waiting: { readonly line: number; readonly item: StoreItem }[] = []
    const write = async (): Promise<void> => {
      const batch = waiting
      waiting = []
      if (into.dryRun) {
        counts.imported += batch.length
        return
      }
      const outcomes = await store.apply(
        project,
        batch.map(({ item }) => item),
      )
      for (const [index, outcome] of outcomes.entries())
        if (outcome.status === 'stored') counts.imported++
        else if (outcome.status !== 'failed') counts.duplicates++
        else {
          log('An imported row could not be stored', outcome.cause)
          skip(batch[index]?.line ?? 0, 'it could not be stored now: import it again')
        }
    }
    for await (const one of rows) {
      counts.rows++
      if ('reason' in one) {
        skip(one.line, one.reason)
        continue
      }
      const parsed = rowSchema.safeParse('raw' in one ? one.raw : one, { reportInput: true })
      const item = parsed.success
        ? itemOf(parsed.data, into, project, now(), id)
        : errorsOf(parsed.error)
            .map(({ path, expected, got }) => `${path || 'row'}: expected ${expected}, got ${got}`)
            .join('; ')
      if (typeof item === 'string') skip(one.line, item)
      else waiting.push({ line: one.line, item })
      if (waiting.length === AT_ONCE) await write()
    }
    await write()
    if (!into.dryRun) await store.imports.count(project, id, counts)
    if (counts.imported > 0 && !into.dryRun) onStored(project)
    const { source, touchpoint, dryRun } = into
    return { import: dryRun ? null : id, dryRun, source, touchpoint: touchpoint.id, ...counts, reasons, ...(read && { read }) }
  }

  const takeJson = async (text: string, project: string, by: By): Promise<ImportSummary | Response> => {
    const parsed = fromJson.safeParse(parsedJson(text), { reportInput: true })
    if (!parsed.success) return invalid(parsed.error)
    const { rows, import: part, file, total, ...into } = parsed.data
    const opened = await openImport({ import: part, file, total }, into, project, rows.length, by)
    if (typeof opened === 'string') return notPart(opened)
    const listed = async function* () {
      for (const [index, raw] of rows.entries()) yield { line: lineIn(raw) ?? index + 1, raw }
    }
    return take(listed(), into, project, opened.id)
  }

  const takeCsv = async (context: Context, text: string, project: string, by: By): Promise<ImportSummary | Response> => {
    const parsed = fromQuery.safeParse(context.req.query(), { reportInput: true })
    if (!parsed.success) return invalid(parsed.error)
    const { map, dates, touchpoint, stage, category, channel, source, import: part, file, ...rest } = parsed.data
    const bytes = new TextEncoder().encode(text)
    const open = async function* () {
      yield bytes
    }
    const plan = await planCsv(open, { map: readMap(map), ...(dates && { dates }) })
    const from = source ?? plan.source ?? 'csv'
    const place = {
      id: touchpoint ?? `import-${from}`,
      ...(stage && { stage }),
      ...(category && { category }),
      ...(channel && { channel }),
    }
    const into = { ...rest, source: from, touchpoint: place }
    const opened = await openImport({ import: part, file }, into, project, plan.rows, by)
    if (typeof opened === 'string') return notPart(opened)
    return take(rowsOf(open, plan), into, project, opened.id, { source: plan.source, columns: plan.columns, dates: plan.dates })
  }

  app.post('/v1/import', team.may('edit'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const unknown = await access.refuseUnknown(project)
    if (unknown) return unknown
    const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
    if (type !== 'application/json' && type !== 'text/csv')
      return refuse(
        problem('unsupported-type', 415, 'This type of body is not understood', undefined, [
          { path: 'Content-Type', expected: 'text/csv | application/json', got: type?.slice(0, 100) || 'nothing' },
        ]),
      )
    const body = await readBody(context.req.raw, MAX_IMPORT_BYTES)
    if ('refused' in body)
      return body.refused === 'too-large'
        ? refuse(problem('too-large', 413, 'The body is too large', `Send at most ${MAX_IMPORT_BYTES} bytes, or use peakend import.`))
        : refuse(problem('malformed-request', 400, 'The body is not UTF-8', 'Nothing was imported. Save it as “CSV UTF-8”.'))
    try {
      const by = { who: team.who(context), at: new Date(now()).toISOString() }
      const done = await (type === 'text/csv' ? takeCsv(context, body.text, project, by) : takeJson(body.text, project, by))
      return done instanceof Response ? done : context.json(done, 200, { 'cache-control': 'no-store' })
    } catch (cause) {
      if (!(cause instanceof ImportError)) throw cause
      return refuse(problem('malformed-request', 400, 'The file cannot be imported as it is', `Nothing was imported. ${cause.message}`))
    }
  })
  app.get('/v1/imports', team.may('read'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    return context.json({ imports: await store.imports.list(project, MOST_LISTED) }, 200, { 'cache-control': 'no-store' })
  })
  app.delete('/v1/imports/:id', team.may('admin'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const by = { who: team.who(context), at: new Date(now()).toISOString() }
    const responses = await store.imports.takeBack(project, context.req.param('id'), by)
    if (responses === null) return refuse(problem('not-found', 404, 'There is no such import'))
    onStored(project)
    return context.json({ responses }, 200, { 'cache-control': 'no-store' })
  })
  return app
}
