import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { everything, hashOf, newToken } from '../src/http/token'
import { createCollector } from '../src/server'
import { instrument, NOW, type Running, responseEvent, start, TOKEN } from './fixtures'
import { asking, giveToken, type Said, signIn } from './team'

const roles = ['read', 'edit', 'admin'] as const
type Who = 'nobody' | (typeof roles)[number] | 'root'

let running: Running
let ask: ReturnType<typeof asking>
const tokens: Partial<Record<Who, string>> = {}
let pk = ''
beforeAll(async () => {
  running = await start()
  ask = asking(running)
  for (const role of roles) tokens[role] = (await giveToken(running, { name: role, role })).token
  tokens.root = TOKEN
  await ask('POST', '/v1/projects', { id: 'shop' })
  pk = (await ask('POST', '/v1/projects/shop/keys')).json.key
})
afterAll(() => running.stop())

const form = (values: Readonly<Record<string, string>> = {}) => new URLSearchParams(values)
/** Who may: from this role on. Each request, where it is allowed, does nothing that another row needs. */
const table: readonly (readonly [least: Who, method: string, path: string, body?: unknown])[] = [
  ['nobody', 'GET', '/healthz'],
  ['nobody', 'GET', '/readyz'],
  ['nobody', 'GET', '/v1/openapi.json'],
  ['nobody', 'GET', '/results/results.css'],
  ['nobody', 'POST', '/results/sign-out', form()],
  ['read', 'GET', '/v1/report'],
  ['read', 'GET', '/v1/responses'],
  ['read', 'GET', '/v1/responses?format=csv'],
  ['read', 'GET', '/results'],
  ['read', 'GET', '/results/events'],
  ['read', 'GET', '/v1/surveys'],
  ['read', 'GET', '/v1/config/draft'],
  ['read', 'GET', '/v1/config/versions'],
  ['read', 'GET', '/v1/config/versions/1'],
  ['read', 'GET', '/surveys'],
  ['read', 'GET', '/surveys/edit?survey=none'],
  ['read', 'GET', '/surveys/preview?survey=none'],
  ['read', 'POST', '/surveys/preview?survey=none', form()],
  ['read', 'GET', '/surveys/personas'],
  ['read', 'GET', '/surveys/personas/edit?id=none'],
  ['read', 'GET', '/surveys/personas/card?id=none'],
  ['read', 'GET', '/surveys/touchpoints'],
  ['read', 'GET', '/surveys/touchpoints/edit?id=none'],
  ['read', 'GET', '/v1/imports'],
  ['read', 'GET', '/results/imports'],
  ['admin', 'DELETE', '/v1/imports/none'],
  ['admin', 'POST', '/results/imports/take-back?import=none', form()],
  ['read', 'GET', '/surveys/publish'],
  ['read', 'GET', '/surveys/versions'],
  ['read', 'GET', '/surveys/json'],
  ['read', 'GET', '/surveys/recipe?recipe=chat-end'],
  ['edit', 'PUT', '/v1/config/draft', { revision: 'v0', config: {} }],
  ['edit', 'DELETE', '/v1/config/draft?revision=v0'],
  ['edit', 'POST', '/v1/config/publish', { revision: 'v0' }],
  ['edit', 'POST', '/v1/config/rollback', { to: 1, from: 9 }],
  ['edit', 'POST', '/v1/surveys/none/pause'],
  ['edit', 'POST', '/v1/surveys/none/resume'],
  ['edit', 'POST', '/surveys/pause', form({ survey: 'none' })],
  ['edit', 'POST', '/surveys/resume', form({ survey: 'none' })],
  ['edit', 'POST', '/surveys/example', form()],
  ['edit', 'POST', '/surveys/add', form({ json: '{"id": "added", "questions": []}' })],
  ['edit', 'POST', '/surveys/recipe', form({ recipe: 'chat-end' })],
  ['edit', 'POST', '/surveys/duplicate', form({ survey: 'none' })],
  ['edit', 'POST', '/surveys/delete', form({ survey: 'none' })],
  ['edit', 'POST', '/surveys/edit?survey=none', form()],
  ['edit', 'POST', '/surveys/personas/add', form({ id: 'pro' })],
  ['edit', 'POST', '/surveys/personas/edit?id=none', form()],
  ['edit', 'POST', '/surveys/personas/delete', form({ id: 'none' })],
  ['edit', 'POST', '/surveys/touchpoints/add', form({ id: 'chat' })],
  ['edit', 'POST', '/surveys/touchpoints/edit?id=none', form()],
  ['edit', 'POST', '/surveys/touchpoints/delete', form({ id: 'none' })],
  ['edit', 'POST', '/surveys/touchpoints/adopt', form({ survey: 'none' })],
  ['edit', 'POST', '/surveys/publish', form({ revision: 'v0' })],
  ['edit', 'POST', '/surveys/discard', form({ revision: 'v0' })],
  ['edit', 'POST', '/surveys/rollback', form({ to: '1', from: '9' })],
  ['edit', 'POST', '/surveys/json', form({ revision: 'v0', json: '{}' })],
  ['nobody', 'GET', '/results/shared/none'],
  ['nobody', 'GET', '/belief/none'],
  ['nobody', 'POST', '/belief/none', form({ value: '4' })],
  ['edit', 'GET', '/results/belief'],
  ['edit', 'POST', '/results/belief', form({ survey: 'none' })],
  ['edit', 'POST', '/results/belief/none/close', form()],
  ['edit', 'POST', '/results/belief/none/delete', form()],
  ['read', 'GET', '/results/figures.csv'],
  ['read', 'GET', '/results/comments'],
  ['read', 'GET', '/results/comments.csv'],
  ['read', 'GET', '/results/responses/none'],
  ['read', 'GET', '/results/compare'],
  ['read', 'GET', '/results/compare.csv'],
  ['read', 'GET', '/results/priorities'],
  ['read', 'GET', '/results/notes'],
  ['edit', 'POST', '/results/notes', form({ day: '2027-03-01', kind: 'launch', text: 'A note' })],
  ['edit', 'POST', '/results/notes/none', form({ day: '2027-03-01', kind: 'launch', text: 'A note' })],
  ['edit', 'POST', '/results/notes/none/delete', form()],
  ['edit', 'GET', '/results/share'],
  ['edit', 'POST', '/results/share', form({ name: 'Somebody', live: '7' })],
  ['edit', 'POST', '/results/share/none/revoke', form()],
  ['admin', 'POST', '/results/tests/delete', form({ confirm: 'yes' })],
  ['admin', 'POST', '/results/sample/delete', form({ confirm: 'yes' })],
  ['admin', 'DELETE', '/v1/simulated'],
  ['edit', 'GET', '/v1/contacts'],
  ['edit', 'GET', '/v1/contacts?format=csv'],
  ['edit', 'GET', '/v1/respondents/someone'],
  ['edit', 'DELETE', '/v1/respondents/someone'],
  [
    'edit',
    'POST',
    '/v1/import',
    {
      source: 'till',
      touchpoint: { id: 'till' },
      metric: 'csat',
      dryRun: true,
      rows: [{ id: '1', score: 5, at: '2027-01-01T10:00:00Z' }],
    },
  ],
  ['edit', 'GET', '/results/contacts'],
  ['edit', 'POST', '/results/contacts/delete', form({ response: 'none' })],
  ['read', 'GET', '/v1/alerts'],
  ['read', 'GET', '/v1/responses/none/status'],
  ['read', 'GET', '/inbox'],
  ['read', 'GET', '/inbox/none'],
  ['edit', 'PATCH', '/v1/responses/none/status', {}],
  ['edit', 'POST', '/inbox/none', form({ state: 'new' })],
  ['admin', 'GET', '/v1/channels'],
  ['admin', 'POST', '/v1/channels', { kind: 'slack', name: 'Shop', url: 'https://hooks.slack.com/x' }],
  ['admin', 'PATCH', '/v1/channels/none', {}],
  ['admin', 'DELETE', '/v1/channels/none'],
  ['admin', 'POST', '/v1/channels/none/test'],
  ['admin', 'POST', '/v1/channels/none/secret'],
  ['admin', 'GET', '/v1/channels/none/deliveries'],
  ['admin', 'POST', '/v1/channels/none/deliveries/none/replay'],
  ['admin', 'GET', '/channels'],
  ['admin', 'POST', '/channels', form({ kind: 'email', name: 'Care', to: 'care@example.com' })],
  ['admin', 'GET', '/channels/digest/preview?channel=none'],
  ['admin', 'GET', '/channels/digest/preview/mail?channel=none'],
  ...['test', 'mail', 'digest', 'pause', 'resume', 'secret', 'delete', 'deliveries/none/replay'].map(
    (what) => ['admin', 'POST', `/channels/none/${what}`, form()] as const,
  ),
  ['admin', 'GET', '/v1/projects'],
  ['admin', 'POST', '/v1/projects', { id: 'shop' }],
  ['admin', 'PATCH', '/v1/projects/shop', {}],
  ['admin', 'POST', '/v1/projects/none/keys'],
  ['admin', 'DELETE', '/v1/projects/shop/keys/none'],
  ['admin', 'GET', '/v1/tokens'],
  ['admin', 'POST', '/v1/tokens', { name: 'read', role: 'read' }],
  ['admin', 'DELETE', '/v1/tokens/none'],
  ['admin', 'GET', '/v1/audit'],
  ['admin', 'GET', '/v1/audit?format=ndjson'],
  ['admin', 'GET', '/projects'],
  ['admin', 'GET', '/projects/tokens'],
  ['admin', 'GET', '/projects/trail'],
  ['admin', 'POST', '/projects/create', form({ id: 'shop' })],
  ['admin', 'POST', '/projects/change?project=none', form({ name: 'none' })],
  ['admin', 'POST', '/projects/keys/add?project=none', form()],
  ['admin', 'POST', '/projects/keys/revoke?project=shop', form({ key: 'none' })],
  ['admin', 'POST', '/projects/tokens/add', form({ name: 'read', role: 'read' })],
  ['admin', 'POST', '/projects/tokens/revoke', form({ id: 'none' })],
]
const order: readonly Who[] = ['nobody', 'read', 'edit', 'admin', 'root']

