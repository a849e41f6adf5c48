import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/survey/config'
import { check } from '../src/ingest/item'
import { createSender, type DeliverOptions } from '../src/loop/deliver'
import { isPublic, type Resolve } from '../src/loop/guard'
import { retryAfterMs } from '../src/loop/http'
import { createMail } from '../src/loop/mail'
import { messageSchema } from '../src/loop/message-schema'
import { waitMs } from '../src/loop/retry'
import { judged } from '../src/loop/rules'
import { reportsOf } from '../src/report/reports'
import { type Channel, type ChannelSettings, isKeeper, type Store } from '../src/store'
import { instrument, NOW, responseEvent } from './fixtures'
import { answer, hang, reset, startReceiver } from './receiver'
import { startSmtp } from './smtp'
import { channelOf } from './store-loop-contract'
import { type Place, stores } from './stores'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const HOUR = 3600 * 1000
const by = { who: 'Grace', at: new Date(NOW).toISOString() }
const config: Config = {
  version: 1,
  touchpoints: [
    {
      id: 'confirmation',
      stage: 'purchase',
      category: 'sales',
      name: { en: 'Order confirmation', fr: 'Confirmation' },
      owner: 'shop@example.com',
    },
  ],
  surveys: [],
}

/** The published vector of the specification's own libraries. */
it('signs as the vector of Standard Webhooks says', () => {
  const signature = new Webhook(SECRET).sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1614265330 * 1000), '{"test": 2432232314}')
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

describe('an address that a channel may lead to', () => {
  it('is public, in whatever way it is written', () => {
    for (const address of ['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c']) expect(isPublic(address)).toBe(true)
    const kept = [
      ...[
        '127.0.0.1',
        '10.1.2.3',
        '172.16.0.1',
        '192.168.1.1',
        '169.254.169.254',
        '100.100.100.200',
        '0.0.0.0',
        '224.0.0.1',
        '255.255.255.255',
      ],
      ...[
        '168.63.129.16',
        '192.0.0.192',
        '198.18.0.1',
        '203.0.113.9',
        '::',
        '::1',
        'fe80::1',
        'fd00:ec2::254',
        'ff02::1',
        '::ffff:10.0.0.1',
      ],
      ...['::ffff:169.254.169.254', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'nonsense', ''],
    ]
    for (const address of kept) expect([address, isPublic(address)]).toEqual([address, false])
  })
})

describe('waiting', () => {
  it('grows from a minute to a day, is never shorter than the receiver asks, and ends after three days', () => {
    const middle = () => 0.5
    expect([1, 2, 3, 9].map((attempts) => waitMs(attempts, 0, null, middle))).toEqual([60_000, 240_000, 960_000, 24 * HOUR])
    expect(waitMs(1, 0, 5 * HOUR, middle)).toBe(5 * HOUR)
    expect(waitMs(1, 0, 90 * 24 * HOUR, middle)).toBe(24 * HOUR)
    expect(waitMs(9, 71 * HOUR, null, middle)).toBe(HOUR)
    expect(waitMs(9, 72 * HOUR, null, middle)).toBeNull()
    expect(new Set([0, 0.3, 0.99].map((random) => waitMs(4, 0, null, () => random))).size).toBe(3)
  })

  it('reads Retry-After as seconds and as a date, against the reply’s own clock', () => {
    expect(retryAfterMs('120', undefined, 0)).toBe(120_000)
    expect(retryAfterMs('Mon, 01 Mar 2027 12:10:00 GMT', 'Mon, 01 Mar 2027 12:00:00 GMT', 0)).toBe(600_000)
    expect(retryAfterMs('soon', undefined, 0)).toBeNull()
    expect(retryAfterMs(undefined, undefined, 0)).toBeNull()
  })
})

