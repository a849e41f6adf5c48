import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/survey/config'
import type { Problem } from '../../src/survey/wire'
import { changesBetween, sameVersion } from '../src/surveys/changes'
import { languagesOf, withEnabled, withValue } from '../src/surveys/document'
import { NOW, type Running, responseEvent, startAt } from './fixtures'
import { type Place, stores } from './stores'

const config: Config = {
  version: 1,
  touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales', owner: 'checkout-team' }],
  surveys: [
    {
      id: 'checkout-csat',
      version: 1,
      touchpoint: 'confirmation',
      trigger: { on: 'event', name: 'order_completed' },
      quota: 10,
      questions: [{ id: 'csat', type: 'csat', text: { en: 'How did it go?', fr: 'Comment ça s’est passé ?' } }],
    },
    {
      id: 'tab',
      touchpoint: 'confirmation',
      trigger: { on: 'manual' },
      questions: [{ id: 'nps', type: 'nps', text: 'Would you recommend us?' }],
    },
  ],
}

interface Told {
  readonly revision: string
  readonly state: string
  readonly published: number | null
  readonly draft: number | null
  readonly config: Config
  readonly problems: readonly { readonly path: string }[]
}

describe.each(stores)('surveys on $name', (on) => {
  let folder: string
  let file: string
  let place: Place
  let running: Running
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peakend-surveys-'))
    file = join(folder, 'peakend.json')
    writeFileSync(file, JSON.stringify(config))
    place = await on.take()
    running = await startAt(place, { config: file })
  })
  afterEach(async () => {
    await running.stop()
    await place.leave()
    rmSync(folder, { recursive: true, force: true })
  })

  const send = (method: string, path: string, body?: unknown) =>
    running.team(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const opened = async (): Promise<Told> => (await (await send('GET', '/v1/config/draft')).json()) as Told
  const save = (revision: string, change: Config, note?: string) => send('PUT', '/v1/config/draft', { revision, config: change, note })
  const visitors = async (project = 'default'): Promise<Config> =>
    (await (await fetch(`${running.url}/v1/config?project=${project}`)).json()) as Config
  const renamed = (text: string): Config => ({
    ...config,
    surveys: config.surveys.map((survey) => (survey.id === 'tab' ? { ...survey, questions: [{ id: 'nps', type: 'nps', text }] } : survey)),
  })
  const asked = ({ surveys }: Config) => surveys.find(({ id }) => id === 'tab')?.questions[0]?.text

  it('begins a draft from the file, publishes it without a deploy, and goes back, to an earlier version or to the file', async () => {
    const before = await opened()
    expect(before).toMatchObject({ state: 'file', published: null, draft: null })
    const saved = (await (await save(before.revision, renamed('Once more?'))).json()) as Told
    expect(saved).toMatchObject({ state: 'draft', revision: 'v1', published: null, draft: 1, problems: [] })
    expect(asked(await visitors())).toBe('Would you recommend us?')

    const published = await send('POST', '/v1/config/publish', { revision: saved.revision, note: 'Shorter' })
    expect(await published.json()).toMatchObject({ state: 'published', published: 1, draft: null })
    expect(asked(await visitors())).toBe('Once more?')
    // Another project has the file still.
    expect(asked(await visitors('other'))).toBe('Would you recommend us?')

    const next = (await (await save('v1', renamed('And now?'))).json()) as Told
    await send('POST', '/v1/config/publish', { revision: next.revision })
    expect(asked(await visitors())).toBe('And now?')
    expect((await send('POST', '/v1/config/rollback', { to: 1, from: 2 })).status).toBe(200)
    expect(asked(await visitors())).toBe('Once more?')
    expect((await send('POST', '/v1/config/rollback', { to: null, from: 1 })).status).toBe(200)
    expect(asked(await visitors())).toBe('Would you recommend us?')
    const { history, versions } = (await (await send('GET', '/v1/config/versions')).json()) as { history: unknown[]; versions: unknown[] }
    expect(history).toMatchObject([
      { action: 'rolled-back', version: null, from: 1, who: 'root' },
      { action: 'rolled-back', version: 1, from: 2 },
      { action: 'published', version: 2 },
      { action: 'saved' },
      { action: 'published', version: 1, note: 'Shorter', at: new Date(NOW).toISOString() },
      { action: 'saved', version: 1 },
    ])
    expect(versions).toHaveLength(2)
    expect(asked(((await (await send('GET', '/v1/config/versions/2')).json()) as { config: Config }).config)).toBe('And now?')
  })

  it('is the same on every collector of one database, within seconds, with another ETag', async () => {
    const other = await startAt(place)
    expect((await fetch(`${other.url}/v1/config`)).status).toBe(404)
    const { revision } = (await (await save((await opened()).revision, renamed('Everywhere?'))).json()) as Told
    await send('POST', '/v1/config/publish', { revision })
    await expect.poll(async () => (await fetch(`${other.url}/v1/config`)).status, { timeout: 10_000 }).toBe(200)
    const reply = await fetch(`${other.url}/v1/config`)
    expect(asked((await reply.json()) as Config)).toBe('Everywhere?')
    const { status } = await fetch(`${running.url}/v1/config`, { headers: { 'if-none-match': reply.headers.get('etag') ?? '' } })
    expect(status).toBe(304)
    await other.stop()
  })

  it('refuses to save over what somebody else saved, and shows both', async () => {
    const { revision } = await opened()
    await save(revision, renamed('Theirs?'))
    const refused = await save(revision, renamed('Mine?'))
    const { type, theirs, yours } = (await refused.json()) as Problem & { theirs: Told; yours: Config }
    expect([refused.status, type]).toEqual([409, 'urn:peakend:problem:conflict'])
    expect([asked(theirs.config), asked(yours), theirs.revision]).toEqual(['Theirs?', 'Mine?', 'v1'])
    expect(asked((await opened()).config)).toBe('Theirs?')
    expect((await save('v1', renamed('Both?'))).status).toBe(200)
    expect((await send('POST', '/v1/config/publish', { revision: 'v1' })).status).toBe(409)
    expect((await send('POST', '/v1/config/rollback', { to: 1, from: 7 })).status).toBe(409)
  })

  it('a file that changed in the meantime is a conflict too', async () => {
    const { revision } = await opened()
    writeFileSync(file, JSON.stringify(renamed('By hand?')))
    expect((await save(revision, renamed('Mine?'))).status).toBe(409)
    expect(await opened()).toMatchObject({ state: 'file', draft: null })
  })

  it('saves a draft with mistakes and does not publish it: each is named with its place', async () => {
    const wrong = { ...config, surveys: [{ ...config.surveys[0], sample: 3, trigger: { on: 'event' } }] } as unknown as Config
    const saved = (await (await save((await opened()).revision, wrong)).json()) as Told
    expect(saved.problems.map(({ path }) => path).sort()).toEqual(['surveys[0].sample', 'surveys[0].trigger.name'])
    const refused = await send('POST', '/v1/config/publish', { revision: saved.revision })
    const { errors } = (await refused.json()) as Problem
    expect(refused.status).toBe(422)
    expect(errors).toContainEqual({
      path: 'surveys[0].sample',
      expected: 'a share from 0 (nobody) to 1 (everybody)',
      got: '3',
      hint: 'Half of them is 0.5.',
    })
    expect(await visitors()).toMatchObject({ surveys: [{ id: 'checkout-csat' }, { id: 'tab' }] })
    expect((await send('POST', '/v1/config/rollback', { to: 1, from: null })).status).toBe(422)
    expect((await send('DELETE', `/v1/config/draft?revision=${saved.revision}`)).status).toBe(200)
    expect(await opened()).toMatchObject({ state: 'file', draft: null })
  })

  it('pauses and resumes at once, in a draft too, and leaves the rest of the draft alone', async () => {
    await save((await opened()).revision, renamed('Not yet.'))
    expect((await send('POST', '/v1/surveys/tab/pause')).status).toBe(200)
    const paused = await visitors()
    expect(paused.surveys.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['checkout-csat', undefined],
      ['tab', false],
    ])
    expect(asked(paused)).toBe('Would you recommend us?')
    const { config: draft, state } = await opened()
    expect([state, asked(draft), draft.surveys[1]?.enabled]).toEqual(['draft', 'Not yet.', false])
    await send('POST', '/v1/surveys/tab/resume')
    expect((await visitors()).surveys[1]).not.toHaveProperty('enabled')
    expect((await opened()).config).toEqual(renamed('Not yet.'))
    expect((await send('POST', '/v1/surveys/nobody/pause')).status).toBe(404)
  })

  it('lets both win who pause two surveys at the same moment', async () => {
    const replies = await Promise.all(['tab', 'checkout-csat'].map((id) => send('POST', `/v1/surveys/${id}/pause`)))
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect((await visitors()).surveys.map(({ enabled }) => enabled)).toEqual([false, false])
  })

  it('tells how surveys are doing', async () => {
    await running.post([responseEvent('a', 1, { score: 4 }), responseEvent('b', 1, {}), responseEvent('c', 1, { surveyVersion: 7 })])
    await save((await opened()).revision, renamed('Changed?'))
    const state = (await (await send('GET', '/v1/surveys')).json()) as { source: string; surveys: readonly unknown[] }
    expect(state).toMatchObject({
      source: 'file',
      surveys: [
        {
          id: 'checkout-csat',
          live: 'on',
          touchpoint: { id: 'confirmation', stage: 'purchase' },
          owner: 'checkout-team',
          shown: { today: 3, week: 3, all: 3 },
          answered: { today: 1, week: 1, all: 1 },
          quota: { of: 10, left: 9 },
          neverSeen: false,
          flagged: 3,
          draft: null,
        },
        { id: 'tab', live: 'on', participation: null, quota: null, neverSeen: false, draft: 'changed' },
      ],
    })
  })

  it('a wrong request changes nothing', async () => {
    const { revision } = await opened()
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as unknown
    const wrong: readonly (readonly [string, string, unknown, number])[] = [
      ['PUT', '/v1/config/draft', { revision, config: [] }, 422],
      ['PUT', '/v1/config/draft', { config }, 422],
      ['PUT', '/v1/config/draft', { revision, config: deep }, 422],
      ['PUT', '/v1/config/draft', { revision, config, note: 7 }, 422],
      ['PUT', '/v1/config/draft', 'text', 422],
      ['PUT', '/v1/config/draft?project=no%20name', { revision, config }, 400],
      ['POST', '/v1/config/publish', { revision }, 409],
      ['POST', '/v1/config/publish', {}, 422],
      ['POST', '/v1/config/rollback', { to: 'one', from: null }, 422],
      ['POST', '/v1/config/rollback', { to: 4, from: null }, 404],
      ['DELETE', `/v1/config/draft?revision=${revision}`, undefined, 409],
      ['GET', '/v1/config/versions/1', undefined, 404],
      ['DELETE', '/v1/surveys', undefined, 405],
    ]
    for (const [method, path, body, status] of wrong)
      expect([method, path, (await send(method, path, body)).status]).toEqual([method, path, status])
    const broken = await running.team('/v1/config/draft', { method: 'PUT', body: '{"revision": }' })
    expect([broken.status, ((await broken.json()) as Problem).errors?.[0]?.path]).toEqual([400, 'line 1, column 14'])
    expect(await (await send('GET', '/v1/config/versions')).json()).toEqual({ published: null, draft: null, versions: [], history: [] })
  })

  it('is for the team alone, and from its own pages', async () => {
    for (const [method, path] of [
      ['GET', '/v1/surveys'],
      ['GET', '/v1/config/draft'],
      ['PUT', '/v1/config/draft'],
      ['POST', '/v1/config/publish'],
      ['POST', '/v1/config/rollback'],
      ['GET', '/v1/config/versions'],
      ['POST', '/v1/surveys/tab/pause'],
    ] as const)
      expect((await fetch(`${running.url}${path}`, { method })).status).toBe(401)
    const signedIn = await running.team('/results?token=a-token-for-tests', { redirect: 'manual' })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const foreign = await fetch(`${running.url}/v1/surveys/tab/pause`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.status).toBe(403)
    expect((await visitors()).surveys[1]).not.toHaveProperty('enabled')
  })
})