describe.each(order)('%s', (who) => {
  it.each(table.map(([least, method, path, body]) => ({ least, method, path, body })))(
    'from $least on: $method $path',
    async ({ least, method, path, body }) => {
      const allowed = order.indexOf(who) >= order.indexOf(least)
      const trail = async () => (await ask('GET', '/v1/audit?limit=500')).json.entries.length as number
      const before = await trail()
      const { status } = await asking(running, tokens[who] ?? null)(method, path, body)
      if (allowed) expect([200, 201, 204, 303, 404, 409]).toContain(status)
      else {
        expect(status).toBe(who === 'nobody' ? 401 : 403)
        expect(await trail()).toBe(before)
      }
    },
  )
})

describe('the table', () => {
  it('has a row for every route of the collector', async () => {
    const { createApp } = await import('../src/app')
    const nothing = (() => () => {}) as never
    const app = createApp({
      store: {} as never,
      reports: {} as never,
      exports: {} as never,
      findings: {} as never,
      limits: {} as never,
      config: { current: () => null } as never,
      team: { may: nothing, only: nothing } as never,
      access: {} as never,
      live: { announce: () => {} } as never,
      loop: {} as never,
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
      telemetry: undefined,
      metricsToken: undefined,
    })
    /** These are visitors’, or find out by themselves whom they are for. */
    const open = ['POST /v1/responses', 'GET /v1/config', 'POST /results/*', 'POST /results/sign-in', 'GET /*']
    const pathOf = (path: string) => path.replace(/\?.*/, '')
    const missing = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !open.includes(route))
      .filter((route) => {
        const [wanted, pattern = ''] = route.split(' ')
        const like = new RegExp(`^${pattern.replace(/:[^/]+/g, '[^/]+')}$`)
        return !table.some(([, method, path]) => method === wanted && like.test(pathOf(path)))
      })
    expect([...new Set(missing)]).toEqual([])
  })
})

