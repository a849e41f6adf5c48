import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { headless } from '../../scripts/find-browser.mjs'
import type { Config } from '../../src/survey/config'
import { messageSchema, messageSchemaText } from '../src/loop/message-schema'
import { instrument, NOW, type Running, responseEvent, start, TOKEN } from './fixtures'
import { hostile } from './hostile'
import { startReceiver } from './receiver'
import { type StoreKind, sqlite, stores } from './stores'
import { asking, giveToken } from './team'

const config: Config = {
  version: 1,
  touchpoints: [
    {
      id: 'confirmation',
      stage: 'purchase',
      category: 'sales',
      name: { en: 'Order confirmation', fr: 'Confirmation de commande' },
      owner: 'checkout',
    },
    { id: 'chat', stage: 'retention', category: 'service', name: 'Chat', owner: 'care' },
  ],
  surveys: [],
}
const asked = instrument({
  texts: {
    csat: 'How did it go?',
    why: 'What went wrong?',
    cause: 'What was it?',
    'cause.price': 'The price',
    you: 'Where may we write to?',
    ok: 'May we write?',
    'ok.label': 'Yes, please',
  },
  types: { csat: 'csat', why: 'text', cause: 'choice', you: 'contact', ok: 'consent' },
})
const low = (id: string, change: Parameters<typeof responseEvent>[2] = {}) =>
  responseEvent(id, 1, {
    status: 'completed',
    instrument: asked,
    answers: { csat: 1, cause: ['price'], why: 'It broke', 'you.email': 'ada@example.com', ok: true },
    ...change,
  })

