import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/survey/config'
import { check } from '../src/ingest/item'
import { createSender } from '../src/loop/deliver'
import { noteDigests } from '../src/loop/digest'
import { dueAt, isTimeZone, weekBefore, weekToTell } from '../src/loop/digest-week'
import { createMail } from '../src/loop/mail'
import { judged } from '../src/loop/rules'
import { reportsOf } from '../src/report/reports'
import type { ChannelSettings, DigestSettings, Store } from '../src/store'
import { type Running, responseEvent, start } from './fixtures'
import { startSmtp } from './smtp'
import { channelOf } from './store-loop-contract'
import { type Place, stores } from './stores'

const HOUR = 3600 * 1000
const DAY = 24 * HOUR
const utc = (text: string): number => Date.parse(`${text}Z`)
const iso = (ms: number): string => new Date(ms).toISOString()

/** Monday 1 March 2027, 09:00 in Paris. */
const MONDAY = utc('2027-03-01T08:00')
const paris = { weekday: 1, hour: 9, timeZone: 'Europe/Paris' }
const digest = (change: Partial<DigestSettings> = {}): DigestSettings => ({
  ...paris,
  whenEmpty: 'say',
  since: iso(MONDAY - 30 * DAY),
  ...change,
})

describe('when a digest is due', () => {
  it('at that hour by the clocks of its place, in summer and in winter', () => {
    expect(iso(dueAt(paris, MONDAY))).toBe('2027-03-01T08:00:00.000Z')
    expect(iso(dueAt(paris, MONDAY - 1))).toBe('2027-02-22T08:00:00.000Z')
    expect(iso(dueAt(paris, MONDAY, 1))).toBe('2027-03-08T08:00:00.000Z')
    // The clocks went forward on Sunday 28 March.
    expect(iso(dueAt(paris, utc('2027-03-30T00:00')))).toBe('2027-03-29T07:00:00.000Z')
    expect(iso(dueAt({ weekday: 1, hour: 9, timeZone: 'Pacific/Auckland' }, MONDAY))).toBe('2027-02-28T20:00:00.000Z')
  })

  it('once in an hour that the clocks skip, just after it, and once in one that comes twice, the first time', () => {
    const sunday = { weekday: 7, hour: 2, timeZone: 'Europe/Paris' }
    expect(iso(dueAt(sunday, utc('2027-03-28T12:00')))).toBe('2027-03-28T01:00:00.000Z')
    expect(iso(dueAt(sunday, utc('2027-10-31T12:00')))).toBe('2027-10-31T00:00:00.000Z')
  })

  it('never after now, never more than a week and an hour ago, and on its weekday, wherever and whenever', () => {
    const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kolkata']
    const anyTime = fc.integer({ min: utc('2026-01-01T00:00'), max: utc('2030-01-01T00:00') })
    const when = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      hour: fc.integer({ min: 0, max: 23 }),
      timeZone: fc.constantFrom(...zones),
    })
    fc.assert(
      fc.property(when, anyTime, (settings, now) => {
        const due = dueAt(settings, now)
        expect(due).toBeLessThanOrEqual(now)
        expect(now - due).toBeLessThanOrEqual(7 * DAY + HOUR)
        expect(dueAt(settings, now, 1)).toBeGreaterThan(now)
        const { timeZone } = settings
        const day = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone }).format(due)
        expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day) + 1).toBe(settings.weekday)
      }),
    )
  })

  it('is about the seven whole days before it; told late for three days, and never of before it was asked for', () => {
    expect(weekBefore(MONDAY)).toEqual({ from: '2027-02-22', until: '2027-03-01' })
    expect(weekToTell(digest(), MONDAY - 1)).toBeNull()
    expect(weekToTell(digest(), MONDAY)).toEqual({ from: '2027-02-22', until: '2027-03-01' })
    expect(weekToTell(digest(), MONDAY + 2 * DAY)).toEqual({ from: '2027-02-22', until: '2027-03-01' })
    expect(weekToTell(digest(), MONDAY + 3 * DAY)).toBeNull()
    expect(weekToTell(digest({ since: iso(MONDAY + HOUR) }), MONDAY + 2 * HOUR)).toBeNull()
  })

  it('in a time zone that there is', () => {
    expect(['Europe/Paris', 'UTC', 'America/Argentina/Ushuaia'].every(isTimeZone)).toBe(true)
    expect(['', 'Mars/Olympus', '+01:00', 'Europe/Paris; x'].some(isTimeZone)).toBe(false)
  })
})

