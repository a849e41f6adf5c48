// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { advice, each, event } from './testkit'

describe('conditions', () => {
  each([
    ['an answer before anything was asked', { audience: { answer: 'csat', is: 1 } }, 'answer-too-early surveys[0].audience.answer'],
    [
      'in the filter of an event',
      event('x', { where: { any: [{ answer: 'csat', is: 1 }] } }),
      'answer-too-early surveys[0].trigger.where.any[0].answer',
    ],
    ['a count nobody reaches', { audience: { event: 'x', gte: 51 } }, 'count-too-high surveys[0].audience'],
    ['more than the most', { audience: { event: 'x', gt: 50 } }, 'count-too-high surveys[0].audience'],
    ['exactly too many', { audience: { event: 'x', is: 60 } }, 'count-too-high surveys[0].audience'],
    ['the most', { audience: { event: 'x', gte: 50 } }],
    ['fewer than many', { audience: { event: 'x', lt: 60 } }],
    ['days, not a count', { audience: { event: 'x', since: 'last', gte: 90 } }],
  ])

  test('of a persona', () => {
    const personas = [{ id: 'often', when: { event: 'x', gte: 99 } }]
    expect(advice({ audience: { persona: 'often' } }, { personas })).toEqual(['count-too-high personas[0].when'])
  })
})