const folder = mkdtempSync(join(tmpdir(), 'peakend-loop-'))
const file = join(folder, 'peakend.json')
writeFileSync(file, JSON.stringify(config))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let running: Running
let receiver: Awaited<ReturnType<typeof startReceiver>>
const whileRunning = (on: StoreKind = sqlite) => {
  beforeEach(async () => {
    receiver = await startReceiver()
    running = await start({ config: file, loop: { allowLocal: true } }, on)
  })
  afterEach(async () => {
    await running.stop()
    await receiver.stop()
  })
}
const text = async (path: string) => (await running.team(path)).text()
const json = async (path: string, method = 'GET', body?: unknown) => {
  const reply = await running.team(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return { status: reply.status, body: reply.status === 204 ? null : ((await reply.json()) as Record<string, unknown>) }
}
const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  running.team(path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
const addChannel = async (more: Record<string, unknown> = {}) =>
  (await json('/v1/channels', 'POST', { kind: 'webhook', name: 'Help desk', url: `${receiver.url}/hook`, ...more })).body as {
    id: string
    secret: string
  }

describe.each(stores)('on $name', (on) => {
  describe('for programs', () => {
    whileRunning(on)

    it('a low answer reaches a channel, signed, by itself', async () => {
      const { secret } = await addChannel()
      await running.post([low('a'), responseEvent('good', 1, { score: 5 }), low('test', { test: true })])
      await expect.poll(() => receiver.received.length).toBe(1)
      const [one] = receiver.received
      // The collector's clock stands still, and the library's does not: it is signed, and old.
      expect(() => new Webhook(secret).verify(one?.body ?? '', one?.headers as Record<string, string>)).toThrow(/timestamp too/)
      expect(one?.headers['webhook-signature']).toBe(
        new Webhook(secret).sign(String(one?.headers['webhook-id']), new Date(NOW), one?.body ?? ''),
      )
      expect(JSON.parse(one?.body ?? '').data.links.inbox).toBe(`${running.url}/inbox/a`)
      const { body } = await json('/v1/alerts')
      expect(body).toMatchObject({
        alerts: [{ id: 'a', owner: 'checkout', reasons: ['low', 'callback'], case: { state: 'new' } }],
        next: null,
      })
    })

    it('what was done is read and changed, with its history; a wrong request changes nothing', async () => {
      await running.post([low('a')])
      const path = '/v1/responses/a/status'
      expect((await json(path, 'PATCH', { state: 'contacted', assignee: 'Ada' })).body).toMatchObject({
        state: 'contacted',
        contactedAt: new Date(NOW).toISOString(),
      })
      for (const wrong of [{ state: 'done' }, { other: 1 }, { note: 'x'.repeat(4001) }, [], 'no', null]) {
        const { status, body } = await json(path, 'PATCH', wrong)
        expect([status, (body as { type: string }).type]).toEqual([400, 'urn:peakend:problem:malformed-request'])
      }
      expect((await json(path, 'PATCH', { state: 'done' })).body).toMatchObject({
        errors: [{ path: 'state', expected: '"new" | "contacted" | "resolved"', got: '"done"' }],
      })
      expect((await running.team(path, { method: 'PATCH', body: '{' })).status).toBe(400)
      expect((await json('/v1/responses/unknown/status')).status).toBe(404)
      expect((await json('/v1/responses/unknown/status', 'PATCH', { note: 'x' })).status).toBe(404)
      const { body } = await json(path)
      expect(body).toMatchObject({ state: 'contacted', assignee: 'Ada', note: '' })
      expect(body?.history).toHaveLength(2)
      // What was noted is held about the person, too.
      expect((await json('/v1/respondents/device-a')).body).toMatchObject({
        cases: [{ response: 'a', assignee: 'Ada', history: [{}, {}] }],
      })
    })

    it('channels are added, changed, tested, replayed and deleted; secrets are said once', async () => {
      const { id, secret } = await addChannel({ includeComment: true })
      expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
      const slack = await addChannel({ kind: 'slack', name: 'Shop', url: `${receiver.url}/services/T0/B0/very-secret` })
      const keeper = await addChannel({ kind: 'brevo', name: 'CRM', url: receiver.url, key: 'very-secret' })
      const list = await text('/v1/channels')
      expect(list).not.toMatch(/whsec_|very-secret/)
      expect(JSON.stringify([slack, keeper])).not.toContain('very-secret')
      expect((await json(`/v1/channels/${id}/test`, 'POST')).body).toMatchObject({ kind: 'test', state: 'sent', status: 200 })
      expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'alert.test', data: { test: true } })
      expect((await json(`/v1/channels/${keeper.id}/test`, 'POST')).status).toBe(400)
      const renewed = (await json(`/v1/channels/${id}/secret`, 'POST')).body as { secret: string }
      expect(renewed.secret).not.toBe(secret)
      await json(`/v1/channels/${id}/test`, 'POST')
      expect(String(receiver.received[1]?.headers['webhook-signature']).split(' ')).toHaveLength(2)
      expect((await json(`/v1/channels/${id}`, 'PATCH', { paused: true, name: 'Resting' })).body).toMatchObject({
        state: 'paused',
        name: 'Resting',
        settings: { includeComment: true },
      })
      const { body } = await json(`/v1/channels/${id}/deliveries`)
      const [first] = (body as { deliveries: { id: string }[] }).deliveries
      expect((await json(`/v1/channels/${id}/deliveries/${first?.id}/replay`, 'POST')).body).toEqual({ replayed: true })
      expect((await json(`/v1/channels/${id}/deliveries/none/replay`, 'POST')).status).toBe(404)
      expect((await json(`/v1/channels/${id}`, 'DELETE')).status).toBe(204)
      expect((await json(`/v1/channels/${id}`, 'DELETE')).status).toBe(404)
      expect(running.logged.join('\n')).not.toMatch(/whsec_|very-secret/)
    })
  })
})

