import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planCsv, readMap, respondentOf, rowsOf } from '../src/import/csv'
import { createOrderFinder, readDate } from '../src/import/dates'
import { recognise } from '../src/import/known'
import type { ImportSummary } from '../src/import/route'
import type { Report } from '../src/report/types'
import type { StoredContact, StoredResponse } from '../src/store'
import { type Running, responseEvent, start, TOKEN } from './fixtures'
import { stores } from './stores'

const delighted = `ID,Survey Type,Score,Comment,Permalink,Created At,Person Email,Delighted Source
11,nps,10,"Lovely, ""really""",https://delighted.com/r/1,2026-02-01 09:30:00 UTC,Ann@Example.com,Email
12,nps,3,Call me on +33 6 12 34 56 78,https://delighted.com/r/2,2026-02-02 10:00:00 UTC,bob@example.com,Email
13,nps,11,,https://delighted.com/r/3,2026-02-03 10:00:00 UTC,,Email
14,nps,,Only words,https://delighted.com/r/4,2026-02-04 10:00:00 UTC,,Email
15,nps,9,,https://delighted.com/r/5,2029-02-05 10:00:00 UTC,,Email
16,nps,9,"Two
lines",https://delighted.com/r/6,soon,,Email
`
const phone = `Date;Note;Verbatim
13/02/2026;5;Très bien
03/02/2026;5;
03/02/2026;5;
03/02/2026;2;=SUM(A1)
`

