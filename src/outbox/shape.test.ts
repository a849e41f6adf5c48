// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { ResponseEvent } from '../survey/wire'
import { encode, JSON_BATCH } from './cloudevents'
import { fresh } from './ledger'
import { createShape, type ShapeDeps } from './shape'
import { answerData } from './testkit'
import type { OutboxRecord } from './types'

const record: OutboxRecord = { ...fresh('a', 0), type: 'response', data: answerData({ q: 1, mail: 'ada@example.com' }) }
const text = encode(record, 'p', 0, undefined)
const open = (more: Partial<ShapeDeps> = {}) => {
  const fail = vi.fn()
  return { fail, shape: createShape({ id: 'crm', fail, vetoed: () => {}, ...more }) }
}
const passed = (beforeSend: ShapeDeps['beforeSend']) => {
  const { shape, fail } = open({ beforeSend })
  const left = shape.pass(text, record)
  return { left: typeof left === 'string' ? (JSON.parse(left) as ResponseEvent) : left, fail }
}

describe('beforeSend', () => {
  it('is told the event and the destination, and what it gives back leaves', () => {
    const { left } = passed((event, destination) => ({
      ...event,
      data: { ...event.data, answers: { q: 1 }, context: { to: destination } },
    }))
    expect(left).toMatchObject({ data: { answers: { q: 1 }, context: { to: 'crm' } } })
    expect(JSON.stringify(left)).not.toContain('ada@')
  })

  it('may change the event it was given in place', () => {
    const { left } = passed((event) => {
      Object.assign(event.data, { answers: {} })
      return event
    })
    expect(left?.data.answers).toEqual({})
  })

  it('cannot change which revision of which response it is, nor whose', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const { left } = passed(
          (event) => ({ ...event, id: one, type: other, source: one, data: { ...event.data, project: other } }) as never,
        )
        expect(left).toMatchObject({ id: 'a:1', type: 'peakend.response.v1', source: '/peakend/p', data: { project: 'p' } })
      }),
    )
  })

  it.each([
    ['throws', () => JSON.parse('{')],
    ['gives nothing back', () => undefined],
    ['gives a text back', () => 'no'],
    ['gives an event without data', () => ({ id: 'a' })],
    [
      'gives what is no JSON',
      () => {
        const data: Record<string, unknown> = {}
        data['self'] = data
        return { data }
      },
    ],
  ])('that %s holds the record and says so once', (_, beforeSend) => {
    const { shape, fail } = open({ beforeSend: beforeSend as never })
    expect([shape.pass(text, record), shape.pass(text, record)]).toEqual([undefined, undefined])
    expect(fail.mock.calls).toEqual([['before-send-failed', expect.any(Error)]])
  })

  it('is not asked about counts', () => {
    const beforeSend = vi.fn()
    const counts: OutboxRecord = { ...fresh('c', 0), type: 'counts', data: { project: 'p', counts: [] } }
    const { shape } = open({ beforeSend })
    expect(shape.pass('{}', counts)).toBe('{}')
    expect(beforeSend).not.toHaveBeenCalled()
  })
})

describe('what is posted', () => {
  it('without a transform is the batch as ever', () => {
    expect(open().shape.body(['{"a":1}', '{"b":2}'], [record, record])).toEqual({ text: '[{"a":1},{"b":2}]', type: JSON_BATCH })
  })
  it.each([
    ['JSON', () => ({ ok: 1 }), '{"ok":1}'],
    ['a list', (batch: readonly unknown[]) => batch, `[${text}]`],
    ['null', () => null, 'null'],
    ['a text as it is', () => 'a=1&b=2', 'a=1&b=2'],
  ])('a transform may give %s', (_, transform, body) => {
    expect(open({ transform }).shape.body([text], [record])).toEqual({ text: body, type: 'application/json' })
  })
  it.each([
    ['nothing', () => undefined],
    ['what is no JSON', () => 1n],
  ])('a transform that gives %s failed', (_, transform) => {
    const { shape, fail } = open({ transform })
    expect(shape.body([text], [record]).reply).toMatchObject({ status: 503 })
    expect(fail.mock.calls).toEqual([['transform-failed', expect.any(TypeError)]])
  })
  it('an adapter learns what this destination has not had any revision of', () => {
    const adapter = vi.fn(() => 'x')
    open({ adapter }).shape.body([text, text, text], [record, { ...record, acked: { crm: 1 } }, { ...record, acked: { other: 1 } }])
    expect(adapter.mock.calls).toMatchObject([[[{ isFirst: true }, { isFirst: false }, { isFirst: true }], {}]])
  })
})