describe('channels that cannot be', () => {
  whileRunning()
  it('are refused, with what was expected, and nothing is kept', async () => {
    const refused: [Record<string, unknown>, string][] = [
      [{ url: 'http://example.com/' }, 'url'],
      [{ url: 'https://10.0.0.1/' }, 'url'],
      [{ url: 'https://169.254.169.254/latest' }, 'url'],
      [{ url: 'https://user:secret@example.com/' }, 'url'],
      [{ url: 'ftp://example.com' }, 'url'],
      [{ url: 'nonsense' }, 'url'],
      [{ kind: 'pigeon' }, 'kind'],
      [{ name: '' }, 'name'],
      [{ kind: 'email', to: [] }, 'to'],
      [{ kind: 'email', to: ['nobody'] }, 'to[0]'],
      [{ kind: 'klaviyo' }, 'key'],
      [{ secret: 'mine' }, ''],
    ]
    for (const [change, path] of refused) {
      const { status, body } = await json('/v1/channels', 'POST', { kind: 'webhook', name: 'x', url: 'https://example.com/', ...change })
      expect([change, status, (body as { errors: { path: string }[] }).errors[0]?.path]).toEqual([change, 400, path])
      expect(JSON.stringify(body)).not.toContain('user:secret')
    }
    expect((await json('/v1/channels')).body).toEqual({ channels: [] })
  })

  it('localhost is for those who say so', async () => {
    const strict = await start({ config: file })
    const reply = await strict.team('/v1/channels', {
      method: 'POST',
      body: JSON.stringify({ kind: 'webhook', name: 'x', url: receiver.url }),
    })
    expect(reply.status).toBe(400)
    await strict.stop()
  })
})

