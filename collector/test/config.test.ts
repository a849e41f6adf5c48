import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/survey/config'
import { jsonErrorAt, placeOf } from '../src/config/json-error'
import { type Running, start } from './fixtures'

const config: Config = {
  $schema: './peakend.schema.json',
  version: 1,
  send: ['notes', 'owner'],
  touchpoints: [
    {
      id: 'confirmation',
      stage: 'purchase',
      category: 'sales',
      owner: 'SECRET',
      notes: 'SECRET',
      belief: 12345,
      effort: 12345,
      target: { metric: 'csat', value: 12345, by: '2027-06-30' },
    },
  ],
  personas: [{ id: 'first', when: { trait: 'notes', is: 'kept' }, notes: 'SECRET' }],
  surveys: [
    {
      id: 's',
      owner: 'SECRET',
      notes: 'SECRET',
      touchpoint: { id: 'inline', stage: 'purchase', category: 'sales', owner: 'SECRET', effort: 12345 },
      trigger: { on: 'manual' },
      questions: [{ id: 'notes', type: 'csat', text: { en: 'owner?' } }],
    },
  ],
}

describe('GET /v1/config', () => {
  let folder: string
  let file: string
  let running: Running
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peakend-config-'))
    file = join(folder, 'peakend.json')
    writeFileSync(file, JSON.stringify(config))
    running = await start({ config: file })
  })
  afterEach(async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const get = (headers = {}) => fetch(`${running.url}/v1/config?project=default`, { headers })

  it('leaves out what is internal, and nothing that only shares its name', async () => {
    const text = await (await get()).text()
    expect(text).not.toMatch(/SECRET|12345|\$schema/)
    expect(JSON.parse(text)).toEqual({
      version: 1,
      send: ['notes', 'owner'],
      touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales' }],
      personas: [{ id: 'first', when: { trait: 'notes', is: 'kept' } }],
      surveys: [
        {
          id: 's',
          touchpoint: { id: 'inline', stage: 'purchase', category: 'sales' },
          trigger: { on: 'manual' },
          questions: [{ id: 'notes', type: 'csat', text: { en: 'owner?' } }],
        },
      ],
    })
  })

  it('has a strong ETag and answers 304', async () => {
    const first = await get()
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]+"$/)
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const again = await get({ 'if-none-match': `"other", W/${etag}`, origin: 'http://localhost:3000' })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    expect(again.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
  })

  it('follows the file, and keeps the last good one while it is broken', async () => {
    const etag = (await get()).headers.get('etag')
    writeFileSync(file, '{\n  "version": 1,\n  "surveys": [ oops ]\n}')
    expect((await get()).headers.get('etag')).toBe(etag)
    await get()
    expect(running.logged).toEqual([`${file}: not JSON at line 3, column 16. The last good configuration stays published.`])
    writeFileSync(file, '{ "version": 1, "surveys": 3 }')
    expect((await get()).headers.get('etag')).toBe(etag)
    expect(running.logged[1]).toContain('surveys: expected a list of surveys')
    writeFileSync(file, '{ "version": 1, "surveys": [] }')
    expect(await (await get()).json()).toEqual({ version: 1, surveys: [] })
    rmSync(file)
    expect(await (await get()).json()).toEqual({ version: 1, surveys: [] })
  })
})

it('says plainly that there is none yet, and what to do', async () => {
  const running = await start({ config: '/nowhere/peakend.json' })
  const none = await fetch(`${running.url}/v1/config`)
  expect(none.status).toBe(404)
  expect(await none.json()).toMatchObject({
    detail: 'Start the collector with CONFIG=…, publish on /surveys, or leave data-config out.',
  })
  await fetch(`${running.url}/v1/config`)
  expect(running.logged).toHaveLength(1)
  await running.stop()
})

describe('the place of an error in JSON', () => {
  it.each([
    ['{"a": x}', 6],
    ['{"a": 1,}', 8],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['[1', 2],
    ['', 0],
    ['{"a":"\n"}', 5],
    ['[] []', 3],
    ['[01]', 2],
    ['{,}', 1],
  ])('%j → %i', (text, at) => expect(jsonErrorAt(text)).toBe(at))
  it('reads whatever is JSON to its end', () => {
    fc.assert(fc.property(fc.json({ noUnicodeString: false }), (text) => jsonErrorAt(text) === text.length))
  })
  it('counts lines and columns from one', () => expect(placeOf('ab\ncd', 4)).toBe('line 2, column 2'))
})
