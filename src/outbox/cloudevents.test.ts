// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { encode, endpointUrl } from './cloudevents'
import { fresh } from './ledger'
import { answerData } from './testkit'

const at = Date.UTC(2026, 0, 2)
describe('encode', () => {
  it('is a CloudEvents 1.0 event: the response at this revision, with when it was sent and how old it is', () => {
    const record = { ...fresh('a', at), type: 'response', revision: 3, data: answerData({ q: 1 }) } as const
    expect(JSON.parse(encode(record, 'shop', at + 5, 250))).toEqual({
      specversion: '1.0',
      id: 'a:3',
      source: '/peakend/shop',
      type: 'peakend.response.v1',
      subject: 'csat/a',
      time: '2026-01-02T00:00:00.000Z',
      datacontenttype: 'application/json',
      data: { ...answerData({ q: 1 }), sentAt: '2026-01-02T00:00:00.005Z', ageMs: 250 },
    })
    expect(JSON.parse(encode(record, 'shop', at, undefined)).data).not.toHaveProperty('ageMs')
  })

  it('counts and forget have no subject and nothing added', () => {
    const counts = { project: 'shop', counts: [] }
    const event = JSON.parse(encode({ ...fresh('c', at), type: 'counts', data: counts }, 'shop', at, 1))
    expect(event).toMatchObject({ id: 'c:1', type: 'peakend.counts.v1', data: counts })
    expect(event).not.toHaveProperty('subject')
    const forget = { project: 'shop', respondents: ['x'] }
    expect(JSON.parse(encode({ ...fresh('f', at), type: 'forget', data: forget }, 'shop', at, 1))).toMatchObject({
      type: 'peakend.forget.v1',
      data: forget,
    })
  })
})

describe('endpointUrl', () => {
  it.each([
    ['/v1/responses', 'https://shop.example/v1/responses?project=p'],
    ['in', 'https://shop.example/a/in?project=p'],
    ['https://in.example/x?key=a%20b&flag', 'https://in.example/x?key=a%20b&flag&project=p'],
    ['https://in.example/#top', 'https://in.example/?project=p'],
  ])('%s → %s', (url, expected) => {
    expect(endpointUrl(url, 'p', 'https://shop.example/a/b').href).toBe(expected)
  })
  it('escapes the project, and throws on what is no URL', () => {
    expect(endpointUrl('/x', 'a&b c', 'https://s.example/').search).toBe('?project=a%26b%20c')
    expect(() => endpointUrl('https://', 'p', 'https://s.example/')).toThrow(TypeError)
  })
})
