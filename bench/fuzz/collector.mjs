/**
 * Malformed bodies, headers and addresses against the collector, by fast-check: it may refuse, and nothing else. Run by itself for the long
 * form, after `npm run build`; a few thousand of them run with the tests.
 *
 *     node bench/fuzz/collector.mjs                      100,000 requests, a seed of its own
 *     node bench/fuzz/collector.mjs --runs 5000 --seed 7 --path 12:3:0
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'

const TOKEN = 'a-token-for-the-fuzzer'
/** A reply later than this is a hang. */
const PATIENCE_MS = 20_000
const NOW = Date.parse('2027-03-01T12:00:00.000Z')

const instrument = {
  fingerprint: 'f1',
  question: 'csat',
  type: 'csat',
  display: 'faces',
  points: 5,
  orientation: 'horizontal',
  labels: ['Very badly', 'Very well'],
  texts: { csat: 'How did it go?', why: 'Why?', you: 'Where may we write to?', agreed: 'May we?' },
  types: { csat: 'csat', why: 'text', you: 'contact', agreed: 'consent', call: 'action' },
  locale: 'en',
  translated: false,
  trigger: 'event:order_completed',
  delaySeconds: 2,
}
const envelope = { specversion: '1.0', source: '/peakend/default', time: '2027-03-01T11:59:00.000Z', datacontenttype: 'application/json' }
const answered = {
  ...envelope,
  type: 'peakend.response.v1',
  id: 'a:1',
  data: {
    project: 'default',
    survey: 's',
    surveyVersion: 1,
    wave: 1,
    instrument,
    touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales' },
    personas: [],
    variant: null,
    moment: { type: 'event', name: 'order_completed', props: { total: 129 } },
    status: 'answered',
    answers: { csat: 4, why: 'Fine', 'you.email': 'ada@example.com', agreed: true },
    respondent: { id: 'device-a', kind: 'device' },
    context: { device: 'mobile' },
    consent: 'persistent',
    test: false,
    sdk: '0.1.0',
    createdAt: '2027-03-01T11:59:00.000Z',
    sentAt: '2027-03-01T12:00:00.000Z',
    ageMs: 333.9,
  },
}
const counted = {
  ...envelope,
  type: 'peakend.counts.v1',
  id: 'c:1',
  data: { project: 'default', counts: [{ survey: 's', day: '2027-03-01', triggered: 3, eligible: 2, sampled: 1 }] },
}
const forgotten = { ...envelope, type: 'peakend.forget.v1', id: 'f:1', data: { project: 'default', respondents: ['nobody'] } }

/** @param {number} levels */
const nested = (levels) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
/** Any character there is, half ones and those of no meaning included. fast-check's own list of them takes seconds to make. */
const character = fc
  .oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 0x7f }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x10ffff }) })
  .map((code) => String.fromCodePoint(code))
const text = fc.oneof(fc.string({ unit: character, maxLength: 40 }), fc.string({ maxLength: 200 }))
const odd = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(null, true, '', ' ', 0, -0, -1, 0.5, 1e308, 1e-320, 2 ** 53, 1e21, '\u0000', '\ud800', [], {}, [[]]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'hasOwnProperty',
      "' or 1=1 --",
      '<script>',
      '=1+1',
      '../../x',
      'a:0',
      'a:1e9',
      'NaN',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(4001), 'x'.repeat(60_000), nested(11), nested(13), nested(60), Array(300).fill(0)) },
  { weight: 2, arbitrary: text },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
)
const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', '', 'id', 'data', 'type', 'a.b', 'you.email', 'csat'),
  text,
)

/** Something done to one place of a value: the place is found by counting. */
const change = fc.record({ at: fc.nat(200), how: fc.constantFrom('set', 'delete', 'add', 'wrap', 'repeat'), value: odd, key })

/**
 * @param {unknown} value @param {number} [depth]
 * @returns {[Record<string, unknown> | unknown[], string | number][]} every place in it, but for what is very deep
 */
const places = (value, depth = 0) =>
  typeof value === 'object' && value !== null && depth < 16
    ? Object.keys(value).flatMap((name) => {
        const inner = /** @type {Record<string, unknown>} */ (value)
        return [[inner, name], ...places(inner[name], depth + 1)]
      })
    : []

