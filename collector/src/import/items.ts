import { createHash } from 'node:crypto'
import { z } from 'zod'
import { scrub } from '../../../src/survey/scrub'
import { RESPONSE_TYPE } from '../../../src/survey/wire'
import { shortPath } from '../ingest/errors'
import { check } from '../ingest/item'
import { scaleEnds } from '../metrics'
import { importMoment, type StoreItem } from '../store'
import { respondentOf } from './csv'

const name = z.string().min(1).max(200)

/** What all rows of an import have in common. */
export const importSchema = z.object({
  source: z
    .string()
    .regex(/^[\w.-]{1,64}$/, { error: 'a short name such as delighted or phone: letters, digits, dots, hyphens or underscores' })
    .meta({ description: 'Where the answers come from. With a row’s id it says which answer it is.', example: 'phone' }),
  touchpoint: z.object({
    id: name,
    stage: z.enum(['discovery', 'evaluation', 'purchase', 'retention', 'advocacy']).optional(),
    category: z.enum(['marketing', 'sales', 'service', 'product']).optional(),
    channel: z.enum(['web', 'chat', 'email', 'phone', 'store', 'parcel']).optional(),
  }),
  metric: z.enum(['nps', 'csat', 'ces', 'rating']),
  points: z.int().min(2).max(11).optional().meta({ description: 'Of the scale. Default 5 for csat and rating, 7 for ces; nps has 11.' }),
  question: z.string().min(1).max(4000).optional().meta({ description: 'As it was asked. Default: the name of the source.' }),
  locale: z.string().min(2).max(35).default('en'),
  contacts: z
    .boolean()
    .default(false)
    .meta({ description: 'Keep e-mail addresses as contact details. Default: only a hash of them, as respondent.' }),
  dryRun: z.boolean().default(false).meta({ description: 'Say what would be done, and do nothing.' }),
})
export type ImportInto = z.infer<typeof importSchema>

/** What a request says of the import it is a part of. */
export const partSchema = z.object({
  import: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: 'the id of an import, as the reply to its first part says' })
    .optional()
    .meta({
      description:
        'The import that these rows belong to, where it is sent in parts: `import` of the reply to the first. Default: a new one.',
    }),
  file: z.string().max(200).optional().meta({ description: 'Its name, for the trail.', example: 'delighted.csv' }),
})
/** `total`: how many rows all parts have, for the trail. */
export const announcedSchema = z.object({
  ...partSchema.shape,
  total: z
    .int()
    .min(0)
    .max(1e9)
    .optional()
    .meta({ description: 'How many rows all parts have, for the trail. Default: those of the first part.' }),
})

/** One answer of elsewhere, as programs send it. */
export const rowSchema = z.object({
  id: name,
  score: z.int(),
  at: z.iso.datetime({ offset: true, error: 'an ISO 8601 instant, e.g. 2027-03-01T09:30:00.000Z' }),
  comment: z.string().max(4000).optional(),
  respondent: name.optional().meta({ description: 'Your own id of the person: an NPS counts the latest answer of each.' }),
  email: z.string().min(3).max(320).optional(),
  line: z.int().min(1).optional().meta({ description: 'Its place in a file, for the reply.' }),
})
export type RowSent = z.infer<typeof rowSchema>

const points = { nps: 11, csat: 5, ces: 7, rating: 5 } as const
export const pointsOf = ({ metric, points: given }: Pick<ImportInto, 'metric' | 'points'>): number =>
  metric === 'nps' ? points.nps : (given ?? points[metric])

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** An instrument of its own, whose name says so: what was asked elsewhere, somehow, is never merged with what we asked. */
const instrumentOf = (into: ImportInto, withContact: boolean) => {
  const { source, metric, question = source, locale, touchpoint } = into
  const described = { source, question, metric, points: pointsOf(into), locale, channel: touchpoint.channel ?? null }
  return {
    fingerprint: `import-${hash(JSON.stringify(described)).slice(0, 16)}`,
    question: 'score',
    type: metric,
    display: null,
    points: pointsOf(into),
    orientation: 'horizontal',
    labels: [],
    texts: { score: question },
    types: { score: metric, comment: 'text', ...(withContact ? { contact: 'contact' } : {}) },
    locale,
    translated: false,
    trigger: `import:${source}`,
    delaySeconds: 0,
  }
}

/** One row as an event, which is then judged as every event is; a text says why it is none. */
export const itemOf = (row: RowSent, into: ImportInto, project: string, nowMs: number, importId: string): StoreItem | string => {
  const [min, max] = scaleEnds(into.metric, pointsOf(into))
  if (row.score < min || row.score > max) return `score: expected a whole number from ${min} to ${max} (${into.metric}), got ${row.score}`
  const at = Date.parse(row.at)
  if (at > nowMs) return `date: expected one that is past, got ${row.at}`
  if (at < 0) return `date: expected one after 1970, got ${row.at}`
  const id = `import-${hash(`${into.source}\n${row.id}`).slice(0, 40)}`
  const contact = into.contacts && row.email !== undefined
  const respondent = row.respondent ?? (row.email === undefined ? undefined : respondentOf(row.email))
  const createdAt = new Date(at).toISOString()
  const checked = check(
    {
      specversion: '1.0',
      id: `${id}:1`,
      source: `/peakend/${project}`,
      type: RESPONSE_TYPE,
      time: createdAt,
      data: {
        project,
        survey: `import-${into.source}`,
        surveyVersion: null,
        instrument: instrumentOf(into, contact),
        touchpoint: into.touchpoint,
        personas: [],
        variant: null,
        moment: importMoment(into.source, importId),
        status: 'completed',
        answers: {
          score: row.score,
          ...(row.comment?.trim() ? { comment: scrub(row.comment.trim()) } : {}),
          ...(contact ? { 'contact.email': row.email?.trim() } : {}),
        },
        // Who is not named may be among them twice, as visitors known for a page only.
        respondent: respondent === undefined ? { id, kind: 'page' } : { id: respondent, kind: 'user' },
        context: {},
        consent: 'none',
        test: false,
        sdk: 'import',
        createdAt,
        sentAt: new Date(nowMs).toISOString(),
      },
    },
    project,
    nowMs,
  )
  if ('item' in checked) return checked.item
  const [error] = checked.problem.errors ?? []
  return error ? `${shortPath(error.path)}: expected ${error.expected}, got ${error.got}` : checked.problem.title
}