describe('a token for one project', () => {
  const secret = 'Something about the other project'
  let limited: ReturnType<typeof asking>
  let editor: ReturnType<typeof asking>
  beforeAll(async () => {
    limited = asking(running, (await giveToken(running, { name: 'limited', role: 'admin', projects: ['mine', 'mine-too'] })).token)
    editor = asking(running, (await giveToken(running, { name: 'limited editor', role: 'edit', projects: ['mine'] })).token)
    for (const id of ['mine', 'elsewhere']) await ask('POST', '/v1/projects', { id })
    for (const project of ['mine', 'elsewhere', 'default'])
      await running.post(
        [
          responseEvent(`${project}-1`, 1, {
            project,
            score: 4,
            comment: project === 'mine' ? 'Ours' : secret,
            instrument: instrument({ texts: { csat: 'How?', you: 'Who?' }, types: { csat: 'csat', you: 'contact' } }),
            answers: { csat: 4, why: project === 'mine' ? 'Ours' : secret, 'you.email': `${project}@people.example` },
            status: 'answered',
            respondent: { id: 'somebody', kind: 'device' },
          }),
        ],
        project,
      )
  })

  const hiddenIn = ({ text }: Said) => /elsewhere|default@|Something about/.test(text)

  it.each([
    ['GET', '/v1/report'],
    ['GET', '/v1/responses'],
    ['GET', '/results/responses/mine-1'],
    ['GET', '/v1/responses?format=csv&test=all'],
    ['GET', '/results'],
    ['GET', '/results/events'],
    ['GET', '/v1/contacts'],
    ['GET', '/v1/respondents/somebody'],
    ['DELETE', '/v1/respondents/somebody'],
    ['GET', '/results/figures.csv'],
    ['GET', '/results/comments'],
    ['GET', '/results/comments.csv'],
    ['GET', '/results/compare'],
    ['GET', '/results/compare.csv'],
    ['GET', '/results/notes'],
    ['POST', '/results/notes'],
    ['GET', '/results/share'],
    ['GET', '/results/belief'],
    ['POST', '/results/share'],
    ['POST', '/results/tests/delete'],
    ['POST', '/results/sample/delete'],
    ['DELETE', '/v1/simulated'],
    ['GET', '/results/contacts'],
    ['POST', '/results/contacts/delete'],
    ['POST', '/projects/change'],
    ['POST', '/projects/keys/add'],
    ['POST', '/projects/keys/revoke'],
    ['GET', '/v1/audit'],
  ])('%s %s: sees its own, and of others not even whether they are there', async (method, path) => {
    const of = (project: string) => `${path}${path.includes('?') ? '&' : '?'}project=${project}`
    const body =
      method === 'POST'
        ? form({
            response: 'elsewhere-1',
            name: 'x',
            key: 'none',
            day: '2027-03-01',
            kind: 'launch',
            text: 'A note',
            live: '7',
            confirm: 'yes',
          })
        : undefined
    const [other, none] = [await limited(method, of('elsewhere'), body), await limited(method, of('never-heard-of'), body)]
    expect([other.status, none.status]).toEqual([403, 403])
    expect(other.text.replaceAll('elsewhere', 'never-heard-of')).toBe(none.text)
    expect(hiddenIn({ ...other, text: other.text.replaceAll('"got":"elsewhere"', '') })).toBe(false)
    // Without a name it is the project `default`, which is not theirs either.
    if (path !== '/results') expect((await limited(method, path, body)).status).toBe(403)
    const own = await limited(method, of('mine'), body)
    expect([200, 303, 409]).toContain(own.status)
    expect(hiddenIn(own)).toBe(false)
    expect((await ask('GET', '/v1/responses?project=elsewhere')).text).toContain('elsewhere-1')
  })

  it.each([
    ['PATCH', '/v1/projects/elsewhere', { name: 'x' }],
    ['POST', '/v1/projects/elsewhere/keys', undefined],
    ['DELETE', '/v1/projects/elsewhere/keys/none', undefined],
    ['POST', '/v1/projects', { id: 'mine-too' }],
    ['GET', '/v1/tokens', undefined],
    ['POST', '/v1/tokens', { name: 'more', role: 'admin' }],
    ['DELETE', '/v1/tokens/none', undefined],
    ['GET', '/projects/tokens', undefined],
    ['POST', '/projects/create', form({ id: 'mine-too' })],
    ['POST', '/projects/tokens/add', form({ name: 'more', role: 'admin' })],
    ['POST', '/projects/tokens/revoke', form({ id: 'none' })],
  ])('%s %s is not for it', async (method, path, body) => {
    expect((await limited(method, path, body)).status).toBe(403)
  })

  it('sees nothing of others by an address that names two projects', async () => {
    for (const query of ['pro%6Aect=elsewhere&project=mine', 'project=mine&project=elsewhere', 'project=mine&pro%6Aect=elsewhere']) {
      const said = await limited('GET', `/v1/audit?${query}`)
      expect((await limited('GET', `/v1/responses?${query}`)).status).toBe(400)
      expect([query, said.status, hiddenIn(said)]).toEqual([query, 400, false])
    }
  })

  it('lists and changes what is its own', async () => {
    expect((await limited('GET', '/v1/projects')).json.projects.map(({ id }: { id: string }) => id)).toEqual(['mine'])
    expect((await limited('PATCH', '/v1/projects/mine', { name: 'Mine' })).json).toMatchObject({ name: 'Mine' })
    const page = await limited('GET', '/projects?lang=en')
    expect(page.text).toContain('Mine')
    expect(page.text).not.toContain('Set up a project')
    expect(hiddenIn(page)).toBe(false)
    const trail = await limited('GET', '/projects/trail?project=elsewhere')
    expect(trail.text).toContain('Project changed')
    expect(hiddenIn(trail)).toBe(false)
    expect((await editor('PATCH', '/v1/projects/mine', { name: 'x' })).status).toBe(403)
    expect((await editor('GET', '/v1/contacts?project=mine')).status).toBe(200)
  })

  it('lands on its first project, and switches between its own', async () => {
    const { status, headers } = await limited('GET', '/results?lang=fr')
    expect([status, headers.get('location')]).toEqual([303, '/results?project=mine&lang=fr'])
    const { text } = await limited('GET', '/results?project=mine&lang=en')
    expect(text).toContain('project=mine-too')
    expect(text).toContain('/projects')
    expect(hiddenIn({ text } as Said)).toBe(false)
  })
})