const config: Config = {
  version: 1,
  touchpoints: [
    {
      id: 'confirmation',
      stage: 'purchase',
      category: 'sales',
      name: { en: 'Order <b>confirmation</b>', fr: 'Confirmation' },
      owner: 'shop',
      target: { metric: 'csat', value: 90, by: '2027-12-31', baseline: 60 },
    },
    { id: 'chat', stage: 'retention', category: 'service', name: 'Chat', owner: 'care' },
  ],
  surveys: [],
}

/** What a mail says, without its encoding: quoted-printable, joined. */
const read = (mail: string | undefined): string => {
  const joined = (mail ?? '').replaceAll('=\r\n', '')
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}

describe.each(stores)('on $name', (on) => {
  let place: Place
  let store: Store
  let smtp: Awaited<ReturnType<typeof startSmtp>>
  let now: number
  const ending = new AbortController()
  beforeEach(async () => {
    place = await on.take()
    store = await place.open()
    smtp = await startSmtp()
    now = MONDAY
  })
  afterEach(async () => {
    await smtp.stop()
    await store.close()
    await place.leave()
  })

  const senderOf = () =>
    createSender(
      {
        store,
        reports: reportsOf(store),
        config: async () => config,
        http: { allowLocal: true, resolve: async () => [], signal: ending.signal },
        mail: createMail({ url: smtp.url, from: 'Peakend <feedback@example.com>' }),
        publicUrl: null,
        now: () => now,
        random: () => 0.5,
      },
      (cause) => {
        throw cause
      },
    )
  /** As every collector does, again and again. */
  const tick = async () => {
    const noted = await noteDigests(store, now)
    await senderOf().drain()
    return noted
  }
  const add = (settings: Partial<ChannelSettings> = {}, id = 'c') => {
    const channel = channelOf(id, 'email', { url: '' })
    return store.loop.addChannel(
      { ...channel, settings: { ...channel.settings, to: ['mara@example.com'], alerts: false, digest: digest(), ...settings } },
      { secret: '', previous: '', previousUntil: '' },
      { who: 'Grace', at: iso(now) },
    )
  }
  const sent = () => smtp.mails.filter((line) => !line.startsWith('RCPT'))
  const itemOf = (id: string, day: string, score: number, change: Parameters<typeof responseEvent>[2] = {}) => {
    const at = `${day}T10:00:00.000Z`
    const event = responseEvent(id, 1, { score, status: 'completed', createdAt: at, sentAt: at, ...change })
    const checked = check(event, 'default', Date.parse(at))
    if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
    return judged(() => config)(checked.item)
  }
  const answer = (...given: Parameters<typeof itemOf>) => store.apply('default', [itemOf(...given)])
  /** A week of good answers before a week of bad ones. */
  const twoWeeks = async () => {
    const thirty = Array.from({ length: 30 }, (_, index) => index)
    await store.apply('default', [
      ...thirty.map((index) => itemOf(`a${index}`, '2027-02-17', 5)),
      ...thirty.map((index) => itemOf(`b${index}`, '2027-02-24', index < 20 ? 1 : 5, { comment: `Said ${index} <i>` })),
      itemOf('c1', '2027-02-25', 5, { touchpoint: { id: 'chat', stage: 'retention', category: 'service' } }),
      itemOf('late', '2027-03-01', 5),
      itemOf('test', '2027-02-24', 5, { test: true }),
    ])
  }

  it('the week is told: scores with their intervals, what changed by more than chance, the cascade, what is open, in both parts', async () => {
    await twoWeeks()
    await add()
    expect(await tick()).toBe(1)
    const mail = read(sent()[0])
    expect(mail).toContain('To: mara@example.com')
    expect(mail).toContain('Subject: What customers said, 22 February 2027 to 28 February 2027')
    expect(mail).toContain('Content-Type: multipart/alternative')
    expect(mail).toMatch(/Message-ID: <msg_[\w-]+@peakend>/)
    const [, text = '', page = ''] = mail.split(/Content-Type: text\/(?:plain|html)/)
    for (const part of [text, page]) {
      expect(part).toContain('31 answers from 31 showings.')
      expect(part).toMatch(/33%.{0,120}between 19% and 51%.{0,20}n\u00a0=\u00a030/s)
      expect(part).toMatch(/Lower than the week before: −67 \(−8\d to −4\d\)/)
      expect(part).toContain('Below target. Target 90% by 31 December 2027')
      expect(part).toContain('Shown 30 → Seen 30 → Answered 30 (100%)')
      expect(part).toContain('1 of 10 answers')
      expect(part).toContain('20 alerts are still open in the inbox, the oldest since 24 February 2027.')
      expect(part).not.toContain('Said 1')
    }
    expect(page).toContain('Order &lt;b&gt;confirmation&lt;/b&gt;')
    expect(page).toContain('href="https://feedback.example/results?since=2027-02-22&amp;through=2027-02-28"')
    expect(text).toContain('https://feedback.example/results?since=2027-02-22&through=2027-02-28')
    expect(page).toContain('@media (prefers-color-scheme:dark)')
    // Nothing is fetched, nothing says that it was read.
    expect(page).not.toMatch(/<img|<script|<link|url\(/)
    expect((await store.loop.deliveries('default', 'c', 9)).map(({ kind, state, subject }) => [kind, state, subject])).toEqual([
      ['digest', 'sent', '2027-02-22'],
    ])
  })

  it('comments go only where the channel lets them, the newest first; one owner’s channel tells of theirs alone', async () => {
    await twoWeeks()
    await add({ includeComment: true, owner: 'shop' })
    await add({ includeComment: true, owner: 'care', language: 'fr' }, 'care')
    await tick()
    const mails = sent().map(read)
    const shop = mails.find((mail) => mail.includes('confirmation'))
    const care = mails.find((mail) => mail.includes('Chat'))
    expect(shop?.match(/Said \d+ <i>/g)).toHaveLength(5)
    expect(shop).toContain('Said 29 &lt;i&gt;')
    expect(shop).not.toContain('Chat')
    expect(care).not.toMatch(/Said|confirmation/i)
    expect(care).toContain('Ce que les clients ont dit, du 22 février 2027 au 28 février 2027')
    expect(care).toContain('Personne n’attend de réponse.')
  })

  it('once, however many collectors look and however often, also after a restart; and the next week again', async () => {
    await add()
    await Promise.all([tick(), tick(), tick()])
    await store.close()
    store = await place.open()
    now += 2 * DAY
    expect(await tick()).toBe(0)
    expect(sent()).toHaveLength(1)
    now = MONDAY + 7 * DAY
    await Promise.all([tick(), tick()])
    expect(sent()).toHaveLength(2)
  })

  it('a collector that was off on Monday sends it when it comes back, for three days; then it waits for the next', async () => {
    await add()
    now = MONDAY + 2 * DAY
    expect(await tick()).toBe(1)
    now = MONDAY + 7 * DAY + 4 * DAY
    expect(await tick()).toBe(0)
    now = MONDAY + 14 * DAY
    expect(await tick()).toBe(1)
    expect(sent()).toHaveLength(2)
  })

  it('a mail server that fails is tried again, under the same id, and seen', async () => {
    await add()
    smtp.faults.push('451 later')
    await tick()
    expect(await store.loop.deliveries('default', 'c', 9)).toMatchObject([{ state: 'waiting', reason: 'smtp-451', attempts: 1 }])
    now += HOUR
    await tick()
    expect(await store.loop.deliveries('default', 'c', 9)).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(sent()).toHaveLength(1)
  })

  it('a week without answers says so, or is not sent, as the channel says', async () => {
    await add()
    await add({ digest: digest({ whenEmpty: 'skip' }) }, 'silent')
    await tick()
    expect(sent().map(read)).toEqual([expect.stringContaining('Nobody answered in this week, and nothing was shown.')])
    expect(await store.loop.deliveries('default', 'silent', 9)).toMatchObject([{ state: 'dead', reason: 'no-answers' }])
  })

  it('none while the channel is paused or was switched to alerts alone, and an alert goes to no channel of digests alone', async () => {
    await add({ digest: null, alerts: true }, 'alerts')
    await add()
    await store.loop.changeChannel('default', 'c', { state: 'paused' }, { who: 'Grace', at: iso(now) })
    expect(await tick()).toBe(0)
    await answer('low', '2027-03-01', 1)
    expect(await store.loop.deliveries('default', 'c', 9)).toEqual([])
    expect(await store.loop.deliveries('default', 'alerts', 9)).toMatchObject([{ kind: 'alert' }])
  })

  describe('at /channels', () => {
    let running: Running
    beforeEach(async () => {
      running = await start({ loop: { smtpUrl: smtp.url }, now: () => now }, on)
    })
    afterEach(() => running.stop())
    const json = async (path: string, method = 'GET', body?: unknown) => {
      const reply = await running.team(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
    }
    const form = (path: string, fields: Record<string, string>) =>
      running.team(path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
    const fields = {
      kind: 'email',
      name: 'Marketing',
      to: 'mara@example.com',
      sends: 'digest',
      weekday: '1',
      hour: '9',
      timeZone: 'Europe/Paris',
      language: 'fr',
    }
    const only = async () => ((await json('/v1/channels')).body.channels as { id: string; settings: ChannelSettings }[])[0]

    it('one is set up, changed, looked at and sent at once; what is wrong changes nothing', async () => {
      await form('/channels', fields)
      const made = await only()
      if (!made) throw new Error('expected a channel')
      expect(made.settings).toMatchObject({ alerts: false, digest: { ...paris, whenEmpty: 'skip', since: iso(MONDAY) } })
      const wrong = await form(`/channels/${made.id}/mail`, { ...fields, timeZone: 'Mars/Olympus' })
      expect(wrong.status).toBe(400)
      expect(await wrong.text()).toContain('There is no such time zone.')
      expect((await form(`/channels/${made.id}/mail`, { ...fields, to: '' })).status).toBe(400)
      for (const digest of [{ ...paris, weekday: 8 }, { ...paris, hour: -1 }, { ...paris, at: 1 }, 'weekly'])
        expect((await json(`/v1/channels/${made.id}`, 'PATCH', { digest })).status).toBe(400)
      expect((await json(`/v1/channels/${made.id}`, 'PATCH', { digest: null })).status).toBe(400)
      expect(
        (await json('/v1/channels', 'POST', { kind: 'slack', name: 'x', url: 'https://hooks.slack.com/x', digest: paris })).status,
      ).toBe(400)
      expect(await only()).toEqual(made)
      now += HOUR
      await form(`/channels/${made.id}/mail`, { ...fields, sends: 'both', sayEmpty: 'on', includeComment: 'on' })
      // What is in it changed, when it is sent did not: nothing is missed.
      expect((await only())?.settings).toMatchObject({
        alerts: true,
        includeComment: true,
        digest: { whenEmpty: 'say', since: iso(MONDAY) },
      })
      await form(`/channels/${made.id}/mail`, { ...fields, weekday: '2', language: 'en' })
      expect((await only())?.settings.digest).toMatchObject({ weekday: 2, since: iso(now) })
      const page = await (await running.team('/channels?lang=en')).text()
      expect(page).toContain('Next digest: Tuesday 2 March, 09:00 (Europe/Paris)')
      const preview = await running.team(`/channels/digest/preview?channel=${made.id}&lang=en`)
      expect(preview.headers.get('content-security-policy')).toContain("frame-src 'self'")
      expect(await preview.text()).toContain('Nobody answered in this week, and nothing was shown.')
      const mail = await running.team(`/channels/digest/preview/mail?channel=${made.id}`)
      expect(mail.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
      expect(mail.headers.get('x-frame-options')).toBe('SAMEORIGIN')
      expect((await running.team('/channels/digest/preview?channel=none')).status).toBe(404)
      await form(`/channels/${made.id}/digest`, {})
      expect(read(sent()[0])).toContain('Subject: Test: What customers said')
      expect((await json(`/v1/channels/${made.id}/test?what=digest`, 'POST')).body).toMatchObject({ kind: 'test', state: 'sent' })
      const { body } = await json('/v1/audit?action=channel.changed')
      expect(JSON.stringify(body)).toContain('2 09:00 Europe/Paris')
      expect(JSON.stringify(body)).not.toContain('mara@')
    })
  })
})