/** @param {unknown} event @param {readonly { at: number, how: string, value: unknown, key: string }[]} changes */
const changed = (event, changes) => {
  const root = { root: structuredClone(event) }
  for (const { at, how, value: given, key } of changes) {
    // The next change may be to this very value, which others hold too.
    const value = structuredClone(given)
    const all = places(root)
    const [holder, name] = all[at % all.length] ?? [root, 'root']
    const inner = /** @type {Record<string, unknown>} */ (holder)
    if (how === 'set') inner[name] = value
    else if (how === 'delete' && holder !== root) delete inner[name]
    else if (how === 'add') Object.defineProperty(inner, key, { value, enumerable: true, configurable: true, writable: true })
    else if (how === 'wrap') inner[name] = [inner[name]]
    else if (how === 'repeat') inner[name] = Array.from({ length: 7 }, () => structuredClone(inner[name]))
  }
  return root.root
}

const id = fc.oneof(fc.constantFrom('a:1', 'a:2', 'b:1', 'b:999999999', 'a:0', ':1', 'a', 'x'.repeat(200)), text)
const event = fc
  .tuple(fc.constantFrom(answered, answered, counted, forgotten), fc.option(id), fc.array(change, { maxLength: 4 }))
  .map(([base, given, changes]) => changed(given === null ? base : { ...base, id: given }, changes))

/** Something done to the bytes. */
const spoil = fc.oneof(
  { weight: 6, arbitrary: fc.constant((/** @type {string} */ body) => body) },
  { weight: 1, arbitrary: fc.nat(3000).map((at) => (/** @type {string} */ body) => body.slice(0, at)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(3000), text).map(
      ([at, more]) =>
        (/** @type {string} */ body) =>
          body.slice(0, at) + more + body.slice(at),
    ),
  },
  { weight: 1, arbitrary: fc.constant((/** @type {string} */ body) => body.replaceAll('"data":', '"data":1,"data":')) },
  {
    weight: 1,
    arbitrary: fc.nat(9).map((at) => (/** @type {string} */ body) => {
      let n = 0
      return body.replace(/\{/g, () => (n++ === at ? '{"__proto__":{"polluted":1},' : '{'))
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('1e999', '-1e999', '01', '1.', '0x1', '٣')
      .map((number) => (/** @type {string} */ body) => body.replace(/:\s*\d+/, `:${number}`)),
  },
)
const body = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.array(event, { maxLength: 4 }), spoil).map(([events, how]) => how(JSON.stringify(events))) },
  { weight: 2, arbitrary: fc.tuple(event, spoil).map(([one, how]) => how(JSON.stringify(one) ?? '')) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 5 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '[]',
      '{}',
      'null',
      '[null]',
      '['.repeat(30_000),
      `[${'0,'.repeat(100)}0]`,
      ' '.repeat(70_000),
      '\ufeff[]',
    ),
  },
)

