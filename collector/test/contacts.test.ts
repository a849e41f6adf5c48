import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { parameters } from '../../bench/fuzz/collector.mjs'
import { headless } from '../../scripts/find-browser.mjs'
import type { StoredContact, StoredResponse } from '../src/index'
import { createCollector } from '../src/server'
import { forgetEvent, instrument, NOW, type Running, responseEvent, start, startAt, TOKEN } from './fixtures'
import { hostile } from './hostile'
import { type StoreKind, sqlite, stores } from './stores'

const DAY = 24 * 3600 * 1000
/** No address holds half a character. */
const inAddress = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
const asked = instrument({
  texts: {
    csat: 'How was it?',
    you: 'Where may we write to?',
    call: 'Shall we call?',
    agreed: 'May we write to you about it?',
    why: 'Why?',
  },
  types: { csat: 'csat', you: 'contact', call: 'action', agreed: 'consent', why: 'text' },
})
type Change = Parameters<typeof responseEvent>[2]
const leaves = (id: string, email: string, change: Change = {}) =>
  responseEvent(id, 1, {
    instrument: asked,
    answers: { csat: 2, 'you.email': email, 'you.firstName': 'Ada', agreed: true, why: 'No lamps' },
    status: 'completed',
    ...change,
  })

let running: Running
const whileRunning = (on: StoreKind = sqlite) => {
  beforeEach(async () => {
    running = await start({}, on)
  })
  afterEach(() => running.stop())
}
const text = async (path: string) => (await running.team(path)).text()
const contacts = async (query = '') =>
  ((await (await running.team(`/v1/contacts${query}`)).json()) as { contacts: StoredContact[] }).contacts

