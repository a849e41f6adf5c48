/** What descriptions of routes are made of. A room describes its own in a `paths.ts`; `document.ts` puts them together. */
import { z } from 'zod'

export type Schema = Readonly<Record<string, unknown>>
export interface Media {
  readonly schema: Schema
  readonly example?: unknown
}
export interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly required?: boolean
  readonly description: string
  readonly schema: Schema
}
type Ref = { readonly $ref: string }
export interface Reply {
  readonly description: string
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: Schema }>>
  readonly content?: Readonly<Record<string, Media>>
}
export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  /** Empty: anybody. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly (Parameter | Ref)[]
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, Reply | Ref>>
}
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
/** By address, as OpenAPI writes it: `/v1/respondents/{id}`. */
export type Paths = Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>

/** A body that exists as a zod schema, as the sender may write it. */
export const schemaOf = (schema: z.ZodType): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

export const anybody: Operation['security'] = []
/** A program with the token, or a browser that signed in. */
export const team: Operation['security'] = [{ token: [] }, { session: [] }]

const parameter = (name: string): Ref => ({ $ref: `#/components/parameters/${name}` })
export const inProject = [parameter('project')]
/** Which answers it is about. */
export const inScope = [...inProject, ...['test', 'days', 'since', 'until'].map(parameter)]
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

export const json = (description: string, schema: Schema, example?: unknown): Reply => ({
  description,
  content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
})
export const page = (description: string): Reply => ({ description, content: { 'text/html': { schema: { type: 'string' } } } })
export const file = (description: string, types: readonly string[]): Reply => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])),
})

const refusals = {
  '400': 'malformed',
  '401': 'signInRequired',
  '403': 'otherOrigin',
  '413': 'tooLarge',
  '415': 'unsupportedType',
  '429': 'tooMany',
  '503': 'unavailable',
} as const
/** Refusals by status: problems, which have changed nothing. */
export const refused = (...statuses: readonly (keyof typeof refusals)[]): Readonly<Record<string, Ref>> =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${refusals[status]}` }]))

const query = (name: string, description: string, schema: Schema): Parameter => ({ name, in: 'query', description, schema })
const separator = query('separator', 'Of a CSV: `semicolon` for spreadsheets in languages with a decimal comma.', {
  enum: ['comma', 'semicolon'],
  default: 'comma',
})
export const queries = { one: query, separator }

const problemReply = (description: string): Reply => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
})

export const components = {
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer', description: 'The team’s token, which the collector prints when it starts.' },
    session: { type: 'apiKey', in: 'cookie', name: 'peakend-team', description: 'Of a browser that signed in at /results.' },
  },
  parameters: {
    project: query('project', 'Nothing is shared between two projects.', {
      type: 'string',
      pattern: '^[\\w.-]{1,64}$',
      default: 'default',
    }),
    test: query('test', '`1`: test answers in place of real ones; exports also take `all` for both.', { enum: ['0', '1', 'all'] }),
    days: query('days', 'Only the last so many days.', { type: 'integer', minimum: 1, maximum: 10_000 }),
    since: query('since', 'Only what happened since; included.', { type: 'string' }),
    until: query('until', 'Only what happened before; not included.', { type: 'string' }),
  },
  responses: {
    malformed: problemReply('Not understood. Nothing was changed.'),
    signInRequired: problemReply('No token, or a wrong one.'),
    otherOrigin: problemReply('This origin may not.'),
    tooLarge: problemReply('The body is too large.'),
    unsupportedType: problemReply('This type of body is not understood.'),
    tooMany: problemReply('Too many: wait as long as `Retry-After` says.'),
    unavailable: problemReply('The database does not answer. Send it again later.'),
  },
  schemas: {
    Problem: {
      type: 'object',
      description: 'RFC 9457. `type` is a name, not an address to visit.',
      required: ['type', 'title', 'status'],
      properties: {
        type: { type: 'string', pattern: '^urn:peakend:problem:' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string' },
        retryAfterMs: { type: 'integer', minimum: 0 },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'expected', 'got'],
            properties: { path: { type: 'string' }, expected: { type: 'string' }, got: { type: 'string' }, hint: { type: 'string' } },
          },
        },
      },
    },
    StoredResponse: {
      type: 'object',
      description: 'One response at its highest revision.',
      required: ['project', 'id', 'revision', 'survey', 'touchpoint', 'status', 'answers', 'instrument', 'occurredAt', 'receivedAt'],
      properties: {
        project: { type: 'string' },
        id: { type: 'string' },
        revision: { type: 'integer', minimum: 1 },
        survey: { type: 'string' },
        touchpoint: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
        status: { enum: ['shown', 'seen', 'answered', 'completed', 'dismissed'] },
        answers: { type: 'object' },
        instrument: { type: 'object', required: ['fingerprint', 'type'] },
        score: { type: ['number', 'null'] },
        test: { type: 'boolean' },
        simulated: { type: 'boolean', description: 'Sample data: nobody was asked.' },
        occurredAt: { type: 'string', format: 'date-time' },
        receivedAt: { type: 'string', format: 'date-time' },
      },
    },
    StoredContact: {
      type: 'object',
      description: 'How to reach somebody, and what they agreed to.',
      required: ['response', 'survey', 'respondent', 'answers', 'agreed', 'occurredAt'],
      properties: {
        response: { type: 'string' },
        survey: { type: 'string' },
        respondent: { type: 'object', required: ['id', 'kind'] },
        answers: { type: 'object' },
        agreed: { type: 'array' },
        occurredAt: { type: 'string', format: 'date-time' },
      },
    },
  },
} as const