const headerNames = [
  'origin',
  'authorization',
  'cookie',
  'x-forwarded-for',
  'x-forwarded-proto',
  'if-none-match',
  'accept-language',
  'sec-fetch-site',
  'content-encoding',
  'content-length',
  'range',
  'host',
  'idempotency-key',
  'access-control-request-method',
]
const headerValue = fc.oneof(
  fc.constantFrom(
    'null',
    '*',
    'https://evil.example',
    'http://localhost:5173',
    'Bearer ',
    'Bearer x',
    `Bearer ${TOKEN}x`,
    'peakend-team=x',
    'same-site',
    'gzip',
    '1',
    '-1',
    '99999999',
    'https',
    'fr;q=9,en;q=x',
    '"x", W/"y"',
    '1.2.3.4, ::1, x',
    'bytes=0-',
    ',,,;;;===',
  ),
  fc.string({ maxLength: 60 }),
)
const headers = fc.array(fc.tuple(fc.constantFrom(...headerNames), headerValue), { maxLength: 4 })
const type = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('application/cloudevents-batch+json', 'text/plain', 'application/json', 'application/cloudevents+json'),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.constantFrom('', 'text/html', 'multipart/form-data', 'application/x-www-form-urlencoded', 'application/json;', ';;'),
      fc.string({ maxLength: 30 }),
    ),
  },
)
const piece = fc.oneof(
  fc.constantFrom(
    '..',
    '%2e%2e',
    '%00',
    '%',
    '%zz',
    '%c0%ae',
    '.',
    '',
    '~',
    'v1',
    'results',
    'responses',
    'respondents',
    'contacts',
    'chunks',
    'peakend.js',
    'admin-token',
    '.env',
    '%5c..%5c',
    'constructor',
  ),
  text.map((part) => part.replace(/[?#]/g, '')),
)
/** What addresses of the collector know, all of them together. */
export const parameters = [
  'project',
  'survey',
  'since',
  'until',
  'days',
  'test',
  'format',
  'separator',
  'comments',
  'lang',
  'before',
  'deleted',
  'token',
  'through',
  'by',
  'persona',
  'device',
  'event.plan',
  'q',
  'band',
  'theme',
  'touchpoint',
  'after',
  'with',
  'dimension',
  'a',
  'b',
  'edit',
  'state',
  'owner',
  'action',
  'done',
  'to',
  'updatedSince',
  'key',
  'revision',
]
const query = fc.array(
  fc.tuple(
    fc.constantFrom(...parameters, 'x'),
    fc.oneof(
      fc.constantFrom(
        'default',
        '../x',
        '',
        '0',
        '-1',
        '1e9',
        'NaN',
        '2027-13-45',
        'csv',
        'json',
        'ndjson',
        'all',
        'fr',
        "' or 1=1 --",
        '~',
        'a~b',
      ),
      text,
    ),
  ),
  { maxLength: 4 },
)
/** @param {readonly (readonly [string, string])[]} pairs */
const queryOf = (pairs) => new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()

const posted = fc
  .record({ body, type, headers, pairs: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: query }) })
  .map(({ body, type, headers, pairs }) => ({
    method: 'POST',
    path: `/v1/responses?${queryOf(pairs)}`,
    headers: [['content-type', type], ...headers],
    body: /** @type {string | Uint8Array<ArrayBuffer>} */ (body),
    isTeam: false,
  }))
/** @param {readonly string[]} addresses those that the collector says it has */
const anythingAt = (addresses) => {
  const visited = fc
    .record({
      method: fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'QUERY', 'BREW'),
      path: fc.oneof(
        fc.constantFrom(...addresses, '/'),
        fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => `/${pieces.join('/')}`),
      ),
      pairs: query,
      headers,
      body: fc.option(fc.oneof(fc.constantFrom('token=x', `token=${TOKEN}x`, 'response=a&response=b'), text)),
      // With the token, nothing but reading: what it may change, it may.
      isTeam: fc.boolean(),
    })
    .map(({ pairs, path, method, body, isTeam, ...rest }) => {
      const reads = ['GET', 'HEAD', 'OPTIONS'].includes(method)
      return { ...rest, method, path: `${path}?${queryOf(pairs)}`, body: reads ? null : body, isTeam: isTeam && reads }
    })
  return fc.oneof({ weight: 3, arbitrary: posted }, { weight: 2, arbitrary: visited })
}

/** @param {boolean} holds @param {() => string} why */
const must = (holds, why) => {
  if (!holds) throw new Error(why())
}
/** @param {unknown} value */
const isText = (value) => typeof value === 'string' && value !== ''

/** @param {any} problem @param {number} status @param {boolean} [isItem] */
const mustBeProblem = (problem, status, isItem = false) => {
  const told = () => `expected a problem with type, title, status, errors; got ${JSON.stringify(problem)?.slice(0, 400)}`
  must(/^urn:peakend:problem:[a-z-]+$/.test(problem?.type) && isText(problem.title) && problem.status === status, told)
  must(!isItem || problem.errors?.length > 0, told)
  // The path of the whole is empty.
  for (const { path, expected, got } of problem.errors ?? []) must(typeof path === 'string' && isText(expected) && isText(got), told)
  must(JSON.stringify(problem).length < 10_000, () => 'expected a short problem, got one that is longer than what it is about')
}

/**
 * Throws at the first request that gets anything but a proper answer; the error tells seed and path.
 *
 * @param {object} options
 * @param {(options: object) => Promise<{ fetch: (request: Request) => Response | Promise<Response>, close: () => Promise<void> }>} options.createCollector
 * @param {new (file: string) => { prepare(sql: string): { get(): unknown }, close(): void }} options.Database a second eye on the database
 * @param {number} options.runs
 * @param {number} [options.seed]
 * @param {string} [options.path] of a failure, to replay it
 * @param {(done: number) => void} [options.progress]
 */
