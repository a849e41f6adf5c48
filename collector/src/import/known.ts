/** What a column may hold that is imported. */
export type Field = 'id' | 'score' | 'comment' | 'date' | 'respondent' | 'email'
export const fields: readonly Field[] = ['id', 'score', 'comment', 'date', 'respondent', 'email']
export type Columns = Readonly<Partial<Record<Field, string>>>

/** A program whose exports are known by their header. */
export interface KnownSource {
  readonly name: string
  /** All of these are there, and one of those. */
  readonly all: readonly string[]
  readonly any: readonly RegExp[]
  /** Names of columns by field, the first that is there. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>
}

/** `Submit Date (UTC)` and `submit_date_utc` are one name. */
export const normal = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, '_')
    .replace(/^_+|_+$/g, '')

/**
 * By the names of the fields in the programs' documentation: Delighted (survey responses: `id`, `survey_type`, `score`, `comment`, `permalink`,
 * `created_at`; properties that begin with “Delighted”), Wootric, now InMoment (responses: `score`, `text`, `origin_url`, `created_at`,
 * `end_user`), Typeform (results: `#`, `Submit Date (UTC)`, `Network ID`; questions are columns by their text).
 */
export const knownSources: readonly KnownSource[] = [
  {
    name: 'delighted',
    all: ['score', 'comment'],
    any: [/^delighted_/, /^permalink$/, /^survey_type$/],
    columns: {
      id: ['id', 'response_id', 'survey_response_id'],
      score: ['score'],
      comment: ['comment'],
      date: ['created_at', 'response_time', 'responded_at', 'date', 'survey_response_created_at'],
      email: ['person_email', 'email', 'email_address'],
    },
  },
  {
    name: 'wootric',
    all: ['score'],
    any: [/^end_user/, /^origin_url$/, /^excluded_from_calculations$/],
    columns: {
      id: ['id', 'response_id'],
      score: ['score', 'nps_score'],
      comment: ['text', 'feedback', 'comment'],
      date: ['created_at', 'response_created_at', 'survey_date', 'date'],
      email: ['end_user_email', 'email'],
    },
  },
  {
    name: 'typeform',
    all: ['submit_date_utc'],
    any: [/^#$/, /^network_id$/, /^response_type$/],
    columns: { id: ['#', 'response_id'], date: ['submit_date_utc'] },
  },
]

/** The program an export comes from, and which of its columns hold what. */
export const recognise = (header: readonly string[]): { readonly source: string; readonly columns: Columns } | null => {
  const names = header.map(normal)
  const known = knownSources.find(
    ({ all, any }) => all.every((name) => names.includes(name)) && any.some((pattern) => names.some((name) => pattern.test(name))),
  )
  if (!known) return null
  const found = fields.flatMap((field) => {
    const name = known.columns[field]?.find((one) => names.includes(one))
    const column = name === undefined ? undefined : header[names.indexOf(name)]
    return column === undefined ? [] : [[field, column] as const]
  })
  return { source: known.name, columns: Object.fromEntries(found) }
}