describe.each(stores)('on $name', (on) => {
  let running: Running
  beforeAll(async () => {
    running = await start({}, on)
  })
  afterAll(() => running.stop())

  const send = (body: string, query: string, type = 'text/csv') =>
    running.team(`/v1/import?${query}`, { method: 'POST', body, headers: { 'content-type': type } })
  const take = async (body: string, query: string, type?: string): Promise<ImportSummary> => {
    const response = await send(body, query, type)
    if (response.status !== 200) throw new Error(`expected 200, got ${response.status}: ${await response.text()}`)
    return (await response.json()) as ImportSummary
  }
  const kept = async (project: string) =>
    (await (await running.team(`/v1/responses?project=${project}`)).text())
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as StoredResponse)
  const contacts = async (project: string) =>
    ((await (await running.team(`/v1/contacts?project=${project}`)).json()) as { contacts: StoredContact[] }).contacts

  it('takes an export of Delighted by its header; says line by line what it did not take; twice doubles nothing', async () => {
    const query = 'project=delighted&metric=nps'
    const dry = await take(delighted, `${query}&dryRun=1`)
    expect(dry).toEqual({
      import: null,
      dryRun: true,
      source: 'delighted',
      touchpoint: 'import-delighted',
      rows: 6,
      imported: 2,
      duplicates: 0,
      skipped: 4,
      reasons: [
        { line: 4, reason: 'score: expected a whole number from 0 to 10 (nps), got 11' },
        { line: 5, reason: 'score: expected a number, got nothing' },
        { line: 6, reason: 'date: expected one that is past, got 2029-02-05T10:00:00.000Z' },
        { line: 8, reason: 'date: expected a date, got "soon"' },
      ],
      read: {
        source: 'delighted',
        columns: { id: 'ID', score: 'Score', comment: 'Comment', date: 'Created At', email: 'Person Email' },
        dates: null,
      },
    })
    expect(await kept('delighted')).toEqual([])
    expect(await take(delighted, query)).toMatchObject({ dryRun: false, imported: 2, duplicates: 0, skipped: 4 })
    const once = await kept('delighted')
    expect(await take(delighted, query)).toMatchObject({ imported: 0, duplicates: 2, skipped: 4 })
    expect(await kept('delighted')).toEqual(once)
    expect(once.find(({ score }) => score === 10)).toMatchObject({
      survey: 'import-delighted',
      touchpoint: { id: 'import-delighted' },
      status: 'completed',
      answers: { score: 10, comment: 'Lovely, "really"' },
      commented: true,
      occurredAt: '2026-02-01T09:30:00.000Z',
      respondent: { id: respondentOf('ann@example.com'), kind: 'user' },
      instrument: { fingerprint: expect.stringMatching(/^import-[0-9a-f]{16}$/), type: 'nps', trigger: 'import:delighted' },
      test: false,
    })
    // As on a page: no number in a comment, no address anywhere.
    expect(JSON.stringify(once)).not.toMatch(/12 34 56|example\.com/i)
    expect(await contacts('delighted')).toEqual([])
  })

  it('keeps an address only where that is asked for, among the contact details', async () => {
    await take(delighted, 'project=addresses&metric=nps&contacts=1')
    expect(JSON.stringify(await kept('addresses'))).not.toMatch(/example\.com/i)
    expect((await contacts('addresses')).map(({ answers }) => answers)).toEqual([
      { 'contact.email': 'bob@example.com' },
      { 'contact.email': 'Ann@Example.com' },
    ])
    // Who asks to be forgotten is found by their address.
    const erased = await running.team(`/v1/respondents/${respondentOf(' ANN@example.com')}?project=addresses`, { method: 'DELETE' })
    expect(await erased.json()).toEqual({ erased: 1 })
    expect(await take(delighted, 'project=addresses&metric=nps&contacts=1')).toMatchObject({ imported: 0, duplicates: 2 })
    expect((await contacts('addresses')).length).toBe(1)
  })

  it('takes any other CSV by map: semicolons, days first, rows that say the same are two answers', async () => {
    const query = `project=phone&metric=csat&source=phone&channel=phone&stage=retention&touchpoint=hotline&question=${encodeURIComponent('Êtes-vous satisfait ?')}&locale=fr&map=${encodeURIComponent('score=Note,date=Date,comment=Verbatim')}`
    expect(await take(phone, query)).toMatchObject({ rows: 4, imported: 4, skipped: 0 })
    expect(await take(phone, query)).toMatchObject({ imported: 0, duplicates: 4 })
    const all = await kept('phone')
    expect(all.map(({ occurredAt, score }) => `${occurredAt} ${score}`).sort()).toEqual([
      '2026-02-03T00:00:00.000Z 2',
      '2026-02-03T00:00:00.000Z 5',
      '2026-02-03T00:00:00.000Z 5',
      '2026-02-13T00:00:00.000Z 5',
    ])
    expect(all[0]?.touchpoint).toEqual({ id: 'hotline', stage: 'retention', channel: 'phone' })
    expect(all[0]?.instrument).toMatchObject({ points: 5, locale: 'fr', texts: { score: 'Êtes-vous satisfait ?' } })
    const csv = await (await running.team('/v1/responses?format=csv&project=phone')).text()
    expect(csv).toContain("'=SUM(A1)")
  })

  it('is never merged with what we asked at the same touchpoint', async () => {
    const asked = Array.from({ length: 12 }, (_, index) => responseEvent(`own-${index}`, 1, { project: 'both', score: 5 }))
    await running.post(asked, 'both')
    const rows = Array.from({ length: 12 }, (_, index) => ({ id: `${index}`, score: 1, at: '2027-02-01T10:00:00Z' }))
    const body = JSON.stringify({ source: 'store', touchpoint: { id: 'confirmation', channel: 'store' }, metric: 'csat', rows })
    expect(await take(body, 'project=both', 'application/json')).toMatchObject({ imported: 12 })
    const report = (await (await running.team('/v1/report?project=both')).json()) as Report
    const [touchpoint] = report.touchpoints
    expect(touchpoint?.instruments.map(({ n, score, replaces }) => [n, score, replaces])).toEqual([
      [12, 100, null],
      [12, 0, null],
    ])
  })

  it('takes rows of programs one by one, whatever is wrong with the others', async () => {
    const body = JSON.stringify({
      source: 'till',
      touchpoint: { id: 'till' },
      metric: 'rating',
      rows: [
        { id: '1', score: 5, at: '2026-01-01T10:00:00+01:00', respondent: 'card-7' },
        { id: '2', score: 'five', at: '2026-01-01T10:00:00Z' },
        { id: '3', score: 4, at: 'yesterday', line: 40 },
        null,
        { id: '4', score: 6, at: '2026-01-01T10:00:00Z' },
      ],
    })
    const done = await take(body, 'project=till', 'application/json')
    expect(done).toMatchObject({ rows: 5, imported: 1, skipped: 4 })
    expect(done.reasons.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 score: expected number, got "five"',
      '40 at: expected an ISO 8601 instant, e.g. 2027-03-01T09:30:00.000Z, got "yesterday"',
      '4 row: expected object, got null',
      '5 score: expected a whole number from 1 to 5 (rating), got 6',
    ])
    expect(await kept('till')).toMatchObject([{ respondent: { id: 'card-7', kind: 'user' }, occurredAt: '2026-01-01T09:00:00.000Z' }])
  })

  const rows = '[{"id":"1","score":5,"at":"2026-01-01T10:00:00Z"}]'
  it.each([
    ['no token', 401, rows, 'application/json', '', { authorization: 'Bearer wrong' }],
    ['another site', 403, rows, 'application/json', '', { authorization: '', cookie: 'COOKIE', 'sec-fetch-site': 'cross-site' }],
    ['another type', 415, rows, 'text/plain', '', {}],
    ['no JSON', 400, '{', 'application/json', '', {}],
    ['no metric', 400, `{"source":"x","touchpoint":{"id":"t"},"rows":${rows}}`, 'application/json', '', {}],
    ['no rows', 400, '{"source":"x","touchpoint":{"id":"t"},"metric":"csat","rows":[]}', 'application/json', '', {}],
    ['a source that is none', 400, `{"source":"a b","touchpoint":{"id":"t"},"metric":"csat","rows":${rows}}`, 'application/json', '', {}],
    ['a project that is none', 400, phone, 'text/csv', '&project=a%20b', {}],
    ['a header nobody knows', 400, phone, 'text/csv', '&metric=csat', {}],
    ['a column that is not there', 400, phone, 'text/csv', '&metric=csat&map=score=Score,date=Date', {}],
    ['a metric that is none', 400, phone, 'text/csv', '&metric=stars&map=score=Note,date=Date', {}],
    ['dates that may be two', 400, 'Date,Note\n03/04/2026,5\n', 'text/csv', '&metric=csat&map=score=Note,date=Date', {}],
    ['dates of two kinds', 400, 'Date,Note\n13/04/2026,5\n04/13/2026,5\n', 'text/csv', '&metric=csat&map=score=Note,date=Date', {}],
    ['a quote without an end', 400, 'Date,Note\n"2026-01-01,5\n', 'text/csv', '&metric=csat&map=score=Note,date=Date', {}],
    ['nothing', 400, '', 'text/csv', '&metric=csat&map=score=Note,date=Date', {}],
    ['too much', 413, 'x'.repeat(4 * 1024 * 1024 + 1), 'text/csv', '&metric=csat', {}],
  ] as const)('refuses %s, and has changed nothing', async (_, status, body, type, query, headers) => {
    const signedIn = await fetch(`${running.url}/results?token=${TOKEN}`, { redirect: 'manual' })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value === 'COOKIE' ? cookie : value]))
    const all = new Headers({ authorization: `Bearer ${TOKEN}`, 'content-type': type, ...given })
    if (all.get('authorization') === '') all.delete('authorization')
    const response = await fetch(`${running.url}/v1/import?x=1${query}`, { method: 'POST', body, headers: all })
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
    expect(await kept('default')).toEqual([])
  })

  it('brings nothing into a project that was not set up, where projects are closed', async () => {
    const closed = await start({ projects: 'closed' }, on)
    const response = await closed.team('/v1/import?project=unknown', {
      method: 'POST',
      body: rows,
      headers: { 'content-type': 'application/json' },
    })
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('unknown-project')])
    await closed.stop()
  })

  it('takes bytes that are no UTF-8 for what they are', async () => {
    const response = await running.team('/v1/import?metric=csat', {
      method: 'POST',
      body: new Uint8Array([0x4e, 0xe9, 0x0a]),
      headers: { 'content-type': 'text/csv' },
    })
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('CSV UTF-8')])
  })
})