describe('a role', () => {
  it('of read sees answers, and no way to contact details or projects', async () => {
    const { text } = await asking(running, tokens.read ?? '')('GET', '/results?lang=en')
    expect(text).not.toContain('/results/contacts?')
    expect(text).not.toContain('/projects?')
    expect((await asking(running, tokens.read ?? '')('GET', '/v1/responses')).text).not.toContain('people.example')
    const forbidden = await asking(running, tokens.read ?? '')('GET', '/results/contacts?lang=en')
    expect([forbidden.status, forbidden.text.includes('This token may not see this page')]).toEqual([403, true])
    expect((await asking(running, tokens.edit ?? '')('GET', '/results?lang=en')).text).toContain('/results/contacts?')
    const refused = await asking(running, tokens.read ?? '')('DELETE', '/v1/respondents/x')
    expect(refused.json).toMatchObject({
      type: 'urn:peakend:problem:not-allowed',
      errors: [{ path: 'role', expected: 'edit', got: 'read' }],
    })
  })

  it('stands with its name in the trail', async () => {
    await asking(running, tokens.edit ?? '')('DELETE', '/v1/respondents/somebody@people.example')
    const [entry] = (await ask('GET', '/v1/audit?action=respondent.erased&limit=1')).json.entries
    expect(entry).toMatchObject({ who: 'edit', project: 'default', at: new Date(NOW).toISOString() })
    expect(JSON.stringify(entry)).not.toContain('people.example')
  })
})

