import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { field } from '../src/export/csv'
import { stream } from '../src/export/stream'
import { NOW, type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'

describe.each(stores)('on $name', (on) => {
  let running: Running
  beforeAll(async () => {
    running = await start({}, on)
  })
  afterAll(() => running.stop())

  const bytes = async (path: string) => Buffer.from(await (await running.team(path)).arrayBuffer())

  it('needs the token', async () => expect((await fetch(`${running.url}/v1/responses?format=csv`)).status).toBe(401))

  it('gives a CSV that spreadsheets open and do not run', async () => {
    await running.post([
      responseEvent('a', 1, { score: 4, comment: '=HYPERLINK("http://evil.example","Win")' }),
      responseEvent('b', 1, { score: 5, comment: 'Line one\nline two; with, both "quotes"' }),
      responseEvent('c', 1, { test: true, score: 1 }),
    ])
    const response = await running.team('/v1/responses?format=csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="peakend-default-2027-03-01.csv"')
    const csv = await bytes('/v1/responses?format=csv')
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = csv.subarray(3).toString()
    expect(text.split('\r\n')).toHaveLength(4)
    expect(text.split('\r\n')[0]).toMatch(/^occurred_at,touchpoint,.*,answer\.csat,answer\.why$/)
    expect(text).toContain(`,4,"'=HYPERLINK(""http://evil.example"",""Win"")"\r\n`)
    expect(text).toContain('"Line one\nline two; with, both ""quotes"""')
    expect((await bytes('/v1/responses?format=csv&test=all')).toString().split('\r\n')).toHaveLength(5)
    expect((await bytes('/v1/responses?format=csv&separator=semicolon')).toString()).toContain('occurred_at;touchpoint;')
  })

  it('streams an export of many pages', async () => {
    for (let batch = 0; batch < 14; batch++)
      await running
        .post(
          Array.from({ length: 100 }, (_, index) => responseEvent(`many-${batch}-${index}`, 1, { project: 'many', score: 3 })),
          'many',
        )
        .catch((error: unknown) => {
          // 100 events are more than 64 KiB: halve, as the SDK does.
          if (!String(error).includes('413')) throw error
          return running.post(
            Array.from({ length: 50 }, (_, index) => responseEvent(`many-${batch}-${index}`, 1, { project: 'many', score: 3 })),
            'many',
          )
        })
    const lines = (await bytes('/v1/responses?format=ndjson&project=many')).toString().trimEnd().split('\n')
    expect(new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id)).size).toBe(lines.length)
    expect(lines.length).toBeGreaterThanOrEqual(700)
  })

  it('gives what is new since the last time, once it has settled, and when to ask from the next time', async () => {
    let clock = NOW
    const pulled = await start({ now: () => clock }, on)
    const pull = async (since: string, more = '') => {
      const response = await pulled.team(`/v1/responses?updatedSince=${encodeURIComponent(since)}${more}`)
      const lines = (await response.text()).split('\n').filter(Boolean)
      return {
        next: response.headers.get('peakend-next') ?? '',
        ids: lines.map((line) => JSON.parse(line) as { id: string; revision: number }).map(({ id, revision }) => `${id}:${revision}`),
      }
    }
    await pulled.post([responseEvent('b', 1, { score: 4 }), responseEvent('a', 1, { score: 4 })])
    // It may still be on its way elsewhere.
    const first = await pull('2027-01-01')
    expect(first).toEqual({ ids: [], next: '2027-03-01T11:59:00.000Z' })
    clock += 90_000
    await pulled.post([responseEvent('c', 1, { score: 4 })])
    const second = await pull(first.next)
    expect(second).toEqual({ ids: ['a:1', 'b:1'], next: '2027-03-01T12:00:30.000Z' })
    await pulled.post([responseEvent('a', 2, { score: 5 })])
    clock += 90_000
    expect((await pull(second.next)).ids).toEqual(['a:2', 'c:1'])
    expect((await pull('2028-01-01')).next).toBe('2028-01-01T00:00:00.000Z')
    const csv = await (await pulled.team('/v1/responses?format=csv&updatedSince=2027-01-01')).text()
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    for (const wrong of ['yesterday', '', '1 March 2027', '2027-13-01'])
      expect((await pulled.team(`/v1/responses?updatedSince=${wrong}`)).status).toBe(400)
    await pulled.stop()
  })

  it('knows two formats', async () => expect((await running.team('/v1/responses?format=xls')).status).toBe(400))
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])('neutralises %j', (text) =>
  expect(field(text, ',').replace(/^"/, '')).toMatch(/^'/),
)
it('leaves numbers alone', () => expect(field(-5, ',')).toBe('-5'))

it('who goes away in the middle of an export is no failure', async () => {
  const said: string[] = []
  let make = () => {}
  const made = new Promise<void>((done) => {
    make = done
  })
  const pages = (async function* () {
    await made
    yield 'late'
  })()
  const reader = stream(pages, (message) => said.push(message)).getReader()
  const read = reader.read()
  const turn = () => new Promise((done) => setImmediate(done))
  await turn()
  const left = reader.cancel()
  make()
  expect(await read).toEqual({ done: true, value: undefined })
  await left
  await turn()
  expect(said).toEqual([])
})