describe('exports that are known by their header', () => {
  it.each([
    ['delighted', 'id,survey_type,score,comment,permalink,created_at,person_email', 'id score comment created_at person_email'],
    ['wootric', 'id,score,text,origin_url,created_at,end_user_email', 'id score text created_at end_user_email'],
    ['typeform', '#,How likely?,Response Type,Start Date (UTC),Submit Date (UTC),Network ID', '# Submit Date (UTC)'],
  ])('%s', (source, header, columns) => {
    const found = recognise(header.split(','))
    expect(found?.source).toBe(source)
    expect(Object.values(found?.columns ?? {}).join(' ')).toBe(columns)
  })
  it('nobody’s', () => expect(recognise(['Date', 'Score', 'Comment'])).toBeNull())

  it('a Typeform needs to be told its question', async () => {
    const text = '#,"How likely, really?",Submit Date (UTC),Network ID\nabc,9,2026-02-01 10:00:00,n1\n'
    const open = async function* () {
      yield new TextEncoder().encode(text)
    }
    await expect(planCsv(open)).rejects.toThrow(
      'score: expected to know which column it is, got an export of typeform. Say it by map, e.g. score=…; there are "#", "How likely, really?"',
    )
    const plan = await planCsv(open, { map: readMap('score=How likely\\, really?') })
    const rows = []
    for await (const row of rowsOf(open, plan)) rows.push(row)
    expect(rows).toEqual([{ line: 2, id: 'abc', score: 9, at: '2026-02-01T10:00:00.000Z' }])
  })

  it('however the file is cut into parts, its rows are the same', async () => {
    const bytes = new TextEncoder().encode(`\ufeff${delighted}`)
    const read = async (size: number) => {
      const open = async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      const rows = []
      for await (const row of rowsOf(open, await planCsv(open))) rows.push(row)
      return rows
    }
    const whole = await read(1e6)
    expect(whole).toHaveLength(6)
    for (const size of [1, 2, 7, 100]) expect(await read(size)).toEqual(whole)
  })
})

