import { describe, expect, test, vi } from 'vitest'
import type { EventTrigger, Survey } from '../survey/config'
import type { MomentRef } from '../survey/wire'
import { event } from './event'
import type { Happened, Listener } from './types'

const listener = (id: string, trigger: Omit<EventTrigger, 'on'>): Listener<EventTrigger> => ({
  survey: { id } as Survey,
  trigger: { on: 'event', ...trigger },
})
const hear = (...listeners: Listener<EventTrigger>[]) => {
  const happened = vi.fn<Happened>()
  const hear = event(listeners, happened)
  return {
    happened,
    track: (name: string, props?: MomentRef['props']) => {
      happened.mockClear()
      hear({ type: 'event', name, ...(props && { props }) })
      return happened.mock.calls.map(([, met]) => met.map(({ survey }) => survey.id))
    },
  }
}

describe('which listeners', () => {
  test('by the exact name, in their order', () => {
    const { track } = hear(listener('a', { name: 'order' }), listener('b', { name: 'order_completed' }), listener('c', { name: 'order' }))
    expect(track('order')).toEqual([['a', 'c']])
    expect(track('Order')).toEqual([[]])
    expect(track('order_completed')).toEqual([['b']])
  })
  test('an event nobody listens to happened all the same: it may cancel or be counted', () => {
    const { track, happened } = hear(listener('a', { name: 'order' }))
    expect(track('refund', { id: 1 })).toEqual([[]])
    expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'event', name: 'refund', props: { id: 1 } })
  })
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])('an event called “%s” is an event like any other', (name) => {
    expect(hear(listener('a', { name: 'order' })).track(name)).toEqual([[]])
    expect(hear(listener('a', { name })).track(name)).toEqual([['a']])
  })
  test('a survey with two triggers for one event is met by both', () => {
    const { track } = hear(listener('a', { name: 'order' }), listener('a', { name: 'order', delaySeconds: 5 }))
    expect(track('order')).toEqual([['a', 'a']])
  })
  test('the triggers themselves are handed on', () => {
    const one = listener('a', { name: 'order', oncePer: 'id' })
    const { track, happened } = hear(one)
    track('order')
    expect(happened.mock.calls[0]?.[1][0]).toBe(one)
  })
})