describe('the trail', () => {
  it('comes page by page, and whole as NDJSON; there is no way to change it', async () => {
    const all = (await ask('GET', '/v1/audit?limit=500')).json.entries as { id: string }[]
    const first = (await ask('GET', '/v1/audit?limit=2')).json
    const second = (await ask('GET', `/v1/audit?limit=2&before=${first.before}`)).json
    expect([...first.entries, ...second.entries]).toEqual(all.slice(0, 4))
    const { text, headers } = await ask('GET', '/v1/audit?format=ndjson')
    expect(headers.get('content-disposition')).toContain('peakend-audit-2027-03-01.ndjson')
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(all)
    for (const wrong of ['limit=0', 'limit=x', 'format=xml', 'project=a%20b'])
      expect((await ask('GET', `/v1/audit?${wrong}`)).status).toBe(400)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect((await ask(method, '/v1/audit')).status).toBe(405)
  })

  it('is forgotten by age', async () => {
    const own = await start()
    await asking(own)('POST', '/v1/projects', { id: 'shop' })
    const later = (auditDays: number | null) =>
      createCollector({
        dataDir: own.folder,
        adminToken: TOKEN,
        sdk: false,
        log: () => {},
        now: () => NOW + 401 * 864e5,
        auditDays,
      })
    const entries = async (auditDays: number | null) => {
      const collector = await later(auditDays)
      const { json } = await asking({ collector })('GET', '/v1/audit')
      await collector.close()
      return json.entries.length
    }
    expect([await entries(null), await entries(402), await entries(400)]).toEqual([1, 1, 0])
    await own.stop()
  })
})

