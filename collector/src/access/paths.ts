import { json, type Operation, type Paths, page, queries, ref, refused, type Schema, schemaOf, team } from '../openapi/parts'
import { newProject, newTokenAt, projectChange } from './schema'

const id = (name: string, description: string) => ({ name, in: 'path', required: true, description, schema: { type: 'string' } }) as const
const project = id('id', 'Of the project.')
const body = (schema: Schema, example: unknown): NonNullable<Operation['requestBody']> => ({
  required: true,
  content: { 'application/json': { schema, example } },
})
const other = (status: string, description: string) => ({
  [status]: { description, content: { 'application/problem+json': { schema: ref('Problem') } } },
})
const invalid = other('422', 'Something in the body is not valid. Nothing was changed.')
const none = other('404', 'There is none.')
const taken = other('409', 'It is taken, or there are enough.')
const refusals = refused('401', '403', '429', '503')
const listOf = (name: string): Schema => ({ type: 'object', required: [name], properties: { [name]: { type: 'array' } } })
const object = (...required: string[]): Schema => ({ type: 'object', required })
const revoked = json('It is no more.', object('revoked'))

/** A page, and the forms of it. */
const form = (operationId: string, summary: string, parameters: Operation['parameters'] = []): Operation => ({
  operationId,
  tags: ['Pages'],
  summary,
  security: team,
  ...(parameters.length > 0 ? { parameters } : {}),
  requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } },
  responses: {
    '200': page('The page, with what came of it.'),
    '303': { description: 'Back to the page.' },
    ...refused('400'),
    ...refusals,
  },
})
const shown = (operationId: string, summary: string): Operation => ({
  operationId,
  tags: ['Pages'],
  summary,
  security: team,
  responses: { '200': page('The page.'), '401': page('The form to sign in with.'), '403': page('The token may not.') },
})
const ofProject = [{ $ref: '#/components/parameters/project' }]

export const accessPaths: Paths = {
  '/v1/projects': {
    get: {
      operationId: 'projects',
      tags: ['Access'],
      summary: 'The projects that the token is for',
      security: team,
      responses: { '200': json('The projects.', listOf('projects')), ...refusals },
    },
    post: {
      operationId: 'createProject',
      tags: ['Access'],
      summary: 'Sets up a project',
      security: team,
      requestBody: body(schemaOf(newProject), { id: 'shop', name: 'The shop', origins: ['https://shop.example'] }),
      responses: { '201': json('The project.', object('id')), ...taken, ...invalid, ...refused('400', '413'), ...refusals },
    },
  },
  '/v1/projects/{id}': {
    patch: {
      operationId: 'changeProject',
      tags: ['Access'],
      summary: 'Changes a project; what is not named stays',
      security: team,
      parameters: [project],
      requestBody: body(schemaOf(projectChange), { keyRequired: true }),
      responses: { '200': json('The project.', object('id')), ...none, ...invalid, ...refused('400', '413'), ...refusals },
    },
  },
  '/v1/projects/{id}/keys': {
    post: {
      operationId: 'addKey',
      tags: ['Access'],
      summary: 'Makes a key for pages to post with',
      security: team,
      parameters: [project],
      responses: { '201': json('The key.', object('key')), ...none, ...taken, ...refusals },
    },
  },
  '/v1/projects/{id}/keys/{key}': {
    delete: {
      operationId: 'revokeKey',
      tags: ['Access'],
      summary: 'Revokes a key',
      security: team,
      parameters: [project, id('key', 'The key.')],
      responses: { '200': revoked, ...none, ...refusals },
    },
  },
  '/v1/tokens': {
    get: {
      operationId: 'tokens',
      tags: ['Access'],
      summary: 'The tokens, without what proves them',
      security: team,
      responses: { '200': json('The tokens.', listOf('tokens')), ...refusals },
    },
    post: {
      operationId: 'createToken',
      tags: ['Access'],
      summary: 'Makes a token',
      description: 'The reply has the token itself, this once.',
      security: team,
      requestBody: body(schemaOf(newTokenAt(0)), { name: 'Ann', role: 'read' }),
      responses: {
        '201': json('The token.', object('token', 'name', 'role')),
        ...taken,
        ...invalid,
        ...refused('400', '413'),
        ...refusals,
      },
    },
  },
  '/v1/tokens/{id}': {
    delete: {
      operationId: 'revokeToken',
      tags: ['Access'],
      summary: 'Revokes a token',
      security: team,
      parameters: [id('id', 'Of the token.')],
      responses: { '200': revoked, ...none, ...refusals },
    },
  },
  '/v1/audit': {
    get: {
      operationId: 'audit',
      tags: ['Access'],
      summary: 'Who changed what, the newest first',
      security: team,
      parameters: [
        queries.one('project', 'Of one project; default: of all.', { type: 'string' }),
        queries.one('action', 'Of one kind, e.g. `token.revoked`.', { type: 'string' }),
        queries.one('before', 'The next page: what the last one said.', { type: 'string' }),
        queries.one('limit', 'Of a page.', { type: 'integer', minimum: 1, maximum: 500, default: 100 }),
        queries.one('format', '`ndjson`: all of it, one object a line.', { enum: ['json', 'ndjson'], default: 'json' }),
      ],
      responses: {
        '200': {
          description: 'The trail.',
          content: { 'application/json': { schema: listOf('entries') }, 'application/x-ndjson': { schema: object('id', 'who', 'action') } },
        },
        ...refused('400'),
        ...refusals,
      },
    },
  },
  '/projects': { get: shown('projectsPage', 'Projects and their keys') },
  '/projects/tokens': { get: shown('tokensPage', 'Tokens') },
  '/projects/trail': { get: shown('trailPage', 'Who changed what') },
  '/projects/create': { post: form('createProjectForm', 'Sets up a project') },
  '/projects/change': { post: form('changeProjectForm', 'Changes a project', ofProject) },
  '/projects/keys/add': { post: form('addKeyForm', 'Makes a key', ofProject) },
  '/projects/keys/revoke': { post: form('revokeKeyForm', 'Revokes a key', ofProject) },
  '/projects/tokens/add': { post: form('addTokenForm', 'Makes a token') },
  '/projects/tokens/revoke': { post: form('revokeTokenForm', 'Revokes a token') },
}