describe.each(stores)('on $name', (on) => {
  describe('contact details', () => {
    whileRunning(on)
    beforeEach(async () => {
      await running.post([
        leaves('a', 'ada@example.com', { respondent: { id: 'person-1', kind: 'device' } }),
        leaves('b', 'grace@example.com', { survey: 'after-chat', createdAt: '2027-02-01T10:00:00.000Z' }),
        leaves('t', 'test@example.com', { test: true }),
        responseEvent('n', 1, { score: 5 }),
      ])
    })

    it('are in no report, on no page of results, in no export of answers', async () => {
      for (const path of [
        '/v1/report',
        '/v1/report?test=1',
        '/results',
        '/results?test=1',
        '/v1/responses?test=all',
        '/v1/responses?format=csv&test=all',
      ])
        expect(await text(path)).not.toContain('@example.com')
    })

    it('are told to the team alone, by survey and time, as JSON and as CSV', async () => {
      expect((await fetch(`${running.url}/v1/contacts`)).status).toBe(401)
      const [first, second] = await contacts()
      expect(first).toMatchObject({
        response: 'a',
        survey: 'checkout-csat',
        answers: { 'you.email': 'ada@example.com', 'you.firstName': 'Ada' },
        agreed: [{ question: 'agreed', answer: true, texts: { agreed: 'May we write to you about it?' } }],
        respondent: { id: 'person-1', kind: 'device' },
      })
      expect(second?.response).toBe('b')
      expect((await contacts('?survey=after-chat')).map(({ response }) => response)).toEqual(['b'])
      expect((await contacts('?since=2027-02-15')).map(({ response }) => response)).toEqual(['a'])
      expect((await contacts('?days=7')).map(({ response }) => response)).toEqual(['a'])
      expect((await contacts('?test=1')).map(({ response }) => response)).toEqual(['t'])
      expect(await contacts('?project=other')).toEqual([])
      const csv = await running.team('/v1/contacts?format=csv')
      expect(csv.headers.get('content-disposition')).toBe('attachment; filename="peakend-default-contacts-2027-03-01.csv"')
      const lines = (await csv.text()).split('\r\n')
      expect(lines[0]).toMatch(/agreed_to,answer\.you\.email,answer\.you\.firstName$/)
      expect(lines[1]).toContain('May we write to you about it?,ada@example.com,Ada')
      expect((await running.team('/v1/contacts?format=xls')).status).toBe(400)
    })

    it('have a page, where the team reads and deletes them', async () => {
      expect(await text('/results')).toContain('href="/results/contacts"')
      const page = await text('/results/contacts')
      expect(page).toMatch(/<dt>E-mail<\/dt><dd[^>]*><bdi>ada@example\.com<\/bdi>/)
      expect(page).toContain('May we write to you about it?')
      expect(page).toContain('deleted 90 days after they were given')
      expect(page).not.toContain('test@example.com')
      expect(await text('/results/contacts?lang=fr')).toContain('supprimées 90 jours après avoir été données')
      expect(await text('/results/contacts?survey=after-chat')).not.toContain('ada@example.com')
      expect(await text('/results/contacts?days=7&survey=after-chat')).toContain('No contact details in this period.')
      expect(await text('/results/contacts?project=other')).toContain('When a survey asks how to reach somebody')
      const remove = (body: string) =>
        running.team('/results/contacts/delete', { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' })
      const gone = await remove('response=a')
      expect([gone.status, gone.headers.get('location')]).toEqual([303, '/results/contacts?deleted=1'])
      expect(await text('/results/contacts?deleted=1')).toContain('Deleted.')
      expect((await contacts()).map(({ response }) => response)).toEqual(['b'])
      await running.post([leaves('a', 'ada@example.com', {})].map((event) => ({ ...event, id: 'a:7' })))
      expect((await contacts()).map(({ response }) => response)).toEqual(['b'])
      expect(await text('/v1/responses')).toContain('No lamps')
    })

    it('go with the person: on a visitor’s word, on the team’s, and nothing late brings them back', async () => {
      await running.post([leaves('u', 'user@example.com', { respondent: { id: 'user-42', kind: 'user' } })])
      await running.post([forgetEvent('f', ['person-1', 'user-42'])])
      expect((await contacts()).map(({ response }) => response)).toEqual(['u', 'b'])
      const held = (await (await running.team('/v1/respondents/user-42')).json()) as {
        responses: StoredResponse[]
        contacts: StoredContact[]
      }
      expect(held).toMatchObject({
        project: 'default',
        respondent: 'user-42',
        responses: [{ id: 'u', answers: { csat: 2, agreed: true, why: 'No lamps' } }],
        contacts: [{ response: 'u', answers: { 'you.email': 'user@example.com' } }],
      })
      expect((await fetch(`${running.url}/v1/respondents/user-42`)).status).toBe(401)
      const answered = async () => ((await (await running.team('/v1/report')).json()) as { answered: number }).answered
      const before = await answered()
      expect(await (await running.team('/v1/respondents/user-42', { method: 'DELETE' })).json()).toEqual({ erased: 1 })
      expect(await answered()).toBe(before - 1)
      const late = await running.post([
        { ...leaves('u', 'user@example.com', { respondent: { id: 'user-42', kind: 'user' } }), id: 'u:9' },
        { ...leaves('a', 'ada@example.com', { respondent: { id: 'person-1', kind: 'device' } }), id: 'a:9' },
        leaves('new', 'ada@example.com', { respondent: { id: 'person-1', kind: 'device' } }),
      ])
      expect(late.results.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'duplicate'])
      expect((await contacts()).map(({ response }) => response)).toEqual(['b'])
      expect(await (await running.team('/v1/respondents/user-42')).json()).toEqual({
        project: 'default',
        respondent: 'user-42',
        responses: [],
        contacts: [],
      })
    })
  })

  describe('what has had its time', () => {
    afterEach(() => vi.useRealTimers())

    it('is deleted at the start and then every day, and the log says how much, never what', async () => {
      const place = await on.take()
      const first = await startAt(place)
      await first.post([leaves('a', 'ada@example.com'), responseEvent('n', 1, { score: 5 })])
      await first.stop()
      let now = NOW + 89 * DAY
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      const second = await startAt(place, { now: () => now, retentionDays: 100 })
      const left = async () => ({
        contacts: ((await (await second.team('/v1/contacts')).json()) as { contacts: unknown[] }).contacts.length,
        responses: (await (await second.team('/v1/responses')).text()).split('\n').filter(Boolean).length,
      })
      expect(await left()).toEqual({ contacts: 1, responses: 2 })
      now += 2 * DAY
      await vi.advanceTimersByTimeAsync(DAY)
      await vi.waitUntil(() => second.logged.length === 1)
      expect(await left()).toEqual({ contacts: 0, responses: 2 })
      await second.stop()
      now += 10 * DAY
      vi.useRealTimers()
      const third = await startAt(place, { now: () => now, retentionDays: 100 })
      expect(third.logged).toEqual(['Responses older than 100 days were deleted: 2'])
      expect(second.logged).toEqual(['Contact details older than 90 days were deleted: 1'])
      await third.stop()
      await place.leave()
    })

    it('is never, where the team says so; half a day is no answer', async () => {
      const place = await on.take()
      const first = await startAt(place)
      await first.post([leaves('a', 'ada@example.com')])
      await first.stop()
      const second = await startAt(place, { now: () => NOW + 9999 * DAY, contactDays: null })
      expect(second.logged).toEqual([])
      expect(await (await second.team('/v1/contacts')).text()).toContain('ada@example.com')
      expect(await (await second.team('/results/contacts')).text()).toContain('until you delete them')
      await second.stop()
      await expect(startAt(place, { contactDays: 0.5 })).rejects.toThrow('CONTACT_DAYS: expected a whole number of days')
      await place.leave()
    })
  })
})

describe('the token', () => {
  whileRunning()
  it('is changed by starting with another one: nothing of the former opens anything', async () => {
    const signedIn = await fetch(`${running.url}/results?token=${TOKEN}`, { redirect: 'manual' })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const changed = await start({ adminToken: 'another-token-for-tests' })
    for (const headers of [{ cookie }, { authorization: `Bearer ${TOKEN}` }])
      expect((await fetch(`${changed.url}/v1/report`, { headers })).status).toBe(401)
    expect((await fetch(`${changed.url}/v1/report`, { headers: { authorization: 'Bearer another-token-for-tests' } })).status).toBe(200)
    await changed.stop()
  })
})

describe('the log', () => {
  it('tells of a failure without what somebody wrote', async () => {
    const { default: Database } = await import('libsql')
    const dataDir = mkdtempSync(join(tmpdir(), 'peakend-log-'))
    const told: string[] = []
    const error = vi.spyOn(console, 'error').mockImplementation((...all) => void told.push(all.join(' ')))
    const collector = await createCollector({ dataDir, adminToken: TOKEN, sdk: false, now: () => NOW })
    const { url } = await collector.listen(0, '127.0.0.1')
    const headers = { authorization: `Bearer ${TOKEN}` }
    await fetch(`${url}/v1/responses`, { method: 'POST', body: JSON.stringify([leaves('a', 'ada@example.com')]) })
    const raw = new Database(join(dataDir, 'peakend.db'))
    raw.exec(`update responses set answers = 'ada@example.com wrote this'; update frames set body = 'ada@example.com'`)
    raw.close()
    expect((await fetch(`${url}/v1/report`, { headers })).status).toBe(500)
    expect((await fetch(`${url}/results`, { headers })).status).toBe(500)
    await fetch(`${url}/v1/responses`, { headers })
      .then((reply) => reply.text())
      .catch(() => null)
    await collector.close()
    error.mockRestore()
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(told.join('\n')).not.toMatch(/ada|example|token/)
    rmSync(dataDir, { recursive: true, force: true })
  })
})

describe(`${hostile.length} hostile texts`, () => {
  whileRunning()
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ ...headless(), args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())

  it('are read on every page as they were written, and nothing of them runs or is asked for elsewhere', { timeout: 60_000 }, async () => {
    // Eight comments are shown of each instrument: as many instruments as it takes.
    for (const [index, hostileText] of hostile.entries())
      await running.post([
        leaves(`h${index}`, hostileText, {
          instrument: { ...asked, fingerprint: `f${index % 10}` },
          answers: { csat: 2, why: hostileText, 'you.email': hostileText },
          createdAt: new Date(NOW - (index + 1) * 60_000).toISOString(),
          survey: index === 5 ? hostileText.slice(0, 200) : 'checkout-csat',
          touchpoint: { id: index === 7 ? hostileText.slice(0, 200) : 'confirmation' },
        }),
      ])
    const page = await browser.newPage({ extraHTTPHeaders: { authorization: `Bearer ${TOKEN}` } })
    const ran: string[] = []
    page.on('dialog', (dialog) => {
      ran.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(running.url) && !request.url().startsWith('data:,')) ran.push(request.url())
    })
    page.on('console', (line) => {
      if (/Content Security Policy|Trusted Type/i.test(line.text())) ran.push(line.text())
    })
    const visible: string[] = []
    for (const path of [
      '/results',
      '/results?comments=lowest',
      '/results/contacts',
      '/results/contacts?lang=fr',
      `/results/contacts?survey=${encodeURIComponent(hostile[5] ?? '')}`,
    ]) {
      await page.goto(`${running.url}${path}`)
      for (const details of await page.locator('details').all()) await details.evaluate((element) => element.setAttribute('open', ''))
      expect(
        await page.locator('main script, main img, main iframe, main object, main base, main meta, main link, main style').count(),
      ).toBe(0)
      expect(
        await page.evaluate(
          () =>
            [...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes]).filter(({ name }) => name.startsWith('on'))
              .length,
        ),
      ).toBe(0)
      visible.push(await page.locator('main').evaluate((main) => main.textContent ?? ''))
    }
    for (const written of hostile.slice(0, 34)) expect(visible.some((all) => all.includes(written))).toBe(true)
    expect(ran).toEqual([])
    await page.close()
  })

  it('start no formula in any file for spreadsheets', { timeout: 60_000 }, async () => {
    for (const [index, hostileText] of hostile.entries())
      await running.post([leaves(`h${index}`, hostileText, { answers: { csat: 2, why: hostileText, 'you.email': hostileText } })])
    for (const path of ['/v1/responses', '/v1/contacts'])
      for (const separator of ['comma', 'semicolon']) {
        const csv = await text(`${path}?format=csv&separator=${separator}`)
        const fields = csv.replace(/^\ufeff/, '').match(/"(?:[^"]|"")*"|[^,;\r\n"]+/g) ?? []
        expect(fields.length).toBeGreaterThan(200)
        const dangerous = fields.map((field) => field.replace(/^"/, '')).filter((field) => /^[=+\-@\t\r\n＝＋－＠]/.test(field))
        expect(dangerous).toEqual([])
      }
  })

  it('change nothing through any parameter of an address', { timeout: 60_000 }, async () => {
    await running.post([leaves('kept', 'ada@example.com')])
    for (const written of hostile)
      for (const path of ['/v1/contacts', '/results/contacts'])
        for (const name of path === '/v1/contacts' ? ['survey', 'project', 'since'] : parameters.slice(0, 3)) {
          const { status } = await running.team(`${path}?${name}=${inAddress(written)}`)
          expect([200, 400]).toContain(status)
        }
    for (const name of parameters) {
      const reply = await running.team(`/results/contacts?${name}=${encodeURIComponent("'; drop table contacts; --")}`)
      expect([200, 400]).toContain(reply.status)
    }
    for (const written of hostile) {
      const path = `/v1/respondents/${inAddress(written)}`
      if (!/^\.*$/.test(written)) expect((await running.team(path, { method: 'DELETE' })).status).toBe(200)
    }
    expect(await contacts()).toHaveLength(1)
  })
})

it('keeps the configuration to itself whatever name leads to it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'peakend-hidden-'))
  const { linkSync, symlinkSync } = await import('node:fs')
  writeFileSync(join(folder, 'peakend.json'), '{"version":1,"surveys":[],"touchpoints":[{"id":"t","owner":"SECRET"}]}')
  linkSync(join(folder, 'peakend.json'), join(folder, 'hard.json'))
  symlinkSync(join(folder, 'peakend.json'), join(folder, 'soft.json'))
  expect(statSync(join(folder, 'soft.json')).isFile()).toBe(true)
  const serving = await start({ sdk: folder, config: join(folder, 'peakend.json') })
  for (const name of ['peakend.json', 'hard.json', 'soft.json']) expect((await fetch(`${serving.url}/${name}`)).status).toBe(404)
  await serving.stop()
  rmSync(folder, { recursive: true, force: true })
})