export const fuzz = async ({ createCollector, Database, runs, seed = Date.now() & 0x7fffffff, path, progress = () => undefined }) => {
  const folder = mkdtempSync(join(tmpdir(), 'peakend-fuzz-'))
  /** @type {string[]} */
  const logged = []
  const unlimited = { points: 0, seconds: 1 }
  const collector = await createCollector({
    dataDir: folder,
    adminToken: TOKEN,
    sdk: folder,
    now: () => NOW,
    rates: { responses: unlimited, responsesOfProject: unlimited, config: unlimited, configOfProject: unlimited, wrongTokens: unlimited },
    log: (/** @type {string} */ line) => logged.push(line),
  })
  const eye = new Database(join(folder, 'peakend.db'))
  const pragma = eye.prepare('PRAGMA data_version')
  const version = () => /** @type {{ data_version: number }} */ (pragma.get()).data_version
  /** @type {Record<string, number>} */
  const seen = {}
  let done = 0
  let impossible = 0

  const check = async (/** @type {any} */ { method, path, headers, body, isTeam }) => {
    /** @type {Request} */
    let request
    try {
      const all = new Headers(isTeam ? { authorization: `Bearer ${TOKEN}` } : {})
      for (const [name, value] of headers) if (!(isTeam && name === 'authorization')) all.set(name, value)
      request = new Request(`http://localhost:4173${path}`, { method, headers: all, body })
    } catch {
      // No client can send it either.
      impossible++
      return
    }
    const before = version()
    /** @type {NodeJS.Timeout | undefined} */
    let timer
    const late = new Promise((_, fail) => {
      timer = setTimeout(() => fail(new Error(`expected a reply, got none in ${PATIENCE_MS} ms`)), PATIENCE_MS)
    })
    const { pathname } = new URL(request.url)
    const isStream = pathname === '/results/events'
    const reply = /** @type {Response} */ (await Promise.race([collector.fetch(request), late]))
    const said = isStream && reply.ok ? '' : /** @type {string} */ (await Promise.race([reply.text(), late]))
    clearTimeout(timer)
    const { status } = reply
    seen[status] = (seen[status] ?? 0) + 1
    must(status < 500, () => `expected no failure, got ${status}: ${said.slice(0, 400)}`)
    must(/** @type {any} */ ({}).polluted === undefined, () => 'expected a clean Object.prototype, got a polluted one')
    if (status >= 400) {
      must(version() === before, () => `expected a refused request to change nothing, got a change after ${status}`)
      const isPage = !pathname.startsWith('/v1/') && reply.headers.get('content-type')?.startsWith('text/html')
      if (isPage)
        must(reply.headers.get('content-security-policy')?.includes("default-src 'none'") ?? false, () => 'expected a policy on every page')
      else {
        must(
          reply.headers.get('content-type') === 'application/problem+json',
          () => `expected a problem, got ${reply.headers.get('content-type')}`,
        )
        if (method !== 'HEAD') mustBeProblem(JSON.parse(said), status)
      }
    } else if (method === 'POST' && pathname === '/v1/responses') {
      const { results } = JSON.parse(said)
      for (const { status, problem } of results) if (status === 'rejected') mustBeProblem(problem, 422, true)
      if (!results.some((/** @type {any} */ { status }) => status === 'stored'))
        must(version() === before, () => `expected nothing stored to change nothing, got a change: ${said.slice(0, 400)}`)
      must(
        !results.some((/** @type {any} */ { status }) => status === 'retry'),
        () => `expected no event that cannot be written, got ${said.slice(0, 400)}`,
      )
    }
    must(!logged.some((line) => /failed|could not/.test(line)), () => `expected a quiet log, got ${logged[0]}`)
    if (++done % 1000 === 0) progress(done)
  }

  try {
    const { paths } = await (await collector.fetch(new Request('http://localhost:4173/v1/openapi.json'))).json()
    const addresses = Object.keys(paths).map((path) => path.replaceAll(/\{\w+\}/g, 'x'))
    await fc.assert(fc.asyncProperty(anythingAt(addresses), check), { numRuns: runs, seed, ...(path === undefined ? {} : { path }) })
    // What was taken in between can be read.
    for (const path of [
      '/v1/report',
      '/results',
      '/results/contacts',
      '/v1/responses?format=csv&test=all',
      '/v1/contacts?format=csv',
      '/v1/contacts',
    ]) {
      const reply = await collector.fetch(new Request(`http://localhost:4173${path}`, { headers: { authorization: `Bearer ${TOKEN}` } }))
      const said = await reply.text()
      must(reply.status === 200 && said !== '', () => `expected ${path} to be read after all that, got ${reply.status}`)
    }
  } finally {
    eye.close()
    await collector.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { seed, done, impossible, seen }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } } })
  const { createCollector } = await import('../../collector/dist/index.js')
  const { default: Database } = await import('libsql')
  const began = performance.now()
  const result = await fuzz({
    createCollector,
    Database,
    runs: Number(values.runs ?? 100_000),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values.path === undefined ? {} : { path: values.path }),
    progress: (done) => process.stderr.write(`\r${done}`),
  })
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(`\nseed ${result.seed}: ${result.done} requests in ${seconds} s, ${result.impossible} more that no client can send`)
  for (const [status, count] of Object.entries(result.seen)) console.log(`  ${status}  ${count}`)
  console.log('No failure, no hang, no change by a refused request; every refusal is a problem.')
}
