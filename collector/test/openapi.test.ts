import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAccess } from '../src/access/access'
import { createApp, type Parts } from '../src/app'
import { exportsOf } from '../src/export/pages'
import { createLimits } from '../src/http/limits'
import { createTeam } from '../src/http/token'
import { openapi } from '../src/openapi/document'
import type { Method, Operation, Reply } from '../src/openapi/parts'
import { createTelemetry } from '../src/operate/telemetry'
import { reportsOf } from '../src/report/reports'
import { createLive } from '../src/results/live'
import { findingsOf } from '../src/results/read-comments'
import { openSqlite } from '../src/store'
import { NOW, type Running, responseEvent, start } from './fixtures'

/** Whole: nothing of what a route may be for is switched off. */
const parts = async (): Promise<Parts> => {
  const limits = createLimits({ rates: {}, trusted: 0, counters: undefined, log: () => {} })
  const live = createLive()
  const store = await openSqlite(':memory:')
  const access = createAccess({ store, origins: undefined, closed: false, cacheMs: 0, onRefused: () => {} })
  return {
    store,
    reports: reportsOf(store),
    exports: exportsOf(store),
    findings: findingsOf(store),
    limits,
    config: { current: async () => null, file: () => null, renew: () => {}, stamp: () => '' },
    team: createTeam({ root: 'token', tokens: access.tokens, tokenUsed: access.tokenUsed, limits, now: () => NOW }),
    access,
    live,
    loop: {
      wake: () => {},
      now: async () => {},
      look: async () => {},
      digests: async () => {},
      hasMail: false,
      publicUrl: null,
      stop: async () => {},
    },
    allowLocal: false,
    now: () => NOW,
    log: () => {},
    assets: new URL('../assets', import.meta.url).pathname,
    pages: undefined,
    files: { folders: [] },
    contactDays: null,
    retentionDays: null,
    auditDays: null,
    draining: () => false,
    onRequest: [],
    telemetry: createTelemetry({ listeners: live.count, connections: null }),
    metricsToken: undefined,
  }
}

const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    operation: operation as Operation,
  })),
)

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema({ $id: 'https://collector/', components: openapi.components })
/** What is wrong with a value; references lead into the document. */
const wrongs = (schema: unknown, value: unknown): string[] => {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"https://collector/#/components/')) as object
  const check = ajv.compile(local)
  return check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

it('describes every route that there is, and no other', async () => {
  const given = await parts()
  const app = createApp(given)
  // What is for all methods says that one is not for this address; what is for all addresses, files and what stands before.
  const real = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  expect([...new Set(real)].sort()).toEqual(operations.map(({ name }) => name).sort())
  given.live.close()
  await given.store.close()
})

it('is OpenAPI 3.1', async () => {
  expect(await new Validator().validate(JSON.parse(JSON.stringify(openapi)) as Record<string, unknown>)).toEqual({ valid: true })
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  const tags = openapi.tags.map(({ name }) => name)
  for (const { operation } of operations) for (const tag of operation.tags) expect(tags).toContain(tag)
})

it('has examples that are what it says', () => {
  const examples = operations.flatMap(({ name, operation }) => {
    const bodies = [operation.requestBody?.content, ...Object.values(operation.responses).map((reply) => (reply as Reply).content)]
    return bodies
      .flatMap((body) => Object.values(body ?? {}))
      .flatMap(({ schema, example }) => (example === undefined ? [] : [{ name, schema, example }]))
  })
  expect(examples.length).toBeGreaterThan(7)
  for (const { name, schema, example } of examples) expect([name, wrongs(schema, example)]).toEqual([name, []])
})

let running: Running
beforeAll(async () => {
  running = await start({ metrics: true })
  await running.post(Array.from({ length: 12 }, (_, index) => responseEvent(`a${index}`, 1, { score: 5 })))
})
afterAll(() => running.stop())

const schemaOf = (path: string, method: Method, status: string, type = 'application/json') =>
  (openapi.paths[path]?.[method]?.responses[status] as Reply | undefined)?.content?.[type]?.schema

it.each(['/v1/report', '/v1/contacts', '/v1/openapi.json', '/healthz', '/readyz'])('%s answers as described', async (path) => {
  const response = await running.team(path)
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(wrongs(schemaOf(path, 'get', '200'), await response.json())).toEqual([])
})

it('so do a person, an export and an erasure', async () => {
  const person = await (await running.team('/v1/respondents/device-a1')).json()
  expect(person).toMatchObject({ responses: [{ id: 'a1' }] })
  expect(wrongs(schemaOf('/v1/respondents/{id}', 'get', '200'), person)).toEqual([])
  const [line = ''] = (await (await running.team('/v1/responses')).text()).split('\n')
  expect(wrongs(schemaOf('/v1/responses', 'get', '200', 'application/x-ndjson'), JSON.parse(line))).toEqual([])
  const erased = await running.team('/v1/respondents/device-a1', { method: 'DELETE' })
  expect(wrongs(schemaOf('/v1/respondents/{id}', 'delete', '200'), await erased.json())).toEqual([])
})

it('the requests of the examples are taken, and their replies are as described', async () => {
  for (const [path, type] of [
    ['/v1/responses', 'application/cloudevents-batch+json'],
    ['/v1/import', 'application/json'],
    ['/v1/import?metric=csat', 'text/csv'],
  ] as const) {
    const described = openapi.paths[path.split('?')[0] ?? '']?.post
    const example = described?.requestBody?.content[type]?.example
    const body = typeof example === 'string' ? example : JSON.stringify(example)
    const response = await running.team(path, { method: 'POST', body, headers: { 'content-type': type } })
    const reply = (await response.json()) as { imported?: number; results?: { status: string }[] }
    const wrong = wrongs(schemaOf(path.split('?')[0] ?? '', 'post', '200'), reply)
    expect([path, response.status, wrong]).toEqual([path, 200, []])
    expect(reply.imported ?? reply.results?.[0]?.status).toBe(reply.results ? 'stored' : 1)
  }
})

it('refusals are problems as described', async () => {
  for (const [path, status] of [
    ['/v1/report?project=a%20b', 400],
    ['/v1/nothing', 404],
    ['/v1/import', 405],
  ] as const) {
    const response = await running.team(path)
    expect(response.status).toBe(status)
    expect(wrongs(openapi.components.schemas.Problem, await response.json())).toEqual([])
  }
})
