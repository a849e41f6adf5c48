// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNewer, isPendingAt, readRecord } from './record'
import { answerData } from './testkit'
import type { ResponseRecord } from './types'

const good: ResponseRecord = {
  v: 1,
  id: 'a',
  type: 'response',
  revision: 3,
  done: false,
  acked: { e: 2 },
  createdAt: 1,
  updatedAt: 2,
  data: answerData({ q: 1 }),
}

describe('readRecord', () => {
  it('takes what this build wrote: answers, stubs, counts, forget', () => {
    expect(readRecord('r:a', good)).toBe(good)
    expect(readRecord('r:a', { ...good, data: null })).not.toBeNull()
    expect(readRecord('r:a', { ...good, type: 'counts', data: { project: 'p', counts: [] } })).not.toBeNull()
    expect(readRecord('r:a', { ...good, type: 'forget', data: { project: 'p', respondents: [] } })).not.toBeNull()
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a number', 5],
    ['no format', { ...good, v: undefined }],
    ['a newer format', { ...good, v: 2 }],
    ['another id', { ...good, id: 'b' }],
    ['no revision', { ...good, revision: undefined }],
    ['half a revision', { ...good, revision: 1.5 }],
    ['a revision as text', { ...good, revision: '3' }],
    ['no acks', { ...good, acked: null }],
    ['a time no Date holds', { ...good, updatedAt: 9e15 }],
    ['a time as list', { ...good, updatedAt: [] }],
    ['no time', { ...good, createdAt: undefined }],
    ['no data', { ...good, data: undefined }],
    ['data without answers', { ...good, data: { status: 'shown' } }],
    ['data as text', { ...good, data: 'x' }],
    ['an unknown type', { ...good, type: 'other' }],
  ])('refuses %s', (_, value) => {
    expect(readRecord('r:a', value)).toBeNull()
  })

  it('throws on nothing', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readRecord('r:a', value)))
  })
})

describe('isNewer', () => {
  it('knows formats of later builds, and nothing else', () => {
    expect(isNewer({ v: 2 })).toBe(true)
    for (const value of [{ v: 1 }, {}, null, undefined, 'x', 7]) expect(isNewer(value)).toBe(false)
  })
})

describe('isPendingAt', () => {
  it('compares revisions per endpoint, and leaves out stubs and dead letters', () => {
    expect(isPendingAt(good, 'e')).toBe(true)
    expect(isPendingAt({ ...good, acked: { e: 3 } }, 'e')).toBe(false)
    expect(isPendingAt({ ...good, acked: { e: 3 } }, 'other')).toBe(true)
    expect(isPendingAt({ ...good, data: null }, 'e')).toBe(false)
    const dead = { ...good, dead: { e: { type: 'about:blank', title: 'no', status: 422 } } }
    expect(isPendingAt(dead, 'e')).toBe(false)
    expect(isPendingAt(dead, 'other')).toBe(true)
  })
})

it.each(['v', 'id', 'revision', 'acked', 'createdAt', 'updatedAt', 'type', 'data'])(
  'a record whose %s cannot be made a text throws nothing',
  (field) => {
    const whole = { v: 1, id: 'a', revision: 1, acked: {}, createdAt: 1, updatedAt: 1, type: 'response', data: { answers: {} } }
    const broken = { ...whole, [field]: { toString: '', valueOf: '' } }
    expect(() => [readRecord('r:a', broken), isNewer(broken)]).not.toThrow()
  },
)
