import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportSummary } from '../src/import/route'
import type { Report } from '../src/report/types'
import type { StoredImport } from '../src/store'
import { type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'
import { asking, giveToken } from './team'

const calls = (from: number, n: number, more: Record<string, unknown> = {}) => ({
  source: 'phone',
  touchpoint: { id: 'hotline', stage: 'retention', channel: 'phone' },
  metric: 'nps',
  contacts: true,
  rows: Array.from({ length: n }, (_, index) => ({
    id: `call-${from + index}`,
    score: (from + index) % 11,
    at: '2027-02-20T09:30:00Z',
    comment: `Said ${from + index}`,
    email: `p${from + index}@example.com`,
  })),
  ...more,
})

describe.each(stores)('imports on $name', (on) => {
  let running: Running
  let ask: ReturnType<typeof asking>
  beforeEach(async () => {
    running = await start({}, on)
    ask = asking(running)
  })
  afterEach(() => running.stop())
  const send = async (body: unknown, status = 200) => {
    const said = await ask('POST', '/v1/import', body)
    if (said.status !== status) throw new Error(`expected ${status}, got ${said.status}: ${said.text}`)
    return said.json as ImportSummary
  }
  const list = async () => ((await ask('GET', '/v1/imports')).json as { imports: StoredImport[] }).imports
  const report = async () => (await ask('GET', '/v1/report')).json as Report

  it('an import in parts is one, on the trail with who, when, how many rows and of what file', async () => {
    const first = await send(calls(0, 20, { file: 'C:\\exports\\calls.csv', total: 35 }))
    expect(first.import).toMatch(/^20270301120000-[0-9a-f]{8}$/)
    await send(calls(15, 20, { import: first.import }))
    expect(await list()).toMatchObject([
      {
        id: first.import,
        who: 'root',
        source: 'phone',
        file: 'calls.csv',
        rows: 40,
        imported: 35,
        duplicates: 5,
        skipped: 0,
        takenBack: null,
      },
    ])
    const { json } = await ask('GET', '/v1/audit?action=import.begun')
    expect(json.entries).toMatchObject([{ who: 'root', target: first.import, detail: { source: 'phone', file: 'calls.csv', rows: 35 } }])
    expect((await send(calls(0, 5, { dryRun: true }))).import).toBeNull()
    expect(await list()).toHaveLength(1)
  })

  it('is taken back as a whole: answers, comments, contact details, alerts and counts; nothing else; and may come again', async () => {
    await running.post([responseEvent('own', 1, { score: 4, comment: 'Mine' })])
    const before = await report()
    const { import: kept } = await send(calls(0, 5))
    const between = await report()
    // Those that were there already are the first import's.
    const { import: id } = await send(calls(0, 620))
    expect((await report()).imported).toBe(620)
    expect((await ask('DELETE', `/v1/imports/${id}`)).json).toEqual({ responses: 615 })
    expect(await report()).toEqual(between)
    expect((await ask('GET', '/v1/contacts')).json.contacts).toHaveLength(5)
    expect((await list()).find((one) => one.id === id)?.takenBack).toMatchObject({ who: 'root' })
    expect((await ask('DELETE', `/v1/imports/${id}`)).json).toEqual({ responses: 0 })
    expect((await ask('GET', '/v1/audit?action=import.taken-back')).json.entries).toMatchObject([
      { target: id, detail: { responses: 615 } },
    ])
    await ask('DELETE', `/v1/imports/${kept}`)
    expect(await report()).toEqual(before)
    // Corrected, it comes again.
    expect(await send(calls(0, 620))).toMatchObject({ imported: 620, duplicates: 0 })
  })

  it('who asked to be forgotten does not come back with the next import', async () => {
    const { import: id } = await send(calls(0, 2, { contacts: false }))
    const { text } = await ask('GET', '/v1/responses')
    const [line = ''] = text.split('\n')
    const respondent = (JSON.parse(line) as { respondent: { id: string } }).respondent.id
    await ask('DELETE', `/v1/respondents/${respondent}`)
    await ask('DELETE', `/v1/imports/${id}`)
    expect(await send(calls(0, 2))).toMatchObject({ imported: 1, duplicates: 1 })
  })

  it('imported answers have a score and are no part of the steps or of participation', async () => {
    await running.post([responseEvent('shown', 1, { status: 'seen' }), responseEvent('own', 1, { score: 4 })])
    await send(calls(0, 33, { touchpoint: { id: 'confirmation', stage: 'purchase' } }))
    const { answered, shown, imported, touchpoints } = await report()
    expect({ answered, shown, imported }).toEqual({ answered: 1, shown: 2, imported: 33 })
    const [confirmation] = touchpoints
    expect(confirmation?.cascade).toMatchObject({ shown: 2, seen: 2, answered: 1, completed: 0, imported: 33 })
    expect(confirmation?.participation?.rate).toBe(50)
    const elsewhere = confirmation?.instruments.find(({ fingerprint }) => fingerprint.startsWith('import-'))
    expect(elsewhere).toMatchObject({ n: 33, participation: null, cascade: { shown: 0, imported: 33 } })
    const page = await ask('GET', '/results?lang=en')
    expect(page.text).toContain('33 answers were imported.')
    expect(page.text).toContain('They were asked elsewhere, and are part of neither the steps nor the participation.')
  })

  it('a project that has nothing else is not empty', async () => {
    await send(calls(0, 12))
    const { text } = await ask('GET', '/results?lang=en')
    expect(text).toContain('12 answers were imported.')
    expect(text).not.toContain('class="empty"')
  })

  it('the page lists them, and takes one back for who may; what is wrong changes nothing', async () => {
    const { import: id } = await send(calls(0, 3, { file: '<b>calls.csv' }))
    const page = await ask('GET', '/results/imports?lang=en')
    expect(page.text).toContain('&lt;b&gt;calls.csv')
    expect(page.text).toContain('3 rows: 3 imported, 0 were there already, 0 skipped.')
    const { token } = await giveToken(running, { name: 'Ed', role: 'edit' })
    const editor = asking(running, token)
    expect((await editor('GET', '/results/imports?lang=en')).text).not.toContain('Take it back')
    expect((await editor('DELETE', `/v1/imports/${id}`)).status).toBe(403)
    expect((await ask('DELETE', '/v1/imports/none')).status).toBe(404)
    expect((await ask('DELETE', `/v1/imports/${id}?project=other`)).status).toBe(404)
    await send(calls(3, 3, { import: 'none' }), 409)
    await send(calls(3, 3, { import: '<b>' }), 400)
    await send({ ...calls(3, 3, { import: id }), source: 'till' }, 409)
    expect((await report()).imported).toBe(3)
    const back = await ask('POST', `/results/imports/take-back?import=${id}`, new URLSearchParams())
    expect(back.headers.get('location')).toBe('/results/imports?gone=3')
    await send(calls(3, 3, { import: id }), 409)
    expect((await report()).imported).toBe(0)
  })
})