describe('what differs between two configurations', () => {
  const before = JSON.parse(JSON.stringify(config)) as Record<string, unknown>
  it('is told by survey and field, members of lists by their id', () => {
    const after = withValue(before, ['surveys', 0, 'questions', 0, 'text', 'fr'], 'Alors ?') as typeof before
    expect(changesBetween(before, after)).toEqual([
      { survey: 'checkout-csat', path: ['questions', 'csat', 'text', 'fr'], before: 'Comment ça s’est passé ?', after: 'Alors ?' },
    ])
    expect(sameVersion(before, after)).toEqual(['checkout-csat'])
    expect(sameVersion(before, withValue(after, ['surveys', 0, 'version'], 2) as typeof before)).toEqual([])
  })
  it('knows what came, went and moved', () => {
    const [first, second] = config.surveys
    const after = { ...before, surveys: [{ ...second, id: 'new' }, { ...second }, { ...first }] }
    expect(changesBetween(before, after).map(({ survey, path, moved }) => [survey, path, moved])).toEqual([
      ['new', [], undefined],
      [null, ['surveys'], true],
    ])
    expect(changesBetween(before, { ...before, surveys: [first] })).toMatchObject([{ survey: 'tab', path: [], after: undefined }])
    expect(changesBetween(null, before).filter(({ survey }) => survey !== null)).toHaveLength(2)
  })
  it('is nothing where only the order of keys differs', () =>
    expect(changesBetween(before, Object.fromEntries(Object.entries(before).reverse()))).toEqual([]))
})

describe('documents', () => {
  it('says what is on by saying nothing', () => {
    expect(withEnabled({ id: 's', enabled: false }, true)).toEqual({ id: 's' })
    expect(Object.keys(withEnabled({ id: 's', version: 2, trigger: {} }, false))).toEqual(['id', 'version', 'enabled', 'trigger'])
  })
  it('finds the languages its texts are in', () => expect(languagesOf(config)).toEqual(['en', 'fr']))
  it('takes a value away, and makes what is missing on the way', () => {
    expect(withValue({ a: { b: 1 } }, ['a', 'b'], undefined)).toEqual({ a: {} })
    expect(withValue({}, ['a', 0, 'b'], 1)).toEqual({ a: [{ b: 1 }] })
  })
})