describe('the pages', () => {
  whileRunning()

  it('are for the team alone, and forms of other sites change nothing', async () => {
    await running.post([low('a')])
    const { id } = await addChannel()
    for (const path of ['/inbox', '/inbox/a', '/channels']) {
      const reply = await fetch(`${running.url}${path}`)
      expect([path, reply.status]).toEqual([path, 401])
      expect(await reply.text()).not.toContain('It broke')
    }
    for (const path of ['/v1/alerts', '/v1/channels', '/v1/responses/a/status', `/v1/channels/${id}/deliveries`])
      expect((await fetch(`${running.url}${path}`)).status).toBe(401)
    const signedIn = await fetch(`${running.url}/results?token=${TOKEN}`, { redirect: 'manual' })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const foreign = { cookie, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' }
    for (const path of ['/inbox/a', '/channels', `/channels/${id}/delete`, `/channels/${id}/secret`]) {
      const reply = await fetch(`${running.url}${path}`, { method: 'POST', body: 'state=resolved', headers: foreign, redirect: 'manual' })
      expect([path, reply.status]).toEqual([path, 403])
    }
    expect((await json('/v1/responses/a/status')).body).toMatchObject({ state: 'new' })
    expect((await json('/v1/channels')).body).toMatchObject({ channels: [{ id }] })
  })

  it('say that nobody waits, then who does, and how many were reached', async () => {
    expect(await text('/inbox')).toContain('Nobody is waiting')
    expect(await text('/inbox?lang=fr')).toContain('Personne n’attend')
    await running.post([low('a'), low('b', { touchpoint: { id: 'chat' } })])
    const inbox = await text('/inbox')
    expect(inbox).toContain('Low score · Asks to be contacted: Order confirmation')
    expect(inbox).toContain('2 unhappy customers in 30 days; 0 contacted (0%).')
    expect(inbox).not.toContain('ada@example.com')
    const saved = await form('/inbox/a', { state: 'contacted', assignee: 'Ada', note: 'One\r\nTwo', gesture: 'Voucher' })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/inbox/a?saved=1'])
    expect((await json('/v1/responses/a/status')).body).toMatchObject({ note: 'One\nTwo', gestureBy: 'root' })
    expect(await text('/inbox')).toContain('1 contacted (50%), in the median after a minute.')
    const titles = async (query: string) => (await text(`/inbox${query}`)).match(/<li class="alert[^"]*"/g)?.length ?? 0
    expect([
      await titles('?state=new'),
      await titles('?owner=care'),
      await titles('?touchpoint=chat'),
      await titles('?state=resolved'),
    ]).toEqual([1, 1, 1, 0])
    expect(await text('/inbox?state=resolved')).toContain('No alert matches')
  })

  it('show an answer in words, the moment, and how to reach who agreed to it', async () => {
    await running.post([low('a'), low('b', { answers: { csat: 1, 'you.email': 'grace@example.com', ok: false } })])
    const page = await text('/inbox/a')
    for (const said of ['1 / 5 · Very badly', 'The price', 'It broke', 'order_completed', 'ada@example.com', 'Yes, please'])
      expect(page).toContain(said)
    const unasked = await text('/inbox/b')
    expect(unasked).toContain('left without agreeing')
    expect(unasked).not.toContain('grace@example.com')
    expect((await running.team('/inbox/none')).status).toBe(404)
    expect(await text('/inbox/none')).toContain('There is nothing here')
  })

  it('show who may only read no way to reach anybody, no form and no channels; what is done to channels is in the trail', async () => {
    await running.post([low('a')])
    const reader = asking(running, (await giveToken(running, { name: 'Reader', role: 'read' })).token)
    const page = (await reader('GET', '/inbox/a')).text
    expect(page).toContain('It broke')
    expect(page).not.toMatch(/ada@example\.com|<textarea|href="\/channels"/)
    expect((await reader('GET', '/channels')).status).toBe(403)
    const { id } = await addChannel({ includeComment: true })
    await json(`/v1/channels/${id}`, 'PATCH', { paused: true })
    await json(`/v1/channels/${id}/secret`, 'POST')
    await json(`/v1/channels/${id}`, 'DELETE')
    const trail = await text('/v1/audit')
    const { entries } = JSON.parse(trail) as { entries: { action: string; who: string; target: string }[] }
    const ours = entries.filter(({ target }) => target === id)
    expect(ours.map(({ action }) => action)).toEqual(['channel.deleted', 'channel.secret', 'channel.changed', 'channel.added'])
    expect(trail).not.toMatch(/whsec_|127\.0\.0\.1/)
  })

  it('add a channel and show its secret once; say why one is refused', async () => {
    const added = await form('/channels', { kind: 'webhook', name: 'Help desk', url: `${receiver.url}/hook` })
    expect([added.status, added.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await added.text()).toMatch(/whsec_[\w+/]{43}=/)
    expect(await text('/channels')).not.toContain('whsec_')
    const refused = await form('/channels', { kind: 'slack', name: 'Shop', url: 'http://example.com', includeComment: 'on' })
    expect(refused.status).toBe(400)
    const page = await refused.text()
    expect(page).toContain('The address has to begin with https://')
    expect(page).toMatch(/value="Shop"/)
    expect(await (await form('/channels?lang=fr', { kind: 'brevo', name: 'CRM' })).text()).toContain('Une clé d’API est nécessaire')
    const mail = await form('/channels', { kind: 'email', name: 'Care', to: 'a@example.com, b@example.com', toOwner: 'on' })
    expect(mail.status).toBe(303)
    expect(await text('/channels')).toContain('a@example.com, b@example.com')
    const { body } = await json('/v1/channels')
    const id = (body as { channels: { id: string; kind: string }[] }).channels.find(({ kind }) => kind === 'webhook')?.id
    const tested = await form(`/channels/${id}/test`, {})
    expect(tested.headers.get('location')).toContain('done=test')
    expect(receiver.received).toHaveLength(1)
    expect((await form(`/channels/${id}/pause`, {})).status).toBe(303)
    expect(await text('/channels?done=paused')).toContain('Paused. What comes meanwhile waits.')
    expect((await form(`/channels/${id}/resume`, {})).status).toBe(303)
    expect((await form(`/channels/${id}/delete`, {})).status).toBe(303)
    expect((await json('/v1/channels')).body).toMatchObject({ channels: [{ kind: 'email' }] })
  })
})

describe('the documentation', () => {
  const docs = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

  it('has the schema of what is sent, and an example that is right (npm run schema)', async () => {
    expect(await docs('alert.schema.json')).toBe(messageSchemaText())
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(await docs('closing-the-loop.md')) ?? []
    expect(messageSchema.parse(JSON.parse(example))).toEqual(JSON.parse(example))
  })

  it('verifies our signatures, and nobody else’s', async () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(await docs('closing-the-loop.md')) ?? []
    writeFileSync(join(folder, 'verify.mjs'), code)
    const { verify } = (await import(/* @vite-ignore */ `file://${join(folder, 'verify.mjs')}`)) as {
      verify: (secret: string, headers: Record<string, string>, body: string, now: number) => unknown
    }
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    // The vector of the specification's own libraries, among signatures that are not ours.
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v2,abc v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }
    const [body, now] = ['{"test": 2432232314}', 1614265330_000]
    expect(verify(secret, headers, body, now)).toEqual({ test: 2432232314 })
    expect(() => verify(secret, headers, body.replace('4', '5'), now)).toThrow('not signed')
    expect(() => verify(secret, headers, body, now + 301_000)).toThrow('too old')
    expect(() => verify('whsec_AAAA', headers, body, now)).toThrow('not signed')
  })
})