describe('a token', () => {
  it('is shown once, and kept as a hash', async () => {
    const made = await ask('POST', '/v1/tokens', { name: 'once', role: 'read', projects: ['shop'], expiresAt: '2027-04-01T00:00:00+02:00' })
    expect(made.json).toMatchObject({ name: 'once', role: 'read', projects: ['shop'], expiresAt: '2027-03-31T22:00:00.000Z', usedOn: null })
    expect(made.json.token).toMatch(/^[\w-]{32}$/)
    expect(made.headers.get('cache-control')).toBe('no-store')
    await asking(running, made.json.token)('GET', '/v1/report?project=shop')
    const listed = await ask('GET', '/v1/tokens')
    expect(listed.text).not.toContain(made.json.token)
    expect(listed.text).not.toContain(hashOf(made.json.token))
    await expect
      .poll(async () =>
        (await running.collector.fetch(new Request('http://x/v1/tokens', { headers: { authorization: `Bearer ${TOKEN}` } }))).json(),
      )
      .toMatchObject({ tokens: expect.arrayContaining([expect.objectContaining({ name: 'once', usedOn: '2027-03-01' })]) })
    expect((await ask('GET', '/v1/audit?format=ndjson')).text).not.toContain(made.json.token)
  })

  it('that is asked for wrongly is not made', async () => {
    const before = (await ask('GET', '/v1/tokens')).text
    for (const [wrong, path] of [
      [{ role: 'read' }, 'name'],
      [{ name: 'root', role: 'read' }, 'name'],
      [{ name: ' Root ', role: 'read' }, 'name'],
      [{ name: 'x', role: 'owner' }, 'role'],
      [{ name: 'x', role: 'read', projects: [] }, 'projects'],
      [{ name: 'x', role: 'read', projects: ['a b'] }, 'projects[0]'],
      [{ name: 'x', role: 'read', expiresAt: '2027-02-01T00:00:00Z' }, 'expiresAt'],
      [{ name: 'x', role: 'read', expiresAt: 'soon' }, 'expiresAt'],
    ] as const)
      expect((await ask('POST', '/v1/tokens', wrong)).json).toMatchObject({ status: 422, errors: [{ path }] })
    expect((await ask('POST', '/v1/tokens', { name: 'read', role: 'admin' })).json).toMatchObject({ status: 409 })
    expect((await ask('GET', '/v1/tokens')).text).toBe(before)
  })

  it('is of no use once it has expired or was revoked, nor is a browser that signed in with it', async () => {
    let now = NOW
    const own = await start({ now: () => now })
    const root = asking(own)
    const short = await giveToken(own, { name: 'short', role: 'read', expiresAt: '2027-03-01T13:00:00Z' })
    const long = await giveToken(own, { name: 'long', role: 'read' })
    const cookies = await Promise.all([signIn(own, short.token), signIn(own, long.token)])
    const statuses = async () => [
      (await asking(own, short.token)('GET', '/v1/report')).status,
      (await asking(own, null)('GET', '/v1/report', undefined, { cookie: cookies[0] })).status,
      (await asking(own, long.token)('GET', '/v1/report')).status,
      (await asking(own, null)('GET', '/v1/report', undefined, { cookie: cookies[1] })).status,
    ]
    expect(await statuses()).toEqual([200, 200, 200, 200])
    now += 3600_000
    expect(await statuses()).toEqual([401, 401, 200, 200])
    expect((await root('DELETE', `/v1/tokens/${long.id}`)).json).toEqual({ revoked: true })
    expect(await statuses()).toEqual([401, 401, 401, 401])
    expect((await root('DELETE', `/v1/tokens/${long.id}`)).status).toBe(404)
    // Nor one of the same name that comes after it.
    await giveToken(own, { name: 'long', role: 'read' })
    expect(await statuses()).toEqual([401, 401, 401, 401])
    expect((await root('GET', '/v1/tokens')).status).toBe(200)
    await own.stop()
  })
})

it('the stream of a page that is open ends soon after its token does, and that of others goes on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const own = await start()
  const anna = await giveToken(own, { name: 'Anna', role: 'read' })
  const listen = async (token: string) => {
    const { body } = await own.collector.fetch(new Request('http://x/results/events', { headers: { authorization: `Bearer ${token}` } }))
    const reader = (body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    return reader
  }
  const [hers, roots] = [await listen(anna.token), await listen(TOKEN)]
  await vi.advanceTimersByTimeAsync(25_000)
  expect((await hers.read()).done).toBe(false)
  await asking(own)('DELETE', `/v1/tokens/${anna.id}`)
  await vi.advanceTimersByTimeAsync(25_000)
  expect((await hers.read()).done).toBe(false)
  expect((await hers.read()).done).toBe(true)
  expect((await roots.read()).done).toBe(false)
  await roots.cancel()
  vi.useRealTimers()
  await own.stop()
})

