// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBody, readReceipt, readRemaining } from './receipt'
import { floorMs, judge, readProblem } from './reply'

describe('judge', () => {
  it.each<[status: number, verdict: ReturnType<typeof judge>]>([
    ...[200, 201, 202, 204, 299].map((status): [number, 'ok'] => [status, 'ok']),
    ...[408, 409, 425, 429, 500, 502, 503, 504, 599].map((status): [number, 'retry'] => [status, 'retry']),
    ...[400, 413, 415, 422].map((status): [number, 'halve'] => [status, 'halve']),
    ...[301, 302, 307, 308, 401, 403, 404, 405].map((status): [number, 'hold'] => [status, 'hold']),
    [410, 'gone'],
  ])('%i → %s', (status, verdict) => {
    expect(judge(status)).toBe(verdict)
  })
})

describe('floorMs', () => {
  const answer = (retryAfter: string | null, date: string | null = null) => ({ status: 429, text: '', retryAfter, date })
  const now = Date.UTC(2026, 0, 1, 12)
  it.each([
    ['nothing', answer(null), undefined, 0],
    ['seconds', answer('120'), undefined, 120_000],
    ['a date, against the clock of the reply', answer('Thu, 01 Jan 2026 10:01:00 GMT', 'Thu, 01 Jan 2026 10:00:00 GMT'), undefined, 60_000],
    ['a date, against ours where the reply has none', answer('Thu, 01 Jan 2026 12:01:00 GMT'), undefined, 60_000],
    ['a date that is over', answer('Thu, 01 Jan 2026 10:00:00 GMT'), undefined, 0],
    ['more than an hour', answer('86400'), undefined, 3_600_000],
    ['nonsense', answer('soon'), undefined, 0],
    ['nonsense with a date', answer('soon', 'yesterday'), undefined, 0],
    ['the body, where headers are hidden cross-origin', answer(null), { retryAfterMs: 5_000 }, 5_000],
    ['the longer of both', answer('1'), { retryAfterMs: 5_000 }, 5_000],
    ['a body that lies', answer(null), { retryAfterMs: -5 }, 0],
    ['a body of another type', answer(null), { retryAfterMs: 'x' }, 0],
    ['a body without measure', answer(null), { retryAfterMs: Number.POSITIVE_INFINITY }, 3_600_000],
  ])('%s', (_, reply, body, expected) => {
    expect(floorMs(reply, body, now)).toBe(expected)
  })
})

describe('the body', () => {
  it('is read only where it is an object', () => {
    expect(readBody('{"results":[]}')).toEqual({ results: [] })
    for (const text of ['', 'ok', '<html>', 'null', '5', '{"results":[']) expect(readBody(text)).toBeUndefined()
  })

  it('is a receipt only with results, which are matched by id', () => {
    expect(readReceipt({ results: [{ id: 'a:1', status: 'stored' }, null, 5] })?.get('a:1')).toEqual({ id: 'a:1', status: 'stored' })
    for (const body of [undefined, {}, { results: 'x' }]) expect(readReceipt(body)).toBeNull()
  })

  it('survives anything', () => {
    fc.assert(fc.property(fc.anything(), (results) => void readReceipt({ results })))
    fc.assert(fc.property(fc.jsonValue(), fc.integer(), (value, status) => void readProblem(value, status)))
  })

  it('gives the problem of a refusal, or the least that can be said, and never a whole page', () => {
    const problem = {
      type: 'https://x/answers',
      title: 'bad answer',
      status: 422,
      detail: 'd',
      errors: [{ path: 'p', expected: 'e', got: 'g' }],
    }
    expect(readProblem(problem, 400)).toEqual(problem)
    expect(readProblem(undefined, 415)).toEqual({ type: 'about:blank', title: 'HTTP 415', status: 415 })
    expect(JSON.stringify(readProblem({ title: 'x'.repeat(9_000) }, 400)).length).toBeLessThan(300)
  })
})

describe('readRemaining', () => {
  const read = (text: string) => readRemaining(readBody(text))
  it('gives the numbers, by survey id', () => {
    expect(read('{"results":[],"remaining":{"csat":12,"nps":0,"odd":-3}}')).toEqual({ csat: 12, nps: 0, odd: -3 })
  })
  it.each([
    'x',
    '[]',
    '{}',
    'null',
    '{"remaining":null}',
    '{"remaining":5}',
    '{"remaining":"five"}',
    '{"remaining":[]}',
    '{"remaining":{}}',
    '{"remaining":{"csat":"12","nps":null,"other":{"left":2}}}',
  ])('%s says nothing', (text) => expect(read(text)).toBeUndefined())
  it('keeps what it can of what is half right', () => expect(read('{"remaining":{"csat":"12","nps":4}}')).toEqual({ nps: 4 }))
  it('a key that reaches into prototypes is a key', () => {
    const found = read('{"remaining":{"__proto__":1,"nps":4}}')
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype)
    expect(found?.['nps']).toBe(4)
  })
  it('property: any JSON is read without throwing, as numbers or nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (remaining) => {
        const found = read(JSON.stringify({ remaining }))
        expect(found === undefined || Object.values(found).every((left) => typeof left === 'number')).toBe(true)
      }),
    )
  })
})