describe('dates', () => {
  it.each([
    ['2026-03-01T09:30:00.250Z', '2026-03-01T09:30:00.250Z'],
    ['2026-03-01T09:30:00+0200', '2026-03-01T07:30:00.000Z'],
    ['2026-03-01 09:30:00 UTC', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026/3/1 9:05', '2026-03-01T09:05:00.000Z'],
    ['01.03.2026 14:00', '2026-03-01T14:00:00.000Z'],
    ['1 Mar 2026', '2026-03-01T00:00:00.000Z'],
    ['Mar 1, 2026, 2:05 PM', '2026-03-01T14:05:00.000Z'],
    ['March 1, 2026 12:00 AM', '2026-03-01T00:00:00.000Z'],
    ['1772357400', '2026-03-01T09:30:00.000Z'],
    ['1772357400000', '2026-03-01T09:30:00.000Z'],
  ])('%s', (text, expected) => expect(new Date(readDate(text, null) ?? 0).toISOString()).toBe(expected))

  it.each([
    '',
    'soon',
    '03/04/2026',
    '2026-02-30',
    '2026-13-01',
    '31/04/26',
    '2026-03-01 25:00',
    '2026-03-01 13:00 PM',
    '12345',
    '1 Foo 2026',
  ])('%j is none', (text) => expect(readDate(text, null)).toBeNull())

  it('property: a day is read as what was written, or not at all', () => {
    const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const [y, m, d] = date.toISOString().slice(0, 10).split('-').map(Number)
        const day = Date.UTC(y ?? 0, (m ?? 1) - 1, d)
        for (const mark of ['/', '-']) {
          expect(readDate([d, m, y].join(mark), 'dmy')).toBe(day)
          expect(readDate([m, d, y].join(mark), 'mdy')).toBe(day)
          expect(readDate([d, m, y].join(mark), null)).toBeNull()
          const finder = createOrderFinder()
          expect(finder.found().pairs).toBe(0)
          finder.look([d, m, y].join(mark))
          const { dmy, mdy, either } = finder.found()
          // What may be two days is never taken for one of them.
          expect(mdy).toBe(0)
          expect(dmy).toBe((d ?? 0) > 12 ? 1 : 0)
          expect(either !== null).toBe((d ?? 0) <= 12 && d !== m)
        }
      }),
    )
  })
})

it('a map that is none says how it is written', () => {
  expect(readMap('score=A\\,B, date = C\\=D ')).toEqual({ score: 'A,B', date: 'C=D' })
  for (const wrong of ['scroe=A', 'score', 'score=', '=A'])
    expect(() => readMap(wrong)).toThrow('map: expected id, score, comment, date, respondent, email, each with a column')
})