describe('a cookie', () => {
  const report = (own: Pick<Running, 'collector'>, value: string) =>
    asking(own, null)('GET', '/v1/tokens', undefined, { cookie: `peakend-team=${value}` })

  it('holds no token, is for thirty days, and dies with the first token', async () => {
    let now = NOW
    const own = await start({ now: () => now })
    const anna = await giveToken(own, { name: 'Anna', role: 'admin' })
    const [ofRoot, ofAnna] = await Promise.all([signIn(own, TOKEN), signIn(own, anna.token)])
    for (const cookie of [ofRoot, ofAnna]) {
      expect(cookie).not.toContain(TOKEN)
      expect(cookie).not.toContain(anna.token)
      expect((await asking(own, null)('GET', '/v1/tokens', undefined, { cookie })).status).toBe(200)
    }
    const other = await createCollector({ dataDir: own.folder, adminToken: 'another', sdk: false, now: () => now })
    for (const cookie of [ofRoot, ofAnna])
      expect((await asking({ collector: other }, null)('GET', '/v1/tokens', undefined, { cookie })).status).toBe(401)
    expect((await asking({ collector: other }, anna.token)('GET', '/v1/tokens')).status).toBe(200)
    await other.close()
    now += 30 * 864e5
    for (const cookie of [ofRoot, ofAnna]) expect((await asking(own, null)('GET', '/v1/tokens', undefined, { cookie })).status).toBe(401)
    await own.stop()
  })

  it('is made by nobody else: not of another’s, not for longer, not with a copy of the database', async () => {
    const own = await start({ rates: { wrongTokens: { points: 0, seconds: 1 } } })
    const reader = await giveToken(own, { name: 'reader', role: 'read' })
    const admin = await giveToken(own, { name: 'admin', role: 'admin' })
    const [, mine = ''] = (await signIn(own, reader.token)).split('=')
    const [, ofAdmin = ''] = (await signIn(own, admin.token)).split('=')
    const [id = '', until = '', proof = ''] = mine.split('.')
    const hash = hashOf(admin.token)
    const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64url')
    const forged = [
      `${admin.id}.${until}.${proof}`,
      `root.${until}.${proof}`,
      `${id}.${Number(until) + 1}.${proof}`,
      `${admin.id}.${until}.${hmac(reader.token, `${admin.id} ${hash} ${until}`)}`,
      `${admin.id}.${until}.${hmac(hash, `${admin.id} ${hash} ${until}`)}`,
      `${admin.id}.${until}.${hmac(`peakend session ${hash}`, `${admin.id} ${hash} ${until}`)}`,
      `${admin.id}.${until}.${hmac(`peakend session ${admin.token}`, `${admin.id} ${hash} ${until}`)}`,
      `${admin.id}.${until}.`,
      `${admin.id}.${until}`,
      `${admin.id}..${proof}`,
      `${admin.id}.1e99.${proof}`,
      `.${until}.${proof}`,
      'root',
      hash,
      admin.id,
      admin.token,
      // What earlier versions set.
      createHash('sha256').update(`peakend session ${TOKEN}`).digest('base64url'),
    ]
    for (const value of forged) expect([value, (await report(own, value)).status]).toEqual([value, 401])
    expect((await report(own, mine)).status).toBe(403)
    expect((await report(own, ofAdmin)).status).toBe(200)
    await own.stop()
  })

  it('changes nothing for pages of other sites', async () => {
    const cookie = await signIn(running, tokens.admin ?? '')
    const visitor = asking(running, null)
    const before = (await ask('GET', '/v1/audit?limit=500')).json.entries.length
    for (const [method, path, body] of table
      .filter(([, method, path]) => !['GET'].includes(method) && !path.endsWith('sign-out'))
      .map((row) => row.slice(1) as [string, string, unknown])) {
      expect([path, (await visitor(method, path, body, { cookie, 'sec-fetch-site': 'same-site' })).status]).toEqual([path, 403])
      expect([path, (await visitor(method, path, body, { cookie, origin: 'https://evil.example' })).status]).toEqual([path, 403])
    }
    expect((await visitor('POST', '/v1/projects', { id: 'by-cookie' }, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(201)
    expect((await ask('GET', '/v1/audit?limit=500')).json.entries.length).toBe(before + 1)
  })
})

describe('guessing', () => {
  it('is limited for all tokens alike, and right ones do not count', async () => {
    const own = await start({ rates: { wrongTokens: { points: 3, seconds: 900 } } })
    const { token } = await giveToken(own, { name: 'Anna', role: 'read' })
    for (let right = 0; right < 5; right++) expect((await asking(own, token)('GET', '/v1/report')).status).toBe(200)
    for (let wrong = 0; wrong < 3; wrong++) expect((await asking(own, newToken())('GET', '/v1/report')).status).toBe(401)
    expect((await asking(own, token)('GET', '/v1/report')).status).toBe(429)
    expect((await asking(own, TOKEN)('GET', '/projects')).status).toBe(429)
    await own.stop()
  })
})

it('what concerns everything names no project', () => {
  expect(everything({} as never)).toBeNull()
})

describe('the pages', () => {
  const admin = (method: string, path: string, values?: Readonly<Record<string, string>>) => ask(method, path, values && form(values))

  it('set up a project, change it, make and revoke a key, all by forms', async () => {
    const created = await admin('POST', '/projects/create?lang=en', {
      id: ' forms ',
      name: '',
      origins: 'https://a.example\r\nhttps://b.example',
    })
    expect([created.status, created.headers.get('location')]).toEqual([303, '/projects?done=created&lang=en#top'])
    expect((await admin('GET', '/projects?done=created&lang=en')).text).toContain('The project was set up.')
    const changed = await admin('POST', '/projects/change?project=forms&lang=fr', {
      name: 'Formulaires',
      origins: '',
      contactDays: 'toujours',
      retentionDays: '400',
    })
    expect(changed.status).toBe(303)
    const known = async () =>
      ((await ask('GET', '/v1/projects')).json.projects as { id: string; keys: { key: string; revokedAt: string | null }[] }[]).find(
        ({ id }) => id === 'forms',
      )
    expect(await known()).toMatchObject({
      name: 'Formulaires',
      origins: null,
      contactDays: 'forever',
      retentionDays: 400,
      keyRequired: false,
    })
    expect((await admin('POST', '/projects/keys/add?project=forms', {})).status).toBe(303)
    const key = (await known())?.keys[0]?.key ?? ''
    const { text } = await admin('GET', '/projects?lang=en')
    expect(text).toContain(`data-endpoint=&quot;http://feedback.example/v1/responses?key=${key}&quot;`)
    expect(text).toContain('Revoke for good')
    expect((await admin('POST', '/projects/keys/revoke?project=forms', { key })).headers.get('location')).toBe(
      '/projects?done=keyRevoked#top',
    )
    expect((await known())?.keys[0]?.revokedAt).not.toBeNull()
    expect((await admin('POST', '/projects/keys/revoke?project=forms&lang=en', { key })).text).toContain('It is not there any more')
  })

  it('give a form back as it was sent, with what is wrong in it, and change nothing', async () => {
    const before = (await ask('GET', '/v1/audit?limit=500')).json.entries.length
    const wrong = await admin('POST', '/projects/create?lang=en', { id: 'a b', name: '<i>', origins: 'shop.example' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('role="alert"')
    expect(wrong.text).toContain('An id has 1 to 64 letters')
    expect(wrong.text).toContain('An origin looks like')
    expect(wrong.text).toContain('value="&lt;i&gt;"')
    expect(wrong.text).toContain('>shop.example</textarea>')
    expect((await admin('POST', '/projects/create?lang=en', { id: 'shop' })).text).toContain('There is a project with this id.')
    const change = await admin('POST', '/projects/change?project=shop&lang=en', { name: ' ', contactDays: 'soon', retentionDays: '1.5' })
    expect([change.status, change.text.includes('<details id="change-shop" open')]).toEqual([422, true])
    const token = await admin('POST', '/projects/tokens/add?lang=en', {
      name: 'root',
      role: 'read',
      projects: 'a/b',
      expiresAt: '2027-02-01',
    })
    expect(token.status).toBe(422)
    expect(token.text.match(/aria-invalid/g)).toHaveLength(3)
    expect((await admin('POST', '/projects/tokens/add?lang=en', { name: 'read', role: 'read' })).text).toContain(
      'There is a token with this name.',
    )
    expect((await ask('GET', '/v1/audit?limit=500')).json.entries.length).toBe(before)
  })

  it('show a token once, and never in an address', async () => {
    const made = await admin('POST', '/projects/tokens/add?lang=en', {
      name: 'By form',
      role: 'edit',
      projects: 'shop, mine',
      expiresAt: '2027-03-02',
    })
    expect(made.status).toBe(200)
    expect(made.headers.get('cache-control')).toBe('no-store')
    const token = /<code>([\w-]{32})<\/code>/.exec(made.text)?.[1] ?? ''
    expect((await asking(running, token)('GET', '/v1/contacts?project=shop')).status).toBe(200)
    const page = await admin('GET', '/projects/tokens?lang=en')
    expect(page.text).toContain('By form')
    expect(page.text).toContain('until 2 March 2027')
    expect(page.text).not.toContain(token)
    const { id } = (await ask('GET', '/v1/tokens')).json.tokens.find(({ name }: { name: string }) => name === 'By form')
    expect((await admin('POST', '/projects/tokens/revoke', { id })).status).toBe(303)
    expect((await asking(running, token)('GET', '/v1/contacts?project=shop')).status).toBe(401)
  })

  it('ask strangers to sign in, and bring them back', async () => {
    const door = await asking(running, null)('GET', '/projects?lang=fr')
    expect(door.status).toBe(401)
    const action = /action="([^"]+)"/.exec(door.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const { headers } = await asking(running, null)('POST', action, form({ token: TOKEN }))
    expect(headers.get('location')).toBe('/projects?lang=fr')
    const elsewhere = await asking(running, null)('POST', '/results/sign-in?to=https://evil.example', form({ token: TOKEN }))
    expect(elsewhere.headers.get('location')).toBe('/results')
  })

  it('show names as text, and projects that nobody set up', async () => {
    const hostile = '"><script>alert(1)</script>'
    await ask('PATCH', '/v1/projects/shop', { name: hostile })
    await giveToken(running, { name: hostile, role: 'read' })
    await running.post([responseEvent('not-set-up', 1, { project: 'found' })], 'found')
    for (const path of ['/projects?lang=en', '/projects/tokens', '/projects/trail']) {
      const { text, headers } = await admin('GET', path)
      expect(text).not.toContain('<script>alert')
      expect(text).toContain('&lt;script&gt;alert')
      expect(text).not.toMatch(/<script(?![^>]*src=)|<style|style="|\son\w+="/)
      expect(headers.get('content-security-policy')).toContain("trusted-types 'none'")
    }
    expect((await admin('GET', '/projects?lang=en')).text).toContain('Set up found')
    expect(pk).toMatch(/^pk_/)
  })
})
