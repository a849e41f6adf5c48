// @vitest-environment node
import { expect, it } from 'vitest'
import type { Leaving } from './adapter'
import { flatten } from './flatten'
import { adapter } from './segment'
import { leaving, RESPONSE } from './testkit'

const calls = (...batch: Leaving[]) => (adapter(batch, { key: 'wk' }) as { readonly batch: readonly Record<string, unknown>[] }).batch

it('a batch of track calls', () => {
  const one = leaving({ csat: 4 }, { isFirst: true })
  const rest = {
    type: 'track',
    anonymousId: 'f00d',
    properties: flatten(one.event, false),
    context: { locale: 'en', page: { path: '/order/done' }, library: { name: 'peakend', version: '1.0.0' } },
  }
  expect(adapter([one], { key: 'wk' })).toEqual({
    writeKey: 'wk',
    batch: [
      { ...rest, event: 'Survey Shown', messageId: `peakend-${RESPONSE}-shown`, timestamp: '2026-11-20T10:00:00.000Z' },
      { ...rest, event: 'Survey Answered', messageId: `peakend-${RESPONSE}:3-answered`, timestamp: '2026-11-20T10:00:20.000Z' },
    ],
    sentAt: '2026-11-20T10:00:21.000Z',
  })
})

it.each([
  ['shown, for the first time', leaving({}, { isFirst: true }), ['Survey Shown']],
  ['seen', leaving({}, { status: 'seen' }), []],
  ['answered', leaving({ csat: 1 }), ['Survey Answered']],
  ['completed', leaving({ csat: 1 }, { status: 'completed' }), ['Survey Completed']],
  ['dismissed', leaving({}, { status: 'dismissed' }), ['Survey Dismissed']],
])('%s', (_, one, names) => expect(calls(one).map(({ event }) => event)).toEqual(names))

it('who is identified is a user', () => {
  const [call] = calls(leaving({ csat: 1 }, { respondent: { id: 'u-1', kind: 'user' } }))
  expect(call).toMatchObject({ userId: 'u-1' })
  expect(call).not.toHaveProperty('anonymousId')
})

it('ids stay within the 100 characters that Segment takes', () => {
  const ids = calls(leaving({ csat: 1 }, { status: 'completed', isFirst: true, revision: 123456 })).map(({ messageId }) => messageId)
  for (const id of ids) expect(String(id).length).toBeLessThanOrEqual(100)
})