describe.each(stores)('on $name', (on) => {
  let place: Place
  let store: Store
  let receiver: Awaited<ReturnType<typeof startReceiver>>
  let now: number
  const ending = new AbortController()
  beforeEach(async () => {
    place = await on.take()
    store = await place.open()
    receiver = await startReceiver()
    now = NOW
  })
  afterEach(async () => {
    await receiver.stop()
    await store.close()
    await place.leave()
  })

  const local: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const senderOf = (http: Partial<DeliverOptions['http']> = {}, more: Partial<DeliverOptions> = {}) =>
    createSender(
      {
        store,
        reports: reportsOf(store),
        config: async () => config,
        http: { allowLocal: true, resolve: local, signal: ending.signal, ...http },
        mail: null,
        publicUrl: null,
        now: () => now,
        random: () => 0.5,
        ...more,
      },
      (cause) => {
        throw cause
      },
    )
  const deliver = (...given: Parameters<typeof senderOf>) => senderOf(...given).drain()
  const add = (id: string, kind: Channel['kind'] = 'webhook', settings: Partial<ChannelSettings> = {}, url = receiver.url) => {
    const channel = channelOf(id, kind, { url })
    return store.loop.addChannel(
      { ...channel, settings: { ...channel.settings, ...settings } },
      { secret: isKeeper(kind) ? 'the-key' : SECRET, previous: '', previousUntil: '' },
      by,
    )
  }
  const judge = judged(() => config)
  const answers = async (id: string, change: Parameters<typeof responseEvent>[2] = {}) => {
    const checked = check(
      responseEvent(id, 1, {
        status: 'completed',
        instrument: instrument({ types: { csat: 'csat', why: 'text', you: 'contact', ok: 'consent' } }),
        answers: { csat: 1, why: 'The <b>lamp</b> broke', 'you.email': 'ada@example.com', ok: true },
        ...change,
      }),
      'default',
      NOW,
    )
    if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
    await store.apply('default', [judge(checked.item)])
  }
  const deliveries = async (channel = 'c') => store.loop.deliveries('default', channel, 100)

  it('a webhook gets a signed alert of the documented shape, without comment or contact', async () => {
    await add('c')
    await answers('a')
    await deliver()
    const [one] = receiver.received
    if (!one) throw new Error('expected a request')
    expect(one.headers['webhook-timestamp']).toBe(String(NOW / 1000))
    const expected = new Webhook(SECRET).sign(String(one.headers['webhook-id']), new Date(NOW), one.body)
    expect(one.headers['webhook-signature']).toBe(expected)
    const message = messageSchema.parse(JSON.parse(one.body))
    expect(message.data).toMatchObject({
      id: 'a',
      reasons: ['low', 'callback'],
      touchpoint: { id: 'confirmation', name: 'Order confirmation' },
      owner: 'shop@example.com',
      response: { score: 1, max: 5, band: 'low', question: 'How did placing your order go?' },
      links: { inbox: 'https://feedback.example/inbox/a', results: 'https://feedback.example/results#said-a' },
    })
    expect(one.body).not.toMatch(/lamp|ada@|device-a/)
    expect(await deliveries()).toMatchObject([{ state: 'sent', status: 200 }])
  })

  it('comments and contact details go where they were switched on, and contact details only where the visitor agreed', async () => {
    await add('c', 'webhook', { includeComment: true, includeContact: true })
    await answers('a')
    await answers('b', { answers: { csat: 1, 'you.email': 'grace@example.com', ok: false } })
    await deliver()
    const said = receiver.received.map(({ body }) => messageSchema.parse(JSON.parse(body)).data.response)
    expect(said.find((one) => one?.id === 'a')).toMatchObject({
      comments: [{ question: 'What went wrong?', text: 'The <b>lamp</b> broke' }],
      contact: { 'you.email': 'ada@example.com' },
    })
    expect(JSON.stringify(said)).not.toContain('grace@')
  })

  it('while a secret is replaced, both sign', async () => {
    await add('c')
    const fresh = 'whsec_dGhpcyBpcyBhIG5ldyBzZWNyZXQgb2Ygb3Vycw=='
    await store.loop.changeSecrets(
      'default',
      'c',
      { secret: fresh, previous: SECRET, previousUntil: new Date(NOW + HOUR).toISOString() },
      by,
    )
    await answers('a')
    await deliver()
    now += 2 * HOUR
    await answers('b')
    await deliver()
    const signatures = receiver.received.map(({ headers }) => String(headers['webhook-signature']).split(' '))
    expect(signatures.map((all) => all.length)).toEqual([2, 1])
    const [one] = receiver.received
    expect(signatures[0]).toContain(new Webhook(SECRET).sign(String(one?.headers['webhook-id']), new Date(NOW), one?.body ?? ''))
  })

  it('nothing is lost to a receiver that breaks, fails, is busy or silent: every attempt has the same id', {
    timeout: 20_000,
  }, async () => {
    await add('c')
    receiver.faults.push(reset, answer(500), answer(429, { 'retry-after': '7200' }), hang, answer(302, { location: 'http://127.0.0.1:1/' }))
    await answers('a')
    const why: unknown[] = []
    const waits: number[] = []
    for (let attempt = 0; attempt < 5; attempt++) {
      // Only the fourth is silent; the others have all the time they need.
      await deliver(attempt === 3 ? { timeoutMs: 300 } : {})
      const [one] = await deliveries()
      why.push(one?.reason)
      waits.push(Date.parse(one?.nextAt ?? '') - now)
      now = Date.parse(one?.nextAt ?? '')
    }
    await deliver()
    expect(why).toEqual(['reset', 'http-500', 'http-429', 'timeout', 'redirect'])
    expect(waits[2]).toBe(2 * HOUR)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(receiver.received).toHaveLength(6)
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 6 }])
    expect(JSON.stringify(await deliveries())).not.toContain('something that is not kept')
  })

  it('410 switches the channel off; after three days a delivery is given up, and can be sent again by hand', async () => {
    await add('c')
    await answers('a')
    receiver.faults.push(answer(410))
    await deliver()
    expect(await store.loop.channel('default', 'c')).toMatchObject({ state: 'gone' })
    expect(await deliveries()).toMatchObject([{ state: 'dead', reason: 'http-410' }])
    await answers('b')
    expect(await deliveries()).toHaveLength(1)
    await add('d')
    await answers('e')
    let attempts = 0
    for (let one = (await deliveries('d'))[0]; one?.state === 'waiting'; one = (await deliveries('d'))[0]) {
      now = Math.max(now, Date.parse(one.nextAt))
      receiver.faults.push(answer(503))
      await deliver()
      attempts++
    }
    expect(now - NOW).toBe(72 * HOUR)
    expect(attempts).toBeGreaterThan(6)
    const [given] = await deliveries('d')
    expect(given).toMatchObject({ state: 'dead', reason: 'http-503' })
    await store.loop.replay('default', 'd', given?.id ?? '', new Date(now).toISOString())
    await deliver()
    expect(await deliveries('d')).toMatchObject([{ state: 'sent' }])
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(given?.id)
  })

  it('a receiver that is told by two collectors at once is told once', async () => {
    await add('c')
    for (let index = 0; index < 40; index++) await answers(`r${index}`)
    await Promise.all([deliver(), deliver(), deliver()])
    expect(receiver.received).toHaveLength(40)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(40)
  })

  it('one that hangs holds up no other, not even what comes after', async () => {
    const hanging = await startReceiver()
    hanging.faults.push(...Array(50).fill(hang))
    await add('slow', 'webhook', {}, hanging.url)
    for (let index = 0; index < 10; index++) await answers(`s${index}`)
    await add('c')
    const stopping = new AbortController()
    const sender = senderOf({ signal: stopping.signal })
    await sender.pump()
    await expect.poll(() => hanging.received.length).toBeGreaterThanOrEqual(4)
    await answers('a')
    await sender.pump()
    await expect.poll(() => receiver.received.length).toBe(1)
    expect(hanging.received.length).toBeLessThan(10)
    stopping.abort()
    await sender.drain()
    await hanging.stop()
    // Stopped while they were under way: not lost, and free at once for whoever comes next.
    expect((await deliveries('slow')).map(({ state }) => state)).toEqual(Array(11).fill('waiting'))
    const next = await store.loop.claim(new Date(NOW).toISOString(), new Date(NOW + HOUR).toISOString(), 100)
    expect(next.filter(({ channel }) => channel === 'slow')).toHaveLength(11)
  })

  it('nothing is ever sent to a private address: by name, by number, by redirect', async () => {
    const guarded = { allowLocal: false }
    const names: Readonly<Record<string, string[]>> = { 'inside.example': ['127.0.0.1'], 'both.example': ['93.184.215.14', '10.0.0.1'] }
    const asked: string[] = []
    const resolve: Resolve = async (host) => {
      asked.push(host)
      return (names[host] ?? []).map((address) => ({ address, family: 4 }))
    }
    const urls = [
      `https://inside.example:${receiver.port}/`,
      `https://both.example:${receiver.port}/`,
      `https://127.0.0.1:${receiver.port}/`,
      `https://[::1]:${receiver.port}/`,
      `https://0x7f.1:${receiver.port}/`,
      'https://169.254.169.254/latest/meta-data/',
      `http://inside.example:${receiver.port}/`,
      'https://nowhere.example/',
    ]
    for (const [index, url] of urls.entries()) await add(`c${index}`, 'webhook', {}, url)
    await answers('a')
    await deliver({ ...guarded, resolve })
    const reasons = await Promise.all(urls.map(async (_, index) => (await deliveries(`c${index}`))[0]?.reason))
    expect(reasons).toEqual([...Array(6).fill('private-address'), 'not-https', 'no-such-host'])
    expect(receiver.received).toEqual([])
    expect(asked.sort()).toEqual(['both.example', 'inside.example', 'nowhere.example'])
  })

  it('a name is asked for once, and the connection goes where that said', async () => {
    let asked = 0
    const resolve: Resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
    await add('c', 'webhook', {}, `http://localhost:${receiver.port}/`)
    await answers('a')
    await deliver({ resolve })
    expect([asked, receiver.received.length]).toEqual([1, 1])
  })

  it('Slack and Teams get their shapes, in the channel’s language, and nothing a visitor wrote is a link there', async () => {
    await add('slack', 'slack', { includeComment: true })
    await add('teams', 'teams', { includeComment: true, language: 'fr' })
    await answers('a', { answers: { csat: 1, why: '<https://evil.example|click> [here](https://evil.example) @channel' } })
    await deliver()
    const bodies = receiver.received.map(({ body }) => JSON.parse(body))
    const slack = bodies.find((body) => 'blocks' in body)
    const teams = bodies.find((body) => 'attachments' in body)
    expect(slack.text).toBe('Low score: Order confirmation')
    expect(slack.blocks[0]).toMatchObject({ type: 'header', text: { type: 'plain_text', text: 'Low score: Order confirmation' } })
    expect(JSON.stringify(slack)).not.toContain('mrkdwn')
    expect(JSON.stringify(slack)).toContain('"url":"https://feedback.example/inbox/a"')
    const card = teams.attachments[0]
    expect(card.contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(card.content).toMatchObject({
      type: 'AdaptiveCard',
      body: [{ type: 'TextBlock', text: 'Note basse : Confirmation' }, { type: 'FactSet' }, {}, {}],
    })
    expect(JSON.stringify(card.content.body)).not.toMatch(/[^\\]\[here/)
  })

  it('HubSpot, Brevo and Klaviyo keep score and band of identified customers, and hear of nobody else', async () => {
    await add('hubspot', 'hubspot', { identifyBy: 'id' })
    await add('brevo', 'brevo')
    await add('klaviyo', 'klaviyo')
    await answers('known', { respondent: { id: 'ada@example.com', kind: 'user' } })
    await answers('number', { respondent: { id: 'user-42', kind: 'user' } })
    await answers('device')
    await deliver()
    const asked = (start: string) => receiver.received.filter(({ path }) => path.startsWith(start))
    expect(
      asked('/crm')
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual([
      'PATCH /crm/v3/objects/contacts/ada%40example.com?idProperty=customer_id',
      'PATCH /crm/v3/objects/contacts/user-42?idProperty=customer_id',
    ])
    expect(asked('/crm')[0]?.headers.authorization).toBe('Bearer the-key')
    expect(JSON.parse(asked('/crm')[0]?.body ?? '')).toEqual({
      properties: {
        peakend_score: 1,
        peakend_band: 'low',
        peakend_metric: 'csat',
        peakend_touchpoint: 'confirmation',
        peakend_at: '2027-03-01T11:59:00.000Z',
      },
    })
    // By address: who is known by a number alone is not looked for, whatever they left to be called back.
    expect(asked('/v3').map(({ method, path, headers }) => [method, path, headers['api-key']])).toEqual([
      ['PUT', '/v3/contacts/ada%40example.com?identifierType=email_id', 'the-key'],
    ])
    expect(JSON.parse(asked('/v3')[0]?.body ?? '').attributes.PEAKEND_BAND).toBe('low')
    expect(asked('/api').map(({ headers }) => [headers.authorization, headers.revision])).toEqual([
      ['Klaviyo-API-Key the-key', '2026-01-15'],
    ])
    expect(JSON.parse(asked('/api')[0]?.body ?? '').data).toMatchObject({
      type: 'profile',
      attributes: { email: 'ada@example.com', properties: { peakend_score: 1 } },
    })
    expect((await deliveries('brevo')).map(({ reason }) => reason).sort()).toEqual(['nobody-known', null])
  })

  it('a mail goes to the addresses and the owner, in plain text; without a server it waits', async () => {
    const smtp = await startSmtp()
    const { mails } = smtp
    await add('c', 'email', { to: ['care@example.com'], toOwner: true, includeComment: true }, '')
    await answers('a')
    await deliver()
    expect(await deliveries()).toMatchObject([{ state: 'waiting', reason: 'no-mail-server' }])
    now += HOUR
    await deliver({}, { mail: createMail({ url: smtp.url, from: 'Peakend <feedback@example.com>' }) })
    expect(await deliveries()).toMatchObject([{ state: 'sent', status: 250 }])
    expect(mails.slice(0, 2).join()).toMatch(/care@example\.com.*shop@example\.com/)
    expect(mails[2]).toContain('Low score =C2=B7 Asks to be contacted: Order confirmation')
    expect(mails[2]).toMatch(/Message-ID: <msg_[\w-]+@peakend>/)
    expect(mails[2]).toContain('https://feedback.example/inbox/a')
    expect(mails[2]).not.toContain('ada@')
    await smtp.stop()
  })

  it('what changed after it was told is told once more, and says so', async () => {
    await add('c')
    await add('slack', 'slack', { language: 'fr' })
    await answers('a', { answers: { csat: 2 } })
    await deliver()
    const revise = async (revision: number, score: number) => {
      const checked = check(responseEvent('a', revision, { score, status: 'completed' }), 'default', NOW)
      if ('problem' in checked) throw new Error('expected a response')
      await store.apply('default', [judge(checked.item)])
      await deliver()
    }
    await revise(2, 5)
    await revise(3, 1)
    const bodies = receiver.received.map(({ body }) => JSON.parse(body))
    expect(bodies).toHaveLength(4)
    const [opened, updated] = bodies.filter(({ type }) => type).map((body) => messageSchema.parse(body))
    expect([opened?.type, updated?.type]).toEqual(['alert.opened', 'alert.updated'])
    expect(updated?.data).toMatchObject({ id: 'a', reasons: [], response: { score: 5, revision: 2 } })
    expect(bodies.find(({ text }) => text?.startsWith('Mise'))?.text).toBe('Mise à jour\u00a0: La note n’est plus basse : Confirmation')
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']).filter(Boolean)
    expect(new Set(ids).size).toBe(2)
  })

  it('what was taken back before it was told is told to nobody', async () => {
    await add('c')
    await answers('a')
    const back = check(responseEvent('a', 2, { score: 5, status: 'completed' }), 'default', NOW)
    if ('problem' in back) throw new Error('expected a response')
    await store.apply('default', [judge(back.item)])
    await deliver()
    expect(receiver.received).toEqual([])
  })
})