describe('in a browser', () => {
  whileRunning()
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ ...headless(), args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  it('axe finds nothing and nothing scrolls sideways, without JavaScript too, whatever was written', async () => {
    const axe = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
    await addChannel({ name: hostile[3]?.slice(0, 80) })
    const digest = { weekday: 1, hour: 8, timeZone: 'Europe/Paris' }
    await addChannel({ kind: 'email', name: hostile[4]?.slice(0, 80), to: ['mara@example.com'], includeComment: true, digest })
    await running.post(
      hostile.slice(0, 12).map((why, index) =>
        low(`h${index}`, {
          answers: { csat: 1, why, 'you.email': why, ok: true },
          touchpoint: { id: index === 3 ? why.slice(0, 200) || 'x' : 'chat' },
        }),
      ),
    )
    await json('/v1/responses/h1/status', 'PATCH', {
      note: hostile[1],
      gesture: hostile[2]?.slice(0, 400),
      assignee: hostile[0]?.slice(0, 200),
    })
    for (const [colorScheme, width, lang] of [
      ['light', 1100, 'en'],
      ['dark', 320, 'fr'],
    ] as const) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 800 },
        extraHTTPHeaders: { authorization: `Bearer ${TOKEN}` },
      })
      const page = await context.newPage()
      const foreign: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(running.url) && !request.url().startsWith('data:,')) foreign.push(request.url())
      })
      const cdp = await context.newCDPSession(page)
      for (const path of ['/inbox', '/inbox/h1', '/channels']) {
        await page.goto(`${running.url}${path}?lang=${lang}`)
        await cdp.send('Runtime.evaluate', { expression: `${axe};0` })
        const { result } = await cdp.send('Runtime.evaluate', {
          expression: `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify([violations.map(({ id }) => id), document.documentElement.scrollWidth, document.querySelectorAll('main script, main img, main iframe').length]))`,
          awaitPromise: true,
          returnByValue: true,
        })
        expect([path, lang, result.value]).toEqual([path, lang, JSON.stringify([[], width, 0])])
      }
      expect(foreign).toEqual([])
      const bare = await browser.newContext({ javaScriptEnabled: false, extraHTTPHeaders: { authorization: `Bearer ${TOKEN}` } })
      const form = await bare.newPage()
      // The whole way by keyboard and form.
      await form.goto(`${running.url}/inbox/h5`)
      await form.getByRole('radio', { name: 'Resolved' }).press('Space')
      await form.getByLabel('Assigned to').fill('Grace')
      await form.getByLabel('Assigned to').press('Enter')
      await form.waitForURL(/saved=1/)
      expect(await form.getByRole('status').innerText()).toBe('Saved.')
      await bare.close()
      await context.close()
    }
    expect((await json('/v1/responses/h5/status')).body).toMatchObject({ state: 'resolved', assignee: 'Grace' })
  })

  it('the inbox shows an alert as it comes and what a colleague did, and says how many are new', async () => {
    await running.post([low('first')])
    const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${TOKEN}` } })
    const page = await context.newPage()
    const connected = page.waitForResponse(/\/results\/events/)
    await page.goto(`${running.url}/inbox?lang=en`)
    await connected
    const alerts = page.locator('.alerts > li')
    expect(await alerts.count()).toBe(1)
    await running.post([low('second')])
    await expect.poll(() => alerts.count()).toBe(2)
    await expect.poll(() => page.getByRole('status').innerText()).toBe('One new alert.')
    await json('/v1/responses/first/status', 'PATCH', { state: 'resolved' })
    await expect.poll(() => alerts.count()).toBe(1)
    await context.close()
  })
})
